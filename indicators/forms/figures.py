"""Figures typed by hand: a new one, and the correction of one that is public."""

from functools import partial

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import quoted
from imports.errors import SetAside
from indicators.actions import compare
from indicators.figures import Figure, read_quantity, set_period, set_quantity, written_with_unit
from indicators.forms.fields import SOURCE_HELP_TEXTS
from indicators.models import LegalBasis, Observation, RegionGroup
from indicators.numbers import NumberError
from indicators.periods import AmbiguousPeriod, PeriodError, format_period, parse_period
from indicators.references import NameIndex
from indicators.standings import StandingError, read_basis, read_ranks


class FigureForm(forms.ModelForm):
    """A new figure: its cleaned form gives `figure`, an unsaved observation with its ranks."""

    basis = forms.CharField(
        label=gettext_lazy("口径"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("来源写明时照写，如“可比价”“同口径”；没有写就留空。"),
    )
    period_text = forms.CharField(
        label=gettext_lazy("期间"),
        max_length=60,
        help_text=gettext_lazy("照来源的写法，如“2021年1-7月”“2020年”“2019年末”“今年上半年”。"),
    )
    value_text = forms.CharField(
        label=gettext_lazy("数值"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "照来源的写法，如“39.29亿元”“2700余万元”“下降3.2%”；没有单位的按指标的单位；未公布写“-”。"
        ),
    )
    rank_text = forms.CharField(
        label=gettext_lazy("位次"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("来源公布位次时照写，如“全市第1”“山区26县第2”“全市前二”；几个位次用分号分开。"),
    )

    class Meta:
        model = Observation
        fields = [
            "subject",
            "indicator",
            "measure",
            "breakdown",
            "source",
            "place",
            "audience",
            "legal_basis",
            "status",
            "note",
        ]
        help_texts = SOURCE_HELP_TEXTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        basis = self.fields["legal_basis"]
        basis.required = False
        basis.choices = [("", _("按来源的公开依据")), *LegalBasis.choices]
        self.initial["legal_basis"] = ""
        self.ranks = []

    @property
    def figure(self) -> Figure:
        return Figure(self.instance, self.ranks)

    def clean_basis(self):
        return read_basis(self.cleaned_data["basis"])

    def clean(self):
        cleaned = super().clean()
        self._settle_legal_basis(cleaned)
        if not cleaned.get("value_text") and not cleaned.get("rank_text"):
            self.add_error("value_text", _("请填写数值；来源只公布位次时，填写位次。"))
        return cleaned

    def _post_clean(self):
        """After the observation's own fields, what was typed as text is read into it."""
        super()._post_clean()
        if not {"subject", "indicator", "measure", "source"} <= self.cleaned_data.keys():
            return
        self.instance.basis = self.cleaned_data.get("basis", Observation.UNSTATED)
        self._read_period()
        self._read_ranks()
        self._read_value()
        if not self.errors:
            self._refuse_existing()

    def _settle_legal_basis(self, cleaned):
        source = cleaned.get("source")
        if source and not cleaned.get("legal_basis"):
            cleaned["legal_basis"] = source.legal_basis
        is_public = cleaned.get("audience") == Observation.Audience.PUBLIC
        if source and is_public and cleaned["legal_basis"] == LegalBasis.NONE:
            self.add_error(
                "legal_basis",
                _("来源“%(source)s”没有公开依据：请在这里选择一种，或把公开范围改为“内部”。") % {"source": source},
            )

    def _read_period(self):
        text = self.cleaned_data.get("period_text")
        try:
            if text:
                set_period(self.instance, parse_period(text, self.cleaned_data["source"].published_on))
        except AmbiguousPeriod as error:
            readings = _("”或“").join(format_period(reading) for reading in error.readings)
            self.add_error(
                "period_text", _("“%(text)s”有几种读法，请写成“%(readings)s”。") % {"text": text, "readings": readings}
            )
        except PeriodError as error:
            self.add_error("period_text", str(error))

    def _read_value(self):
        # A source that prints only the place leaves the value as missing as one that prints "-".
        text = self.cleaned_data.get("value_text") or "-"
        try:
            quantity = read_quantity(text, measure=self.instance.measure, indicator=self.instance.indicator)
            set_quantity(self.instance, quantity)
        except NumberError as error:
            self.add_error("value_text", str(error))
        if self.instance.value is None and self.ranks:
            self.instance.value_state = Observation.ValueState.RANK_ONLY

    def _read_ranks(self):
        find_group = partial(group_of_name, world_id=self.instance.subject.world_id)
        try:
            self.ranks = read_ranks(self.cleaned_data.get("rank_text", ""), find_group)
        except (StandingError, SetAside) as error:
            self.add_error("rank_text", str(error))

    def _refuse_existing(self):
        """A figure that is public already is corrected with a reason, not entered once more."""
        comparison = compare([self.figure])
        formers = [*comparison.unchanged, *(former for former, _figure in comparison.changed)]
        if formers:
            message = _("这个数据已经有了：%(value)s。要改它，请用“更正”。") % {"value": formers[0].as_written}
            address = reverse("admin:indicators_observation_correct", args=[formers[0].pk])
            self.add_error(
                "value_text", format_html('{} <a href="{}" class="underline">{}</a>', message, address, _("更正"))
            )


def group_of_name(name: str, *, world_id: int) -> RegionGroup:
    """The group that ranks name, found as the import finds it. Raises StandingError with the names there are."""
    groups = RegionGroup.objects.filter(world_id=world_id)
    index = NameIndex(_("比较范围"))
    for group in groups:
        index.add(group, [group.name])
    if found := index.get(name):
        return found
    raise StandingError(
        _("没有登记名为“%(name)s”的比较范围。已登记的有：%(groups)s；新的请先在“比较范围”里添加。")
        % {"name": quoted(name), "groups": "、".join(group.name for group in groups) or _("（无）")},
        "unknown_group",
    )


class CorrectionForm(forms.ModelForm):
    """The successor of one figure: its cleaned form gives `quantity` and the arguments of `supersede`."""

    value_text = forms.CharField(
        label=gettext_lazy("新的数值"),
        max_length=200,
        help_text=gettext_lazy("照来源的写法，如“39.31亿元”；没有单位的按指标的单位；未公布写“-”。"),
    )
    change = forms.ChoiceField(
        label=gettext_lazy("变更"),
        choices=[choice for choice in Observation.Change.choices if choice[0]],
        help_text=gettext_lazy("原来录错了是“更正”，来源改了是“修订”，统计范围变了是“口径调整”。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        widget=forms.Textarea,
        max_length=1000,
        help_text=gettext_lazy("公开页面会显示，一句话说明为什么改。"),
    )

    class Meta:
        model = Observation
        fields = ["source", "place", "note"]
        help_texts = SOURCE_HELP_TEXTS

    def __init__(self, *args, observation, **kwargs):
        self.observation = observation
        initial = {
            "value_text": written_with_unit(observation),
            "source": observation.source_id,
            "place": observation.place,
            "note": observation.note,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.quantity = None

    def clean_value_text(self):
        text = self.cleaned_data["value_text"]
        measure, indicator = self.observation.measure, self.observation.indicator
        try:
            self.quantity = read_quantity(text, measure=measure, indicator=indicator)
        except NumberError as error:
            raise forms.ValidationError(str(error)) from error
        return text

    def supersede_arguments(self) -> dict:
        """What `indicators.actions.supersede` needs, but for who corrects."""
        cleaned = self.cleaned_data
        return {
            "observation": self.observation,
            "quantity": self.quantity,
            "change": Observation.Change(cleaned["change"]),
            "reason": cleaned["reason"],
            "source": cleaned["source"],
            "place": cleaned["place"],
            "note": cleaned["note"],
        }

    def add_refusal(self, error):
        """Shows why the correction was refused, above the fields."""
        self.add_error(NON_FIELD_ERRORS, str(error))
