"""Lists of sources, codes, indicators, breaks, regions and groups: one row, one record."""

import datetime

import pytest

from indicators.models import Break, Category, Indicator, Region, RegionGroup, Source, Subject
from tests.factories import make_indicator, make_region, make_root, publish_figure
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, publish_rows, run, write_workbook

SOURCE = "缙云县工业经济报道"


@pytest.fixture
def load(db, tmp_path):
    """Publishes a list under the name of its kind: the exit code and the sheet's report."""
    return lambda title, *rows: publish_rows(tmp_path, title, list(rows))


# --- Sources, codes, indicators, breaks ------------------------------------------------------------------------------


def test_a_source_is_found_by_its_title_and_corrected(load):
    header = ["标题", "发布者", "日期", "日期推断", "网址", "公开依据", "说明"]
    load("来源", header, ["统计公报", "未注明", "2021年10月31日", "是", "", "公开报道", ""])

    code, sheet = load(
        "来源", header, [" 统计公报 ", "统计局", 20211030, "", "https://example.cn/a", "官方汇总", "月报"]
    )

    assert (code, counts_of(sheet)) == (0, (0, 1, 0, 0, 0))
    source = Source.objects.get()
    assert (source.title, source.publisher, source.published_on) == ("统计公报", "统计局", datetime.date(2021, 10, 30))
    assert (source.is_date_inferred, source.url, source.legal_basis) == (
        False,
        "https://example.cn/a",
        "official_aggregate",
    )


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["统计公报", "2021-02-30", ""], "B", "“2021-02-30”不是日期，请写成 2021-10-31 的样子。"),
        (["统计公报", "", ""], "B", "“日期”不能为空，请填写，或删去这一行。"),
        (
            ["统计公报", "2021-10-31", "县政府网站"],
            "C",
            "网址不完整，请从浏览器复制以 http:// 或 https:// 开头的整个网址。",
        ),
        (["长" * 301, "2021-10-31", ""], "A", "文字太长：最多300个字，现有301个，请缩短。"),
    ],
)
def test_a_faulty_source_is_an_error(load, row, column, message):
    found, _value, said = only_error(load("来源", ["标题", "日期", "网址"], row))

    assert (found, said) == (column, message)


def test_two_sources_of_one_title_are_an_error(load):
    code, sheet = load("来源", ["标题", "日期"], ["统计公报", "2021-10-31"], ["统计 公报", "2021-10-30"])

    assert (code, errors_of(sheet)) == (1, [(3, "A", "统计 公报", "与第2行说的是同一条，请只留一行。")])


def test_codes_find_their_parents_in_any_order(load):
    code, sheet = load(
        "代码表",
        ["代码表", "代码", "名称", "上级代码"],
        ["行业", "C3422", "金属切削机床制造", "C342"],
        ["行业", "C342", "金属加工机械制造", "C34"],
        ["行业", "C34", "通用设备制造业", ""],
        ["行业", "C99", "没有上级的", "C98"],
    )

    assert (code, counts_of(sheet)) == (0, (3, 0, 0, 1, 0))
    assert sheet["set_aside_rows"][0]["reason"] == "没有名为“行业:C98”的分类代码，请改成已登记的名称或先导入它。"
    assert Category.objects.get(code="C3422").parent.parent.code == "C34"


def test_a_code_above_itself_is_an_error(load):
    header = ["代码表", "代码", "名称", "上级代码"]
    load("代码表", header, ["行业", "C", "制造业", ""], ["行业", "C34", "通用设备制造业", "C"])

    answer = load("代码表", header, ["行业", "C", "制造业", "C34"])

    assert only_error(answer) == ("D", "C34", "上级不能是它自己或它的下级，请核对。")


def test_an_indicator_keeps_its_code_and_every_column(load):
    code, _sheet = load(
        "指标",
        ["代码", "名称", "别名", "单位", "小数位", "方向", "主要指标", "发布方式", "加总方式", "排序"],
        [
            "value_added",
            "规上工业增加值",
            "工业增加值、规模以上工业增加值",
            "亿元",
            "",
            "",
            "是",
            "1-2月合并",
            "可加",
            10,
        ],
    )

    indicator = Indicator.objects.get()
    assert (code, indicator.code, indicator.aliases) == (0, "value_added", ["工业增加值", "规模以上工业增加值"])
    assert (indicator.decimals, indicator.better, indicator.is_headline) == (2, "higher", True)
    assert (indicator.first_release, indicator.aggregation, indicator.position) == ("joint", "additive", 10)


