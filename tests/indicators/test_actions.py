"""publish: new, changed and unchanged figures, the line of vintages, and what is refused."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from imports.models import ImportBatch
from indicators.actions import PublishError, publish
from indicators.models import Observation, Rank
from tests.connections import race
from tests.factories import make_figure, make_indicator
from tests.indicators.making import minute, publish_at


@pytest.fixture
def indicator(db):
    return make_indicator(name="规上工业增加值")


@pytest.fixture
def figure(county, indicator, source):
    """Makes an unpublished figure of the county's value added: figure("39.29")."""
    return partial(make_figure, county, indicator, source=source)


def values(observations):
    return [observation.value for observation in observations.order_by("published_at", "pk")]


# --- New, changed, unchanged


def test_a_new_figure_is_published_in_its_batch_at_its_moment(figure):
    batch = ImportBatch.objects.create()

    published = publish(figures=[figure("39.29")], batch=batch, at=minute(0))

    [observation] = Observation.objects.public()
    assert (published.new, published.changed, published.unchanged) == ([observation], [], [])
    assert (observation.value, observation.batch, observation.published_at) == (Decimal("39.29"), batch, minute(0))
    assert observation.closed_at is None


def test_without_a_moment_a_figure_is_published_now(figure):
    before = timezone.now()

    [observation] = publish_at(None, figure("39.29")).new

    assert before <= observation.published_at <= timezone.now()


def test_a_changed_figure_closes_the_former_vintage_at_its_own_moment(figure):
    [former] = publish_at(minute(0), figure("39.29")).new

    published = publish_at(minute(5), figure("40.1"))

    [successor] = Observation.objects.public()
    assert published.changed == [(former, successor)]
    assert (published.new, published.unchanged) == ([], [])
    former.refresh_from_db()
    assert former.closed_at == successor.published_at == minute(5)
    assert (former.value, successor.value) == (Decimal("39.29"), Decimal("40.1"))


def test_an_unchanged_figure_changes_nothing_whenever_it_comes(figure):
    [observation] = publish_at(minute(5), figure("39.29")).new

    for moment in (minute(0), minute(5), minute(9), None):
        published = publish_at(moment, figure("39.29"))
        assert (published.new, published.changed, published.unchanged) == ([], [], [observation])
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    "difference",
    [
        {"as_written": "39.3亿元"},
        {"qualifier": ">"},
        {"note": "初步核算"},
        {"status": "preliminary"},
        {"place": "第3段"},
        {"period_label": "今年1-7月"},
        {"is_period_inferred": True},
        {"legal_basis": "official_aggregate"},
    ],
)
def test_whatever_a_reader_sees_makes_a_new_vintage(figure, difference):
    publish_at(minute(0), figure("39.29"))

    assert len(publish_at(minute(5), figure("39.29", **difference)).changed) == 1


def test_one_load_sorts_its_figures(figure):
    publish_at(minute(0), figure("1", measure="level"), figure("2", measure="yoy"))

    published = publish_at(
        minute(5), figure("1", measure="level"), figure("3", measure="yoy"), figure("4", measure="mom")
    )

    assert [observation.value for observation in published.unchanged] == [1]
    assert [(former.value, new.value) for former, new in published.changed] == [(2, 3)]
    assert [observation.value for observation in published.new] == [4]


def test_a_figure_not_available_is_a_figure(figure):
    publish_at(minute(0), figure(None))

    assert len(publish_at(minute(5), figure(None)).unchanged) == 1
    assert len(publish_at(minute(5), figure("39.29")).changed) == 1


def test_nothing_is_published_without_figures(db):
    assert publish_at(None).new == []


def test_a_load_asks_the_same_number_of_questions_however_long_it_is(figure, django_assert_num_queries):
    batch = ImportBatch.objects.create()
    for count in (1, 20):
        figures = [figure("1", basis=f"第{number}版") for number in range(count)]
        publish(figures=figures, batch=batch, at=minute(0))
        # Savepoint, locks of publication and of units, units, open vintages and their ranks, release.
        with transaction.atomic(), django_assert_num_queries(7):
            publish(figures=figures, batch=batch, at=minute(5))


