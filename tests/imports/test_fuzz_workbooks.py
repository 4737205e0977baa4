"""Workbooks with something wrong in them, at random: answered in sentences, and written whole or not at all."""

import datetime
import random
import resource
import time
import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from indicators.models import Observation, Subject
from tests.imports.imitations import write
from tests.imports.imitations.catalogue import SOURCE, make_catalogue
from tests.imports.imitations.listed import ALL
from tests.imports.running import run

WORKBOOKS = [
    imitation for imitation in ALL if imitation.file_name.endswith(".xlsx") and "quanguo" not in imitation.arguments
]
EXITS = {0, 1, 2, 3}
STRANGE = [
    "", " ", "▇▇", "合计", "其中：", "单位：万元", "注：1.", "2016.1", "2021年13月", "-", "…", "1O2", "1,23", "=1/0", "９９",
    "（3.2）", 0, -1, 2021, 2016.1, 1e15, 1e-9, True, datetime.date(1905, 1, 1), "很" * 300, "a\tb", "🙂", "12.5%", "#REF!",
]  # fmt: skip
MOST_SECONDS, MOST_KILOBYTES = 10, 1_000_000


def swap_cells(sheet, chance):
    first, second = (sheet.cell(*place(sheet, chance)) for _turn in range(2))
    first.value, second.value = second.value, first.value


def change_cell(sheet, chance):
    sheet.cell(*place(sheet, chance)).value = chance.choice(STRANGE)


def retype_cell(sheet, chance):
    cell = sheet.cell(*place(sheet, chance))
    cell.value = str(cell.value) if not isinstance(cell.value, str) else len(cell.value)


def repeat_row(sheet, chance):
    row = chance.randint(1, sheet.max_row)
    values = [cell.value for cell in sheet[row]]
    sheet.insert_rows(chance.randint(1, sheet.max_row + 1))
    for column, value in enumerate(values, start=1):
        sheet.cell(row + 1, column).value = value


def drop_column(sheet, chance):
    sheet.delete_cols(chance.randint(1, sheet.max_column))


def part_rows(sheet, chance):
    sheet.insert_rows(chance.randint(1, sheet.max_row), chance.randint(1, 3))


def merge_cells(sheet, chance):
    (top, left), (bottom, right) = sorted(place(sheet, chance) for _turn in range(2))
    left, right = sorted((left, right))
    if (top, left) != (bottom, right):
        sheet.merge_cells(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")


IN_CELLS = [swap_cells, change_cell, retype_cell, repeat_row, drop_column, part_rows, merge_cells]


def place(sheet, chance):
    return chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)


def mutate_cells(path, chance):
    book = openpyxl.load_workbook(path)
    for _turn in range(chance.randint(1, 4)):
        try:
            chance.choice(IN_CELLS)(chance.choice(book.worksheets), chance)
        except AttributeError:
            # What a merged cell covers takes no value.
            continue
    book.save(path)


def flip_bytes(path, chance):
    content = bytearray(path.read_bytes())
    for _turn in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])


def flip_in_a_part(path, chance):
    """The package stays whole, one of its files does not."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    content = bytearray(parts[name])
    for _turn in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(32, 127)
    parts[name] = bytes(content)
    with zipfile.ZipFile(path, "w") as package:
        for part, text in parts.items():
            package.writestr(part, text)


def mutate(path, chance):
    chance.choices([mutate_cells, flip_in_a_part, flip_bytes], weights=[6, 3, 1])[0](path, chance)


def state() -> tuple[int, int]:
    return Observation.objects.count(), Subject.objects.count()


def answers(folder, seed) -> float:
    """Publishes one mutated workbook and checks what comes back; answers the seconds that it took."""
    chance = random.Random(seed)
    imitation = chance.choice(WORKBOOKS)
    path = write(imitation, folder)
    mutate(path, chance)
    before, started = state(), time.perf_counter()
    code, report = run(path, "--publish", "--source", SOURCE, *imitation.arguments)
    seconds = time.perf_counter() - started
    assert code in EXITS, (seed, imitation.name)
    assert ("error" in report) == (code == 2), (seed, imitation.name, report)
    if code:
        assert state() == before, (seed, imitation.name)
    else:
        # Each that is new or replaces another is one more, and lists of records add none.
        told = sum(sheet["new"] + sheet["changed"] for sheet in report["sheets"])
        assert told >= state()[0] - before[0], (seed, imitation.name)
    return seconds


@pytest.fixture
def catalogue(db):
    make_catalogue(("--world", "shilishi"))


@pytest.mark.parametrize("group", range(10))
def test_a_mutated_workbook_is_answered_in_sentences(catalogue, tmp_path, group):
    for seed in range(group * 10, group * 10 + 10):
        answers(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("group", range(20))
def test_mutated_workbooks_are_answered_in_sentences_within_bounds(catalogue, tmp_path, group):
    slowest = max(answers(tmp_path, seed) for seed in range(1000 + group * 100, 1100 + group * 100))

    assert slowest < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_KILOBYTES
