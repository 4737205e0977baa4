"""The value and the period of a figure's row: what a cell may hold, what it becomes, and what is refused."""

import datetime
from decimal import Decimal

import openpyxl
import pytest

from indicators.models import Observation
from tests.factories import make_indicator
from tests.imports.running import errors_of, only_error, only_set_aside, publish_rows, run
from tests.indicators.conftest import FIGURE_HEADER, SOURCE


@pytest.mark.parametrize(
    ("cell", "value", "as_written", "qualifier"),
    [
        ("39.29亿元", "39.29", "39.29亿元", "="),
        ("2700余万元", "0.27", "2700余万元", ">"),
        ("３９．２９", "39.29", "３９．２９", "="),
        (39.29, "39.29", "39.29", "="),
        (0.1 + 0.2, "0.3", "0.3", "="),
        ("1,234.5", "1234.5", "1,234.5", "="),
        ("(1.2)", "-1.2", "(1.2)", "="),
        ("39.29 \u200f", "39.29", "39.29", "="),
        (12345678901234.0, "12345678901234", "12345678901234", "="),
    ],
)
def test_a_value_is_kept_exactly_and_as_written(load_value, cell, value, as_written, qualifier):
    figure = load_value(cell)

    assert (figure.value, figure.as_written, figure.qualifier) == (Decimal(value), as_written, qualifier)


def test_a_unit_of_its_own_column_counts_the_number(load_value):
    figure = load_value("2700", 单位="万元")

    assert (figure.value, figure.written_unit) == (Decimal("0.27"), "万元")


def test_a_dash_without_a_rank_is_not_available(load_value):
    assert (load_value("…").value_state, load_value("—").as_written) == ("not_available", "—")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("几十亿元", "“几十亿元”没有给出具体数字，请作为表述录入，不要填在数据栏。"),
        ("39.29万吨", "“39.29万吨”的单位“万吨”与本栏单位“亿元”计量的不是一回事，请改用“亿元”或核对指标。"),
        ("44.3%", "“44.3%”的单位“%”与本栏单位“亿元”计量的不是一回事，请改用“亿元”或核对指标。"),
        ("NaN", "“NaN”不是一个数字，请只填一个数和它的单位，如“39.29亿元”；没有数据请填“-”。"),
        ("#DIV/0!", "“#DIV/0!”是公式的错误值，请先改正公式。"),
        (1e300, "“1e+300”位数太多：整数最多 26 位，连小数最多 30 位，请核对，或换用更大的单位。"),
        ("1" * 31, f"“{'1' * 31}”位数太多：整数最多 26 位，连小数最多 30 位，请核对，或换用更大的单位。"),
        (True, "“True”不是一个数字，请只填一个数和它的单位，如“39.29亿元”；没有数据请填“-”。"),
        (datetime.date(2021, 7, 31), "“2021-07-31”是区间或日期，这里一格只填一个数，请分开填写。"),
    ],
)  # fmt: skip
def test_what_is_no_number_of_the_unit_is_an_error(load, cell, message):
    column, _value, said = only_error(load(["缙云县", "规上工业增加值", "2020年", cell, SOURCE]))

    assert (column, said) == ("D", message)


def test_a_control_character_in_a_csv_is_an_error_and_never_reaches_the_database(value_added, tmp_path):
    path = tmp_path / "数据.csv"
    path.write_text(
        f"对象,指标,期间,数值,来源\n缙云县,规上工业增加值,2020年,39\x0b.29,{SOURCE}\n缙云县,\x1b,2020年,1,{SOURCE}\n"
    )

    code, report = run(path, "--publish")

    assert (code, errors_of(report["sheets"][0])) == (
        1,
        [
            (2, "D", "39□.29", "“39□.29”里有看不见的控制字符，请重新输入。"),
            (3, "B", "□", "“□”里有看不见的控制字符，请重新输入。"),
        ],
    )


def test_a_nul_that_an_xlsx_hides_is_an_error(load):
    answer = load(["缙云县", "规上工业增加值", "2020年", "1", SOURCE, "见_x0000_附表"], columns=["备注"])

    assert only_error(answer) == ("F", "见□附表", "“见□附表”里有看不见的控制字符，请重新输入。")


def test_a_value_that_its_unit_makes_too_large_is_an_error(county, source, tmp_path):
    make_indicator("tax", "税收", "元")
    rows = [[*FIGURE_HEADER, "单位"], ["缙云县", "税收", "2020年", "9" * 20, SOURCE, "亿元"]]

    assert only_error(publish_rows(tmp_path, "数据", rows)) == (
        "D", "9" * 20, f"“{'9' * 20}”换算成元后太大，存不下，请核对单位。",
    )  # fmt: skip


