"""Enterprises and the code list of their industries."""

from django.contrib import admin
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.admin.inlines import HonourInline, MembershipInline, PanelInline, ParticipationInline
from enterprises.models import Enterprise, Industry, Membership
from indicators.admin.base import DeskAdmin, LegalBasisOfPublishers, ReadOnlyAdmin
from indicators.admin.filters import Chores
from indicators.admin.subject_record import (
    FIGURES_FIELDSET,
    NAME_FIELDSET,
    SUBJECT_SOURCE_FIELDSET,
    SubjectRecordAdmin,
    subject_filters,
)
from indicators.forms import SubjectRecordForm
from indicators.models import LegalBasis

ENTERPRISE_CHORES: Chores = {
    "no_park": (gettext_lazy("没有园区"), lambda rows: rows.without_park()),
    "no_industry": (gettext_lazy("没有行业"), lambda rows: rows.without_industry()),
    "no_basis": (gettext_lazy("没有公开依据"), lambda rows: rows.filter(legal_basis=LegalBasis.NONE)),
    "no_code": (gettext_lazy("没有信用代码"), lambda rows: rows.filter(credit_code="")),
    "no_about": (gettext_lazy("没有简介"), lambda rows: rows.filter(about="")),
}


class EnterpriseForm(SubjectRecordForm):
    code_field = "credit_code"

    class Meta:
        model = Enterprise
        fields = ["credit_code", "industry", "products", "about", "about_en", "website", "founded_on", "legal_basis"]

    def clean_credit_code(self):
        code = self.cleaned_data["credit_code"]
        same = Enterprise.everything.filter(credit_code=code).exclude(pk=self.instance.pk).select_related("subject")
        if code and (other := same.first()):
            self.add_error("credit_code", _("这个信用代码已登记在“%(name)s”名下，请核对。") % {"name": other})
        return code


@admin.register(Enterprise)
class EnterpriseAdmin(LegalBasisOfPublishers, SubjectRecordAdmin):
    form = EnterpriseForm
    sheet_kind = "enterprises"
    list_display = ["name", "short_name", "park", "industry", "located_in", "state", "legal_basis"]
    list_filter = [*subject_filters(ENTERPRISE_CHORES), "legal_basis"]
    list_select_related = [*SubjectRecordAdmin.list_select_related, "industry"]
    search_fields = [*SubjectRecordAdmin.search_fields, "credit_code"]
    autocomplete_fields = ["industry"]
    inlines = [MembershipInline, HonourInline, ParticipationInline, PanelInline]
    fieldsets = [
        NAME_FIELDSET,
        (gettext_lazy("登记"), {"fields": ["credit_code", "located_in", "industry", "state", "founded_on"]}),
        (
            gettext_lazy("介绍"),
            {"fields": ["about", "about_en", "products", "website", "legal_basis"]},
        ),
        SUBJECT_SOURCE_FIELDSET,
        FIGURES_FIELDSET,
    ]

    def get_queryset(self, request):
        parks = Membership.objects.on().filter(park__isnull=False).select_related("park__subject")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", parks, to_attr="parks_today"))

    @admin.display(description=gettext_lazy("园区"))
    def park(self, enterprise):
        return "、".join(str(membership.park) for membership in enterprise.parks_today)


@admin.register(Industry)
class IndustryAdmin(ReadOnlyAdmin, DeskAdmin):
    """Answers where a form asks for an industry; the codes are kept with the other code lists."""

    list_display = ["code", "name", "name_en", "parent"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "name_en"]
    ordering = ["code"]

    def has_module_permission(self, request):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return redirect("admin:indicators_category_change", object_id)
