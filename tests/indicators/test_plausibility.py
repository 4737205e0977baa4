"""The arithmetic behind the checks before publishing, with numbers worked by hand."""

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.plausibility import (
    Amount,
    growth_between,
    growth_disagrees,
    half_of_last_place,
    has_fallen,
    is_cumulative,
    padded_code,
    shifted,
    slip_factor,
    total_differs,
)


def span(*numbers):
    """(2021, 1, 1, 2021, 7, 31) as two days."""
    return datetime.date(*numbers[:3]), datetime.date(*numbers[3:])


@pytest.mark.parametrize(
    ("value", "former", "factor"),
    [
        (392.9, 39.29, 10),
        (430, 39.29, 10),  # grown by 9 % and slipped
        (39.29, 392.9, -10),
        (3929, 39.29, 100),
        (0.3929, 39.29, -100),
        (548_000, 39.29, 10_000),  # grown by 39 % and in 万元
        (3_929_000_000, 39.29, 100_000_000),
        (-3929, -39.29, 100),
        (39.29, 28.15, 0),  # grown by 39.6 %
        (78.6, 39.29, 0),
        (200, 39.29, 0),  # five times
        (600, 39.29, 0),  # fifteen times is growth, if great
        (266.1, 10.2, 0),  # 26 times, as in twenty years
        (-392.9, 39.29, 0),
        (0, 39.29, 0),
        (39.29, 0, 0),
    ],
)
def test_a_slip_of_units_is_about_10_100_10000_or_100000000_times(value, former, factor):
    assert slip_factor(value, former) == factor


def test_ten_times_a_small_count_is_growth_but_a_hundred_times_is_not():
    assert slip_factor(10, 1, is_count=True) == 0
    assert slip_factor(810, 81, is_count=True) == 10
    assert slip_factor(100, 1, is_count=True) == 100


@given(st.floats(0.01, 1e9), st.floats(0.2, 8))
def test_growth_to_a_fifth_or_eight_times_is_never_a_slip(former, growth):
    assert slip_factor(former * growth, former) == 0


@given(st.floats(0.01, 1e9), st.sampled_from([10, 100, 10_000, 100_000_000]), st.floats(0.9, 1.1))
def test_a_slip_is_found_in_both_directions(former, factor, growth):
    value = former * factor * growth
    assert slip_factor(value, former) == factor
    assert slip_factor(former, value) == -factor


@pytest.mark.parametrize(
    ("longer", "shorter", "fallen"),
    [
        ((39.28, 0.005), (39.29, 0.005), False),  # 39.285 may be both
        ((39.27, 0.005), (39.29, 0.005), True),
        ((39, 0.5), (39.29, 0.005), False),
        ((39.29, 0.005), (39.29, 0.005), False),
        ((45, 0.5), (39.29, 0.005), False),
        ((5, math.inf), (39.29, 0.005), False),  # 超过5 may be anything above
    ],
)
def test_a_sum_has_fallen_only_beyond_rounding(longer, shorter, fallen):
    assert has_fallen(Amount(*longer), Amount(*shorter)) is fallen


def test_the_growth_that_two_rounded_levels_allow():
    # 2.905/1.575 - 1 = 84.44 % and 2.915/1.565 - 1 = 86.26 %
    least, greatest = growth_between(Amount(2.91, 0.005), Amount(1.57, 0.005))

    assert (round(least, 2), round(greatest, 2)) == (84.44, 86.26)
    assert growth_between(Amount(3, 0.5), Amount(0, 0.5)) is None


@pytest.mark.parametrize(("growth", "disagrees"), [(85, False), (86.7, False), (87, True), (83.9, True), (8.5, True)])
def test_a_growth_disagrees_when_no_rounding_of_three_numbers_explains_it(growth, disagrees):
    assert growth_disagrees(Amount(growth, 0.5), Amount(2.91, 0.005), Amount(1.57, 0.005)) is disagrees


def test_a_total_may_differ_from_its_parts_by_half_a_place_for_each_and_for_itself():
    parts = [Amount(3.33, 0.005), Amount(3.33, 0.005), Amount(3.33, 0.005)]

    assert not total_differs(Amount(10.01, 0.005), parts)
    assert total_differs(Amount(10.02, 0.005), parts)
    assert not total_differs(Amount(10, 0.5), parts)


@given(st.lists(st.decimals(-1000, 1000, places=4), min_size=2, max_size=30), st.integers(0, 3))
def test_rounding_alone_never_parts_a_total_from_its_parts(parts, decimals):
    half = half_of_last_place(decimals)
    total = Amount(float(round(sum(parts), decimals)), half)

    assert not total_differs(total, [Amount(float(round(part, decimals)), half) for part in parts])


def test_half_of_the_last_place_counts_in_the_written_unit():
    assert half_of_last_place(2) == 0.005
    assert half_of_last_place(0, 0.0001) == 0.00005  # whole 万元 where the indicator is in 亿元


def test_a_code_that_lost_its_nought_is_known_by_the_padded_one():
    known = {"06", "34", "0610"}.__contains__

    assert (padded_code("6", known), padded_code("610", known)) == ("06", "0610")
    assert [padded_code(code, known) for code in ("34", "7", "六", "")] == ["", "", "", ""]


def test_spans_are_moved_by_months_and_keep_whole_months_whole():
    assert shifted(span(2021, 1, 1, 2021, 2, 28), -12) == span(2020, 1, 1, 2020, 2, 29)
    assert shifted(span(2021, 3, 1, 2021, 3, 31), -1) == span(2021, 2, 1, 2021, 2, 28)
    assert shifted(span(2020, 2, 29, 2020, 2, 29), -12) == span(2019, 2, 28, 2019, 2, 28)


def test_a_sum_since_january_ends_with_a_month_of_the_same_year():
    assert is_cumulative(span(2021, 1, 1, 2021, 7, 31))
    assert is_cumulative(span(2021, 1, 1, 2021, 12, 31))
    assert not is_cumulative(span(2021, 2, 1, 2021, 7, 31))
    assert not is_cumulative(span(2020, 1, 1, 2021, 7, 31))
