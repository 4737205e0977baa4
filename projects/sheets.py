"""What a row of each table of this room means."""

from imports.columns import BooleanWidget, ChoiceWidget, Column
from imports.registry import register
from indicators.models import Subject
from indicators.sheets.base import SourcedSheet, SubjectSheet
from indicators.sheets.widgets import PeriodWidget, RecordWidget
from projects.models import Milestone, Project


@register
class ProjectSheet(SubjectSheet):
    kind, label, position, model = "projects", "项目", 70, Project

    type = Column("类型", "type", widget=ChoiceWidget(Project.Type))
    owner = Column("业主", "owner", widget=RecordWidget(Subject.Kind.ENTERPRISE))
    park = Column("园区", "park", widget=RecordWidget(Subject.Kind.PARK))
    chain = Column("产业链", "chain", widget=RecordWidget(Subject.Kind.CHAIN))
    about = Column("简介", "about")
    about_en = Column("英文简介", "about_en")


@register
class MilestoneSheet(SourcedSheet):
    kind, label, position, model = "milestones", "项目节点", 71, Milestone
    key = ("project", "stage", "period")

    project = Column("项目", "project", widget=RecordWidget(Subject.Kind.PROJECT), required=True)
    stage = Column("节点", "stage", widget=ChoiceWidget(Milestone.Stage), required=True)
    period = Column("时间", widget=PeriodWidget())
    is_period_inferred = Column("时间推断", "is_period_inferred", widget=BooleanWidget())

    def existing(self):
        return Milestone.objects.select_related("project__subject", "source")

    def row_key(self, cleaned):
        period = cleaned.get("period")
        return (cleaned["project"].pk, cleaned["stage"], period.last_day if period else None)

    def instance_key(self, milestone):
        return (milestone.project_id, milestone.stage, milestone.last_day)

    def complete(self, cleaned):
        period = cleaned.get("period")
        if period and period.is_inferred:
            cleaned["is_period_inferred"] = True
        return super().complete(cleaned)

    def assign(self, instance, cleaned):
        super().assign(instance, cleaned)
        if "period" in cleaned:
            period = cleaned["period"]
            instance.first_day = period.first_day if period else None
            instance.last_day = period.last_day if period else None
            instance.period_label = period.label if period else ""

    def dehydrate_period(self, milestone):
        return milestone.period_label
