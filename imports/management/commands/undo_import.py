"""`manage.py undo_import BATCH`: takes a published batch back. See docs/importing.md."""

import json
import sys

from django.utils.translation import gettext as _

from imports.command_line import ImportCommand
from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.undo import undo
from imports.undoing import FORMER, KEEP

CONFLICTS = 3


class Command(ImportCommand):
    help = "Takes a published batch back; undoing that undo is the redo."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="the batch's number")
        parser.add_argument(
            "--conflicts",
            choices=[KEEP, FORMER],
            help="what was changed since: keep it as it is now, or put back what stood before the batch",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options):
        try:
            undone = undo(self._batch(options["batch"]), default=options["conflicts"])
        except ImportRefused as refusal:
            self.refuse(str(refusal), options["json"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_contract(undone), ensure_ascii=False))
        else:
            self._tell(options["batch"], undone)
        if undone.batch is None:
            sys.exit(CONFLICTS)

    @staticmethod
    def _batch(number):
        batch = ImportBatch.objects.filter(pk=number).first()
        if batch is None:
            raise ImportRefused(_("没有批次 #%(batch)d。") % {"batch": number})
        return batch

    def _tell(self, number, undone):
        for conflict in undone.conflicts:
            self.stdout.write(
                _("  冲突 %(label)s：导入前 %(before)s；导入为 %(imported)s；现在 %(now)s")
                % {
                    "label": conflict.label,
                    "before": _line(conflict.before),
                    "imported": _line(conflict.imported),
                    "now": _line(conflict.now),
                }
            )
        if undone.batch is None:
            self.stdout.write(
                _(
                    "有%(count)d处后来改过，什么也没有撤回。加上 --conflicts keep 保留现在的，或 --conflicts former 改回导入前的。"
                )
                % {"count": len(undone.conflicts)}
            )
            return
        self.stdout.write(
            _("批次 #%(batch)d 已撤回（批次 #%(undo)d）：恢复%(restored)d，撤下%(closed)d。")
            % {"batch": number, "undo": undone.batch.pk, "restored": undone.restored, "closed": undone.closed}
        )


def _line(shown):
    return "，".join(f"{label} {text}" for label, text in shown.items()) if shown else "—"


def _as_contract(undone):
    return {
        "batch": undone.batch.pk if undone.batch else None,
        "restored": undone.restored,
        "closed": undone.closed,
        "conflicts": [
            {"key": conflict.key, "label": conflict.label, "before": conflict.before, "imported": conflict.imported,
             "now": conflict.now}
            for conflict in undone.conflicts
        ],
    }  # fmt: skip
