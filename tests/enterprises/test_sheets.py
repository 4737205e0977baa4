"""Lists of parks, chains, memberships, honours, services and panels: one row, one record."""

import datetime

import pytest

from enterprises.models import (
    ChainListing,
    DigitalService,
    Honour,
    Membership,
    Panel,
    Park,
    Participation,
    Programme,
)
from tests.factories import make_enterprise, make_source
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, publish_rows

SOURCE = "缙云县工业经济报道"


@pytest.fixture
def load(county, source, tmp_path):
    """Publishes a list under the name of its kind: the exit code and the sheet's report."""
    return lambda title, *rows, arguments=(): publish_rows(tmp_path, title, list(rows), *arguments)


# --- Parks and chains -----------------------------------------------------------------------------------------------


def test_parks_find_the_one_above_them_in_any_order(load):
    header = ["名称", "类型", "上级园区"]

    code, sheet = load(
        "园区", header, ["五金园", "小微企业园", "开发区"], ["开发区", "经济开发区", ""], ["孤园", "", "无此园"]
    )

    assert (code, counts_of(sheet)) == (0, (2, 0, 0, 1, 0))
    park = Park.objects.get(subject__name="五金园")
    assert (park.type, park.parent.name, park.parent.type) == ("small_firms", "开发区", "development_zone")


def test_a_park_below_itself_is_an_error_however_long_the_loop(load, make_park):
    first = make_park("一园")
    second = make_park("二园", parent=first)
    make_park("三园", parent=second)
    header = ["名称", "上级园区"]

    # First the third moves, so that only the database knows where it stands.
    itself = load("园区", header, ["一园", "一园"])
    through_two = load("园区", header, ["三园", "二园"], ["一园", "三园"])

    assert only_error(itself) == ("B", "一园", "上级不能是它自己或它的下级，请核对。")
    assert errors_of(through_two[1]) == [(3, "B", "三园", "上级不能是它自己或它的下级，请核对。")]


def test_a_chain_is_listed_once_in_each_list(load, make_chain):
    make_chain("健康医疗")
    header = ["产业链", "名单", "提出者", "体系", "序号", "来源"]

    code, sheet = load(
        "产业链提法",
        header,
        ["健康医疗", "特色产业", "县政府", "3+X", 1, SOURCE],
        ["健康医疗", "三大主导产业", "", "", "", SOURCE],
    )
    again = load("产业链提法", header, ["健康医疗", "特色产业", "县政府", "3+X", 2, SOURCE])

    assert (code, counts_of(sheet), counts_of(again[1])) == (0, (2, 0, 0, 0, 0), (0, 1, 0, 0, 0))
    assert ChainListing.objects.get(list_name="特色产业").position == 2


# --- Memberships ----------------------------------------------------------------------------------------------------

MEMBERSHIP_HEADER = ["企业", "归属类型", "归属", "起", "止", "来源"]


@pytest.fixture
def members(county, make_park, make_chain):
    make_enterprise(county.parent, "锯力煌")
    make_park("开发区")
    make_park("五金园")
    make_chain("开发区")


