"""Cells and headers that are wrong: each is explained at its place, and nothing is guessed."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

TITLE = ["2021年1-7月规上工业主要指标"]
HEADER = ["企业名称", "总产值（亿元）", "从业人员"]


def refused(name, oddity, rows, *errors, range, data_rows=2, merges=(), layout="subjects×indicators"):
    """An imitation that an error keeps out, so that no other header can make it worse."""
    table = ExpectedTable(range, layout=layout, rows=data_rows, errors=errors)
    return Imitation(name, oddity, sheet(rows), [table], unreadable=None, merges={"Sheet1": merges})


IMITATIONS = [
    refused(
        "division_by_nought",
        "A cell shows #DIV/0!.",
        [TITLE, HEADER, ["锯力煌", "#DIV/0!", 300], ["君鸿机械", 1.25, 401]],
        "formula_error@B3",
        range="A2:C4",
    ),
    refused(
        "lost_reference",
        "A cell shows #REF!.",
        [TITLE, HEADER, ["锯力煌", 2.91, 300], ["君鸿机械", 1.25, "#REF!"]],
        "formula_error@C4",
        range="A2:C4",
    ),
    refused(
        "formula_that_nobody_computed",
        "A formula has no stored value.",
        [TITLE, HEADER, ["锯力煌", "=1.25+1.66", 300], ["君鸿机械", 1.25, 401]],
        "formula_error@B3",
        range="A2:C4",
    ),
    refused(
        "word_for_a_number",
        "A cell holds a word where a number should stand.",
        [TITLE, HEADER, ["锯力煌", "几亿", 300], ["君鸿机械", 1.25, "若干"]],
        "unreadable_number@B3",
        "unreadable_number@C4",
        range="A2:C4",
    ),
    refused(
        "merged_across_header_and_data",
        "A cell is merged over the header and the first row, whose figure it has swallowed.",
        [TITLE, HEADER, ["锯力煌", None, 300], ["君鸿机械", 1.25, 401]],
        "*@B2",
        merges=["B2:B3"],
        range="A2:C4",
    ),
    refused(
        "same_indicator_in_two_units",
        "The same indicator stands twice, in 万元 and in 亿元.",
        [TITLE, ["企业名称", "总产值（万元）", "总产值（亿元）"], ["锯力煌", 29100, 2.91], ["君鸿机械", 12500, 1.25]],
        "repeated_column@C2",
        range="A2:C4",
    ),
    refused(
        "same_indicator_by_two_names",
        "The same indicator stands twice, by its name and by an alias.",
        [TITLE, ["企业名称", "规上工业总产值", "总产值"], ["锯力煌", 2.91, 2.92], ["君鸿机械", 1.25, 1.25]],
        "repeated_column@C2",
        range="A2:C4",
    ),
    refused(
        "same_period_twice",
        "Two columns are the same year.",
        [["从业人员（人）"], ["企业名称", "2020年", "2020年"], ["锯力煌", 295, 296], ["君鸿机械", 395, 395]],
        "repeated_column@C2",
        range="A2:C4",
        layout="subjects×periods",
    ),
    refused(
        "same_firm_twice",
        "Two rows are the same firm, by two of its names.",
        [TITLE, ["企业名称", "总产值（亿元）"], ["锯力煌", 2.91], ["锯力煌锯床", 2.95]],
        "repeated_row@B4",
        range="A2:B4",
    ),
    refused(
        "thirteenth_month",
        "A header is a month that no year has.",
        [["从业人员（人）"], ["企业名称", "2020年12月", "2020年13月"], ["锯力煌", 295, 296], ["君鸿机械", 395, 396]],
        "unreadable_period@C2",
        range="A2:C4",
        layout="subjects×periods",
    ),
    refused(
        "two_units_that_fit",
        "The unit line names two units, both of which measure the column.",
        [TITLE, ["单位：万元、亿元"], ["企业名称", "总产值"], ["锯力煌", 2.91]],
        "ambiguous_unit@B4",
        range="A3:B4",
        data_rows=1,
    ),
    refused(
        "two_periods_above",
        "The title names two periods, and no column says which.",
        [["2019年和2020年规上工业主要指标"], ["企业名称", "从业人员"], ["锯力煌", 295]],
        "missing_period@A3",
        range="A2:B3",
        data_rows=1,
    ),
    refused(
        "no_period_anywhere",
        "Nothing says when.",
        [["企业名称", "从业人员"], ["锯力煌", 295]],
        "missing_period@A2",
        range="A1:B2",
        data_rows=1,
    ),
    Imitation(
        "indicator_nearly_spelt",
        "总指数 is written where 指数 is registered, and nothing else is like it: taken, but asked.",
        sheet([["2020年"], ["地区", "居民消费价格总指数"], ["缙云县", 102.1]]),
        [
            ExpectedTable(
                "A2:B3",
                rows=1,
                figures=["B3 缙云县 cpi level 2020-01-01..2020-12-31 102.1"],
                warnings=["guessed_name@B2"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "indicator_like_two_others",
        "预算收支 is like the revenue and like the spending: set aside, nothing guessed.",
        sheet([["2020年"], ["地区", "一般公共预算收支（亿元）", "地区生产总值（亿元）"], ["缙云县", 22.4, 251.3]]),
        [
            ExpectedTable(
                "A2:C3",
                rows=1,
                figures=["C3 缙云县 gdp level 2020-01-01..2020-12-31 251.3"],
                set_aside=["2 unknown"],
                set_aside_figures=1,
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "units_in_the_cells",
        "One cell says its own unit, which is nearer than the header's.",
        sheet([TITLE, ["企业名称", "总产值（万元）"], ["锯力煌", "2.91亿元"], ["君鸿机械", 12500]]),
        [
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                """),
            )
        ],
        unreadable="B2",
    ),
]
