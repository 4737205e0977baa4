"""The panel in which an editor sees how a table was read, and corrects it in place: its rows, and what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.context import ImportContext
from imports.corrections import FIGURES, IGNORE, READ, WHOLE, joined
from imports.errors import SetAside
from imports.explaining import Targets
from imports.mapping import normalise
from imports.registry import sheet_for
from imports.surroundings import naming

NAMED = ("indicator", "subject")
OF_FIGURES = (*NAMED, FIGURES)
LONGEST_HEADERS = 300


@dataclass
class MappingForm:
    """What was sent of one table, compared with what was understood: `correction` to be stored, `faults` in words.

    `sheet` is the table as its stored report has it, `former` what was said of its shape before.
    """

    context: ImportContext
    sheet: dict
    sent: Mapping[str, str]
    former: Mapping
    correction: dict = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return any(self.correction.get(name) for name in ("columns", "labels", "whole", "is_kind_said"))

    def read(self) -> dict:
        """What is to be stored of the table's shape: what was said before, and what was changed now."""
        self.correction = {
            "kind": self.sent.get("kind") or self.sheet["kind"] or "",
            "headers": "、".join(one["header"] for one in self.sheet["understood"]["columns"])[:LONGEST_HEADERS],
            "about": self.sheet["about"],
            "lines": self.sheet["lines"],
        }
        if self.correction["kind"] != (self.sheet["kind"] or ""):
            # Its columns have other names: they are asked for when it was read so.
            self.correction["is_kind_said"] = True
        elif sheet := sheet_for(self.correction["kind"]):
            self._read_parts(sheet.targets())
        return joined(self.correction, self.former)

    def refuse_differing(self, other: Mapping) -> None:
        """Notes a fault where another table of the same headings was said to be something else just now."""
        for part in ("columns", "labels", "whole"):
            own, others = self.correction.get(part, {}), other.get(part, {})
            for name in own:
                if name in others and own[name] != others[name]:
                    told = {**whole_words(), **{column["key"]: column["header"] for column in self._columns_shown}}
                    words = _("“%(name)s”在同样表头的另一张表里改成了别的：同样的表头只能有一种理解，请改成一样。")
                    self.faults.append(words % {"name": quoted(str(told.get(name, name)))})

    @property
    def _columns_shown(self):
        return self.sheet["understood"]["columns"]

    def _read_parts(self, targets):
        self.correction["columns"] = self._columns(targets)
        self.correction["labels"] = self._labels()
        self.correction["whole"] = self._whole() if targets.has_figures else {}

    # Columns.

    def _columns(self, targets: Targets):
        found = {}
        for number, column in enumerate(self.sheet["understood"]["columns"]):
            if f"what-{number}" in self.sent and (entry := self._column(number, column, targets)):
                found[column["key"]] = entry
        self._refuse_repeated(found, targets)
        return found

    def _column(self, number, column, targets):
        """What was said of a column; None where nothing was changed."""
        former, sent = column_values(column), self._sent_values(number)
        if sent["what"] == former["what"] and sent["name"] != former["name"] and sent["what"] not in NAMED:
            # Who writes a name means it.
            sent["what"] = "indicator"
        told = ("what", "name", "measure", "unit") if sent["what"] in OF_FIGURES else ("what",)
        if not sent["what"] or all(sent[part] == former[part] for part in told):
            return None
        if sent["what"] not in OF_FIGURES:
            return {"target": sent["what"]} if self._is_known(column, sent["what"], targets) else None
        return self._figures(column, sent)

    def _sent_values(self, number):
        parts = ("what", "name", "measure", "unit")
        return {part: self.sent.get(f"{part}-{number}", "").strip() for part in parts}

    def _is_known(self, column, what, targets):
        if what in (IGNORE, READ) or what.removeprefix("field:") in dict(targets.fields):
            return True
        self._fault(column, _("没有这样的选项，请重新选择。"))
        return False

    def _figures(self, column, sent):
        target = FIGURES
        if sent["what"] in NAMED:
            target = self._target(_place(column), sent["what"], sent["name"])
        if not target:
            return None
        if sent["measure"] and sent["measure"] not in dict(naming().measures()):
            return self._fault(column, _("没有这样的选项，请重新选择。"))
        of_indicator = target if sent["what"] == "indicator" else ""
        if sent["unit"] and (
            fault := naming().fault_of_unit(self.context, of_indicator, sent["measure"], sent["unit"])
        ):
            return self._fault(column, fault)
        more = {part: sent[part] for part in ("measure", "unit") if sent[part]}
        return {"target": target, **more}

    def _refuse_repeated(self, found, targets):
        """One field in two columns, at least one of which was said now."""
        holders: dict[str, list] = {}
        for column in self.sheet["understood"]["columns"]:
            target = found[column["key"]]["target"] if column["key"] in found else column["target"]
            if target.startswith("field:") and target.removeprefix("field:") not in targets.repeatable:
                holders.setdefault(target, []).append(column)
        for target, columns in holders.items():
            if len(columns) > 1 and any(column["key"] in found for column in columns):
                words = {
                    "columns": "、".join(column["column"] or f"“{column['header']}”" for column in columns),
                    "field": dict(targets.fields)[target.removeprefix("field:")],
                }
                self.faults.append(_("%(columns)s列都选了“%(field)s”，请只留一列，其余的另选。") % words)

    # Labels, and the table as a whole.

    def _labels(self):
        found = {}
        for number, entry in enumerate(self.sheet["unknown_names"]):
            text = (self.sent.get(f"meant-{number}") or self.sent.get(f"candidate-{number}") or "").strip()
            if text and (target := self._target(f"“{quoted(entry['name'])}”", entry["what"], text)):
                found[normalise(entry["name"])] = target
        for number, (key, target) in enumerate(said_labels(self.former)):
            text = self.sent.get(f"label-{number}")
            if text is not None and text.strip() != naming().name(self.context, target):
                what = target.partition(":")[0]
                found[key] = self._target(f"“{quoted(key)}”", what, text.strip()) if text.strip() else READ
        return {key: target for key, target in found.items() if target}

    def _whole(self):
        found, understood = {}, self.sheet["understood"].get("whole", {})
        for name in WHOLE:
            text = self.sent.get(f"whole-{name}")
            if text is None or text.strip() == understood.get(name, ""):
                continue
            target = self._of_whole(name, text.strip()) if text.strip() else READ
            if target:
                found[name] = target
        return found

    def _of_whole(self, name, text):
        if name in NAMED:
            return self._target(whole_words()[name], name, text)
        faults = {
            "unit": lambda: naming().fault_of_unit(self.context, "", "", text),
            "period": lambda: naming().fault_of_period(text),
            "measure": lambda: "" if text in dict(naming().measures()) else _("没有这样的选项，请重新选择。"),
        }
        if fault := faults[name]():
            self.faults.append(_("%(what)s：%(fault)s") % {"what": whole_words()[name], "fault": fault})
            return ""
        return text

    def _target(self, place, what, text):
        """The target of a name; "" and a fault where it has none."""
        if not text:
            words = _("请写明是哪个指标。") if what == "indicator" else _("请写明是哪个对象。")
            self.faults.append(_("%(what)s：%(fault)s") % {"what": place, "fault": words})
            return ""
        try:
            return naming().target(self.context, what, text)
        except SetAside as problem:
            near = "、".join(problem.candidates)
            words = problem.reason + (_("可能是：%(names)s。") % {"names": near} if near else "")
            self.faults.append(_("%(what)s：%(fault)s") % {"what": place, "fault": words})
            return ""

    def _fault(self, column, words):
        self.faults.append(_("%(what)s：%(fault)s") % {"what": _place(column), "fault": words})


def _place(column):
    """A column of a table, or what is remembered of one, in words."""
    return (_("%(column)s列“%(header)s”") if column["column"] else "“%(header)s”") % column


def column_values(column: dict) -> dict[str, str]:
    """What the controls of a column show where nothing was sent: as it was understood."""
    what = column["target"].partition(":")[0]
    return {
        "what": what if what in NAMED else column["target"],
        "name": column.get(what, "") if what in NAMED else "",
        "measure": column.get("measure", ""),
        "unit": column.get("unit", ""),
    }


def said_labels(said: Mapping) -> list[tuple[str, str]]:
    """The labels of which an editor has said whom they name, with the target."""
    labels = said.get("labels", {})
    return [(key, target) for key, target in labels.items() if target != READ]


def whole_words() -> dict[str, str]:
    """What can be said of a table as a whole, in words."""
    return {
        "subject": _("对象"), "indicator": _("指标"), "measure": _("度量"), "unit": _("单位"), "period": _("期间"),
    }  # fmt: skip
