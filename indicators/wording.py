"""Puts a figure into words, in the language of the page: its value, period, growth and places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indicators.models import Indicator, Observation, Rank
from indicators.numbers import format_quantity, format_value, qualifier_word
from indicators.periods import Period, PeriodKind, format_period, format_period_opening
from indicators.periods.spans import days, months, stock

_Measure = Observation.Measure
_State = Observation.ValueState
# The notes of sums that are hidden so that no enterprise's figure shows.
_WHY_HIDDEN = {
    "少于3家或有一家占比过大": gettext_lazy("少于3家或有一家占比过大"),
    "防止由其他数据推算出个别企业的数据": gettext_lazy("防止由其他数据推算出个别企业的数据"),
}

MISSING = "—"
MINUS = "\u2212"

# Measure: what it is called when it rises, falls or stays.
_CHANGES = {
    _Measure.YOY: (gettext_lazy("同比增长"), gettext_lazy("同比下降"), gettext_lazy("同比持平")),
    _Measure.MOM: (gettext_lazy("环比增长"), gettext_lazy("环比下降"), gettext_lazy("环比持平")),
    _Measure.AVERAGE_2Y: (gettext_lazy("两年平均增长"), gettext_lazy("两年平均下降"), gettext_lazy("两年平均持平")),
    _Measure.YTD_CHANGE: (gettext_lazy("比年初增加"), gettext_lazy("比年初减少"), gettext_lazy("与年初持平")),
    _Measure.CHANGE_PP: (gettext_lazy("同比提高"), gettext_lazy("同比降低"), gettext_lazy("同比持平")),
}
_ARROWS = {"up": "↑", "down": "↓", "flat": "→"}
_CHINESE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# A minus stands before the currency in English: -CNY 150 million.
_PARTS = re.compile(r"(-?)([^\d-]*)(-?[\d.,]+)(.*)", re.DOTALL)


def language() -> str:
    return get_language() or "zh-hans"


def is_english() -> bool:
    return language().startswith("en")


def marked(words: str, english: str):
    """The English words on an English page, where there are any; else the Chinese, marked as Chinese there."""
    if not is_english() or not words:
        return words
    return english or format_html('<span lang="zh-Hans">{}</span>', words)


def needs_a_mark(words: str) -> bool:
    """Whether these are Chinese words on an English page."""
    return is_english() and bool(_CHINESE.search(words))


def in_its_language(words):
    """Words of either language, such as what a reader typed: Chinese ones stand marked on an English page."""
    if not words or isinstance(words, SafeString) or not needs_a_mark(str(words)):
        return words
    return marked(str(words), "")


def within_sentence(words):
    """A label inside a sentence: in English without its capital, which R&D and MES keep."""
    if is_english() and words[:1].isupper() and words[1:2].islower():
        return words[0].lower() + words[1:]
    return words


@dataclass(frozen=True, slots=True)
class ValueWords:
    """A value in the parts that a page sets apart.

    word: the qualifier, 超过; before: what precedes the number, CNY; number: its digits, "" where there is none;
    unit: what follows it; missing: why there is no number.
    """

    word: str = ""
    before: str = ""
    number: str = ""
    unit: str = ""
    missing: str = ""

    @property
    def whole(self) -> str:
        """In one piece, for a sentence: 超过9,000万支."""
        if not self.number:
            return MISSING
        gap = " " if is_english() else ""
        unit_gap = gap if self.unit[:1].isalpha() else ""
        number = gap.join(part for part in (self.word, self.before, self.number) if part) + unit_gap
        return format_html("{}{}", number, in_its_language(self.unit))

    @property
    def column_unit(self) -> str:
        """The unit as a table's column heads it: 亿元, CNY billion."""
        return f"{self.before} {self.unit}".strip()

    @property
    def integer(self) -> str:
        return self.number.partition(".")[0]

    @property
    def fraction(self) -> str:
        """The decimals with their point, "" where there are none."""
        return "".join(self.number.partition(".")[1:])

    @property
    def size(self) -> str:
        """How much room the number takes: "", "long" or "longest"."""
        length = len(self.number)
        return "longest" if length > 15 else "long" if length > 8 else ""


def value_words(observation: Observation) -> ValueWords:
    """An observation's value as a page writes it; growth carries its sign."""
    if observation.value is None:
        return ValueWords(missing=missing_words(observation))
    text = format_quantity(observation.value, observation.unit, decimals=_decimals(observation), language=language())
    return _in_parts(text, observation)


def plain_value_words(observation: Observation) -> ValueWords:
    """As `value_words`, but in Chinese always in the indicator's own unit, so that rows of a table compare."""
    if observation.value is None or is_english():
        return value_words(observation)
    return _in_parts(format_value(observation.value, _decimals(observation)) + observation.unit, observation)


def _decimals(observation):
    """As many as were printed where the unit is the printed one; else all that are significant."""
    return observation.written_decimals if observation.written_unit == observation.unit else None


def _in_parts(text, observation):
    sign, before, digits, unit = _PARTS.fullmatch(text).groups()
    number = sign + digits
    if observation.measure in _CHANGES and observation.value > 0:
        number = f"+{number}"
    return ValueWords(
        word=qualifier_word(observation.qualifier, language()),
        before=before.strip(),
        number=number.replace("-", MINUS),
        unit=unit.strip(),
    )