# --- Ranks


def test_a_rank_that_comes_later_opens_a_new_vintage(figure, whole_city):
    [former] = publish_at(minute(0), figure("39.29")).new

    [(_former, successor)] = publish_at(minute(5), figure("39.29", ranks=[(whole_city, 2)])).changed

    assert [str(rank) for rank in successor.ranks.all()] == ["全市第2"]
    assert list(former.ranks.all()) == []
    assert len(publish_at(minute(9), figure("39.29", ranks=[(whole_city, 2)])).unchanged) == 1


def test_another_rank_or_none_opens_a_new_vintage_and_the_former_keeps_its_own(figure, whole_city, mountain_counties):
    publish_at(minute(0), figure("39.29", ranks=[(whole_city, 2), (mountain_counties, 1)]))
    publish_at(minute(1), figure("39.29", ranks=[(whole_city, 1), (mountain_counties, 1)]))
    publish_at(minute(2), figure("39.29"))

    ranks = [
        sorted(str(rank) for rank in Rank.objects.filter(observation__in=Observation.objects.asof(minute(number))))
        for number in range(3)
    ]
    assert ranks == [["全市第2", "山区26县第1"], ["全市第1", "山区26县第1"], []]


def test_ranks_in_another_order_are_the_same_ranks(figure, whole_city, mountain_counties):
    publish_at(minute(0), figure("39.29", ranks=[(whole_city, 2), (mountain_counties, 1)]))

    assert len(publish_at(minute(5), figure("39.29", ranks=[(mountain_counties, 1), (whole_city, 2)])).unchanged) == 1


# --- The moment


def test_a_moment_in_the_past_may_follow_the_open_vintage(figure):
    publish_at(minute(0), figure("39.29"))
    publish_at(minute(5), figure("40.1"))

    publish_at(minute(5) + datetime.timedelta(microseconds=1), figure("41"))

    assert values(Observation.objects.all()) == [Decimal("39.29"), Decimal("40.1"), 41]
    assert values(Observation.objects.public()) == [41]


@pytest.mark.parametrize("moment", [minute(5), minute(4)])
def test_a_moment_not_later_than_the_open_vintage_is_refused(figure, moment):
    publish_at(minute(5), figure("39.29"))

    with pytest.raises(PublishError, match="发布时间必须晚于2021-08-20 17:05:00"):
        publish_at(moment, figure("40.1"))
    assert values(Observation.objects.all()) == [Decimal("39.29")]


def test_a_moment_before_a_withdrawn_vintage_ended_is_refused(figure):
    publish_at(minute(0), figure("39.29"))
    Observation.objects.update(closed_at=minute(5))

    with pytest.raises(PublishError, match="到2021-08-20 17:05:00才失效"):
        publish_at(minute(4), figure("40.1"))
    assert len(publish_at(minute(5), figure("40.1")).new) == 1


def test_a_moment_in_the_future_is_refused(figure):
    with pytest.raises(PublishError, match="发布时间不能在将来"):
        publish_at(timezone.now() + datetime.timedelta(seconds=5), figure("39.29"))
    assert not Observation.objects.exists()


# --- Refused as a whole


def test_a_repeated_key_is_refused_even_with_the_same_value(figure):
    with pytest.raises(PublishError, match=r"同一数据出现两次：.*规上工业增加值 数值 2021年1-7月"):
        publish_at(minute(0), figure("39.29"), figure("39.29"))
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"legal_basis": "none", "measure": "yoy"}, IntegrityError),
        ({"measure": "mom"}, PublishError),
        ({"measure": "yoy", "value_state": "rank_only"}, IntegrityError),
    ],
)
def test_one_faulty_figure_leaves_everything_as_it_was(figure, whole_city, fault, error):
    publish_at(minute(0), figure("39.29"))
    publish_at(minute(9), figure("1", measure="mom"))

    with pytest.raises(error):
        publish_at(
            minute(5), figure("40.1", ranks=[(whole_city, 1)]), figure("2", measure="share"), figure("3", **fault)
        )

    assert [(row.value, row.closed_at) for row in Observation.objects.order_by("published_at")] == [
        (Decimal("39.29"), None),
        (1, None),
    ]
    assert not Rank.objects.exists()