def test_a_ratio_needs_its_two_parts_and_may_stand_before_them(load):
    header = ["代码", "名称", "单位", "加总方式", "分子", "分母"]
    parts = [["solved", "解决数", "个", "可加", "", ""], ["asked", "收集数", "个", "可加", "", ""]]

    code, sheet = load("指标", header, ["rate", "解决率", "%", "比率", "解决数", "asked"], *parts)
    halved = load("指标", header, ["half", "半率", "%", "比率", "解决数", ""])

    assert (code, counts_of(sheet)) == (0, (3, 0, 0, 0, 0))
    assert Indicator.objects.get(code="rate").denominator.name == "收集数"
    assert only_error(halved) == ("D", "比率", "加总方式是“比率”时分子、分母都要填，不是时都不填，请核对。")


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["规上 增加值", "增加值", "亿元"], "A", "代码只能用英文字母、数字、下划线和连字符，请改写。"),
        (["other_code", "规上工业增加值", "亿元"], "B", "具有 名称 的 指标 已存在。"),
    ],
)
def test_a_faulty_indicator_is_an_error(load, row, column, message):
    make_indicator("value_added", "规上工业增加值", "亿元")

    found, _value, said = only_error(load("指标", ["代码", "名称", "单位"], row))

    assert (found, said) == (column, message)


def test_the_unit_of_an_indicator_with_figures_stays(load, county, source):
    indicator = make_indicator("value_added", "规上工业增加值", "亿元")
    header, row = ["代码", "名称", "单位"], ["value_added", "规上工业增加值", "万元"]

    assert load("指标", header, row)[0] == 0
    indicator.refresh_from_db()
    publish_figure(county, indicator, "392900", source=source)

    assert only_error(load("指标", header, [*row[:2], "亿元"])) == (
        "C", "亿元", "“规上工业增加值”已有数据按“万元”存放，不能改单位；另一种单位的指标请另设代码。",
    )  # fmt: skip


def test_a_break_is_one_a_day_of_an_indicator(load):
    make_indicator("value_added", "规上工业增加值")
    header = ["指标", "日期", "原因"]

    first = load("断点", header, ["规上工业增加值", "2011-01-01", "起点改为2000万元"])
    second = load("断点", header, ["value_added", "2011年1月1日", "起点由500万元改为2000万元"])

    assert (first[0], counts_of(second[1])) == (0, (0, 1, 0, 0, 0))
    assert Break.objects.get().reason == "起点由500万元改为2000万元"


def test_a_break_may_hold_for_one_region(load, county):
    indicator = make_indicator("value_added", "规上工业增加值")
    header = ["指标", "日期", "适用地区", "原因"]

    load(
        "断点",
        header,
        ["规上工业增加值", "2011-01-01", "缙云县", "并入新区"],
        ["规上工业增加值", "2011-01-01", "", "起点提高"],
    )
    again = load("断点", header, ["规上工业增加值", "2011-01-01", "缙云县", "并入新城"])

    assert counts_of(again[1]) == (0, 1, 0, 0, 0)
    told = Break.wherever.in_world(county.subject.world).order_by("pk").values_list("region__subject__name", "reason")
    assert list(told) == [("缙云县", "并入新城"), (None, "起点提高")]
    assert [one.reason for one in indicator.breaks.all()] == ["起点提高"]
    assert [one.reason for one in Break.wherever.in_world(None)] == ["起点提高"]


# --- Regions and groups ----------------------------------------------------------------------------------------------

REGION_HEADER = ["名称", "代码", "级别", "上级", "首页地区"]


def test_a_root_opens_a_world_and_the_rest_stand_below_it(load):
    code, sheet = load(
        "地区",
        REGION_HEADER,
        ["壶镇镇", 331122101.0, "乡镇", "缙云县", ""],
        ["缙云县", "331122", "县", "丽水市", "是"],
        ["丽水市", "３３１１００", "市", "", ""],
    )

    assert (code, counts_of(sheet)) == (0, (3, 0, 0, 0, 0))
    town = Region.objects.get(code="331122101")
    assert [town.level, town.parent.name, town.parent.parent.name] == ["town", "缙云县", "丽水市"]
    assert set(Subject.objects.values_list("world__code", flat=True)) == {"331100"}
    assert Region.objects.home().name == "缙云县"


def test_towns_of_one_name_are_told_by_their_codes(load, county):
    other = make_region("青田县", "331121", county.parent, level="county")

    code, sheet = load(
        "地区",
        REGION_HEADER[:4],
        ["新建镇", "331122105", "乡镇", "缙云县"],
        ["新建镇", "331121104", "乡镇", "青田县"],
    )

    assert (code, counts_of(sheet)) == (0, (2, 0, 0, 0, 0))
    assert Region.objects.get(code="331121104").parent == other


