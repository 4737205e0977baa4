"""Writes the workbooks of 示例市, an invented city for demonstration. See portal/sample/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.sample.plan import WORLD_SLUG, Plan, PlanError
from portal.sample.workbooks import OPENING, contents, write_workbook


class Command(BaseCommand):
    help = _("写出虚构的“示例市”的全部表格，内容只由参数决定")

    def add_arguments(self, parser):
        parser.add_argument("--out", type=Path, help=_("写到哪个文件夹（默认为 var/sample）"))
        parser.add_argument("--enterprises", type=int, default=Plan.enterprises, help=_("企业数"))
        parser.add_argument("--counties", type=int, default=Plan.counties, help=_("县的个数"))
        parser.add_argument("--seed", type=int, default=Plan.seed, help=_("种子：不同的种子给出不同的内容"))
        parser.add_argument("--year", type=int, default=Plan.year, help=_("最后一个完整的年份"))
        parser.add_argument("--months", type=int, default=Plan.months, help=_("月报的份数，到下一年9月为止"))

    def handle(self, *, out, enterprises, counties, seed, year, months, **options):
        folder = out or settings.VAR_DIR / "sample"
        try:
            files = contents(Plan(enterprises, counties, seed, year, months))
            folder.mkdir(parents=True, exist_ok=True)
            paths = [write_workbook(folder, file) for file in files]
        except PlanError as error:
            raise CommandError(str(error), returncode=2) from None
        except OSError as error:
            message = _("写不进文件夹“%(folder)s”（系统报告：%(reason)s），请检查路径、权限和磁盘空间。")
            raise CommandError(message % {"folder": folder, "reason": error.strerror or error}, returncode=2) from None
        self.stdout.write(_("已写出%(count)d个表格，按这个次序导入：") % {"count": len(paths)})
        for file, path in zip(files, paths, strict=True):
            # The first file opens the world and so cannot name it.
            world = "" if path.name == OPENING else f"--world {WORLD_SLUG} "
            self.stdout.write(f"manage.py import_workbook {path} {world}--published-on {file.published_on} --publish")
