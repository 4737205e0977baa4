"""A report in lines of text: what `import_workbook` prints of each sheet."""

from collections.abc import Iterator
from operator import itemgetter

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.report import Problem, SheetReport

MOST_CHANGES_TOLD = 10
LONGEST_CHANGE = 200


def sheet_lines(sheet: SheetReport) -> Iterator[str]:
    """The counts of a sheet, then every error, warning and row set aside."""
    yield _("%(name)s（%(kind)s）：%(rows)d行，新增%(new)d，变更%(changed)d，未变%(unchanged)d，搁置%(aside)d，错误%(errors)d") % {
        "name": sheet.name, "kind": sheet.kind or _("未识别"), "rows": sheet.rows, "new": sheet.new,
        "changed": sheet.changed, "unchanged": sheet.unchanged, "aside": sheet.set_aside,
        "errors": sheet.errors_total,
    }  # fmt: skip
    wrong, doubt, aside = _("错误"), _("疑点"), _("搁置")
    for problem in sheet.errors:
        yield f"  {wrong} {sheet.name}!{problem.cell} {_said(problem)}"
    for problem in sheet.warnings:
        yield f"  {doubt} {problem.code}@{sheet.name}!{problem.cell} {_said(problem)}"
    for row in sheet.set_aside_rows:
        candidates = _("（可能是：%(names)s）") % {"names": "、".join(row.candidates)} if row.candidates else ""
        yield f"  {aside} {sheet.name}!{row.row} {row.reason}{candidates}"
    if sheet.ignored_columns:
        # Not inside the f-string, where xgettext finds no message.
        yield "  " + _("没有导入的列：") + "、".join(sheet.ignored_columns)
    if sheet.unseen:
        yield f"  {sheet.unseen}"


def change_lines(sheet: SheetReport) -> Iterator[str]:
    """The first changes of a sheet: former and new values before what is new."""
    changed = sorted((change for change in sheet.changes if change["before"]), key=itemgetter("row"))
    new = sorted((change for change in sheet.changes if not change["before"]), key=itemgetter("row"))
    told = [*changed, *new][:MOST_CHANGES_TOLD]
    for change in told:
        what = _("变更") if change["before"] else _("新增")
        yield f"  {what} {sheet.name}!{change['row']} {change['key']}{_values(change)}"
    if more := sheet.new + sheet.changed - len(told):
        yield "  " + _("还有 %(more)s 项变化没有列出。") % {"more": more}


def _said(problem: Problem) -> str:
    return f"“{problem.value}” {problem.message}" if problem.value else problem.message


def _values(change) -> str:
    before, after = change["before"] or {}, change["after"]
    values = [f"{name} {before.get(name) or '—'} → {text or '—'}" for name, text in after.items()]
    if not before:
        values = [f"{name} {text}" for name, text in after.items() if text]
    return _("：") + quoted("；".join(values), LONGEST_CHANGE) if values else ""
