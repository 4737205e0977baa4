"""Lists of records as offices keep them: titles, two-level headers, 序号, notes, totals, codes for values."""

import datetime

from tests.imports.imitations import ExpectedTable, Imitation, sheet
from tests.imports.imitations.catalogue import SOURCE

FIRST = ("示例企业101有限公司", "91331122MA2E0A1B1H", "锯床", "", None)
SECOND = ("示例企业102有限公司", "91331122MA2E0A2C2B", "带锯条", "", None)

IMITATIONS = [
    Imitation(
        "firms_under_a_two_level_header",
        "A list of firms has a title, a header of two levels, 序号, a total and a note.",
        sheet(
            [
                ["缙云县2021年新入库企业名单"],
                ["序号", "基本信息", None, "主要产品"],
                [None, "名称", "信用代码", None],
                [1, *FIRST[:3]],
                [2, *SECOND[:3]],
                ["合计", "2家", None, None],
                ["注：截至2021年7月31日。"],
            ]
        ),
        merges={"Sheet1": ["A1:D1", "A2:A3", "B2:C2", "D2:D3"]},
        tables=[
            ExpectedTable(
                "A2:D6",
                kind="enterprises",
                layout="records",
                rows=2,
                totals=[6],
                notes=[7],
                records=[FIRST, SECOND],
            )
        ],
        unreadable="B3",
    ),
    Imitation(
        "firms_by_the_name_of_their_kind",
        "The name's header says of what: 企业名称.",
        sheet([["企业名称", "统一社会信用代码", "主要产品"], FIRST[:3], SECOND[:3]]),
        tables=[ExpectedTable("A1:C3", kind="enterprises", layout="records", rows=2, records=[FIRST, SECOND])],
        unreadable="A1",
    ),
    Imitation(
        "firms_in_the_middle_of_a_sheet",
        "The list begins at C4.",
        sheet(
            [
                [],
                [None, None, "新入库企业"],
                [],
                [None, None, "名称", "信用代码", "主要产品"],
                [None, None, *FIRST[:3]],
            ]
        ),
        tables=[ExpectedTable("C4:E5", kind="enterprises", layout="records", rows=1, records=[FIRST])],
        unreadable="C4",
    ),
    Imitation(
        "blank_is_no_repetition",
        "In a list a blank cell below a filled one is blank; only the merged region holds for both rows.",
        sheet(
            [
                ["所在地区", "名称", "信用代码", "主要产品"],
                ["壶镇镇", *FIRST[:3]],
                [None, *SECOND[:2], None],
                [None, "示例企业103有限公司", None, "锯条"],
            ]
        ),
        merges={"Sheet1": ["A2:A3"]},
        tables=[
            ExpectedTable(
                "A1:D4",
                kind="enterprises",
                layout="records",
                rows=3,
                records=[
                    ("示例企业101有限公司", "91331122MA2E0A1B1H", "锯床", "壶镇镇", None),
                    ("示例企业102有限公司", "91331122MA2E0A2C2B", "", "壶镇镇", None),
                    ("示例企业103有限公司", "", "锯条", "", None),
                ],
            )
        ],
        unreadable="B1",
    ),
    Imitation(
        "header_of_a_list_on_every_page",
        "The list's header comes again on the second page.",
        sheet(
            [
                ["名称", "信用代码", "主要产品"],
                FIRST[:3],
                ["名称", "信用代码", "主要产品"],
                SECOND[:3],
            ]
        ),
        tables=[ExpectedTable("A1:C4", kind="enterprises", layout="records", rows=2, records=[FIRST, SECOND])],
        # The other header still says what the column is.
        unreadable=None,
    ),
    Imitation(
        "parks_with_a_total",
        "A list of parks has a title, 序号, a 合计 and the line of whoever made it.",
        sheet(
            [
                ["缙云县园区一览表"],
                ["序号", "名称", "类型"],
                [1, "示例开发区", "经济开发区"],
                [2, "示例小微园", "小微企业园"],
                ["合计", "2个", None],
                ["填表人：", None, "2021年8月"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C5",
                kind="parks",
                layout="records",
                rows=2,
                totals=[5],
                notes=[6],
                records=[("示例开发区", "经济开发区"), ("示例小微园", "小微企业园")],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "projects_under_a_title",
        "A list of projects has a title with a year, which is no period of anything.",
        sheet(
            [
                ["缙云县2021年技术改造项目清单"],
                [None, None, "共1项"],
                ["名称", "类型", "业主"],
                ["示例锯床扩产项目", "技术改造", "锯力煌"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A3:C4", kind="projects", layout="records", rows=1, records=[("示例锯床扩产项目", "技术改造", "锯力煌")]
            )
        ],
        unreadable="A3",
    ),
    Imitation(
        "regions_under_a_title",
        "A list of divisions, whose codes are numbers.",
        sheet(
            [
                ["缙云县乡镇街道名录"],
                ["序号", "区划代码", "名称", "级别", "上级"],
                [1, 331122104, "示例东镇", "乡镇", "缙云县"],
                [2, 331122201, "示例西乡", "乡镇", "缙云县"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:E4",
                kind="regions",
                layout="records",
                rows=2,
                records=[("331122104", "示例东镇"), ("331122201", "示例西乡")],
            )
        ],
        unreadable="B2",
    ),
    Imitation(
        "indicators_under_a_title",
        "A list of indicators, whose column of units is none of figures.",
        sheet(
            [
                ["缙云县统计指标目录（2021年）"],
                ["代码", "名称", "单位"],
                ["taxes", "利税总额", "万元"],
                ["loss_firms", "亏损企业数", "家"],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:C4",
                kind="indicators",
                layout="records",
                rows=2,
                records=[("taxes", "利税总额", "万元"), ("loss_firms", "亏损企业数", "家")],
            )
        ],
        unreadable="A2",
    ),
    Imitation(
        "yes_and_no_in_four_ways",
        "是, 否, 1 and 0 stand in one column.",
        sheet(
            [
                ["资料来源清单"],
                ["标题", "发布者", "日期", "日期推断"],
                ["示例公报一", "示例县统计局", "2021-03-01", "是"],
                ["示例公报二", "示例县统计局", "2021年4月1日", "否"],
                ["示例公报三", "示例县统计局", datetime.date(2021, 5, 1), 1],
                ["示例公报四", "示例县统计局", "2021/6/1", 0],
            ]
        ),
        tables=[
            ExpectedTable(
                "A2:D6",
                kind="sources",
                layout="records",
                rows=4,
                records=[
                    ("示例公报一", "2021-03-01", True),
                    ("示例公报二", "2021-04-01", False),
                    ("示例公报三", "2021-05-01", True),
                    ("示例公报四", "2021-06-01", False),
                ],
            )
        ],
        unreadable="A2",
    ),
    Imitation(
        "size_classes_in_words",
        "规上, 规模以上 and 规下 are two size classes.",
        sheet(
            [
                ["企业", "归属类型", "归属", "来源"],
                ["锯力煌", "规模", "规上", SOURCE],
                ["君鸿机械", "规模", "规模以上", SOURCE],
                ["天工机械", "规模", "规下", SOURCE],
            ]
        ),
        tables=[
            ExpectedTable(
                "A1:D4",
                kind="memberships",
                layout="records",
                rows=3,
                records=[("锯力煌", "规上"), ("君鸿机械", "规上"), ("天工机械", "规下")],
            )
        ],
        unreadable="C1",
    ),
    Imitation(
        "required_header_misspelt",
        "名秤 is much like 名称, which the list needs: the portal asks.",
        sheet([["名秤", "信用代码", "主要产品"], FIRST[:3]]),
        tables=[ExpectedTable("A1:C2", kind="enterprises", layout="records", rows=1, errors=["missing_column@1"])],
        # Nothing goes in anyway.
        unreadable=None,
    ),
    Imitation(
        "founded_before_1900",
        "A day before 1900, which a spreadsheet keeps as text.",
        sheet([["名称", "成立日期"], ["示例老字号", "1898年5月1日"]]),
        tables=[
            ExpectedTable(
                "A1:B2",
                kind="enterprises",
                layout="records",
                rows=1,
                records=[("示例老字号", "", "", "", "1898-05-01")],
            )
        ],
        unreadable="A1",
    ),
    Imitation(
        "day_number_before_1900",
        "A day before 1900 as a negative number, which no spreadsheet shows as a day.",
        sheet([["名称", "成立日期"], ["示例老字号", -608]]),
        tables=[ExpectedTable("A1:B2", kind="enterprises", layout="records", rows=1, errors=["unreadable_date@B2"])],
        # Nothing goes in anyway.
        unreadable=None,
    ),
]
