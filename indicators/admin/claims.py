"""What was promised and what was said: commitments and statements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.filters import Chores, WorldFilter, chore_filter
from indicators.forms import CommitmentForm
from indicators.models import Commitment, Statement
from portal import clock

COMMITMENT_CHORES: Chores = {
    "due": (_("已到期，待核实"), lambda rows: rows.due_without_evidence()),
    "no_due_day": (_("没有到期日"), lambda rows: rows.filter(due_on__isnull=True)),
    "no_english": (_("没有英文内容"), lambda rows: rows.filter(text_en="")),
    "no_place": (_("没有出处"), lambda rows: rows.filter(place="")),
}
STATEMENT_CHORES: Chores = {
    "no_english": (_("没有英文内容"), lambda rows: rows.filter(text_en="")),
    "no_place": (_("没有出处"), lambda rows: rows.filter(place="")),
}


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    form = CommitmentForm
    sheet_kind = "commitments"
    list_display = ["text", "subject", "promised_by", "goal_as_written", "due_on", "standing"]
    list_filter = [chore_filter(COMMITMENT_CHORES), WorldFilter, "outcome"]
    list_select_related = ["subject"]
    search_fields = ["text", "promised_by", "subject__name", "subject__short_name", "subject__pinyin"]
    autocomplete_fields = ["subject", "indicator", "source"]
    fieldsets = [
        (None, {"fields": ["subject", "promised_by", "text", "text_en"]}),
        (_("目标"), {"fields": ["goal_text", "indicator", "measure", "baseline_text"]}),
        (_("时间"), {"fields": ["made_on", "made_label", "due_on", "due_label", "is_due_inferred"]}),
        (_("兑现"), {"fields": ["outcome", "evidence"]}),
        SOURCE_FIELDSET,
    ]

    @admin.display(description=_("兑现情况"), ordering="outcome")
    def standing(self, commitment):
        is_open = commitment.outcome == Commitment.Outcome.OPEN
        if is_open and commitment.due_on and commitment.due_on < clock.today():
            return _("已到期，待核实")
        return commitment.get_outcome_display()


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    sheet_kind = "statements"
    list_display = ["text", "subject", "kind", "period_label", "source", "place"]
    list_filter = [chore_filter(STATEMENT_CHORES), WorldFilter, "kind"]
    list_select_related = ["subject", "source"]
    search_fields = ["text", "subject__name", "subject__short_name", "subject__pinyin"]
    autocomplete_fields = ["subject", "source"]
    fieldsets = [
        (None, {"fields": ["subject", "kind", "text", "text_en", "period_label"]}),
        SOURCE_FIELDSET,
    ]
