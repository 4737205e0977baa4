"""Several tables in a file: stacked, side by side, with a legend, on sheets among empty ones."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import EXAMPLE_CITY

OUTPUT = [["企业名称", "总产值（亿元）"], ["锯力煌", 2.91], ["君鸿机械", 1.25]]
STAFF = [["企业名称", "从业人员（人）"], ["锯力煌", 300], ["君鸿机械", 401]]
JULY = "2021-01-01..2021-07-31"


def output(first: int, second: int, column: str = "B") -> list[str]:
    """The figures of `OUTPUT` where the two firms stand in these rows."""
    return [f"{column}{first} 锯力煌 output level {JULY} 2.91", f"{column}{second} 君鸿机械 output level {JULY} 1.25"]


def staff(first: int, second: int, column: str = "B") -> list[str]:
    """The figures of `STAFF` where the two firms stand in these rows."""
    return [f"{column}{first} 锯力煌 staff level {JULY} 300", f"{column}{second} 君鸿机械 staff level {JULY} 401"]


IMITATIONS = [
    Imitation(
        "stacked_with_blank_rows",
        "Two tables, each below its own title, with a blank row between.",
        sheet([["表一 2021年1-7月产值"], *OUTPUT, [], ["表二 2021年1-7月用工"], *STAFF]),
        tables=[
            ExpectedTable("A2:B4", rows=2, figures=output(3, 4)),
            ExpectedTable("A7:B9", rows=2, figures=staff(8, 9)),
        ],
        unreadable="B7",
    ),
    Imitation(
        "stacked_without_blank_row",
        "The second table begins right below the first, with a header of its own and no title.",
        sheet([["2021年1-7月规上工业"], *OUTPUT, *STAFF]),
        tables=[
            ExpectedTable("A2:B4", rows=2, figures=output(3, 4)),
            ExpectedTable("A5:B7", rows=2, figures=staff(6, 7)),
        ],
        unreadable="B5",
    ),
    Imitation(
        "stacked_with_other_periods",
        "Each table has its own title with its own period, which is not the other's.",
        sheet([["2019年用工情况"], *STAFF, ["2020年用工情况"], ["企业名称", "从业人员（人）"], ["锯力煌", 310]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 staff level 2019-01-01..2019-12-31 300
                    B4 君鸿机械 staff level 2019-01-01..2019-12-31 401
                """),
            ),
            ExpectedTable("A6:B7", rows=1, figures=["B7 锯力煌 staff level 2020-01-01..2020-12-31 310"]),
        ],
        unreadable="A5",
    ),
    Imitation(
        "side_by_side",
        "Two tables side by side below one title, parted by an empty column.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "总产值（亿元）", None, "企业名称", "从业人员（人）"],
                ["锯力煌", 2.91, None, "锯力煌", 300],
                ["君鸿机械", 1.25, None, "君鸿机械", 401],
            ]
        ),
        tables=[
            ExpectedTable("A2:B4", rows=2, figures=output(3, 4)),
            ExpectedTable("D2:E4", rows=2, figures=staff(3, 4, "E")),
        ],
        unreadable="E2",
    ),
    Imitation(
        "folded_in_two_halves",
        "One long table is folded: its second half stands on the right, with the same header.",
        sheet(
            [
                ["示例市2021年1-7月规上工业"],
                ["县", "总产值（亿元）", None, "县", "总产值（亿元）"],
                ["示例一县", 120.5, None, "示例三县", 60.2],
                ["示例二县", 80.3, None, None, None],
            ]
        ),
        arguments=EXAMPLE_CITY,
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 示例一县 output level 2021-01-01..2021-07-31 120.5
                    B4 示例二县 output level 2021-01-01..2021-07-31 80.3
                """),
            ),
            ExpectedTable("D2:E3", rows=1, figures=["E3 示例三县 output level 2021-01-01..2021-07-31 60.2"]),
        ],
        unreadable="E2",
    ),
    Imitation(
        "table_with_a_legend",
        "A small legend stands to the right of the table: it is neither part of it nor a table of its own.",
        sheet(
            [
                ["2021年1-7月规上工业"],
                ["企业名称", "总产值（亿元）", None, "图例"],
                ["锯力煌", 2.91, None, "红色：下降"],
                ["君鸿机械", 1.25, None, "绿色：增长"],
            ]
        ),
        tables=[ExpectedTable("A2:B4", rows=2, notes=None, figures=output(3, 4))],
        unreadable="B2",
    ),
    Imitation(
        "empty_sheets_among_full_ones",
        "Empty sheets stand before, between and behind the tables.",
        {
            "Sheet1": [],
            "产值": [["2021年1-7月产值"], *OUTPUT],
            "Sheet3": [[None, " "]],
            "用工": [["2021年1-7月用工"], *STAFF],
            "Sheet5": [],
        },
        tables=[
            ExpectedTable("A2:B4", sheet="产值", rows=2, figures=output(3, 4)),
            ExpectedTable("A2:B4", sheet="用工", rows=2, figures=staff(3, 4)),
        ],
        unreadable="用工!B2",
    ),
    Imitation(
        "list_and_figures_stacked",
        "A list of new enterprises stands above the table of their figures.",
        sheet(
            [
                ["一、新入库企业名单"],
                ["名称", "主要产品"],
                ["示例企业101有限公司", "锯床"],
                [],
                ["二、2021年1-7月产值"],
                ["企业名称", "总产值（亿元）"],
                ["示例企业101有限公司", 0.31],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:B3",
                kind="enterprises",
                layout="records",
                rows=1,
                records=[("示例企业101有限公司", "", "锯床", "", None)],
            ),
            ExpectedTable("A6:B7", rows=1, figures=[f"B7 示例企业101有限公司 output level {JULY} 0.31"]),
        ],
        unreadable="B6",
    ),
    Imitation(
        "three_tables_of_three_layouts",
        "Below each other: firms by indicators, firms by years, indicators by years.",
        sheet(
            [
                ["表1 2021年1-7月规上工业"],
                *OUTPUT,
                [],
                ["表2 从业人员（人）"],
                ["企业名称", "2019年", "2020年"],
                ["锯力煌", 290, 295],
                [],
                ["表3 缙云县主要指标"],
                ["指标", "单位", "2019年", "2020年"],
                ["地区生产总值", "亿元", 240.9, 251.3],
            ]
        ),
        tables=[
            ExpectedTable("A2:B4", rows=2, figures=output(3, 4)),
            ExpectedTable(
                "A7:C8",
                layout="subjects×periods",
                rows=1,
                figures=lines("""
                    B8 锯力煌 staff level 2019-01-01..2019-12-31 290
                    C8 锯力煌 staff level 2020-01-01..2020-12-31 295
                """),
            ),
            ExpectedTable(
                "A11:D12",
                layout="indicators×periods",
                rows=1,
                figures=lines("""
                    C12 缙云县 gdp level 2019-01-01..2019-12-31 240.9
                    D12 缙云县 gdp level 2020-01-01..2020-12-31 251.3
                """),
            ),
        ],
        unreadable="C7",
    ),
]
