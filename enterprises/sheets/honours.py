"""Programmes, and the honours by which subjects hold them."""

from enterprises.models import Honour, Programme
from enterprises.sheets.named import NamedSheet, lookup
from imports.columns import BooleanWidget, ChoiceWidget, Column, DateWidget, IntegerWidget, ListWidget
from imports.registry import register
from indicators.sheets.base import SourcedSheet
from indicators.sheets.widgets import ReferenceWidget, SubjectWidget

LEVEL_ALIASES = {"国家级": "national", "省级": "provincial", "市级": "city", "县级": "county"}


@register
class ProgrammeSheet(NamedSheet):
    kind, label, position, model = "programmes", "培育计划与荣誉", 43, Programme

    name = Column("名称", "name", required=True)
    short_name = Column("简称", "short_name")
    aliases = Column("别名", "aliases", widget=ListWidget())
    name_en = Column("英文名", "name_en")
    issuer = Column("颁发机构", "issuer")
    level = Column("级别", "level", widget=ChoiceWidget(Programme.Level, LEVEL_ALIASES))
    is_ladder_step = Column("培育阶梯", "is_ladder_step", widget=BooleanWidget())
    description = Column("说明", "description")


@register
class HonourSheet(SourcedSheet):
    kind, label, position, model = "honours", "荣誉", 75, Honour
    key = ("subject", "programme", "nature", "batch_label", "year")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True, aliases=["企业"])
    programme = Column(
        "称号", "programme", widget=ReferenceWidget(lookup("programmes", Programme)), required=True, aliases=["荣誉"]
    )
    nature = Column("性质", "nature", widget=ChoiceWidget(Honour.Nature), default=Honour.Nature.AWARDED)
    batch_label = Column("批次", "batch_label")
    document_number = Column("文号", "document_number")
    year = Column("年度", "year", widget=IntegerWidget(1949, 2100))
    awarded_on = Column("授予日期", "awarded_on", widget=DateWidget())
    valid_until = Column("有效期至", "valid_until", widget=DateWidget())

    def existing(self):
        return Honour.objects.select_related("subject", "programme", "source")
