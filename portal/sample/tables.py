"""A sheet of a workbook before it is written: its name, its header row and its rows one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Row = dict[str, object]


@dataclass(frozen=True)
class Table:
    """Rows are written as they come, so that any number of them needs no more memory than one."""

    name: str
    headers: tuple[str, ...]
    rows: Iterable[Row]

    def lines(self) -> Iterator[list]:
        """The header row and then each row in its order. Raises KeyError for a value that has no column."""
        yield list(self.headers)
        known = set(self.headers)
        for row in self.rows:
            if unknown := row.keys() - known:
                raise KeyError(f"{self.name}: {sorted(unknown)}")
            yield [row.get(header) for header in self.headers]


def table(name: str, headers: str, rows: Iterable[Row]) -> Table:
    """A table whose headers are given as one text with blanks between them."""
    return Table(name, tuple(headers.split()), rows)
