"""The sentence about a figure, Chinese and with a name that has no English."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from indicators.models import Category, Indicator, Observation, Rank, RegionGroup, Subject
from indicators.readings import Reading
from indicators.sentences import sentence

MACHINES = Category(pk=1, code_list="行业", code="C34", name="通用设备制造业", name_en="general machinery")


def figure(value, *, ranks=(), name="规上工业增加值", unit="亿元", **fields):
    known = {
        "first_day": datetime.date(2021, 1, 1),
        "last_day": datetime.date(2021, 7, 31),
        "period_kind": "cumulative",
        "period_label": "1-7月",
    }
    observation = Observation(
        pk=1,
        subject=Subject(name="缙云县", kind="region"),
        indicator=Indicator(code="example", name=name, name_en="Industrial value added", unit=unit),
        value=None if value is None else Decimal(value),
        **known | fields,
    )
    observation._prefetched_objects_cache = {"ranks": [place(*rank) for rank in ranks]}
    return observation


def place(group, position, qualifier="="):
    return Rank(group=RegionGroup(name=group), group_as_written=group, position=position, qualifier=qualifier)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (
            Reading(figure("39.29", ranks=[("全市", 1)]), [figure("39.6", measure="yoy")]),
            "2021年1—7月，缙云县规上工业增加值39.29亿元，同比增长39.6%，居全市第1。",
        ),
        (
            Reading(figure("-3.2", measure="yoy", ranks=[("山区26县", 2)])),
            "2021年1—7月，缙云县规上工业增加值同比下降3.2%，增速居山区26县第2。",
        ),
        (Reading(figure("0", measure="yoy")), "2021年1—7月，缙云县规上工业增加值同比持平。"),
        (
            Reading(figure("100", measure="yoy", qualifier="≥")),
            "2021年1—7月，缙云县规上工业增加值同比增长不少于100%。",
        ),
        (Reading(figure("55", measure="share")), "2021年1—7月，缙云县规上工业增加值占比55%。"),
        (
            Reading(figure(None, measure="yoy", value_state="rank_only", ranks=[("全市", 1)])),
            "2021年1—7月，缙云县规上工业增加值增速居全市第1。",
        ),
        (
            Reading(figure("12.5", breakdown=MACHINES), [figure("5", measure="yoy", breakdown=MACHINES)]),
            "2021年1—7月，缙云县规上工业增加值（通用设备制造业）12.5亿元，同比增长5%。",
        ),
        (Reading(figure(None, value_state="not_available")), "2021年1—7月，缙云县规上工业增加值来源未公布。"),
    ],
)
def test_a_reading_in_one_sentence(reading, expected):
    assert sentence(reading) == expected


def test_a_name_is_escaped():
    reading = Reading(figure("1", name="<b>增加值</b>"))

    assert "&lt;b&gt;增加值&lt;/b&gt;" in sentence(reading)


def test_in_english_a_chinese_name_stands_marked_as_chinese():
    with override("en"):
        told = sentence(Reading(figure("39.29")))

    assert '<span lang="zh-Hans">缙云县</span>' in told
    assert "industrial value added" in told
    assert "CNY 3.929 billion" in told
