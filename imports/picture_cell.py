"""One cell of a batch's file drawn among its neighbours, with the headings and labels it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from imports.errors import ImportRefused
from imports.layout import column_letter
from imports.marks import column_number
from imports.models import ImportBatch
from imports.picture import DrawnCell, DrawnRow, Picture
from imports.picture_page import CELL, opened_cells, picture_address, repeated_headers, reports_of

ROWS_AROUND, COLUMNS_AROUND = 4, 3
MOST_LABELS = 3
# Between two ranges of columns.
GAP = DrawnCell("", "…", "")


@dataclass(frozen=True)
class CellPicture:
    """A drawn cell: `letters` of its columns, with "…" where some are left out, `repeated` rows of the header that
    stand further up, and `rows`. Where it cannot be drawn `refusal` says why, and there is nothing else.
    """

    address: str = ""
    letters: tuple[str, ...] = ()
    repeated: tuple[DrawnRow, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    prefix: str = ""
    refusal: str = ""


def drawn_cell(batch: ImportBatch, sheet_name: str, cell: str) -> CellPicture | None:
    """The cell such as "F7" of a sheet, drawn; None where the batch has no such sheet or the cell is no single one."""
    place = CELL.fullmatch(cell)
    if place is None or not place[1]:
        return None
    try:
        with opened_cells(batch) as kept:
            sheet = next((one for one in kept.sheets if one.name == sheet_name), None)
            return _picture(batch, kept, sheet, int(place[2]), column_number(place[1])) if sheet else None
    except ImportRefused as refusal:
        return CellPicture(refusal=str(refusal))


def _picture(batch, kept, sheet, row, column):
    page = kept.page(sheet, sheet.page_of(row))
    picture = Picture(report for report in reports_of(batch) if report.name == sheet.name)
    near = range(row - ROWS_AROUND, row + ROWS_AROUND + 1)
    rows = [numbered for numbered in enumerate(page.rows, page.first_row) if numbered[0] in near]
    parts = _columns(picture, sheet, row, column)
    first = rows[0][0] if rows else row
    headers = [list(repeated_headers(kept, sheet, picture, first, part)) for part in parts]
    drawn = _joined(picture.draw(rows, page.merges, part) for part in parts)
    return CellPicture(
        picture_address(batch.pk, sheet.name, f"{column_letter(column - 1)}{row}"),
        letters=tuple(_letters(parts)),
        repeated=tuple(_without_marks(_joined(headers))),
        rows=tuple(_chosen(_without_marks(drawn), f"{column_letter(column - 1)}{row}")),
    )


def _columns(picture, sheet, row, column) -> list[range]:
    """The columns around the cell; before them, apart, those of the labels where they stand further to the left."""
    near = range(max(column - COLUMNS_AROUND, 1), min(column + COLUMNS_AROUND, max(sheet.width, column)) + 1)
    labels = sorted(label for table in picture.tables if table.holds(row, column) for label in table.roles["labels"])
    labels = [label for label in labels if label < near.start][:MOST_LABELS]
    if not labels:
        return [near]
    if labels[-1] + 1 >= near.start:
        return [range(labels[0], near.stop)]
    return [range(labels[0], min(labels[-1], labels[0] + MOST_LABELS - 1) + 1), near]


def _letters(parts: list[range]) -> Iterable[str]:
    for number, part in enumerate(parts):
        if number:
            yield "…"
        yield from (column_letter(column - 1) for column in part)


def _joined(parts: Iterable[list[DrawnRow]]) -> list[DrawnRow]:
    """Rows of several ranges of columns side by side, with an empty cell between two ranges."""
    first, *others = [list(part) for part in parts]
    for other in others:
        first = [replace(row, cells=[*row.cells, GAP, *more.cells]) for row, more in zip(first, other, strict=True)]
    return first


def _without_marks(rows: Iterable[DrawnRow]) -> list[DrawnRow]:
    """What was wrong at a cell was settled before it was published."""
    return [replace(row, marks=(), cells=[replace(cell, marks=()) for cell in row.cells]) for row in rows]


def _chosen(rows: list[DrawnRow], address: str) -> list[DrawnRow]:
    return [
        replace(row, cells=[replace(cell, is_chosen=cell.address == address) for cell in row.cells]) for row in rows
    ]