def room_for_decimals(values: Iterable[ValueWords]) -> int:
    """How many decimals a column of values needs; the style sheet has classes for 0 to 6 and for 12."""
    longest = max((len(value.fraction) - 1 for value in values if value.fraction), default=0)
    return longest if longest <= 6 else 12


def missing_words(observation: Observation) -> str:
    """Why an observation has no value."""
    if observation.value_state == _State.RANK_ONLY:
        return _("来源只公布位次，未公布数值")
    if observation.value_state == _State.SUPPRESSED:
        reason = _WHY_HIDDEN.get(observation.note, observation.note)
        return _("已隐去：%(reason)s") % {"reason": reason} if reason else _("已隐去")
    return _("来源未公布")


def unsigned_value(observation: Observation) -> str:
    """The value in one piece for a sentence whose words say the direction: 39.29亿元, 超过100%."""
    words = value_words(observation)
    if is_change(observation):
        words = replace(words, number=words.number.lstrip("+" + MINUS))
    return words.whole


def is_change(observation: Observation) -> bool:
    return observation.measure in _CHANGES


def change_direction(observation: Observation) -> str:
    """up, down or flat; "" for a measure that is no change, or has no value."""
    if observation.value is None or not is_change(observation):
        return ""
    return "up" if observation.value > 0 else "down" if observation.value < 0 else "flat"


def change_arrow(observation: Observation) -> str:
    return _ARROWS.get(change_direction(observation), "")


def measure_words(observation: Observation) -> str:
    """What the number is: "" for a level, 占比, 指数; for a change also whether it rose, 同比增长."""
    if observation.measure == _Measure.LEVEL:
        return ""
    if not is_change(observation):
        return observation.get_measure_display()
    if observation.value is None:
        return _measure_of_a_rank(observation)
    rise, fall, same = _CHANGES[observation.measure]
    return str({"up": rise, "down": fall, "flat": same}[change_direction(observation)])


def _measure_of_a_rank(observation):
    if observation.measure == _Measure.YOY:
        return _("同比增速")
    return observation.get_measure_display()


def period_of(observation: Observation) -> Period:
    """The period as the pure functions know it. Raises ValueError for a kind that nobody knows."""
    return Period(
        first_day=observation.first_day,
        last_day=observation.last_day,
        is_stock=observation.is_stock,
        kind=PeriodKind(observation.period_kind),
        label=observation.period_label,
        is_inferred=observation.is_period_inferred,
    )


def period_words(observation: Observation) -> str:
    """2021年1—7月; January–July 2021; the label as written where the kind is unknown."""
    return _printed_period(observation, format_period)


def period_opening(observation: Observation) -> str:
    """The period as a sentence begins with it: 2021年1—7月; In January–July 2021."""
    return _printed_period(observation, format_period_opening)


def span_words(first_day, last_day, is_stock) -> str:
    """A period known by its days only, in months where it can be: 2021年1—7月, 2021年7月, 2020年, 2020年末."""
    if is_stock:
        return format_period(stock(last_day), language())
    period = days(first_day, last_day)
    is_part = period.kind in (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.THREE_QUARTERS)
    if is_part:
        period = months(first_day.year, first_day.month, last_day.year, last_day.month)
    return format_period(period, language())


def _printed_period(observation, printer):
    try:
        return printer(period_of(observation), language())
    except ValueError:
        return in_its_language(observation.period_label)


def rank_words(rank: Rank) -> SafeString:
    """全市第1, 山区26县第2, 全市前2; with the size of the set where its name does not say it."""
    within = rank.qualifier in (Observation.Qualifier.AT_MOST, Observation.Qualifier.NEARLY)
    sentence = _("{group}前{position}") if within else _("{group}第{position}")
    words = format_html(sentence, group=rank_group_words(rank), position=rank.position)
    said = rank.group_as_written
    if rank.group_size and str(rank.group_size) not in said and count_words(rank.group_size) not in said:
        words = format_html("{}{}", words, _("（共%(size)s个）") % {"size": rank.group_size})
    if rank.direction == Rank.Direction.LOWEST_FIRST:
        words = format_html("{}{}", words, _("（从低到高）"))
    return words


def rank_group_words(rank: Rank):
    """The set that a place is counted in, as printed; in English its English name where it has one."""
    return marked(rank.group_as_written, rank.group.name_en)


def ranked_measure_words(rank: Rank) -> str:
    """What is ranked: 增速; 总量 for a total, lest the place be read as that of the growth beside it."""
    observation = rank.observation
    if observation.measure == _Measure.LEVEL:
        is_total = observation.value is not None and observation.indicator.aggregation == Indicator.Aggregation.ADDITIVE
        return _("总量") if is_total else ""
    return _("增速") if is_change(rank.observation) else rank.observation.get_measure_display()


_NUMERALS = "零一二三四五六七八九"


def count_words(number: int) -> str:
    """A count within a name: 九 (县), 二十六; digits in English and from a hundred on."""
    if is_english() or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    beginning = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return beginning + (_NUMERALS[ones] if ones else "")


def day_words(day: date | datetime | None) -> str:
    """2021年10月31日; 31 October 2021; a moment by its day in Asia/Shanghai."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    if is_english():
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def listed(names: Iterable) -> SafeString:
    """Names in a row: 示例一县、示例二县; A, B."""
    return format_html_join(_("、"), "{}", ((name,) for name in names))


def joined(parts: Iterable) -> SafeString:
    """The parts of a sentence with commas between them."""
    return format_html_join(_("，"), "{}", ((part,) for part in parts))
