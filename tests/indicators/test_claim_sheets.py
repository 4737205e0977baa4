"""Lists of commitments and statements."""

import datetime
from decimal import Decimal

import pytest

from indicators.models import Commitment, Statement
from tests.factories import make_indicator
from tests.imports.running import counts_of, only_error, publish_rows

SOURCE = "缙云县工业经济报道"
HEADER = ["对象", "承诺人", "内容", "指标", "度量", "基期值", "目标值", "作出时间", "到期时间", "来源", "出处", "原文"]


@pytest.fixture
def load(county, source, tmp_path):
    """Publishes commitments of 缙云县 by their cells: the exit code and the sheet's report."""

    def publish(**cells):
        row = {"对象": "缙云县", "承诺人": "县政府", "内容": "三年工资增长", "来源": SOURCE, **cells}
        return publish_rows(tmp_path, "承诺", [HEADER, [row.get(name, "") for name in HEADER]])

    return publish


def test_a_commitment_keeps_goal_qualifier_and_due_day(load):
    make_indicator("wages", "工资增幅", "%")

    code, _sheet = load(
        指标="工资增幅", 目标值="30%以上", 作出时间="2021年", 到期时间="未来3年", 出处="第33段", 原文="增长30%以上"
    )

    commitment = Commitment.objects.get()
    assert (code, commitment.goal, commitment.goal_unit, commitment.qualifier) == (0, Decimal(30), "%", "≥")
    assert (commitment.goal_as_written, commitment.made_on) == ("30%以上", datetime.date(2021, 12, 31))
    # Three years from the day after the source's date, 31 October 2021.
    assert (commitment.due_on, commitment.due_label, commitment.is_due_inferred) == (datetime.date(2024, 10, 31), "未来3年", True)  # fmt: skip


def test_the_baseline_is_kept_in_the_unit_of_the_goal(load):
    cells = {"基期值": "2000万元", "目标值": "1亿元"}

    code, _sheet = load(**cells)

    commitment = Commitment.objects.get()
    assert (code, commitment.baseline, commitment.goal, commitment.goal_unit) == (0, Decimal("0.2"), 1, "亿元")
    assert counts_of(load(**cells)[1]) == (0, 0, 1, 0, 0)


def test_a_baseline_alone_keeps_its_own_unit(load):
    load(基期值="2000万元")

    commitment = Commitment.objects.get()
    assert (commitment.baseline, commitment.goal, commitment.goal_unit) == (2000, None, "万元")


def test_a_goal_of_another_dimension_than_its_baseline_is_an_error(load):
    column, _value, message = only_error(load(基期值="2000家", 目标值="1亿元"))

    assert (column, message) == ("F", "单位“家”不能换算为“亿元”：两者计量的不是一回事，请改用同类单位。")


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"目标值": "大幅"}, "G", None),
        ({"到期时间": "2021年13月"}, "I", "期间“2021年13月”：没有13月。请核对月份，写成“2021年7月”或“2021年1—7月”。"),
        ({"内容": ""}, "C", "“内容”不能为空，请填写，或删去这一行。"),
        ({"承诺人": "长" * 201}, "B", "文字太长：最多200个字，现有201个，请缩短。"),
        ({"原文": "长" * 301}, "L", "文字太长：最多300个字，现有301个，请缩短。"),
        ({"来源": ""}, "J", "请填写来源，或在导入时指定来源。"),
    ],
)
def test_a_faulty_commitment_is_an_error(load, cells, column, message):
    found, _value, said = only_error(load(**cells))

    assert found == column
    assert message is None or said == message


def test_a_corrected_goal_is_a_change_of_the_same_commitment(load):
    load(目标值="1000亿元")

    code, sheet = load(目标值="1100亿元")

    assert (code, counts_of(sheet), Commitment.objects.get().goal) == (0, (0, 1, 0, 0, 0), 1100)


def test_a_statement_keeps_its_words_and_its_time(county, source, tmp_path):
    rows = [["对象", "类型", "内容", "时间", "来源"], ["缙云县", "评价", "工业特色样本", "2021年", SOURCE]]

    assert publish_rows(tmp_path, "表述", rows)[0] == 0

    statement = Statement.objects.get()
    assert (statement.kind, statement.text, statement.period_label) == ("评价", "工业特色样本", "2021年")


def test_a_statement_as_long_as_an_article_is_an_error(county, source, tmp_path):
    rows = [["对象", "内容", "来源"], ["缙云县", "长" * 2001, SOURCE]]

    assert only_error(publish_rows(tmp_path, "表述", rows)) == (
        "B",
        "长" * 200 + "…",
        "内容有2001字，最多2000字，请缩短。",
    )