def test_a_region_is_renamed_by_its_code(load, county, town):
    code, sheet = load("地区", ["名称", "代码", "级别"], ["壶镇街道", "331122101", "乡镇"])

    assert (code, counts_of(sheet)) == (0, (0, 1, 0, 0, 0))
    assert Region.objects.get(code="331122101").name == "壶镇街道"


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["新碧街道", "33112", "乡镇", "缙云县", ""], "B", "区划代码“33112”应为6位、9位或12位数字。"),
        (
            ["新碧街道", "331122003", "村", "缙云县", ""],
            "C",
            "“村”不在可选范围内，请从这些里选：市、县（市、区）、乡镇（街道）。",
        ),
        (["缙云县", "331122", "县", "壶镇镇", "是"], "D", "上级不能是它自己或它的下级，请核对。"),
        (["缙云县", "331122", "县", "缙云县", "是"], "D", "上级不能是它自己或它的下级，请核对。"),
        (["缙云县", "331122", "县", "", "是"], "D", "最高一级的地区没有上级，其他地区都有，请核对“上级”。"),
        (["丽水市", "331100", "市", "缙云县", ""], "D", "最高一级的地区没有上级，其他地区都有，请核对“上级”。"),
        (["壶镇镇", "331122101", "乡镇", "缙云县", "是"], "E", "首页地区只能有一个，已登记了另一个。"),
    ],
)
def test_a_faulty_region_is_an_error(load, county, town, row, column, message):
    found, _value, said = only_error(load("地区", REGION_HEADER, row))

    assert (found, said) == (column, message)


def test_a_new_region_without_a_column_for_what_is_above_it_is_an_error(load, county):
    answer = load("地区", ["名称", "代码", "级别"], ["新碧街道", "331122003", "乡镇"])

    assert only_error(answer) == ("B", "331122003", "新的地区要写明上级，请加上“上级”一列。")


def test_an_unknown_region_above_sets_the_row_aside(load, county):
    reason, candidates = only_set_aside(load("地区", REGION_HEADER, ["新碧街道", "331122003", "乡镇", "缙云", ""]))

    assert (reason, candidates) == ("没有名为“缙云”的地区，请改成已登记的名称或先导入它。", ["缙云县"])


def test_a_second_world_is_opened_beside_the_first_and_found_again(load, county):
    rows = [REGION_HEADER, ["示例市", "990000", "市", "", ""], ["缙云县", "990122", "县", "示例市", ""]]

    first, again = load("地区", *rows), load("地区", *rows)

    assert (counts_of(first[1]), counts_of(again[1])) == ((2, 0, 0, 0, 0), (0, 0, 2, 0, 0))
    assert Region.objects.filter(subject__name="缙云县").values_list("subject__world__code", "code").order_by("code")[1] == ("990000", "990122")  # fmt: skip


def test_before_any_region_is_known_other_lists_wait(load):
    reason = "没有登记地区，请先导入地区表，并写明哪个是“首页地区”。"

    assert only_set_aside(load("园区", ["名称"], ["缙云经济开发区"])) == (f"还{reason}", [])


def test_regions_and_what_lies_in_them_may_come_in_one_workbook(db, tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx",
        园区=[["名称", "所在地区"], ["缙云经济开发区", "缙云县"]],
        地区=[REGION_HEADER, ["丽水市", "331100", "市", "", ""], ["缙云县", "331122", "县", "丽水市", "是"]],
    )

    code, report = run(path, "--publish")

    assert (code, [counts_of(sheet) for sheet in report["sheets"]]) == (0, [(1, 0, 0, 0, 0), (2, 0, 0, 0, 0)])


def test_a_group_has_a_size_or_members_of_its_world(load, county, town):
    make_root("示例市", "990000")

    code, sheet = load(
        "比较范围",
        ["名称", "成员数", "成员", "说明"],
        ["山区26县", "26", "", ""],
        ["全县乡镇", "", "壶镇镇、 壶镇镇，缙云县", ""],
        ["外市", "", "示例市", ""],
    )

    assert (code, counts_of(sheet)) == (0, (2, 0, 0, 1, 0))
    group = RegionGroup.objects.get(name="全县乡镇")
    assert sorted(member.name for member in group.members.all()) == ["壶镇镇", "缙云县"]
    again = load("比较范围", ["名称", "成员"], ["全县乡镇", "缙云县、壶镇镇"])
    assert counts_of(again[1]) == (0, 0, 1, 0, 0)
    smaller = load("比较范围", ["名称", "成员"], ["全县乡镇", "缙云县"])
    assert (counts_of(smaller[1]), group.members.get().name) == ((0, 1, 0, 0, 0), "缙云县")


@pytest.mark.parametrize(
    ("size", "message"), [("二十六", "“二十六”不是整数，请只填数字。"), (0, "“0”超出范围，应在1到2147483647之间。")]
)
def test_a_faulty_size_is_an_error(load, county, size, message):
    assert only_error(load("比较范围", ["名称", "成员数"], ["山区26县", size]))[::2] == ("B", message)
