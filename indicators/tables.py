import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from indicators.cells import Cell
from indicators.models import Observation
from indicators.wording import room_for_decimals, value_words


def _number_class(table):
    return f"number places-{table.places}"


class FigureTable(tables.Table):
    """Figures of one indicator for many subjects."""

    subject = Cell(template_name="indicators/cells/subject.html", verbose_name=_("对象"), order_by="subject__pinyin")
    period = Cell(
        template_name="indicators/cells/period.html", verbose_name=_("时间"), order_by=("last_day", "first_day")
    )
    measure = Cell("{{ record|measure_words }}", verbose_name=_("度量"), orderable=False)
    value = Cell(
        template_name="indicators/cells/value.html",
        verbose_name=_("数值"),
        attrs={"td": {"class": _number_class}, "th": {"class": "number"}},
    )
    unit = Cell(
        "{% with value=record|value_words %}{{ value.column_unit|in_its_language }}{% endwith %}",
        verbose_name=_("单位"),
        orderable=False,
    )
    ranks = Cell(template_name="indicators/cells/ranks.html", verbose_name=_("位次"), orderable=False)
    source = Cell(template_name="indicators/cells/source.html", verbose_name=_("出处"), orderable=False)

    class Meta:
        model = Observation
        fields = ("subject", "period", "measure", "value", "unit", "ranks", "source")
        order_by_field = "sort"

    @property
    def places(self) -> int:
        """How many decimals the page's values need room for."""
        if not hasattr(self, "_places"):
            self._places = room_for_decimals(value_words(row.record) for row in self.paginated_rows)
        return self._places
