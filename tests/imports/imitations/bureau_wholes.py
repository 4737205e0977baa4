"""Tables of county bureaus with 全市 and 全县 beside their parts, ranks without figures, a year's 同期, spread headings."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

SPAN = "2021-01-01..2021-07-31"
FORMER_SPAN = "2020-01-01..2020-07-31"

IMITATIONS = [
    Imitation(
        "same_period_of_a_year",
        "2020年同期 is the part of 2020 that the title speaks of.",
        sheet(
            [
                ["缙云县2021年1-7月主要经济指标"],
                ["指标", "单位", "2021年1-7月", "2020年同期", "增长%"],
                ["工业总产值", "亿元", 58, 50, 16],
                ["利润总额", "万元", 5, 4, 25],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=2,
                figures=lines(f"""
                    C3 缙云县 output level {SPAN} 58
                    D3 缙云县 output level {FORMER_SPAN} 50
                    E3 缙云县 output yoy {SPAN} 16
                    C4 缙云县 profit level {SPAN} 5
                    D4 缙云县 profit level {FORMER_SPAN} 4
                    E4 缙云县 profit yoy {SPAN} 25
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "same_period_of_a_year_beside_names",
        "2020年同期 alone is of the column to its left; it may also stand before a name, and with 累计数.",
        sheet(
            [
                ["2021年1-7月"],
                [
                    "乡镇",
                    "工业总产值（亿元）",
                    "2020年同期",
                    "同比%",
                    "利润总额",
                    "2020年同期利润总额",
                    "用电量",
                    "2020年同期累计数",
                ],
                ["壶镇镇", 30, 28, 7.1, 5, 4, 9, 8],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:H3",
                layout=None,
                rows=1,
                figures=lines(f"""
                    B3 壶镇镇 output level {SPAN} 30
                    C3 壶镇镇 output level {FORMER_SPAN} 28
                    D3 壶镇镇 output yoy {SPAN} 7.1
                    E3 壶镇镇 profit level {SPAN} 5
                    F3 壶镇镇 profit level {FORMER_SPAN} 4
                    G3 壶镇镇 power level {SPAN} 9
                    H3 壶镇镇 power level {FORMER_SPAN} 8
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "city_beside_its_counties",
        "全市 is the city of which the others are counties.",
        sheet(
            [
                ["2021年1-7月主要指标"],
                ["指标", "单位", "全市", "缙云县", "莲都区"],
                ["工业总产值", "亿元", 500, 58, 60],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                layout=None,
                rows=1,
                figures=lines(f"""
                    C3 丽水市 output level {SPAN} 500
                    D3 缙云县 output level {SPAN} 58
                    E3 莲都区 output level {SPAN} 60
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "county_over_its_towns",
        "全县 in a row is the county of which the others are towns.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "同比%"],
                ["全  县", 58, 3],
                ["壶镇镇", 30, 7.1],
                ["新建镇", 20, 4],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C5",
                layout=None,
                rows=3,
                figures=lines(f"""
                    B3 缙云县 output level {SPAN} 58
                    C3 缙云县 output yoy {SPAN} 3
                    B4 壶镇镇 output level {SPAN} 30
                    C4 壶镇镇 output yoy {SPAN} 7.1
                    B5 新建镇 output level {SPAN} 20
                    C5 新建镇 output yoy {SPAN} 4
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "county_of_the_title",
        "全县 is the county that the title names; nothing says which province 全省 is.",
        sheet(
            [
                ["缙云县2021年1-7月主要指标"],
                ["指标", "单位", "全省", "全县"],
                ["工业总产值", "亿元", 5000, 58],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout=None,
                rows=1,
                figures=[f"D3 缙云县 output level {SPAN} 58"],
                set_aside=["2 whole"],
                set_aside_figures=1,
            )
        ],
        unreadable=None,
    ),
    Imitation(
        "share_of_the_county",
        "占全县比重 is the share of the level on its left; the growth behind it is that level's.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "占全县比重（%）", "同比%"],
                ["壶镇镇", 30, 52, 7.1],
                ["新建镇", 20, 35, 4],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout=None,
                rows=2,
                figures=lines(f"""
                    B3 壶镇镇 output level {SPAN} 30
                    C3 壶镇镇 output share {SPAN} 52
                    D3 壶镇镇 output yoy {SPAN} 7.1
                    B4 新建镇 output level {SPAN} 20
                    C4 新建镇 output share {SPAN} 35
                    D4 新建镇 output yoy {SPAN} 4
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "growth_of_month_and_sum_behind_their_levels",
        "当月 and 累计 below 增速 say of which level it is the growth.",
        sheet(
            [
                ["2021年7月"],
                ["乡镇", "工业总产值（亿元）", None, "增速（%）", None],
                [None, "当月", "累计", "当月", "累计"],
                ["壶镇镇", 4, 30, 7.1, 6],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:C2", "D2:E2"]},
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=1,
                figures=lines(f"""
                    B4 壶镇镇 output level 2021-07-01..2021-07-31 4
                    C4 壶镇镇 output level {SPAN} 30
                    D4 壶镇镇 output yoy 2021-07-01..2021-07-31 7.1
                    E4 壶镇镇 output yoy {SPAN} 6
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "row_of_units_for_level_and_growth",
        "The second row of the header says only the units of the level and of the growth, in one merged cell.",
        sheet(
            [
                ["2021年1-7月"],
                ["地区", "工业总产值", "增速"],
                [None, "（亿元，%）", None],
                ["壶镇镇", 30, 5],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B3:C3"]},
        tables=[
            ExpectedTable(
                "A2:C4",
                layout=None,
                rows=1,
                figures=lines(f"""
                    B4 壶镇镇 output level {SPAN} 30
                    C4 壶镇镇 output yoy {SPAN} 5
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "field_over_level_and_growth",
        "A word over both that names no indicator: the growth is that of the level beside it, below the same word.",
        sheet(
            [
                ["2021年1-7月"],
                ["地区", "工业", None, "用电", None],
                [None, "总产值（亿元）", "增速（%）", "用电量（万千瓦时）", "增速（%）"],
                ["壶镇镇", 30, 5, 300, 4],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E4",
                layout=None,
                rows=1,
                figures=lines(f"""
                    B4 壶镇镇 output level {SPAN} 30
                    C4 壶镇镇 output yoy {SPAN} 5
                    D4 壶镇镇 power level {SPAN} 300
                    E4 壶镇镇 power yoy {SPAN} 4
                """),
            )
        ],
        unreadable="D3",
    ),
    Imitation(
        "headings_over_the_middle",
        "Nothing is merged: each indicator stands over the middle one of its three columns.",
        sheet(
            [
                ["2021年1-7月"],
                ["地区", None, "工业总产值", None, None, "工业用电量", None],
                [None, "总量", "增速（%）", "位次", "总量", "增速（%）", "位次"],
                ["壶镇镇", 30, 5, 1, 300, 4, 2],
                ["新建镇", 20, 4, 2, 200, 3, 1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:G5",
                layout=None,
                rows=2,
                figures=lines(f"""
                    B4 壶镇镇 output level {SPAN} 30 全市第1
                    C4 壶镇镇 output yoy {SPAN} 5
                    E4 壶镇镇 power level {SPAN} 300 全市第2
                    F4 壶镇镇 power yoy {SPAN} 4
                    B5 新建镇 output level {SPAN} 20 全市第2
                    C5 新建镇 output yoy {SPAN} 4
                    E5 新建镇 power level {SPAN} 200 全市第1
                    F5 新建镇 power yoy {SPAN} 3
                """),
                warnings=["unit_assumed@B3"],
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "ranks_alone",
        "Ranks without the figures that they rank are said to stay out.",
        sheet(
            [
                ["2021年1-7月各乡镇"],
                ["乡镇", "工业总产值位次", "利润总额位次"],
                ["壶镇镇", 1, 2],
                ["新建镇", 2, 1],
            ]
        ),
        tables=[
            ExpectedTable("A2:C4", layout=None, rows=2, set_aside=["2 rank", "2 rank"], set_aside_figures=4),
        ],
        unreadable=None,
    ),
    Imitation(
        "rank_of_an_indicator_that_has_no_column",
        "The rank of the profit is not that of the output beside it.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元）", "利润总额位次"],
                ["壶镇镇", 30, 2],
                ["新建镇", 20, 1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                layout=None,
                rows=2,
                figures=lines(f"""
                    B3 壶镇镇 output level {SPAN} 30
                    B4 新建镇 output level {SPAN} 20
                """),
                set_aside=["2 rank"],
                set_aside_figures=2,
            )
        ],
        unreadable="B2",
    ),
]
