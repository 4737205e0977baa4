"""Tables that write no unit: what is taken for granted, and when that is asked about."""

import pytest
from openpyxl import Workbook

from indicators.models import Observation
from tests.factories import make_enterprise, make_indicator, make_source
from tests.imports.running import run, write_workbook

SOURCE = ("--source", "2021年统计月报")
TITLE = ["2021年1-7月规上工业主要指标"]


@pytest.fixture(autouse=True)
def catalogue(county):
    make_source("2021年统计月报")
    make_indicator("output", "工业总产值", unit="亿元", aliases=["总产值"])
    make_indicator("staff", "从业人员", unit="人")
    make_indicator("firms", "企业数", unit="家")
    for name in ("锯力煌", "君鸿机械"):
        make_enterprise(county.subject.world, name)


def publish(path, *rows):
    code, report = run(path if not rows else write_workbook(path / "表.xlsx", 产值=rows), "--publish", *SOURCE)
    return code, [(problem["code"], problem["column"], problem["row"]) for problem in report["sheets"][0]["warnings"]]


def test_growth_in_the_format_of_per_cent_is_read_as_it_shows_and_not_asked_about(tmp_path):
    book = Workbook()
    for row in (TITLE, ["企业名称", "总产值（亿元）", "同比增长"], ["锯力煌", 2.91, 0.035]):
        book.active.append(row)
    book.active["C3"].number_format = "0.0%"
    book.save(tmp_path / "表.xlsx")

    assert publish(tmp_path / "表.xlsx") == (0, [])
    assert float(Observation.objects.get(measure="yoy").value) == 3.5


@pytest.mark.parametrize(
    ("rows", "warnings"),
    [
        ([["企业名称", "总产值", "从业人员"], ["锯力煌", 29100, 300]], [("unit_assumed", "B", 2)]),
        ([["企业名称", "总产值（万元）", "从业人员"], ["锯力煌", 29100, 300]], []),
        ([["单位：万元"], ["企业名称", "总产值", "从业人员"], ["锯力煌", 29100, 300]], []),
        ([["企业名称", "总产值"], ["锯力煌", "29100万元"]], []),
        ([["企业名称", "企业数"], ["锯力煌", 3]], []),
        ([["企业名称", "从业人员"], ["锯力煌", 300]], []),
        ([["企业名称", "从业人员"], ["锯力煌", 0.03]], [("unit_assumed", "B", 2)]),
    ],
)
def test_amounts_without_any_unit_are_asked_about_once_a_table(tmp_path, rows, warnings):
    assert publish(tmp_path, TITLE, *rows)[1] == warnings


def test_with_former_figures_a_table_without_units_is_compared_with_them(tmp_path):
    header = ["企业名称", "总产值"]
    assert publish(tmp_path, ["2020年1-7月"], ["企业名称", "总产值（亿元）"], ["锯力煌", 2.6]) == (0, [])

    # given amounts in 万元 that nobody says are in 万元
    assert publish(tmp_path, TITLE, header, ["锯力煌", 29100]) == (3, [("unit_slip", "B", 3)])

    # and in 亿元, as before
    assert publish(tmp_path, TITLE, header, ["锯力煌", 2.91]) == (0, [])
