"""What is remembered of tables of one shape, in words for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from imports.context import ImportContext
from imports.corrections import FIGURES, IGNORE, correction_from
from imports.mapping_form import whole_words
from imports.models import RememberedReading
from imports.registry import sheet_for
from imports.surroundings import naming


def told(reading: RememberedReading) -> Iterator[list[str]]:
    """The text as it is written in tables, and what it is taken for."""
    context, correction = ImportContext(reading.world), correction_from(reading.correction)
    sheet = sheet_for(reading.kind)
    words = dict(sheet.targets().fields) if sheet else {}
    words = {f"field:{name}": label for name, label in words.items()} | {IGNORE: _("不导入"), FIGURES: _("数据")}
    measures, whole = dict(naming().measures()), whole_words()
    for name, said in (*correction.columns.items(), *correction.labels.items()):
        meant = words.get(said.target) or naming().name(context, said.target) or said.target
        yield [name, " · ".join(str(word) for word in (meant, measures.get(said.measure), said.unit) if word)]
    for name, said in correction.whole.items():
        meant = naming().name(context, said.target) or str(measures.get(said.target, said.target))
        yield [_("整张表的%(what)s") % {"what": whole[name]}, meant]
