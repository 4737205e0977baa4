"""What the names in a table may mean, for an editor who corrects how it was read."""

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.context import ImportContext
from imports.errors import SetAside
from indicators.models import Indicator, Observation, Subject
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import are_convertible
from indicators.numbers.units import read_unit
from indicators.periods import PeriodError, parse_period
from indicators.references import INDICATOR, References
from indicators.sheets.headings import RANK


class FigureNaming:
    """Names of indicators and subjects, measures, units and periods (see imports.surroundings.Naming)."""

    def indicators(self) -> list[str]:
        return list(Indicator.objects.order_by("-is_headline", "position", "pk").values_list("name", flat=True))

    def measures(self) -> list[tuple[str, str]]:
        return [*((code, str(label)) for code, label in Observation.Measure.choices), (RANK, _("位次"))]

    def target(self, context: ImportContext, what: str, text: str) -> str:
        references = References.of(context)
        if what == INDICATOR:
            return f"indicator:{references.indicators.require(text).code}"
        subject = references.find_subject(text)
        if subject is None:
            references.any_subject.require(text)
            raise SetAside(_("没有名为“%(text)s”的对象。") % {"text": quoted(text)})
        return f"subject:{subject.kind}:{subject.key}"

    def name(self, context: ImportContext, target: str) -> str:
        thing = References.of(context).target(target)
        return thing.name if thing else ""

    def fault_of_unit(self, context: ImportContext, target: str, measure: str, unit: str) -> str:
        if not read_unit(unit).is_known:
            return _("“%(unit)s”不是认识的单位。") % {"unit": quoted(unit)}
        indicator = References.of(context).target(target) if target else None
        if indicator is None or isinstance(indicator, Subject):
            return ""
        wanted = MEASURE_UNITS.get(measure or Observation.Measure.LEVEL.value, indicator.unit)
        if measure == RANK or are_convertible(unit, wanted):
            return ""
        words = {"unit": quoted(unit), "name": indicator.name, "wanted": wanted}
        return _("单位“%(unit)s”不能用于“%(name)s”，它的单位是“%(wanted)s”。") % words

    def fault_of_period(self, text: str) -> str:
        try:
            parse_period(text)
        except PeriodError as error:
            return str(error)
        return ""
