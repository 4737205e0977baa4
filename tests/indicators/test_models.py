"""Every constraint and trigger of the figures, broken on purpose."""

import datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from imports.models import ImportBatch
from indicators.models import Category, Observation, Rank
from tests.factories import make_indicator

JANUARY, JULY_END = datetime.date(2021, 1, 1), datetime.date(2021, 7, 31)
NINE = datetime.datetime(2021, 8, 20, 9, tzinfo=datetime.UTC)
TEN = datetime.datetime(2021, 8, 20, 10, tzinfo=datetime.UTC)


@pytest.fixture
def fields(county, source):
    """What an open, public figure needs; a test changes one thing of it."""
    indicator = make_indicator()
    return {
        "subject_id": county.pk,
        "indicator": indicator,
        "first_day": JANUARY,
        "last_day": JULY_END,
        "period_kind": "cumulative",
        "period_label": "2021年1-7月",
        "value": Decimal("39.29"),
        "as_written": "39.29亿元",
        "source": source,
        "legal_basis": "printed_source",
        "batch": ImportBatch.objects.create(),
        "published_at": NINE,
    }


@pytest.fixture
def figure(fields):
    return Observation.objects.create(**fields)


@pytest.fixture
def rank(figure, whole_city):
    return Rank.objects.create(observation=figure, group=whole_city, group_as_written="全市", position=2)


def refuses(constraint):
    """The database itself says no, naming the constraint."""
    return pytest.raises(IntegrityError, match=constraint)


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


# --- One open vintage a key


def test_a_key_has_one_open_vintage(figure, fields):
    with refuses("observation_one_open_vintage_a_key"):
        Observation.objects.create(**fields | {"value": 40, "published_at": TEN})


def test_a_key_with_a_breakdown_has_one_open_vintage(fields):
    fields["breakdown"] = Category.objects.create(code_list="行业", code="35", name="专用设备制造业")
    Observation.objects.create(**fields)

    with refuses("observation_one_open_vintage_a_key"):
        Observation.objects.create(**fields)


def test_each_part_of_the_key_makes_another_figure(figure, fields):
    category = Category.objects.create(code_list="规模", code="above_scale", name="规上")
    for part in (
        {"indicator": make_indicator()},
        {"measure": "yoy"},
        {"basis": "可比价"},
        {"breakdown": category},
        {"first_day": datetime.date(2021, 7, 1)},
        {"last_day": datetime.date(2021, 8, 31)},
        {"first_day": JULY_END, "is_stock": True},
        {"first_day": JULY_END, "is_stock": False},
        {"audience": "internal"},
    ):
        Observation.objects.create(**fields | part)

    assert Observation.objects.asof().count() == 10


def test_how_the_period_was_written_is_no_part_of_the_key(figure, fields):
    with refuses("observation_one_open_vintage_a_key"):
        Observation.objects.create(**fields | {"period_kind": "months", "period_label": "今年1-7月", "note": "另一处"})


def test_a_closed_vintage_makes_room_for_the_next(figure, fields):
    Observation.objects.filter(pk=figure.pk).update(closed_at=TEN)

    successor = Observation.objects.create(**fields | {"value": 40, "published_at": TEN})

    assert list(Observation.objects.asof()) == [successor]
    assert Observation.objects.count() == 2


# --- What a figure says of itself


@pytest.mark.parametrize(
    ("value_state", "value"),
    [
        ("value", None),
        ("rank_only", 1),
        ("not_available", 0),
        ("suppressed", 9),
        ("unheard-of", None),
        ("unheard-of", 1),
        ("", None),
    ],
)
def test_a_figure_has_a_value_exactly_when_it_says_so(fields, value_state, value):
    with refuses("observation_has_a_value_exactly_when_it_says_so"):
        Observation.objects.create(**fields | {"value_state": value_state, "value": value})


@pytest.mark.parametrize("value_state", ["rank_only", "not_available", "suppressed"])
def test_a_figure_without_a_value_says_why(fields, value_state):
    assert Observation.objects.create(**fields | {"value_state": value_state, "value": None}).pk


@pytest.mark.parametrize("closed_at", [NINE, NINE - datetime.timedelta(microseconds=1)])
def test_a_figure_is_closed_after_it_was_published(fields, closed_at):
    with refuses("observation_closed_after_published"), transaction.atomic():
        Observation.objects.create(**fields | {"closed_at": closed_at})
    figure = Observation.objects.create(**fields)
    with refuses("observation_closed_after_published"):
        Observation.objects.filter(pk=figure.pk).update(closed_at=closed_at)


def test_a_period_does_not_end_before_it_begins(fields):
    with refuses("observation_period_does_not_end_before_it_begins"):
        Observation.objects.create(**fields | {"last_day": datetime.date(2020, 12, 31)})


def test_a_period_may_be_a_single_day_that_is_no_stock(fields):
    assert Observation.objects.create(**fields | {"last_day": JANUARY}).pk


def test_a_stock_stands_at_one_day(fields):
    with refuses("observation_stock_stands_at_one_day"):
        Observation.objects.create(**fields | {"is_stock": True})


@pytest.mark.parametrize("legal_basis", ["none", "", "hearsay"])
def test_a_public_figure_has_a_legal_basis(fields, legal_basis):
    with refuses("observation_public_has_a_legal_basis"):
        Observation.objects.create(**fields | {"legal_basis": legal_basis})


def test_an_internal_figure_needs_no_legal_basis(fields):
    assert Observation.objects.create(**fields | {"audience": "internal", "legal_basis": "none"}).pk


