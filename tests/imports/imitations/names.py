"""Subjects and indicators as offices write them: padded, bracketed, shortened, former, ambiguous, unknown."""

from tests.imports.imitations import ExpectedTable, Imitation, lines, sheet
from tests.imports.imitations.catalogue import NATION

TITLE = ["2021年1-7月规上工业主要指标"]
HEADER = ["名称", "总产值（亿元）"]

IMITATIONS = [
    Imitation(
        "padded_names",
        "Blanks of two widths make short names as long as the others.",
        sheet(
            [["2020年"], ["地区", "生产总值（亿元）"], ["北 京", 36102.6], ["天　津", 14083.7], [" 河  北 ", 36206.9]]
        ),
        arguments=NATION,
        tables=[
            ExpectedTable(
                "A2:B5",
                rows=3,
                figures=lines("""
                    B3 北京 gdp level 2020-01-01..2020-12-31 36102.6
                    B4 天津 gdp level 2020-01-01..2020-12-31 14083.7
                    B5 河北 gdp level 2020-01-01..2020-12-31 36206.9
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "names_in_other_brackets",
        "A name has half-width brackets where the register has full-width ones.",
        sheet([TITLE, HEADER, ["示例(壶镇)机械有限公司", 0.62], ["锯力煌", 2.91]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 示例（壶镇）机械有限公司 output level 2021-01-01..2021-07-31 0.62
                    B4 锯力煌 output level 2021-01-01..2021-07-31 2.91
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "limited_left_out",
        "有限公司 is left out of one name, and stands behind another that is registered without it.",
        sheet([TITLE, HEADER, ["示例企业001", 0.8], ["君鸿机械有限责任公司", 1.25]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 示例企业001有限公司 output level 2021-01-01..2021-07-31 0.8
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "ambiguous_name",
        "Two firms have the same alias: the row waits.",
        sheet([TITLE, [*HEADER, "从业人员"], ["锯力煌", 2.91, 300], ["天工", 0.33, 58]]),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 staff level 2021-01-01..2021-07-31 300
                """),
                set_aside=["4 ambiguous"],
                set_aside_figures=2,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "unknown_name",
        "A firm is not registered: its two figures wait, the others go in.",
        sheet([TITLE, [*HEADER, "从业人员"], ["锯力煌", 2.91, 300], ["锯力皇机床", 0.33, 58]]),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    C3 锯力煌 staff level 2021-01-01..2021-07-31 300
                """),
                set_aside=["4 unknown"],
                set_aside_figures=2,
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "unknown_indicator",
        "A column is no registered indicator: its two figures wait.",
        sheet([TITLE, [*HEADER, "焊接机器人数（台）"], ["锯力煌", 2.91, 12], ["君鸿机械", 1.25, 7]]),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    B3 锯力煌 output level 2021-01-01..2021-07-31 2.91
                    B4 君鸿机械 output level 2021-01-01..2021-07-31 1.25
                """),
                set_aside=["2 unknown"],
                set_aside_figures=2,
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "former_name_and_revoked_code",
        "新碧镇 is 新碧街道 now; the division with the revoked code never wins.",
        sheet([TITLE, ["乡镇街道", "总产值（亿元）"], ["壶镇", 61.2], ["新碧镇", 30.4]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 61.2
                    B4 新碧街道 output level 2021-01-01..2021-07-31 30.4
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "codes_instead_of_names",
        "The rows name their divisions by code, one of them as a number.",
        sheet([TITLE, ["区划代码", "总产值（亿元）"], ["331122101", 61.2], [331122102, 18.7]]),
        tables=[
            ExpectedTable(
                "A2:B4",
                rows=2,
                figures=lines("""
                    B3 壶镇镇 output level 2021-01-01..2021-07-31 61.2
                    B4 新建镇 output level 2021-01-01..2021-07-31 18.7
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "code_beside_name",
        "A column of codes stands beside the names; it is neither a figure nor another subject.",
        sheet(
            [TITLE, ["区划代码", "乡镇", "总产值（亿元）"], [331122101, "壶镇镇", 61.2], [331122102, "新建镇", 18.7]]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                rows=2,
                figures=lines("""
                    C3 壶镇镇 output level 2021-01-01..2021-07-31 61.2
                    C4 新建镇 output level 2021-01-01..2021-07-31 18.7
                """),
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "footnote_letters",
        "A footnote's letter or star is glued to the labels.",
        sheet(
            [
                ["缙云县财政收支"],
                ["指标", "2020年"],
                ["一般公共预算收入（亿元）*", 22.4],
                ["一般公共预算支出（亿元）i", 61.8],
                ["* 按新口径。"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:B4",
                layout="indicators×periods",
                rows=2,
                notes=[5],
                figures=lines("""
                    B3 缙云县 revenue level 2020-01-01..2020-12-31 22.4
                    B4 缙云县 spending level 2020-01-01..2020-12-31 61.8
                """),
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "letters_and_width",
        "An indicator is written in small letters and full-width brackets, with a line break before its unit.",
        sheet([["2020年"], ["地区", "ｇｄｐ\n（亿元）"], ["缙云县", 251.3]]),
        tables=[ExpectedTable("A2:B3", rows=1, figures=["B3 缙云县 gdp level 2020-01-01..2020-12-31 251.3"])],
        unreadable="B2",
    ),
    Imitation(
        "nobody_named",
        "No subject is named anywhere: the figures are those of the world's root, and the portal asks.",
        sheet([["2021年主要指标（亿元）"], ["指标", "1-6月", "1-7月"], ["一般公共预算收入", 120.1, 139.4]]),
        tables=[
            ExpectedTable(
                "A2:C3",
                layout="indicators×periods",
                rows=1,
                figures=lines("""
                    B3 丽水市 revenue level 2021-01-01..2021-06-30 120.1
                    C3 丽水市 revenue level 2021-01-01..2021-07-31 139.4
                """),
                warnings=["subject_assumed@A2"],
            )
        ],
        unreadable="C2",
    ),
    Imitation(
        "subject_in_file_name",
        "Only the file's name says whose figures these are.",
        sheet([["指标", "2021年1-7月"], ["一般公共预算收入（万元）", 164200]]),
        file_name="缙云县月报.xlsx",
        tables=[
            ExpectedTable(
                "A1:B2",
                layout="indicators×periods",
                rows=1,
                figures=["B2 缙云县 revenue level 2021-01-01..2021-07-31 16.42"],
            )
        ],
        unreadable="B1",
    ),
]
