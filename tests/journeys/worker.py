"""The task worker beside a journey's site: the program's own loop, in a thread of its own."""

import contextlib
from threading import Thread

from django_tasks_db.management.commands.db_worker import Worker

from tests.connections import on_own_connection

LOOKS_EVERY_SECONDS = 0.2


@contextlib.contextmanager
def working():
    """Does what is queued on the database that the site stands on, one task after another."""
    worker = Worker(
        queue_names=["default"],
        interval=LOOKS_EVERY_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="journey",
        excluded_queue_names=[],
    )
    thread = Thread(target=on_own_connection, args=[worker.run], daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.running = False
        thread.join()
