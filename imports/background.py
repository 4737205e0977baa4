"""Statements that the database works on while Python goes on to read."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DatabaseError, connection, transaction

Statement = tuple[str, Sequence]


class Background:
    """One savepoint after the other; in each, Python loads rows and a thread then waits for the statements on them.

    The thread has the connection of the transaction. Nobody else may use it until `end`: what they wrote would be lost
    with the savepoint. Should the transaction end before the thread does, its statements fail, since they read from
    temporary tables that are gone with it.
    """

    def __init__(self) -> None:
        self._savepoint = ""
        self._work: Future | None = None

    def begin(self, load: Callable[[], Sequence[Statement]]) -> None:
        """Starts the statements that `load` gives; whatever fails is told by `end`."""
        self._savepoint = transaction.savepoint()
        try:
            statements = load()
        except DatabaseError as fault:
            self._work = Future()
            self._work.set_exception(fault)
            return
        threads = ThreadPoolExecutor(1, "statements")
        self._work = threads.submit(_execute, connection.connection, statements)
        threads.shutdown(wait=False)

    def end(self) -> None:
        """Waits for the statements, if any were begun. Raises DatabaseError; nothing is written then."""
        if self._work is None:
            return
        work, self._work = self._work, None
        try:
            with connection.wrap_database_errors:
                work.result()
        except DatabaseError:
            transaction.savepoint_rollback(self._savepoint)
            raise
        transaction.savepoint_commit(self._savepoint)

    def wait(self) -> None:
        """Waits without asking how it went, for whoever gives up the whole transaction."""
        if self._work is not None:
            self._work.exception()


def _execute(database, statements):
    with database.cursor() as cursor:
        for statement, parameters in statements:
            cursor.execute(statement, parameters)
