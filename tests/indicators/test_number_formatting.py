"""Numbers written for readers, and read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import Qualifier, format_quantity, format_unit, format_value, parse_quantity, qualifier_word

# Value, unit: in Chinese, in English.
WRITTEN = {
    ("39.29", "亿元"): ("39.29亿元", "CNY 3.929 billion"),
    ("2700", "万元"): ("2,700万元", "CNY 27 million"),
    ("5", "万元"): ("5万元", "CNY 50,000"),
    ("-3", "亿元"): ("-3亿元", "-CNY 300 million"),
    ("266.123456", "亿元"): ("266.123456亿元", "CNY 26,612,345,600"),
    ("90000000", "支"): ("9,000万支", "90 million units"),
    ("9000", "万支"): ("9,000万支", "90 million units"),
    ("12000", "亩"): ("1.2万亩", "12,000 mu"),
    ("12345", "亩"): ("12,345亩", "12,345 mu"),
    ("1050", "家"): ("1,050家", "1,050"),
    ("22", "个"): ("22个", "22"),
    ("100", "项"): ("100项", "100 items"),
    ("30", "台"): ("30台", "30 units"),
    ("1", "台"): ("1台", "1 unit"),
    ("400", "名"): ("400名", "400 people"),
    ("44.30", "%"): ("44.3%", "44.3%"),
    ("0.5", "个百分点"): ("0.5个百分点", "0.5 percentage points"),
    ("30", "万元/亩"): ("30万元/亩", "CNY 300,000 per mu"),
    ("0.5", "吨标准煤/万元"): ("0.5吨标准煤/万元", "0.5 tonnes of coal equivalent per CNY 10,000"),
    ("1.2", "万吨"): ("1.2万吨", "12,000 tonnes"),
    ("12", "标箱"): ("12标箱", "12 标箱"),
    ("105.2", ""): ("105.2", "105.2"),
}


@pytest.mark.parametrize(("amount", "written"), WRITTEN.items())
def test_a_quantity_is_written_in_both_languages(amount: tuple[str, str], written: tuple[str, str]) -> None:
    value, unit = Decimal(amount[0]), amount[1]
    assert (format_quantity(value, unit), format_quantity(value, unit, language="en")) == written


@pytest.mark.parametrize(
    ("qualifier", "chinese", "english"),
    [
        ("=", "9,000万支", "90 million units"),
        (">", "超过9,000万支", "over 90 million units"),
        ("≥", "不少于9,000万支", "at least 90 million units"),
        ("≈", "约9,000万支", "about 90 million units"),
        ("<", "近9,000万支", "nearly 90 million units"),
        ("≤", "不超过9,000万支", "at most 90 million units"),
    ],
)
def test_a_qualifier_reads_as_a_word(qualifier: str, chinese: str, english: str) -> None:
    value = Decimal(90000000)
    assert format_quantity(value, "支", qualifier=qualifier) == chinese
    assert format_quantity(value, "支", qualifier=Qualifier(qualifier), language="en") == english


def test_the_word_alone_serves_a_page_that_sets_it_apart() -> None:
    assert (qualifier_word(Qualifier.OVER, "zh-hans"), qualifier_word(Qualifier.OVER, "en")) == ("超过", "over")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("1234.5", None, "1,234.5"),
        ("39.290000", None, "39.29"),
        ("39", 2, "39.00"),
        ("0.125", 2, "0.13"),
        ("-0.04", 1, "0.0"),
        ("1E+15", None, "1,000,000,000,000,000"),
        ("0.000001", None, "0.000001"),
        ("1E-6", 6, "0.000001"),
        ("123456789012345678901234567890", None, "123,456,789,012,345,678,901,234,567,890"),
    ],
)
def test_a_bare_number_has_groups_and_no_exponent(value: str, decimals: int | None, expected: str) -> None:
    assert format_value(Decimal(value), decimals) == expected


def test_a_missing_figure_is_a_dash() -> None:
    assert (format_value(None), format_quantity(None, "亿元"), format_quantity(None, "%", language="en")) == (
        "—",
        "—",
        "—",
    )


def test_decimals_count_in_the_unit_given() -> None:
    assert format_quantity(Decimal("39.286"), "亿元", decimals=2) == "39.29亿元"
    assert format_quantity(Decimal("39.286"), "亿元", decimals=2, language="en") == "CNY 3.929 billion"


UNITS = [
    "",
    "元",
    "万元",
    "亿元",
    "%",
    "个百分点",
    "支",
    "家",
    "个",
    "人",
    "亩",
    "公顷",
    "万吨",
    "万千瓦时",
    "万元/亩",
    "标箱",
]
values = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@given(value=values, unit=st.sampled_from(UNITS), qualifier=st.sampled_from(Qualifier))
def test_what_is_written_in_chinese_reads_back(value: Decimal, unit: str, qualifier: Qualifier) -> None:
    read = parse_quantity(format_quantity(value, unit, qualifier=qualifier), unit=unit)
    assert (read.value, read.unit, read.qualifier) == (value, unit, qualifier)


@given(value=values, unit=st.sampled_from(["%", ""]))
def test_percentages_and_bare_numbers_read_back_in_english(value: Decimal, unit: str) -> None:
    assert parse_quantity(format_quantity(value, unit, language="en"), unit=unit).value == value


@pytest.mark.parametrize(
    ("unit", "english"),
    [
        ("元", "CNY"),
        ("亿元", "CNY 100 million"),
        ("万美元", "USD 10,000"),
        ("万元/亩", "CNY 10,000 per mu"),
        ("家", "number"),
        ("万支", "10,000 units"),
        ("人", "people"),
        ("%", "%"),
        ("个百分点", "percentage points"),
        ("吨标准煤", "tonnes of coal equivalent"),
        ("头", "head"),
        ("标箱", "标箱"),
        ("", "number"),
    ],
)
def test_a_unit_by_itself(unit: str, english: str) -> None:
    assert format_unit(unit, "en") == english
    assert format_unit(unit) == unit
