"""Digital services, who uses them, and the screens of a 九宫格."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from enterprises.models import DigitalService, Panel, Participation
from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.filters import Chores, WorldFilter, chore_filter, world_filter

SERVICE_CHORES: Chores = {
    "no_provider": (_("没有提供方"), lambda rows: rows.filter(provider="")),
    "no_description": (_("没有说明"), lambda rows: rows.filter(description="")),
    "no_english": (_("没有英文名"), lambda rows: rows.filter(name_en="")),
}


@admin.register(DigitalService)
class DigitalServiceAdmin(RecordAdmin):
    sheet_kind = "services"
    list_display = ["name", "provider", "name_en", "source", "place"]
    list_filter = [chore_filter(SERVICE_CHORES)]
    list_select_related = ["source"]
    search_fields = ["name", "aliases", "provider"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["name", "aliases", "name_en", "provider", "description"]}),
        SOURCE_FIELDSET,
    ]


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    sheet_kind = "participations"
    list_display = ["service", "subject", "from_on", "until_on", "source", "place"]
    list_display_links = ["service", "subject"]
    list_filter = [WorldFilter, "service"]
    list_select_related = ["service", "subject", "source"]
    search_fields = ["subject__name", "subject__short_name", "subject__pinyin", "service__name"]
    autocomplete_fields = ["subject", "service", "source"]
    fieldsets = [(None, {"fields": ["subject", "service", ("from_on", "until_on")]}), SOURCE_FIELDSET]


@admin.register(Panel)
class PanelAdmin(RecordAdmin):
    sheet_kind = "panels"
    list_display = ["enterprise", "position", "title", "as_of", "source", "place"]
    list_display_links = ["enterprise", "title"]
    list_filter = [
        chore_filter({"no_content": (_("没有内容"), lambda rows: rows.filter(content=""))}),
        world_filter("enterprise__subject__world"),
    ]
    list_select_related = ["enterprise__subject", "source"]
    search_fields = ["enterprise__subject__name", "enterprise__subject__short_name", "title"]
    autocomplete_fields = ["enterprise", "source"]
    fieldsets = [
        (None, {"fields": ["enterprise", "position", "title", "content", "as_of"]}),
        SOURCE_FIELDSET,
    ]
