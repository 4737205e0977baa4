"""Small imitations of the tables that offices send: each is read whole as the list says, or the portal asks."""

import re
from decimal import Decimal

import pytest
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from enterprises.models import Enterprise, Membership, Park
from indicators.models import Indicator, Observation, Region, Source, Subject
from projects.models import Project
from tests.imports.imitations import cell_at, unreadable_place, write
from tests.imports.imitations.catalogue import INDICATORS, SOURCE, make_catalogue
from tests.imports.imitations.listed import ALL
from tests.imports.running import run

pytestmark = pytest.mark.imitations

# What each kind of list tells of a record: its key, and what the imitations are about.
RECORDED = {
    "enterprises": (
        Enterprise,
        lambda firm: (
            firm.name,
            firm.credit_code,
            "、".join(firm.products),
            firm.subject.located_in.name if firm.subject.located_in else "",
            firm.founded_on.isoformat() if firm.founded_on else None,
        ),
    ),
    "parks": (Park, lambda park: (park.name, park.get_type_display())),
    "projects": (Project, lambda project: (project.name, project.get_type_display(), project.owner.name)),
    "regions": (Region, lambda region: (region.code, region.name)),
    "indicators": (Indicator, lambda indicator: (indicator.code, indicator.name, indicator.unit)),
    "sources": (Source, lambda source: (source.title, source.published_on.isoformat(), source.is_date_inferred)),
    "memberships": (Membership, lambda member: (member.enterprise.name, member.get_size_class_display())),
}
REASONS = {
    "没有名为": "unknown",
    "可以指几个": "ambiguous",
    "不是实际完成数": "beside",
    "只是其中一部分": "part",
    "是哪个地区": "whole",
    "只有位次": "rank",
}

# What is not read as the list says yet, and (unreadable:…) what the portal does not ask about yet. A name leaves when
# its imitation is understood; the list is to be empty.
NOT_YET: set[str] = set()


def marked(imitations, prefix=""):
    """Each imitation as a parameter, expected to fail where it is not read yet."""
    reason = pytest.mark.xfail(strict=False, reason="the layout is not understood yet")
    return [
        pytest.param(imitation, id=imitation.name, marks=[reason] if prefix + imitation.name in NOT_YET else [])
        for imitation in imitations
    ]


@pytest.fixture
def catalogue(db, imitation):
    make_catalogue(imitation.arguments)


def publish(imitation, folder, *arguments, unreadable=False):
    path = write(imitation, folder, unreadable=unreadable)
    return run(path, "--publish", "--source", SOURCE, *imitation.arguments, *arguments)


def published() -> list[str]:
    """All figures in force as the list writes them, behind their sheet."""
    figures = Observation.objects.asof().select_related("subject", "indicator").prefetch_related("ranks__group")
    return sorted(f"{figure.sheet}!{told(figure)}" for figure in figures)


def told(figure) -> str:
    span = f"@{figure.last_day}" if figure.is_stock else f"{figure.first_day}..{figure.last_day}"
    value = "n/a" if figure.value is None else plain(figure.value)
    words = [figure.cell, figure.subject.name, figure.indicator.code, figure.measure, span, value]
    return " ".join([*words, *(f"{rank.group.name}第{rank.position}" for rank in figure.ranks.all())])


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def records() -> dict[str, set[tuple]]:
    return {kind: {tell(record) for record in model.objects.all()} for kind, (model, tell) in RECORDED.items()}


def places(problems) -> list[str]:
    return sorted(f"{problem['code']}@{problem['column'] or ''}{problem['row']}" for problem in problems)


def why_set_aside(rows) -> list[str]:
    def word(reason):
        return next((word for beginning, word in REASONS.items() if beginning in reason), reason)

    return [f"{row['row']} {word(row['reason'])}" for row in rows]


def expected_figures(imitation) -> list[str]:
    return sorted(f"{table.sheet}!{figure}" for table in imitation.tables for figure in table.figures)


def expected_warnings(imitation) -> list[str]:
    return [
        f"{code}@{table.sheet}!{place}"
        for table in imitation.tables
        for code, place in (warning.split("@") for warning in table.warnings)
    ]


def assert_found(table, sheet, *, is_refused):
    """Compares one table of the report with the list; counts only where something could be written."""
    assert (sheet["name"], sheet["table"]) == (table.sheet, table.range)
    assert (table.kind or sheet["kind"]) == sheet["kind"]
    understood = sheet["understood"]
    assert (table.layout or understood["layout"]) == understood["layout"]
    assert understood["totals"] == list(table.totals)
    assert understood["notes"] == (understood["notes"] if table.notes is None else list(table.notes))
    assert sheet["rows"] == table.rows
    assert places(sheet["warnings"]) == sorted(table.warnings)
    assert_errors(table, sheet)
    if not is_refused:
        assert why_set_aside(sheet["set_aside_rows"]) == list(table.set_aside)
        new = len(table.figures) + len(table.records)
        counts = (sheet["new"], sheet["changed"], sheet["unchanged"], sheet["set_aside"])
        assert counts == (new, 0, 0, table.set_aside_figures)


