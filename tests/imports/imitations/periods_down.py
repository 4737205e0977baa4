"""Periods in the rows: months or years down, indicators across; header blocks; the long form."""

import datetime

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY, NATION

IMITATIONS = [
    Imitation(
        "months_down",
        "One row a month, one column an indicator.",
        sheet(
            [
                ["缙云县财政收支（亿元）"],
                ["月份", "一般公共预算收入", "一般公共预算支出"],
                ["2021年5月", 2.4, 5.1],
                ["2021年6月", 2.9, 5.6],
                ["2021年7月", 2.1, 4.8],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C5",
                layout="periods×indicators",
                rows=3,
                figures=lines("""
                    B3 缙云县 revenue level 2021-05-01..2021-05-31 2.4
                    C3 缙云县 spending level 2021-05-01..2021-05-31 5.1
                    B4 缙云县 revenue level 2021-06-01..2021-06-30 2.9
                    C4 缙云县 spending level 2021-06-01..2021-06-30 5.6
                    B5 缙云县 revenue level 2021-07-01..2021-07-31 2.1
                    C5 缙云县 spending level 2021-07-01..2021-07-31 4.8
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "price_index_with_its_base",
        "(上年同月=100) behind the indicator is its base, neither a unit nor a period.",
        {
            "全国月度数据": [
                ["数据库：月度数据"],
                ["时间", "居民消费价格指数(上年同月=100)"],
                ["2021年7月", 101.0],
                ["2021年6月", 101.1],
                ["数据来源：国家统计局"],
            ]
        },
        arguments=NATION,
        file_name="全国月度数据.csv",
        tables=[
            ExpectedTable(
                "A2:B4",
                sheet="全国月度数据",
                layout="periods×indicators",
                rows=2,
                notes=[5],
                figures=lines("""
                    B3 全国 cpi level 2021-07-01..2021-07-31 101
                    B4 全国 cpi level 2021-06-01..2021-06-30 101.1
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "header_block_of_a_database",
        "A block of lines says indicator, frequency, unit and region of each column; dates follow below.",
        sheet(
            [
                ["指标名称", "规上工业企业从业人员", "工业用电量"],
                ["频率", "月", "月"],
                ["单位", "人", "万千瓦时"],
                ["地区", "缙云县", "缙云县"],
                [datetime.date(2021, 6, 30), 35210, 12840],
                [datetime.date(2021, 7, 31), 35480, 13420],
                ["数据来源：缙云县统计局"],
            ]
        ),
        # The frequency says that the last day of a month stands for the month.
        tables=[
            ExpectedTable(
                "A1:C6",
                layout="periods×indicators",
                rows=2,
                notes=[7],
                figures=lines("""
                    B5 缙云县 staff level 2021-06-01..2021-06-30 35210
                    C5 缙云县 power level 2021-06-01..2021-06-30 12840
                    B6 缙云县 staff level 2021-07-01..2021-07-31 35480
                    C6 缙云县 power level 2021-07-01..2021-07-31 13420
                """),
            )
        ],
        unreadable="C1",
    ),
    Imitation(
        "year_and_month_in_two_columns",
        "The year is a merged label, the month stands beside it.",
        sheet(
            [
                ["缙云县月报"],
                ["年份", "月份", "工业用电量（万千瓦时）"],
                ["2020年", "11月", 11800],
                [None, "12月", 12100],
                ["2021年", "1月", 12400],
                [None, "2月", 10900],
            ]
        ),
        merges={"Sheet1": ["A1:C1", "A3:A4", "A5:A6"]},
        tables=[
            ExpectedTable(
                "A2:C6",
                layout="periods×indicators",
                rows=4,
                figures=lines("""
                    C3 缙云县 power level 2020-11-01..2020-11-30 11800
                    C4 缙云县 power level 2020-12-01..2020-12-31 12100
                    C5 缙云县 power level 2021-01-01..2021-01-31 12400
                    C6 缙云县 power level 2021-02-01..2021-02-28 10900
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "years_down_as_numbers",
        "The years in the first column are numbers.",
        sheet([["年份", "缙云县地区生产总值（亿元）"], [2018.0, 230.1], [2019.0, 240.9], [2020.0, 251.3]]),
        tables=[
            ExpectedTable(
                "A1:B4",
                layout="periods×indicators",
                rows=3,
                figures=lines("""
                    B2 缙云县 gdp level 2018-01-01..2018-12-31 230.1
                    B3 缙云县 gdp level 2019-01-01..2019-12-31 240.9
                    B4 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                """),
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "lost_zero_down",
        "2016.1 among months of two digits, in the rows.",
        sheet(
            [
                ["月份", "缙云县从业人员（人）"],
                ["2016.09", 35100],
                [2016.1, 35200],
                [2016.11, 35300],
            ]
        ),
        tables=[
            ExpectedTable(
                "A1:B4",
                layout="periods×indicators",
                rows=3,
                figures=lines("""
                    B2 缙云县 staff level 2016-09-01..2016-09-30 35100
                    B3 缙云县 staff level 2016-10-01..2016-10-31 35200
                    B4 缙云县 staff level 2016-11-01..2016-11-30 35300
                """),
                warnings=["lost_zero@A3"],
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "subjects_across_periods_down",
        "One indicator in the title, years down, counties across.",
        sheet(
            [
                ["规上工业企业数（家）"],
                ["年份", "示例一县", "示例二县"],
                ["2019年", 205, 148],
                ["2020年", 212, 151],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="cells",
                rows=2,
                figures=lines("""
                    B3 示例一县 firms level 2019-01-01..2019-12-31 205
                    C3 示例二县 firms level 2019-01-01..2019-12-31 148
                    B4 示例一县 firms level 2020-01-01..2020-12-31 212
                    C4 示例二县 firms level 2020-01-01..2020-12-31 151
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "long_form",
        "One row a figure, under a title, with a 序号 and a note.",
        sheet(
            [
                ["缙云县数据报送表"],
                ["序号", "地区", "指标", "期间", "数值", "单位"],
                [1, "缙云县", "地区生产总值", "2020年", 251.3, "亿元"],
                [2, "壶镇", "规上工业总产值", "2021年1-7月", 612000, "万元"],
                ["注：数值为快报数。"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:F4",
                kind="figures",
                layout="long",
                rows=2,
                notes=[5],
                figures=lines("""
                    E3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                    E4 壶镇镇 output level 2021-01-01..2021-07-31 61.2
                """),
            )
        ],
        unreadable="E2",
    ),
    Imitation(
        "long_form_with_labels_filled_down",
        "In a long form the region is merged over its rows.",
        sheet(
            [
                ["地区", "指标", "期间", "数值"],
                ["缙云县", "地区生产总值", "2019年", 240.9],
                [None, "地区生产总值", "2020年", 251.3],
                ["莲都区", "地区生产总值", "2020年", 410.2],
            ]
        ),
        merges={"Sheet1": ["A2:A3"]},
        tables=[
            ExpectedTable(
                "A1:D4",
                kind="figures",
                layout="long",
                rows=3,
                figures=lines("""
                    D2 缙云县 gdp level 2019-01-01..2019-12-31 240.9
                    D3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                    D4 莲都区 gdp level 2020-01-01..2020-12-31 410.2
                """),
            )
        ],
        unreadable="D1",
    ),
    Imitation(
        "iso_intervals",
        "In a long form the periods are ISO intervals.",
        sheet(
            [
                ["地区", "指标", "时间", "值"],
                ["缙云县", "gdp", "2019-01-01/P1Y", 240.9],
                ["缙云县", "gdp", "2020-01-01T00:00:00/P1Y", 251.3],
            ]
        ),
        tables=[
            ExpectedTable(
                "A1:D3",
                kind="figures",
                layout="long",
                rows=2,
                figures=lines("""
                    D2 缙云县 gdp level 2019-01-01..2019-12-31 240.9
                    D3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                """),
            )
        ],
        unreadable="D1",
    ),
]
