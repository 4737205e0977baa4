"""What a heading of a table of figures says: 工业增加值同比增长(%), 1-7月累计, 总产值（万元）. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from indicators.models import Observation
from indicators.numbers import NumberError, bare_of_arrows, parse_quantity
from indicators.numbers.units import read_unit
from indicators.periods import AmbiguousPeriod, Period, PeriodError, parse_period
from indicators.sheets.former_years import beside_a_name, same_of_year, years_back

RANK = "rank"
Measure = Observation.Measure
YOY, MOM, LEVEL, SHARE = Measure.YOY.value, Measure.MOM.value, Measure.LEVEL.value, Measure.SHARE.value
# For trying whether a text is a period when its year stands elsewhere.
SOME_DAY = date(2021, 10, 31)

# What may stand behind a name: the measure, and whether the figure counts from 1 January (None: not said).
_GROWTH = ("增长率", "增长速度", "增长", "增速", "增幅", "增减幅", "增减幅度", "增减率", "")
# 1-本月累计 is the sum since January of the title's month.
_THROUGH_THIS_MONTH = [
    f"1{month}{to}{this}{word}"
    for month in ("", "月")
    for to in "-－—–~～至"
    for this in ("本月", "当月")
    for word in ("累计", "")
]
_SUFFIXES: dict[str, tuple[str, bool | None]] = {
    **{f"累计同比{word}": (YOY, True) for word in _GROWTH},
    **{f"累计{word}": (YOY, True) for word in _GROWTH if word},
    **{f"{month}同比{word}": (YOY, False) for month in ("当月", "本月", "当期") for word in _GROWTH},
    **{f"{month}{word}": (YOY, False) for month in ("当月", "本月", "当期") for word in _GROWTH if word},
    **{f"{than}{word}": (YOY, None) for than in ("同比", "比同期", "较同期", "比上年同期", "较上年同期", "比去年同期", "比上年", "较上年", "比去年") for word in _GROWTH},
    **{word: (YOY, None) for word in _GROWTH if word},
    **{f"{span}{word}": (YOY, True) for span in _THROUGH_THIS_MONTH for word in ("同比", *(f"同比{one}" for one in _GROWTH if one), *_GROWTH[:-1])},
    **dict.fromkeys(_THROUGH_THIS_MONTH, (LEVEL, True)),
    **{f"环比{word}": (MOM, None) for word in _GROWTH},
    **{f"{than}{word}": (MOM, None) for than in ("比上月", "较上月", "比上季度", "较上季度") for word in _GROWTH},
    "两年平均增长": (Measure.AVERAGE_2Y.value, None), "两年平均增速": (Measure.AVERAGE_2Y.value, None),
    "两年平均": (Measure.AVERAGE_2Y.value, None),
    "占比": (SHARE, None), "比重": (SHARE, None), "所占比重": (SHARE, None),
    **{f"占{whole}{of}{word}": (SHARE, None) for whole in ("全国", "全省", "全市", "全县", "全区") for of in ("", "的", "总量", "总量的") for word in ("比重", "比例", "份额")},
    **{f"{many}{word}": (LEVEL, True) for many in ("累计", "本年累计", "自年初累计", "本月止累计", "止累计", "年初至今累计", "截至本月累计") for word in ("", "值", "额", "数", "完成", "完成数", "实际", "总量")},
    **dict.fromkeys(("完成数", "完成额", "完成值", "实际完成数"), (LEVEL, None)),
    "自年初": (LEVEL, True), "年初至今": (LEVEL, True),
    **{f"{month}{word}": (LEVEL, False) for month in ("当月", "本月", "当期") for word in ("", "值", "额", "数", "完成", "完成数", "实际")},
    **dict.fromkeys(("位次", "排名", "排位", "名次"), (RANK, None)),
}  # fmt: skip
# What says the measure only where it stands alone: 总产值 ends in 值.
_ALONE: dict[str, tuple[str, bool | None]] = {
    **dict.fromkeys(("值", "数值", "绝对额", "绝对量", "绝对值", "总量", "总额", "完成额", "完成数", "指标值", "实绩", "完成情况", "期末", "本期", "数量", "完成", "完成值", "完成量", "实际", "实际数", "实际完成", "实际完成数", "已完成"), (LEVEL, None)),
    "±%": (YOY, None), "+-%": (YOY, None), "+、-%": (YOY, None), "±": (YOY, None),
}  # fmt: skip
# 增减 may be the difference, too: growth only where it is in per cent.
_IN_PER_CENT: dict[str, tuple[str, bool | None]] = {
    **{f"{than}增减": (YOY, None) for than in ("", "同比", "比同期", "较同期", "比上年同期", "较上年同期", "比去年同期", "较去年同期", "比上年", "较上年", "比去年")},
    "累计增减": (YOY, True), "累计同比增减": (YOY, True),
    **{f"{month}增减": (YOY, False) for month in ("当月", "本月", "当期")},
    **{f"{than}增减": (MOM, None) for than in ("环比", "比上月", "较上月", "比上季度", "较上季度")},
}  # fmt: skip
_LONGEST_FIRST = sorted(_SUFFIXES, key=len, reverse=True)
_LONGEST_IN_PER_CENT = sorted(_IN_PER_CENT, key=len, reverse=True)
# A unit behind a mark instead of in brackets: 总产值/万元, 用电量 万千瓦时.
_UNIT_BEHIND = re.compile(r"(.+?)\s*[/／:：,，、\s]\s*(?:单位\s*[:：])?([^/／:：,，、\s]+)")
_SIGNS = re.compile(r"[（(]?(?:[±＋+]\s*[-、－—/]*\s*)?[%％]?[)）]?$")
_POINTS = re.compile(r"(?:[±＋+][-、－]*)?(?:提高|降低|变化|增减|回升|回落)?[（(]?(?:个)?百分点[)）]?$")
_SPAN_FIRST = re.compile(r"(?:(?P<sum>(?:本年|今年|本月止|自年初)?累计)|当月|本月|当期)(?:完成|实现)?(?P<name>.{2,})")
_BETWEEN_UNITS = re.compile(r"[、，,/／;；]")
_BRACKETS = re.compile(r"[（(〔【\[]([^（()）〔〕【】\[\]]{1,40})[)）〕】\]]")
_BASE = re.compile(r".{0,8}(?:=|＝|为)\s*100")
_FOOTNOTE = re.compile(r"(?<=[一-鿿)）])(?:[a-zA-Z]|[①-⑳]|[¹²³]|[*＊]+|注\d?|\[\d+\])$")
_SEPARATORS = re.compile(r"[:：_＿|｜·]+|\s+-\s+")
# Also a month that no year has: to be named as such.
_LIKE_A_MONTH = re.compile(r"\d{4}年\d{1,2}月(?:份)?")
_STARS = "*＊ \n\t　"
_PART = r"(?:\d{1,2}\s*[-—–~～至]\s*\d{1,2}\s*月(?:份)?|\d{1,2}月(?:份)?|上半年|前三季度|[一二三四1-4]季度|全年|年末|末|同期|同月)"
_PERIOD_FIRST = re.compile(rf"(\d{{4}}年度?{_PART}?|{_PART})(.+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """One reading of a heading; what it does not say is "" or None.

    `measure` is a measure's code or "rank"; `is_cumulative` whether the figure counts from 1 January; `base` what an
    index is 100 for; `years_back` how many years before its table's the figure is (0 for 今年), `is_same_period` whether
    surely for the same part of the year; `is_unit_apart` that the unit stands behind a mark: 总产值/万元, but 总产值/亩;
    `has_percent_too` that % stands beside the unit, for growth: 亿元，%.
    """

    name: str = ""
    measure: str = ""
    unit: str = ""
    period: str = ""
    is_cumulative: bool | None = None
    base: str = ""
    years_back: int | None = None
    is_same_period: bool = False
    is_unit_apart: bool = False
    has_percent_too: bool = False

    @property
    def says_anything(self) -> bool:
        return bool(self.name or self.measure or self.unit or self.period or self.years_back is not None)


@lru_cache(maxsize=1 << 12)
def readings(text: str) -> tuple[Heading, ...]:
    """What a heading may mean, the whole text as a name first, then with less and less of it taken for a name."""
    plain = "".join(text.split("\n")).strip(_STARS)
    found = [*_alone(plain), Heading(name=plain)]
    for heading in _without_brackets(plain):
        found.append(heading)
        found += _measured(heading)
        for dated in _dated(heading):
            found.append(dated)
            found += _measured(dated)
    found += [told for heading in found for told in (*_bare(heading), *_of_year(heading), *_of_span(heading))]
    found += _with_unit_apart(plain)
    return tuple(dict.fromkeys(heading for heading in found if heading.says_anything))


def is_period(text: str) -> bool:
    """Whether a text is a period, perhaps one whose year stands elsewhere."""
    return period_of(text) is not None


@lru_cache(maxsize=1 << 12)
def period_of(text: str) -> Period | None:
    """The period of a text whose year, where it has none, is that of some day; of two readings the literal one."""
    try:
        return parse_period(text, published_on=SOME_DAY)
    except AmbiguousPeriod as ambiguous:
        return ambiguous.readings[0]
    except PeriodError:
        return None


def unit_of(text: str) -> str:
    """The text where it is a unit that is known, "" otherwise; 单位：万元 is 万元."""
    plain = re.sub(r"^(?:计量)?单位[:：]?", "", "".join(text.split())).strip("（()）")
    plain = "%" if plain in ("％", "±%", "+-%", "百分比") else plain
    return plain if plain and read_unit(plain).is_known else ""


def _alone(plain):
    """Readings of a text that names nothing: a year next to the table's, a period, a unit, a measure."""
    if told := years_back("".join(plain.split())):
        yield Heading(years_back=told[0], is_same_period=told[1], measure="" if told[0] else LEVEL)
    if is_period(plain) or same_of_year(plain) or _LIKE_A_MONTH.fullmatch(plain):
        yield Heading(period=plain)
    bare, unit = _unit_behind(plain)
    in_per_cent = _IN_PER_CENT if "%" in (unit, _sign_unit(plain)) else {}
    for words in (plain, bare, _SIGNS.sub("", bare)):
        if measured := _ALONE.get(words) or _SUFFIXES.get(words) or in_per_cent.get(words):
            yield Heading(measure=measured[0], is_cumulative=measured[1], unit=unit or _sign_unit(plain))
            return
    if _is_points(plain):
        yield Heading(measure=Measure.CHANGE_PP.value)
    elif unit_of(plain):
        yield Heading(unit=unit_of(plain))


