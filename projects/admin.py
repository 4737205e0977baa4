"""Projects and their milestones."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.admin.inlines import HonourInline
from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin, RecordInline
from indicators.admin.filters import Chores, chore_filter, world_filter
from indicators.admin.subject_record import (
    FIGURES_FIELDSET,
    NAME_FIELDSET,
    SUBJECT_SOURCE_FIELDSET,
    SubjectRecordAdmin,
    subject_filters,
)
from indicators.forms import SubjectRecordForm
from projects.models import Milestone, Project

PROJECT_CHORES: Chores = {
    "no_owner": (gettext_lazy("没有业主"), lambda rows: rows.filter(owner__isnull=True)),
    "no_park": (gettext_lazy("没有园区"), lambda rows: rows.filter(park__isnull=True)),
    "no_milestone": (gettext_lazy("没有节点"), lambda rows: rows.filter(milestones__isnull=True)),
    "no_figures": (gettext_lazy("没有金额等数据"), lambda rows: rows.filter(subject__observations__isnull=True)),
}
MILESTONE_CHORES: Chores = {
    "no_day": (gettext_lazy("没有日期"), lambda rows: rows.filter(last_day__isnull=True)),
    "no_place": (gettext_lazy("没有出处"), lambda rows: rows.filter(place="")),
}


class ProjectForm(SubjectRecordForm):
    class Meta:
        model = Project
        fields = ["type", "owner", "park", "chain", "about", "about_en"]

    def _settle_world(self):
        super()._settle_world()
        for name in ("owner", "park", "chain"):
            other = self.cleaned_data.get(name)
            if other and other.subject.world_id != self.subject.world_id:
                self.add_error(name, _("“%(name)s”属于另一个地区的数据。") % {"name": other})


class MilestoneInline(RecordInline):
    model = Milestone
    fields = [
        ("stage", "period_label"),
        ("first_day", "last_day"),
        "is_period_inferred",
        "source",
        ("place", "as_written"),
    ]


@admin.register(Project)
class ProjectAdmin(SubjectRecordAdmin):
    form = ProjectForm
    sheet_kind = "projects"
    list_display = ["name", "type", "owner", "park", "chain", "located_in", "state"]
    list_filter = [*subject_filters(PROJECT_CHORES), "type"]
    list_select_related = [
        *SubjectRecordAdmin.list_select_related,
        "owner__subject",
        "park__subject",
        "chain__subject",
    ]
    autocomplete_fields = ["owner", "park", "chain"]
    inlines = [MilestoneInline, HonourInline]
    fieldsets = [
        NAME_FIELDSET,
        (gettext_lazy("项目"), {"fields": ["type", "owner", "park", "chain", "located_in", "state"]}),
        (gettext_lazy("介绍"), {"fields": ["about", "about_en"]}),
        SUBJECT_SOURCE_FIELDSET,
        FIGURES_FIELDSET,
    ]


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    sheet_kind = "milestones"
    list_display = ["project", "stage", "period_label", "last_day", "source", "place"]
    list_display_links = ["project", "stage"]
    list_filter = [chore_filter(MILESTONE_CHORES), world_filter("project__subject__world"), "stage"]
    list_select_related = ["project__subject", "source"]
    search_fields = ["project__subject__name", "project__subject__short_name", "project__subject__pinyin"]
    autocomplete_fields = ["project", "source"]
    fieldsets = [
        (None, {"fields": ["project", "stage", "period_label", ("first_day", "last_day"), "is_period_inferred"]}),
        SOURCE_FIELDSET,
    ]
