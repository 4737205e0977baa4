"""Correcting how a table was read, in place on the preview. Mixed into the admin of batches."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from imports import actions
from imports.errors import ImportRefused
from imports.mapping_form import MappingForm
from imports.mapping_panel import Asked
from imports.models import ImportBatch


class MappingConversation:
    """Adds what the button 按此更正重新核对 does; stands before the ImportConversation, whose preview it shows."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/correct/", wrap(self.correct_view), name="imports_importbatch_correct"),
            *super().get_urls(),
        ]

    def correct_view(self, request, pk):
        self._require(request, "imports.add_importbatch")
        batch = get_object_or_404(ImportBatch, pk=pk)
        number, sheet = _table(batch, request.POST)
        if sheet is None:
            if request.method == "POST":
                messages.error(request, _("核对结果已经更新，请再看一遍。"))
            return _to_preview(pk)
        form = MappingForm(batch, sheet, request.POST)
        stored = form.read()
        if form.faults:
            first = int(request.POST.get("columns") or 0) if request.POST.get("columns", "").isdecimal() else 0
            return self.preview_view(request, pk, mapping=Asked(number, first, request.POST, tuple(form.faults)))
        if not form.is_changed:
            messages.info(request, _("没有改动，没有重新核对。"))
            return _to_preview(pk)
        try:
            actions.correct(pk, shape=sheet["shape"], correction=stored, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        return _to_preview(pk)


def _table(batch, sent) -> tuple[int, dict | None]:
    """The table that was sent, as it is in the stored report; None where that is another one by now."""
    text = sent.get("table", "")
    sheets = batch.report.get("sheets", [])
    number = int(text) if text.isdecimal() and len(text) < 6 else len(sheets)
    if number >= len(sheets) or not sent.get("shape") or sheets[number].get("shape") != sent["shape"]:
        return -1, None
    return number, sheets[number]


def _to_preview(pk):
    return HttpResponseRedirect(reverse("admin:imports_importbatch_preview", args=[pk]))
