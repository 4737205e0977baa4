"""What else a figure's row names and says: subject, indicator, source, basis, audience."""

import pytest

from indicators.models import Category, Observation, Subject
from tests.factories import make_enterprise, make_source, make_subject
from tests.imports.running import (
    counts_of,
    errors_of,
    only_error,
    only_set_aside,
    publish_rows,
    row_counts,
    run,
    write_workbook,
)
from tests.indicators.conftest import FIGURE_HEADER, SOURCE


@pytest.mark.parametrize(
    "name", ["规上工业增加值", "规模以上工业增加值", "value_added", "Value added", " 规上工业 增加值"]
)
def test_an_indicator_is_known_by_name_alias_and_code(load_value, value_added, name):
    assert load_value("1", 指标=name).indicator == value_added


@pytest.mark.parametrize(
    ("row", "reason", "candidates"),
    [
        (
            ["缙云", "规上工业增加值", "2020年", "1", SOURCE],
            "没有名为“缙云”的对象，请改成已登记的名称或先导入它。",
            ["缙云县"],
        ),
        (
            ["缙云县", "规上工业增加直", "2020年", "1", SOURCE],
            "没有名为“规上工业增加直”的指标，请改成已登记的名称或先导入它。",
            ["规上工业增加值"],
        ),
        (
            ["缙云县", "规上工业增加值", "2020年", "1", "缙云工业经济报道"],
            "没有名为“缙云工业经济报道”的来源，请改成已登记的名称或先导入它。",
            [SOURCE],
        ),
    ],
)
def test_an_unknown_name_sets_the_row_aside_with_what_is_like_it(load, row, reason, candidates):
    assert only_set_aside(load(row)) == (reason, candidates)


def test_a_name_of_several_things_is_set_aside_until_the_row_says_which(load, county):
    make_enterprise(county.parent, "缙云县")
    make_subject(Subject.Kind.REGION, "新建镇", county.parent, key="331122105")
    make_subject(Subject.Kind.REGION, "新建镇", county.parent, key="331121104")

    assert only_set_aside(load(["缙云县", "规上工业增加值", "2020年", "1", SOURCE])) == (
        "“缙云县”可以指几个对象，请写全称或代码。",
        ["缙云县（331122）", "缙云县（slug:jinyunxian）"],
    )
    assert only_set_aside(load(["新建镇", "规上工业增加值", "2020年", "1", SOURCE]))[1] == [
        "新建镇（331121104）", "新建镇（331122105）",
    ]  # fmt: skip
    chosen = load(
        ["缙云县", "规上工业增加值", "2020年", "1", SOURCE, "企业"],
        ["新建镇（331121104）", "规上工业增加值", "2020年", "1", SOURCE, ""],
        [331122.0, "规上工业增加值", "2020年", "1", SOURCE, ""],
        columns=["对象类别"],
    )
    assert (chosen[0], counts_of(chosen[1])) == (0, (3, 0, 0, 0, 0))
    kinds = Observation.objects.order_by("pk").values_list("subject__kind", "subject__key")
    assert list(kinds) == [("enterprise", "slug:jinyunxian"), ("region", "331121104"), ("region", "331122")]


def test_an_unreadable_number_is_an_error_even_where_the_row_would_be_set_aside(load):
    assert only_error(load(["龙游县", "规上工业增加值", "2020年", "很多", SOURCE]))[0] == "D"


def test_a_figure_may_be_of_one_category_of_a_code_list(load_value):
    Category.objects.create(code_list="行业", code="C34", name="通用设备制造业")

    assert load_value("1", 分类="行业:C34").breakdown.code == "C34"


def test_two_rows_of_the_same_figure_are_an_error_at_the_second(load):
    code, sheet = load(
        ["缙云县", "规上工业增加值", "2020年", "1亿元", SOURCE],
        ["331122", "value_added", "2020", "2亿元", SOURCE],
    )

    assert (code, errors_of(sheet)) == (1, [(3, "D", "2亿元", "与第2行说的是同一条，请只留一行。")])


def test_the_same_figure_on_two_sheets_is_an_error_that_names_the_other(value_added, tmp_path):
    row = ["缙云县", "规上工业增加值", "2020年", "1亿元", SOURCE]
    path = write_workbook(
        tmp_path / "表.xlsx", 上半=[FIGURE_HEADER, row], 下半=[FIGURE_HEADER, ["", "", "", "", ""], row]
    )

    code, report = run(path, "--publish")

    assert code == 1
    assert errors_of(report["sheets"][1]) == [(3, "D", "1亿元", "与工作表“上半”的D2说的是同一个数据，请只留一个。")]


