"""Seven files as their publishers shipped them: what is understood of each, with their names known and unknown."""

import csv
from pathlib import Path

import pytest

from indicators.models import Observation, Region
from tests.factories import make_indicator, make_region, make_root, make_source
from tests.imports.running import run

REAL_FILES = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REAL_FILES.is_dir(), reason="the real files are not beside this clone"),
]

MONTHLY = "01_nbs_工业增加值-月度数据.xls"
PROVINCES = "04_nbs_gbk_分省年度数据.csv"
PRICES = "06_nbs_gbk_月度数据.csv"
BUDGETS = "08_一般公共预算等.xls"
INDUSTRIES = "20_code_GB-4754-2017.csv"
DIVISIONS = "22_code_GB-2260.csv"
BRITISH = "24_intl_ons_gross-value-added.csv"
PER_HOUR, PER_JOB = "Gross value added per hour worked", "Gross value added per filled job"
PRICE_PARTS = [
    f"{part}居民消费价格指数"
    for part in (
        "", "食品烟酒类", "衣着类", "居住类", "生活用品及服务类", "交通和通信类", "教育文化和娱乐类", "医疗保健类",
        "其他用品和服务类",
    )
]  # fmt: skip


@pytest.fixture
def nation(db):
    make_source("统计月报")
    return make_root("全国", "990000")


@pytest.fixture
def catalogue(nation):
    """The names in the files: indicators, provinces, the areas of the British file."""
    with (REAL_FILES / PROVINCES).open(encoding="gb18030", newline="") as file:
        provinces = [row[0] for row in csv.reader(file)][4:35]
    with (REAL_FILES / BRITISH).open(encoding="utf-8-sig", newline="") as file:
        areas = dict.fromkeys((row["areanm"], row["areacd"]) for row in csv.DictReader(file))
    for number, name in enumerate(provinces):
        make_region(name, f"{number:02}0000", nation, level=Region.Level.CITY)
    for name, code in areas:
        make_region(name, code, nation, level=Region.Level.CITY)
    for number, (name, unit) in enumerate(
        [
            ("工业增加值", "亿元"), ("地区生产总值", "亿元"), ("一般公共预算支出", "亿元"), ("财政支出", "亿元"),
            ("出口总值", "亿美元"), ("进口总值", "亿美元"), (PER_HOUR, "英镑"), (PER_JOB, "英镑"),
            *((name, "") for name in PRICE_PARTS),
        ]
    ):  # fmt: skip
        make_indicator(f"real-{number}", name, unit=unit)


def read(name, *arguments):
    """The exit code and the one table of a file."""
    code, report = run(REAL_FILES / name, "--source", "统计月报", "--world", "quanguo", *arguments)
    [table] = report["sheets"]
    return code, table


def understood(table):
    told = table["understood"]
    return table["table"], table["kind"], told["layout"], told["measures"], ends(told["periods"]), told["notes"]


def ends(texts):
    return texts[0], texts[-1], len(texts)


def counts(table):
    return (
        table["rows"],
        table["new"],
        table["set_aside"],
        table["errors_total"],
        [w["code"] for w in table["warnings"]],
    )


