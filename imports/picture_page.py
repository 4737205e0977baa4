"""Which part of a batch's file is drawn: the sheet, the page and the cell that somebody asks for, and where to go on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode
from zipfile import BadZipFile

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.kept_cells import SUFFIX, KeptCells, KeptSheet, keep_cells
from imports.layout import column_letter
from imports.marks import column_number
from imports.models import ImportBatch
from imports.picture import RANGE, DrawnRow, DrawnTable, Picture, address_of
from imports.report import MOST_ROWS_ASIDE_KEPT, SheetReport
from imports.workbook import Workbook, read_workbook

# What a page reads by itself of a file whose cells no worker has kept: beyond, the web process would swell.
MOST_CELLS_READ_HERE = 400_000
MOST_BYTES_READ_HERE = 10 * 1024 * 1024
ROWS_OF_EXCERPT, COLUMNS_OF_EXCERPT, MOST_EXCERPTS = 12, 30, 20
CELL = re.compile(r"([A-Z]{0,3})([1-9]\d{0,7})")
# Beside the page that is shown and its neighbours.
PAGES_NAMED = 2


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as far as it makes sense: a sheet, a page from 1, a cell (row, column) or a row."""

    sheet: str
    page: int | None
    place: tuple[int, int] | None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        page, cell = query.get("page", ""), CELL.fullmatch(query.get("cell", "").upper())
        place = (int(cell[2]), column_number(cell[1]) if cell[1] else 0) if cell else None
        is_number = page.isascii() and page.isdigit() and len(page) < 9
        return cls(query.get("sheet", ""), int(page) if is_number else None, place)


def keep(batch: ImportBatch, workbook: Workbook) -> None:
    """Keeps the texts of a workbook beside the batch's file, for its pages."""
    keep_cells(_kept_path(batch), workbook.grids)


def picture_address(batch_pk: int, sheet: str, cell: str = "") -> str:
    """The page that shows a cell such as "F7", or a row "7", of a sheet."""
    asked = {"sheet": sheet, "cell": cell} if cell else {"sheet": sheet}
    address = f"{reverse('admin:imports_importbatch_picture', args=[batch_pk])}?{urlencode(asked)}"
    return f"{address}#{cell}" if cell else address


def place_link(batch: ImportBatch, sheet: str, cell: str) -> str:
    """A place of the batch's file as a link to where it is drawn: "产值!F7"."""
    place = f"{sheet}!{cell}"
    if not batch.file:
        return place
    return format_html('<a href="{}" class="text-link">{}</a>', picture_address(batch.pk, sheet, cell), place)


def sheet_link(batch: ImportBatch, sheet: str) -> str:
    """A sheet's name as a link to where it is drawn."""
    if not batch.file:
        return sheet
    return format_html('<a href="{}" class="text-link">{}</a>', picture_address(batch.pk, sheet), sheet)


def drawn_page(batch: ImportBatch, query: Mapping[str, str]) -> dict:
    """The page of a sheet that is asked for, or the nearest. Raises ImportRefused with one sentence."""
    asked = Asked.of(query)
    with opened_cells(batch) as kept:
        if not kept.sheets:
            raise ImportRefused(_("“%(name)s”里没有内容。") % {"name": batch.file_name})
        sheet = next((one for one in kept.sheets if one.name == asked.sheet), kept.sheets[0])
        reports = [report for report in reports_of(batch) if report.name == sheet.name]
        page = _page(sheet, asked)
        return {
            "sheets": [(one.name, picture_address(batch.pk, one.name), one == sheet) for one in kept.sheets],
            "is_other_sheet": bool(asked.sheet) and asked.sheet != sheet.name,
            "asked_sheet": asked.sheet,
            "sheet": sheet,
            "page": page,
            "pages": _pages(batch, sheet, page),
            "errors_unmarked": sum(max(report.errors_total - len(report.errors), 0) for report in reports),
            "aside_marked": _most_aside(reports),
            **_drawn(batch, kept, sheet, page, Picture(reports), asked),
        }


def excerpts(batch: ImportBatch) -> list[dict | None]:
    """The first rows of each table of the report, drawn; None where its cells were not kept, or for later tables."""
    reports = reports_of(batch)
    if not batch.file or not _kept_path(batch).is_file():
        return [None] * len(reports)
    with KeptCells(_kept_path(batch)) as kept:
        sheets = {sheet.name: sheet for sheet in kept.sheets}
        pictures = {name: Picture([one for one in reports if one.name == name]) for name in sheets}
        return [
            _excerpt(batch, kept, sheets[report.name], pictures[report.name], report, place)
            if place < MOST_EXCERPTS and report.name in sheets
            else None
            for place, report in enumerate(reports)
        ]


def opened_cells(batch: ImportBatch) -> KeptCells:
    """The cells of a batch's file, which is read now where no worker has kept them. Raises ImportRefused."""
    path = _kept_path(batch)
    with suppress(OSError, BadZipFile):
        return KeptCells(path)
    _keep_now(batch)
    return KeptCells(path)


def _keep_now(batch):
    """Reads a file that no worker has read since pages are drawn, where that is little work."""
    cells = sum(_size(report.table) for report in reports_of(batch))
    if not batch.file or not batch.file.storage.exists(batch.file.name):
        raise ImportRefused(_("原文件已经不在，画不出来。"))
    if cells > MOST_CELLS_READ_HERE or batch.file.size > MOST_BYTES_READ_HERE:
        raise ImportRefused(_("“%(name)s”太大，只在文件里看。") % {"name": batch.file_name})
    keep(batch, read_workbook(batch.file.path, name=batch.file_name, sheet=batch.options.get("sheet")))


