"""What a heading leaves to its neighbours: the indicator to a growth, the year to the file's name, the unit to a line."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

IMITATIONS = [
    Imitation(
        "growth_beside_its_indicator",
        "The column 增长（%） names no indicator: it is that of the column on its left.",
        sheet(
            [
                ["示例市2021年1-7月主要指标"],
                ["县", "总产值（亿元）", "增长（%）", "用电量（万千瓦时）", "增长（%）"],
                ["示例一县", 120.5, 8.1, 5100, 9.8],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:E3",
                rows=1,
                figures=lines("""
                    B3 示例一县 output level 2021-01-01..2021-07-31 120.5
                    C3 示例一县 output yoy 2021-01-01..2021-07-31 8.1
                    D3 示例一县 power level 2021-01-01..2021-07-31 5100
                    E3 示例一县 power yoy 2021-01-01..2021-07-31 9.8
                """),
            )
        ],
        # With its indicator unreadable, the growth beside it must not become that of the output.
        unreadable="D2",
    ),
    Imitation(
        "growth_beside_its_period",
        "Indicators down: beside the year stands its growth.",
        sheet(
            [
                ["缙云县国民经济主要指标"],
                ["指标", "单位", "2020年", "同比增长（%）"],
                ["地区生产总值", "亿元", 251.3, 3.4],
                ["规上工业增加值", "亿元", 98.4, 5.2],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout="indicators×periods",
                rows=2,
                figures=lines("""
                    C3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                    D3 缙云县 gdp yoy 2020-01-01..2020-12-31 3.4
                    C4 缙云县 value_added level 2020-01-01..2020-12-31 98.4
                    D4 缙云县 value_added yoy 2020-01-01..2020-12-31 5.2
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "indicators_down_without_a_period_above",
        "Indicators down, 本月 and 累计 across; only the title says which month.",
        sheet(
            [
                ["缙云县2021年7月工业经济月报"],
                ["指标", "单位", "本月", "本月止累计", "累计同比（%）"],
                ["规上工业增加值", "亿元", 9.9, 68.1, 14.6],
                ["工业用电量", "万千瓦时", 13420, 88900, 19.3],
            ]
        ),
        # The columns are periods and a measure: indicators×periods and cells are both right.
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=2,
                figures=lines("""
                    C3 缙云县 value_added level 2021-07-01..2021-07-31 9.9
                    D3 缙云县 value_added level 2021-01-01..2021-07-31 68.1
                    E3 缙云县 value_added yoy 2021-01-01..2021-07-31 14.6
                    C4 缙云县 power level 2021-07-01..2021-07-31 13420
                    D4 缙云县 power level 2021-01-01..2021-07-31 88900
                    E4 缙云县 power yoy 2021-01-01..2021-07-31 19.3
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "everything_in_one_header",
        "One cell says period, indicator and unit.",
        sheet(
            [
                ["县", "2020年工业用电量（万千瓦时）", "2021年1-7月工业用电量（万千瓦时）"],
                ["示例一县", 8200, 5100],
                ["示例二县", 6100, 3900],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A1:C3",
                layout=None,
                rows=2,
                figures=lines("""
                    B2 示例一县 power level 2020-01-01..2020-12-31 8200
                    C2 示例一县 power level 2021-01-01..2021-07-31 5100
                    B3 示例二县 power level 2020-01-01..2020-12-31 6100
                    C3 示例二县 power level 2021-01-01..2021-07-31 3900
                """),
            )
        ],
        unreadable="C1",
    ),
    Imitation(
        "counties_over_indicators",
        "The counties stand in the upper row of the header, the indicators below them, the years down.",
        sheet(
            [
                ["年份", "示例一县", None, "示例二县", None],
                [None, "企业数", "用电量", "企业数", "用电量"],
                ["2019年", 205, 8000, 148, 5900],
                ["2020年", 212, 8200, 151, 6100],
            ]
        ),
        merges={"Sheet1": ["A1:A2", "B1:C1", "D1:E1"]},
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A1:E4",
                layout=None,
                rows=2,
                figures=lines("""
                    B3 示例一县 firms level 2019-01-01..2019-12-31 205
                    C3 示例一县 power level 2019-01-01..2019-12-31 8000
                    D3 示例二县 firms level 2019-01-01..2019-12-31 148
                    E3 示例二县 power level 2019-01-01..2019-12-31 5900
                    B4 示例一县 firms level 2020-01-01..2020-12-31 212
                    C4 示例一县 power level 2020-01-01..2020-12-31 8200
                    D4 示例二县 firms level 2020-01-01..2020-12-31 151
                    E4 示例二县 power level 2020-01-01..2020-12-31 6100
                """),
                warnings=["unit_assumed@C2"],
            )
        ],
        # A county that cannot be read must not become the one on its left.
        unreadable="D1",
    ),
    Imitation(
        "two_words_in_the_corner",
        "The corner says what stands down and what stands across.",
        sheet([["从业人员（人）"], ["企业＼年份", "2019年", "2020年"], ["锯力煌", 290, 295]]),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 staff level 2019-01-01..2019-12-31 290
                    C3 锯力煌 staff level 2020-01-01..2020-12-31 295
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "numbered_labels",
        "The labels are numbered as in a bulletin, and # is 其中.",
        sheet(
            [
                ["缙云县主要指标"],
                ["指标", "2020年"],
                ["一、地区生产总值（亿元）", 251.3],
                ["二、进出口总额（万美元）", 13500],
                ["  #出口总额（万美元）", 12900],
                ["三、规上工业企业数（家）", 212],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:B6",
                layout="indicators×periods",
                rows=4,
                figures=lines("""
                    B3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                    B4 缙云县 trade level 2020-01-01..2020-12-31 13500
                    B5 缙云县 exports level 2020-01-01..2020-12-31 12900
                    B6 缙云县 firms level 2020-01-01..2020-12-31 212
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "a_sheet_a_month",
        "Each sheet is a month; the year stands in the file's name.",
        {
            "6月": [["企业名称", "从业人员（人）"], ["锯力煌", 298]],
            "7月": [["企业名称", "从业人员（人）"], ["锯力煌", 300]],
        },
        file_name="2021年用工月报.xlsx",
        tables=[
            ExpectedTable("A1:B2", sheet="6月", rows=1, figures=["B2 锯力煌 staff level 2021-06-01..2021-06-30 298"]),
            ExpectedTable("A1:B2", sheet="7月", rows=1, figures=["B2 锯力煌 staff level 2021-07-01..2021-07-31 300"]),
        ],
        unreadable="7月!B1",
    ),
    Imitation(
        "months_down_year_in_file_name",
        "The months stand in the rows, the year and the county in the file's name alone.",
        sheet([["月份", "用电量（万千瓦时）"], ["5月", 12600], ["6月", 12840], ["7月", 13420]]),
        file_name="缙云县2021年.xlsx",
        tables=[
            ExpectedTable(
                "A1:B4",
                layout="periods×indicators",
                rows=3,
                figures=lines("""
                    B2 缙云县 power level 2021-05-01..2021-05-31 12600
                    B3 缙云县 power level 2021-06-01..2021-06-30 12840
                    B4 缙云县 power level 2021-07-01..2021-07-31 13420
                """),
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "header_unit_before_the_line",
        "The line says 万元; a column with a unit of its own keeps that.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标"],
                ["单位：万元"],
                ["企业名称", "利润总额", "总产值（亿元）"],
                ["锯力煌", 2100, 2.91],
            ]
        ),
        tables=[
            ExpectedTable(
                "A3:C4",
                rows=1,
                figures=lines("""
                    B4 锯力煌 profit level 2021-01-01..2021-07-31 2100
                    C4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                """),
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "title_period_before_the_sheet_name",
        "The sheet is still called by the year it was copied from; the title is nearer.",
        {
            "2019年": [
                ["2020年规上工业用工情况"],
                ["企业名称", "从业人员（人）"],
                ["锯力煌", 295],
            ]
        },
        tables=[
            ExpectedTable("A2:B3", sheet="2019年", rows=1, figures=["B3 锯力煌 staff level 2020-01-01..2020-12-31 295"])
        ],
        unreadable="B2",
    ),
]
