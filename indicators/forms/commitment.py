"""A commitment's goal, typed as it was promised."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from indicators.figures import read_quantity
from indicators.models import Commitment
from indicators.numbers import NumberError, format_value, parse_quantity


class CommitmentForm(forms.ModelForm):
    """Goal and baseline as texts such as “30%以上” or “2,700万元”; the form reads value, unit and qualifier."""

    goal_text = forms.CharField(
        label=gettext_lazy("目标"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("照写，如“30%以上”“1000亿元”；没有可以度量的目标时留空。"),
    )
    baseline_text = forms.CharField(
        label=gettext_lazy("基期值"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("和目标比较的起点，如“8万元”。"),
    )

    class Meta:
        model = Commitment
        fields = [
            "subject",
            "promised_by",
            "text",
            "text_en",
            "indicator",
            "measure",
            "made_on",
            "made_label",
            "due_on",
            "due_label",
            "is_due_inferred",
            "outcome",
            "evidence",
            "source",
            "place",
            "as_written",
            "note",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        commitment = self.instance
        self.initial.setdefault("goal_text", commitment.goal_as_written)
        if commitment.baseline is not None:
            self.initial.setdefault("baseline_text", format_value(commitment.baseline) + commitment.goal_unit)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") != Commitment.Outcome.OPEN and not cleaned.get("evidence", "").strip():
            self.add_error("evidence", _("写明兑现情况时，要同时写明依据。"))
        goal = self._read("goal_text", self._read_goal)
        self._set_goal(goal)
        self.instance.baseline = self._read_baseline(goal)
        return cleaned

    def _read(self, name, read):
        text = self.cleaned_data.get(name, "")
        try:
            return read(text) if text else None
        except NumberError as error:
            self.add_error(name, str(error))
            return None

    def _read_goal(self, text):
        indicator, measure = self.cleaned_data.get("indicator"), self.cleaned_data.get("measure")
        if indicator and measure:
            return read_quantity(text, measure=measure, indicator=indicator)
        return parse_quantity(text)

    def _read_baseline(self, goal):
        if self.cleaned_data.get("baseline_text") and goal is None:
            self.add_error("baseline_text", _("有可以度量的目标时才填基期值，请先填写目标。"))
            return None
        baseline = self._read("baseline_text", lambda text: parse_quantity(text, unit=goal.unit))
        return baseline.value if baseline else None

    def _set_goal(self, goal):
        commitment = self.instance
        commitment.goal = goal.value if goal else None
        commitment.goal_unit = goal.unit if goal else ""
        commitment.goal_as_written = goal.as_written if goal else ""
        commitment.qualifier = goal.qualifier.value if goal else Commitment._meta.get_field("qualifier").default