def _is_points(text):
    """同比±百分点, 比上年提高（百分点）."""
    found = _POINTS.search(text)
    return bool(found) and text[: found.start()] in ("", "同比", "比上年", "比上年同期", "较上年", "较上年同期", "增减")


def _sign_unit(text):
    return "%" if text.endswith(("%", "％", "%)", "%）")) else ""


def _unit_behind(plain):
    found = _BRACKETS.search(plain)
    if found and (unit := unit_of(found[1])):
        return (plain[: found.start()] + plain[found.end() :]).strip(), unit
    return plain, ""


def _without_brackets(plain) -> Iterator[Heading]:
    """The text without the brackets that are known to hold a unit, a period, a base or a measure."""
    heading, rest = Heading(), plain
    for found in _BRACKETS.finditer(plain):
        told = _in_brackets(found[1].strip())
        if told is not None:
            heading = _joined(heading, told)
            rest = rest.replace(found[0], " ", 1)
    rest = "".join(rest.split())
    for name in dict.fromkeys((rest, _FOOTNOTE.sub("", rest))):
        yield replace(heading, name=name)


def _in_brackets(text) -> Heading | None:
    if unit := unit_of(text):
        return Heading(unit=unit)
    if unit := _unit_beside_per_cent(text):
        return Heading(unit=unit, has_percent_too=True)
    if _BASE.fullmatch(text):
        return Heading(base=text)
    if is_period(text):
        return Heading(period=text)
    measured = _SUFFIXES.get(text) or _ALONE.get(text)
    return Heading(measure=measured[0], is_cumulative=measured[1]) if measured else None


