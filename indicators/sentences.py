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
    clauses = [
        *_value_clauses(reading),
        *(_change_clause(row) for row in _plain_changes(reading)),
        *_rank_clauses(reading),
    ]
    told = clauses[0]
    for clause in clauses[1:]:
        told = format_html("{}{}{}", told, _("，"), clause)
    return format_html("{}{}", told, _("。"))


def _plain_changes(reading):
    return [row for row in reading.changes if row is not reading.main]


def _value_clauses(reading):
    main = reading.main
    parts = {
        "period": wording.period_words(main),
        "subject": wording.marked(main.subject.display_name, main.subject.name_en),
        "indicator": wording.marked(main.indicator.name, main.indicator.name_en),
        "measure": wording.measure_words(main),
        "value": wording.unsigned_value(main),
    }
    if main.value is None:
        return [format_html(_("{period}，{subject}{indicator}的数值来源未公布"), **parts)]
    if parts["measure"]:
        return [format_html(_("{period}，{subject}{indicator}{measure}{value}"), **parts)]
    return [format_html(_("{period}，{subject}{indicator}{value}"), **parts)]


def _change_clause(row):
    return format_html(_("{measure}{value}"), measure=wording.measure_words(row), value=wording.unsigned_value(row))


def _rank_clauses(reading):
    return [
        format_html(_("{measure}居{rank}"), measure=wording.ranked_measure_words(rank), rank=wording.rank_words(rank))
        for rank in reading.ranks
    ]
