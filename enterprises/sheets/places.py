"""Parks, chains, and the lists that name chains."""

from enterprises.models import Chain, ChainListing, Park
from imports.columns import ChoiceWidget, Column, IntegerWidget
from imports.registry import register
from indicators.models import Subject
from indicators.sheets.base import SourcedSheet, SubjectSheet
from indicators.sheets.widgets import RecordWidget


@register
class ParkSheet(SubjectSheet):
    kind, label, position, model = "parks", "园区", 40, Park

    type = Column("类型", "type", widget=ChoiceWidget(Park.Type))
    parent = Column("上级园区", "parent", widget=RecordWidget(Subject.Kind.PARK))
    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")


@register
class ChainSheet(SubjectSheet):
    kind, label, position, model = "chains", "产业链", 41, Chain

    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")


@register
class ChainListingSheet(SourcedSheet):
    kind, label, position, model = "chain_listings", "产业链提法", 42, ChainListing
    key = ("chain", "list_name")

    chain = Column("产业链", "chain", widget=RecordWidget(Subject.Kind.CHAIN), required=True)
    list_name = Column("名单", "list_name", required=True)
    named_by = Column("提出者", "named_by")
    system = Column("体系", "system")
    position_in_list = Column("序号", "position", widget=IntegerWidget())
