"""Rows that are no plain data: sequence numbers, totals, parts, notes, blanks, headers said again."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

TITLE = ["2021年1-7月示例市规上工业总产值"]
HEADER = ["县", "总产值（亿元）"]


def three_counties(first: int, second: int, third: int, column: str = "B") -> list[str]:
    """120.5, 80.3 and 60.2 of the three counties, where they stand in these rows."""
    return lines(f"""
        {column}{first} 示例一县 output level 2021-01-01..2021-07-31 120.5
        {column}{second} 示例二县 output level 2021-01-01..2021-07-31 80.3
        {column}{third} 示例三县 output level 2021-01-01..2021-07-31 60.2
    """)


IMITATIONS = [
    Imitation(
        "sequence_column",
        "The first column is 序号.",
        sheet(
            [
                TITLE,
                ["序号", *HEADER],
                [1, "示例一县", 120.5],
                [2, "示例二县", 80.3],
                [3, "示例三县", 60.2],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C5", rows=3, figures=three_counties(3, 4, 5, "C"))],
        unreadable="C2",
    ),
    Imitation(
        "sequence_without_header",
        "The first column counts 1, 2, 3 below an empty header.",
        sheet(
            [
                TITLE,
                [None, *HEADER],
                [1, "示例一县", 120.5],
                [2, "示例二县", 80.3],
                [3, "示例三县", 60.2],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C5", rows=3, figures=three_counties(3, 4, 5, "C"))],
        unreadable="C2",
    ),
    Imitation(
        "label_column_without_header",
        "Nothing stands above the names.",
        sheet([TITLE, [None, "总产值（亿元）"], ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B5", rows=3, figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "total_last",
        "The last row is 合计, with blanks between its letters.",
        sheet([TITLE, HEADER, ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2], ["合　计", 261.0]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B6", rows=3, totals=[6], figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "total_above_its_parts",
        "The first row is 总计.",
        sheet([TITLE, HEADER, ["总计", 261.0], ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B6", rows=3, totals=[3], figures=three_counties(4, 5, 6))],
        unreadable="B2",
    ),
    Imitation(
        "total_by_the_name_of_the_city",
        "The row of the whole city is no total but the city's own figure.",
        sheet([TITLE, HEADER, ["示例市", 261.0], ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2]]),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:B6",
                rows=4,
                figures=["B3 示例市 output level 2021-01-01..2021-07-31 261", *three_counties(4, 5, 6)],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_that_differs",
        "The total is 10 more than its parts.",
        sheet([TITLE, HEADER, ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2], ["合计", 271.0]]),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable("A2:B6", rows=3, totals=[6], figures=three_counties(3, 4, 5), warnings=["total_differs@B6"])
        ],
        unreadable="B2",
    ),
    Imitation(
        "subtotals_in_groups",
        "小计 closes each group, 合计 the table.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["示例二县", 80.3],
                ["小计", 200.8],
                ["示例三县", 60.2],
                ["小计", 60.2],
                ["合计", 261.0],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B8", rows=3, totals=[5, 7, 8], figures=three_counties(3, 4, 6))],
        unreadable="B2",
    ),
    Imitation(
        "of_which",
        "A row 其中： is a part of the row above, and does not count again into the total.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["其中：示例一镇", 50.1],
                ["示例二县", 80.3],
                ["示例三县", 60.2],
                ["合计", 261.0],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:B7",
                rows=4,
                totals=[7],
                figures=[*three_counties(3, 5, 6), "B4 示例一镇 output level 2021-01-01..2021-07-31 50.1"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "total_merged_over_the_labels",
        "合计 is merged over 序号 and the name.",
        sheet(
            [
                TITLE,
                ["序号", *HEADER],
                [1, "示例一县", 120.5],
                [2, "示例二县", 80.3],
                [3, "示例三县", 60.2],
                ["合计", None, 261.0],
            ]
        ),
        merges={"Sheet1": ["A6:B6"]},
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:C6", rows=3, totals=[6], figures=three_counties(3, 4, 5, "C"))],
        unreadable="C2",
    ),
    Imitation(
        "of_which_on_a_line_of_its_own",
        "其中： stands alone, without a figure, above the part.",
        sheet(
            [
                TITLE,
                HEADER,
                ["合计", 261.0],
                ["示例一县", 120.5],
                ["其中：", None],
                ["  示例一镇", 50.1],
                ["示例二县", 80.3],
                ["示例三县", 60.2],
            ]
        ),
        arguments=EXAMPLE_CITY,
        # How far 其中 reaches nobody says: the part counts into no sum, as it is a town of the county above.
        tables=[
            ExpectedTable(
                "A2:B8",
                rows=4,
                totals=[3],
                figures=[*three_counties(4, 7, 8), "B6 示例一镇 output level 2021-01-01..2021-07-31 50.1"],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "average_row",
        "The last row is an average, which is no sum to compare.",
        sheet([TITLE, HEADER, ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2], ["平均", 87.0]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B6", rows=3, totals=[6], figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "total_of_growth_is_no_sum",
        "The total's growth is not the sum of the counties' growth.",
        sheet(
            [
                TITLE,
                ["县", "总产值（亿元）", "总产值同比（%）"],
                ["示例一县", 120.5, 8.1],
                ["示例二县", 80.3, 6.4],
                ["示例三县", 60.2, -1.2],
                ["合计", 261.0, 5.3],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:C6",
                rows=3,
                totals=[6],
                figures=[
                    *three_counties(3, 4, 5),
                    *lines("""
                        C3 示例一县 output yoy 2021-01-01..2021-07-31 8.1
                        C4 示例二县 output yoy 2021-01-01..2021-07-31 6.4
                        C5 示例三县 output yoy 2021-01-01..2021-07-31 -1.2
                    """),
                ],
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "notes_with_periods",
        "A note below names years, which are no headers.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["示例二县", 80.3],
                ["示例三县", 60.2],
                ["注：1. 2020年及以前为主营业务收入2000万元以上企业。"],
                ["    2. 2019年数据根据第四次全国经济普查修订。"],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B5", rows=3, notes=[6, 7], figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "source_line",
        "Lines below say whence the figures come and who made the table.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["示例二县", 80.3],
                ["示例三县", 60.2],
                [],
                ["数据来源：示例市统计局", None],
                ["制表：工业科", "2021年8月15日"],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B5", rows=3, notes=[7, 8], figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "long_line_without_a_word_for_note",
        "A single long line below the data is a note, though no word says so.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["示例二县", 80.3],
                ["示例三县", 60.2],
                ["本表按经营单位所在地统计，2021年起包括新入库企业，与上年公布的数据不完全可比。"],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B5", rows=3, notes=[6], figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "blank_rows_inside",
        "Blank rows part the groups of one table.",
        sheet([TITLE, [], HEADER, ["示例一县", 120.5], [], ["示例二县", 80.3], [None, " "], ["示例三县", 60.2]]),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A3:B8", rows=3, figures=three_counties(4, 6, 8))],
        unreadable="B3",
    ),
    Imitation(
        "formatted_but_empty",
        "Coloured cells far right and below hold nothing.",
        sheet([TITLE, HEADER, ["示例一县", 120.5], ["示例二县", 80.3], ["示例三县", 60.2]]),
        arguments=EXAMPLE_CITY,
        painted=["A6", "B9", "C3", "H2", "H40"],
        tables=[ExpectedTable("A2:B5", rows=3, figures=three_counties(3, 4, 5))],
        unreadable="B2",
    ),
    Imitation(
        "header_on_every_page",
        "The header comes again as on each printed page.",
        sheet(
            [
                TITLE,
                HEADER,
                ["示例一县", 120.5],
                ["示例二县", 80.3],
                HEADER,
                ["示例三县", 60.2],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[ExpectedTable("A2:B6", rows=3, figures=three_counties(3, 4, 6))],
        # One of the two headers: the other still says what the column is, and the reader may ask or not.
        unreadable=None,
    ),
]
