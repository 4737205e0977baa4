"""What went in wrong without a word: fractions for per cent, monthly growth of a span, an industry for a county."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

IMITATIONS = [
    Imitation(
        "growth_as_a_fraction",
        "Growth of 3.5 % may be written as 0.035, and nothing says per cent: the portal asks.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "总产值（亿元）", "同比增长"],
                ["锯力煌", 2.91, 0.035],
                ["君鸿机械", 1.5, 0.128],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 output yoy 2021-01-01..2021-07-31 0.035
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.5
                    C4 君鸿机械 output yoy 2021-01-01..2021-07-31 0.128
                """),
                warnings=["percent_or_fraction@C2"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "share_as_a_fraction_in_a_row",
        "Indicators down: the growth of 3.5 and 4.1 % stands as fractions in a row of its own.",
        sheet(
            [
                ["缙云县规上工业"],
                ["指标", "2021年1-6月", "2021年1-7月"],
                ["规上工业总产值（亿元）", 50.2, 58.2],
                ["规上工业总产值同比增长", 0.035, 0.041],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="indicators×periods",
                rows=2,
                figures=lines("""
                    B3 缙云县 output level 2021-01-01..2021-06-30 50.2
                    C3 缙云县 output level 2021-01-01..2021-07-31 58.2
                    B4 缙云县 output yoy 2021-01-01..2021-06-30 0.035
                    C4 缙云县 output yoy 2021-01-01..2021-07-31 0.041
                """),
                warnings=["percent_or_fraction@B4"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "small_growth_in_per_cent",
        "The header says per cent: half a per cent is half a per cent.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "总产值（亿元）", "同比增长（%）"],
                ["锯力煌", 2.91, 0.5],
                ["君鸿机械", 1.5, -0.3],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 output yoy 2021-01-01..2021-07-31 0.5
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.5
                    C4 君鸿机械 output yoy 2021-01-01..2021-07-31 -0.3
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "small_growth_under_a_unit_line",
        "The unit line says per cent, for the growth.",
        sheet(
            [
                ["2021年1-7月规上工业", None, "单位：亿元、%"],
                ["企业名称", "总产值", "同比增长"],
                ["锯力煌", 2.91, 0.5],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 output yoy 2021-01-01..2021-07-31 0.5
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "small_growth_beside_a_large_one",
        "One growth of 8.1 shows that the others are per cent too.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "总产值（亿元）", "同比增长"],
                ["锯力煌", 2.91, 0.5],
                ["君鸿机械", 1.5, 8.1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 output yoy 2021-01-01..2021-07-31 0.5
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.5
                    C4 君鸿机械 output yoy 2021-01-01..2021-07-31 8.1
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "growth_over_the_month_before_below_a_span",
        "环比 compares a month with the one before: below 1-7月 it is that of July, and to be confirmed.",
        sheet(
            [
                ["2021年1-7月工业用电量（万千瓦时）"],
                ["县", "总量", "同比%", "环比%"],
                ["示例一县", 5100, 9.8, -2.1],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:D3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 示例一县 power level 2021-01-01..2021-07-31 5100
                    C3 示例一县 power yoy 2021-01-01..2021-07-31 9.8
                    D3 示例一县 power mom 2021-07-01..2021-07-31 -2.1
                """),
                warnings=["mom_of_span@D2"],
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "growth_over_the_month_before_beside_its_month",
        "环比 behind 本月 is that of July, also beside a span.",
        sheet(
            [
                ["2021年1-7月工业用电量（万千瓦时）"],
                ["县", "本月", "环比%", "1-7月累计", "同比%"],
                ["示例一县", 700, -2.1, 5100, 9.8],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:E3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 示例一县 power level 2021-07-01..2021-07-31 700
                    C3 示例一县 power mom 2021-07-01..2021-07-31 -2.1
                    D3 示例一县 power level 2021-01-01..2021-07-31 5100
                    E3 示例一县 power yoy 2021-01-01..2021-07-31 9.8
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "growth_over_the_quarter_before",
        "A quarter has one before it.",
        sheet([["2021年二季度工业用电量（万千瓦时）"], ["县", "总量", "环比%"], ["示例一县", 2100, 4.5]]),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:C3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 示例一县 power level 2021-04-01..2021-06-30 2100
                    C3 示例一县 power mom 2021-04-01..2021-06-30 4.5
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "one_industry_of_each_county",
        "The figure of an industry is not that of the county; the one of all of them is.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["县", "行业", "总产值（亿元）"],
                ["示例一县", "纺织业", 12.1],
                ["示例二县", "通用设备制造业", 10.1],
                ["示例三县", "全部", 9.5],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:C5",
                rows=3,
                figures=["C5 示例三县 output level 2021-01-01..2021-07-31 9.5"],
                set_aside=["3 part", "4 part"],
                set_aside_figures=2,
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "one_size_of_firms_of_each_county",
        "So with the size of firms, behind the figures.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["县", "总产值（亿元）", "企业规模"],
                ["示例一县", 12.1, "大型"],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C3", rows=1, set_aside=["3 part"], set_aside_figures=1)],
        unreadable=None,
    ),
    Imitation(
        "the_industry_of_each_firm",
        "The industry and the size of a firm say what it is, and part nothing off.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "所属行业", "规模", "总产值（亿元）"],
                ["锯力煌", "通用设备制造业", "中型", 2.91],
            ]
        ),
        tables=[
            ExpectedTable("A2:D3", rows=1, figures=["D3 锯力煌 output level 2021-01-01..2021-07-31 2.91"]),
        ],
        unreadable="D2",
    ),
    Imitation(
        "indicators_in_classes",
        "类别 before the indicators only groups them.",
        sheet(
            [
                ["缙云县主要指标"],
                ["类别", "指标", "2021年1-7月"],
                ["工业", "规上工业总产值（亿元）", 58.2],
                ["能源", "工业用电量（万千瓦时）", 88900],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="indicators×periods",
                rows=2,
                figures=lines("""
                    C3 缙云县 output level 2021-01-01..2021-07-31 58.2
                    C4 缙云县 power level 2021-01-01..2021-07-31 88900
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "cumulative_by_the_title",
        "The title says that each month counts from January.",
        sheet(
            [
                ["2021年各月累计规上工业总产值（亿元）"],
                ["企业名称", "1月", "2月", "3月"],
                ["锯力煌", 0.4, 0.7, 1.2],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-01-31 0.4
                    C3 锯力煌 output level 2021-01-01..2021-02-28 0.7
                    D3 锯力煌 output level 2021-01-01..2021-03-31 1.2
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "cumulative_by_the_title_months_down",
        "The same with the months in the rows.",
        sheet([["缙云县2021年1-3月累计"], ["月份", "用电量（万千瓦时）"], ["2月", 22000], ["3月", 35000]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                layout="periods×indicators",
                rows=2,
                figures=lines("""
                    B3 缙云县 power level 2021-01-01..2021-02-28 22000
                    B4 缙云县 power level 2021-01-01..2021-03-31 35000
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "cumulative_to_the_month_of_the_title",
        "7月累计 in the title is the sum since January.",
        sheet([["2021年7月累计规上工业"], ["企业名称", "总产值（亿元）"], ["锯力煌", 2.91]]),
        tables=[
            ExpectedTable("A2:B3", rows=1, figures=["B3 锯力煌 output level 2021-01-01..2021-07-31 2.91"]),
        ],
        unreadable="B2",
    ),
    Imitation(
        "cumulative_title_over_single_months",
        "The header says 当月; that is nearer than the title.",
        sheet(
            [
                ["2021年1-3月累计规上工业总产值（亿元）"],
                ["企业名称", "2月", None, "3月", None],
                [None, "当月", "累计", "当月", "累计"],
                ["锯力煌", 0.3, 0.7, 0.5, 1.2],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:C2", "D2:E2"]},
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=1,
                figures=lines("""
                    B4 锯力煌 output level 2021-02-01..2021-02-28 0.3
                    C4 锯力煌 output level 2021-01-01..2021-02-28 0.7
                    D4 锯力煌 output level 2021-03-01..2021-03-31 0.5
                    E4 锯力煌 output level 2021-01-01..2021-03-31 1.2
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "cumulative_title_over_months_and_their_sum",
        "A column 1-3月 beside the months says what the title's 累计 speaks of: the months are single.",
        sheet(
            [
                ["2021年1-3月累计规上工业总产值（亿元）"],
                ["企业名称", "1月", "2月", "3月", "1-3月"],
                ["锯力煌", 0.4, 0.3, 0.5, 1.2],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-01-31 0.4
                    C3 锯力煌 output level 2021-02-01..2021-02-28 0.3
                    D3 锯力煌 output level 2021-03-01..2021-03-31 0.5
                    E3 锯力煌 output level 2021-01-01..2021-03-31 1.2
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "a_part_of_industry_over_the_indicators",
        "What 规下工业, 建筑业 or firms of a size turn out is not the output of industry.",
        sheet(
            [
                ["2021年1-7月"],
                ["县", "规上工业", "规下工业", "建筑业", "大型企业"],
                [None, "总产值（亿元）", "总产值（亿元）", "总产值（亿元）", "总产值（亿元）"],
                ["示例一县", 12.1, 3, 5, 4],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:E4",
                rows=1,
                figures=["B4 示例一县 output level 2021-01-01..2021-07-31 12.1"],
                set_aside=["3 unknown"] * 3,
                set_aside_figures=3,
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "a_park_of_each_county",
        "The figures of parks that nobody knows are not those of their counties.",
        sheet([["2021年1-7月"], ["县", "园区", "总产值（亿元）"], ["示例一县", "甲园区", 3]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C3", rows=1, set_aside=["3 part"], set_aside_figures=1)],
        unreadable=None,
    ),
    Imitation(
        "firms_that_nobody_knows_behind_their_county",
        "So with firms.",
        sheet([["2021年1-7月"], ["县", "企业名称", "总产值（亿元）"], ["示例一县", "某某机械厂", 3]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C3", rows=1, set_aside=["3 unknown"], set_aside_figures=1)],
        unreadable=None,
    ),
]
