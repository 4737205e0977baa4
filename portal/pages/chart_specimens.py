"""Charts of awkward figures for the style guide: made in memory, never saved."""

import datetime
from calendar import monthrange
from decimal import Decimal

from indicators.chart_pages import Chart, SmallMultiples, charts_of, comparison_chart, ranking_chart, small_multiples
from indicators.models import Break, Commitment, Indicator, Observation, Source, Subject

NAMES = (
    "缙云县",
    "示例一县",
    "示例二县",
    "示例三县",
    "示例畲族自治县",
    "示例经济技术开发区",
    "示例六县",
    "示例七区",
    "示例八市",
    "示例九县",
)
INDICATOR = Indicator(pk=1, code="example", name="规上工业增加值", unit="亿元")
SOURCE = Source(pk=1, title="统计月报", publisher="统计局", published_on=datetime.date(2021, 8, 20))
SUBJECTS = [Subject(pk=pk, kind="region", name=name, slug=f"example-{pk}") for pk, name in enumerate(NAMES, 1)]
BREAK = Break(on=datetime.date(2019, 1, 1), reason="按第四次经济普查修订")
# What the figures are made of: sizes that lie close together and far apart, and a wave that rises and falls.
SIZES = (53, 51, 36, 22, 13, 12, 11, 44, 61, 50)
WAVE = (4, 6, 7, 9, 8, 6, 3, -2, -5, -3, 1, 5)


def charts() -> list[Chart | None]:
    """One of each kind: the fifth county is missing, one has a gap, the newest month is preliminary."""
    home = SUBJECTS[0]
    cumulative = {one: [] if place == 4 else _cumulative(one, SIZES[place]) for place, one in enumerate(SUBJECTS)}
    del cumulative[SUBJECTS[1]][20:23]
    growth = {one: _growth(one, place) for place, one in enumerate(SUBJECTS)}
    newest = [rows[-1] for rows in growth.values()]
    goal = Commitment(
        subject=home, indicator=INDICATOR, goal=Decimal(150), goal_unit="亿元", qualifier="≥", source=SOURCE
    )
    goal.due_on, goal.made_on, goal.baseline = datetime.date(2025, 12, 31), datetime.date(2020, 12, 31), Decimal(98)
    return [
        *charts_of(cumulative[home], [BREAK])[:1],
        *charts_of(_years(home), [], [goal]),
        comparison_chart(cumulative, [BREAK], home=home),
        comparison_chart(growth, [], home=home),
        ranking_chart(newest, home=home, peers=SUBJECTS),
    ]


def multiples() -> SmallMultiples | None:
    power = Indicator(pk=2, code="example-2", name="工业用电量", unit="亿千瓦时")
    firms = Indicator(pk=3, code="example-3", name="规上工业企业数", unit="家")
    rows = [(INDICATOR, _cumulative(SUBJECTS[0], 53)), (power, _growth(SUBJECTS[0], 1)), (firms, _years(SUBJECTS[0]))]
    for indicator, figures in rows:
        for figure in figures:
            figure.indicator = indicator
    return small_multiples(rows)


def _cumulative(subject, size):
    months = [(year, month) for year in range(2017, 2022) for month in range(2, 13) if (year, month) <= (2021, 7)]
    rows = [
        _figure(subject, year, month, Decimal(size * month * (year - 2004) + WAVE[month - 1] * size) / 100)
        for year, month in months
    ]
    rows[-1].status = "preliminary"
    return rows


def _growth(subject, place):
    months = [(year, month) for year in range(2018, 2022) for month in range(2, 13) if (year, month) <= (2021, 7)]
    return [
        _figure(subject, year, month, Decimal(WAVE[(year + month + place) % 12]) * (place + 4) / 10, measure="yoy")
        for year, month in months
    ]


def _years(subject):
    rows = [
        _figure(subject, year, 12, Decimal(60 + (year - 2010) * 4 + WAVE[year - 2010]), period_kind="year")
        for year in range(2010, 2021)
    ]
    rows[3].qualifier, rows[6].qualifier = ">", "≈"
    return rows


def _figure(subject, year, month, value, **fields):
    known = {"period_kind": "cumulative", "measure": "level", "written_decimals": 1} | fields
    return Observation(
        subject=subject,
        indicator=INDICATOR,
        source=SOURCE,
        first_day=datetime.date(year, 1, 1),
        last_day=datetime.date(year, month, monthrange(year, month)[1]),
        value=value,
        written_unit="亿元" if known["measure"] == "level" else "%",
        **known,
    )
