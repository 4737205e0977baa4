"""Digital services, who takes part in them, and the panels of an enterprise's 九宫格."""

from enterprises.models import DigitalService, Panel, Participation
from enterprises.sheets.firms import refuse_reversed_days
from enterprises.sheets.named import NamedSheet, lookup
from imports.columns import Column, DateWidget, IntegerWidget, ListWidget
from imports.registry import register
from indicators.models import Subject
from indicators.sheets.base import SourcedSheet
from indicators.sheets.widgets import RecordWidget, ReferenceWidget, SubjectWidget


@register
class PanelSheet(SourcedSheet):
    kind, label, position, model = "panels", "九宫格", 76, Panel
    key = ("enterprise", "title")

    enterprise = Column("企业", "enterprise", widget=RecordWidget(Subject.Kind.ENTERPRISE), required=True)
    place_on_wall = Column("位置", "position", widget=IntegerWidget(1, 9))
    title = Column("名称", "title", required=True)
    content = Column("内容", "content")
    as_of = Column("日期", "as_of", widget=DateWidget())

    def existing(self):
        return Panel.objects.select_related("enterprise__subject", "source")


@register
class DigitalServiceSheet(NamedSheet, SourcedSheet):
    kind, label, position, model = "services", "数字化服务", 44, DigitalService

    name = Column("名称", "name", required=True)
    aliases = Column("别名", "aliases", widget=ListWidget())
    name_en = Column("英文名", "name_en")
    provider = Column("提供方", "provider")
    description = Column("说明", "description")


@register
class ParticipationSheet(SourcedSheet):
    kind, label, position, model = "participations", "服务参与", 77, Participation
    key = ("subject", "service", "from_on")

    subject = Column("对象", "subject", widget=SubjectWidget(), required=True, aliases=["企业"])
    service = Column("服务", "service", widget=ReferenceWidget(lookup("services", DigitalService)), required=True)
    from_on = Column("起", "from_on", widget=DateWidget())
    until_on = Column("止", "until_on", widget=DateWidget())

    def complete(self, cleaned):
        refuse_reversed_days(cleaned, shortest=0)
        return super().complete(cleaned)

    def existing(self):
        return Participation.objects.select_related("subject", "service", "source")
