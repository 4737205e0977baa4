"""Regions, the groups that ranks are printed for, and subjects of every kind as they are found by typing."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.admin.base import ReadOnlyAdmin, RecordAdmin, desk_address
from indicators.admin.filters import chore_filter, home_world_id, world_filter
from indicators.admin.subject_record import (
    FIGURES_FIELDSET,
    NAME_FIELDSET,
    SUBJECT_SOURCE_FIELDSET,
    SubjectRecordAdmin,
    subject_filters,
)
from indicators.forms import RegionForm
from indicators.models import Region, RegionGroup, Subject


@admin.register(Subject)
class SubjectAdmin(ReadOnlyAdmin, RecordAdmin):
    """Answers where a form asks for a subject of any kind; each is edited with its own record."""

    list_display = ["name", "short_name", "kind", "world", "state"]
    list_filter = ["kind", world_filter("world")]
    list_select_related = ["world__subject", "located_in__subject"]
    search_fields = ["name", "short_name", "aliases", "pinyin", "slug"]
    ordering = ["pinyin"]

    def has_module_permission(self, request):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        subject = self.get_object(request, object_id)
        if subject is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(desk_address(subject))


@admin.register(Region)
class RegionAdmin(SubjectRecordAdmin):
    form = RegionForm
    sheet_kind = "regions"
    list_display = ["name", "code", "level", "type_name", "parent", "is_home"]
    list_filter = [*subject_filters({}), "level"]
    list_select_related = [*SubjectRecordAdmin.list_select_related, "parent__subject"]
    search_fields = [*SubjectRecordAdmin.search_fields, "code"]
    ordering = ["code"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        NAME_FIELDSET,
        (gettext_lazy("区划"), {"fields": ["code", "level", "type_name", "parent", "is_home", "state"]}),
        SUBJECT_SOURCE_FIELDSET,
        FIGURES_FIELDSET,
    ]


class RegionGroupForm(forms.ModelForm):
    """A group belongs to the home region's world, and so do its members."""

    def clean_members(self):
        members = self.cleaned_data["members"]
        world_id = self.instance.world_id or home_world_id()
        foreign = [str(region) for region in members.select_related("subject") if region.subject.world_id != world_id]
        if foreign:
            self.add_error("members", _("“%(name)s”属于另一个地区的数据。") % {"name": "、".join(foreign)})
        return members


@admin.register(RegionGroup)
class RegionGroupAdmin(RecordAdmin):
    form = RegionGroupForm
    sheet_kind = "region_groups"
    list_display = ["name", "name_en", "size", "world"]
    list_filter = [chore_filter({"no_english": (gettext_lazy("没有英文名"), lambda rows: rows.filter(name_en=""))})]
    list_select_related = ["world__subject"]
    search_fields = ["name"]
    autocomplete_fields = ["members"]
    fields = ["name", "name_en", "size", "members", "note"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.world_id = home_world_id()
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and home_world_id() is not None
