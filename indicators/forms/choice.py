"""The form by which a reader chooses what an indicator's page shows; it only writes the address."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators import wording
from indicators.bilingual import known_words
from indicators.charts import Frequency
from indicators.models import Observation

FREQUENCY_WORDS = {
    Frequency.YEARLY: gettext_lazy("年度"),
    Frequency.YEAR_END: gettext_lazy("年末"),
    Frequency.HALF_YEARLY: gettext_lazy("半年"),
    Frequency.QUARTERLY: gettext_lazy("季度"),
    Frequency.MONTHLY: gettext_lazy("单月"),
    Frequency.CUMULATIVE: gettext_lazy("当年累计"),
    Frequency.AS_OF: gettext_lazy("时点"),
}


class ChoiceForm(forms.Form):
    """Unbound: what an address may ask is checked by `read_choice`, which shows the nearest instead of refusing."""

    region = forms.MultipleChoiceField(label=gettext_lazy("地区"), widget=forms.CheckboxSelectMultiple)
    measure = forms.ChoiceField(label=gettext_lazy("度量"))
    every = forms.ChoiceField(label=gettext_lazy("期间"))
    basis = forms.ChoiceField(label=gettext_lazy("口径"))
    # Two fields of years: their names in the address are Python's own words.
    asof = forms.CharField(label=gettext_lazy("某日时的数据"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, choice, candidates):
        shown = {"measure": choice.measure, "every": choice.every or "", "basis": choice.basis}
        years = {"from": choice.first_year or "", "to": choice.last_year or ""}
        asof = choice.asof.isoformat() if choice.asof else ""
        super().__init__(initial={**shown, **years, "asof": asof, "region": [one.slug for one in choice.subjects]})
        offer = choice.offer
        self.fields["region"].choices = [
            (one.slug, wording.marked(one.display_name, one.name_en)) for one in _candidates(choice, candidates)
        ]
        self.fields["measure"].choices = self._with_all(
            choice, [(one, Observation.Measure(one).label) for one in offer.measures]
        )
        self.fields["every"].choices = self._with_all(choice, _rhythms(choice))
        self.fields["basis"].choices = [("", _("全部"))] + [(one, basis_words(one)) for one in offer.bases]
        for name, label in (("from", _("从")), ("to", _("到"))):
            years = [(str(year), str(year)) for year in reversed(offer.years)]
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("不限")), *years])

    @staticmethod
    def _with_all(choice, choices):
        """Of several regions a table can show one measure and one rhythm only."""
        return choices if len(choice.subjects) > 1 else [("", _("全部")), *choices]

    @property
    def selects(self) -> list:
        """The fields that have something to choose."""
        names = ("measure", "every", "basis", "from", "to")
        return [self[name] for name in names if sum(bool(value) for value, _words in self.fields[name].choices) > 1]

    @property
    def regions(self):
        """The field of regions; None where there is one."""
        return self["region"] if len(self.fields["region"].choices) > 1 else None


def basis_words(basis: str):
    return _("未注明口径") if basis == Observation.UNSTATED else known_words(basis)


def _rhythms(choice) -> list[tuple]:
    rhythms = [(every.value, FREQUENCY_WORDS[every]) for every in choice.offer.frequencies]
    if choice.months_follow and Frequency.MONTHLY not in choice.offer.frequencies:
        rhythms.append((Frequency.MONTHLY.value, _("单月（由累计数推算）")))
    return rhythms


def _candidates(choice, candidates) -> list:
    """Those chosen, in their order among the others where they are one of them."""
    known = {one.pk for one in candidates}
    return [*(one for one in choice.subjects if one.pk not in known), *candidates]
