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
    if reading.main.value is None and places:
        told = format_html(_("{opening}{place}"), opening=_opening(reading.main), place=places.pop(0))
    else:
        told = _beginning(reading.main)
    for row in reading.growths:
        # A change that we worked out is no news; it stands beside the figure, marked as nominal.
        if row is not reading.main and not row.worked_out:
            told = format_html(_("{told}，{change}"), told=told, change=_change_clause(row))
    for place in places:
        told = format_html(_("{told}，{place}"), told=told, place=place)
    return format_html(_("{told}。"), told=told)


def _beginning(main):
    """The opening with what it tells of, each in its own words: languages join them differently."""
    opening = _opening(main)
    if main.value is None:
        missing = wording.within_sentence(wording.missing_words(main))
        return format_html(_("{opening}{missing}"), opening=opening, missing=missing)
    if wording.is_change(main):
        return format_html(_("{opening}{change}"), opening=opening, change=_change_clause(main))
    if wording.measure_words(main):
        return format_html(_("{opening}{part}"), opening=opening, part=_measured(main))
    return format_html(_("{opening}{value}"), opening=opening, value=wording.unsigned_value(main))


def _opening(main):
    return format_html(
        _("{period}，{subject}{indicator}"),
        period=wording.period_opening(main),
        subject=wording.marked(main.subject.display_name, main.subject.name_en),
        indicator=_measured_thing(main),
    )


def _measured_thing(main):
    """The indicator; with the category in brackets where the figure is that of a part."""
    indicator = wording.within_sentence(wording.marked(main.indicator.name, main.indicator.name_en))
    if main.breakdown is None:
        return indicator
    category = wording.marked(main.breakdown.name, main.breakdown.name_en)
    return format_html(_("{indicator}（{category}）"), indicator=indicator, category=category)


def _change_clause(row):
    """同比增长39.6%; what stayed the same has no value."""
    if wording.change_direction(row) == "flat":
        return wording.within_sentence(wording.measure_words(row))
    return _measured(row)


def _measured(row):
    measure = wording.within_sentence(wording.measure_words(row))
    return format_html(_("{measure}{value}"), measure=measure, value=wording.unsigned_value(row))


def _place_clause(rank):
    measure = wording.within_sentence(wording.ranked_measure_words(rank))
    if measure:
        return format_html(_("{measure}居{place}"), measure=measure, place=wording.rank_words(rank))
    return format_html(_("居{place}"), place=wording.rank_words(rank))