# --- Readers


def test_an_internal_figure_stands_beside_the_printed_one(figure):
    publish_at(minute(0), figure("39.29"))

    published = publish_at(minute(5), figure("40.1", audience="internal", legal_basis="none"))

    assert len(published.new) == 1
    assert values(Observation.objects.asof()) == [Decimal("39.29"), Decimal("40.1")]
    assert values(Observation.objects.public()) == [Decimal("39.29")]
    assert values(Observation.objects.public_vintages()) == [Decimal("39.29")]


@pytest.mark.parametrize(
    ("published_at", "day", "is_seen"),
    [
        ("2021-08-20T23:59:59.999999+08:00", datetime.date(2021, 8, 20), True),
        ("2021-08-21T00:00:00+08:00", datetime.date(2021, 8, 20), False),
        ("2021-08-21T00:00:00+08:00", datetime.date(2021, 8, 21), True),
        ("2021-08-20T16:00:00+00:00", datetime.date(2021, 8, 20), False),
        ("2021-08-20T15:59:59+00:00", datetime.date(2021, 8, 20), True),
    ],
)
def test_a_day_ends_at_midnight_in_shanghai(figure, published_at, day, is_seen):
    publish_at(datetime.datetime.fromisoformat(published_at), figure("39.29"))

    assert Observation.objects.public(asof=day).exists() is is_seen


def test_a_vintage_is_in_force_from_its_moment_until_before_the_next(figure):
    publish_at(minute(0), figure("39.29"))
    publish_at(minute(5), figure("40.1"))
    instant = datetime.timedelta(microseconds=1)

    assert values(Observation.objects.public(asof=minute(0) - instant)) == []
    assert values(Observation.objects.public(asof=minute(0))) == [Decimal("39.29")]
    assert values(Observation.objects.public(asof=minute(5) - instant)) == [Decimal("39.29")]
    assert values(Observation.objects.public(asof=minute(5))) == [Decimal("40.1")]
    assert values(Observation.objects.public_vintages()) == [Decimal("39.29"), Decimal("40.1")]


def test_a_figure_corrected_within_the_day_shows_its_last_value_of_the_day(figure):
    publish_at(minute(0), figure("39.29"))
    publish_at(minute(5), figure("40.1"))

    assert values(Observation.objects.public(asof=datetime.date(2021, 8, 20))) == [Decimal("40.1")]


# --- Two at once


@pytest.mark.django_db(transaction=True)
def test_two_publications_of_one_key_follow_each_other(figure):
    _first, second = race(
        lambda: publish_at(None, figure("39.29")),
        lambda: publish_at(None, figure("40.1")),
    )

    [(former, successor)] = second.result().changed
    former.refresh_from_db()
    assert values(Observation.objects.all()) == [Decimal("39.29"), Decimal("40.1")]
    assert list(Observation.objects.asof()) == [successor]
    assert former.closed_at == successor.published_at


@pytest.mark.django_db(transaction=True)
def test_a_second_load_of_the_same_figures_finds_them_unchanged(figure):
    first, second = race(
        lambda: publish_at(None, figure("39.29")),
        lambda: publish_at(None, figure("39.29")),
    )

    assert second.result().unchanged == first.new
    assert Observation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_fails_does_not_hold_up_the_next(figure):
    def publish_and_fail():
        publish_at(None, figure("39.29"))
        with pytest.raises(IntegrityError):
            publish_at(None, figure("1", measure="yoy", legal_basis="none"))

    _first, second = race(publish_and_fail, lambda: publish_at(None, figure("40.1")))

    assert [former.value for former, _new in second.result().changed] == [Decimal("39.29")]
