"""Blank tables to download: one a kind, with the header row of the import and a sheet that explains each column."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from imports.column_help import COLUMN_HELP
from imports.columns import BooleanWidget, ChoiceWidget, Column
from imports.sheets import Sheet
from imports.workbook import Grid

INSTRUCTIONS = "说明"
INSTRUCTION_HEADERS = ["列", "必填", "写什么", "例子", "可写的内容", "表头也可以写成"]
WIDTHS = [18, 6, 52, 36, 44, 24]
COLUMN_WIDTH = 16
UNEXPLAINED = ("", "")


def blank_workbook(sheet: type[Sheet]) -> bytes:
    """An .xlsx with no rows yet; the headers of columns that must be filled carry a star."""
    book = Workbook()
    table = book.active
    table.title = sheet.label
    table.append([*(_header(column) for column in sheet.columns().values()), *sheet.example_headers()])
    table.freeze_panes = "A2"
    for number in range(1, table.max_column + 1):
        table.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    _explain(book.create_sheet(INSTRUCTIONS), sheet)
    for page in book:
        for cell in page[1]:
            cell.font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def is_explanation(grid: Grid) -> bool:
    """Whether it is the second sheet of a blank table, which holds no rows to import."""
    first = next(iter(grid.rows), [])
    return grid.name == INSTRUCTIONS and list(first[: len(INSTRUCTION_HEADERS)]) == INSTRUCTION_HEADERS


def _header(column):
    return f"{column.column_name}*" if column.required else column.column_name


def _explain(page, sheet):
    page.append(INSTRUCTION_HEADERS)
    for column in sheet.columns().values():
        words, example = COLUMN_HELP.get(column.column_name, UNEXPLAINED)
        choices = _choices(column)
        required = "是" if column.required else ""
        example = example or next(iter(choices), "")
        page.append([column.column_name, required, words, example, "、".join(choices), "、".join(column.aliases)])
    for further in sheet.further_columns():
        page.append([further.header, "", further.words, further.example, "", "、".join(further.others)])
    for number, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _choices(column: Column) -> list[str]:
    if isinstance(column.widget, ChoiceWidget):
        return list(column.widget.labels.values())
    return ["是", "否"] if isinstance(column.widget, BooleanWidget) else []
