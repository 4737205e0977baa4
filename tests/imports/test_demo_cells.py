"""Every value of the demo leads back to its file, sheet and cell, and the cell says it again."""

import re
from functools import cache

import openpyxl
import pytest

from imports.models import ImportChange
from indicators.figures import MEASURE_UNITS
from indicators.models import Indicator, Observation
from indicators.numbers import convert, parse_quantity
from tests.demo_data import WORKBOOKS
from tests.desk import make_user

pytestmark = pytest.mark.usefixtures("demo")

FIGURES = "数据"


@pytest.fixture
def opened():
    """Opens the stored file of a batch, as a person would; each once."""

    @cache
    def load(path):
        return openpyxl.load_workbook(path)

    return lambda batch: load(batch.file.path)


def rows_of_the_files():
    """How many rows of data each sheet of the demo has, with its title."""
    return [(sheet.title, sheet.max_row - 1) for path in WORKBOOKS for sheet in openpyxl.load_workbook(path)]


def row_of(sheet, number) -> dict[str, str]:
    """A row by its headers, empty cells left out."""
    headers = [cell.value for cell in sheet[1]]
    return {header: str(cell.value) for header, cell in zip(headers, sheet[number], strict=True) if cell.value}


def read_again(figure, text, row):
    """What the text of a cell says, in the unit of the figure."""
    own = MEASURE_UNITS.get(figure.measure, figure.indicator.unit)
    quantity = parse_quantity(text, unit=row.get("单位", own))
    value = quantity.value if quantity.value is None else convert(quantity.value, quantity.unit, figure.unit)
    return value, quantity.qualifier, quantity.as_written, quantity.written_decimals


def test_the_cell_of_every_figure_gives_its_value_again(opened):
    figures = list(Observation.objects.select_related("batch", "indicator", "subject"))
    wrong = []
    for figure in figures:
        sheet = opened(figure.batch)[figure.sheet]
        cell = sheet[figure.cell]
        row = row_of(sheet, cell.row)
        said = (*read_again(figure, cell.value, row), row["对象"], row["指标"])
        kept = (figure.value, figure.qualifier, figure.as_written, figure.written_decimals)
        if said != (*kept, figure.subject.name, figure.indicator.name):
            wrong.append((figure.sheet, figure.cell, said))

    assert wrong == []
    assert len(figures) == sum(rows for title, rows in rows_of_the_files() if title == FIGURES)


def test_the_row_of_every_record_is_in_its_file(opened):
    changes = list(ImportChange.objects.select_related("batch"))
    lost = []
    for change in changes:
        row = row_of(opened(change.batch)[change.sheet], change.row)
        if not any(text in change.key or change.key in text for text in row.values()):
            lost.append((change.kind, change.key, change.sheet, change.row))

    assert lost == []
    assert len(changes) == sum(rows for title, rows in rows_of_the_files() if title != FIGURES)


def test_staff_are_shown_the_cell_of_every_figure_on_its_public_page(client):
    client.force_login(make_user())
    pages = {
        indicator.pk: client.get(f"/indicators/{indicator.code}/?others=1").content.decode()
        for indicator in Indicator.objects.all()
    }
    lost = []
    for figure in Observation.objects.public():
        shown = re.findall(r"#\d+</a> · (?:<span[^>]*>)?([^<!]+)(?:</span>)?!([A-Z]+\d+)", pages[figure.indicator_id])
        if (figure.sheet, figure.cell) not in shown:
            lost.append((figure.sheet, figure.cell))

    assert lost == []
