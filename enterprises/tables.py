import django_tables2 as tables
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise, Park
from indicators.cells import Cell
from indicators.wording import is_english

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class SubjectTable(tables.Table):
    """A list of subjects: by name in dictionary order unless the reader asks otherwise."""

    name = Cell(
        template_name="enterprises/cells/name.html",
        verbose_name=_("名称"),
        order_by="subject__pinyin",
    )

    class Meta:
        order_by_field = "sort"
        empty_text = ""

    def order_name(self, queryset, is_descending):
        """By the name that the page shows: the English one where there is one on an English page, else the pinyin."""
        name = F("subject__pinyin")
        if is_english():
            name = Coalesce(NullIf(Lower("subject__name_en"), Value("")), name)
        return queryset.order_by(name.desc() if is_descending else name.asc(), "pk"), True

    @staticmethod
    def ordered_by(queryset, field, is_descending):
        """Rows without a value last in both directions, equal rows by name."""
        order = F(field).desc(nulls_last=True) if is_descending else F(field).asc(nulls_last=True)
        return queryset.order_by(order, "subject__pinyin", "pk"), True


class EnterpriseTable(SubjectTable):
    park = Cell(template_name="enterprises/cells/park.html", verbose_name=_("园区"))
    chain = Cell(template_name="enterprises/cells/chain.html", verbose_name=_("产业链"), orderable=False)
    size_class = Cell(template_name="enterprises/cells/size_class.html", verbose_name=_("规模"), orderable=False)
    town = Cell(template_name="enterprises/cells/town.html", verbose_name=_("所在地区"))
    honours = Cell(template_name="enterprises/cells/honours.html", verbose_name=_("荣誉"), order_by="honour_count")

    class Meta(SubjectTable.Meta):
        model = Enterprise
        fields = ("name", "park", "chain", "size_class", "town", "honours")

    def order_park(self, queryset, is_descending):
        return self.ordered_by(queryset, "park_pinyin", is_descending)

    def order_town(self, queryset, is_descending):
        return self.ordered_by(queryset, "town_pinyin", is_descending)

    def order_honours(self, queryset, is_descending):
        # The most decorated first is what a reader means by sorting on honours.
        return self.ordered_by(queryset, "honour_count", not is_descending)


class ParkTable(SubjectTable):
    type = tables.Column(accessor="get_type_display", verbose_name=_("类型"), orderable=False)
    parent = Cell(template_name="enterprises/cells/parent.html", verbose_name=_("上级园区"))
    town = Cell(
        template_name="enterprises/cells/place.html",
        verbose_name=_("所在地区"),
        order_by="subject__located_in__subject__pinyin",
    )
    members = tables.Column(accessor="member_count", verbose_name=_("企业数"), attrs=NUMBER)

    class Meta(SubjectTable.Meta):
        model = Park
        fields = ("name", "type", "parent", "town", "members")

    def order_parent(self, queryset, is_descending):
        return self.ordered_by(queryset, "parent_pinyin", is_descending)

    def order_members(self, queryset, is_descending):
        return self.ordered_by(queryset, "member_count", not is_descending)
