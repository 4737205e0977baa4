"""When figures are to be published: the rows behind the release calendar."""

from django.contrib import admin

from indicators.admin.base import RecordAdmin
from indicators.models import ReleaseSchedule


@admin.register(ReleaseSchedule)
class ReleaseScheduleAdmin(RecordAdmin):
    sheet_kind = "release_schedules"
    list_display = ["indicator", "subject", "every", "coverage", "due_days", "starts_on", "ends_on"]
    list_filter = ["every", "coverage", "indicator__department"]
    list_select_related = ["indicator", "subject"]
    search_fields = ["indicator__name", "indicator__code", "subject__name"]
    autocomplete_fields = ["indicator", "subject"]
    fields = ["indicator", "subject", ("every", "coverage"), "due_days", ("starts_on", "ends_on"), "note", "note_en"]
