"""Two transactions at once, each on a real connection of its own; for tests marked `django_db(transaction=True)`."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, transaction

WAIT_SECONDS = 10


def race(first, second, then=None):
    """Calls `first` in a transaction, and `second` on another connection until it has to wait; then commits.

    Before that, `then` may do more in the first transaction. Answers what `first` returned and a finished future of
    `second`. Fails if `second` never waits.
    """
    with ThreadPoolExecutor(1) as other_thread:
        with transaction.atomic():
            first_answer = first()
            future = other_thread.submit(on_own_connection, second)
            _wait_until_blocked(future)
            if then is not None:
                then()
        return first_answer, _finished(future)


def beside(first, second):
    """Calls `first` in a transaction, and while it is open lets `second` finish on another connection."""
    with ThreadPoolExecutor(1) as other_thread, transaction.atomic():
        first_answer = first()
        future = other_thread.submit(on_own_connection, second)
        return first_answer, future.result(WAIT_SECONDS)


def on_own_connection(work):
    try:
        return work()
    finally:
        connection.close()


def _wait_until_blocked(future: Future):
    deadline = time.monotonic() + WAIT_SECONDS
    while not _somebody_waits_for_us():
        assert not future.done(), "the second transaction did not wait for the first"
        assert time.monotonic() < deadline, "the second transaction neither waits nor ends"
        time.sleep(0.01)


def _somebody_waits_for_us():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def _finished(future):
    future.exception(WAIT_SECONDS)
    return future
