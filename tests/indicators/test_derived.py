"""Arithmetic over published figures, on rows worked by hand."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from indicators.derived import (
    Amount,
    Place,
    nominal_changes,
    places_of,
    ratio_of_sums,
    single_months,
    sum_of,
    with_movement,
)


def up_to(month, value, year=2021, **fields):
    """The amount of January to a month, with one decimal."""
    last = date(year, month, monthrange(year, month)[1])
    return Amount(date(year, 1, 1), last, Decimal(value), decimals=1, **fields)


def year_of(year, value):
    return Amount(date(year, 1, 1), date(year, 12, 31), Decimal(value), decimals=2)


def said(months):
    return [(one.amount.first_day, one.amount.last_day, str(one.amount.value)) for one in months]


def test_industry_has_no_january_and_its_joint_months_are_never_split():
    # Given: January–February together, then each month.
    cumulative = [up_to(2, "8.1"), up_to(3, "13.4"), up_to(4, "18.0")]
    # Then: March and April follow, January and February do not.
    assert said(single_months(cumulative, is_joint=True)) == [
        (date(2021, 3, 1), date(2021, 3, 31), "5.3"),
        (date(2021, 4, 1), date(2021, 4, 30), "4.6"),
    ]


def test_a_january_in_a_joint_series_splits_nothing_either():
    cumulative = [up_to(1, "4.0"), up_to(2, "8.1"), up_to(3, "13.4")]
    assert said(single_months(cumulative, is_joint=True)) == [(date(2021, 3, 1), date(2021, 3, 31), "5.3")]


def test_monthly_prices_keep_their_january():
    cumulative = [up_to(1, "4.0"), up_to(2, "8.1")]
    assert said(single_months(cumulative, is_joint=False)) == [
        (date(2021, 1, 1), date(2021, 1, 31), "4.0"),
        (date(2021, 2, 1), date(2021, 2, 28), "4.1"),
    ]


def test_a_derived_month_and_the_former_cumulative_give_the_cumulative():
    cumulative = [up_to(month, value) for month, value in [(2, "8.1"), (3, "13.4"), (4, "18.0"), (5, "17.2")]]
    months = single_months(cumulative, is_joint=True)
    assert [str(one.former.value + one.amount.value) for one in months] == ["13.4", "18.0", "17.2"]
    assert [str(one.amount.value) for one in months] == ["5.3", "4.6", "-0.8"]


def test_a_month_after_a_missing_one_does_not_follow():
    cumulative = [up_to(3, "13.4"), up_to(5, "23.1"), up_to(6, "28.0")]
    assert said(single_months(cumulative, is_joint=True)) == [(date(2021, 6, 1), date(2021, 6, 30), "4.9")]


def test_no_month_follows_across_years_breaks_or_from_rounded_words():
    across_years = [up_to(12, "60", year=2020), up_to(1, "4.0")]
    across_break = [up_to(5, "23.1"), up_to(6, "28.0")]
    about = [up_to(7, "33"), up_to(8, "40", is_exact=False), up_to(9, "45")]
    assert said(single_months(across_years, is_joint=True)) == []
    assert said(single_months(across_break, is_joint=True, breaks=[date(2021, 6, 1)])) == []
    assert said(single_months(about, is_joint=True)) == []


def test_a_nominal_change_compares_the_same_days_a_year_before():
    levels = [up_to(2, "8", year=2020), up_to(2, "9"), up_to(3, "13.4")]
    assert nominal_changes(levels) == {(date(2021, 1, 1), date(2021, 2, 28)): Decimal("12.5")}


def test_no_change_is_worked_out_where_growth_is_published():
    # 丽水's value added above scale fell by 19.5% in levels in 2018 and grew by 12.2% as published: the latter stands.
    levels = [year_of(2017, "310.58"), year_of(2018, "249.97")]
    assert nominal_changes(levels) == {(date(2018, 1, 1), date(2018, 12, 31)): Decimal("-19.5")}
    assert nominal_changes(levels, published=[(date(2018, 1, 1), date(2018, 12, 31))]) == {}


def test_no_nominal_change_across_a_break_or_from_what_is_not_positive():
    levels = [year_of(2010, "900"), year_of(2011, "1298.08")]
    assert nominal_changes(levels, breaks=[date(2011, 1, 1)]) == {}
    assert nominal_changes([year_of(2010, "-3"), year_of(2011, "5")]) == {}


def test_the_end_of_a_leap_february_compares_with_the_end_of_the_former_one():
    leap = Amount(date(2020, 1, 1), date(2020, 2, 29), Decimal(10))
    former = Amount(date(2019, 1, 1), date(2019, 2, 28), Decimal(8))
    assert nominal_changes([leap, former]) == {(leap.first_day, leap.last_day): Decimal("25.0")}


def test_a_citys_tax_per_mu_is_the_ratio_of_its_sums():
    # 丽水 2019: 573,564万元 on 30,341亩, here in two parts whose own ratios are 20 and 18.
    taxes, land = [Decimal(273564), Decimal(300000)], [Decimal(13678), Decimal(16663)]
    assert ratio_of_sums(taxes, land, decimals=1) == Decimal("18.9")


def test_nothing_is_summed_where_a_part_is_missing():
    assert sum_of([Decimal(1), None]) is None
    assert sum_of([]) is None
    assert ratio_of_sums([Decimal(1), None], [Decimal(1), Decimal(2)], decimals=1) is None
    assert ratio_of_sums([Decimal(1)], [Decimal(0)], decimals=1) is None


def test_equal_values_share_the_better_place():
    values = {1: Decimal(5), 2: Decimal(9), 3: Decimal(9), 4: Decimal(1)}
    assert places_of(values) == {2: Place(1, 2), 3: Place(1, 2), 1: Place(3), 4: Place(4)}
    assert places_of(values, highest_first=False)[4] == Place(1)


def test_movement_counts_places_gained_among_the_same_peers_only():
    former = places_of({1: Decimal(5), 2: Decimal(9)})
    now = places_of({1: Decimal(10), 2: Decimal(9)})
    assert with_movement(now, former) == {1: Place(1, 1, 1), 2: Place(2, 1, -1)}
    assert with_movement(now, places_of({1: Decimal(5)}))[1].moved is None
