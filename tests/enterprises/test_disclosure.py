"""What sums of enterprises' figures give away, worked by hand, on all small tables and against an attacker."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enterprises.disclosure import Cell, Contribution, Reason, Rules, Standing, Verdict, judge
from tests.enterprises.attack import possible_range

PRIMARY, SECONDARY = Verdict(None, Reason.PRIMARY), Verdict(None, Reason.SECONDARY)
MARGIN = Fraction(1, 10)


def figures(*values, **standings):
    """Contributions of A, B, C … in this order; a standing by the letter."""
    letters = "ABCDEFGHIJKLMNOP"
    return {
        letter: Contribution(Decimal(value), standings.get(letter, Standing.PROTECTED))
        for letter, value in zip(letters, values, strict=False)
    }


def cells(**members):
    return {key: Cell(frozenset(letters)) for key, letters in members.items()}


def shown(value):
    return Verdict(Decimal(value))


def test_a_cell_of_three_alike_is_shown_and_one_of_two_is_not():
    given_cells = cells(three="ABC", two="DE")

    assert judge(given_cells, figures(100, 90, 80, 70, 60)) == {"three": shown(270), "two": PRIMARY}


def test_an_enterprise_without_output_hides_nobody():
    assert judge(cells(park="ABC"), figures(100, 90, 0)) == {"park": PRIMARY}


def test_two_that_make_up_nearly_all_hide_the_cell():
    # 86 of 100 from the two largest; 85 is the limit.
    assert judge(cells(park="ABCDE"), figures(46, 40, 5, 5, 4)) == {"park": PRIMARY}
    assert judge(cells(park="ABCDE"), figures(45, 40, 5, 5, 5)) == {"park": shown(100)}


def test_the_second_largest_must_not_come_close_to_the_largest():
    # What is left beside the two largest, 9, is less than a tenth of 100; the (n,k) rule is turned off here.
    rules = Rules(dominance=Decimal(1))

    assert judge(cells(park="ABC"), figures(100, 60, 9), rules) == {"park": PRIMARY}
    assert judge(cells(park="ABC"), figures(100, 60, 10), rules) == {"park": shown(170)}


def test_a_total_does_not_give_the_one_hidden_part_back():
    # Park 3 has two members; the county less parks 1 and 2 would be its total, so the smaller of the two goes too.
    given_cells = cells(county="ABCDEFGH", one="ABC", two="DEF", three="GH")

    verdicts = judge(given_cells, figures(50, 50, 50, 40, 40, 40, 30, 30))

    assert verdicts == {"county": shown(330), "one": shown(150), "two": SECONDARY, "three": PRIMARY}


def test_a_park_inside_a_park_does_not_show_the_one_enterprise_between_them():
    # The outer park less the inner one is D alone.
    verdicts = judge(cells(outer="ABCD", inner="ABC"), figures(50, 50, 50, 50))

    assert verdicts == {"outer": shown(200), "inner": SECONDARY}


def test_sums_of_different_kinds_do_not_give_a_figure_together():
    # Town 1 and town 2 less the industry leave G; none of the three alone is unsafe.
    given_cells = cells(town_1="ABC", town_2="DEFG", industry="ABCDEF")

    verdicts = judge(given_cells, figures(10, 10, 10, 10, 10, 10, 10))

    assert list(verdicts.values()).count(SECONDARY) == 1


def test_what_was_printed_for_good_is_not_protected_and_does_not_protect():
    # Of the three, A's figure is printed: B and C stand alone, as if the cell had two.
    given_figures = figures(100, 90, 80, 300, 200, A=Standing.OPEN, D=Standing.OPEN, E=Standing.OPEN)

    assert judge(cells(mixed="ABC", printed="DE"), given_figures) == {"mixed": PRIMARY, "printed": shown(500)}


def test_a_total_printed_elsewhere_is_known_to_the_attacker():
    # The county's own release gives the total of all; park 2 would follow from park 1.
    given_cells = {
        "county": Cell(frozenset("ABCDE"), is_public_already=True),
        "one": Cell(frozenset("ABC")),
        "two": Cell(frozenset("DE")),
    }

    verdicts = judge(given_cells, figures(50, 50, 50, 40, 40))

    assert verdicts == {"county": shown(230), "one": SECONDARY, "two": PRIMARY}


def test_losses_leave_only_the_sums_to_reason_with():
    given_cells = cells(county="ABCDEFGH", one="ABC", two="DEF", three="GH")

    verdicts = judge(given_cells, figures(-50, 50, 50, 40, -40, 40, 30, 30))

    assert verdicts["three"] == PRIMARY
    assert list(verdicts.values()).count(SECONDARY) == 1


@pytest.mark.parametrize("rule", [{"least": 0}, {"dominance": Decimal(1)}, {"margin": Decimal(0)}])
def test_each_rule_alone_hides_something(rule):
    without = {"least": 0, "dominance": Decimal(1), "margin": Decimal(0), "has_secondary": False}
    alone = Rules(**{**without, **{name: getattr(Rules(), name) for name in rule}})

    assert judge(cells(park="AB"), figures(100, 5), alone) == {"park": PRIMARY}
    assert judge(cells(park="AB"), figures(100, 5), Rules(**without)) == {"park": shown(105)}


def attackers(given_cells, contributions):
    """Who attacks, as (what is known, which figures are wanted): the public, and the two largest of each cell."""
    known = {one for one, row in contributions.items() if row.standing is not Standing.PROTECTED}
    yield known, set(contributions) - known
    for one in known:
        if contributions[one].standing is Standing.BY_CONSENT:
            yield known - {one}, {one}
    for cell in given_cells.values():
        inside = sorted(cell.contributors - known, key=lambda one: -contributions[one].value)
        for insider in inside[:2]:
            yield known | {insider}, set(inside) - {insider}


def range_of(members, known, given_cells, verdicts, contributions):
    unknown = sorted(set(contributions) - known)
    published = [
        cell.contributors for key, cell in given_cells.items() if verdicts[key].reason is None and cell.contributors
    ]
    sums = [[unknown.index(one) for one in sorted(cell - known)] for cell in published]
    totals = [sum(contributions[one].value for one in cell - known) for cell in published]
    target = [unknown.index(one) for one in members]
    return possible_range(sums, totals, len(unknown), target)


def faults(given_cells, contributions, verdicts):
    """Figures that an attacker comes too close to, and hidden cells that the public can tell exactly."""
    nearly = Fraction(1, 10**6)
    for known, wanted in attackers(given_cells, contributions):
        for one in wanted:
            value = Fraction(contributions[one].value)
            least, greatest = range_of({one}, known, given_cells, verdicts, contributions)
            is_too_high = least > value * (1 - MARGIN) + nearly
            is_too_low = greatest is not None and greatest < value * (1 + MARGIN) - nearly
            if value and (is_too_high or is_too_low):
                yield one, known, least, greatest
    known = {one for one, row in contributions.items() if row.standing is not Standing.PROTECTED}
    for key, cell in given_cells.items():
        inside = {one for one in cell.contributors - known if contributions[one].value}
        if verdicts[key].reason and inside:
            least, greatest = range_of(inside, known, given_cells, verdicts, contributions)
            if least == greatest:
                yield key, known, least, greatest


def test_without_secondary_suppression_the_attack_succeeds():
    given_cells, contributions = cells(county="ABCDEFGH", one="ABC", two="DEF", three="GH"), figures(*[50] * 8)

    verdicts = judge(given_cells, contributions, Rules(has_secondary=False))

    assert ("three", set(), 100, 100) in list(faults(given_cells, contributions, verdicts))


def test_no_table_of_two_by_two_gives_anything_away():
    # Every way to put five firms into two parks and two towns, with the totals of each and of all; the first firm's
    # park and town are called the first.
    contributions = figures(90, 80, 70, 60, 50)
    for places in product((0,), *[range(4)] * 4):
        of = {name: [one for one, place in zip("ABCDE", places, strict=True) if test(place)] for name, test in SPLITS}
        given_cells = cells(county="ABCDE", **of)

        assert not list(faults(given_cells, contributions, judge(given_cells, contributions))), places


SPLITS = [
    ("park_1", lambda place: place in (0, 1)),
    ("park_2", lambda place: place in (2, 3)),
    ("town_1", lambda place: place in (0, 2)),
    ("town_2", lambda place: place in (1, 3)),
]

standings = st.sampled_from([Standing.PROTECTED] * 4 + [Standing.BY_CONSENT, Standing.OPEN])


@st.composite
def tables(draw):
    """Up to eight firms in nested and crossing cells."""
    values = draw(st.lists(st.integers(0, 300), min_size=4, max_size=8))
    letters = "ABCDEFGH"[: len(values)]
    contributions = {
        letter: Contribution(Decimal(value), draw(standings)) for letter, value in zip(letters, values, strict=True)
    }
    members = draw(st.lists(st.frozensets(st.sampled_from(letters), min_size=1), min_size=1, max_size=5))
    given_cells = {"county": Cell(frozenset(letters))}
    return given_cells | {f"cell {place}": Cell(inside) for place, inside in enumerate(members)}, contributions


@settings(max_examples=80, deadline=None)
@given(tables())
def test_no_attacker_comes_close_to_a_figure_or_tells_a_hidden_cell(table):
    given_cells, contributions = table

    verdicts = judge(given_cells, contributions)

    assert not list(faults(given_cells, contributions, verdicts))


@settings(max_examples=50, deadline=None)
@given(tables())
def test_a_figure_whose_consent_may_end_hides_at_least_what_one_printed_for_good_hides(table):
    given_cells, contributions = table
    revocable = {
        one: Contribution(row.value, Standing.BY_CONSENT if row.standing is Standing.OPEN else row.standing)
        for one, row in contributions.items()
    }

    before = {key for key, verdict in judge(given_cells, contributions).items() if verdict.reason is Reason.PRIMARY}
    after = {key for key, verdict in judge(given_cells, revocable).items() if verdict.reason is Reason.PRIMARY}

    assert before <= after
