"""One sentence about a figure, made by rule from what is published."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import wording
from indicators.readings import Reading


def sentence(reading: Reading) -> SafeString:
    """2021年1—7月，缙云县规上工业增加值39.29亿元，同比增长39.6%，居全市第1。

    In English a Chinese name stands marked as Chinese.
    """
    places = [_place_clause(rank) for rank in reading.ranks]
    changes = [_change_clause(row) for row in reading.growths if row is not reading.main]
    if reading.main.value is None and places:
        told = format_html(_("{opening}{place}"), opening=_opening(reading.main), place=places.pop(0))
    else:
        told = format_html(_("{opening}{value}"), opening=_opening(reading.main), value=_value(reading.main))
    for clause in [*changes, *places]:
        told = format_html(_("{told}，{clause}"), told=told, clause=clause)
    return format_html(_("{told}。"), told=told)


def _opening(main):
    return format_html(
        _("{period}，{subject}{indicator}"),
        period=wording.period_words(main),
        subject=wording.marked(main.subject.display_name, main.subject.name_en),
        indicator=wording.marked(main.indicator.name, main.indicator.name_en),
    )


def _value(main):
    if main.value is None:
        return wording.missing_words(main)
    return _change_clause(main)


def _change_clause(row):
    """同比增长39.6%; a level is its value alone, and what stayed the same has none."""
    if wording.change_direction(row) == "flat":
        return wording.measure_words(row)
    measure, value = wording.measure_words(row), wording.unsigned_value(row)
    return format_html(_("{measure}{value}"), measure=measure, value=value) if measure else value


def _place_clause(rank):
    measure = wording.ranked_measure_words(rank)
    if measure:
        return format_html(_("{measure}居{place}"), measure=measure, place=wording.rank_words(rank))
    return format_html(_("居{place}"), place=wording.rank_words(rank))
