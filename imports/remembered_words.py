"""What is remembered of tables of one shape, in words for people."""

from django.utils.translation import gettext as _

from imports.context import ImportContext
from imports.corrections import FIGURES, IGNORE, correction_from
from imports.models import RememberedReading
from imports.registry import sheet_for
from imports.surroundings import naming


def as_sheet(reading: RememberedReading) -> dict:
    """What is remembered in the shape in which a stored report has a table, each remembered heading one of its columns."""
    context, correction = ImportContext(reading.world), correction_from(reading.correction)
    sheet = sheet_for(reading.kind)
    columns = [_column(key, said, sheet, context) for key, said in correction.columns.items()]
    whole = {name: naming().name(context, said.target) or said.target for name, said in correction.whole.items()}
    understood = {"columns": columns, "reasons": [], "confidence": 1.0}
    if sheet and sheet.targets().has_figures:
        understood["whole"] = whole
    return {
        "kind": reading.kind,
        "shape": reading.shape,
        "about": reading.correction.get("about", ""),
        "lines": reading.correction.get("lines", ""),
        "understood": understood,
        "unknown_names": [],
        "errors": [],
    }


def _column(key, said, sheet, context):
    what, name = said.target.partition(":")[0], naming().name(context, said.target)
    return {
        "column": "", "header": key, "key": key, "target": said.target, "label": _meant(said, sheet, context), "why": "",
        "measure": said.measure, "unit": said.unit, what: name,
    }  # fmt: skip


def _meant(said, sheet, context) -> str:
    """What something was said to be, in words."""
    words = {f"field:{name}": label for name, label in sheet.targets().fields} if sheet else {}
    words |= {IGNORE: _("不导入"), FIGURES: _("数据")}
    return str(words.get(said.target) or naming().name(context, said.target) or said.target)
