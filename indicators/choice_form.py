"""What a reader may choose on an indicator's page; the form only writes the address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators import wording
from indicators.bilingual import known_words
from indicators.charts import Frequency
from indicators.choice import Choice
from indicators.models import Observation, Subject

FREQUENCY_WORDS = {
    Frequency.YEARLY: gettext_lazy("年度"),
    Frequency.YEAR_END: gettext_lazy("年末"),
    Frequency.HALF_YEARLY: gettext_lazy("半年"),
    Frequency.QUARTERLY: gettext_lazy("季度"),
    Frequency.MONTHLY: gettext_lazy("单月"),
    Frequency.CUMULATIVE: gettext_lazy("当年累计"),
    Frequency.AS_OF: gettext_lazy("时点"),
}


@dataclass(frozen=True, slots=True)
class Select:
    """One part of the address with what it may be: (value, words, whether it is chosen) each."""

    name: str
    label: str
    options: Sequence[tuple[str, str, bool]]

    @property
    def is_useful(self) -> bool:
        """Whether there are two things to choose from, "all" not counted."""
        return sum(bool(value) for value, *_rest in self.options) > 1


@dataclass(frozen=True)
class ChoiceForm:
    """candidates: the subjects who may stand side by side."""

    choice: Choice
    candidates: Sequence[Subject]

    @cached_property
    def regions(self) -> list[tuple[str, str, bool]]:
        """Value, words and whether it is chosen; [] where there is one. Those chosen stand first where they are no candidates."""
        chosen = {one.pk for one in self.choice.subjects}
        known = {one.pk for one in self.candidates}
        offered = [*(one for one in self.choice.subjects if one.pk not in known), *self.candidates]
        found = [(one.slug, wording.marked(one.display_name, one.name_en), one.pk in chosen) for one in offered]
        return found if len(found) > 1 else []

    @cached_property
    def selects(self) -> list[Select]:
        return [select for select in self._selects() if select.is_useful]

    @property
    def asof(self) -> str:
        return self.choice.asof.isoformat() if self.choice.asof else ""

    def _selects(self) -> Iterator[Select]:
        choice, offer = self.choice, self.choice.offer
        # Of several regions a table can show one measure and one rhythm only.
        whole = [] if len(choice.subjects) > 1 else [("", _("全部"))]
        measures = [(one, Observation.Measure(one).label) for one in offer.measures]
        yield _select("measure", _("度量"), [*whole, *measures], choice.measure)
        yield _select("every", _("期间"), [*whole, *self._rhythms()], choice.every or "")
        bases = [(one, _basis_words(one)) for one in offer.bases]
        yield _select("basis", _("口径"), [("", _("全部")), *bases], choice.basis)
        years = [("", _("不限")), *((str(year), str(year)) for year in reversed(offer.years))]
        yield _select("from", _("从"), years, str(choice.first_year or ""))
        yield _select("to", _("到"), years, str(choice.last_year or ""))

    def _rhythms(self) -> list[tuple[str, str]]:
        offered = self.choice.offer.frequencies
        rhythms = [(every.value, FREQUENCY_WORDS[every]) for every in offered]
        if self.choice.months_follow and Frequency.MONTHLY not in offered:
            rhythms.append((Frequency.MONTHLY.value, _("单月（由累计数推算）")))
        return rhythms


def _select(name, label, choices, chosen) -> Select:
    return Select(name, label, [(value, words, value == chosen) for value, words in choices])


def _basis_words(basis: str):
    return _("未注明口径") if basis == Observation.UNSTATED else known_words(basis)
