"""A workbook of an indicator's figures: cover, notes, codes and the figures themselves, each in its type."""

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from indicators.open_data.code_lists import choices_of
from indicators.open_data.columns import plain
from indicators.open_data.shown import COLUMNS

# More digits than a spreadsheet program keeps of a number.
MOST_DIGITS = 15
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def workbook(cover: Iterable[tuple[str, str]], notes: Iterable[tuple[str, str]], rows: Iterable[list]) -> bytes:
    """The file. cover and notes: pairs of a label and a text; rows: values in the order of COLUMNS."""
    book = Workbook(write_only=True)
    _pairs(book.create_sheet(_("封面")), cover)
    _pairs(book.create_sheet(_("说明")), notes)
    _codes(book.create_sheet(_("代码")))
    _figures(book.create_sheet(_("数据")), rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pairs(sheet, pairs):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for label, text in pairs:
        sheet.append([_text(sheet, label, font=BOLD), _text(sheet, text, alignment=WRAPPED)])


def _codes(sheet):
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, label, font=BOLD) for label in (_("栏目"), _("代码"), _("含义"))])
    for column in COLUMNS:
        for code, label in choices_of(column.codes) if column.codes else ():
            sheet.append([_text(sheet, text) for text in (str(column.title), code, str(label))])


def _figures(sheet, rows):
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, str(column.title), font=BOLD) for column in COLUMNS])
    meanings = [dict(choices_of(column.codes)) if column.codes else {} for column in COLUMNS]
    for row in rows:
        sheet.append([_cell(sheet, meaning.get(value, value)) for value, meaning in zip(row, meanings, strict=True)])


def _cell(sheet, value: Any):
    """A cell of the value's own type; a number with as many decimals as it has, and text that runs nothing."""
    if isinstance(value, Decimal):
        return _number(sheet, value)
    if isinstance(value, datetime.datetime):
        return _formatted(sheet, value.replace(tzinfo=None), "yyyy-mm-dd hh:mm:ss")
    if isinstance(value, datetime.date):
        return _formatted(sheet, value, "yyyy-mm-dd")
    if value is None or isinstance(value, int):
        return value
    return _text(sheet, str(value))


def _number(sheet, value):
    text = plain(value)
    if len(text.lstrip("-").replace(".", "").lstrip("0")) > MOST_DIGITS:
        return _text(sheet, text)
    decimals = len(text.partition(".")[2])
    return _formatted(sheet, value, f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def _formatted(sheet, value, number_format):
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell


def _text(sheet, text, **style):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(text)))
    cell.data_type = "s"
    for name, one in style.items():
        setattr(cell, name, one)
    return cell