def _unit_beside_per_cent(text) -> str:
    """亿元 of 亿元、%: the growth below such a heading is in per cent anyway."""
    units = [unit_of(part) for part in _BETWEEN_UNITS.split(text)]
    others = [unit for unit in units if unit != "%"]
    return others[0] if len(units) == 2 and len(others) == 1 else ""


def _joined(one: Heading, other: Heading) -> Heading:
    return Heading(
        one.name or other.name,
        one.measure or other.measure,
        one.unit or other.unit,
        one.period or other.period,
        other.is_cumulative if one.is_cumulative is None else one.is_cumulative,
        one.base or other.base,
        has_percent_too=one.has_percent_too or other.has_percent_too,
    )


def _measured(heading: Heading) -> Iterator[Heading]:
    """With the measure behind the name taken off: 工业增加值同比增长, 工业增加值:当月同比, 工业增加值_累计值."""
    name = heading.name
    parts = [part.strip() for part in _SEPARATORS.split(name) if part.strip()]
    if len(parts) > 1:
        rest = Heading()
        while len(parts) > 1 and (told := _in_brackets(_SIGNS.sub("", parts[-1]) or parts[-1])):
            rest = _joined(rest, told)
            parts.pop()
        if rest.says_anything:
            yield _joined(replace(heading, name="".join(parts)), rest)
    if found := _POINTS.search(name):
        for word in ("同比", "比上年同期", "比上年", "较上年同期", "较上年", ""):
            stem = name[: found.start()].removesuffix(word)
            if stem and stem != name and (word == "" or name[: found.start()].endswith(word)):
                yield replace(heading, name=stem, measure=Measure.CHANGE_PP.value)
                break
    bare = _SIGNS.sub("", name)
    is_in_per_cent = "%" in (heading.unit, _sign_unit(name))
    for word in (*_LONGEST_FIRST, *(_LONGEST_IN_PER_CENT if is_in_per_cent else ())):
        if bare.endswith(word) and len(bare) > len(word):
            measure, is_cumulative = _SUFFIXES.get(word) or _IN_PER_CENT[word]
            stem = bare.removesuffix(word).rstrip(":：_-·")
            yield replace(
                heading, name=stem, measure=measure, is_cumulative=is_cumulative, unit=heading.unit or _sign_unit(name)
            )
            break


