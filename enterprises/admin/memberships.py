"""The memberships of one enterprise, checked as they will stand together."""

from itertools import combinations

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import PaginationInlineFormSet

from enterprises.models import Membership
from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.filters import Chores, chore_filter, world_filter

MEMBERSHIP_CHORES: Chores = {
    "no_beginning": (gettext_lazy("没有开始日期"), lambda rows: rows.filter(from_on__isnull=True)),
    "no_place": (gettext_lazy("没有出处"), lambda rows: rows.filter(place="")),
}


class MembershipForm(forms.ModelForm):
    """What the record refuses in words is not refused once more by the name of the constraint behind it."""

    def _update_errors(self, errors):
        sentences = self.own_to_say(errors.error_dict.pop(NON_FIELD_ERRORS, []))
        if sentences:
            errors.error_dict[NON_FIELD_ERRORS] = sentences[:1]
        super()._update_errors(errors)

    def own_to_say(self, sentences: list[ValidationError]) -> list[ValidationError]:
        return sentences


class MembershipRowForm(MembershipForm):
    """One row; whether it overlaps another is for the formset to say, which sees the rows as they will be saved."""

    def own_to_say(self, sentences):
        return [sentence for sentence in sentences if sentence.code != "overlap"]


class MembershipFormSet(PaginationInlineFormSet):
    """Refuses two parks or two size classes at a time, however many rows are changed at once."""

    def clean(self):
        super().clean()
        sound = [form for form in self.forms if not form.errors and form.cleaned_data]
        kept = [form for form in sound if form not in self.deleted_forms]
        for earlier, later in combinations(kept, 2):
            if overlap(earlier.instance, later.instance):
                sentence = _("与“%(group)s”的起止时间重叠，请先填写它的结束日期。")
                later.add_error("from_on", sentence % {"group": earlier.instance.group})


def overlap(one: Membership, other: Membership) -> bool:
    """Whether two memberships exclude each other and share a day; an unknown end lasts for ever."""
    if _place(one) != _place(other):
        return False
    begins_in_time = not one.from_on or not other.until_on or one.from_on < other.until_on
    ends_in_time = not other.from_on or not one.until_on or other.from_on < one.until_on
    return begins_in_time and ends_in_time


def _place(membership):
    """What there is one of at a time: a park, a size class, the place in one chain."""
    if membership.chain_id:
        return "chain", membership.chain_id
    return "park" if membership.park_id else "size_class", None


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    form = MembershipForm
    sheet_kind = "memberships"
    list_display = ["enterprise", "park", "chain", "size_class", "from_on", "until_on", "source", "place"]
    list_filter = [chore_filter(MEMBERSHIP_CHORES), world_filter("enterprise__subject__world"), "size_class"]
    list_select_related = ["enterprise__subject", "park__subject", "chain__subject", "source"]
    search_fields = ["enterprise__subject__name", "enterprise__subject__short_name", "enterprise__subject__pinyin"]
    autocomplete_fields = ["enterprise", "park", "chain", "source"]
    fieldsets = [
        (None, {"fields": ["enterprise", "park", "chain", "size_class", ("from_on", "until_on")]}),
        SOURCE_FIELDSET,
    ]
