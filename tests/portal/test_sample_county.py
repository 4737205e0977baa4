import datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from portal.sample import enterprises
from portal.sample.editions import county_amounts
from portal.sample.plan import Month, Plan, PlanError, numeral
from portal.sample.series import BY_CODE, Amount
from portal.sample.tables import table
from portal.sample.workbooks import contents, write_workbooks

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
SMALL = Plan(enterprises=12, counties=2, months=2)
# Columns that name a thing of the invented world.
NAMES = {
    "名称",
    "简称",
    "标题",
    "对象",
    "企业",
    "项目",
    "称号",
    "上级",
    "上级园区",
    "所在地区",
    "业主",
    "园区",
    "产业链",
}
NAMES |= {"名单", "提出者", "承诺人", "颁发机构", "成员", "涉及对象", "来源"}


def cells(folder):
    """Every cell of the workbooks in a folder, by file and sheet."""
    return {
        path.name: {
            name: book.get_sheet_by_name(name).to_python()
            for book in [CalamineWorkbook.from_path(path)]
            for name in book.sheet_names
        }
        for path in sorted(folder.iterdir())
    }


def rows_of(plan):
    """Every row of the plan with the name of its sheet."""
    for file in contents(plan):
        for sheet in file.tables:
            for row in sheet.rows:
                yield sheet.name, row


def test_the_same_plan_writes_the_same_cells_and_another_seed_others(tmp_path):
    for folder, plan in [("first", SMALL), ("second", SMALL), ("other", Plan(12, 2, seed=2, months=2))]:
        write_workbooks(tmp_path / folder, plan)

    first, second, other = (cells(tmp_path / folder) for folder in ("first", "second", "other"))

    assert list(first) == [
        "01_示例来源与地区.xlsx",
        "02_示例园区与产业链.xlsx",
        "03_示例市_2021-09-21_2021年8月月报.xlsx",
        "03_示例市_2021-10-20_2021年9月月报.xlsx",
        "04_示例企业.xlsx",
        "05_示例企业归属.xlsx",
        "06_示例荣誉与项目.xlsx",
        "07_示例企业内部数据.xlsx",
        "08_示例承诺与动态.xlsx",
    ]
    assert first["04_示例企业.xlsx"]["企业"][1][0] == "示例企业001"
    assert first == second
    report = "03_示例市_2021-10-20_2021年9月月报.xlsx"
    assert first[report] != other[report]


def test_cells_are_those_of_the_first_version():
    """What was published once stays: a change of the lots would supersede every figure of a running demo."""
    one = enterprises.firm(Plan(), 7)

    assert county_amounts(SMALL, BY_CODE["exports"], Month(2020, 12)) == [
        Amount(Decimal("165.94"), Decimal("-2.9")),
        Amount(Decimal("173.23"), Decimal("2.7")),
    ]
    assert (one.name.english, one.industry, one.town.chinese) == ("Sample Enterprise 007", "C33", "示例十四镇")
    assert one.founded_on == datetime.date(1997, 10, 16)


def test_everything_is_named_as_a_sample_and_no_enterprise_has_a_code():
    texts = {
        (sheet, header, text)
        for sheet, row in rows_of(SMALL)
        for header in NAMES & row.keys()
        for text in str(row[header]).split("、")
        if text
    }
    english = {row["英文名"] for _sheet, row in rows_of(SMALL) if "英文名" in row}

    assert len(texts) > 100
    assert [each for each in texts if not each[2].startswith("示例")] == []
    assert [name for name in english if not name.startswith("Sample ")] == []
    assert [row for _sheet, row in rows_of(SMALL) if row.get("统一社会信用代码")] == []


def test_of_560_enterprises_180_are_above_scale():
    assert sum(enterprises.is_above_scale(number) for number in range(1, 561)) == 180


def test_an_enterprise_is_the_same_in_a_small_city_and_in_a_large_one():
    small, large = enterprises.firm(Plan(12), 7), enterprises.firm(Plan(50_000), 7)

    assert (small.name.chinese, large.name.chinese) == ("示例企业007", "示例企业00007")
    assert (small.industry, small.town, small.founded_on, small.park) == (
        large.industry,
        large.town,
        large.founded_on,
        large.park,
    )


def test_rows_come_one_by_one_however_many_there_are():
    for file in contents(Plan(enterprises=10**12, months=1)):
        for sheet in file.tables:
            assert len(list(islice(sheet.lines(), 3))) >= 2


def test_a_value_without_a_column_is_no_silent_loss():
    with pytest.raises(KeyError, match="金额"):
        list(table("项目", "名称 类型", [{"名称": "示例项目01", "金额": 1}]).lines())


def test_codes_stand_in_the_catalogue_of_the_demo():
    def column(file, sheet, header):
        [headers, *rows] = CalamineWorkbook.from_path(DEMO / file).get_sheet_by_name(sheet).to_python()
        return {row[headers.index(header)] for row in rows}

    indicators = {row["指标"] for _sheet, row in rows_of(Plan(12, 2, months=12)) if row.get("指标")}

    assert indicators <= column("02_指标.xlsx", "指标", "代码")
    assert len(enterprises.INDUSTRIES) == 41
    assert set(enterprises.INDUSTRIES) <= column("01_来源与地区.xlsx", "代码表", "代码")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (33, "三十三"), (99, "九十九")]
)
def test_numerals_of_names(number, text):
    assert numeral(number) == text


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ({"enterprises": 0}, "企业数应不小于1：0。"),
        ({"counties": 34}, "县的个数应在1到33之间：34。"),
        ({"year": 1999}, "年份应在2015到2099之间：1999。"),
        ({"months": 121}, "月数应在1到120之间：121。"),
    ],
)
def test_sizes_that_the_world_cannot_have_are_refused(sizes, sentence):
    with pytest.raises(PlanError) as refusal:
        Plan(**sizes)

    assert str(refusal.value) == sentence


def test_the_command_writes_the_files_and_says_how_to_import_them(tmp_path):
    output = StringIO()

    call_command("make_sample_county", out=tmp_path / "new", enterprises=12, counties=2, months=2, stdout=output)

    lines = output.getvalue().splitlines()
    assert [path.name for path in sorted((tmp_path / "new").iterdir())] == [file.name for file in contents(SMALL)]
    assert lines[0] == "已写出9个表格，按这个次序导入："
    assert lines[1:4] == [
        f"manage.py import_workbook {tmp_path}/new/01_示例来源与地区.xlsx --published-on 2021-01-20 --publish",
        f"manage.py import_workbook {tmp_path}/new/02_示例园区与产业链.xlsx --world shilishi --published-on 2021-01-20 --publish",
        f"manage.py import_workbook {tmp_path}/new/03_示例市_2021-09-21_2021年8月月报.xlsx "
        "--world shilishi --published-on 2021-09-21 --publish",
    ]
    assert len(lines) == 10


def test_the_command_refuses_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    for options, sentence in [
        ({"counties": 0}, "县的个数应在1到33之间：0。"),
        ({"out": tmp_path / "file"}, f"写不进文件夹“{tmp_path}/file”（系统报告：File exists），请检查路径、权限和磁盘空间。"),
    ]:  # fmt: skip
        with pytest.raises(CommandError) as refusal:
            call_command("make_sample_county", **options)
        assert (str(refusal.value), refusal.value.returncode) == (sentence, 2)
