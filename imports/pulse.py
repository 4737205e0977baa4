"""How far a job is, told on a connection of its own, and whether the process that runs it is still there."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.utils import timezone

# The first of the two numbers that name a job's lock; the second is the job's.
JOB_LOCK = 7_310_124
TOLD_EVERY_SECONDS = 0.5
LONGEST_PHASE = 60

TELL = """
    UPDATE imports_importjob SET phase = %s, done = %s, total = %s, heartbeat_at = %s WHERE id = %s
"""


class Pulse:
    """Writes a job's progress where others see it at once: the import's own transaction ends only with the import.

    While it beats it holds a lock of the database's session, which ends with the process, however that dies.
    """

    def __init__(self, job_id: int):
        self.job_id = job_id
        self._connection = connections["default"].copy()
        self._phase, self._told_at = "", 0.0

    def hold(self) -> bool:
        """Takes the job's lock; False where another process has it."""
        return _ask(self._connection, "SELECT pg_try_advisory_lock(%s, %s)", [JOB_LOCK, self.job_id])

    def tell(self, phase: str, done: int = 0, total: int = 0) -> None:
        """Notes the phase and how many of how many rows are done; what comes too soon after the last is left out."""
        now = time.monotonic()
        if phase == self._phase and now - self._told_at < TOLD_EVERY_SECONDS:
            return
        self._phase, self._told_at = phase, now
        with self._connection.cursor() as cursor:
            cursor.execute(TELL, [phase[:LONGEST_PHASE], done, total, timezone.now(), self.job_id])

    def close(self) -> None:
        self._connection.close()


@contextmanager
def nobody_runs(job_id: int) -> Iterator[bool]:
    """Whether no process runs the job; if so, none begins to until the end of the block."""
    names = [JOB_LOCK, job_id]
    is_free = _ask(connection, "SELECT pg_try_advisory_lock(%s, %s)", names)
    try:
        yield is_free
    finally:
        if is_free:
            _ask(connection, "SELECT pg_advisory_unlock(%s, %s)", names)


def _ask(database, question, parameters):
    with database.cursor() as cursor:
        cursor.execute(question, parameters)
        [answer] = cursor.fetchone()
    return answer