def growth_workbook(path, value, number_format):
    book = openpyxl.Workbook()
    book.active.append([*FIGURE_HEADER, "度量"])
    book.active.append(["缙云县", "规上工业增加值", "2020年", value, SOURCE, "同比"])
    book.active["D2"].number_format = number_format
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "number_format", "value", "as_written"),
    [
        (0.443, "0.0%", "44.3", "44.3%"),
        (-0.032, "0%", "-3.2", "-3.2%"),
        (44.3, "0.0", "44.3", "44.3"),
        (44.3, '0.0"%"', "44.3", "44.3"),
        ("44.3%", "@", "44.3", "44.3%"),
    ],
)
def test_growth_is_read_as_the_cell_shows_it(value_added, tmp_path, cell, number_format, value, as_written):
    code, _report = run(growth_workbook(tmp_path / "表.xlsx", cell, number_format), "--publish")

    figure = Observation.objects.get()
    assert (code, figure.value, figure.as_written) == (0, Decimal(value), as_written)


def test_growth_from_a_file_that_hides_its_formats_is_an_error(value_added, tmp_path, monkeypatch):
    monkeypatch.setattr("imports.workbook.cell_facts", lambda content: None)

    code, report = run(growth_workbook(tmp_path / "表.xlsx", 0.443, "0.0%"), "--publish")

    assert (code, errors_of(report["sheets"][0])) == (
        1,
        [(2, "D", "0.443", "旧格式（.xls）里看不出“0.443”是不是百分比：请另存为 .xlsx，或写成带“%”的文字。")],
    )


def test_a_level_from_a_file_that_hides_its_formats_is_read(load, monkeypatch):
    monkeypatch.setattr("imports.workbook.cell_facts", lambda content: None)

    assert load(["缙云县", "规上工业增加值", "2020年", 39.29, SOURCE])[0] == 0
    assert Observation.objects.get().value == Decimal("39.29")


def test_a_percentage_where_money_is_due_is_an_error(value_added, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(FIGURE_HEADER)
    book.active.append(["缙云县", "规上工业增加值", "2020年", 0.443, SOURCE])
    book.active["D2"].number_format = "0.0%"
    book.save(tmp_path / "表.xlsx")

    code, report = run(tmp_path / "表.xlsx", "--publish")

    assert (code, errors_of(report["sheets"][0])[0][:3]) == (1, (2, "D", "44.3%"))


@pytest.mark.parametrize(
    ("cell", "first_day", "last_day", "is_inferred"),
    [
        ("2021年1-7月", "2021-01-01", "2021-07-31", False),
        ("今年上半年", "2021-01-01", "2021-06-30", True),
        ("近三年", "2019-01-01", "2021-10-31", True),
        (2020, "2020-01-01", "2020-12-31", False),
        (202107, "2021-07-01", "2021-07-31", False),
        (datetime.date(2021, 7, 1), "2021-07-01", "2021-07-31", False),
        (datetime.date(2021, 10, 31), "2021-10-31", "2021-10-31", False),
        ("２０２１年７月", "2021-07-01", "2021-07-31", False),
    ],
)
def test_a_period_is_read_with_the_date_of_the_rows_source(load, cell, first_day, last_day, is_inferred):
    code, _sheet = load(["缙云县", "规上工业增加值", cell, "1", SOURCE])

    figure = Observation.objects.get()
    assert (code, figure.first_day.isoformat(), figure.last_day.isoformat()) == (0, first_day, last_day)
    assert figure.is_period_inferred is is_inferred


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("2021年13月", "期间“2021年13月”：没有13月。请核对月份，写成“2021年7月”或“2021年1—7月”。"),
        ("2016.1", "期间“2016.1”有两种读法：2016年1月，或末尾的0被数字格式略去的2016年10月。请写成其中一种。"),
    ],
)  # fmt: skip
def test_an_impossible_period_is_an_error(load, cell, message):
    column, _value, said = only_error(load(["缙云县", "规上工业增加值", cell, "1", SOURCE]))

    assert (column, said) == ("C", message)


def test_a_period_that_needs_the_date_of_an_unknown_source_waits_for_it(load):
    reason = "没有名为“统计月报”的来源，请改成已登记的名称或先导入它。"

    assert only_set_aside(load(["缙云县", "规上工业增加值", "今年上半年", "1", "统计月报"])) == (reason, [])


def test_a_period_that_we_worked_out_is_marked(load_value):
    assert load_value("1", 期间推断="是").is_period_inferred is True