def assert_errors(table, sheet):
    """Code and place of every error; the code "*" leaves open which."""
    found = places(sheet["errors"])
    if any(error.startswith("*") for error in table.errors):
        assert [error.partition("@")[2] for error in found] == [error.partition("@")[2] for error in table.errors]
    else:
        assert found == sorted(table.errors)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("imitation", marked(ALL))
def test_an_imitation_is_read_whole(tmp_path, imitation):
    before = records()

    code, report = publish(imitation, tmp_path, "--accept-all", "核对")

    assert "sheets" in report, report
    assert len(report["sheets"]) == len(imitation.tables)
    for table, found in zip(imitation.tables, report["sheets"], strict=True):
        assert_found(table, found, is_refused=imitation.has_errors)
    assert code == (1 if imitation.has_errors else 0)
    assert published() == ([] if imitation.has_errors else expected_figures(imitation))
    new = {kind: rows - before[kind] for kind, rows in records().items()}
    for kind, rows in new.items():
        assert rows == {row for table in imitation.tables if table.kind == kind for row in table.records}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("imitation", marked([one for one in ALL if one.unreadable], "unreadable:"))
def test_with_one_header_unreadable_the_portal_asks(tmp_path, imitation):
    """Some of the imitation stays out, and the portal says so; what goes in all the same is right, and none is lost."""
    before = records()
    accepted = [word for name in expected_warnings(imitation) for word in ("--accept", name)]

    code, report = publish(imitation, tmp_path, *accepted, unreadable=True)

    assert "sheets" in report, report
    figures, wanted = set(published()), set(expected_figures(imitation))
    new = {(kind, row) for kind, rows in records().items() for row in rows - before[kind]}
    wanted |= {(table.kind, row) for table in imitation.tables for row in table.records}
    assert figures | new < wanted
    set_aside = sum(sheet["set_aside"] for sheet in report["sheets"])
    waiting = sum(table.set_aside_figures for table in imitation.tables)
    assert code != 0 or len(figures | new) + set_aside >= len(wanted) + waiting


# --- The list itself


def test_every_imitation_has_a_name_of_its_own():
    names = [imitation.name for imitation in ALL]

    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch("[a-z0-9_]+", name) for name in names)
    assert set(names) >= {name.removeprefix("unreadable:") for name in NOT_YET}


def test_the_same_table_in_two_units_is_expected_to_give_the_same_figures():
    known = {imitation.name: imitation for imitation in ALL}

    assert expected_figures(known["table_in_wan_yuan"]) == expected_figures(known["table_in_yi_yuan"])


@pytest.mark.parametrize("imitation", ALL, ids=str)
def test_what_the_list_expects_stands_in_the_file(imitation):
    for table in imitation.tables:
        for figure in table.figures:
            cell, _subject, _indicator, measure, _span, value, *_ranks = figure.split()
            assert is_within(cell, table.range)
            assert_same_number(cell_at(imitation, table.sheet, cell), value, measure)
        for row in [*table.totals, *(table.notes or ())]:
            assert any(imitation.sheets[table.sheet][row - 1])
        _left, top, _right, bottom = range_boundaries(table.range)
        assert all(top < row <= bottom for row in table.totals)
    if imitation.unreadable:
        name, row, column = unreadable_place(imitation)
        assert imitation.sheets[name][row][column]


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", sorted({imitation.arguments for imitation in ALL}))
def test_every_name_that_the_list_expects_is_known(arguments):
    """A slip in the list would else look like one of the reader."""
    make_catalogue(arguments)
    subjects = set(Subject.objects.values_list("name", flat=True))
    for imitation in (imitation for imitation in ALL if imitation.arguments == arguments):
        brought = {record[0] for table in imitation.tables for record in table.records}
        for figure in expected_figures(imitation):
            _cell, subject, indicator, measure, *_rest = figure.rpartition("!")[2].split()
            assert subject in subjects | brought
            assert indicator in INDICATORS
            assert measure in Observation.Measure.values


def is_within(cell, table) -> bool:
    row, column = coordinate_to_tuple(cell)
    left, top, right, bottom = range_boundaries(table)
    return left <= column <= right and top <= row <= bottom


def assert_same_number(cell, value, measure):
    """The number as it stands, or the same digits where the header or the unit line scales it."""
    if value == "n/a":
        assert cell in ("—", "…", "-")
        return
    if cell == "持平":
        assert Decimal(value) == 0
        return
    marked = re.fullmatch(r"(?:增长|下降|[△▲▼])(.+)|-?(.+)[▼↑]", str(cell))
    digits, wanted = (marked[1] or marked[2], abs(Decimal(value))) if marked else (str(cell), Decimal(value))
    number = Decimal(digits.removesuffix("亿元").removesuffix("%"))
    ratios = {Decimal(10) ** power for power in (-8, -4, 0, 4)} if measure == "level" else {Decimal(1)}
    assert wanted / number in ratios
