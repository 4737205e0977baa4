"""Rows and columns of a table that nobody sees in the spreadsheet program, and that are read all the same."""

from itertools import chain

from django.utils.translation import gettext as _

from imports.columns import cell_text
from imports.layout import Table, column_letter
from imports.workbook import Grid

MOST_NAMED = 10


def unseen(grid: Grid, table: Table) -> str:
    """A sentence that names the hidden rows and columns of a table that hold anything; "" where there are none."""
    if not grid.hidden_rows and not grid.hidden_columns:
        return ""
    filled = {number for number, cells in chain(table.rows, table.totals) if any(map(cell_text, cells))}
    rows = sorted(number for number in filled if _is_in(number, grid.hidden_rows))
    columns = [place for place in range(table.left, table.right + 1) if _is_in(place, grid.hidden_columns)]
    columns = [place for place in columns if any(_text(cells, place) for _number, cells in table.rows)]
    words = []
    if rows:
        words.append(_("第%(rows)s行") % {"rows": _listed(str(number + 1) for number in rows)})
    if columns:
        words.append(_("%(columns)s列") % {"columns": _listed(map(column_letter, columns))})
    if not words:
        return ""
    return _("%(what)s在文件里是隐藏的，也一并读入：请核对，不要的请删去。") % {"what": _("、").join(words)}


def _is_in(number, runs):
    return any(first <= number <= last for first, last in runs)


def _text(cells, place):
    return cell_text(cells[place]) if place < len(cells) else ""


def _listed(names):
    names = list(names)
    return "、".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