@pytest.mark.parametrize("audience", ["", "everybody"])
def test_an_audience_is_public_or_internal(fields, audience):
    with refuses("observation_audience_is_known"):
        Observation.objects.create(**fields | {"audience": audience, "legal_basis": "none"})


@pytest.mark.parametrize("part", ["measure", "basis"])
def test_a_blank_is_not_a_second_way_of_writing_the_same_key(fields, part):
    with refuses("observation_names_its_measure_and_basis"):
        Observation.objects.create(**fields | {part: ""})


def test_an_unstated_basis_has_one_word(fields):
    with refuses("observation_unstated_basis_is_stored_one_way"):
        Observation.objects.create(**fields | {"basis": "未注明"})


def test_the_migration_renames_what_was_stored_in_another_word(fields):
    execute("ALTER TABLE indicators_observation DROP CONSTRAINT observation_unstated_basis_is_stored_one_way")
    figure = Observation.objects.create(**fields | {"basis": "未注明"})
    execute("SET CONSTRAINTS ALL IMMEDIATE")

    execute(import_module("indicators.migrations.0006_one_word_for_an_unstated_basis").REWRITE)

    figure.refresh_from_db()
    assert figure.basis == "unstated"
    with refuses("a published figure is never changed"), transaction.atomic():
        Observation.objects.update(basis="可比价")


# --- Ranks


@pytest.mark.parametrize(("position", "size"), [(1, None), (9, 9), (27, None)])
def test_a_rank_stands_within_its_group(figure, whole_city, position, size):
    assert Rank.objects.create(
        observation=figure, group=whole_city, group_as_written="全市", position=position, group_size=size
    ).pk


@pytest.mark.parametrize(
    ("position", "size", "constraint"),
    [(0, None, "rank_begins_at_one"), (10, 9, "rank_within_its_group"), (1, 0, "rank_within_its_group")],
)
def test_a_rank_outside_its_group_is_refused(figure, whole_city, position, size, constraint):
    with refuses(constraint):
        Rank.objects.create(
            observation=figure, group=whole_city, group_as_written="全市", position=position, group_size=size
        )


def test_a_figure_has_one_rank_a_group(rank, figure, whole_city):
    with refuses("rank_once_a_group"):
        Rank.objects.create(observation=figure, group=whole_city, group_as_written="全市", position=3)


# --- Nothing that was published changes


def changes_of_a_figure(figure):
    """Ways around the one writer: each would rewrite the history."""
    own = Observation.objects.filter(pk=figure.pk)
    return {
        "save": lambda: figure.save(),
        "update of the value": lambda: own.update(value=40),
        "update of a note": lambda: own.update(note="改过"),
        "moved publication": lambda: own.update(published_at=NINE - datetime.timedelta(days=1)),
        "closed with another value": lambda: own.update(closed_at=TEN, value=40),
        "SQL that changes nothing": lambda: execute(
            "UPDATE indicators_observation SET value = value WHERE id = %s", figure.pk
        ),
        "SQL update": lambda: execute("UPDATE indicators_observation SET as_written = '40' WHERE id = %s", figure.pk),
        "queryset delete": lambda: own.delete(),
        "SQL delete": lambda: execute("DELETE FROM indicators_observation WHERE id = %s", figure.pk),
    }


WAYS = list(changes_of_a_figure(Observation()))


@pytest.mark.parametrize("way", WAYS)
def test_a_published_figure_never_changes(figure, way):
    figure.value = Decimal(40)

    with refuses("never changed or deleted"), transaction.atomic():
        changes_of_a_figure(figure)[way]()
    assert Observation.objects.get(pk=figure.pk).value == Decimal("39.29")


@pytest.mark.parametrize("way", [*WAYS, "reopened", "closed again"])
def test_a_closed_figure_never_changes(figure, way):
    own = Observation.objects.filter(pk=figure.pk)
    own.update(closed_at=TEN)
    figure.value = Decimal(40)
    ways = changes_of_a_figure(figure) | {
        "reopened": lambda: own.update(closed_at=None),
        "closed again": lambda: own.update(closed_at=TEN + datetime.timedelta(hours=1)),
    }

    with refuses("never changed or deleted"), transaction.atomic():
        ways[way]()
    assert Observation.objects.get(pk=figure.pk).closed_at == TEN


def test_deleting_a_figure_is_a_mistake_of_the_programmer(figure):
    with pytest.raises(TypeError, match="never deleted"):
        figure.delete()


@pytest.mark.parametrize(
    "way",
    [
        lambda rank: rank.save(),
        lambda rank: Rank.objects.update(position=1),
        lambda rank: execute("UPDATE indicators_rank SET position = 1 WHERE id = %s", rank.pk),
        lambda rank: rank.delete(),
        lambda rank: Rank.objects.all().delete(),
        lambda rank: execute("DELETE FROM indicators_rank WHERE id = %s", rank.pk),
    ],
)
def test_a_published_rank_never_changes(rank, way):
    rank.position = 1

    with refuses("never changed or deleted"), transaction.atomic():
        way(rank)
    assert Rank.objects.get(pk=rank.pk).position == 2


@pytest.mark.parametrize("of", ["subject", "indicator", "source", "batch"])
def test_what_a_figure_points_at_is_kept(county, figure, of):
    with pytest.raises(ProtectedError):
        getattr(figure, of).delete()


def test_the_unit_of_a_figure_follows_its_measure(fields):
    units = {measure: Observation(**fields | {"measure": measure}).unit for measure in Observation.Measure.values}

    assert units == {
        "level": "亿元",
        "yoy": "%",
        "mom": "%",
        "avg_2y": "%",
        "ytd_change": "%",
        "change_pp": "个百分点",
        "share": "%",
        "index": "",
    }
