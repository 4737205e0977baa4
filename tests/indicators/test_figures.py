"""A quantity that was read, written into an observation in the unit of its measure."""

from decimal import Decimal

import pytest

from indicators.figures import read_quantity, set_quantity
from indicators.models import Indicator, Observation
from indicators.numbers import NumberError, parse_quantity


def written(text, unit, measure="level"):
    observation = Observation(indicator=Indicator(unit=unit), measure=measure)
    set_quantity(observation, read_quantity(text, measure=measure, indicator=observation.indicator))
    return observation


def test_a_value_is_kept_in_the_indicators_unit_and_as_written():
    observation = written("39.29亿元", "万元")

    assert (observation.value, observation.as_written) == (Decimal(392900), "39.29亿元")


def test_growth_is_in_per_cent_whatever_the_indicators_unit():
    assert written("39.6%", "亿元", "yoy").value == Decimal("39.6")


def test_more_decimals_than_the_column_keeps_are_rounded_half_even():
    assert written("0.1234567890125", "%").value == Decimal("0.123456789012")


def test_a_value_too_large_after_conversion_is_refused_with_its_words():
    observation = Observation(indicator=Indicator(unit="元"), measure="level")

    with pytest.raises(NumberError, match="“99999999999999999999亿元”换算成元后太大"):
        set_quantity(observation, parse_quantity("99999999999999999999亿元"))
