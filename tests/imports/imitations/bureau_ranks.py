"""More tables of county bureaus: ranks beside what is not read, towns beside firms, spans before a name."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

IMITATIONS = [
    Imitation(
        "rank_of_a_rate",
        "The rank is that of the rate, which is not imported; nor is its rank then.",
        sheet(
            [
                ["2021年1-7月各乡镇完成情况"],
                ["乡镇", "工业总产值（亿元）", None, None, None],
                [None, "目标数", "完成数", "完成率%", "排名"],
                ["壶镇镇", 60, 30, 50, 2],
                ["新建镇", 20, 12, 60, 1],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:E2"]},
        tables=[
            ExpectedTable(
                "A2:E5",
                layout=None,
                rows=2,
                figures=lines("""
                    C4 壶镇镇 output level 2021-01-01..2021-07-31 30
                    C5 新建镇 output level 2021-01-01..2021-07-31 12
                """),
                set_aside=["3 beside"] * 2,
                set_aside_figures=4,
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "rank_of_growth_in_words",
        "增速全市位次 is the rank of the growth, not of the level.",
        sheet(
            [
                ["缙云县2021年1-7月主要经济指标"],
                ["指标", "绝对额", "同比增速(%)", "增速全市位次"],
                ["工业总产值（亿元）", 58, 7, 3],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 缙云县 output level 2021-01-01..2021-07-31 58
                    C3 缙云县 output yoy 2021-01-01..2021-07-31 7 全市第3
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "ranks_below_an_unknown_indicator",
        "The ranks of an indicator that nobody knows are not those of the one on its left.",
        sheet(
            [
                ["2021年1-7月乡镇工业经济指标通报"],
                ["乡镇", "规上工业总产值", None, None, "固定资产投资", None, None],
                [None, "总量（亿元）", "增速（%）", "位次", "总量（亿元）", "增速（%）", "位次"],
                ["壶镇镇", 30, 5, 1, 3, 4, 2],
                ["新建镇", 20, 4, 2, 2, 3, 1],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:D2", "E2:G2"]},
        tables=[
            ExpectedTable(
                "A2:G5",
                layout=None,
                rows=2,
                figures=lines("""
                    B4 壶镇镇 output level 2021-01-01..2021-07-31 30 全市第1
                    C4 壶镇镇 output yoy 2021-01-01..2021-07-31 5
                    B5 新建镇 output level 2021-01-01..2021-07-31 20 全市第2
                    C5 新建镇 output yoy 2021-01-01..2021-07-31 4
                """),
                set_aside=["3 unknown"] * 2,
                set_aside_figures=4,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "firm_beside_its_town",
        "The figure is the firm's, though the town where it is stands nearer.",
        sheet(
            [
                ["2021年1-7月规上工业企业"],
                ["企业名称", "所属乡镇", "工业总产值（亿元）", "去年同期（亿元）", "同比"],
                ["锯力煌", "壶镇镇", 3, 2.5, 20],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                layout=None,
                rows=1,
                figures=lines("""
                    C3 锯力煌 output level 2021-01-01..2021-07-31 3
                    D3 锯力煌 output level 2020-01-01..2020-07-31 2.5
                    E3 锯力煌 output yoy 2021-01-01..2021-07-31 20
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "span_before_the_name",
        "本月, 累计 and 去年同期累计 stand before the name of the indicator, 完成数 and 同期数 behind it.",
        sheet(
            [
                ["2021年7月规上工业企业产值月报表", None, "单位：万元"],
                [
                    "企业名称",
                    "本月总产值",
                    "累计总产值",
                    "去年同期累计总产值",
                    "增幅%",
                    "利润总额完成数",
                    "利润总额同期数",
                ],
                ["锯力煌", 500, 3000, 2500, 20, 40, 30],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:G3",
                layout=None,
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-07-01..2021-07-31 0.05
                    C3 锯力煌 output level 2021-01-01..2021-07-31 0.3
                    D3 锯力煌 output level 2020-01-01..2020-07-31 0.25
                    E3 锯力煌 output yoy 2021-01-01..2021-07-31 20
                    F3 锯力煌 profit level 2021-07-01..2021-07-31 40
                    G3 锯力煌 profit level 2020-07-01..2020-07-31 30
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "units_of_level_and_growth_in_one",
        "The merged heading names the unit of the level and that of the growth.",
        sheet(
            [
                ["2021年1-7月"],
                ["乡镇", "工业总产值（亿元、%）", None],
                [None, "总量", "增速"],
                ["壶镇镇", 30, 5],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:C2"]},
        tables=[
            ExpectedTable(
                "A2:C4",
                layout=None,
                rows=1,
                figures=lines("""
                    B4 壶镇镇 output level 2021-01-01..2021-07-31 30
                    C4 壶镇镇 output yoy 2021-01-01..2021-07-31 5
                """),
            )
        ],
        unreadable="B2",
    ),
]
