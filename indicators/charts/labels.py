"""The words in a plot: names at the lines' ends without collisions, values of bars, qualifiers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from indicators.charts.layout import LEAST_RIGHT, LINE, SIZE, Mark, Sheet, Text
from indicators.charts.points import Point, Series, Target
from indicators.charts.scales import ValueAxis, number_words, shortened, text_width, value_words
from indicators.numbers import Qualifier, qualifier_word

_MOST_QUALIFIERS = 6
_LEAST_PLOT = 80
# A name and a number want more than a number.
_NAMES_ROOM = 20
# A name that moved less than this still stands at its line.
_APART = 5


def texts_of(sheet: Sheet) -> list[Text]:
    """The values of bars; at a line's end its newest value, or its name where there are several; goals."""
    goals = [_goal(target, way[-1], sheet) for target, way in zip(sheet.targets, sheet.ways(), strict=True)]
    if sheet.has_bars:
        return [*_values_of_bars(sheet), *goals]
    if goals:
        newest = sheet.lead.newest
        beside = [_beside(newest, _value(newest, sheet), sheet)]
        return [*_spread(goals, sheet.axis, sheet.form.height), *beside, *_qualifiers(sheet)]
    last = sheet.span[1]
    ends = [text for series in sheet.all_series if (text := _end_of_line(series, last, sheet)).words]
    return [*_spread(ends, sheet.axis, sheet.form.height), *_qualifiers(sheet)]


def ties_of(sheet: Sheet, texts: Sequence[Text]) -> list[list[Mark]]:
    """From a line's end to its name, where the name had to move away or the line ends earlier than the others."""
    if len(sheet.all_series) == 1:
        return []
    scale = sheet.form.height / float(sheet.axis.high - sheet.axis.low)
    low, high = sheet.span
    shift = (high - low) / sheet.form.width
    found = []
    for series, text in zip(_by_height(sheet), (text for text in texts if text.kind != "above"), strict=True):
        end = sheet.mark(series.newest, series)
        if abs(end.up - text.up) * scale > _APART or end.across < text.across:
            found.append([replace(end, across=end.across + 4 * shift), Mark(text.across + 12 * shift, text.up, False)])
    return found


def _by_height(sheet: Sheet) -> list[Series]:
    """The series in the order of their names, from the top down."""
    return sorted(sheet.all_series, key=lambda series: -float(sheet.unit.value(series.newest)))


def _goal(target: Target, mark: Mark, sheet: Sheet) -> Text:
    point = Point(target.due, target.due, target.goal, qualifier=target.qualifier)
    words = _("目标%(value)s") % {"value": _value(point, sheet)}
    return Text(mark.across, mark.up, str(words), "goal")


def _value(point: Point, sheet: Sheet) -> str:
    return value_words(point, sheet.unit, is_change=sheet.is_change, language=sheet.language)


def _qualifiers(sheet: Sheet) -> list[Text]:
    """超过, 约 or 初步 above such a figure of a single line; its newest value has the word beside it."""
    points = [point for point in sheet.lead.points[:-1] if not point.is_settled]
    if len(sheet.all_series) > 1 or len(points) > _MOST_QUALIFIERS:
        return []
    found: list[Text] = []
    left = sheet.mark(sheet.lead.newest, sheet.lead).across
    low, high = sheet.span
    for point in reversed(points):
        text = _beside(point, _why_hollow(point, sheet.language), sheet)
        # One that would touch the next is left out: the hollow mark and the note below say as much.
        room = (left - text.across) / ((high - low) or 1) * sheet.form.width
        if room > text_width(text.words, SIZE):
            found.append(text)
            left = text.across
    return found


def _why_hollow(point: Point, language: str) -> str:
    if point.qualifier == Qualifier.EXACTLY:
        return str(_("初步")).lower()
    return qualifier_word(point.qualifier, language)


def _beside(point: Point, words: str, sheet: Sheet) -> Text:
    """Words above a mark, below a bar that hangs down."""
    mark = sheet.mark(point, sheet.lead)
    shift = -12 if sheet.has_bars and mark.up < 0 else 12
    up = mark.up + shift * float(sheet.axis.high - sheet.axis.low) / sheet.form.height
    return Text(mark.across, up, words, "above")


def _values_of_bars(sheet: Sheet) -> list[Text]:
    texts = [_beside(point, _value(point, sheet), sheet) for point in sheet.lead.points]
    room = sheet.form.width / 2 / len(texts)
    return texts if all(text_width(text.words, SIZE) <= room for text in texts) else []


def _end_of_line(series: Series, last: float, sheet: Sheet) -> Text:
    """Several lines have their names below each other at the plot's edge, with the newest value where it has room."""
    mark = sheet.mark(series.newest, series)
    room = sheet.form.end_room + (_NAMES_ROOM if len(sheet.all_series) > 1 else 0)
    room = min(room, sheet.form.width - sheet.left - _LEAST_PLOT - LEAST_RIGHT)
    kind = "lead" if series is sheet.lead else "others"
    if len(sheet.all_series) == 1:
        value = _value(series.newest, sheet)
        return Text(mark.across, mark.up, value if text_width(value, SIZE) <= room else "", kind)
    number = f" {number_words(series.newest, sheet.unit, is_change=sheet.is_change)}"
    name = shortened(series.name, SIZE, room)
    if series.name and mark.across == last and text_width(name + number, SIZE) <= room:
        name += number
    return Text(last, mark.up, name, kind)


def _spread(texts: list[Text], axis: ValueAxis, height: float) -> list[Text]:
    """Moves names at the lines' ends as little apart as they need, in the order of the lines."""
    scale = height / float(axis.high - axis.low)
    ordered = sorted(texts, key=lambda text: -text.up)
    groups: list[list[float]] = []  # names that touch each other, by the places where they would like to stand
    for text in ordered:
        groups.append([(float(axis.high) - text.up) * scale])
        while len(groups) > 1 and _top(groups[-1], height) < _top(groups[-2], height) + LINE * len(groups[-2]):
            groups[-2:] = [groups[-2] + groups[-1]]
    tops = [_top(group, height) + LINE * place for group in groups for place in range(len(group))]
    return [replace(text, up=float(axis.high) - top / scale) for text, top in zip(ordered, tops, strict=True)]


def _top(group: list[float], height: float) -> float:
    """Where the first of names below each other stands, so that together they stand closest to their lines."""
    middle = sum(group) / len(group)
    room = height - LINE * (len(group) - 1)
    return min(max(middle - LINE * (len(group) - 1) / 2, 0), room)
