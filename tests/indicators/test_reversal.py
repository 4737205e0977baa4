"""Undoing a batch of figures: what it has in force is closed, what it replaced is in force again."""

from decimal import Decimal

import pytest
from django.utils import timezone

from imports.models import ImportBatch
from imports.undo import undo
from indicators.actions import supersede
from indicators.figures import read_quantity
from indicators.models import Observation
from people.models import User
from portal.current_state import current_state
from tests.factories import make_figure, make_indicator
from tests.imports.undoing import undone
from tests.indicators.making import minute, publish_at


@pytest.fixture
def output(db):
    return make_indicator("output", "产值")


@pytest.fixture
def load(county, output, source):
    """Publishes figures of the county's output, each as (value, fields), in a batch that is marked published."""

    def publish(*figures, at=None):
        made = [make_figure(county, output, value, source=source, **fields) for value, fields in figures]
        outcome = publish_at(at, *made)
        written = [*outcome.new, *(new for _former, new in outcome.changed)]
        batch = written[0].batch
        batch.status, batch.published_at = ImportBatch.Status.PUBLISHED, timezone.now()
        batch.save()
        return batch

    return publish


@pytest.fixture
def correct(source):
    """Writes another value over the figure in force, as a correction by hand."""

    def write(value):
        figure = Observation.objects.get(closed_at__isnull=True)
        quantity = read_quantity(value, measure="level", indicator=figure.indicator)
        editor, _made = User.objects.get_or_create(username="editor")
        supersede(observation=figure, quantity=quantity, change="correction", reason="笔误", source=source, by=editor)

    return write


def in_force():
    return [(figure.value, figure.batch.kind) for figure in Observation.objects.asof()]


def test_a_new_figure_is_closed_and_stays_readable_in_the_past(load):
    batch = load(("1.5", {}), at=minute(0))

    undo_batch = undone(batch)

    [vintage] = Observation.objects.all()
    assert in_force() == []
    assert (vintage.published_at, vintage.closed_at) == (minute(0), undo_batch.published_at)
    assert Observation.objects.asof(minute(1)).get().value == Decimal("1.5")


def test_a_changed_figure_gives_way_to_a_copy_of_the_former(load):
    load(("1.5", {"sheet": "数据", "cell": "F2"}), at=minute(0))
    batch = load(("2.5", {"sheet": "数据", "cell": "F9"}), at=minute(10))

    outcome = undo(batch)

    former, imported, reopened = Observation.objects.order_by("published_at")
    assert (outcome.restored, outcome.closed, outcome.conflicts) == (1, 1, [])
    assert (reopened.content, reopened.sheet, reopened.cell) == (former.content, "数据", "F2")
    assert (reopened.batch, reopened.published_at, reopened.closed_at) == (outcome.batch, imported.closed_at, None)
    assert Observation.objects.asof(minute(11)).get() == imported
    assert Observation.objects.asof(minute(1)).get() == former


def test_ranks_come_back_with_their_figure(load, whole_city, mountain_counties):
    load((None, {"ranks": [(whole_city, 1), (mountain_counties, 3)]}), at=minute(0))
    batch = load((None, {"ranks": [(whole_city, 2)]}), at=minute(10))

    undone(batch)

    reopened = Observation.objects.asof().get()
    assert [(rank.group, rank.position) for rank in reopened.ranks.all()] == [(whole_city, 1), (mountain_counties, 3)]
    assert reopened.value_state == "rank_only"


def test_the_redo_puts_the_imported_figures_in_force_again(load, correct):
    load(("1.5", {}), at=minute(0))
    batch = load(("2.5", {}), ("7", {"measure": "yoy"}), at=minute(10))
    imported = current_state()

    undo_batch = undone(batch)
    redo_batch = undone(undo_batch)

    assert current_state() == imported
    assert Observation.objects.count() == 1 + 2 + 1 + 2
    undone(redo_batch)
    assert in_force() == [(Decimal("1.5"), "undo")]


def test_two_undos_in_a_row_lead_back_step_by_step(load):
    first = load(("1.5", {}), at=minute(0))
    second = load(("2.5", {}), at=minute(10))

    undone(second)
    outcome = undo(first)

    # The first load's figure is in force again, though as a copy: it is taken back without a question.
    assert (outcome.conflicts, in_force()) == ([], [])


