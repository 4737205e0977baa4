"""What somebody new to the portal tried, and what vanished or went in wrong without a word."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet

TITLE, UNIT = ["2021年1-8月各乡镇规上工业"], ["单位：万元"]
HEADER = [["地区", "规上工业总产值", None], [None, "累计", "同比±%"]]
MERGED = {"Sheet1": ["A3:A4", "B3:C3"]}

IMITATIONS = [
    Imitation(
        "most_cells_of_a_column_unreadable",
        "Two cells of three are no numbers: the column stays one of figures, each of them is an error.",
        sheet(
            [
                TITLE,
                UNIT,
                *HEADER,
                ["壶镇镇", "41O234.5", 8.5],
                ["新建镇", 206789, 3.2],
                ["新碧街道", "待核实", 5.1],
            ]
        ),
        merges=MERGED,
        tables=[ExpectedTable("A3:C7", rows=3, errors=["unreadable_number@B5", "unreadable_number@B7"])],
        unreadable=None,
    ),
    Imitation(
        "signs_that_are_no_numbers",
        "A star and an x may mean that a figure is secret, or anything: they are errors.",
        sheet([TITLE, UNIT, *HEADER, ["壶镇镇", "*", 8.5], ["新建镇", 206789, 3.2], ["新碧街道", "x", 5.1]]),
        merges=MERGED,
        tables=[ExpectedTable("A3:C7", rows=3, errors=["unreadable_number@B5", "unreadable_number@B7"])],
        unreadable=None,
    ),
    Imitation(
        "growth_as_fractions_below_a_per_cent_sign",
        "The heading says per cent, but all growth is below 1 with three decimals: 0.213 may be 21.3 %.",
        sheet([TITLE, UNIT, *HEADER, ["壶镇镇", 410234, 0.213], ["新建镇", 206789, 0.128], ["新碧街道", 98765, 0.305]]),
        merges=MERGED,
        tables=[
            ExpectedTable(
                "A3:C7",
                rows=3,
                figures=lines("""
                    B5 壶镇镇 output level 2021-01-01..2021-08-31 41.0234
                    C5 壶镇镇 output yoy 2021-01-01..2021-08-31 0.213
                    B6 新建镇 output level 2021-01-01..2021-08-31 20.6789
                    C6 新建镇 output yoy 2021-01-01..2021-08-31 0.128
                    B7 新碧街道 output level 2021-01-01..2021-08-31 9.8765
                    C7 新碧街道 output yoy 2021-01-01..2021-08-31 0.305
                """),
                warnings=["percent_or_fraction@C4"],
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "growth_below_one_per_cent",
        "Below a heading that says per cent small growth with one decimal is what it says.",
        sheet([TITLE, UNIT, *HEADER, ["壶镇镇", 410234, 0.2], ["新建镇", 206789, 0.8]]),
        merges=MERGED,
        tables=[
            ExpectedTable(
                "A3:C6",
                rows=2,
                figures=lines("""
                    B5 壶镇镇 output level 2021-01-01..2021-08-31 41.0234
                    C5 壶镇镇 output yoy 2021-01-01..2021-08-31 0.2
                    B6 新建镇 output level 2021-01-01..2021-08-31 20.6789
                    C6 新建镇 output yoy 2021-01-01..2021-08-31 0.8
                """),
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "sum_through_this_month",
        "1-本月累计 is the sum since January of the title's month, and so is the growth behind it.",
        sheet(
            [
                ["2021年8月各乡镇规上工业"],
                UNIT,
                ["地区", "规上工业总产值", None, None],
                [None, "本月", "1-本月累计", "同比±%"],
                ["壶镇镇", 51234, 410234, 8.5],
                ["新建镇", 26789, 206789, 3.2],
            ]
        ),
        merges={"Sheet1": ["A3:A4", "B3:D3"]},
        tables=[
            ExpectedTable(
                "A3:D6",
                rows=2,
                layout=None,
                figures=lines("""
                    B5 壶镇镇 output level 2021-08-01..2021-08-31 5.1234
                    C5 壶镇镇 output level 2021-01-01..2021-08-31 41.0234
                    D5 壶镇镇 output yoy 2021-01-01..2021-08-31 8.5
                    B6 新建镇 output level 2021-08-01..2021-08-31 2.6789
                    C6 新建镇 output level 2021-01-01..2021-08-31 20.6789
                    D6 新建镇 output yoy 2021-01-01..2021-08-31 3.2
                """),
            )
        ],
        unreadable="C4",
    ),
    Imitation(
        "growth_behind_a_level_that_nobody_knows",
        "What the level below the same heading is, nobody knows: the growth behind it waits with it.",
        sheet(
            [
                TITLE,
                UNIT,
                ["地区", "规上工业总产值", None],
                [None, "口算数", "同比±%"],
                ["壶镇镇", 410234, 8.5],
                ["新建镇", 206789, 3.2],
            ]
        ),
        merges=MERGED,
        tables=[ExpectedTable("A3:C6", rows=2, layout=None, set_aside=["4 unknown", "4 unknown"], set_aside_figures=4)],
        unreadable=None,
    ),
    Imitation(
        "towns_below_a_heading_that_nobody_knows",
        "Towns down, a period and a unit above: a table of figures, though nobody knows of what.",
        sheet(
            [
                ["2021年1-8月各乡镇工业"],
                UNIT,
                ["乡镇", "规上企业工业产值", None],
                [None, "累计", "同比±%"],
                ["壶镇镇", 410234, 8.5],
                ["新建镇", 206789, 3.2],
            ]
        ),
        merges=MERGED,
        tables=[ExpectedTable("A3:C6", rows=2, layout=None, set_aside=["4 unknown", "4 unknown"], set_aside_figures=4)],
        unreadable=None,
    ),
]