def test_a_public_figure_without_a_basis_is_an_error_an_internal_one_is_not(load):
    make_source("座谈记录", legal_basis="none")
    sentence = "公开的数据要有公开依据：来源“座谈记录”没有，请填写“公开依据”，或把公开范围改为“内部”。"

    assert only_error(load(["缙云县", "规上工业增加值", "2020年", "1", "座谈记录"])) == ("D", "1", sentence)
    assert only_error(load(["缙云县", "规上工业增加值", "2020年", "1", "座谈记录", ""], columns=["公开依据"])) == (
        "F",
        "",
        sentence,
    )
    code, _sheet = load(
        ["缙云县", "规上工业增加值", "2020年", "1", "座谈记录", "内部", ""],
        ["缙云县", "规上工业增加值", "2019年", "1", "座谈记录", "", "官方汇总"],
        columns=["公开范围", "公开依据"],
    )
    assert code == 0
    assert sorted(Observation.objects.values_list("audience", "legal_basis")) == [
        ("internal", "none"), ("public", "official_aggregate"),
    ]  # fmt: skip


def test_an_internal_figure_stands_beside_the_printed_one(load):
    load(["缙云县", "规上工业增加值", "2020年", "1", SOURCE], columns=["公开范围"])

    code, sheet = load(["缙云县", "规上工业增加值", "2020年", "2", SOURCE, "内部"], columns=["公开范围"])

    assert (code, counts_of(sheet)) == (0, (1, 0, 0, 0, 0))
    assert [figure.as_written for figure in Observation.objects.public()] == ["1"]


def test_basis_measure_and_status_are_kept(load_value):
    figure = load_value("39.6%", 度量="同比", 口径="可比价", 状态="初步", 出处="第7段", 备注="快报")

    assert (figure.measure, figure.basis, figure.status) == ("yoy", "可比价", "preliminary")
    assert (figure.place, figure.note) == ("第7段", "快报")


@pytest.mark.parametrize(
    ("column", "limit"),
    [("口径", 60), ("出处", 100)],
)
def test_an_over_long_text_is_an_error(load, column, limit):
    row = ["缙云县", "规上工业增加值", "2020年", "1", SOURCE, "长" * (limit + 1)]

    assert only_error(load(row, columns=[column])) == (
        "F", "长" * (limit + 1), f"文字太长：最多{limit}个字，现有{limit + 1}个，请缩短。",
    )  # fmt: skip


def test_an_unknown_measure_is_an_error_with_those_there_are(load):
    row = ["缙云县", "规上工业增加值", "2020年", "1", SOURCE, "增长"]

    assert only_error(load(row, columns=["度量"])) == (
        "F",
        "增长",
        "“增长”不在可选范围内，请从这些里选：数值、同比、环比、两年平均、累计增减、百分点变化、占比、指数。",
    )


def test_a_required_cell_left_blank_is_an_error(load):
    code, sheet = load(["缙云县", None, "2020年", " ", SOURCE])

    assert (code, errors_of(sheet)) == (
        1,
        [
            (2, "B", "", "“指标”不能为空，请填写，或删去这一行。"),
            (2, "D", "", "“数值”不能为空，请填写，或删去这一行。"),
        ],
    )


def test_missing_and_repeated_columns_are_errors_at_the_header(value_added, tmp_path):
    rows = [["对象", "指标", "数值", "地区", "来源", "来源"], ["缙云县", "规上工业增加值", 1, "缙云县", SOURCE, SOURCE]]

    code, sheet = publish_rows(tmp_path, "数据", rows)

    assert (code, errors_of(sheet)) == (
        1,
        [
            (1, None, "期间", "缺少“期间”一列，请在第1行的表头补上。"),
            (1, "D", "地区", "“地区”与“对象”是同一栏，请只留一列。"),
            (1, "F", "来源", "“来源”一列出现了两次，请只留一列。"),
        ],
    )


def test_columns_of_no_meaning_are_ignored_and_named(load_value):
    extra = {f"附注{number}": "x" for number in range(200)}

    figure = load_value("1", **extra)

    assert figure.value == 1
    assert figure.batch.report["sheets"][0]["ignored_columns"] == list(extra)


def test_an_error_beside_good_rows_writes_none_of_them(load):
    before = row_counts()

    code, sheet = load(
        ["缙云县", "规上工业增加值", "2020年", "1", SOURCE], ["缙云县", "规上工业增加值", "2019年", "很多", SOURCE]
    )

    assert (code, counts_of(sheet)) == (1, (1, 0, 0, 0, 1))
    assert row_counts() == before