def test_a_correction_is_undone_like_a_load(load, correct):
    load(("1.5", {}), at=minute(0))
    correct("1.6亿元")
    correction = ImportBatch.objects.get(kind="correction")

    undone(correction)

    assert in_force() == [(Decimal("1.5"), "undo")]


@pytest.fixture
def corrected_since(load, correct):
    load(("1.5", {}), at=minute(0))
    batch = load(("2.5", {}), at=minute(10))
    correct("3.5亿元")
    return batch


def test_a_figure_corrected_since_is_shown_with_three_values_and_nothing_is_done(corrected_since):
    outcome = undo(corrected_since)

    [conflict] = outcome.conflicts
    assert (outcome.batch, conflict.label) == (None, "缙云县 产值 数值 2021年1-7月")
    assert conflict.before["状态"] == "最终"
    assert [shown["原文"] for shown in (conflict.before, conflict.imported, conflict.now)] == [
        "1.5亿元",
        "2.5亿元",
        "3.5亿元",
    ]
    assert in_force() == [(Decimal("3.5"), "correction")]


def test_kept_the_correction_stays(corrected_since):
    outcome = undo(corrected_since, default="keep")

    assert (outcome.restored, outcome.closed, in_force()) == (0, 0, [(Decimal("3.5"), "correction")])


def test_former_replaces_the_correction_and_the_redo_brings_it_back(corrected_since):
    """What the undo itself did is undone: it had replaced the correction."""
    [conflict] = undo(corrected_since).conflicts

    undo_batch = undone(corrected_since, choices={conflict.key: "former"})
    assert in_force() == [(Decimal("1.5"), "undo")]

    undone(undo_batch)
    assert in_force() == [(Decimal("3.5"), "undo")]


def test_a_new_figure_corrected_since_goes_where_former_is_chosen_and_comes_back(load, correct):
    batch = load(("2.5", {}), at=minute(10))
    correct("3.5亿元")

    undo_batch = undone(batch, default="former")
    assert in_force() == []

    undone(undo_batch)
    assert in_force() == [(Decimal("3.5"), "undo")]


def test_a_figure_corrected_back_to_the_former_value_is_no_conflict(load, source, correct):
    load(("1.5", {}), at=minute(0))
    batch = load(("2.5", {}), at=minute(10))
    load(("1.5", {}), at=minute(20))

    outcome = undo(batch)

    assert (outcome.conflicts, outcome.closed) == ([], 0)
    assert in_force() == [(Decimal("1.5"), "import")]


def test_a_rank_added_since_is_a_conflict(load, whole_city):
    batch = load(("2.5", {}), at=minute(10))
    load(("2.5", {"ranks": [(whole_city, 1)]}), at=minute(20))

    [conflict] = undo(batch).conflicts

    assert (conflict.before, conflict.now["位次"]) == (None, "全市第1")


def test_a_batch_published_in_this_very_moment_is_closed_a_moment_later(load, monkeypatch):
    batch = load(("2.5", {}))
    figure = Observation.objects.get()
    monkeypatch.setattr("imports.undo.timezone.now", lambda: figure.published_at)

    undo_batch = undone(batch)

    assert (undo_batch.published_at - figure.published_at).total_seconds() == 0.000001


def test_breakdowns_and_bases_are_figures_of_their_own(load):
    load(("1.5", {}), ("2.5", {"basis": "可比价"}), at=minute(0))
    batch = load(("3.5", {"basis": "可比价"}), at=minute(10))

    undone(batch)

    assert sorted(in_force()) == [(Decimal("1.5"), "import"), (Decimal("2.5"), "undo")]


def test_half_a_load_of_ranked_figures_goes_back_with_a_handful_of_questions(
    county, output, source, whole_city, django_assert_max_num_queries
):
    figures = [
        make_figure(county, output, str(number), source=source, basis=f"口径{number}", ranks=[(whole_city, 1)])
        for number in range(1, 61)
    ]
    outcome = publish_at(minute(0), *figures)
    batch = outcome.new[0].batch
    ImportBatch.objects.filter(pk=batch.pk).update(status="published", published_at=minute(0))

    with django_assert_max_num_queries(40):
        undone(batch)

    assert in_force() == []
