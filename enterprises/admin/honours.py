"""Programmes and the honours they award."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.models import Honour, Programme
from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.cells import link
from indicators.admin.filters import Chores, WorldFilter, chore_filter
from portal import clock

ENDING_WITHIN_DAYS = 90
HONOUR_CHORES: Chores = {
    "ending": (_("90天内到期"), lambda rows: rows.ending_within(ENDING_WITHIN_DAYS)),
    "ended": (_("已到期"), lambda rows: rows.filter(valid_until__lt=clock.today())),
    "no_year": (_("没有年度"), lambda rows: rows.filter(year__isnull=True, awarded_on__isnull=True)),
    "no_place": (_("没有出处"), lambda rows: rows.filter(place="")),
}
PROGRAMME_CHORES: Chores = {
    "no_issuer": (_("没有颁发机构"), lambda rows: rows.filter(issuer="")),
    "no_level": (_("没有级别"), lambda rows: rows.filter(level="")),
    "no_english": (_("没有英文名"), lambda rows: rows.filter(name_en="")),
}


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    sheet_kind = "programmes"
    list_display = ["name", "short_name", "level", "issuer", "is_ladder_step", "holders"]
    list_filter = [chore_filter(PROGRAMME_CHORES), "level", "is_ladder_step"]
    search_fields = ["name", "short_name", "aliases", "name_en"]
    # The model's own order is lost where honours are counted.
    ordering = ["level", "name"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "aliases", "name_en"]}),
        (_("颁发"), {"fields": ["issuer", "level", "is_ladder_step", "description"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(honour_count=Count("honours"))

    @admin.display(description=_("荣誉"), ordering="honour_count")
    def holders(self, programme):
        address = reverse("admin:enterprises_honour_changelist")
        return link(f"{address}?programme__id__exact={programme.pk}", programme.honour_count)


@admin.register(Honour)
class HonourAdmin(RecordAdmin):
    sheet_kind = "honours"
    list_display = ["subject", "programme", "nature", "batch_label", "year", "awarded_on", "valid_until", "place"]
    list_filter = [chore_filter(HONOUR_CHORES), WorldFilter, "nature", "programme__level"]
    list_select_related = ["subject", "programme"]
    search_fields = ["subject__name", "subject__short_name", "subject__pinyin", "programme__name"]
    autocomplete_fields = ["subject", "programme", "source"]
    fieldsets = [
        (None, {"fields": ["subject", "programme", "nature", "batch_label", "document_number"]}),
        (_("时间"), {"fields": ["year", "awarded_on", "valid_until"]}),
        SOURCE_FIELDSET,
    ]