MONTHS = ("2020年4月", "2017年5月", 33)
EXPECTED = {
    MONTHLY: ("A3:AH5", "figures_wide", "indicators×periods", ["yoy"], MONTHS, [6, 7, 8, 9]),
    PROVINCES: ("A4:T35", "figures_wide", "subjects×periods", ["level"], ("2024年", "2006年", 19), [36, 37]),
    PRICES: ("A3:L53", "figures_wide", "periods×indicators", ["level"], ("2020年2月", "2016年1月", 50), [54, 55, 56]),
    BUDGETS: ("A1:X63", "figures_wide", "subjects×periods", ["level"], ("2005年", "2024年", 20), []),
}
INDICATORS = {
    MONTHLY: ["工业增加值"],
    PROVINCES: ["地区生产总值"],
    PRICES: [*PRICE_PARTS, "出口总值", "进口总值"],
    BUDGETS: ["一般公共预算支出", "财政支出"],
}
# Rows, new figures, figures set aside, errors, warnings.
KNOWN = {
    MONTHLY: (2, 63, 0, 0, ["subject_assumed"]),
    PROVINCES: (31, 589, 0, 0, []),
    PRICES: (50, 546, 0, 0, ["subject_assumed"]),
    BUDGETS: (62, 620, 0, 0, []),
}
UNKNOWN = {
    MONTHLY: (2, 0, 63, 0, ["subject_assumed"]),
    PROVINCES: (31, 0, 589, 0, []),
    PRICES: (50, 0, 546, 0, []),
    BUDGETS: (62, 0, 620, 0, []),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_of_figures_goes_in_where_its_names_are_known(catalogue, name):
    _code, table = read(name)

    assert understood(table) == EXPECTED[name]
    assert table["understood"]["indicators"] == INDICATORS[name]
    assert counts(table) == KNOWN[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_where_no_name_is_known_the_table_is_still_found_and_every_figure_set_aside(nation, name):
    _code, table = read(name)

    assert understood(table) == EXPECTED[name]
    assert table["understood"]["indicators"] == INDICATORS[name]
    assert counts(table) == UNKNOWN[name]
    assert table["understood"]["confidence"] == 0


def test_growth_of_a_month_and_since_january_stay_apart(catalogue):
    read(MONTHLY, "--publish", "--accept-all", "全国的数")

    figures = Observation.objects.filter(last_day="2020-03-31").order_by("first_day")
    assert [(str(one.first_day), one.measure, float(one.value), one.cell) for one in figures] == [
        ("2020-01-01", "yoy", -8.4, "C5"),
        ("2020-03-01", "yoy", -1.1, "C4"),
    ]
    # February is there only as the sum of two months.
    assert list(Observation.objects.filter(last_day="2020-02-29").values_list("first_day", "value")) == [
        (Observation.objects.get(cell="D5").first_day, Observation.objects.get(cell="D5").value)
    ]


def test_a_unit_in_the_title_and_one_in_the_label_give_their_figures(catalogue):
    read(PROVINCES, "--publish")
    read(BUDGETS, "--publish")

    told = Observation.objects.filter(subject__name="北京市").order_by("pk")
    assert [
        (one.indicator.name, one.period_label, float(one.value), one.written_unit)
        for one in told
        if one.cell in ("B5", "G2")
    ] == [("地区生产总值", "2024年", 49670.2, "亿元"), ("一般公共预算支出", "2007", 1649.5, "亿元")]


def test_a_british_file_in_long_form_with_values_that_are_not_there(catalogue):
    code, table = read(BRITISH)

    assert (code, table["table"], table["kind"], table["understood"]["layout"]) == (0, "A1:L16403", "figures", "long")
    # Three names are those of a region and of an authority: the code beside them says whose the figures are.
    assert counts(table) == (16402, 16402, 0, 0, [])
    told = table["understood"]
    assert (told["indicators"], told["measures"], told["units"]) == ([PER_HOUR, PER_JOB], ["level"], ["£"])
    assert (ends(told["periods"]), told["subjects"]) == (("2004年", "2003年", 22), 391)


def test_a_british_file_of_unknown_names_is_set_aside_whole(nation):
    code, table = read(BRITISH)

    assert (code, table["kind"], counts(table)) == (0, "figures", (16402, 0, 16402, 0, []))


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        (INDUSTRIES, "categories", ["内部编号", "有99个代码（如“11”）不止一行", "代码设为文本"]),
        (DIVISIONS, "regions", ["内部编号", "有2个代码（如“232701”）不止一行", "有3340行已撤销"]),
    ],
)
def test_a_database_s_own_code_list_is_refused_with_what_to_do(catalogue, name, kind, said):
    for arguments in ((), ("--as", kind)):
        code, table = read(name, "--publish", *arguments)

        [error] = table["errors"]
        assert (code, error["code"], error["row"]) == (1, "unknown_table", 1)
        assert [words for words in said if words not in error["message"]] == []
