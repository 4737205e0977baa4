"""Periods in the header: one row a subject or an indicator, one column a year, quarter or month."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY, NATION

FIRMS_BY_YEAR = [["企业名称", "2019年", "2020年"], ["锯力煌", 290, 295], ["君鸿机械", 388, 395]]

IMITATIONS = [
    Imitation(
        "annual_data_of_provinces",
        "As the national office exports it: indicator and unit in one title line, newest year first, source below.",
        {
            "分省年度数据": [
                ["数据库：分省年度数据"],
                ["指标：地区生产总值(亿元)"],
                ["时间：最近3年"],
                ["地区", "2020年", "2019年", "2018年"],
                ["北京市", 36102.6, 35445.1, 33106.0],
                ["天津市", 14083.7, 14055.5, 13362.9],
                ["数据来源：国家统计局"],
            ]
        },
        file_name="分省年度数据.csv",
        encoding="gb18030",
        arguments=NATION,
        tables=[
            ExpectedTable(
                "A4:D6",
                sheet="分省年度数据",
                layout="subjects×periods",
                rows=2,
                notes=[7],
                figures=lines("""
                    B5 北京 gdp level 2020-01-01..2020-12-31 36102.6
                    C5 北京 gdp level 2019-01-01..2019-12-31 35445.1
                    D5 北京 gdp level 2018-01-01..2018-12-31 33106
                    B6 天津 gdp level 2020-01-01..2020-12-31 14083.7
                    C6 天津 gdp level 2019-01-01..2019-12-31 14055.5
                    D6 天津 gdp level 2018-01-01..2018-12-31 13362.9
                """),
            )
        ],
        unreadable="A2",
    ),
    Imitation(
        "indicator_in_title",
        "The title is the only place that names the indicator; the unit stands on the right.",
        sheet([["规上工业企业从业人员"], [None, None, "单位：人"], *FIRMS_BY_YEAR]),
        tables=[
            ExpectedTable(
                "A3:C5",
                layout="subjects×periods",
                rows=2,
                figures=lines("""
                    B4 锯力煌 staff level 2019-01-01..2019-12-31 290
                    C4 锯力煌 staff level 2020-01-01..2020-12-31 295
                    B5 君鸿机械 staff level 2019-01-01..2019-12-31 388
                    C5 君鸿机械 staff level 2020-01-01..2020-12-31 395
                """),
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "indicator_in_sheet_name",
        "The sheet's name is the only place that names the indicator.",
        {"从业人员": FIRMS_BY_YEAR},
        tables=[
            ExpectedTable(
                "A1:C3",
                sheet="从业人员",
                layout="subjects×periods",
                rows=2,
                figures=lines("""
                    B2 锯力煌 staff level 2019-01-01..2019-12-31 290
                    C2 锯力煌 staff level 2020-01-01..2020-12-31 295
                    B3 君鸿机械 staff level 2019-01-01..2019-12-31 388
                    C3 君鸿机械 staff level 2020-01-01..2020-12-31 395
                """),
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "years_as_numbers",
        "The years are numbers, as a spreadsheet keeps them.",
        sheet([["从业人员（人）"], ["企业名称", 2019.0, 2020.0], ["锯力煌", 290, 295]]),
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
        "figures_that_look_like_years",
        "The staff counts are numbers such as years; the header's years are the header.",
        sheet([["从业人员（人）"], ["企业名称", 2019, 2020], ["锯力煌", 2011, 2015], ["君鸿机械", 1998, 2002]]),
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="subjects×periods",
                rows=2,
                figures=lines("""
                    B3 锯力煌 staff level 2019-01-01..2019-12-31 2011
                    C3 锯力煌 staff level 2020-01-01..2020-12-31 2015
                    B4 君鸿机械 staff level 2019-01-01..2019-12-31 1998
                    C4 君鸿机械 staff level 2020-01-01..2020-12-31 2002
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "lost_zero_after_september",
        "2016.1 behind 2016.09 is October, whose last nought the number lost.",
        sheet(
            [["从业人员（人）"], ["企业名称", "2016.08", "2016.09", 2016.1, "2016.11"], ["锯力煌", 290, 291, 295, 296]]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 staff level 2016-08-01..2016-08-31 290
                    C3 锯力煌 staff level 2016-09-01..2016-09-30 291
                    D3 锯力煌 staff level 2016-10-01..2016-10-31 295
                    E3 锯力煌 staff level 2016-11-01..2016-11-30 296
                """),
                warnings=["lost_zero@D2"],
            )
        ],
        unreadable="E2",
    ),
    Imitation(
        "lost_zero_with_nothing_to_tell",
        "2016.1 stands alone: January or October, nobody can say.",
        sheet([["从业人员（人）"], ["企业名称", 2016.1], ["锯力煌", 295]]),
        tables=[ExpectedTable("A2:B3", layout=None, rows=1, errors=["unreadable_period@B2"])],
        # Nothing goes in anyway.
        unreadable=None,
    ),
    Imitation(
        "quarters",
        "The columns are quarters of the title's year.",
        sheet(
            [
                ["2020年规上工业增加值（亿元）"],
                ["县", "一季度", "二季度", "前三季度", "全年"],
                ["示例一县", 20.1, 24.6, 70.2, 98.4],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:E3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 示例一县 value_added level 2020-01-01..2020-03-31 20.1
                    C3 示例一县 value_added level 2020-04-01..2020-06-30 24.6
                    D3 示例一县 value_added level 2020-01-01..2020-09-30 70.2
                    E3 示例一县 value_added level 2020-01-01..2020-12-31 98.4
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "monthly_indicators_newest_first",
        "As the national office's monthly page: indicators down, newest month first, growth in rows of their own.",
        {
            "月度数据": [
                ["数据库：月度数据"],
                ["时间：最近2个月"],
                ["指标", "2020年5月", "2020年4月"],
                ["规上工业增加值_当期值(亿元)", 11.2, 10.8],
                ["规上工业增加值_同比增长(%)", 4.4, 3.9],
                ["规上工业增加值_累计增长(%)", -2.8, -4.9],
                ["数据来源：缙云县统计局"],
            ]
        },
        file_name="缙云县月度数据.xlsx",
        tables=[
            ExpectedTable(
                "A3:C6",
                sheet="月度数据",
                layout="indicators×periods",
                rows=3,
                notes=[7],
                figures=lines("""
                    B4 缙云县 value_added level 2020-05-01..2020-05-31 11.2
                    C4 缙云县 value_added level 2020-04-01..2020-04-30 10.8
                    B5 缙云县 value_added yoy 2020-05-01..2020-05-31 4.4
                    C5 缙云县 value_added yoy 2020-04-01..2020-04-30 3.9
                    B6 缙云县 value_added yoy 2020-01-01..2020-05-31 -2.8
                    C6 缙云县 value_added yoy 2020-01-01..2020-04-30 -4.9
                """),
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "measures_below_their_indicator",
        "The indicator is named once; the rows below it name its growth alone.",
        sheet(
            [
                ["缙云县2021年月报"],
                ["指标", "计量单位", "1-6月", "1-7月"],
                ["规上工业增加值", "亿元", 58.2, 68.1],
                ["  同比增长", "%", 15.3, 14.6],
                ["一般公共预算收入", "万元", 152300, 164200],
                ["  同比增长", "%", 20.4, 18.8],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D6",
                layout="indicators×periods",
                rows=4,
                figures=lines("""
                    C3 缙云县 value_added level 2021-01-01..2021-06-30 58.2
                    D3 缙云县 value_added level 2021-01-01..2021-07-31 68.1
                    C4 缙云县 value_added yoy 2021-01-01..2021-06-30 15.3
                    D4 缙云县 value_added yoy 2021-01-01..2021-07-31 14.6
                    C5 缙云县 revenue level 2021-01-01..2021-06-30 15.23
                    D5 缙云县 revenue level 2021-01-01..2021-07-31 16.42
                    C6 缙云县 revenue yoy 2021-01-01..2021-06-30 20.4
                    D6 缙云县 revenue yoy 2021-01-01..2021-07-31 18.8
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "iso_months",
        "The months are written as 2021-06.",
        sheet([["从业人员（人）"], ["企业名称", "2021-06", "2021-07"], ["锯力煌", 298, 300]]),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 staff level 2021-06-01..2021-06-30 298
                    C3 锯力煌 staff level 2021-07-01..2021-07-31 300
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "units_in_a_column",
        "Each row has its unit in a column, and there is one period for all.",
        sheet(
            [
                ["缙云县主要指标"],
                ["指标名称", "单位", "2020年"],
                ["地区生产总值", "万元", 2513000],
                ["进出口总额", "亿美元", 1.35],
                ["规上工业企业数", "家", 212],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C5",
                layout="indicators×periods",
                rows=3,
                figures=lines("""
                    C3 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                    C4 缙云县 trade level 2020-01-01..2020-12-31 13500
                    C5 缙云县 firms level 2020-01-01..2020-12-31 212
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "units_that_cannot_measure",
        "A unit in the row cannot measure its indicator.",
        sheet([["缙云县主要指标"], ["指标名称", "单位", "2020年"], ["地区生产总值", "家", 251.3]]),
        tables=[ExpectedTable("A2:C3", layout="indicators×periods", rows=1, errors=["unreadable_number@C3"])],
        # Nothing goes in anyway.
        unreadable=None,
    ),
    Imitation(
        "parts_of_an_indicator",
        "其中： names an indicator that is a part of the one above.",
        sheet(
            [
                ["缙云县对外贸易（万美元）"],
                ["指标", "2019年", "2020年"],
                ["进出口总额", 12800, 13500],
                ["其中：出口总额", 12100, 12900],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                layout="indicators×periods",
                rows=2,
                figures=lines("""
                    B3 缙云县 trade level 2019-01-01..2019-12-31 12800
                    C3 缙云县 trade level 2020-01-01..2020-12-31 13500
                    B4 缙云县 exports level 2019-01-01..2019-12-31 12100
                    C4 缙云县 exports level 2020-01-01..2020-12-31 12900
                """),
            )
        ],
        unreadable="C2",
    ),
]
