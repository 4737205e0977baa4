"""Writes numbers as officials do in Chinese, and for investors in English."""

from decimal import ROUND_HALF_UP, Context, Decimal

from indicators.numbers.quantity import Qualifier
from indicators.numbers.units import SCALES, Scaling, convert, read_unit

_MISSING = "—"
_WORDS = {
    Qualifier.EXACTLY: ("", ""),
    Qualifier.OVER: ("超过", "over"),
    Qualifier.AT_LEAST: ("不少于", "at least"),
    Qualifier.ABOUT: ("约", "about"),
    Qualifier.NEARLY: ("近", "nearly"),
    Qualifier.AT_MOST: ("不超过", "at most"),
}
_CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "港元": "HKD"}
_ENGLISH_SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
# Atom: (one, many). A counter whose noun the indicator's name already says has no word.
_ENGLISH_UNITS = {
    **dict.fromkeys(("", "家", "个", "户", "只", "处", "所", "间", "座", "栋", "幢"), ("", "")),
    **dict.fromkeys(("项", "条", "件", "种", "款", "份", "张", "本", "篇"), ("item", "items")),
    **dict.fromkeys(("支", "台", "套", "辆", "艘", "块", "瓶", "箱"), ("unit", "units")),
    **dict.fromkeys(("人", "名", "位"), ("person", "people")),
    **dict.fromkeys(("次", "起", "宗"), ("case", "cases")),
    "人次": ("visit", "visits"),
    "场": ("event", "events"),
    "头": ("head", "head"),
    "株": ("plant", "plants"),
    "剂": ("dose", "doses"),
    "期": ("issue", "issues"),
    "轮": ("round", "rounds"),
    "批": ("batch", "batches"),
    "亩": ("mu", "mu"),
    "公顷": ("hectare", "hectares"),
    "平方米": ("m²", "m²"),
    "平方公里": ("km²", "km²"),
    "立方米": ("m³", "m³"),
    "升": ("litre", "litres"),
    "毫米": ("mm", "mm"),
    "厘米": ("cm", "cm"),
    "米": ("metre", "metres"),
    "公里": ("km", "km"),
    "克": ("g", "g"),
    "千克": ("kg", "kg"),
    "吨": ("tonne", "tonnes"),
    "千克标准煤": ("kg of coal equivalent", "kg of coal equivalent"),
    "吨标准煤": ("tonne of coal equivalent", "tonnes of coal equivalent"),
    "千瓦时": ("kWh", "kWh"),
    "兆瓦时": ("MWh", "MWh"),
    "瓦": ("W", "W"),
    "千瓦": ("kW", "kW"),
    "兆瓦": ("MW", "MW"),
    "年": ("year", "years"),
    "个月": ("month", "months"),
    "天": ("day", "days"),
    "小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"),
    "个百分点": ("percentage point", "percentage points"),
    "倍": ("times", "times"),
}
_ENGLISH_SIZES = {
    "百": "100",
    "千": "1,000",
    "万": "10,000",
    "十万": "100,000",
    "百万": "million",
    "千万": "10 million",
    "亿": "100 million",
    "十亿": "billion",
    "百亿": "10 billion",
    "千亿": "100 billion",
    "万亿": "trillion",
}
_ROUNDING = Context(prec=120, rounding=ROUND_HALF_UP)


def _is_english(language: str) -> bool:
    return language.lower().startswith("en")


def qualifier_word(qualifier: Qualifier | str, language: str = "zh-hans") -> str:
    """The word before a number: 超过 or over; "" for an exact one."""
    return _WORDS[Qualifier(qualifier)][_is_english(language)]


def format_value(value: Decimal | None, decimals: int | None = None, language: str = "zh-hans") -> str:
    """The bare number in groups of three, "—" for None; Chinese and English write it alike.

    decimals: exactly so many, rounded half up (四舍五入); without it all that are significant, so 44.30 is 44.3.
    Never an exponent, never a negative zero.
    """
    if value is None:
        return _MISSING
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    text = f"{abs(value) if value == 0 else value:,f}"
    return text.rstrip("0").rstrip(".") if decimals is None and "." in text else text


def format_quantity(
    value: Decimal | None,
    unit: str,
    *,
    qualifier: Qualifier | str = Qualifier.EXACTLY,
    decimals: int | None = None,
    language: str = "zh-hans",
) -> str:
    """Number, unit and qualifier as one reads them: 超过9,000万支, 39.29亿元; over 90 million units, CNY 3.929 billion.

    value is in `unit`; decimals counts in `unit` too. Things counted and areas take 万 or 亿 where two decimals then
    say it all. "—" for None.
    """
    if value is None:
        return _MISSING
    word = qualifier_word(qualifier, language)
    if _is_english(language):
        return f"{word} {_english(value, unit, decimals)}".strip()
    return word + _chinese(value, unit, decimals)


def format_unit(unit: str, language: str = "zh-hans") -> str:
    """A unit by itself: 亿元, 万元/亩, 家; CNY 100 million, CNY 10,000 per mu, number. One that nobody knows stays as it is."""
    known = read_unit(unit)
    if not _is_english(language) or not known.is_known:
        return unit
    size = _ENGLISH_SIZES.get(known.scale, "")
    per = f" per {_english_denominator(known.per)}" if known.per else ""
    if known.atom in _CURRENCIES:
        return f"{_CURRENCIES[known.atom]} {size}".strip() + per
    many = _ENGLISH_UNITS.get(known.atom, ("", known.atom))[1]
    return (f"{size} {many}".strip() or "number") + per


def _chinese(value: Decimal, unit: str, decimals: int | None) -> str:
    known = read_unit(unit)
    if known.scaling is Scaling.MULTIPLIED and known.dimension != "纯数" and not known.scale:
        for scale in ("亿", "万"):
            scaled = _ROUNDING.divide(value, Decimal(SCALES[scale]))
            if abs(scaled) >= 1 and _decimals(scaled) <= 2:
                return format_value(scaled) + scale + unit
    return format_value(value, decimals) + unit


def _decimals(value: Decimal) -> int:
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def _english(value: Decimal, unit: str, decimals: int | None) -> str:
    known = read_unit(unit)
    if known.dimension in ("百分比", "纯数") and not known.scale:
        return format_value(value, decimals) + known.name
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    plain = convert(value, unit, known.unscaled) if known.scale else value
    per = f" per {_english_denominator(known.per)}" if known.per else ""
    if known.atom in _CURRENCIES:
        sign = "-" if plain < 0 else ""
        return f"{sign}{_CURRENCIES[known.atom]} {_english_number(plain.copy_abs())}{per}"
    one, many = _ENGLISH_UNITS.get(known.atom, (known.atom, known.atom))
    return f"{_english_number(plain)} {one if abs(plain) == 1 else many}".strip() + per


def _english_number(value: Decimal) -> str:
    """With million, billion or trillion where three decimals then say it all, else every digit."""
    for word, size in _ENGLISH_SCALES:
        scaled = _ROUNDING.divide(value, Decimal(size))
        if abs(scaled) >= 1:
            return f"{format_value(scaled)} {word}" if _decimals(scaled) <= 3 else format_value(value)
    return format_value(value)


def _english_denominator(unit: str) -> str:
    known = read_unit(unit)
    one = _CURRENCIES.get(known.atom) or _ENGLISH_UNITS.get(known.atom, (known.atom, ""))[0] or "unit"
    if not known.scale:
        return one
    size = format_value(Decimal(SCALES[known.scale]))
    return f"{one} {size}" if known.atom in _CURRENCIES else f"{size} {_ENGLISH_UNITS.get(known.atom, (one, one))[1]}"
