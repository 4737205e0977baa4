"""Invented tables of any size, for timing: written once a run, the same for the same numbers."""

import datetime
from pathlib import Path

from django.db import connection
from openpyxl import Workbook
from stdnum.cn import uscc

from enterprises.models import Enterprise
from imports.models import ImportChange
from indicators.models import Subject

WORLD, SOURCE = "计时市", "计时用表"
SYLLABLES = "东南西北中华新兴永恒昌盛锦绣光明泰和顺达宏远鑫源金龙飞腾联创凯旋瑞丰"
TRADES = "机械锯床阀门缝纫机电工具弹簧轴承环保照明纺织化工建材食品"
TOWNS = ("计时一镇", "计时二镇", "计时三镇")
INDUSTRIES = [f"X{number:03}" for number in range(40)]
ENTERPRISE_HEADERS = ["名称", "统一社会信用代码", "所在地区", "行业", "主要产品", "简介", "成立日期", "公开依据"]


def catalogue(folder: Path, indicators: int = 0) -> Path:
    """A workbook with the world, its towns, industries, a source and so many indicators."""
    book = Workbook(write_only=True)
    _sheet(
        book,
        "地区",
        ["代码", "名称", "级别", "上级", "首页地区"],
        [["991100", WORLD, "市", "", ""]] + [[f"9911{10 + n}", town, "县", WORLD, ""] for n, town in enumerate(TOWNS)],
    )
    _sheet(book, "来源", ["标题", "日期", "公开依据"], [[SOURCE, datetime.date(2021, 1, 1), "官方汇总数据"]])
    _sheet(book, "代码表", ["代码表", "代码", "名称"], [["行业", code, f"行业{code}"] for code in INDUSTRIES])
    if indicators:
        rows = [[f"bench-{number:02}", f"计时指标{number:02}", "万元"] for number in range(indicators)]
        _sheet(book, "指标", ["代码", "名称", "单位"], rows)
    return _saved(book, folder / "catalogue.xlsx")


def enterprise_rows(number: int):
    """Rows below ENTERPRISE_HEADERS, all different."""
    opened = datetime.date(1990, 1, 1)
    for n in range(number):
        yield [
            enterprise_name(n),
            credit_code(n),
            TOWNS[n % len(TOWNS)],
            INDUSTRIES[n % len(INDUSTRIES)],
            f"{TRADES[n % 26 : n % 26 + 2]}件、产品{n % 997}",
            f"计时用的第{n}家企业，生产{TRADES[n % 25 : n % 25 + 3]}。",
            opened + datetime.timedelta(days=n % 11000),
            "公开报道",
        ]


def enterprise_name(n: int) -> str:
    """An invented name with the number in characters, so that no two are alike."""
    first, second = divmod(n, len(SYLLABLES))
    return f"计时{SYLLABLES[second]}{SYLLABLES[first % len(SYLLABLES)]}{TRADES[n % 24 : n % 24 + 2]}{n}有限公司"


def credit_code(n: int) -> str:
    """A valid code of nobody: 9133 1122 with the number and the check digit."""
    body = f"91331122MA{n:07d}"
    return body + uscc.calc_check_digit(body)


def enterprises(folder: Path, number: int) -> Path:
    book = Workbook(write_only=True)
    _sheet(book, "企业", ENTERPRISE_HEADERS, enterprise_rows(number))
    return _saved(book, folder / f"enterprises-{number}.xlsx")


def wide_figures(folder: Path, subjects: int, indicators: int) -> tuple[Path, int]:
    """A table of one year's figures, seven of twelve cells filled; the file and the number of figures."""
    book, count = Workbook(write_only=True), 0
    sheet = book.create_sheet("产值")
    sheet.append(["2020年企业主要指标"])
    sheet.append(["企业名称", *(f"计时指标{number:02}（万元）" for number in range(indicators))])
    for n in range(subjects):
        filled = {number: (n * 31 + number * 7) / 10 for number in range(indicators) if (n * 7 + number * 11) % 12 < 7}
        count += len(filled)
        sheet.append([enterprise_name(n), *(filled.get(number) for number in range(indicators))])
    return _saved(book, folder / "figures.xlsx"), count


def offices_table(folder: Path, rows: int, indicators: int) -> Path:
    """A printed table: title, unit line, header, so many rows, with a total and another unit before the last tenth."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("月报")
    sheet.append(["2021年1-7月企业主要指标"])
    sheet.append(["单位：万元"])
    sheet.append(["企业名称", *(f"计时指标{number:02}" for number in range(indicators))])
    turn = rows * 9 // 10
    for n in range(rows):
        if n == turn:
            sheet.append(["合计", *(1.5 * turn for _number in range(indicators))])
            sheet.append(["单位：亿元"])
        sheet.append([enterprise_name(n), *((n % 97 + number * 7) / 10 for number in range(indicators))])
    return _saved(book, folder / "layout.xlsx")


def truncate(model) -> None:
    """Empties a table and what refers to it."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


def delete_enterprises(world: int) -> None:
    """Deletes a world's enterprises with their subjects, their past and what batches remember of them."""
    ours = "(SELECT id FROM indicators_subject WHERE kind = 'enterprise' AND world_id = %s)"
    with connection.cursor() as cursor:
        for table, column in (
            (ImportChange._meta.db_table, "record"),
            (Enterprise.history.model._meta.db_table, "subject_id"),
            (Enterprise._meta.db_table, "subject_id"),
            (Subject.history.model._meta.db_table, "id"),
            (Subject._meta.db_table, "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN {ours}", [world])
        cursor.execute("VACUUM ANALYZE")


def _sheet(book, title, headers, rows):
    sheet = book.create_sheet(title)
    sheet.append(headers)
    for row in rows:
        sheet.append(row)


def _saved(book, path):
    book.save(path)
    return path
