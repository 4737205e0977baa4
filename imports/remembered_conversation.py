"""What is remembered of tables of one shape, changed in the terms of the preview's panel. Mixed into its admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from imports.context import ImportContext
from imports.mapping_conversation import sent_by_table
from imports.mapping_form import MappingForm
from imports.mapping_panel import Asked, asked, panel
from imports.models import RememberedReading
from imports.remembered_words import as_sheet
from imports.remembering import change


class RememberedConversation:
    """Puts the panel of the preview in the place of the admin's own form."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        reading = get_object_or_404(RememberedReading.objects.select_related("corrected_by"), pk=object_id)
        if not self.has_view_permission(request, reading):
            raise PermissionDenied
        if request.method == "POST":
            return self._changed(request, reading)
        return self._shown(request, reading, asked(request.GET))

    @transaction.atomic
    def _changed(self, request, reading):
        """Keeps what was said, where nobody has changed it since the page was opened."""
        if not self.may_change(request):
            raise PermissionDenied
        kept = RememberedReading.objects.select_for_update().filter(pk=reading.pk).first()
        if kept is None or request.POST.get("seen") != _moment(kept):
            messages.error(request, _("这条更正刚刚改过，请再看一遍。"))
            return HttpResponseRedirect(request.path)
        sent = sent_by_table(request.POST).get(0, {})
        form = MappingForm(ImportContext(kept.world), as_sheet(kept), sent, kept.correction)
        stored = form.read()
        if form.faults:
            messages.error(request, _("没有保存：见下面的说明。"))
            return self._shown(request, kept, Asked(0, 0, {0: sent}, {0: form.faults}))
        if not form.is_changed:
            messages.info(request, _("没有改动。"))
        elif change(kept, stored, request.user):
            messages.success(request, _("已保存，以后同样表头的表照此理解。"))
        else:
            messages.success(request, _("已忘记，以后同样表头的表由系统识别。"))
        return HttpResponseRedirect(reverse("admin:imports_rememberedreading_changelist"))

    def may_change(self, request) -> bool:
        """Whoever may correct a reading in a preview may change what is remembered of it."""
        return request.user.has_perm("imports.add_importbatch")

    def _shown(self, request, reading, wanted):
        context = {
            "title": _("记住的更正"),
            "opts": self.opts,
            "reading": reading,
            "seen": _moment(reading),
            "mapping": _panel(reading, wanted, self.may_change(request)),
        }
        context = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, "admin/imports/remembered.html", context)


def _panel(reading, wanted, may_change):
    shown = panel(as_sheet(reading), reading.correction, ImportContext(reading.world), 0, wanted.of(0), may_change)
    # A period is that of one file.
    whole = [entry for entry in shown["whole"] if entry["name"] != "period"]
    return shown | {"is_remembered": True, "whole": whole}


def _moment(reading) -> str:
    return reading.updated_at.isoformat()
