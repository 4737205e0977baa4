"""What can go wrong with a file, a table, a row or a cell. Every text is a sentence for the editor."""

from collections.abc import Callable, Sequence


class ImportRefused(Exception):
    """The whole file or call cannot be used: not a workbook, an unknown sheet, nothing in it. Exit code 2."""


class PreviewMoved(ImportRefused):
    """The preview was made anew after the page was opened from which it was decided about."""


class CellError(ValueError):
    """A cell that cannot be read. `column` is the field's name where the fault shows only among several cells."""

    def __init__(self, message: str, code: str = "unreadable", column: str = ""):
        super().__init__(message)
        self.code = code
        self.column = column


class RowErrors(Exception):
    """The faults of one row, as pairs of a field's name (or "") and a CellError."""

    def __init__(self, faults: Sequence[tuple[str, CellError]]):
        super().__init__()
        self.faults = faults


class SetAside(ValueError):
    """A readable row that points at something unknown or ambiguous; `candidates` are names to choose from.

    They may be given as a function, which is asked only for rows that stay set aside. `name` is the text that nobody
    knows and `what` ("subject", "indicator") whose name it would be, where an editor can say whom it means.
    """

    def __init__(
        self, reason: str, candidates: Sequence[str] | Callable[[], Sequence[str]] = (), name: str = "", what: str = ""
    ):
        super().__init__(reason)
        self.reason, self.name, self.what = reason, name, what
        self._candidates = candidates

    @property
    def candidates(self) -> list[str]:
        return list(self._candidates() if callable(self._candidates) else self._candidates)
