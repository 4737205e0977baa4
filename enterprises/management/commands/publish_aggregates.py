"""`manage.py publish_aggregates --year YEAR [--indicator CODE …]`: publishes the sums of enterprises' figures."""

from django.utils.translation import gettext as _

from enterprises.actions import AggregationError, publish_aggregates
from imports.command_line import ImportCommand
from indicators.models import Indicator, Region


class Command(ImportCommand):
    help = "Publishes the declared sums of enterprises' figures of a year, hidden ones as hidden."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, required=True, help="a year that has ended")
        parser.add_argument(
            "--indicator", action="append", help="an indicator's code; all that may be summed by default"
        )
        parser.add_argument("--world", help="the slug of a root region; the home region's by default")

    def handle(self, **options):
        indicators = self._indicators(options["indicator"])
        try:
            summed = publish_aggregates(
                world=self._world(options["world"]), year=options["year"], indicators=indicators
            )
        except AggregationError as refusal:
            self.refuse(str(refusal), as_json=False)
        counts = {"shown": summed.shown, "hidden": summed.hidden}
        if summed.batch is None:
            self.stdout.write(_("没有变化：公布%(shown)d项，隐去%(hidden)d项。") % counts)
        else:
            told = _("批次 #%(batch)d：公布%(shown)d项，隐去%(hidden)d项。")
            self.stdout.write(told % {**counts, "batch": summed.batch.pk})

    def _world(self, slug):
        home = Region.objects.home()
        root = Region.objects.roots().filter(subject__slug=slug).first() if slug else home and home.subject.world
        if root is None:
            self.refuse(_("没有这个地区：%(slug)s。") % {"slug": slug or "—"}, as_json=False)
        return root

    def _indicators(self, codes):
        additive = Indicator.objects.filter(aggregation=Indicator.Aggregation.ADDITIVE)
        if not codes:
            return list(additive)
        found = {indicator.code: indicator for indicator in Indicator.objects.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            self.refuse(_("没有这个指标：%(code)s。") % {"code": unknown[0]}, as_json=False)
        return list(found.values())
