"""The hand-made table of the article's figures is sound in itself and complete against the article."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.indicators.article_figures import ARTICLE_FIGURES, NOT_FIGURES

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"

MEASURES = {"level", "yoy", "mom", "avg_2y", "ytd_change", "change_pp", "share", "index"}
QUALIFIERS = {"=", ">", "≥", "≈", "<", "≤"}

# 一 is left out: the article uses it for "a" and "the same" throughout, and ranks are checked by their group.
NUMBER = re.compile(r"\d+(?:\.\d+)?|[二三四五六七八九十两百千万亿]+")


def figures_where(condition):
    return [figure for figure in ARTICLE_FIGURES if condition(figure)]


def test_the_table_holds_56_figures():
    assert len(ARTICLE_FIGURES) == 56


def test_no_two_figures_share_a_key():
    keys = [(f.subject, f.indicator, f.measure, f.basis, f.first_day, f.last_day, f.is_stock) for f in ARTICLE_FIGURES]

    assert sorted(keys) == sorted(set(keys))


def test_a_stock_stands_at_one_day_and_a_flow_lasts_longer():
    wrong = figures_where(lambda f: f.is_stock != (date.fromisoformat(f.first_day) == date.fromisoformat(f.last_day)))

    assert wrong == []


def test_no_period_ends_before_it_begins_or_after_the_article():
    wrong = figures_where(
        lambda f: not date.fromisoformat(f.first_day) <= date.fromisoformat(f.last_day) <= date(2021, 10, 31)
    )

    assert wrong == []


def test_a_figure_has_a_value_exactly_when_it_says_so():
    assert {f.value_state for f in ARTICLE_FIGURES} == {"value", "rank_only"}
    assert figures_where(lambda f: (f.value is not None) != (f.value_state == "value")) == []


def test_a_figure_without_a_value_has_a_rank_and_a_dash():
    wrong = figures_where(lambda f: f.value_state == "rank_only" and not (f.ranks and f.as_written == "—"))

    assert wrong == []


def test_values_are_decimals_without_padding():
    values = [figure.value for figure in ARTICLE_FIGURES if figure.value is not None]

    assert values == [format(Decimal(value).normalize(), "f") for value in values]


def test_measures_qualifiers_and_bases_are_known():
    assert {f.measure for f in ARTICLE_FIGURES} <= MEASURES
    assert {f.qualifier for f in ARTICLE_FIGURES} <= QUALIFIERS
    assert {f.basis for f in ARTICLE_FIGURES} == {"unstated"}


def test_growth_and_shares_are_in_per_cent():
    assert {f.unit for f in ARTICLE_FIGURES if f.measure in {"yoy", "share"}} == {"%"}


def test_an_indicator_keeps_one_unit():
    units = {(f.indicator, f.unit) for f in ARTICLE_FIGURES if f.measure == "level"}

    assert len(units) == len({indicator for indicator, _ in units})


@pytest.fixture
def paragraphs():
    """The article's non-empty lines by number, the first heading being 1."""
    if not ARTICLE.exists():
        pytest.skip("the article is not beside the clone")
    lines = [line.strip() for line in ARTICLE.read_text(encoding="utf-8").splitlines()]
    return dict(enumerate(filter(None, lines), start=1))


@pytest.mark.shared
def test_every_figure_stands_in_its_paragraph_as_written(paragraphs):
    missing = figures_where(lambda f: f.value_state == "value" and f.as_written not in paragraphs[f.paragraph])

    assert missing == []


@pytest.mark.shared
def test_every_rank_stands_in_its_paragraph(paragraphs):
    missing = [
        (figure, rank)
        for figure in ARTICLE_FIGURES
        for rank in figure.ranks
        if not re.search(rank_pattern(rank), paragraphs[figure.paragraph])
    ]

    assert missing == []


@pytest.mark.shared
def test_every_text_that_is_no_figure_stands_in_its_paragraph(paragraphs):
    assert [entry for entry in NOT_FIGURES if entry[0] not in paragraphs[entry[1]]] == []


@pytest.mark.shared
def test_every_number_of_the_article_is_in_the_table_or_set_apart_with_a_reason(paragraphs):
    unaccounted = [
        (number, text[max(0, start - 10) : start + 20])
        for number, text in paragraphs.items()
        for start in uncovered_numbers(text, patterns_of(number))
    ]

    assert unaccounted == []


def rank_pattern(rank):
    """全市第1 is also printed 全市第一 and 居全市之首."""
    group, position, _ = rank
    first = "|第一|之首" if position == 1 else ""
    return f"{re.escape(group)}(?:第{position}{first})"


def patterns_of(paragraph):
    """What accounts for numbers in one paragraph: figures, their ranks, and texts that are no figures."""
    figures = figures_where(lambda f: f.paragraph == paragraph)
    written = [re.escape(f.as_written) for f in figures if f.value_state == "value"]
    ranks = [rank_pattern(rank) for f in figures for rank in f.ranks]
    return written + ranks + [re.escape(text) for text, place, _ in NOT_FIGURES if place == paragraph]


def uncovered_numbers(text, patterns):
    """Where numbers begin that no pattern reaches over."""
    spans = [match.span() for pattern in patterns for match in re.finditer(f"(?<![\\d.]){pattern}", text)]
    covered = {index for start, end in spans for index in range(start, end)}
    return [match.start() for match in NUMBER.finditer(text) if not covered.issuperset(range(*match.span()))]
