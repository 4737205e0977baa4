"""Monthly tables of county bureaus: beside what was done stand plans, last year's figures, totals and arrows."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

IMITATIONS = [
    Imitation(
        "plan_done_and_rate",
        "What was done stands between the plan and how much of it was done.",
        sheet(
            [
                ["缙云县2021年1-7月主要指标完成情况"],
                ["指标", "年度计划(目标)", "1-7月完成", "完成率(%)"],
                ["工业总产值（亿元）", 100, 58.2, 58.2],
                ["利润总额（万元）", 9000, 5200, 57.8],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    C3 缙云县 output level 2021-01-01..2021-07-31 58.2
                    C4 缙云县 profit level 2021-01-01..2021-07-31 5200
                """),
                set_aside=["2 beside"] * 2,
                set_aside_figures=4,
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "plan_done_and_growth_of_towns",
        "The growth behind the rate is that of what was done; the indicator stands in the title.",
        sheet(
            [
                ["2021年1-7月各乡镇工业总产值完成情况（万元）"],
                ["乡镇", "年度计划", "1-7月完成数", "完成计划%", "同比增减%"],
                ["壶镇镇", 60000, 30000, 50, 4.5],
                ["新建镇", 20000, 12000, 60, -1.5],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=2,
                figures=lines("""
                    C3 壶镇镇 output level 2021-01-01..2021-07-31 3
                    E3 壶镇镇 output yoy 2021-01-01..2021-07-31 4.5
                    C4 新建镇 output level 2021-01-01..2021-07-31 1.2
                    E4 新建镇 output yoy 2021-01-01..2021-07-31 -1.5
                """),
                set_aside=["2 beside"] * 2,
                set_aside_figures=4,
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "growth_behind_a_target",
        "A growth right behind a target is that of the target, or of nobody knows what.",
        sheet(
            [
                ["缙云县主要指标"],
                ["指标", "2020年完成", "2021年目标", "增长（%）"],
                ["规上工业总产值（亿元）", 90, 100, 11.1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout=None,
                rows=1,
                figures=["B3 缙云县 output level 2020-01-01..2020-12-31 90"],
                set_aside=["2 beside"] * 2,
                set_aside_figures=2,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_and_of_which_below_one_indicator",
        "Below the merged indicator its total, then parts of it, of which nobody has registered one.",
        sheet(
            [
                ["2021年1-7月规上工业情况"],
                ["地区", "规上工业总产值（亿元）", None, None],
                [None, "合计", "其中：出口", "其中：新产品"],
                ["壶镇镇", 58.2, 8.2, 5],
                ["新建镇", 18.2, 3.2, 1],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:D2"]},
        tables=[
            ExpectedTable(
                "A2:D5",
                rows=2,
                figures=lines("""
                    B4 壶镇镇 output level 2021-01-01..2021-07-31 58.2
                    B5 新建镇 output level 2021-01-01..2021-07-31 18.2
                """),
                set_aside=["3 unknown"] * 2,
                set_aside_figures=4,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "of_which_known_by_its_own_name",
        "A part that is an indicator of its own is read as that; 其中 may be a level of the header.",
        sheet(
            [
                ["2021年1-7月"],
                ["地区", "一般公共预算收入（亿元）", None, None, "#利润总额（万元）"],
                [None, "合计", "其中", None, None],
                [None, None, "税收", "非税", None],
                ["壶镇镇", 5.2, 4.2, 1, 800],
            ]
        ),
        merges={"Sheet1": ["A2:A4", "B2:D2", "C3:D3", "B3:B4", "E2:E4"]},
        tables=[
            ExpectedTable(
                "A2:E5",
                rows=1,
                figures=lines("""
                    B5 壶镇镇 revenue level 2021-01-01..2021-07-31 5.2
                    E5 壶镇镇 profit level 2021-01-01..2021-07-31 800
                """),
                set_aside=["4 unknown"] * 2,
                set_aside_figures=2,
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "targets_over_two_periods",
        "The targets of the year and of the months stand under one merged heading, what was done beside.",
        sheet(
            [
                ["缙云县2021年1-7月主要指标"],
                ["指标", "目标任务", None, "完成"],
                [None, "全年", "1-7月", None],
                ["工业总产值（亿元）", 100, 60, 58.2],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:C2", "D2:D3"]},
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=1,
                figures=["D4 缙云县 output level 2021-01-01..2021-07-31 58.2"],
                set_aside=["3 beside"] * 2,
                set_aside_figures=2,
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "units_behind_a_mark",
        "The units stand behind a slash, a colon, a comma and a space; per 亩 is another indicator.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "总产值/万元", "利润总额：元", "用电量,万千瓦时", "从业人员 人", "总产值/亩"],
                ["壶镇镇", 58200, 800, 50, 900, 3],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:F3",
                rows=1,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 5.82
                    C3 壶镇镇 profit level 2021-01-01..2021-07-31 0.08
                    D3 壶镇镇 power level 2021-01-01..2021-07-31 50
                    E3 壶镇镇 staff level 2021-01-01..2021-07-31 900
                """),
                set_aside=["2 unknown"],
                set_aside_figures=1,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "this_year_and_the_last",
        "今年 and 去年 under a title of seven months are those months of both years.",
        sheet(
            [
                ["缙云县2021年1-7月主要指标"],
                ["指标", "今年", "去年", "增长%"],
                ["工业总产值（亿元）", 58.2, 50.1, 16.2],
                ["利润总额（万元）", 5200, 4000, 30],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    B3 缙云县 output level 2021-01-01..2021-07-31 58.2
                    C3 缙云县 output level 2020-01-01..2020-07-31 50.1
                    D3 缙云县 output yoy 2021-01-01..2021-07-31 16.2
                    B4 缙云县 profit level 2021-01-01..2021-07-31 5200
                    C4 缙云县 profit level 2020-01-01..2020-07-31 4000
                    D4 缙云县 profit yoy 2021-01-01..2021-07-31 30
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "month_and_sum_of_both_years",
        "The month and the sum since January, each with that of the year before, then the growth of the sum.",
        sheet(
            [
                ["2021年7月各乡镇"],
                ["乡镇", "工业总产值（亿元）", None, None, None, None],
                [None, "本月实际", "上年同月", "自年初累计", "同期累计", "累计增减（%）"],
                ["壶镇镇", 8, 7, 58, 50, 16],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:F2"]},
        tables=[
            ExpectedTable(
                "A2:F4",
                layout=None,
                rows=1,
                figures=lines("""
                    B4 壶镇镇 output level 2021-07-01..2021-07-31 8
                    C4 壶镇镇 output level 2020-07-01..2020-07-31 7
                    D4 壶镇镇 output level 2021-01-01..2021-07-31 58
                    E4 壶镇镇 output level 2020-01-01..2020-07-31 50
                    F4 壶镇镇 output yoy 2021-01-01..2021-07-31 16
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "same_period_beside_a_dated_heading",
        "上年同期 belongs to the heading on its left, which alone says the period and the indicator.",
        sheet(
            [
                ["缙云县各乡镇"],
                ["乡镇", "2021年1-7月工业总产值（亿元）", "上年同期", "增减额", "增减幅（%）"],
                ["壶镇镇", 58, 50, 8, 16],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 58
                    C3 壶镇镇 output level 2020-01-01..2020-07-31 50
                    E3 壶镇镇 output yoy 2021-01-01..2021-07-31 16
                """),
                set_aside=["2 beside"],
                set_aside_figures=1,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "this_and_last_year_down_the_months",
        "Each row names its months; 上年 is those of the year before.",
        sheet(
            [
                ["缙云县工业总产值（亿元）"],
                ["月份", "本年", "上年", "增长%"],
                ["2021年1-2月", 10, 8, 25],
                ["2021年1-3月", 16, 12.8, 25],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    B3 缙云县 output level 2021-01-01..2021-02-28 10
                    C3 缙云县 output level 2020-01-01..2020-02-29 8
                    D3 缙云县 output yoy 2021-01-01..2021-02-28 25
                    B4 缙云县 output level 2021-01-01..2021-03-31 16
                    C4 缙云县 output level 2020-01-01..2020-03-31 12.8
                    D4 缙云县 output yoy 2021-01-01..2021-03-31 25
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "this_year_without_any_year",
        "今年 and 去年 where nothing says which year, nor how much of it: the portal asks.",
        sheet([["缙云县主要指标"], ["指标", "今年", "去年"], ["工业总产值（亿元）", 58.2, 50.1]]),
        tables=[ExpectedTable("A2:C3", layout=None, rows=1, errors=["missing_period@B3", "missing_period@C3"])],
        unreadable=None,
    ),
    Imitation(
        "whole_of_last_year",
        "去年全年 is the year before that of the title, whenever it was published.",
        sheet(
            [
                ["缙云县2020年1-7月"],
                ["指标", "1-7月", "去年全年"],
                ["工业总产值（亿元）", 50.1, 90],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 缙云县 output level 2020-01-01..2020-07-31 50.1
                    C3 缙云县 output level 2019-01-01..2019-12-31 90
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_above_and_below_the_threshold",
        "合计 is the row's indicator, but not of one that is only of firms above the threshold: that is 规上.",
        sheet(
            [
                ["缙云县2021年1-7月"],
                ["指标", "合计", "规上", "规下"],
                ["工业总产值（亿元）", 58.2, 50.1, 8.1],
                ["利润总额（万元）", 100, 90, 10],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    C3 缙云县 output level 2021-01-01..2021-07-31 50.1
                    B4 缙云县 profit level 2021-01-01..2021-07-31 100
                """),
                set_aside=["3 unknown", "3 unknown", "4 unknown", "4 unknown"],
                set_aside_figures=4,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "bilingual_headings",
        "Every heading says the same again in English, the unit too.",
        sheet(
            [
                ["2021年1-7月 Main Indicators"],
                ["地区 Region", "工业总产值 Gross Output (万元 10 000 yuan)", "从业人员\nEmployees"],
                ["壶镇镇", 58200, 50],
                ["新建镇", 8200, 60],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 5.82
                    C3 壶镇镇 staff level 2021-01-01..2021-07-31 50
                    B4 新建镇 output level 2021-01-01..2021-07-31 0.82
                    C4 新建镇 staff level 2021-01-01..2021-07-31 60
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "bilingual_labels",
        "The indicators down the rows say the same again in English.",
        sheet(
            [
                ["缙云县2021年1-7月"],
                ["指标 Indicator", "单位 Unit", "1-7月 Jan.-July", "增长 Growth (%)"],
                ["工业总产值 Gross Output", "万元", 58200, 5],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout=None,
                rows=1,
                figures=lines("""
                    C3 缙云县 output level 2021-01-01..2021-07-31 5.82
                    D3 缙云县 output yoy 2021-01-01..2021-07-31 5
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "total_at_the_right_end",
        "合计 behind the counties is their sum: compared where it can be, not imported.",
        sheet(
            [
                ["工业总产值（亿元）"],
                ["年份", "示例一县", "示例二县", "合计"],
                ["2019年", 3, 4, 7],
                ["2020年", 5, 4, 10.5],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    B3 示例一县 output level 2019-01-01..2019-12-31 3
                    C3 示例二县 output level 2019-01-01..2019-12-31 4
                    B4 示例一县 output level 2020-01-01..2020-12-31 5
                    C4 示例二县 output level 2020-01-01..2020-12-31 4
                """),
                warnings=["total_differs@D4"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_that_names_the_city",
        "示例市合计 behind the counties is the city's own figure; the staff of a row is no sum.",
        sheet(
            [
                ["2021年1-7月"],
                ["指标", "示例一县", "示例二县", "示例市合计"],
                ["规上工业总产值（亿元）", 3, 4, 7],
                ["从业人员（人）", 30, 40, 80],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines("""
                    B3 示例一县 output level 2021-01-01..2021-07-31 3
                    C3 示例二县 output level 2021-01-01..2021-07-31 4
                    D3 示例市 output level 2021-01-01..2021-07-31 7
                    B4 示例一县 staff level 2021-01-01..2021-07-31 30
                    C4 示例二县 staff level 2021-01-01..2021-07-31 40
                    D4 示例市 staff level 2021-01-01..2021-07-31 80
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_behind_the_months",
        "合计 behind single months is their sum; of which period it would be the figure nobody says.",
        sheet(
            [
                ["缙云县2021年"],
                ["指标", "1月", "2月", "3月", "合计"],
                ["规上工业总产值（亿元）", 3, 4, 5, 12],
                ["利润总额（万元）", 30, 40, 50, 130],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E4",
                layout="indicators×periods",
                rows=2,
                figures=lines("""
                    B3 缙云县 output level 2021-01-01..2021-01-31 3
                    C3 缙云县 output level 2021-02-01..2021-02-28 4
                    D3 缙云县 output level 2021-03-01..2021-03-31 5
                    B4 缙云县 profit level 2021-01-01..2021-01-31 30
                    C4 缙云县 profit level 2021-02-01..2021-02-28 40
                    D4 缙云县 profit level 2021-03-01..2021-03-31 50
                """),
                warnings=["total_differs@E4"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "triangle_of_accounts_for_a_minus",
        "△ stands for a minus, words for growth and none.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "同比（%）"],
                ["壶镇镇", 58.2, "△3.2"],
                ["新建镇", 8.2, "增长12.8%"],
                ["新碧街道", 1, "持平"],
                ["莲都区", 9, "下降2.1"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C6",
                rows=4,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 58.2
                    C3 壶镇镇 output yoy 2021-01-01..2021-07-31 -3.2
                    B4 新建镇 output level 2021-01-01..2021-07-31 8.2
                    C4 新建镇 output yoy 2021-01-01..2021-07-31 12.8
                    B5 新碧街道 output level 2021-01-01..2021-07-31 1
                    C5 新碧街道 output yoy 2021-01-01..2021-07-31 0
                    B6 莲都区 output level 2021-01-01..2021-07-31 9
                    C6 莲都区 output yoy 2021-01-01..2021-07-31 -2.1
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "black_triangle_alone",
        "▲ alone is growth in one bureau and decline in another.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "同比（%）"],
                ["壶镇镇", 58.2, "▲3.2"],
                ["新建镇", 8.2, 4],
            ]
        ),
        tables=[ExpectedTable("A2:C4", rows=2, errors=["unreadable_number@C3"])],
        unreadable=None,
    ),
    Imitation(
        "arrows_up_and_down",
        "Beside ▼ a ▲ is an arrow up; an arrow behind a number may say its sign again.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "同比（%）"],
                ["壶镇镇", 58.2, "▲3.2"],
                ["新建镇", 8.2, "▼4"],
                ["新碧街道", 1, "-3.2▼"],
                ["莲都区", 9, "2.5%↑"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C6",
                rows=4,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 58.2
                    C3 壶镇镇 output yoy 2021-01-01..2021-07-31 3.2
                    B4 新建镇 output level 2021-01-01..2021-07-31 8.2
                    C4 新建镇 output yoy 2021-01-01..2021-07-31 -4
                    B5 新碧街道 output level 2021-01-01..2021-07-31 1
                    C5 新碧街道 output yoy 2021-01-01..2021-07-31 -3.2
                    B6 莲都区 output level 2021-01-01..2021-07-31 9
                    C6 莲都区 output yoy 2021-01-01..2021-07-31 2.5
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "words_of_a_monthly_sheet",
        "The words of an industry bureau's monthly sheet, the difference among them.",
        sheet(
            [
                ["缙云县2021年7月工业经济"],
                ["指标", "单位", "本月完成", "比上年同期增减(%)", "累计完成", "上年同期累计", "增减额", "增减幅"],
                ["工业总产值", "亿元", 8, 7.5, 58, 50, 8, 16],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:H3",
                layout=None,
                rows=1,
                figures=lines("""
                    C3 缙云县 output level 2021-07-01..2021-07-31 8
                    D3 缙云县 output yoy 2021-07-01..2021-07-31 7.5
                    E3 缙云县 output level 2021-01-01..2021-07-31 58
                    F3 缙云县 output level 2020-01-01..2020-07-31 50
                    H3 缙云县 output yoy 2021-01-01..2021-07-31 16
                """),
                set_aside=["2 beside"],
                set_aside_figures=1,
            )
        ],
        unreadable="C2",
    ),
]
