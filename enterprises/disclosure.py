"""Which sums of enterprises' figures may be published, so that nobody works out the figure of one. Pure.

A cell is a declared sum (a park, an industry, a chain, a town, a size class) with its contributors; all cells of one
indicator and year are judged together, for they are sums of the same figures, and figures of other years are other
unknowns. First each cell is judged by itself (`Rules`: too few contributors, or too much from one or two of them). What
then stands is attacked as a whole: an attacker has all published cells, knows who contributes to what, that figures are
not negative, every figure that is or was public and, being among the two largest of a cell, one of his own. While he
can pin a protected figure, or a hidden cell, to within the margin, one of the sums that his proof needs is hidden too.
Totals, trees of industries and parks, a park inside a park and towns of a county are all sums, and need no rule of
their own. After the Handbook on Statistical Disclosure Control (ESSnet SDC), chapter 4: p% rule, (n,k) rule and
secondary suppression.

Consent can be withdrawn, and what was printed once stays known. So a figure that is or ever was public by consent counts
as known to everybody, and is protected all the same: what is published does not depend on who consents today, and a
withdrawn consent gives nothing away.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from enterprises.reasoning import Goal, Reasoning, below, beyond


class Standing(Enum):
    """How an enterprise's own figure stands to the public: internal, public by consent (now or once), or for good."""

    PROTECTED = "protected"
    BY_CONSENT = "by_consent"
    OPEN = "open"


class Reason(Enum):
    """Why a cell is hidden. One word for all rules of the first step, or it would tell how many contribute."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One enterprise's figure in the indicator's unit."""

    value: Decimal
    standing: Standing = Standing.PROTECTED


@dataclass(frozen=True, slots=True)
class Cell:
    """A declared sum. `is_public_already`: somebody printed it, so that an attacker has it whatever is hidden here."""

    contributors: frozenset[Hashable]
    is_public_already: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """least: contributors that a cell needs. dominant, dominance: the n and k of the (n,k) rule, k as a share.

    margin: the p of the p% rule: nobody may come closer to a figure than this share of it. smallest: a figure up to
    this size, in the indicator's unit, needs no protection. has_secondary: off only to show what it is for.
    """

    least: int = 3
    dominant: int = 2
    dominance: Decimal = Decimal("0.85")
    margin: Decimal = Decimal("0.1")
    smallest: Decimal = Decimal(0)
    has_secondary: bool = True


