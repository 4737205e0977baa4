"""The import as a conversation in the admin: file, preview, submission, publication. Mixed into the admin of batches."""

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from imports import actions, jobs
from imports.blank_workbooks import blank_workbook
from imports.errors import ImportRefused, PreviewMoved
from imports.forms import UploadForm
from imports.mapping_panel import add_panels, asked
from imports.marked_workbook import marked_name, marked_workbook
from imports.models import ImportBatch
from imports.preview_page import described
from imports.progress_page import progress_of
from imports.registry import all_sheets, sheet_for
from imports.report import ImportReport
from imports.surroundings import worlds

PUBLISH_PERMISSION = "imports.publish_importbatch"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Status = ImportBatch.Status


class ImportConversation:
    """Adds the pages 导入 and 预览, what is decided there, the editor's own file and blank tables to fill."""

    def get_urls(self):
        decisions = {
            "publish": self.publish_view,
            "submit": self.submit_view,
            "look-again": self.look_again_view,
            "send-back": self.send_back_view,
            "discard": self.discard_view,
            "take-up": self.take_up_view,
        }
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.upload_view), name="imports_import"),
            path("template/<slug:kind>.xlsx", wrap(self.blank_view), name="imports_blank"),
            path("<int:pk>/preview/", wrap(self.preview_view), name="imports_importbatch_preview"),
            path("<int:pk>/file/", wrap(self.file_view), name="imports_importbatch_file"),
            path("<int:pk>/marked/", wrap(self.marked_view), name="imports_importbatch_marked"),
            *(
                path(f"<int:pk>/{verb}/", wrap(_pressed(view)), name=f"imports_importbatch_{verb}")
                for verb, view in decisions.items()
            ),
            *super().get_urls(),
        ]

    def upload_view(self, request):
        self._require(request, "imports.add_importbatch")
        form = UploadForm(request.POST or None, request.FILES or None, initial=_initial(request.GET))
        if request.method == "POST" and form.is_valid():
            chosen = {name: form.cleaned_data.get(name, "") for name in ("file", "kind", "source", "world")}
            chosen |= {"published_on": form.cleaned_data["published_on"], "former": form.cleaned_data["former"]}
            batch = actions.upload(**chosen, by=request.user)
            return _to_preview(batch.pk)
        kinds = [(sheet.label, reverse("admin:imports_blank", args=[sheet.kind])) for sheet in all_sheets()]
        replaced = ImportBatch.objects.filter(pk=form["former"].value() or None, status=Status.DRAFT).first()
        return self._page(
            request, "admin/imports/upload.html", _("导入表格"), form=form, kinds=kinds, replaced=replaced
        )

    def preview_view(self, request, pk, **posted):
        """What the batch waits for: work to end, a decision; a batch that is decided has a page of its own."""
        self._require(request, "imports.add_importbatch")
        batch = get_object_or_404(ImportBatch.objects.defer("report"), pk=pk)
        jobs.sweep()
        job = batch.jobs.first()
        title = _("预览：%(name)s") % {"name": str(batch)}
        if job and job.state in jobs.ACTIVE:
            return self._page(request, "admin/imports/progress.html", title, batch=batch, **progress_of(job))
        if batch.status not in (Status.DRAFT, Status.SUBMITTED):
            return HttpResponseRedirect(reverse("admin:imports_importbatch_change", args=[pk]))
        if not batch.report:
            return self._page(request, "admin/imports/unread.html", title, batch=batch, job=job)
        context = described(batch, posted.get("accepted", batch.accepted)) | self._may(request, batch)
        add_panels(batch, context["sheets"], posted.get("mapping") or asked(request.GET))
        reason = posted.get("reason", batch.reason)
        return self._page(request, "admin/imports/preview.html", title, batch=batch, job=job, reason=reason, **context)

    def publish_view(self, request, pk):
        self._require(request, PUBLISH_PERMISSION)
        return self._decide(request, pk, actions.publish)

    def submit_view(self, request, pk):
        self._require(request, "imports.add_importbatch")
        return self._decide(request, pk, actions.submit, _("已提交，等待有发布权限的同事发布。"))

    def look_again_view(self, request, pk):
        self._require(request, "imports.add_importbatch")
        return self._carry_out(request, pk, actions.look_again)

    def send_back_view(self, request, pk):
        self._require(request, PUBLISH_PERMISSION)
        return self._carry_out(request, pk, actions.send_back, note=request.POST.get("note", "").strip())

    def take_up_view(self, request, pk):
        self._require(request, "imports.add_importbatch")
        return self._carry_out(request, pk, actions.take_up, _("已取回，改好后可以再提交。"))

    def discard_view(self, request, pk):
        self._require(request, "imports.add_importbatch")
        get_object_or_404(ImportBatch, pk=pk)
        try:
            batch = actions.discard(pk, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return _to_preview(pk)
        messages.success(request, _("已放弃“%(name)s”，没有写入任何内容。") % {"name": batch.file_name})
        return HttpResponseRedirect(reverse("admin:imports_import"))

    def file_view(self, request, pk):
        batch = self._batch_with_file(request, pk)
        return FileResponse(batch.file.open(), as_attachment=True, filename=batch.file_name)

    def marked_view(self, request, pk):
        """The editor's own file with what the preview found at its cells."""
        batch = self._batch_with_file(request, pk)
        try:
            content = marked_workbook(batch.file.path, batch.file_name, ImportReport.from_dict(batch.report))
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return _to_preview(pk)
        return FileResponse(io.BytesIO(content), as_attachment=True, filename=marked_name(batch.file_name))

    def blank_view(self, request, kind):
        """An empty table of a kind, to be filled in and brought back."""
        sheet = sheet_for(kind)
        if sheet is None:
            raise Http404
        response = HttpResponse(blank_workbook(sheet), content_type=XLSX)
        response.headers["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
        return response

    def _decide(self, request, pk, verb, sentence=""):
        """Submits or publishes what was seen with what was ticked; what is missing is said on the page, ticks kept."""
        get_object_or_404(ImportBatch, pk=pk)
        seen = request.POST.get("digest", "")
        posted = {"accepted": request.POST.getlist("accept"), "reason": request.POST.get("reason", "")}
        try:
            verb(pk, digest=seen, by=request.user, **posted)
        except PreviewMoved as refusal:
            messages.error(request, str(refusal))
            # What was ticked on the former page may mean something else on this one.
            return self.preview_view(request, pk, reason=posted["reason"])
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return self.preview_view(request, pk, **posted)
        if sentence:
            messages.success(request, sentence)
        return _to_preview(pk)

    def _carry_out(self, request, pk, verb, sentence="", **details):
        get_object_or_404(ImportBatch, pk=pk)
        try:
            verb(pk, by=request.user, **details)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            if sentence:
                messages.success(request, sentence)
        return _to_preview(pk)

    def _may(self, request, batch):
        """Which decisions the page offers."""
        is_draft = batch.status == Status.DRAFT
        may_publish = request.user.has_perm(PUBLISH_PERMISSION)
        return {
            "may_publish": may_publish,
            "may_submit": is_draft,
            "is_submitter": is_draft and not may_publish,
            "may_send_back": may_publish and not is_draft,
            "may_take_up": not is_draft and batch.submitted_by == request.user,
        }

    def _batch_with_file(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        if not batch.file or not batch.file.storage.exists(batch.file.name):
            raise Http404
        return batch

    def _page(self, request, template, title, **context):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        )

    @staticmethod
    def _require(request, permission):
        if not request.user.has_perm(permission):
            raise PermissionDenied


def _pressed(view):
    """A decision is a button's; who comes by its address, as after signing in again, sees the preview."""

    def decide(request, pk):
        return view(request, pk) if request.method == "POST" else _to_preview(pk)

    return decide


def _to_preview(pk):
    return HttpResponseRedirect(reverse("admin:imports_importbatch_preview", args=[pk]))


def _initial(query):
    """What a list's link says of its own table: its kind, and the world that it shows, by number or slug."""
    wanted = query.get("world", "")
    known = [world.slug for world in worlds() if wanted in (world.slug, str(world.pk))]
    former = query.get("former", "")
    is_number = former.isascii() and former.isdecimal() and len(former) < 10
    chosen = {"kind": query.get("kind", ""), "world": known[0] if known else ""}
    return chosen | ({"former": int(former), **_options_of(int(former))} if is_number else {})


def _options_of(former):
    """What was chosen with the draft that a corrected file replaces need not be chosen again."""
    batch = ImportBatch.objects.filter(pk=former, status=Status.DRAFT).first()
    if batch is None:
        return {}
    chosen = {"kind": batch.options.get("kind"), "published_on": batch.options.get("published_on")}
    chosen |= {"source": batch.source_title, "world": batch.world}
    return {name: value for name, value in chosen.items() if value}
