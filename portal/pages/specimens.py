"""Awkward content for the style guide: made in memory, never saved."""

import datetime
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from enterprises.models import Honour, Programme
from indicators.models import Commitment, Indicator, Observation, Rank, RegionGroup, Source, Subject
from indicators.readings import Reading

LONG_NAME = "浙江某某山区新型高端智能装备与特色机械制造产业创新服务综合体管理有限责任公司" * 5
AWKWARD_NAMES = (
    LONG_NAME[:200],
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4,
    "🏭 工厂 👩‍🏭",
    "\u202eمصنع\u202c 从右向左",
    '<script>alert(1)</script> & "引号"',
)
PUBLISHED = datetime.datetime(2021, 10, 31, 1, tzinfo=datetime.UTC)


def source() -> Source:
    return Source(
        pk=1,
        title="一份标题很长、说明也很长的统计公报" * 4,
        publisher="未注明",
        published_on=datetime.date(2021, 10, 31),
        is_date_inferred=True,
    )


def subject(name="缙云县", kind="enterprise", **fields) -> Subject:
    return Subject(pk=1, kind=kind, name=name, slug="example", **fields)


def figure(value, *, name="规上工业增加值", unit="亿元", ranks=(), **fields) -> Observation:
    """An observation as `for_display` loads it."""
    observation = Observation(
        pk=1,
        subject=subject(),
        indicator=Indicator(pk=1, code="example", name=name, unit=unit),
        source=source(),
        place="第7段",
        value=None if value is None else Decimal(value),
        published_at=PUBLISHED,
        **{"value_state": "not_available" if value is None else "value"}
        | {"as_written": "—" if value is None else f"{value}{unit}"}
        | _period(fields)
        | fields,
    )
    observation._prefetched_objects_cache = {"ranks": [_rank(*rank) for rank in ranks]}
    return observation


def _period(fields):
    if "period_kind" in fields:
        return {}
    january, july = datetime.date(2021, 1, 1), datetime.date(2021, 7, 31)
    return {"first_day": january, "last_day": july, "period_kind": "cumulative", "period_label": "1-7月"}


def _rank(group, position, size=None, qualifier="="):
    return Rank(
        group=RegionGroup(pk=1, name=group),
        group_as_written=group,
        group_size=size,
        position=position,
        qualifier=qualifier,
    )


def figures() -> list[Reading]:
    """Every way a figure may look."""
    growth = figure("39.6", measure="yoy")
    fall = figure("-3.2", measure="yoy")
    return [
        Reading(figure("39.29", ranks=[("全市", 1)], is_period_inferred=True), [growth]),
        Reading(figure("1234567890123456", name="极大的数")),
        Reading(figure("0.000001", name="极小的数", unit="%"), [figure("0.000001", measure="yoy")]),
        Reading(figure("266.1", name="下降的数", status="preliminary"), [fall]),
        Reading(figure("12", name="持平的数"), [figure("0", measure="yoy")]),
        Reading(figure("44.3", measure="yoy", ranks=[("山区26县", 2, 26)], basis="可比价")),
        Reading(figure("-12.5", measure="yoy", name="只公布下降的数")),
        Reading(figure(None, measure="yoy", value_state="rank_only", name="只有位次的数", ranks=[("全市", 1)])),
        Reading(figure(None, name="未公布的数")),
        Reading(
            figure(
                "9000", name="有更正的数", unit="万支", qualifier=">", change="correction", change_reason="录入有误。"
            )
        ),
        Reading(figure("55", measure="share", name=LONG_NAME[:60])),
        Reading(figure("8", name="前二", unit="项", ranks=[("全市", 2, 9, "≤")])),
    ]


def qualified_figures() -> list[Reading]:
    """One figure with each qualifier."""
    return [
        Reading(figure("1050", name=str(label), unit="家", qualifier=sign))
        for sign, label in Observation.Qualifier.choices
    ]


def series() -> list[Reading]:
    """Years of one indicator whose numbers differ in length."""
    values = ("1234567.8", "266.1", "10.25", "0.003", "-4")
    return [
        Reading(_in_year(value, 2020 - age), [_in_year("12.5", 2020 - age, measure="yoy")])
        for age, value in enumerate(values)
    ]


def _in_year(value, year, **fields):
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    period = {"first_day": first, "last_day": last, "period_kind": "year", "period_label": f"{year}年"}
    return figure(value, **period, **fields)


def commitments() -> list[Commitment]:
    day = datetime.date(2024, 10, 31)
    known = {"subject": subject(), "source": source(), "place": "第33段"}
    return [
        Commitment(
            text="三年内员工平均工资再增长三成以上。",
            promised_by="君鸿机械",
            goal_as_written="30%以上",
            due_on=day,
            **known,
        ),
        Commitment(text=LONG_NAME, promised_by=LONG_NAME[:100], outcome="missed", evidence="年度统计公报。", **known),
    ]


def honours() -> list[Honour]:
    programme = Programme(name="国家专精特新“小巨人”企业", level="national")
    known = {"subject": subject(), "programme": programme, "source": source(), "place": "第29段"}
    ended = datetime.date(2020, 12, 31)
    return [
        Honour(batch_label="第三批", **known),
        Honour(year=2018, awarded_on=datetime.date(2018, 1, 1), valid_until=ended, nature="pool", **known),
    ]


def forest() -> list[dict]:
    leaf = {"subject": subject(LONG_NAME[:80], "park"), "note": _("特色产业园")}
    here = {"subject": subject("本园区", "park"), "is_current": True, "children": [leaf, leaf]}
    return [{"subject": subject("万亩千亿平台", "park"), "note": _("万亩千亿平台"), "children": [here]}]


class SpecimenForm(forms.Form):
    name = forms.CharField(label=_("名称"), help_text=_("照来源的写法。"))
    year = forms.ChoiceField(label=_("年份"), choices=[("2020", "2020"), ("2021", "2021")])
    value = forms.DecimalField(label=_("数值"))


def faulty_form() -> SpecimenForm:
    return SpecimenForm({"name": "", "year": "2021", "value": "一百"})


def page():
    return Paginator(range(1000), 20).page(25)
