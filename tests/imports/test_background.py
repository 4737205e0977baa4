"""While the database writes some rows, the next are read: as if each had waited for the other."""

import pytest

from enterprises.models import Park
from enterprises.sheets.places import ParkSheet
from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.publish import publish
from imports.workbook import Grid, Workbook
from tests.imports.running import counts_of, errors_of, publish_rows

TOO_LONG = "长" * 201


@pytest.fixture(autouse=True)
def written_by_twos(monkeypatch):
    """Two rows are written at once, and none is found too long before."""
    monkeypatch.setattr("imports.records.WRITTEN_AT_ONCE", 2)
    monkeypatch.setattr(ParkSheet, "check_of", lambda sheet, name: None)


def test_a_row_that_the_database_refuses_late_is_named(county, tmp_path):
    rows = [["名称"], ["一区"], [TOO_LONG], ["三区"], ["四区"], ["五区"]]

    code, sheet = publish_rows(tmp_path, "园区", rows)

    assert (code, counts_of(sheet)) == (1, (4, 0, 0, 0, 1))
    assert errors_of(sheet) == [(3, None, "", "数据库没有接受这一行，请核对各栏内容。")]
    assert not Park.objects.exists()


def test_what_reading_a_row_writes_is_not_lost_with_rows_refused_meanwhile(county, monkeypatch):
    kept = []
    monkeypatch.setattr(ParkSheet, "saved", lambda sheet, park: ImportBatch.objects.create())
    monkeypatch.setattr(ParkSheet, "forget", lambda sheet, park: kept.append(ImportBatch.objects.count()))
    grid = Grid("园区", [["名称"], ["一区"], [TOO_LONG], ["三区"]])

    report = publish(Workbook("表.xlsx", "", [grid]), ImportContext(), ImportBatch(file_name="表.xlsx"))

    assert (report.errors_total, kept) == (1, [3, 4])


def test_a_load_given_up_while_rows_are_written_leaves_nothing(county, monkeypatch):
    take = ParkSheet.take

    def refuse_third(sheet, number, cleaned):
        if number == 3:
            raise ImportRefused("够了")
        take(sheet, number, cleaned)

    monkeypatch.setattr(ParkSheet, "take", refuse_third)
    grid = Grid("园区", [["名称"], ["一区"], ["二区"], ["三区"]])

    with pytest.raises(ImportRefused):
        publish(Workbook("表.xlsx", "", [grid]), ImportContext(), ImportBatch(file_name="表.xlsx"))

    assert (Park.objects.count(), ImportBatch.objects.count()) == (0, 0)
