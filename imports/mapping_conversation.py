"""Correcting how a table was read, in place on the preview. Mixed into the admin of batches."""

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from imports import actions
from imports.context import context_of
from imports.corrections import joined
from imports.errors import ImportRefused
from imports.mapping_form import MappingForm
from imports.mapping_panel import Asked
from imports.models import ImportBatch
from imports.remembering import stored_corrections

CONTROL = re.compile(r"t(\d{1,5})-([a-z]+(?:-[a-z\d]+)?)", re.ASCII)


class MappingConversation:
    """Adds what the button 按此更正重新核对 does; stands before the ImportConversation, whose preview it shows."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/correct/", wrap(self.correct_view), name="imports_importbatch_correct"),
            *super().get_urls(),
        ]

    def correct_view(self, request, pk):
        """Keeps what was said of all tables of the file and has it previewed so; with any fault nothing is kept."""
        self._require(request, "imports.add_importbatch")
        batch = get_object_or_404(ImportBatch, pk=pk)
        sent = sent_by_table(request.POST)
        if not _are_shown(batch, sent):
            if request.method == "POST":
                messages.error(request, _("核对结果已经更新，请再看一遍。"))
            return _to_preview(pk)
        stored, faults = read_tables(batch, sent)
        if faults:
            messages.error(request, _("有更正不能采用，什么也没有保存：见“理解”里的说明。"))
            return self.preview_view(request, pk, mapping=Asked(min(faults), 0, sent, faults))
        if not stored:
            messages.info(request, _("没有改动，没有重新核对。"))
            return _to_preview(pk)
        try:
            actions.correct(pk, corrections=stored, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        return _to_preview(pk)


def sent_by_table(posted: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """What was sent of each table by its number, under the names that its controls have without their prefix."""
    found: dict[int, dict[str, str]] = {}
    for name in posted:
        if control := CONTROL.fullmatch(name):
            found.setdefault(int(control[1]), {})[control[2]] = posted[name]
    return found


def read_tables(batch: ImportBatch, sent: Mapping[int, Mapping[str, str]]) -> tuple[dict, dict[int, list[str]]]:
    """What is to be stored of each shape that was changed, and the faults of each table.

    Tables of one shape have one correction: what was said of any of them holds for all.
    """
    context, stored, said = context_of(batch), {}, {}
    faults: dict[int, list[str]] = {}
    for number, of_table in sorted(sent.items()):
        sheet = batch.report["sheets"][number]
        shape = sheet["shape"]
        form = MappingForm(context, sheet, of_table, stored.get(shape, stored_corrections(batch, shape)))
        correction = form.read()
        form.refuse_differing(said.get(shape, {}))
        if form.faults:
            faults[number] = form.faults
        elif form.is_changed:
            stored[shape] = correction
            said[shape] = joined(form.correction, said.get(shape, {}))
    return stored, faults


def _are_shown(batch, sent) -> bool:
    """Whether the tables that were sent are those of the stored report by now."""
    sheets = batch.report.get("sheets", [])
    return bool(sent) and all(
        number < len(sheets) and bool(one.get("shape")) and sheets[number].get("shape") == one["shape"]
        for number, one in sent.items()
    )


def _to_preview(pk):
    return HttpResponseRedirect(reverse("admin:imports_importbatch_preview", args=[pk]))