def test_memberships_of_park_chain_and_size_stand_beside_each_other(load, members):
    rows = [
        ["锯力煌", "园区", "开发区", "2015-01-01", "2019-01-01", SOURCE],
        ["锯力煌", "园区", "五金园", "2019-01-01", "", SOURCE],
        ["锯力煌", "产业链", "开发区", "", "", SOURCE],
        ["锯力煌", "规模", "规上", "", "", SOURCE],
    ]

    code, sheet = load("企业归属", MEMBERSHIP_HEADER, *rows)
    again = load("企业归属", MEMBERSHIP_HEADER, *rows)

    assert (code, counts_of(sheet)) == (0, (4, 0, 0, 0, 0))
    assert counts_of(again[1]) == (0, 0, 4, 0, 0)
    assert [str(membership.group) for membership in Membership.objects.order_by("pk")] == [
        "开发区",
        "五金园",
        "开发区",
        "规上",
    ]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["园区", "五金园", "2016-01-01", ""], None, "与已有归属“开发区”的起止时间重叠，请先填写它的结束日期。"),
        (["园区", "五金园", "2021-01-02", "2021-01-01"], "E", "“止”不能早于“起”，请核对这两个日期。"),
        (["园区", "五金园", "2021-01-01", "2021-01-01"], "E", "“止”不能早于“起”，请核对这两个日期。"),
        (["街道", "壶镇", "", ""], "B", "归属类型“街道”应为：园区、产业链、规模。"),
        (["规模", "规中", "", ""], "C", "“规中”不在可选范围内，请从这些里选：规上、规下。"),
    ],
)
def test_an_impossible_membership_is_an_error(load, members, row, column, message):
    load("企业归属", MEMBERSHIP_HEADER, ["锯力煌", "园区", "开发区", "2015-01-01", "2019-01-01", SOURCE])

    found, _value, said = only_error(load("企业归属", MEMBERSHIP_HEADER, ["锯力煌", *row, SOURCE]))

    assert (found, said) == (column, message)


def test_the_end_of_a_membership_makes_room_for_the_next_in_the_same_list(load, members):
    load("企业归属", MEMBERSHIP_HEADER, ["锯力煌", "园区", "开发区", "2015-01-01", "", SOURCE])

    code, sheet = load(
        "企业归属",
        MEMBERSHIP_HEADER,
        ["锯力煌", "园区", "开发区", "2015-01-01", "2021-01-01", SOURCE],
        ["锯力煌", "园区", "五金园", "2021-01-01", "", SOURCE],
    )

    assert (code, counts_of(sheet)) == (0, (1, 1, 0, 0, 0))


def test_a_list_without_a_source_takes_the_one_of_the_run(load, members):
    code, sheet = load(
        "企业归属", ["企业", "归属类型", "归属"], ["锯力煌", "规模", "规上"], arguments=["--source", SOURCE]
    )

    assert (code, errors_of(sheet)) == (0, [])
    assert Membership.objects.get(size_class="above_scale").source.title == SOURCE


def test_a_list_without_a_source_keeps_that_of_records_that_are_there(load, make_park, source):
    make_source("另一来源")
    load("园区", ["名称", "类型", "来源"], ["一园", "", SOURCE])

    load("园区", ["名称", "类型"], ["一园", "小微企业园"], ["二园", ""], arguments=["--source", "另一来源"])

    assert [park.subject.source.title for park in Park.objects.order_by("pk")] == [SOURCE, "另一来源"]


def test_an_unknown_park_or_enterprise_sets_the_row_aside(load, members):
    assert only_set_aside(load("企业归属", MEMBERSHIP_HEADER, ["锯力煌", "园区", "缙云开发区", "", "", SOURCE])) == (
        "没有名为“缙云开发区”的园区，请改成已登记的名称或先导入它。", ["开发区"],
    )  # fmt: skip
    assert only_set_aside(load("企业归属", MEMBERSHIP_HEADER, ["锯力皇", "规模", "规上", "", "", SOURCE])) == (
        "没有名为“锯力皇”的企业，请改成已登记的名称或先导入它。", ["锯力煌"],
    )  # fmt: skip


# --- Programmes and honours -----------------------------------------------------------------------------------------

HONOUR_HEADER = ["对象", "称号", "性质", "批次", "年度", "授予日期", "有效期至", "来源"]


@pytest.fixture
def giant(county):
    make_enterprise(county.parent, "锯力煌")
    return Programme.objects.create(name="国家级专精特新“小巨人”企业", short_name="小巨人", aliases=["专精特新小巨人"])


