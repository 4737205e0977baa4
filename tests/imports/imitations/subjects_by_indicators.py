"""One row a subject, one column an indicator: where units, periods and lines of words stand."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

TITLE = "2021年1-7月规上工业主要指标"
HEADER = ["企业名称", "总产值（亿元）", "从业人员"]
TWO_FIRMS = [["锯力煌", 2.91, 300], ["君鸿机械", 1.25, 401]]


def four_figures(first: int, second: int) -> list[str]:
    """The figures of `HEADER` and `TWO_FIRMS` where the firms stand in these rows."""
    return lines(f"""
        B{first} 锯力煌 output level 2021-01-01..2021-07-31 2.91
        C{first} 锯力煌 staff level 2021-01-01..2021-07-31 300
        B{second} 君鸿机械 output level 2021-01-01..2021-07-31 1.25
        C{second} 君鸿机械 staff level 2021-01-01..2021-07-31 401
    """)


IMITATIONS = [
    Imitation(
        "unit_line_right_under_title",
        "The unit stands at the right end of a line of its own, below a merged title.",
        sheet(
            [
                [TITLE],
                [None, None, "单位：万元"],
                ["企业名称", "总产值", "从业人员"],
                ["锯力煌", 29100, 300],
                ["君鸿机械", 12500, 401],
            ]
        ),
        merges={"Sheet1": ["A1:C1"]},
        tables=[ExpectedTable("A3:C5", rows=2, figures=four_figures(4, 5))],
        unreadable="B3",
    ),
    Imitation(
        "two_title_rows",
        "A second title row names the office that sends the table, with a day that is no period.",
        sheet([[TITLE], ["填报单位：缙云县统计局  填报日期：2021年8月12日"], HEADER, *TWO_FIRMS]),
        merges={"Sheet1": ["A1:C1", "A2:C2"]},
        tables=[ExpectedTable("A3:C5", rows=2, figures=four_figures(4, 5))],
        unreadable="A1",
    ),
    Imitation(
        "unit_line_between_rows",
        "A line between the rows changes the unit for all that follow.",
        sheet(
            [
                [TITLE],
                ["单位：万元"],
                ["企业名称", "总产值"],
                ["锯力煌", 29100],
                ["单位：亿元", None],
                ["君鸿机械", 1.25],
                ["示例企业001有限公司", 0.8],
            ]
        ),
        tables=[
            ExpectedTable(
                "A3:B7",
                rows=3,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    B6 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                    B7 示例企业001有限公司 output level 2021-01-01..2021-07-31 0.8
                """),
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "several_units_in_one_line",
        "One line gives the units of all columns, each of which fits one of them.",
        sheet([[TITLE], ["计量单位：人、万元"], ["企业名称", "总产值", "从业人员"], ["锯力煌", 29100, 300]]),
        tables=[
            ExpectedTable(
                "A3:C4",
                rows=1,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C4 锯力煌 staff level 2021-01-01..2021-07-31 300
                """),
            )
        ],
        unreadable="C3",
    ),
    Imitation(
        "unit_in_odd_brackets",
        "Every header has its unit in another kind of bracket.",
        sheet(
            [
                [TITLE],
                ["企业名称", "总产值〔万元〕", "从业人员【人】", "用电量[千瓦时]", "利润总额( 元 )"],
                ["锯力煌", 29100, 300, 560000, 12340000],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E3",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 staff level 2021-01-01..2021-07-31 300
                    D3 锯力煌 power level 2021-01-01..2021-07-31 56
                    E3 锯力煌 profit level 2021-01-01..2021-07-31 1234
                """),
            )
        ],
        unreadable="D2",
    ),
    Imitation(
        "table_in_wan_yuan",
        "The table of `table_in_yi_yuan`, in 万元.",
        sheet([[TITLE], ["单位：万元"], ["企业名称", "总产值"], ["锯力煌", 29100], ["君鸿机械", 12500]]),
        tables=[
            ExpectedTable(
                "A3:B5",
                rows=2,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    B5 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                """),
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "table_in_yi_yuan",
        "The table of `table_in_wan_yuan`, in 亿元.",
        sheet([[TITLE], ["单位：亿元"], ["企业名称", "总产值"], ["锯力煌", 2.91], ["君鸿机械", 1.25]]),
        tables=[
            ExpectedTable(
                "A3:B5",
                rows=2,
                figures=lines("""
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    B5 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                """),
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "period_in_sheet_name",
        "Only the sheet's name says when.",
        {"2021年1-7月": [HEADER, *TWO_FIRMS]},
        tables=[ExpectedTable("A1:C3", sheet="2021年1-7月", rows=2, figures=four_figures(2, 3))],
        unreadable="C1",
    ),
    Imitation(
        "period_in_file_name",
        "Only the file's name says when.",
        sheet([HEADER, ["锯力煌", 0.42, 300]]),
        file_name="规上工业2021年7月.xlsx",
        tables=[
            ExpectedTable(
                "A1:C2",
                rows=1,
                figures=lines("""
                    B2 锯力煌 output level 2021-07-01..2021-07-31 0.42
                    C2 锯力煌 staff level 2021-07-01..2021-07-31 300
                """),
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "months_in_header_year_in_title",
        "The title has the year, the headers the months.",
        sheet([["2021年工业总产值（亿元）"], ["企业名称", "1-6月", "1-7月"], ["锯力煌", 2.45, 2.91]]),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-06-30 2.45
                    C3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "period_column",
        "The period is a column, filled in the first row of each group alone.",
        sheet(
            [
                ["年份", "企业名称", "从业人员"],
                ["2019年", "锯力煌", 290],
                [None, "君鸿机械", 388],
                ["2020年", "锯力煌", 295],
                [None, "君鸿机械", 395],
            ]
        ),
        # One might say periods×indicators or subjects×indicators.
        tables=[
            ExpectedTable(
                "A1:C5",
                layout=None,
                rows=4,
                figures=lines("""
                    C2 锯力煌 staff level 2019-01-01..2019-12-31 290
                    C3 君鸿机械 staff level 2019-01-01..2019-12-31 388
                    C4 锯力煌 staff level 2020-01-01..2020-12-31 295
                    C5 君鸿机械 staff level 2020-01-01..2020-12-31 395
                """),
            )
        ],
        unreadable="C1",
    ),
    Imitation(
        "stock_at_the_end_of_a_year",
        "The title says 年末: the figures stand at one day.",
        sheet([["2020年末规上工业企业用工情况"], ["企业名称", "从业人员（人）"], ["锯力煌", 295]]),
        tables=[ExpectedTable("A2:B3", rows=1, figures=["B3 锯力煌 staff level @2020-12-31 295"])],
        unreadable="B2",
    ),
    Imitation(
        "subjects_across",
        "The firms stand in the header, the indicators with their units in the rows.",
        sheet(
            [
                [TITLE],
                ["指标", "单位", "锯力煌", "君鸿机械"],
                ["总产值", "万元", 29100, 12500],
                ["从业人员", "人", 300, 401],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D4",
                layout="cells",
                rows=2,
                figures=lines("""
                    C3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    D3 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                    C4 锯力煌 staff level 2021-01-01..2021-07-31 300
                    D4 君鸿机械 staff level 2021-01-01..2021-07-31 401
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "right_to_left_sheet",
        "The sheet is shown from right to left; its columns are the same.",
        sheet([[TITLE], HEADER, *TWO_FIRMS]),
        right_to_left=True,
        tables=[ExpectedTable("A2:C4", rows=2, figures=four_figures(3, 4))],
        unreadable="B2",
    ),
    Imitation(
        "starts_far_from_the_corner",
        "The table begins at C5, with nothing above and left of it.",
        sheet(
            [
                [],
                [],
                [None, None, "2021年1-7月主要指标"],
                [],
                [None, None, "企业名称", "总产值"],
                [None, None, "锯力煌", 2.91],
            ]
        ),
        tables=[
            ExpectedTable(
                "C5:D6",
                rows=1,
                figures=["D6 锯力煌 output level 2021-01-01..2021-07-31 2.91"],
                warnings=["unit_assumed@D5"],
            ),
        ],
        unreadable="D5",
    ),
    Imitation(
        "not_published_marks",
        "Marks stand for what was not published; an empty cell says nothing.",
        sheet([[TITLE], HEADER, ["锯力煌", "—", 300], ["君鸿机械", None, "…"]]),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 n/a
                    C3 锯力煌 staff level 2021-01-01..2021-07-31 300
                    C4 君鸿机械 staff level 2021-01-01..2021-07-31 n/a
                """),
            )
        ],
        unreadable="C2",
    ),
]
