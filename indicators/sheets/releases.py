"""When figures are to be published."""

from django.utils.translation import gettext_lazy

from imports.columns import ChoiceWidget, Column, DateWidget, IntegerWidget
from imports.registry import register
from indicators.models import ReleaseSchedule
from indicators.models.release import MOST_DUE_DAYS
from indicators.sheets.base import ReferringSheet
from indicators.sheets.catalogue import indicator_widget
from indicators.sheets.widgets import SubjectWidget


@register
class ReleaseScheduleSheet(ReferringSheet):
    kind, label, position, model = "release_schedules", "发布安排", 82, ReleaseSchedule
    key = ("indicator", "subject", "every", "coverage", "starts_on")

    indicator = Column("指标", "indicator", widget=indicator_widget(), required=True)
    subject = Column("对象", "subject", widget=SubjectWidget(), required=True)
    every = Column("频率", "every", widget=ChoiceWidget(ReleaseSchedule.Every), required=True)
    coverage = Column("当期或累计", "coverage", widget=ChoiceWidget(ReleaseSchedule.Coverage), required=True)
    due_days = Column("期末后天数", "due_days", widget=IntegerWidget(highest=MOST_DUE_DAYS), required=True)
    starts_on = Column("开始日期", "starts_on", widget=DateWidget(), required=True)
    ends_on = Column("停止日期", "ends_on", widget=DateWidget())
    note = Column("说明", "note")
    note_en = Column("英文说明", "note_en")

    refusals = {
        "schedule_does_not_end_before_it_begins": ("ends_on", gettext_lazy("停止日期不能早于开始日期。")),
    }

    def existing(self):
        return ReleaseSchedule.objects.select_related("subject", "indicator")
