"""The columns of a table of figures, and what one takes from the one beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.models import Observation
from indicators.references import NameIndex
from indicators.sheets.beside_words import DIFFERENCE, PROGRESS, TARGET, beside
from indicators.sheets.facets import Facets
from indicators.sheets.former_years import same_of_year
from indicators.sheets.headings import RANK, period_of

LEVELS = ("", Observation.Measure.LEVEL)
# Headings of figures that are not what was reached in the period of the table.
OTHER_FIGURES = re.compile("上年|去年|前年|同期|上月|上季|目标|计划|任务|预计|预期|预测")
# What stands between a figure and its growth without being spoken of.
PASSED_OVER = (PROGRESS, DIFFERENCE)
# A rank that says so is that of the growth.
OF_GROWTH = re.compile("增速|增幅|增长|同比")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: where it stands (from 0, and as a letter), its heading and what that tells.

    `frequency` is 月, 季 or 年 where a header block says so; `part` what it is of the indicator in its rows (see
    total_columns); `above` are the headings above its own.
    """

    position: int
    letter: str
    header: str
    facets: Facets
    frequency: str = ""
    part: str = ""
    above: str = ""

    @property
    def is_rank(self) -> bool:
        return self.facets.measure == RANK

    @property
    def speaks_of(self) -> tuple:
        """What no other column may say, too."""
        told = self.facets
        return (
            told.subject, told.indicator, told.measure, told.periods, told.is_cumulative, told.group, told.years_back or 0, self.part
        )  # fmt: skip

    @property
    def is_earlier(self) -> bool:
        """Whether it is of a year before that of the table."""
        return bool(self.facets.years_back) or any(map(same_of_year, self.facets.periods))

    @property
    def beside(self) -> str:
        """What its words say that it is instead of a figure of what was done: a target, how much of one, a difference."""
        return beside(self.facets.unknown) if self.facets.unknown else ""


@dataclass(frozen=True, slots=True)
class Label:
    """A column that says something of the figures in its row."""

    position: int
    what: str
    header: str = ""


def leaning(
    known: Sequence[FigureColumn], unknown: Sequence[FigureColumn]
) -> tuple[list[FigureColumn], list[FigureColumn]]:
    """The columns, known and unknown, where 增长（%） speaks of the indicator and the period to its left.

    Beside a column that nobody knows it is not known either.
    """
    found: tuple[list, list] = ([], [])
    beside: FigureColumn | None = None
    current: FigureColumn | None = None
    run: list[FigureColumn] = []
    for column in sorted([*known, *unknown], key=lambda column: column.position):
        is_unknown, facets = column in unknown, column.facets
        if is_unknown and beside is not None and _is_growth_below_the_same(column, beside):
            is_unknown, facets = False, replace(facets, unknown="")
            column = replace(column, facets=facets)
        if is_unknown and column.beside in PASSED_OVER:
            found[True].append(column)
            continue
        if column.is_earlier and facets.measure in LEVELS and current is not None and not is_unknown:
            column = replace(column, facets=_of_the_same(facets, current.facets), part=column.part or current.part)
            is_unknown = bool(column.facets.unknown)
        elif facets.measure in LEVELS and column.beside != TARGET:
            current = column
        if facets.measure in LEVELS or (is_unknown and not column.is_rank):
            run = [*run, column]
            beside = _spoken_of(run)
        elif beside is not None and not facets.subject and facets.indicator in (None, beside.facets.indicator):
            leant = _waiting(column, beside) or _leant(facets, beside.facets)
            column = replace(column, facets=leant, part=column.part or beside.part)
            is_unknown = is_unknown or bool(column.facets.unknown and not column.is_rank)
            run = []
        found[is_unknown].append(column)
    return found


def _waiting(column: FigureColumn, beside: FigureColumn) -> Facets | None:
    """Growth that says no period of its own, behind a level of the same heading that nobody knows, is as unknown."""
    facets = column.facets
    is_same = bool(column.above) and column.above == beside.above and facets.indicator is not None
    if is_same and beside.facets.unknown and facets.is_cumulative is None and not facets.periods:
        return replace(facets, unknown=beside.facets.unknown)
    return None


def _is_growth_below_the_same(column: FigureColumn, beside: FigureColumn) -> bool:
    """Whether all that nobody knows of a growth is the word above it and the level beside it: 工业 over 总产值, 增速."""
    facets = column.facets
    is_growth = facets.measure not in LEVELS and not (facets.subject or facets.indicator)
    is_same = bool(facets.unknown) and facets.unknown == column.above == beside.above
    return is_growth and is_same and not beside.facets.unknown


