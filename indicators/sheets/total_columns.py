"""Columns that say 合计, 全县, 规上 or 规下: sums of the columns beside them, or parts of the indicator of each row."""

from dataclasses import replace
from typing import TYPE_CHECKING

from imports.errors import SetAside
from imports.mapping import normalise
from indicators.models import Indicator, Subject
from indicators.references import NameIndex
from indicators.sheets.table_columns import LEVELS
from indicators.sheets.whole_regions import WHOLES, whole_region

if TYPE_CHECKING:
    from indicators.sheets.cross_table import CrossTable

# What a column is of the indicator in its rows: its total, alone or beside its parts, or one of these.
TOTAL, WHOLE_OF_PARTS, ABOVE, BELOW = "total", "whole", "规上", "规下"
SUMMED = ("合计", "总计", "小计", "共计")
WHOLE = {"合计", "总计", "小计", "共计", "总数", "总额", "合计数", "全部"}
PARTS = {"规上": ABOVE, "规模以上": ABOVE, "规上企业": ABOVE, "规下": BELOW, "规模以下": BELOW, "规下企业": BELOW}
NAMED_ABOVE = ("规上", "规模以上")


def settle(cross: "CrossTable") -> None:
    """Takes columns of 合计, 全县 and 规上 out of the unknown ones to be read, and notes which 合计 are sums of others."""
    for column in list(cross.unknown):
        word = normalise(column.facets.unknown)
        if column.is_rank or not word:
            continue
        if word in WHOLE:
            _settle_whole(cross, column)
        elif word in PARTS and (column.facets.indicator or not _is_beside_indicators(cross, column)):
            _take(cross, column, PARTS[word])
        elif (word in WHOLES and (subject := whole_region(cross, word))) or (
            word.endswith(SUMMED) and (subject := _region(cross, word))
        ):
            _take(cross, column, facets=replace(column.facets, subject=subject))


def _region(cross, word):
    """示例市合计 is the figure of 示例市."""
    stem = next(word.removesuffix(ending) for ending in SUMMED if word.endswith(ending))
    subject = cross.lookup.read(stem).subject if stem else None
    return subject if subject and subject.kind == Subject.Kind.REGION else None


def _settle_whole(cross, column):
    siblings = [one for one in cross.columns if _are_siblings(one, column)]
    parts = [one for one in siblings if one.facets.subject or (one.facets.periods and not column.facets.periods)]
    if parts:
        if column.facets.measure in LEVELS:
            cross.sums[column.position] = parts
    elif column.facets.indicator or _may_be_of_rows(cross, column):
        all_columns = (*cross.unknown, *cross.columns)
        has_parts = any(one.part in (ABOVE, BELOW) or normalise(one.facets.unknown) in PARTS for one in all_columns)
        _take(cross, column, WHOLE_OF_PARTS if has_parts else TOTAL)


def _are_siblings(one, total):
    """Whether a column may be a part of a total: of the same indicator, a level that can be read."""
    return (
        one.facets.indicator == total.facets.indicator
        and one.facets.measure in LEVELS
        and not one.is_earlier
        and one.position < total.position
    )


def _may_be_of_rows(cross, column):
    """Whether 合计 is the figure of each row's indicator: nothing stands before it of which it may be the sum."""
    before = [
        one
        for one in (*cross.columns, *cross.unknown)
        if one.position < column.position
        and not (one.part or one.beside or normalise(one.facets.unknown) in (WHOLE | PARTS.keys()))
    ]
    return not before and not _is_beside_indicators(cross, column)


def _is_beside_indicators(cross, column):
    return any(one.facets.indicator for one in cross.columns if one.facets.indicator != column.facets.indicator)


def _take(cross, column, part="", facets=None):
    cross.unknown.remove(column)
    facets = replace(facets or column.facets, unknown="")
    cross.columns.append(replace(column, part=part, facets=facets))
    cross.columns.sort(key=lambda one: one.position)


def indicator_of_part(index: NameIndex, indicator: Indicator, part: str) -> Indicator | None:
    """The indicator of a part (规上, 规下) or of the whole of what a row or title names; None where none is registered."""
    is_above = indicator.name.startswith(NAMED_ABOVE)
    if part == ABOVE and is_above:
        return indicator
    if part not in (ABOVE, BELOW):
        return None if is_above and part == WHOLE_OF_PARTS else indicator
    names = [indicator.name, *indicator.aliases]
    found = {thing.pk: thing for name in names for thing in _named(index, part, name)}
    return next(iter(found.values())) if len(found) == 1 else None


def _named(index, part, name):
    stem = next((name.removeprefix(word) for word in NAMED_ABOVE if name.startswith(word)), name)
    for word in (word for word, meant in PARTS.items() if meant == part):
        try:
            if found := index.get(word + stem):
                yield found
        except SetAside:
            continue
