import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from enterprises.tables import NUMBER, SubjectTable
from indicators.cells import Cell
from projects.models import Project


class ProjectTable(SubjectTable):
    type = tables.Column(accessor="get_type_display", verbose_name=_("类型"), orderable=False)
    owner = Cell(template_name="projects/cells/owner.html", verbose_name=_("业主"))
    park = Cell(template_name="projects/cells/park.html", verbose_name=_("园区"))
    stage = Cell(template_name="projects/cells/stage.html", verbose_name=_("最新进展"), orderable=False)
    amount = Cell(
        template_name="projects/cells/amount.html",
        verbose_name=_("投资额"),
        attrs=NUMBER,
    )

    class Meta(SubjectTable.Meta):
        model = Project
        fields = ("name", "type", "owner", "park", "stage", "amount")

    def order_owner(self, queryset, is_descending):
        return self.ordered_by(queryset, "owner__subject__pinyin", is_descending)

    def order_park(self, queryset, is_descending):
        return self.ordered_by(queryset, "park__subject__pinyin", is_descending)

    def order_amount(self, queryset, is_descending):
        # The largest first is what a reader means by sorting on amounts.
        return self.ordered_by(queryset, "latest_amount", not is_descending)
