"""Slips in tables of figures hold up the publication until somebody accepts them."""

import pytest

from imports import report
from indicators.models import Observation
from tests.factories import make_enterprise, make_indicator, make_source
from tests.imports.running import errors_of, run, write_workbook

SOURCE = ("--source", "2021年统计月报")


@pytest.fixture(autouse=True)
def catalogue(county):
    make_source("2021年统计月报")
    make_indicator("output", "工业总产值", unit="万元", decimals=0)
    make_enterprise(county.subject.world, "锯力煌")


def publish_long(path, *figures, arguments=()):
    rows = [["对象", "指标", "期间", "数值"], *([who, "工业总产值", period, value] for who, period, value in figures)]
    code, answer = run(write_workbook(path / "表.xlsx", 数据=rows), "--publish", *SOURCE, *arguments)
    return code, answer["sheets"][0]


def places_of(sheet):
    return [(warning["code"], warning["row"], warning["column"], warning["value"]) for warning in sheet["warnings"]]


def test_a_slip_of_the_unit_is_refused_until_it_is_accepted(tmp_path):
    publish_long(tmp_path, ("锯力煌", "2019年", 15700))

    refused = publish_long(tmp_path, ("锯力煌", "2020年", 2.91))
    accepted = publish_long(tmp_path, ("锯力煌", "2020年", 2.91), arguments=("--accept", "unit_slip@数据!D2"))

    assert (refused[0], places_of(refused[1])) == (3, [("unit_slip", 2, "D", "2.91")])
    assert refused[1]["warnings"][0]["message"] == (
        "2.91万元约是2019年（15,700万元）的10,000分之一，像是单位或小数点错了：请核对单位和数值，无误再确认。"
    )
    assert (accepted[0], Observation.objects.count()) == (0, 2)


def test_a_slip_in_a_wide_table_is_named_at_its_cell(tmp_path):
    publish_long(tmp_path, ("锯力煌", "2019年", 15700))

    path = write_workbook(
        tmp_path / "宽.xlsx", 产值=[["2020年主要指标"], ["企业名称", "工业总产值"], ["锯力煌", 157000000]]
    )
    code, answer = run(path, *SOURCE)

    assert (code, places_of(answer["sheets"][0])) == (3, [("unit_slip", 3, "B", "157000000")])


def test_a_figure_replaced_by_one_of_another_size_is_doubted(tmp_path):
    publish_long(tmp_path, ("锯力煌", "2020年", 29100))

    code, sheet = publish_long(tmp_path, ("锯力煌", "2020年", 2.91))

    assert (code, places_of(sheet)) == (3, [("unit_slip", 2, "D", "2.91")])
    assert sheet["warnings"][0]["message"] == (
        "将把29100万元改为2.91万元，相差10倍、100倍或更多，像是单位或小数点错了：请核对单位和数值，无误再确认。"
    )


def test_figures_that_were_published_already_are_not_doubted_again(tmp_path):
    rows = [("锯力煌", "2019年", 15700), ("锯力煌", "2020年", 2.91)]
    publish_long(tmp_path, *rows, arguments=("--accept-all", "核对过"))

    code, sheet = publish_long(tmp_path, *rows)

    assert (code, sheet["unchanged"], sheet["warnings"]) == (0, 2, [])


def test_a_table_wholly_in_another_unit_is_an_error_and_not_a_thousand_questions(tmp_path, county, monkeypatch):
    monkeypatch.setattr(report, "MOST_WARNINGS", 2)
    names = [f"示例企业{number:03}" for number in range(4)]
    for name in names:
        make_enterprise(county.subject.world, name)
    publish_long(tmp_path, *((name, "2019年", 15700) for name in names))

    code, sheet = publish_long(tmp_path, *((name, "2020年", 1.6) for name in names))

    assert (code, len(sheet["warnings"]), errors_of(sheet)) == (
        1, 2, [(4, "D", "1.6", "疑点超过2处，逐一确认没有意义：请先核对整张表的单位、期间和口径。")],
    )  # fmt: skip