def _spoken_of(run: Sequence[FigureColumn]) -> FigureColumn:
    """Of the columns to the left of a growth, the one that it speaks of: of 2021年 and 2020年 the later.

    Beside years one that cannot be read may be the later one.
    """
    if all(column.is_earlier for column in run):
        # 去年, 增长: of which year is not said.
        return replace(run[-1], facets=replace(run[-1].facets, unknown=run[-1].header))
    run = [column for column in run if not column.is_earlier]
    last = run[-1]
    if not last.facets.periods:
        return last
    unread = [one for one in run if one.facets.unknown and not OTHER_FIGURES.search(one.facets.unknown)]
    about = (last.facets.subject, last.facets.indicator)
    dated = [
        (period.last_day, column.position, column)
        for column in run
        if (column.facets.subject, column.facets.indicator) == about
        and (period := period_of("".join(column.facets.periods)))
    ]
    return unread[0] if unread else max(dated)[2] if dated else last


def _of_the_same(own: Facets, told: Facets) -> Facets:
    """上年同期 with the indicator and the period of the column to its left, where it names none."""
    if own.subject or own.indicator not in (None, told.indicator):
        return own
    if own.indicator is None and told.unknown:
        return replace(own, unknown=told.unknown)
    # 2020年同期 names the year alone.
    is_of_span = all(map(same_of_year, own.periods))
    return replace(
        own,
        subject=told.subject,
        indicator=told.indicator,
        periods=(*told.periods, *own.periods) if is_of_span else own.periods or told.periods,
        is_cumulative=told.is_cumulative if own.is_cumulative is None and is_of_span else own.is_cumulative,
        unit=own.unit or told.unit,
        is_guessed=own.is_guessed or told.is_guessed,
    )


def _leant(own: Facets, told: Facets) -> Facets:
    takes_span = own.is_cumulative is None and not own.periods
    return replace(
        own,
        subject=told.subject,
        indicator=told.indicator,
        periods=own.periods or told.periods,
        is_cumulative=told.is_cumulative if takes_span else own.is_cumulative,
        unknown=own.unknown or (told.unknown if own.indicator is None else ""),
        is_guessed=own.is_guessed or told.is_guessed,
    )


def ranks_of(
    columns: Sequence[FigureColumn], unknown: Sequence[FigureColumn], groups: NameIndex, titles: Sequence[str]
) -> dict[int, list[tuple[FigureColumn, str]]]:
    """By the position of a column of figures, the columns of its ranks with the group that those are in.

    The group stands in the heading (全市位次) or in a title; where only one is registered, it is that one.
    """
    found: dict[int, list] = {}
    for column in columns:
        target = _ranked(column, columns, unknown) if column.is_rank else None
        if target is not None and (group := _group_of(column, groups, titles)):
            found.setdefault(target.position, []).append((column, group))
    return found


def lone_ranks(columns: Sequence[FigureColumn], unknown: Sequence[FigureColumn]) -> list[FigureColumn]:
    """Ranks of something that has no column; not those right behind one that is not read, which go with it."""
    return [
        column
        for column in columns
        if column.is_rank and not _is_behind_unread(column, columns, unknown) and not _ranked(column, columns, unknown)
    ]


def _ranked(rank, columns, unknown) -> FigureColumn | None:
    """The column of which another one is the rank: the level of its indicator, else the one beside it.

    None right behind a column that is not read, and where the rank is of an indicator that has no column.
    """
    if _is_behind_unread(rank, columns, unknown):
        return None
    before, own = _before(rank, columns), rank.facets.indicator
    same = [column for column in before if column.facets.indicator == own]
    if OF_GROWTH.search(rank.header):
        return next((column for column in reversed(same) if column.facets.measure == Observation.Measure.YOY), None)
    levels = [column for column in same if column.facets.measure in LEVELS and not column.is_earlier]
    return next(reversed(levels or same or ([] if own else before)), None)


def _is_behind_unread(rank, columns, unknown) -> bool:
    """Whether the rank is that of a column that is not read, for their headings name no different indicators."""
    nearest, own = max((column.position for column in _before(rank, columns)), default=-1), rank.facets.indicator
    unread = [column for column in unknown if nearest < column.position < rank.position]
    return any(own is None or column.facets.indicator == own for column in unread)


def _before(rank, columns) -> list[FigureColumn]:
    return [column for column in columns if column.position < rank.position and not column.is_rank]


def _group_of(column, groups, titles):
    for text in filter(None, (column.facets.unknown, *titles)):
        for name in groups.names():
            if name in text:
                return groups.owners(name)[0].name
    names = list({owner.name for name in groups.names() for owner in groups.owners(name)})
    return names[0] if len(names) == 1 else ""
