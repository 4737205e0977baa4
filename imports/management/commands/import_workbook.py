"""`manage.py import_workbook FILE`: previews a workbook, or with --publish publishes it. See docs/importing.md."""

import datetime
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.publish import preview, publish_file
from imports.registry import require_sheet
from imports.workbook import read_workbook

ERRORS, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Previews a workbook; with --publish publishes it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", help="only this sheet")
        parser.add_argument("--as", dest="kind", help="the kind of table, where the headers do not decide")
        parser.add_argument("--world", default="", help="slug of the root region; the home region's by default")
        parser.add_argument("--source", default="", help="title of the source of rows that name none")
        parser.add_argument("--published-on", default="", help="YYYY-MM-DD")
        parser.add_argument("--publish", action="store_true")
        parser.add_argument("--submit", action="store_true", help="not yet available")
        parser.add_argument("--accept", action="append", default=[], help="not yet available")
        parser.add_argument("--accept-all", help="not yet available")
        parser.add_argument("--strict", action="store_true", help="rows set aside are errors")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options):
        try:
            report, batch = self._run(options)
        except ImportRefused as refusal:
            self._refuse(str(refusal), options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_contract(batch.pk if batch else None), ensure_ascii=False))
        else:
            self._tell(report, batch, options)
        if report.errors_total or (options["strict"] and report.set_aside_total):
            sys.exit(ERRORS)

    def _run(self, options):
        if options["submit"] or options["accept"] or options["accept_all"]:
            raise ImportRefused(_("提交待发布和确认疑点还不能使用，请用 --publish 直接发布。"))
        if options["kind"]:
            require_sheet(options["kind"])
        context = ImportContext(options["world"], options["source"], _day(options["published_on"]))
        workbook = read_workbook(options["file"], sheet=options["sheet"])
        if not options["publish"]:
            return preview(workbook, context, options["kind"]), None
        batch = ImportBatch(file_name=workbook.name, sha256=workbook.sha256, options=_stored(options))
        report = publish_file(workbook, context, batch, options["kind"], strict=options["strict"])
        return report, batch if batch.published_at else None

    def _refuse(self, text, as_json):
        if as_json:
            self.stdout.write(json.dumps({"error": text}, ensure_ascii=False))
            sys.exit(REFUSED)
        raise CommandError(text, returncode=REFUSED)

    def _tell(self, report, batch, options):
        for sheet in report.sheets:
            self.stdout.write(
                _("%(name)s（%(kind)s）：%(rows)d行，新增%(new)d，变更%(changed)d，未变%(unchanged)d，搁置%(aside)d，错误%(errors)d")
                % {
                    "name": sheet.name, "kind": sheet.kind or _("未识别"), "rows": sheet.rows, "new": sheet.new,
                    "changed": sheet.changed, "unchanged": sheet.unchanged, "aside": sheet.set_aside,
                    "errors": sheet.errors_total,
                }
            )  # fmt: skip
            self._tell_problems(sheet)
        if report.hidden:
            self.stdout.write(_("没有读的隐藏工作表：%(titles)s") % {"titles": "、".join(report.hidden)})
        self.stdout.write(self._conclusion(report, batch, options))

    def _tell_problems(self, sheet):
        for problem in sheet.errors:
            place = f"{sheet.name}!{problem.column or ''}{problem.row}"
            value = f"“{problem.value}” " if problem.value else ""
            self.stdout.write(f"  {_('错误')} {place} {value}{problem.message}")
        for row in sheet.set_aside_rows:
            candidates = _("（可能是：%(names)s）") % {"names": "、".join(row.candidates)} if row.candidates else ""
            self.stdout.write(f"  {_('搁置')} {sheet.name}!{row.row} {row.reason}{candidates}")
        if sheet.ignored_columns:
            # Not inside the f-string, where xgettext finds no message.
            self.stdout.write("  " + _("没有导入的列：") + "、".join(sheet.ignored_columns))

    @staticmethod
    def _conclusion(report, batch, options):
        if report.errors_total:
            return _("有错误，什么也没有写入。请改正后再导入。")
        if options["strict"] and report.set_aside_total:
            return _("有搁置的行，按 --strict 什么也没有写入。")
        if batch is None:
            return _("这是预览，什么也没有写入。加上 --publish 发布。")
        if not report.changes_total:
            return _("与已发布的内容相同，没有变化（批次 #%(batch)d）。") % {"batch": batch.pk}
        return _("已发布，批次 #%(batch)d。") % {"batch": batch.pk}


def _day(text):
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise ImportRefused(
            _("发布日期“%(text)s”不是日期，请写成 2021-10-31 的样子。") % {"text": quoted(text)}
        ) from None


def _stored(options):
    return {name: options[name] for name in ("sheet", "kind", "world", "source", "strict", "published_on")}
