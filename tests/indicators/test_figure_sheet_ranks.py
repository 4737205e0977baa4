"""The ranks of a figure's row."""

import pytest

from indicators.models import Observation
from tests.factories import make_group
from tests.imports.running import counts_of, only_error, only_set_aside
from tests.indicators.conftest import SOURCE


@pytest.fixture
def groups(county, town):
    city = county.parent
    make_group(city, "山区26县", 26)
    make_group(city, "全县乡镇").members.set([county, town])
    return make_group(city, "全市")


def ranks_of(figure):
    return [
        (rank.group.name, rank.group_size, rank.position, rank.qualifier, rank.direction) for rank in figure.ranks.all()
    ]


def test_a_rank_alone_makes_a_figure_without_a_value(load_value, groups):
    figure = load_value("—", 位次="全市第1")

    assert (figure.value, figure.value_state) == (None, "rank_only")
    assert ranks_of(figure) == [("全市", None, 1, "=", "highest_first")]


def test_several_ranks_with_size_qualifier_and_direction(load_value, groups):
    figure = load_value("39.29", 位次="全市前二；山区26县第2；全县乡镇第1(从低到高)")

    # 全县乡镇 has no printed size, but two members.
    assert ranks_of(figure) == [
        ("全县乡镇", 2, 1, "=", "lowest_first"),
        ("全市", None, 2, "≤", "highest_first"),
        ("山区26县", 26, 2, "=", "highest_first"),
    ]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("山区26县第27", "“山区26县第27”超出了“山区26县”的成员数26，请核对。"),
        ("全市第1；全市第2", "“全市第1；全市第2”里同一个比较范围写了两次，请只留一次。"),
        ("第1", "“第1”没有写比较范围，请写成“全市第1”的样子。"),
        ("很好", "“很好”不是名次，请写成“全市第1”“山区26县第2”或“全市前二”，期间和指标填在各自的栏里。"),
        ("全市第0", "“全市第0”的名次不对：名次从1起，不能大于参加排名的总数，请核对。"),
    ],
)
def test_an_impossible_rank_is_an_error(load, groups, cell, message):
    answer = load(["缙云县", "规上工业增加值", "2020年", "1", SOURCE, cell], columns=["位次"])

    assert only_error(answer) == ("F", cell, message)


def test_a_rank_in_an_unknown_group_is_set_aside(load, groups):
    answer = load(["缙云县", "规上工业增加值", "2020年", "1", SOURCE, "全省第3"], columns=["位次"])

    assert only_set_aside(answer)[0] == "没有名为“全省”的比较范围，请改成已登记的名称或先导入它。"


def test_a_rank_that_comes_later_opens_a_new_vintage(load, groups):
    row = ["缙云县", "规上工业增加值", "2020年", "1亿元", SOURCE]
    load(row)

    code, sheet = load([*row, "全市第1"], columns=["位次"])

    assert (code, counts_of(sheet), Observation.objects.count()) == (0, (0, 1, 0, 0, 0), 2)
