"""What is wrong with the header of a table of a known kind, and what of it the editor is asked about. Pure."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.database_lists import refusal_of
from imports.layout import Table, column_letter
from imports.mapping import HeaderMapping
from imports.report import Problem
from imports.similar_headers import MOST_UNKNOWN, Names, nearest

# A warning: what is taken for what it nearly says must be accepted.
GUESSED_NAME = "guessed_name"
NONE: Mapping[str, str] = MappingProxyType({})


def header_problems(
    table: Table, mapping: HeaderMapping, missing: Mapping[str, str], names: Names, sentences: Mapping[str, str] = NONE
) -> Iterator[Problem]:
    """Cells merged into the data, columns that are not there (`missing`: field and label) or there twice.

    `sentences` say what is missing where it is no single column, with the row of the header.
    """
    yield from _crossed(table)
    if missing and (refusal := refusal_of(table)):
        yield refusal
        return
    row = table.header_row + 1
    for field, label in missing.items():
        words = str(sentences[field]) % {"row": row} if field in sentences else ""
        message = words or _missing_sentence(table, mapping, field, label, names)
        yield Problem("missing_column", row, None, label, message)
    for position, header, first in mapping.repeated:
        message = (
            _("“%(header)s”一列出现了两次，请只留一列。")
            if header == first
            else _("“%(header)s”与“%(first)s”是同一栏，请只留一列。")
        ) % {"header": header, "first": first}
        yield Problem("repeated_column", row, column_letter(position), header, message)


def guessed_headers(table: Table, mapping: HeaderMapping) -> Iterator[Problem]:
    """A misspelt header is taken for what it nearly says, once somebody has looked."""
    for field, meant in mapping.guessed.items():
        position = mapping.columns[field]
        words = {"header": quoted(table.headers[position]), "name": meant}
        message = _("表头“%(header)s”像是“%(name)s”，将按它导入：请核对，无误再确认。") % words
        yield Problem(GUESSED_NAME, table.header_row + 1, column_letter(position), words["header"], message)


def _crossed(table):
    """A cell merged from the header down into the data has swallowed what stood there."""
    for top, left, bottom, _right in table.crossed:
        header = quoted(table.headers[left] if left < len(table.headers) else "")
        message = _("“%(header)s”从表头一直合并到第%(row)d行的数据：请取消合并，把数据填回各自的单元格。")
        words = {"header": header, "row": bottom + 1}
        yield Problem("merged_across", top + 1, column_letter(left), header, message % words)


def _missing_sentence(table, mapping, field, label, names):
    """That a column is not there; the header that is nearly called so is named."""
    taken = mapping.columns.values()
    unknown = [place for place, text in enumerate(table.headers) if text and place not in taken]
    near = (place for place in unknown[:MOST_UNKNOWN] if nearest(table.headers[place], names)[:1] == [field])
    place = next(near, None)
    if place is None:
        return _("缺少“%(header)s”一列，请在第%(row)d行的表头补上。") % {"header": label, "row": table.header_row + 1}
    words = {"header": label, "column": column_letter(place), "near": quoted(table.headers[place])}
    message = _(
        "缺少“%(header)s”一列：%(column)s列的表头“%(near)s”与它相近，是的话请改成“%(header)s”，或在“理解”里选。"
    )
    return message % words