RULES = Rules()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is published of a cell: its total, or the reason why it is hidden."""

    value: Decimal | None
    reason: Reason | None = None


def judge(
    cells: Mapping[Hashable, Cell], contributions: Mapping[Hashable, Contribution], rules: Rules = RULES
) -> dict[Hashable, Verdict]:
    """The verdict on every cell of one indicator and year, in the order given; the same whoever consents today.

    Raises KeyError where a contributor has no contribution.
    """
    reasons = {key: Reason.PRIMARY for key, cell in cells.items() if is_unsafe(cell, contributions, rules)}
    if rules.has_secondary:
        attacked = _Attacked(cells, contributions, rules, reasons)
        attacked.defend()
    return {
        key: Verdict(None, reasons[key]) if key in reasons else Verdict(total_of(cell.contributors, contributions))
        for key, cell in cells.items()
    }


def total_of(contributors: Iterable[Hashable], contributions: Mapping[Hashable, Contribution]) -> Decimal:
    return sum((contributions[one].value for one in contributors), Decimal(0))


def is_unsafe(cell: Cell, contributions: Mapping[Hashable, Contribution], rules: Rules = RULES) -> bool:
    """Whether a cell gives a figure away by itself, to whoever knows all that is or was public.

    For each figure that is public by consent the others of its kind are known too.
    """
    by_standing: dict[Standing, list[Decimal]] = {standing: [] for standing in Standing}
    for one in cell.contributors:
        by_standing[contributions[one].standing].append(abs(contributions[one].value))
    protected = by_standing[Standing.PROTECTED]
    if protected and _is_unsafe_alone(protected, rules):
        return True
    return any(_is_unsafe_alone([*protected, value], rules) for value in by_standing[Standing.BY_CONSENT])


def _is_unsafe_alone(sizes: Sequence[Decimal], rules: Rules) -> bool:
    ordered = sorted(sizes, reverse=True)
    total = sum(ordered)
    if ordered[0] <= rules.smallest:
        return False
    # A figure of nothing hides nobody.
    if sum(1 for size in ordered if size) < rules.least:
        return True
    remainder = total - sum(ordered[:2])
    return sum(ordered[: rules.dominant]) > rules.dominance * total or remainder < rules.margin * ordered[0]


class _Attacked:
    """All cells of one indicator and year under attack; `reasons` gains those that must be hidden too."""

    def __init__(self, cells, contributions, rules, reasons):
        self.cells, self.rules, self.reasons = cells, rules, reasons
        self.values = {one: contribution.value for one, contribution in contributions.items()}
        self.is_signed = any(value < 0 for value in self.values.values())
        self.of_standing = {
            standing: frozenset(one for one, row in contributions.items() if row.standing is standing)
            for standing in Standing
        }
        self.order = {key: place for place, key in enumerate(cells)}

    def defend(self):
        """Hides cells until no attacker pins a protected figure or a hidden cell."""
        protected, by_consent = self.of_standing[Standing.PROTECTED], self.of_standing[Standing.BY_CONSENT]
        if self.rules.margin:
            self._defend_figures(protected, protected)
            for one in sorted(by_consent, key=str):
                self._defend_figures(protected | {one}, {one})
        self._defend_cells(protected)

    def _defend_figures(self, unknown, targets):
        """Against a public that knows all but the `unknown` figures, and against the two largest of each cell."""
        self._hide_until_safe(unknown, self._goals(targets))
        for insider, neighbours in self._insiders(unknown).items():
            self._hide_until_safe(unknown - {insider}, self._goals(targets & neighbours - {insider}))

    def _insiders(self, unknown):
        """The two largest contributors of each declared cell, hidden or not, with all who share such a cell."""
        insiders: dict[Hashable, frozenset] = {}
        for cell in self.cells.values():
            inside = cell.contributors & unknown
            for one in sorted(inside, key=lambda each: (-abs(self.values[each]), str(each)))[:2]:
                insiders[one] = insiders.get(one, frozenset()) | inside
        return insiders

    def _goals(self, targets) -> list[Goal]:
        """What an attacker must still hold possible of each figure: the margin more and the margin less."""
        goals = []
        for one in sorted(targets, key=str):
            if abs(value := self.values[one]) > self.rules.smallest:
                reach = abs(value) * self.rules.margin
                goals += [beyond({one}, value + reach), below({one}, value - reach)]
        return goals

    def _defend_cells(self, unknown):
        """Sees to it that the public cannot work out a hidden cell; one that follows from others anyway is shown."""
        waiting, shown_again = list(self.reasons), set()
        while waiting:
            key = waiting.pop(0)
            goals = self._goals_of_cell(key, unknown)
            if self.reasons[key] is Reason.SECONDARY and key not in shown_again and self._follows(key):
                shown_again.add(key)
                del self.reasons[key]
                continue
            waiting += self._hide_until_safe(unknown, goals)

    def _goals_of_cell(self, key, unknown) -> list[Goal]:
        inside = self.cells[key].contributors & unknown
        total = sum((self.values[one] for one in inside), Decimal(0))
        largest = max((abs(self.values[one]) for one in inside), default=Decimal(0))
        if largest <= self.rules.smallest:
            return []
        # Of a cell that only protects others it is enough that it cannot be told exactly.
        share = self.rules.margin if self.reasons[key] is Reason.PRIMARY else self.rules.margin / 100
        return [beyond(inside, total + share * largest), below(inside, total - share * largest)]

    def _follows(self, key):
        """Whether a cell is the sum of what is published whatever the figures are: showing it says nothing new."""
        unknown = self.of_standing[Standing.PROTECTED] | self.of_standing[Standing.BY_CONSENT]
        published = [cell.contributors & unknown for cell in self._published().values()]
        return Reasoning(self.values, published, unknown, is_signed=True).is_settled(
            self.cells[key].contributors & unknown
        )

    def _published(self):
        """The cells that an attacker has: those shown here and those printed elsewhere."""
        return {key: cell for key, cell in self.cells.items() if cell.is_public_already or key not in self.reasons}

    def _hide_until_safe(self, unknown, goals) -> list[Hashable]:
        """Hides what the proofs against the goals need; answers the cells hidden."""
        hidden: list[Hashable] = []
        while goals:
            published = self._published()
            sums = [cell.contributors & unknown for cell in published.values()]
            goals, proof = Reasoning(self.values, sums, unknown, self.is_signed).first_proof(goals)
            if not goals:
                break
            keys = list(published)
            needed = [keys[place] for place in proof if not self.cells[keys[place]].is_public_already]
            if needed:
                hidden.append(min(needed, key=self._loss))
                self.reasons[hidden[-1]] = Reason.SECONDARY
            else:
                # What is printed elsewhere gives it away, with us or without us.
                goals = goals[1:]
        return hidden

    def _loss(self, key):
        """What hiding a cell costs the reader: small ones go first, of equal ones the later declared."""
        members = self.cells[key].contributors
        return sum(abs(self.values[one]) for one in members), -self.order[key]