def _dated(heading: Heading) -> Iterator[Heading]:
    """With the period before the name taken off: 2021年1-7月工业增加值."""
    found = _PERIOD_FIRST.fullmatch(heading.name)
    if found and (is_period(found[1]) or same_of_year(found[1])) and not heading.period:
        yield replace(heading, name=found[2].strip("的 "), period=found[1])


def _bare(heading: Heading) -> Iterator[Heading]:
    """With a name that only says a measure: the 完成 of 1-7月完成."""
    unit = heading.unit or _sign_unit(heading.name)
    words = _SIGNS.sub("", heading.name)
    if not words or heading.measure:
        return
    if measured := _ALONE.get(words) or _SUFFIXES.get(words) or (_IN_PER_CENT.get(words) if unit == "%" else None):
        yield replace(heading, name="", measure=measured[0], is_cumulative=measured[1], unit=unit)


def _of_year(heading: Heading) -> Iterator[Heading]:
    """With the word taken off that says a year next to the table's: 上年同期工业总产值, 同期累计."""
    told = years_back(heading.name) if heading.name and not heading.period else None
    if told:
        yield replace(heading, name="", years_back=told[0], is_same_period=told[1])
    elif heading.name and (found := beside_a_name(heading.name)):
        years, is_same = years_back(found[0]) or (None, False)
        rest = replace(heading, name=found[1], years_back=years, is_same_period=is_same)
        yield from (*_bare(rest), *_of_span(rest), rest)


def _of_span(heading: Heading) -> Iterator[Heading]:
    """With the word taken off that says how long it counts: 本月总产值, 累计总产值."""
    found = _SPAN_FIRST.fullmatch(heading.name)
    if found and heading.is_cumulative is None:
        yield replace(heading, name=found["name"], is_cumulative=bool(found["sum"]))


def _with_unit_apart(plain) -> Iterator[Heading]:
    found = _UNIT_BEHIND.fullmatch(plain)
    if found and (unit := unit_of(found[2])):
        for heading in readings(found[1]):
            if not heading.unit:
                yield replace(heading, unit=unit, is_unit_apart=True)


@lru_cache(maxsize=1 << 12)
def is_quantity(text: str) -> bool:
    """Whether a text is a number with its unit, or stands for one: 39.29亿元, 持平, …."""
    if is_period(text):
        return False
    try:
        parse_quantity(bare_of_arrows(text))
    except NumberError:
        return False
    return True
