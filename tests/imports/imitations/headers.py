"""Headers of one to four levels, merged, left blank or said again; and the measures that they name."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

GROUPED = [
    ["县", "规上工业总产值", None, None],
    [None, "累计（万元）", "同比±%", "全市位次"],
    ["示例一县", 1205000, 8.1, 1],
    ["示例二县", 803000, 6.4, 2],
]


def grouped_figures(first: int, second: int) -> list[str]:
    """The figures of `GROUPED` where its two counties stand in these rows."""
    return lines(f"""
        B{first} 示例一县 output level 2021-01-01..2021-07-31 120.5 全市第1
        C{first} 示例一县 output yoy 2021-01-01..2021-07-31 8.1
        B{second} 示例二县 output level 2021-01-01..2021-07-31 80.3 全市第2
        C{second} 示例二县 output yoy 2021-01-01..2021-07-31 6.4
    """)


IMITATIONS = [
    Imitation(
        "cumulative_growth_and_rank_below_one_indicator",
        "A merged heading names the indicator; below it stand 累计, 同比±% and 位次.",
        sheet([["示例市2021年7月主要指标"], *GROUPED]),
        merges={"Sheet1": ["A1:D1", "A2:A3", "B2:D2"]},
        arguments=EXAMPLE_CITY,
        # A rank is no figure of its own: four figures.
        tables=[ExpectedTable("A2:D5", rows=2, figures=grouped_figures(4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "two_levels_unmerged",
        "The same header in a csv, which knows no merged cells.",
        {"示例市2021年1-7月": GROUPED},
        file_name="示例市2021年1-7月.csv",
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A1:D4", sheet="示例市2021年1-7月", rows=2, figures=grouped_figures(3, 4))],
        unreadable="B1",
    ),
    Imitation(
        "two_levels_said_again",
        "The heading is written above each of its columns.",
        {
            "示例市2021年1-7月": [
                ["县", "规上工业总产值", "规上工业总产值", "规上工业总产值"],
                ["县", "累计（万元）", "同比±%", "全市位次"],
                *GROUPED[2:],
            ]
        },
        file_name="示例市2021年1-7月.csv",
        encoding="utf-8-sig",
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A1:D4", sheet="示例市2021年1-7月", rows=2, figures=grouped_figures(3, 4))],
        unreadable="C1",
    ),
    Imitation(
        "three_levels",
        "Year over indicator over measure.",
        sheet(
            [
                ["县", "2020年", None, "2021年1-7月", None],
                [None, "工业用电量", None, "工业用电量", None],
                [None, "数值（万千瓦时）", "增速（%）", "数值（万千瓦时）", "增速（%）"],
                ["示例一县", 8200, 3.1, 5100, 9.8],
            ]
        ),
        merges={"Sheet1": ["A1:A3", "B1:C1", "D1:E1", "B2:C2", "D2:E2"]},
        arguments=EXAMPLE_CITY,
        # Periods stand above indicators: subjects×indicators and cells are both right.
        tables=[
            ExpectedTable(
                "A1:E4",
                layout=None,
                rows=1,
                figures=lines("""
                    B4 示例一县 power level 2020-01-01..2020-12-31 8200
                    C4 示例一县 power yoy 2020-01-01..2020-12-31 3.1
                    D4 示例一县 power level 2021-01-01..2021-07-31 5100
                    E4 示例一县 power yoy 2021-01-01..2021-07-31 9.8
                """),
            )
        ],
        unreadable="D1",
    ),
    Imitation(
        "four_levels",
        "Theme over indicator over period over measure.",
        sheet(
            [
                ["地区", "工业经济", None, None, None],
                [None, "规上工业增加值", None, None, None],
                [None, "1-6月", None, "1-7月", None],
                [None, "总量（亿元）", "增幅（%）", "总量（亿元）", "增幅（%）"],
                ["缙云县", 58.2, 15.3, 68.1, 14.6],
                ["莲都区", 40.4, 11.2, 47.0, 10.9],
            ]
        ),
        merges={"Sheet1": ["A1:A4", "B1:E1", "B2:E2", "B3:C3", "D3:E3"]},
        file_name="2021年工业经济.xlsx",
        tables=[
            ExpectedTable(
                "A1:E6",
                layout=None,
                rows=2,
                figures=lines("""
                    B5 缙云县 value_added level 2021-01-01..2021-06-30 58.2
                    C5 缙云县 value_added yoy 2021-01-01..2021-06-30 15.3
                    D5 缙云县 value_added level 2021-01-01..2021-07-31 68.1
                    E5 缙云县 value_added yoy 2021-01-01..2021-07-31 14.6
                    B6 莲都区 value_added level 2021-01-01..2021-06-30 40.4
                    C6 莲都区 value_added yoy 2021-01-01..2021-06-30 11.2
                    D6 莲都区 value_added level 2021-01-01..2021-07-31 47
                    E6 莲都区 value_added yoy 2021-01-01..2021-07-31 10.9
                """),
            )
        ],
        unreadable="D3",
    ),
    Imitation(
        "this_month_and_since_january",
        "本月 is July alone, 1-7月累计 the months since January.",
        sheet(
            [
                ["缙云县2021年7月工业用电量（万千瓦时）"],
                ["乡镇", "本月", "1-7月累计"],
                ["壶镇镇", 2100, 14200],
                ["新建镇", 610, 4050],
            ]
        ),
        # What the columns part is the period.
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="subjects×periods",
                rows=2,
                figures=lines("""
                    B3 壶镇镇 power level 2021-07-01..2021-07-31 2100
                    C3 壶镇镇 power level 2021-01-01..2021-07-31 14200
                    B4 新建镇 power level 2021-07-01..2021-07-31 610
                    C4 新建镇 power level 2021-01-01..2021-07-31 4050
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "share_and_month_on_month",
        "占比 and 环比 stand behind the indicator's name.",
        sheet(
            [
                ["缙云县2021年7月工业用电情况"],
                ["乡镇", "工业用电量（万千瓦时）", "工业用电量占比（%）", "工业用电量环比（%）"],
                ["壶镇镇", 2100, 45.2, -3.1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                rows=1,
                figures=lines("""
                    B3 壶镇镇 power level 2021-07-01..2021-07-31 2100
                    C3 壶镇镇 power share 2021-07-01..2021-07-31 45.2
                    D3 壶镇镇 power mom 2021-07-01..2021-07-31 -3.1
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "change_in_points",
        "A rate's change is in 百分点, below a merged heading.",
        sheet(
            [
                ["2020年"],
                ["地区", "城镇登记失业率", None],
                [None, "数值（%）", "同比±百分点"],
                ["缙云县", 1.9, -0.3],
            ]
        ),
        merges={"Sheet1": ["B2:C2", "A2:A3"]},
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=1,
                figures=lines("""
                    B4 缙云县 unemployment level 2020-01-01..2020-12-31 1.9
                    C4 缙云县 unemployment change_pp 2020-01-01..2020-12-31 -0.3
                """),
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "units_below_the_names",
        "The second row of the header holds nothing but units.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标"],
                ["企业名称", "总产值", "从业人员", "工业用电量"],
                [None, "万元", "人", "千瓦时"],
                ["锯力煌", 29100, 300, 560000],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                rows=1,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C4 锯力煌 staff level 2021-01-01..2021-07-31 300
                    D4 锯力煌 power level 2021-01-01..2021-07-31 56
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "line_breaks_in_the_header",
        "The headers have line breaks and blanks between their letters.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标"],
                ["企 业\n名 称", "工业\n总产值\n（万元）", "从 业 人 员"],
                ["锯力煌", 29100, 300],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 staff level 2021-01-01..2021-07-31 300
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "numbers_below_the_header",
        "A row 甲, 1, 2 counts the columns, as printed statistical tables do.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标"],
                ["企业名称", "总产值（万元）", "从业人员"],
                ["甲", 1, 2],
                ["锯力煌", 29100, 300],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=1,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C4 锯力煌 staff level 2021-01-01..2021-07-31 300
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "groups_of_rows_in_a_merged_column",
        "A merged column groups the counties; the group is no subject of its own.",
        sheet(
            [
                ["示例市2021年1-7月规上工业总产值"],
                ["片区", "县", "总产值（亿元）"],
                ["东片", "示例一县", 120.5],
                [None, "示例二县", 80.3],
                ["西片", "示例三县", 60.2],
            ]
        ),
        merges={"Sheet1": ["A3:A4"]},
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:C5",
                rows=3,
                figures=lines("""
                    C3 示例一县 output level 2021-01-01..2021-07-31 120.5
                    C4 示例二县 output level 2021-01-01..2021-07-31 80.3
                    C5 示例三县 output level 2021-01-01..2021-07-31 60.2
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "indicators_in_groups_of_rows",
        "The indicator is merged over the rows of its counties.",
        sheet(
            [
                ["示例市2020年主要指标"],
                ["指标", "县", "数值", "单位"],
                ["规上工业总产值", "示例一县", 205.5, "亿元"],
                [None, "示例二县", 148.0, "亿元"],
                ["规上工业企业数", "示例一县", 212, "家"],
                [None, "示例二县", 151, "家"],
            ]
        ),
        merges={"Sheet1": ["A3:A4", "A5:A6"]},
        arguments=EXAMPLE_CITY,
        # 县 is no header of the long form but plainly the subject: either kind publishes the same figures.
        tables=[
            ExpectedTable(
                "A2:D6",
                kind=None,
                layout="long",
                rows=4,
                figures=lines("""
                    C3 示例一县 output level 2020-01-01..2020-12-31 205.5
                    C4 示例二县 output level 2020-01-01..2020-12-31 148
                    C5 示例一县 firms level 2020-01-01..2020-12-31 212
                    C6 示例二县 firms level 2020-01-01..2020-12-31 151
                """),
            )
        ],
        unreadable="C2",
    ),
]
