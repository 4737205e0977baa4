"""Sheets that go on reading while the database works on the rows before."""

from django.db import connection

from imports.background import Background, Statement
from imports.sheets import Sheet

# At the end of the transaction everybody would wait for it.
CHECK_REFERENCES: list[Statement] = [("SET CONSTRAINTS ALL IMMEDIATE", []), ("SET CONSTRAINTS ALL DEFERRED", [])]


class BackgroundSheet(Sheet):
    """Subclasses begin statements in `_background` and say in `_settle` what their end means."""

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._background = Background()

    def load(self, table, report):
        """As any table; while the database writes some rows, the next are read."""
        with connection.execute_wrapper(self._settle_first):
            try:
                super().load(table, report)
            finally:
                self._background.wait()

    def _settle_first(self, execute, *query):
        self._settle()
        return execute(*query)

    def _settle(self) -> None:
        """Waits for what was begun, and says what of it the database has refused."""
        raise NotImplementedError

    def _references_to_check(self) -> list[Statement]:
        """What has the references of the written rows looked at; a preview may not have written what they refer to."""
        return [] if self.context.is_preview else CHECK_REFERENCES
