"""The files of the invented world, in the order in which they are loaded."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from portal.sample.enterprises import tables_of_enterprises, tables_of_memberships
from portal.sample.figures import tables_of_enterprise_figures, tables_of_region_figures
from portal.sample.places import tables_of_parks_and_chains, tables_of_regions
from portal.sample.plan import Plan
from portal.sample.stories import tables_of_stories
from portal.sample.tables import Table
from portal.sample.undertakings import tables_of_undertakings

# A publication keeps others waiting until its file is done: several files, so that none takes long.
OPENING = "01_示例来源与地区.xlsx"
CONTENTS: dict[str, Callable[[Plan], list[Table]]] = {
    OPENING: tables_of_regions,
    "02_示例园区与产业链.xlsx": tables_of_parks_and_chains,
    "03_示例地区数据.xlsx": tables_of_region_figures,
    "04_示例企业.xlsx": tables_of_enterprises,
    "05_示例企业归属.xlsx": tables_of_memberships,
    "06_示例荣誉与项目.xlsx": tables_of_undertakings,
    "07_示例企业内部数据.xlsx": tables_of_enterprise_figures,
    "08_示例承诺与动态.xlsx": tables_of_stories,
}


def write_workbooks(folder: Path, plan: Plan) -> list[Path]:
    """Writes every file into the folder, which is made where it is missing; their paths in loading order.

    Rows go to the disk one by one: memory does not grow with the number of enterprises.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, tables_of(plan)) for name, tables_of in CONTENTS.items()]


def _write(path, tables) -> Path:
    book = Workbook(write_only=True)
    for each in tables:
        sheet = book.create_sheet(each.name)
        sheet.freeze_panes = "A2"
        for line in each.lines():
            sheet.append(line)
    book.save(path)
    return path