def _kept_path(batch) -> Path:
    return Path(f"{batch.file.path}{SUFFIX}") if batch.file else Path()


def reports_of(batch: ImportBatch) -> list[SheetReport]:
    """What was found in each table of a batch."""
    return [SheetReport.from_dict(sheet) for sheet in batch.report.get("sheets", [])]


def _size(table: str) -> int:
    found = RANGE.fullmatch(table)
    return (int(found[4]) - int(found[2]) + 1) * column_number(found[3]) if found else 0


def _page(sheet: KeptSheet, asked: Asked) -> int:
    if asked.place is not None:
        return sheet.page_of(asked.place[0])
    return min(max(asked.page or 1, 1), sheet.pages)


def _pages(batch, sheet, page) -> list[tuple[int, str] | None]:
    """The pages to go to, with None for a gap: the first, the last and those around this one."""
    near = range(max(page - PAGES_NAMED, 1), min(page + PAGES_NAMED, sheet.pages) + 1)
    named = sorted({1, *near, sheet.pages})
    found: list[tuple[int, str] | None] = []
    for before, number in zip([0, *named], named, strict=False):
        if number > before + 1:
            found.append(None)
        found.append((number, _page_address(batch, sheet, number)))
    return found


def _page_address(batch, sheet, page):
    return f"{picture_address(batch.pk, sheet.name)}&page={page}"


def _drawn(batch, kept, sheet, page, picture, asked) -> dict:
    cells = kept.page(sheet, page)
    columns = range(1, sheet.width + 1)
    rows = list(enumerate(cells.rows, cells.first_row))
    links = _links(batch, sheet, picture)
    at = asked.place or (cells.first_row, -1)
    return {
        "grid": {
            "letters": _letters(columns),
            "repeated": _linked(repeated_headers(kept, sheet, picture, cells.first_row, columns), links, {}),
            "rows": _linked(picture.draw(rows, cells.merges, columns), links, _following(links)),
            "prefix": "",
        },
        "problems": [(mark, links[mark.address]) for mark in picture.marks if sheet.page_of(mark.row) == page],
        "problems_total": len(links),
        "previous": _neighbour(picture, links, at, forward=False),
        "next": _neighbour(picture, links, at, forward=True),
        "before": _page_address(batch, sheet, page - 1) if page > 1 else "",
        "after": _page_address(batch, sheet, page + 1) if page < sheet.pages else "",
        "first_row": cells.first_row,
        "last_row": cells.first_row + len(cells.rows) - 1,
    }


def _links(batch, sheet, picture) -> dict[str, str]:
    """Where each place with a problem is shown, in their order."""
    return {mark.address: picture_address(batch.pk, sheet.name, mark.address) for mark in picture.marks}


def _following(links: dict[str, str]) -> dict[str, str]:
    """Where to go on from each place."""
    return dict(zip(links, [*links.values()][1:], strict=False))


def _linked(rows: Iterable[DrawnRow], links, following) -> list[DrawnRow]:
    def linked(drawn):
        if not drawn.marks:
            return drawn
        return replace(drawn, link=links[drawn.address], next=following.get(drawn.address, ""))

    return [linked(replace(row, cells=[linked(cell) for cell in row.cells])) for row in rows]


def _letters(columns: range) -> list[str]:
    return [column_letter(column - 1) for column in columns]


def repeated_headers(kept, sheet, picture, first_row, columns) -> Iterator:
    """The headers of the tables that have begun on an earlier page."""
    wanted = [number for number in picture.headers_above(first_row) if number < first_row]
    for page in sorted({sheet.page_of(number) for number in wanted}):
        cells = kept.page(sheet, page)
        own = [(number, cells.rows[number - cells.first_row]) for number in wanted if sheet.page_of(number) == page]
        yield from picture.draw(own, cells.merges, columns)


def _neighbour(picture, links, at, *, forward: bool) -> str:
    """Where the next place with a problem is, or the one before; "" where none is."""
    marks = picture.marks if forward else reversed(picture.marks)
    found = (mark for mark in marks if ((mark.row, mark.column) > at if forward else (mark.row, mark.column) < at))
    return next((links[mark.address] for mark in found), "")


def _most_aside(reports) -> int:
    """How many rows set aside a report names at most, where it names so many; 0 where it names all."""
    most = max((len(report.set_aside_rows) for report in reports), default=0)
    return most if most >= MOST_ROWS_ASIDE_KEPT else 0


def _excerpt(batch, kept, sheet, picture, report, place) -> dict | None:
    table = DrawnTable.of(report)
    if table is None:
        return None
    top, left, _bottom, right = table.area
    titles = [row for name in ("titles", "units") for row in table.roles[name] if row < top]
    first = max(min([*titles, top]), top - ROWS_OF_EXCERPT // 2)
    columns = range(left, min(right, left + COLUMNS_OF_EXCERPT - 1) + 1)
    cells = kept.page(sheet, sheet.page_of(first))
    own = [row for row in enumerate(cells.rows, cells.first_row) if first <= row[0] <= table.area[2]]
    drawn = picture.draw(own[:ROWS_OF_EXCERPT], cells.merges, columns)
    return {
        "letters": _letters(columns),
        "repeated": [],
        "rows": _linked(drawn, _links(batch, sheet, picture), {}),
        "prefix": f"{place}-",
        "address": picture_address(batch.pk, sheet.name, address_of(table.area[0], left)),
        "is_whole": first + ROWS_OF_EXCERPT > table.area[2] and right in columns,
    }
