"""The files of the invented world, in the order in which they are loaded."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from portal.sample.calendar import tables_of_schedules
from portal.sample.enterprises import tables_of_enterprises, tables_of_memberships
from portal.sample.figures import tables_of_enterprise_figures
from portal.sample.places import tables_of_parks_and_chains, tables_of_regions
from portal.sample.plan import Plan
from portal.sample.reports import reports_of
from portal.sample.stories import tables_of_stories
from portal.sample.tables import Table
from portal.sample.undertakings import tables_of_undertakings

OPENING, CLOSING = "01_示例来源与地区.xlsx", "08_示例承诺与动态.xlsx"
PLACES: dict[str, Callable[[Plan], list[Table]]] = {
    OPENING: tables_of_regions,
    "02_示例园区与产业链.xlsx": tables_of_parks_and_chains,
}
# A publication keeps others waiting until its file is done: several files, so that none takes long.
ENTERPRISES: dict[str, Callable[[Plan], list[Table]]] = {
    "04_示例企业.xlsx": tables_of_enterprises,
    "05_示例企业归属.xlsx": tables_of_memberships,
    "06_示例荣誉与项目.xlsx": tables_of_undertakings,
    "07_示例企业内部数据.xlsx": tables_of_enterprise_figures,
    CLOSING: lambda plan: [*tables_of_stories(plan), *tables_of_schedules(plan)],
}


@dataclass(frozen=True)
class File:
    """A file of the invented world and the day on which it is taken to be published."""

    name: str
    published_on: datetime.date
    tables: list[Table]


def contents(plan: Plan) -> list[File]:
    """Every file in loading order, which is that of their names; rows are made when they are asked for."""
    reports = [File(report.file_name, report.published_on, report.tables) for report in reports_of(plan)]
    return [*_files(PLACES, plan), *reports, *_files(ENTERPRISES, plan)]


def _files(tables_of, plan) -> list[File]:
    return [File(name, plan.published_on, tables(plan)) for name, tables in tables_of.items()]


def write_workbooks(folder: Path, plan: Plan) -> list[Path]:
    """Writes every file into the folder, which is made where it is missing; their paths in loading order.

    Rows go to the disk one by one: memory does not grow with the number of enterprises.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [write_workbook(folder, file) for file in contents(plan)]


def write_workbook(folder: Path, file: File) -> Path:
    book = Workbook(write_only=True)
    for each in file.tables:
        sheet = book.create_sheet(each.name)
        sheet.freeze_panes = "A2"
        for line in each.lines():
            sheet.append(line)
    path = folder / file.name
    book.save(path)
    return path
