"""Units that measure the same thing convert exactly; others refuse."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import UnitError, are_convertible, convert


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        ("39.29", "亿元", "万元", "392900"),
        ("39.29", "亿元", "元", "3929000000"),
        ("465", "万元", "亿元", "0.0465"),
        ("5", "千元", "万元", "0.5"),
        ("238267589", "千美元", "亿美元", "2382.67589"),
        ("33.3", "公顷", "亩", "499.5"),
        ("667", "平方米", "亩", "1.0005"),
        ("2", "平方公里", "亩", "3000"),
        ("1.2", "万吨", "吨", "12000"),
        ("3", "万吨标煤", "吨标准煤", "30000"),
        ("9", "万度", "万千瓦时", "9"),
        ("0.68", "元/千瓦时", "万元/万千瓦时", "0.68"),
        ("30", "万元/亩", "元/平方米", "450"),
        ("4.5", "‰", "%", "0.45"),
        ("2", "年", "个月", "24"),
    ],
)
def test_the_same_amount_in_another_unit(value: str, from_unit: str, to_unit: str, expected: str) -> None:
    assert str(convert(Decimal(value), from_unit, to_unit)) == expected


def test_a_result_without_a_finite_decimal_is_rounded_half_even_to_twelve_places() -> None:
    # One fifteenth, and a tie: 2.5 and 3.5 of the twelfth place both go to the even neighbour.
    assert convert(Decimal(1), "亩", "公顷") == Decimal("0.066666666667")
    assert convert(Decimal("0.00000000025"), "元", "百元") == Decimal("0.000000000002")
    assert convert(Decimal("0.00000000035"), "元", "百元") == Decimal("0.000000000004")


def test_a_change_of_spelling_alone_keeps_every_digit() -> None:
    assert str(convert(Decimal("0.12345678901234560"), "度", "千瓦时")) == "0.12345678901234560"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("万元", "亿元", True),
        ("元", "美元", False),
        ("%", "个百分点", False),
        ("%", "‰", True),
        ("人", "名", True),
        ("家", "人", False),
        ("家", "个", True),
        ("个", "人", True),
        ("个", "元", False),
        ("吨", "吨标煤", False),
        ("万标箱", "标箱", True),
        ("标箱", "箱", False),
        ("元/亩", "元/人", False),
        ("", "个", False),
    ],
)
def test_only_units_of_one_dimension_agree(a: str, b: str, expected: bool) -> None:
    assert are_convertible(a, b) is expected
    assert are_convertible(b, a) is expected


def test_converting_between_dimensions_names_both_units() -> None:
    with pytest.raises(UnitError) as refused:
        convert(Decimal(1), "亩", "万元")
    assert str(refused.value) == "单位“亩”不能换算为“万元”：两者计量的不是一回事，请改用同类单位。"


FINITE_PAIRS = [
    ("元", "千元"),
    ("万元", "亿元"),
    ("吨", "万吨"),
    ("公顷", "平方米"),
    ("支", "万支"),
    ("千瓦时", "万度"),
]


@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    pair=st.sampled_from(FINITE_PAIRS),
)
def test_there_and_back_is_exact(value: Decimal, pair: tuple[str, str]) -> None:
    assert convert(convert(value, *pair), *reversed(pair)) == value
