"""Filters whose options come with the number of records behind each, and that forgive an unknown value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import django_filters
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Subject
from indicators.naming import MAX_QUERY, subjects_named, tidy_query
from indicators.wording import is_english, marked

# A list of ids longer than this is dearer than asking for them again.
MOST_IDS = 2000


@dataclass(frozen=True, slots=True)
class Option:
    """One choice with its name in the page's language; `is_chinese` where an English page has only the Chinese."""

    value: str
    text: str
    is_chinese: bool
    count: int
    is_selected: bool

    @property
    def marked(self):
        """The text for the page, its language set off."""
        return marked(self.text, "" if self.is_chinese else self.text)


@dataclass(frozen=True, slots=True)
class FacetOptions:
    """A facet as a form shows it."""

    name: str
    label: str
    options: list[Option]

    @property
    def selected(self) -> Option | None:
        return next((option for option in self.options if option.is_selected), None)


class Facet(django_filters.ChoiceFilter):
    """A choice among values that other tables give to records.

    `pairs` gives rows that pair a record's id (at `owner`) with a value (at `value`), such as the memberships in force;
    so filtering and counting are one query each, and no record is counted twice.
    """

    def __init__(self, *, pairs: Callable, owner: str, value: str, **kwargs):
        super().__init__(**kwargs)
        self.pairs, self.owner, self.value = pairs, owner, value

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(pk__in=self.pairs().filter(**{self.value: value}).values(self.owner))

    def counts(self, queryset) -> dict[str, int]:
        """How many of the records have each value."""
        rows = self.pairs().filter(**{f"{self.owner}__in": queryset.order_by().values("pk")})
        counted = rows.order_by().values_list(self.value).annotate(Count(self.owner, distinct=True))
        return {str(value): count for value, count in counted if value}


class FacetedFilterSet(django_filters.FilterSet):
    """Facets and a name filter over the records of one world.

    A value that no option has is ignored and stands in `ignored` as a sentence for the reader. A subclass gives the
    options of every facet in one mapping, so that they are loaded together.
    """

    q = django_filters.CharFilter(method="named", label=gettext_lazy("名称、别名或拼音"), max_length=MAX_QUERY)

    def __init__(self, data, queryset, *, world):
        super().__init__(data, queryset)
        self.world, self._named = world, {}
        self.things = self.load_options(world)
        for name, facet in self.facets.items():
            facet.extra["choices"] = [(value, thing) for value, thing in self.things[name].items()]

    def load_options(self, world) -> Mapping[str, Mapping[str, object]]:
        """For each facet its values with the thing each stands for."""
        raise NotImplementedError

    @property
    def facets(self) -> dict[str, Facet]:
        return {name: facet for name, facet in self.filters.items() if isinstance(facet, Facet)}

    @property
    def ignored(self) -> list[str]:
        """A sentence for each value in the address that means nothing here."""
        return [
            _("筛选条件“%(label)s”的值无效，已忽略。") % {"label": self.filters[name].label}
            for name in self.form.errors
        ]

    def named(self, queryset, _name, value):
        return queryset.filter(pk__in=self._subjects_named(value))

    def _subjects_named(self, text):
        """The ids of the subjects meant, asked once for all the counts; where they are many, the question itself."""
        if text not in self._named:
            ids = subjects_named(tidy_query(text)).in_world(self.world).order_by().values_list("pk", flat=True)
            few = list(ids[: MOST_IDS + 1])
            self._named[text] = few if len(few) <= MOST_IDS else ids
        return self._named[text]

    @property
    def query(self) -> str:
        return self._cleaned().get("q", "")

    def with_counts(self) -> list[FacetOptions]:
        """Every facet with its options; each counts the records that all other conditions leave."""
        return [self._options_of(name, facet) for name, facet in self.facets.items()]

    def _options_of(self, name, facet):
        counts = facet.counts(self._without(name))
        chosen = self._cleaned().get(name)
        options = [
            Option(value, *_in_words(thing), counts.get(value, 0), value == chosen)
            for value, thing in self.things[name].items()
            if value in counts or value == chosen
        ]
        return FacetOptions(name, str(facet.label), options)

    def _without(self, name):
        queryset = self.queryset.all()
        for other, value in self._cleaned().items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset

    def _cleaned(self):
        """The conditions understood; the faulty ones are left out by the form."""
        return self.form.cleaned_data if self.form.is_valid() or self.form.errors else {}


def _in_words(thing) -> tuple[str, bool]:
    """A subject's, a programme's or an industry's name, or a word; and whether it stands in Chinese for English."""
    if not hasattr(thing, "name"):
        return str(thing), False
    if is_english() and thing.name_en:
        return thing.name_en, False
    return getattr(thing, "display_name", thing.name), is_english()


def subjects_by_slug(world, **kinds) -> dict[str, dict[str, Subject]]:
    """Subjects of a world by name of facet and slug, in one query: `park=Subject.Kind.PARK` gives {"park": {…}}."""
    found = {name: {} for name in kinds}
    if world is None:
        return found
    names = {kind: name for name, kind in kinds.items()}
    for subject in Subject.objects.in_world(world).filter(kind__in=names).order_by("pinyin", "pk"):
        found[names[subject.kind]][subject.slug] = subject
    return found
