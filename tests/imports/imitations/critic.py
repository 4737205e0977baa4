"""What could be taken for something else without a word: growth for levels, targets for results, firms for towns."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

IMITATIONS = [
    Imitation(
        "unit_in_brackets_of_the_title",
        "The unit stands in brackets behind the title; it holds for the columns that it can measure.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标（万元）"],
                ["企业名称", "总产值", "从业人员"],
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
        "unit_of_amounts_above",
        "The unit line says 金额 instead of 单位.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标", None, "金额：人民币元"],
                ["企业名称", "总产值", "利润总额"],
                ["锯力煌", 291000000, 2000000],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 profit level 2021-01-01..2021-07-31 200
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "unit_of_a_merged_header_over_growth",
        "The merged header names the unit of the amounts below it; the growth among them is in per cent.",
        sheet(
            [
                ["2021年1-7月规上工业主要指标"],
                ["企业名称", "总产值（万元）", None],
                [None, "本期", "增幅"],
                ["锯力煌", 29100, 8.5],
            ]
        ),
        merges={"Sheet1": ["A2:A3", "B2:C2"]},
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=1,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C4 锯力煌 output yoy 2021-01-01..2021-07-31 8.5
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "growth_behind_this_and_the_former_year",
        "The growth stands behind the former year, but is that of the later one.",
        sheet(
            [
                ["规上工业总产值（亿元）"],
                ["企业名称", "2021年1-7月", "2020年1-7月", "增长（%）"],
                ["锯力煌", 2.91, 2.6, 11.9],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 output level 2020-01-01..2020-07-31 2.6
                    D3 锯力煌 output yoy 2021-01-01..2021-07-31 11.9
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "a_year_below_a_part_of_it",
        "The title says 1-7月, the heading 2021年: nobody can tell which is meant.",
        sheet(
            [
                ["2021年1-7月规上工业总产值（亿元）"],
                ["企业名称", "2021年", "2020年"],
                ["锯力煌", 2.91, 2.6],
            ]
        ),
        tables=[ExpectedTable("A2:C3", layout="subjects×periods", rows=1, errors=["unreadable_period@B2"])],
        unreadable=None,
    ),
    Imitation(
        "target_above_an_indicator",
        "A target is no result, though the indicator stands below it.",
        sheet(
            [
                ["2021年规上工业主要指标"],
                ["企业名称", "年度目标", "完成"],
                [None, "总产值（亿元）", "利润总额（万元）"],
                ["锯力煌", 3.5, 2100],
            ]
        ),
        merges={"Sheet1": ["A2:A3"]},
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=1,
                figures=["C4 锯力煌 profit level 2021-01-01..2021-12-31 2100"],
                set_aside=["3 beside"],
                set_aside_figures=1,
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "a_town_below_a_header_of_firms",
        "Below 企业名称 the short name of a town is no town.",
        sheet(
            [
                ["2021年1-7月规上工业总产值"],
                ["企业名称", "总产值（亿元）"],
                ["锯力煌", 2.91],
                ["壶镇", 1.5],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=["B3 锯力煌 output level 2021-01-01..2021-07-31 2.91"],
                set_aside=["4 unknown"],
                set_aside_figures=1,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "two_years_in_the_title",
        "2020-2021年 above months alone: nobody can tell which year they are of.",
        sheet(
            [
                ["2020-2021年规上工业总产值（亿元）"],
                ["企业名称", "1月", "2月"],
                ["锯力煌", 0.5, 0.4],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3", layout="subjects×periods", rows=1, errors=["unreadable_period@B3", "unreadable_period@C3"]
            )
        ],
        unreadable=None,
    ),
    Imitation(
        "growth_in_the_title_alone",
        "Only the title says that the figures are growth: taken for levels they must be confirmed.",
        sheet(
            [
                ["各地区规上工业增加值增速"],
                ["地区", "2021年1-6月", "2021年1-7月"],
                ["缙云县", 5.5, 6.1],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 缙云县 value_added level 2021-01-01..2021-06-30 5.5
                    C3 缙云县 value_added level 2021-01-01..2021-07-31 6.1
                """),
                warnings=["not_as_titled@B2", "unit_assumed@B2"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "targets_by_the_title_alone",
        "Only the title says that the figures are targets.",
        sheet(
            [
                ["2021年规上工业总产值目标任务分解表"],
                ["企业名称", "总产值（亿元）"],
                ["锯力煌", 3.5],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:B3",
                rows=1,
                figures=["B3 锯力煌 output level 2021-01-01..2021-12-31 3.5"],
                warnings=["not_as_titled@B2"],
            )
        ],
        unreadable="B2",
    ),
]
