"""The panel in which an editor sees how a table was read and corrects it: finished rows for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from imports.context import ImportContext, context_of
from imports.corrections import FIGURES, IGNORE, READ
from imports.mapping_form import column_values, said_labels, whole_words
from imports.models import ImportBatch
from imports.registry import all_sheets, sheet_for
from imports.remembering import stored_corrections
from imports.surroundings import naming

MOST_COLUMNS = 60
# So many tables of a file show their panel at once, each of the others behind a link.
MOST_PANELS = 8
MOST_OTHERS = 30
# All tables of a file are saved at once.
FORM = "mapping"
SURE = 0.9
MISREAD = {"missing_column", "unknown_table", "ambiguous_table", "repeated_column"}


@dataclass(frozen=True)
class Asked:
    """What the page was asked for: a table (its number) and the first of its columns; what was sent of each table."""

    table: int = -1
    first: int = 0
    sent: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    faults: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def of(self, number: int) -> "AskedOfTable":
        sent, faults = self.sent.get(number, {}), tuple(self.faults.get(number, ()))
        first = _number(sent.get("first", ""), 0) if sent else self.first if self.table == number else 0
        return AskedOfTable(first, sent, faults, self.table == number)


@dataclass(frozen=True)
class AskedOfTable:
    """What of that concerns one table."""

    first: int = 0
    sent: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    is_wanted: bool = False


def asked(query: Mapping[str, str]) -> Asked:
    """What an address asks for: ?table=3&columns=60."""
    return Asked(_number(query.get("table"), -1), _number(query.get("columns"), 0))


def add_panels(batch: ImportBatch, sheets: list[dict], wanted: Asked) -> None:
    """Adds to each described sheet its `mapping`: the panel, or with "is_elsewhere" the way to it."""
    may_correct = batch.status == ImportBatch.Status.DRAFT
    for number, sheet in enumerate(sheets):
        if not sheet["report"].get("shape") or "columns" not in sheet["report"]["understood"]:
            continue
        if number >= MOST_PANELS and number != wanted.table and number not in wanted.faults:
            sheet["mapping"] = {"number": number, "is_elsewhere": True}
            continue
        said = stored_corrections(batch, sheet["report"]["shape"])
        context = context_of(batch) if said.get("labels") else ImportContext()
        sheet["mapping"] = panel(sheet["report"], said, context, number, wanted.of(number), may_correct)


def panel(report: dict, said: Mapping, context: ImportContext, number: int, wanted: AskedOfTable, may_correct: bool):
    """One table with its controls, whose names begin with `prefix`; `said` is what was said of its shape before."""
    sheet, understood = sheet_for(report["kind"] or ""), report["understood"]
    confidence = understood.get("confidence", 0.0)
    columns = understood["columns"]
    return {
        "number": number,
        "form": FORM,
        "prefix": prefix_of(number),
        "first": wanted.first,
        "shape": report["shape"],
        "layout": _layouts().get(understood.get("layout", ""), _("没有识别出来")),
        "confidence": round(confidence * 100),
        "is_sure": confidence >= SURE,
        "is_open": bool(wanted.faults) or wanted.is_wanted or _needs_a_look(report, confidence, said),
        "reasons": understood["reasons"],
        "faults": wanted.faults,
        "may_correct": may_correct,
        "kinds": [(one.kind, one.label) for one in all_sheets()],
        "kind": wanted.sent.get("kind", report["kind"] or ""),
        "choices": _choices(sheet) if sheet else [],
        "has_figures": bool(sheet and sheet.targets().has_figures),
        "measures": naming().measures(),
        "columns": [_column(place, columns[place], wanted.sent) for place in _shown(columns, wanted)],
        "former": max(wanted.first - MOST_COLUMNS, 0) if wanted.first else None,
        "more": wanted.first + MOST_COLUMNS if len(columns) > wanted.first + MOST_COLUMNS else None,
        "total": len(columns),
        "names": _names(report, said, context, wanted.sent, may_correct),
        "others": [
            _("“%(label)s”即%(name)s（%(why)s）") % entry for entry in understood.get("labels", [])[:MOST_OTHERS]
        ],
        "whole": _whole(understood, wanted.sent),
        "indicators": naming().indicators() if may_correct else [],
    }


def prefix_of(number: int) -> str:
    """With what the names of the controls of a table begin."""
    return f"t{number}-"


def _needs_a_look(report, confidence, said):
    is_misread = any(problem["code"] in MISREAD for problem in report["errors"])
    return confidence < SURE or is_misread or bool(report["unknown_names"]) or bool(said)


def _shown(columns, wanted):
    return range(min(wanted.first, len(columns)), min(wanted.first + MOST_COLUMNS, len(columns)))


def _choices(sheet):
    """Groups of (value, label) that an editor may say of a column."""
    targets = sheet.targets()
    figures = [("indicator", _("指标")), (FIGURES, _("数据，指标在行或标题里")), ("subject", _("对象"))]
    fields = [(f"field:{name}", label) for name, label in targets.fields]
    groups = [(_("这一列是数据，表头是"), figures)] if targets.has_figures else []
    return [*groups, (_("这一列是"), fields), (_("其他"), [(IGNORE, _("不导入")), (READ, _("由系统识别"))])]


def _column(number, column, sent):
    values = column_values(column)
    if f"what-{number}" in sent:
        values = {part: sent.get(f"{part}-{number}", "") for part in values}
    called = column["column"] or f"“{column['header']}”"
    return {"number": number, **column, "called": called, "values": values, "is_unknown": not column["target"]}


def _names(report, said, context, sent, may_correct):
    found = [
        {
            "name": entry["name"],
            "row": entry["row"],
            "rows": entry["rows"],
            "candidates": entry["candidates"],
            "choice": f"candidate-{number}",
            "chosen": sent.get(f"candidate-{number}", ""),
            "text": f"meant-{number}",
            "value": sent.get(f"meant-{number}", ""),
        }
        for number, entry in enumerate(report["unknown_names"])
    ]
    for number, (key, target) in enumerate(said_labels(said) if may_correct else []):
        value = sent.get(f"label-{number}", naming().name(context, target))
        found.append({"name": key, "text": f"label-{number}", "value": value})
    return found


def _whole(understood, sent):
    values = understood.get("whole")
    if values is None:
        return []
    return [
        {"name": name, "label": label, "value": sent.get(f"whole-{name}", values.get(name, ""))}
        for name, label in whole_words().items()
    ]


def _layouts():
    return {
        "subjects×indicators": _("每行一个对象，每列一个指标"),
        "subjects×periods": _("每行一个对象，每列一个期间"),
        "periods×indicators": _("每行一个期间，每列一个指标"),
        "indicators×periods": _("每行一个指标，每列一个期间"),
        "long": _("每行一个数据"),
        "records": _("每行一条记录"),
        "cells": _("行、列和标题合起来说明每个数据"),
    }


def _number(text, otherwise):
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
