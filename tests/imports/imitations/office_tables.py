"""Tables of offices where one word holds for some columns and not for those beside them."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

IMITATIONS = [
    Imitation(
        "unit_in_title_beside_growth",
        "The title says the unit of the levels; the growth and the rank beside them are none of 亿元.",
        sheet(
            [
                ["2021年1-7月规上工业增加值（单位：亿元）"],
                ["期间", "示例一县", None, None, "示例二县", None, None],
                [None, "总量", "增速", "位次", "总量", "增速", "位次"],
                ["2021年1-7月", 12.1, 8.8, 1, 10.1, 7.8, 2],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:D2", "E2:G2"]},
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:G4",
                layout=None,
                rows=1,
                figures=lines("""
                    B4 示例一县 value_added level 2021-01-01..2021-07-31 12.1 全市第1
                    C4 示例一县 value_added yoy 2021-01-01..2021-07-31 8.8
                    E4 示例二县 value_added level 2021-01-01..2021-07-31 10.1 全市第2
                    F4 示例二县 value_added yoy 2021-01-01..2021-07-31 7.8
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "last_year_target_and_difference",
        "Beside the figures stand the target, its share, last year's figure and the difference: only that one is a figure too.",
        sheet(
            [
                ["缙云县2021年1-7月主要指标完成情况"],
                ["指标", "单位", "年度目标", "1-7月累计", "完成率（%）", "去年同期", "增减额"],
                ["规上工业总产值", "亿元", 100, 58.2, 58.2, 50.1, 8.1],
                ["利润总额", "万元", 9000, 5200, 57.8, 4000, 1200],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:G4",
                layout=None,
                rows=2,
                figures=lines("""
                    D3 缙云县 output level 2021-01-01..2021-07-31 58.2
                    F3 缙云县 output level 2020-01-01..2020-07-31 50.1
                    D4 缙云县 profit level 2021-01-01..2021-07-31 5200
                    F4 缙云县 profit level 2020-01-01..2020-07-31 4000
                """),
                set_aside=["2 beside"] * 3,
                set_aside_figures=6,
            )
        ],
        unreadable="D2",
    ),
]