def test_a_programme_is_known_by_any_of_its_names_and_keeps_its_own(load, giant):
    code, sheet = load("培育计划与荣誉", ["名称", "级别", "培育阶梯"], ["小巨人", "国家级", "是"])

    giant.refresh_from_db()
    assert (code, counts_of(sheet)) == (0, (0, 1, 0, 0, 0))
    assert (giant.name, giant.level, giant.is_ladder_step) == ("国家级专精特新“小巨人”企业", "national", True)


def test_an_honour_is_one_a_batch_and_year(load, giant):
    row = ["锯力煌", "专精特新“小巨人”", "", "第三批", 2021.0, "", "", SOURCE]

    first, again = load("荣誉", HONOUR_HEADER, row), load("荣誉", HONOUR_HEADER, row)
    other_batch = load("荣誉", HONOUR_HEADER, [*row[:3], "第四批", *row[4:]])

    assert [counts_of(sheet) for _code, sheet in (first, again, other_batch)] == [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0), (1, 0, 0, 0, 0)]  # fmt: skip
    honour = Honour.objects.earliest("pk")
    assert (honour.programme, honour.nature, honour.year) == (giant, "awarded", 2021)


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"授予日期": "2021-07-01", "有效期至": "2021-06-30"}, "G", "有效期不能早于授予日期。"),
        ({"年度": "去年"}, "E", "“去年”不是整数，请只填数字。"),
        ({"年度": 21}, "E", "“21”超出范围，应在1949到2100之间。"),
        ({"性质": "提名"}, "C", "“提名”不在可选范围内，请从这些里选：获评、入选培育库、入选试点、入选名单。"),
        ({"来源": ""}, "H", "请填写来源，或在导入时指定来源。"),
    ],
)
def test_a_faulty_honour_is_an_error(load, giant, cells, column, message):
    row = {"对象": "锯力煌", "称号": "小巨人", "来源": SOURCE, **cells}

    found, _value, said = only_error(load("荣誉", HONOUR_HEADER, [row.get(name, "") for name in HONOUR_HEADER]))

    assert (found, said) == (column, message)


# --- Services and panels --------------------------------------------------------------------------------------------


def test_a_service_and_who_takes_part_in_it(load, county):
    make_enterprise(county.parent, "君鸿机械")
    load("数字化服务", ["名称", "提供方", "来源"], ["蒲惠制造", "蒲惠", SOURCE])
    header = ["对象", "服务", "起", "止", "来源"]

    code, sheet = load("服务参与", header, ["君鸿机械", "蒲惠制造", "2020-01-01", "", SOURCE])
    again = load("服务参与", header, ["君鸿机械", "蒲惠制造", "2020-01-01", "2020-01-01", SOURCE])
    reversed_days = load("服务参与", header, ["君鸿机械", "蒲惠制造", "2020-01-02", "2020-01-01", SOURCE])

    assert (code, counts_of(sheet), counts_of(again[1])) == (0, (1, 0, 0, 0, 0), (0, 1, 0, 0, 0))
    assert (DigitalService.objects.get().provider, Participation.objects.get().until_on) == (
        "蒲惠",
        datetime.date(2020, 1, 1),
    )
    assert only_error(reversed_days) == ("D", "2020-01-01", "“止”不能早于“起”，请核对这两个日期。")


def test_a_panel_hangs_on_one_of_nine_places_or_nobody_knows_where(load, county):
    make_enterprise(county.parent, "君鸿机械")
    header = ["企业", "位置", "名称", "内容", "日期", "来源"]

    code, sheet = load(
        "九宫格",
        header,
        ["君鸿机械", "", "生产", "产量", "2021-10-21", SOURCE],
        ["君鸿机械", 9, "安全", "", "", SOURCE],
    )
    tenth = load("九宫格", header, ["君鸿机械", 10, "能耗", "", "", SOURCE])

    assert (code, counts_of(sheet)) == (0, (2, 0, 0, 0, 0))
    assert list(Panel.objects.values_list("title", "position")) == [("安全", 9), ("生产", None)]
    assert only_error(tenth) == ("B", "10", "“10”超出范围，应在1到9之间。")
