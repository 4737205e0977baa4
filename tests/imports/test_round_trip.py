"""What a list exports comes back as no change: every kind, over everything in the demo."""

import datetime

import pytest

from imports.context import ImportContext
from imports.exports import SafeCSV, SafeXLSX
from imports.registry import all_sheets
from indicators.models import Indicator, Region, ReleaseSchedule
from tests.imports.running import row_counts, run

pytestmark = pytest.mark.usefixtures("demo")

# How many records of each kind the demo holds, counted in its workbooks.
ROWS = {
    "sources": 3, "categories": 46, "indicators": 48, "breaks": 2, "regions": 28, "region_groups": 2, "parks": 5,
    "chains": 5, "chain_listings": 6, "programmes": 15, "services": 1, "enterprises": 12, "memberships": 3,
    "projects": 12, "milestones": 5, "honours": 16, "panels": 6, "participations": 1, "commitments": 3,
    "statements": 29, "release_schedules": 1, "policies": 1, "articles": 4, "figures": 56,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_schedule(demo):
    """The article names no day of publication, so the demo has no schedule: one stands beside it."""
    indicator, county = Indicator.objects.get(code="exports"), Region.objects.home().subject
    known = {"every": "quarter", "coverage": "cumulative", "due_days": 25, "note": "随季报发布。"}
    ReleaseSchedule.objects.create(indicator=indicator, subject=county, starts_on=datetime.date(2021, 1, 1), **known)


def test_the_demo_has_rows_of_every_kind():
    # Figures are written out in long form; the wide one is another way to bring them.
    assert {sheet.kind for sheet in all_sheets()} == {*ROWS, "figures_wide"}


@pytest.mark.parametrize(("file_format", "suffix"), [(SafeXLSX, "xlsx"), (SafeCSV, "csv")])
@pytest.mark.parametrize("kind", ROWS)
def test_an_export_imports_as_no_change(tmp_path, kind, file_format, suffix):
    [sheet] = [sheet for sheet in all_sheets() if sheet.kind == kind]
    dataset = sheet(ImportContext()).export()
    content = file_format().export_data(dataset)
    path = tmp_path / f"表.{suffix}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
    before = row_counts()

    code, report = run(path, "--publish", "--as", kind)

    [found] = report["sheets"]
    counts = {name: found[name] for name in ("rows", "new", "changed", "unchanged", "set_aside", "errors_total")}
    assert (code, counts) == (
        0,
        {"rows": ROWS[kind], "new": 0, "changed": 0, "unchanged": ROWS[kind], "set_aside": 0, "errors_total": 0},
    )
    assert row_counts() == before | {"imports.ImportBatch": before["imports.ImportBatch"] + 1}
