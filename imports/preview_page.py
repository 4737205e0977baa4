"""A stored report as the preview page shows it: sheet by sheet, in finished cells."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from imports.accepting import open_warnings, preview_digest, warning_name
from imports.models import ImportBatch
from imports.picture_page import excerpts, place_link
from imports.registry import sheet_for

MOST_ROWS_SHOWN = 200
MOST_EARLIER = 3
NUMBER = re.compile(r"([-+]?\d[\d,]*(?:\.\d+)?)(.*)", re.DOTALL)


def described(batch: ImportBatch, accepted: Sequence[str]) -> dict:
    """What the page says of a batch with a report; `accepted` are the names of the warnings that are ticked."""
    sheets = batch.report["sheets"]
    drawn = zip(sheets, excerpts(batch), strict=True)
    return {
        "digest": preview_digest(batch),
        "sheets": [_sheet(batch, sheet, accepted) | {"picture": picture} for sheet, picture in drawn],
        "hidden": batch.report.get("hidden", []),
        "earlier": list(earlier_batches(batch)[:MOST_EARLIER]),
        "has_warnings": any(sheet["warnings"] for sheet in sheets),
        "warnings_left": len(open_warnings(batch.report, accepted)),
        "rows_total": sum(sheet["rows"] for sheet in sheets),
        "errors_total": sum(sheet["errors_total"] for sheet in sheets),
        "set_aside_total": sum(sheet["set_aside"] for sheet in sheets),
        "set_aside_words": _set_aside_words(sheets),
        "unchanged_total": sum(sheet["unchanged"] for sheet in sheets),
        "changes_total": sum(sheet["new"] + sheet["changed"] for sheet in sheets),
    }


def _set_aside_words(sheets) -> str:
    """How much is set aside: rows of a list, figures of a table, and in how many places these are listed below."""
    figures = [sheet for sheet in sheets if (kind := sheet_for(sheet["kind"] or "")) and kind.targets().has_figures]
    of_figures, places = sum(one["set_aside"] for one in figures), sum(map(_places_aside, figures))
    rows = sum(sheet["set_aside"] for sheet in sheets) - of_figures
    words = []
    if rows:
        words.append(_("%(rows)d 行") % {"rows": rows})
    if of_figures:
        words.append(_("%(figures)d 个数据（列为 %(places)d 处）") % {"figures": of_figures, "places": places})
    return _("、").join(words)


def _places_aside(sheet) -> int:
    return sheet.get("set_aside_places") or len(sheet["set_aside_rows"])


def earlier_batches(batch: ImportBatch):
    """The published batches of the same file, newest first."""
    same_file = ImportBatch.objects.filter(sha256=batch.sha256, status=ImportBatch.Status.PUBLISHED)
    return same_file.exclude(pk=batch.pk).exclude(sha256="").order_by("-pk")


def difference(former: str, new: str) -> str:
    """How far one written number lies from another in the same words: "39.29亿元", "40.1亿元" give "+0.81亿元"."""
    ours, theirs = NUMBER.fullmatch(new), NUMBER.fullmatch(former)
    if not ours or not theirs or ours[2] != theirs[2]:
        return ""
    step = Decimal(ours[1].replace(",", "")) - Decimal(theirs[1].replace(",", ""))
    return f"{step:+,f}{ours[2]}" if step else ""


def change_table(changes: Sequence[dict]) -> dict:
    """The described changes in the order of the file, each with a line for every column that it changes.

    A line is (column, former value, new value, difference).
    """
    shown = sorted(changes, key=lambda change: change["row"])[:MOST_ROWS_SHOWN]
    return {
        "columns": [_("行"), _("记录"), _("列"), _("原来"), _("改为"), _("相差")],
        "rows": [{"row": change["row"], "key": change["key"], "lines": _lines(change)} for change in shown],
    }


def _sheet(batch, sheet, accepted):
    kind = sheet_for(sheet["kind"]) if sheet["kind"] else None
    changes = sheet.get("changes", [])
    return {
        "report": sheet,
        "label": kind.label if kind else _("未识别"),
        "errors": _error_table(batch, sheet),
        "more_errors": sheet["errors_total"] - len(sheet["errors"]),
        "set_aside": _set_aside_table(batch, sheet),
        "more_set_aside": max(_places_aside(sheet) - MOST_ROWS_SHOWN, 0),
        "warnings": [_warning(batch, sheet, warning, accepted) for warning in sheet["warnings"]],
        "changes": change_table(changes),
        "more_changes": sheet["new"] + sheet["changed"] - min(len(changes), MOST_ROWS_SHOWN),
        "vanished": sheet.get("vanished", [])[:MOST_ROWS_SHOWN],
        "more_vanished": max(sheet.get("vanished_total", 0) - MOST_ROWS_SHOWN, 0),
    }


def _error_table(batch, sheet):
    cells = [
        [_place(batch, sheet, problem), problem["value"] or "—", problem["message"]] for problem in sheet["errors"]
    ]
    return {"columns": [_("单元格"), _("内容"), _("问题和办法")], "rows": cells}


def _set_aside_table(batch, sheet):
    cells = [
        [place_link(batch, sheet["name"], str(row["row"])), row["reason"], "、".join(row["candidates"]) or "—"]
        for row in sheet["set_aside_rows"][:MOST_ROWS_SHOWN]
    ]
    return {"columns": [_("行"), _("原因"), _("可能是")], "rows": cells}


def _warning(batch, sheet, warning, accepted):
    name = warning_name(sheet, warning)
    return {"name": name, "place": _place(batch, sheet, warning), "is_accepted": name in accepted, **warning}


def _place(batch, sheet, problem):
    return place_link(batch, sheet["name"], f"{problem['column'] or ''}{problem['row']}")


def _lines(change):
    before, after = change["before"], change["after"]
    if not before:
        words = "；".join(f"{name}：{text or '—'}" for name, text in after.items())
        return [["—", _("（新增）"), words or "—", ""]]
    return [
        [name, before.get(name) or "—", text or "—", difference(before.get(name) or "", text or "")]
        for name, text in after.items()
    ]
