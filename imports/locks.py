from django.db import connection

# One publication at a time in the whole database: an arbitrary number that names the lock.
PUBLICATION_LOCK = 7_310_122


def lock_publication():
    """Waits until no other transaction publishes; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLICATION_LOCK])
