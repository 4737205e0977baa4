"""Parks and chains."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.admin.inlines import HonourInline, ListingInline
from enterprises.models import Chain, ChainListing, Park
from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.filters import Chores, world_filter
from indicators.admin.subject_record import (
    FIGURES_FIELDSET,
    NAME_FIELDSET,
    SUBJECT_SOURCE_FIELDSET,
    SubjectRecordAdmin,
    subject_filters,
)
from indicators.forms import SubjectRecordForm

PARK_CHORES: Chores = {
    "no_type": (gettext_lazy("没有类型"), lambda rows: rows.filter(type="")),
    "no_member": (gettext_lazy("没有企业"), lambda rows: rows.filter(memberships__isnull=True)),
    "no_about": (gettext_lazy("没有简介"), lambda rows: rows.filter(about="")),
}
CHAIN_CHORES: Chores = {
    "no_member": (gettext_lazy("没有企业"), lambda rows: rows.filter(memberships__isnull=True)),
    "no_about": (gettext_lazy("没有简介"), lambda rows: rows.filter(about="")),
}


class ParkForm(SubjectRecordForm):
    class Meta:
        model = Park
        fields = ["type", "parent", "about", "about_en"]

    def world_of_record(self):
        """A park below another belongs to that one's world, unless its own region says so already."""
        parent = self.cleaned_data.get("parent")
        if parent and not self.cleaned_data.get("located_in") and self.is_new:
            return parent.subject.world
        return super().world_of_record()

    def _settle_world(self):
        super()._settle_world()
        parent = self.cleaned_data.get("parent")
        if parent and parent.subject.world_id != self.subject.world_id:
            self.add_error("parent", _("上级园区“%(name)s”属于另一个地区的数据。") % {"name": parent})


@admin.register(Park)
class ParkAdmin(SubjectRecordAdmin):
    form = ParkForm
    sheet_kind = "parks"
    list_display = ["name", "short_name", "type", "parent", "located_in", "state"]
    list_filter = [*subject_filters(PARK_CHORES), "type"]
    list_select_related = [*SubjectRecordAdmin.list_select_related, "parent__subject"]
    autocomplete_fields = ["parent"]
    inlines = [HonourInline]
    fieldsets = [
        NAME_FIELDSET,
        (gettext_lazy("位置"), {"fields": ["type", "parent", "located_in", "state"]}),
        (gettext_lazy("介绍"), {"fields": ["about", "about_en"]}),
        SUBJECT_SOURCE_FIELDSET,
        FIGURES_FIELDSET,
    ]


class ChainForm(SubjectRecordForm):
    class Meta:
        model = Chain
        fields = ["about", "about_en"]


@admin.register(Chain)
class ChainAdmin(SubjectRecordAdmin):
    form = ChainForm
    sheet_kind = "chains"
    list_display = ["name", "short_name", "name_en", "state"]
    list_filter = subject_filters(CHAIN_CHORES)
    inlines = [ListingInline]
    fieldsets = [
        NAME_FIELDSET,
        (gettext_lazy("介绍"), {"fields": ["about", "about_en", "located_in", "state"]}),
        SUBJECT_SOURCE_FIELDSET,
        FIGURES_FIELDSET,
    ]


@admin.register(ChainListing)
class ChainListingAdmin(RecordAdmin):
    sheet_kind = "chain_listings"
    list_display = ["list_name", "position", "chain", "named_by", "system", "source", "place"]
    list_filter = [world_filter("chain__subject__world"), "list_name", "system"]
    list_select_related = ["chain__subject", "source"]
    search_fields = ["list_name", "chain__subject__name", "named_by"]
    autocomplete_fields = ["chain", "source"]
    fieldsets = [(None, {"fields": ["chain", "list_name", "position", "named_by", "system"]}), SOURCE_FIELDSET]
