import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Observation, Subject
from indicators.worlds import add_notice


class FigureFilter(django_filters.FilterSet):
    """Figures of one indicator by kind of subject, measure and year; only what occurs is offered."""

    kind = django_filters.ChoiceFilter(
        field_name="subject__kind", label=gettext_lazy("对象类别"), empty_label=gettext_lazy("全部")
    )
    measure = django_filters.ChoiceFilter(label=gettext_lazy("度量"), empty_label=gettext_lazy("全部"))
    year = django_filters.ChoiceFilter(
        field_name="last_day__year", label=gettext_lazy("年份"), empty_label=gettext_lazy("全部")
    )

    class Meta:
        model = Observation
        fields = ("kind", "measure", "year")

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        found = queryset.order_by().values_list("subject__kind", "measure", "last_day__year").distinct()
        kinds, measures, years = (set(column) for column in zip(*found, strict=True)) if found else (set(),) * 3
        self.filters["kind"].extra["choices"] = [choice for choice in Subject.Kind.choices if choice[0] in kinds]
        self.filters["measure"].extra["choices"] = [
            choice for choice in Observation.Measure.choices if choice[0] in measures
        ]
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in sorted(years, reverse=True)]

    @property
    def is_useful(self) -> bool:
        """Whether there is anything to choose."""
        return any(len(choice.extra["choices"]) > 1 for choice in self.filters.values())

    def note_ignored(self, request) -> None:
        """Tells the reader of each condition in the address that means nothing here."""
        for name in self.form.errors:
            label = self.filters[name].label
            add_notice(request, _("筛选条件“%(label)s”的值无效，已忽略。") % {"label": label})
