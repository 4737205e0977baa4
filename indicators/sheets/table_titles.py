"""What stands above a table, or in its sheet's name, and holds for all of it: the period and the unit. Pure."""

import re
from collections.abc import Iterable, Sequence

from imports.layout import Table
from indicators.periods import Period, PeriodError, PeriodKind, parse_period
from indicators.sheets.headings import unit_of

UNITS = re.compile(r"(?:单位\s*[:：]|单位\s+|金额\s*[:：])\s*(?:人民币)?([^\s()（）:：]{1,40})")
# A title's last brackets: 主要指标（万元）.
IN_BRACKETS = re.compile(r"[（(]([^（()）]{1,40})[)）]")
BETWEEN_UNITS = re.compile("[、，,/；;]")
# The day of filling in or sending the table is no period of its figures.
NO_PERIOD = re.compile("填报|制表|印发|报送|上报|打印|审核|联系|日期")
# The longest first; a month that goes on with a day is a date.
PART = r"\d{1,2}[-—–~～至]\d{1,2}月|\d{1,2}月[末底]?|上半年|下半年|前三季度|[一二三四1-4]季度|全年|年?[末底]"
# 2021年规上工业企业主要经济指标（1-7月): the year stands before the subject, the months behind it.
APART = re.compile(rf"(\d{{4}})年([^\d()（）]*)[(（]({PART})[)）]")
# 2020-2021年 names two years.
YEARS = re.compile(r"(\d{4})[-—–~～至](?=\d{4}年)")
CUMULATIVE, SINGLE = "累计", re.compile("当月|本月|当期")
AS_OF = re.compile(r"截[至止]\s*(\d{4}年\d{1,2}月\d{1,2}日)")
# A part of a year at the beginning of a title or name, without the year.
PART_ALONE = re.compile(rf"(?:{PART})(?!\d)")
TOGETHER = re.compile(rf"\d{{4}}年(?:{PART})(?!\d)|\d{{4}}年度?(?!\d*月)")


def periods_above(texts: Iterable[str]) -> list[Period]:
    """The different periods that the texts name, in their order."""
    found: dict[tuple, Period] = {}
    for text in texts:
        for words in _period_words(text):
            try:
                period = parse_period(words)
            except PeriodError:
                continue
            found.setdefault((period.first_day, period.last_day, period.is_stock), period)
    return list(found.values())


def title_periods(near: Sequence[Sequence[str]]) -> list[Period]:
    """The periods of titles, the nearest first: those above the table, the sheet's name, the file's name.

    A part of a year (7月, 一季度) in one of them belongs to the year that another one names.
    """
    found = next((periods for texts in near if (periods := periods_above(texts))), [])
    if all(period.kind is PeriodKind.YEAR for period in found):
        parts = [match[0] for texts in near for text in texts if (match := PART_ALONE.match("".join(text.split())))]
        if parts and len(found) == 1:
            return periods_above([f"{found[0].last_day.year}年{parts[0]}"]) or found
    return found


def are_cumulative(near: Sequence[Sequence[str]]) -> bool:
    """Whether the nearest titles to say so tell that figures count from 1 January: 2021年各月累计, 1-6月累计."""
    for texts in near:
        text = "".join(texts)
        if SINGLE.search(text):
            return False
        if CUMULATIVE in text:
            return True
    return False


def units_above(texts: Sequence[str]) -> list[str]:
    """The units of lines such as 单位：人、万元 and of titles such as 主要指标（万元）."""
    units = [unit for text in texts for found in UNITS.finditer(text) for unit in BETWEEN_UNITS.split(found[1])]
    for text in texts:
        for found in IN_BRACKETS.finditer(text):
            units += [unit for unit in BETWEEN_UNITS.split(found[1]) if unit_of(unit)]
    return list(dict.fromkeys(unit for unit in units if unit))


def units_of(table: Table) -> list[str]:
    """The units of a whole table: those above it, else those below it."""
    above = [text for number, text in table.unit_lines if number < table.top]
    below = [text for number, text in table.unit_lines if number > table.last_row]
    return units_above([*table.above, *above]) or units_above(below)


def _period_words(text):
    text = "".join(text.split())
    if as_of := AS_OF.search(text):
        yield f"截至{as_of[1]}"
    elif not NO_PERIOD.search(text):
        joined = APART.sub(r"\1年\3\2", YEARS.sub(r"\1年", text))
        yield from (found[0] for found in TOGETHER.finditer(joined))
