"""`manage.py import_workbook FILE`: previews a workbook, publishes or submits it. See docs/importing.md."""

import datetime
import json
import re
import sys
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.command_line import ImportCommand
from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.marked_workbook import marked_workbook
from imports.models import ImportBatch
from imports.preview_page import MOST_EARLIER, earlier_batches
from imports.publish import preview
from imports.registry import require_sheet
from imports.remembering import corrections_for
from imports.report import ALL_WARNINGS
from imports.report_lines import change_lines, sheet_lines
from imports.submitting import publish_accepting, submit_file
from imports.workbook import read_workbook

ERRORS, WARNINGS = 1, 3
NAME_OF_WARNING = re.compile(r"[a-z_]+@.+![A-Z]*[0-9]+")


class Command(ImportCommand):
    help = "Previews a workbook; with --publish publishes it, with --submit leaves it to somebody who may."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", help="only this sheet")
        parser.add_argument("--as", dest="kind", help="the kind of table, where the headers do not decide")
        parser.add_argument("--world", default="", help="slug of the root region; the home region's by default")
        parser.add_argument("--source", default="", help="title of the source of rows that name none")
        parser.add_argument("--published-on", default="", help="YYYY-MM-DD")
        parser.add_argument("--publish", action="store_true")
        parser.add_argument("--submit", action="store_true", help="store the file to be published by another person")
        parser.add_argument(
            "--accept", action="append", default=[], metavar="CODE@SHEET!CELL", help="accept this warning; repeatable"
        )
        parser.add_argument("--accept-all", metavar="REASON", help="accept all warnings, and say why")
        parser.add_argument("--strict", action="store_true", help="rows set aside are errors")
        parser.add_argument(
            "--marked", type=Path, metavar="OUT.xlsx", help="write the file with the faulty cells marked"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options):
        try:
            report, batch = self._run(options)
            self._write_marked(report, batch, options)
        except ImportRefused as refusal:
            self.refuse(str(refusal), options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_contract(batch.pk if batch else None), ensure_ascii=False))
        else:
            self._tell(report, batch, options)
        self._tell_unknown(report, options["accept"])
        if report.errors_total or (options["strict"] and report.set_aside_total):
            sys.exit(ERRORS)
        if report.open_warnings(_accepted(options)):
            sys.exit(WARNINGS)

    def _run(self, options):
        _refuse_senseless(options)
        context = ImportContext(options["world"], options["source"], _day(options["published_on"]))
        context.corrections = corrections_for(options["world"])
        workbook = read_workbook(options["file"], sheet=options["sheet"])
        self._earlier = list(earlier_batches(ImportBatch(sha256=workbook.sha256))[:MOST_EARLIER])
        if not (options["publish"] or options["submit"]):
            return preview(workbook, context, options["kind"]), None
        batch = ImportBatch(file_name=workbook.name, sha256=workbook.sha256, options=_stored(options))
        bring_in = publish_accepting if options["publish"] else submit_file
        conditions = {"accepted": _accepted(options), "reason": _reason(options), "strict": options["strict"]}
        report = bring_in(workbook, context, batch, options["kind"], **conditions)
        is_in = batch.status in (ImportBatch.Status.PUBLISHED, ImportBatch.Status.SUBMITTED)
        return report, batch if is_in else None

    def _write_marked(self, report, batch, options):
        """Writes the marked file where one is asked for. What is published stays so if that does not succeed."""
        if not options["marked"]:
            return
        try:
            content = marked_workbook(options["file"], options["file"].name, report)
            _write(options["marked"], content)
        except ImportRefused as refusal:
            if batch is None:
                raise
            self.stderr.write(str(refusal))

    def _tell(self, report, batch, options):
        is_preview = not (options["publish"] or options["submit"])
        for sheet in report.sheets:
            for line in [*sheet_lines(sheet), *(change_lines(sheet) if is_preview else ())]:
                self.stdout.write(line)
        if report.hidden:
            self.stdout.write(_("没有读的隐藏工作表：%(titles)s") % {"titles": "、".join(report.hidden)})
        for former in self._earlier:
            at = f"{timezone.localtime(former.published_at):%Y-%m-%d}"
            self.stdout.write(_("这个文件在批次 #%(number)s 发布过（%(at)s）。") % {"number": former.pk, "at": at})
        self.stdout.write(self._conclusion(report, batch, options))

    def _tell_unknown(self, report, names):
        """On the other stream: what is printed for a reader of JSON keeps its shape."""
        for name in names:
            if name not in report.warnings:
                self.stderr.write(_("--accept %(name)s：没有这处疑点。") % {"name": quoted(name)})

    @staticmethod
    def _conclusion(report, batch, options):
        if report.errors_total:
            return _("有错误，什么也没有写入。请改正后再导入。")
        if options["strict"] and report.set_aside_total:
            return _("有搁置的行，按 --strict 什么也没有写入。")
        if number := len(report.open_warnings(_accepted(options))):
            return _(
                "有%(number)d处疑点没有确认，什么也没有写入。核对无误后，逐处加上 --accept 疑点，或用 --accept-all 理由 全部确认。"
            ) % {"number": number}
        if batch is None and options["submit"]:
            return _("没有要发布的变化，没有提交。")
        if batch is None:
            return _("这是预览，什么也没有写入。加上 --publish 发布。")
        if batch.status == ImportBatch.Status.SUBMITTED:
            return _("已提交，待发布，批次 #%(batch)d。") % {"batch": batch.pk}
        if not report.changes_total:
            return _("与已发布的内容相同，没有变化（批次 #%(batch)d）。") % {"batch": batch.pk}
        return _("已发布，批次 #%(batch)d。") % {"batch": batch.pk}


def _refuse_senseless(options):
    if options["publish"] and options["submit"]:
        raise ImportRefused(_("发布和提交只能选一样：有权发布的用 --publish，其他的用 --submit。"))
    if options["accept_all"] is not None and not options["accept_all"].strip():
        raise ImportRefused(_("确认疑点要写明理由。"))
    for name in options["accept"]:
        if not NAME_OF_WARNING.fullmatch(name):
            raise ImportRefused(
                _("“%(name)s”不是一处疑点，请照预览中的写法，如 unit_slip@产值!F7。") % {"name": quoted(name)}
            )
    if options["kind"]:
        require_sheet(options["kind"])
    if options["marked"]:
        _refuse_senseless_target(options["marked"], options["file"])


def _refuse_senseless_target(target, file):
    """Nothing is begun that cannot be written at the end, and the editor's own file stays as it is."""
    if not target.parent.is_dir():
        raise ImportRefused(_("没有文件夹“%(folder)s”，请先建立它。") % {"folder": quoted(str(target.parent), 200)})
    if target.exists() and file.exists() and target.samefile(file):
        raise ImportRefused(_("标出问题的文件不能写在原文件上，请换一个名字。"))


def _write(target, content):
    try:
        target.write_bytes(content)
    except OSError:
        raise ImportRefused(
            _("写不了文件“%(name)s”，请检查路径和权限。") % {"name": quoted(str(target), 200)}
        ) from None


def _accepted(options):
    return (ALL_WARNINGS,) if options["accept_all"] else tuple(options["accept"])


def _reason(options):
    return (options["accept_all"] or _("在命令行逐处确认")).strip()


def _day(text):
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise ImportRefused(
            _("发布日期“%(text)s”不是日期，请写成 2021-10-31 的样子。") % {"text": quoted(text)}
        ) from None


def _stored(options):
    return {name: options[name] for name in ("sheet", "kind", "world", "source", "strict", "published_on")}
