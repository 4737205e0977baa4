"""The import as a conversation in the admin: file, preview, publication. Mixed into the admin of batches."""

import datetime
import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.forms import UploadForm
from imports.models import ImportBatch
from imports.publish import preview, publish, store_file
from imports.registry import sheet_for
from imports.report import ImportReport
from imports.workbook import read_workbook

MOST_CHANGES_SHOWN = 200
PUBLISH_PERMISSION = "imports.publish_importbatch"


class ImportConversation:
    """Adds the pages 导入, 预览 and the editor's own file to the admin of ImportBatch."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.upload_view), name="imports_import"),
            path("<int:pk>/preview/", wrap(self.preview_view), name="imports_importbatch_preview"),
            path("<int:pk>/publish/", wrap(require_POST(self.publish_view)), name="imports_importbatch_publish"),
            path("<int:pk>/discard/", wrap(require_POST(self.discard_view)), name="imports_importbatch_discard"),
            path("<int:pk>/file/", wrap(self.file_view), name="imports_importbatch_file"),
            *super().get_urls(),
        ]

    def upload_view(self, request):
        if not request.user.has_perm("imports.add_importbatch"):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind", "")})
        if request.method == "POST" and form.is_valid():
            batch = _draft(form.cleaned_data, request.user)
            try:
                _read(batch)
            except ImportRefused as refusal:
                batch.file.delete(save=False)
                batch.delete()
                form.add_error("file", str(refusal))
            else:
                return HttpResponseRedirect(reverse("admin:imports_importbatch_preview", args=[batch.pk]))
        return self._page(request, "admin/imports/upload.html", _("导入表格"), form=form)

    def preview_view(self, request, pk):
        batch = self._draft_or_404(request, pk)
        try:
            report = preview(_read(batch), _context(batch, request.user), batch.options.get("kind") or None)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:imports_import"))
        # The desk counts drafts with errors or rows set aside.
        batch.report = report.as_dict(batch.pk)
        batch.save(update_fields=["report"])
        return self._page(
            request,
            "admin/imports/preview.html",
            _("预览：%(name)s") % {"name": batch.file_name},
            batch=batch,
            report=report,
            sheets=[_described(sheet) for sheet in report.sheets],
            may_publish=request.user.has_perm(PUBLISH_PERMISSION),
        )

    def publish_view(self, request, pk):
        if not request.user.has_perm(PUBLISH_PERMISSION):
            raise PermissionDenied
        batch = self._draft_or_404(request, pk)
        context = _context(batch, request.user)
        try:
            report = publish(_read(batch), context, batch, batch.options.get("kind") or None)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:imports_import"))
        if report.errors_total:
            messages.error(request, _("数据在预览之后变了，现在有错误，什么也没有写入，请再看一遍。"))
            return HttpResponseRedirect(reverse("admin:imports_importbatch_preview", args=[pk]))
        messages.success(request, _published_sentence(report))
        return HttpResponseRedirect(reverse("admin:imports_importbatch_change", args=[pk]))

    def discard_view(self, request, pk):
        batch = self._draft_or_404(request, pk)
        batch.status = ImportBatch.Status.DISCARDED
        batch.save()
        messages.success(request, _("已放弃“%(name)s”，没有写入任何内容。") % {"name": batch.file_name})
        return HttpResponseRedirect(reverse("admin:imports_import"))

    def file_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        if not batch.file or not batch.file.storage.exists(batch.file.name):
            raise Http404
        return FileResponse(batch.file.open(), as_attachment=True, filename=batch.file_name)

    def _page(self, request, template, title, **context):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        )

    def _draft_or_404(self, request, pk):
        if not request.user.has_perm("imports.add_importbatch"):
            raise PermissionDenied
        return get_object_or_404(ImportBatch, pk=pk, status=ImportBatch.Status.DRAFT)


def _draft(cleaned, user) -> ImportBatch:
    content = cleaned["file"].read()
    day = cleaned["published_on"]
    batch = ImportBatch(
        file_name=cleaned["file"].name[:255],
        sha256=hashlib.sha256(content).hexdigest(),
        source_title=cleaned["source"],
        options={"kind": cleaned["kind"], "published_on": day and day.isoformat()},
        created_by=user,
    )
    store_file(batch, batch.file_name, content)
    batch.save()
    return batch


def _read(batch):
    return read_workbook(batch.file.path, name=batch.file_name)


def _context(batch, user) -> ImportContext:
    day = batch.options.get("published_on")
    return ImportContext(
        world_slug=batch.world,
        source_title=batch.source_title,
        published_on=datetime.date.fromisoformat(day) if day else None,
        user=user,
    )


def _described(sheet) -> dict:
    """A sheet's report as tables of the admin's own component."""
    kind = sheet_for(sheet.kind) if sheet.kind else None
    errors = [
        [f"{sheet.name}!{problem.column or ''}{problem.row}", problem.value or "—", problem.message]
        for problem in sheet.errors
    ]
    set_aside = [
        [f"{sheet.name}!{row.row}", row.reason, "、".join(row.candidates) or "—"] for row in sheet.set_aside_rows
    ]
    changes = [
        [
            change["row"],
            change["key"],
            _values(change["before"]) if change["before"] else _("（新增）"),
            _values(change["after"]),
        ]
        for change in sheet.changes[:MOST_CHANGES_SHOWN]
    ]
    return {
        "report": sheet,
        "label": kind.label if kind else _("未识别"),
        "errors": {"headers": [_("单元格"), _("内容"), _("问题和办法")], "rows": errors},
        "set_aside": {"headers": [_("行"), _("原因"), _("可能是")], "rows": set_aside},
        "changes": {"headers": [_("行"), _("记录"), _("原来"), _("改为")], "rows": changes},
        "more_changes": max(len(sheet.changes) - MOST_CHANGES_SHOWN, 0),
        "more_errors": sheet.errors_total - len(sheet.errors),
    }


def _values(values) -> str:
    return "；".join(f"{name}：{value or '—'}" for name, value in values.items()) or "—"


def _published_sentence(report: ImportReport) -> str:
    if not report.changes_total:
        return _("与已发布的内容相同，没有变化。")
    return _("已发布：新增%(new)d，变更%(changed)d，未变%(unchanged)d，搁置%(aside)d。") % {
        "new": sum(sheet.new for sheet in report.sheets),
        "changed": sum(sheet.changed for sheet in report.sheets),
        "unchanged": sum(sheet.unchanged for sheet in report.sheets),
        "aside": report.set_aside_total,
    }
