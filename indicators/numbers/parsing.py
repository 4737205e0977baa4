"""Reads a number as officials write it: 2700余万元, 超过9000万支, 下降3.2%, (1.2), 近千家."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.numbers.advice import refusal
from indicators.numbers.quantity import NumberError, Qualifier, Quantity, UnitError
from indicators.numbers.spelling import NUMERAL, numeral_value, plain_spelling, quoted, trimmed
from indicators.numbers.units import SCALES, Scaling, Unit, are_convertible, convert, read_unit

MAX_DIGITS = 30
# What a figure's column holds before the point: 38 digits, 12 of them decimals.
MAX_WHOLE_DIGITS = 26
# A number of so many signs is as it is shown: no noise in the digits behind, nothing to round.
_SHORT = 12
_MAX_LENGTH = 200

_MISSING = re.compile(r"[-—―─]+|…+|\.{2,}|/|N/A|n/a|NA|暂无数据|无数据|暂无|暂缺|缺|空|不详|未公布")
_YEAR = re.compile(r"[0-9]{4}年")
_FLAT = {
    "持平": Qualifier.EXACTLY,
    "同比持平": Qualifier.EXACTLY,
    "与上年持平": Qualifier.EXACTLY,
    "与上年同期持平": Qualifier.EXACTLY,
    "零增长": Qualifier.EXACTLY,
    "基本持平": Qualifier.ABOUT,
}

_QUALIFIERS_BEFORE = {
    **dict.fromkeys(("超过", "超", "逾", "突破", "多于", "高于", "大于", ">"), Qualifier.OVER),
    **dict.fromkeys(("不少于", "不低于", "不下于", "不下", "至少", "≥", ">=", "上"), Qualifier.AT_LEAST),
    **dict.fromkeys(("大约", "约为", "约", "大概", "≈", "~"), Qualifier.ABOUT),
    **dict.fromkeys(("接近", "将近", "近", "不足", "不到", "<"), Qualifier.NEARLY),
    # 少于 says no more than that: it may be far below, which 近 would hide.
    **dict.fromkeys(
        ("不超过", "不高于", "不多于", "至多", "最多", "低于", "少于", "小于", "≤", "<="), Qualifier.AT_MOST
    ),
}
# 以上 and 以下 include the number itself (民法典 2020, 第一千二百五十九条).
_QUALIFIERS_AFTER = {
    **dict.fromkeys(("及以上", "以上"), Qualifier.AT_LEAST),
    **dict.fromkeys(("左右", "上下"), Qualifier.ABOUT),
    **dict.fromkeys(("及以下", "以下", "以内"), Qualifier.AT_MOST),
}
_QUALIFIERS_INSIDE = {"余": Qualifier.OVER, "多": Qualifier.OVER, "来": Qualifier.ABOUT}
_RISING = {"增长", "增加", "上升", "提高", "提升", "上涨", "回升", "增", "升", "涨"}
_FALLING = {"负增长", "下降", "减少", "降低", "回落", "下跌", "下滑", "降", "减", "跌"}
# 降至3.2% states a level, 下降3.2% a change.
_REACHING = {"到", "至"}
_SILENT = {"同比", "比上年", "较上年", "比上年同期", "较上年同期", "比去年同期", "较去年同期", "逆势"} | {
    "均",
    "再",
    "达到",
    "高达",
    "达",
    "为",
    "了",
}
_WORDS_BEFORE = {*_QUALIFIERS_BEFORE, *_RISING, *_FALLING, *_REACHING, *_SILENT} - {"上"}


def _one_of(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# 上百家 is "a hundred or more"; elsewhere 上 begins 上升 or 上年.
_LEADING = re.compile(f"{_one_of(_WORDS_BEFORE)}|上(?=[百千万亿])")
_TRAILING = re.compile(f"({_one_of(set(_QUALIFIERS_AFTER))})$")
# Brackets mean a loss in accounts; a number that goes on behind them, (1)39.29, is a list's own counting.
_BRACKETED = re.compile(r"\(([0-9][^()]*)\)([^0-9().]*)")
_BODY = re.compile(
    rf"""(?P<percent>百分之|千分之)?
    (?P<sign>[-+负])?
    (?P<number>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{{1,3}})?|\.[0-9]+|{NUMERAL})?
    (?P<inside>[余多来])?
    (?P<scale>[百千万亿]*)
    (?P<after_scale>[余多])?
    (?P<unit>[^0-9]*?)
    (?P<after_unit>[余多])?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The printed number with its sign, the unit as printed, and what qualifies it."""

    number: Decimal
    unit: str
    qualifier: Qualifier


def parse_quantity(text: str | int | float | Decimal, *, unit: str | None = None) -> Quantity:
    """Read one number.

    unit: the unit in force (of the column or indicator), for a text that has none; the value comes back in it.
        "" says that the figure has no unit. Without it the text's own unit is kept: 万元 and 万吨 as they are,
        while 万 before a thing counted or an area goes into the number (9000万支 is 90000000 支).
    A float is read as a spreadsheet shows it: 0.30000000000000004 is 0.3. A percentage cell's fraction is not
    multiplied by 100; nothing in the cell tells it from a number. Raises NumberError for anything that is no single
    number, UnitError when the text's unit is unknown or measures something else than the unit in force.
    """
    if not isinstance(text, str):
        if unit is not None and (quantity := _short_number(text, unit)) is not None:
            return quantity
        written = _printed(text)
        return _in_force(_Reading(Decimal(written), "", Qualifier.EXACTLY), written, unit)
    written = trimmed(text)
    if len(written) > _MAX_LENGTH:
        raise NumberError(_("“%s”太长，不是一个数字，请只填一个数和它的单位。") % quoted(written))
    plain = plain_spelling(written)
    if not plain:
        raise NumberError(_("单元格是空的，请填一个数字；没有数据请填“-”。"))
    if _MISSING.fullmatch(plain):
        name = read_unit(unit or "").name
        return Quantity(None, name, Qualifier.EXACTLY, written, name, 0, is_available=False)
    reading = _read_flat(plain, written, unit) if plain in _FLAT else _read(plain, written)
    return _in_force(reading, written, unit)


def _short_number(number: object, unit: str) -> Quantity | None:
    """The quick way of most cells, a number of a few digits in the unit in force; None for every other."""
    if type(number) not in (int, float) or not number:
        return None
    text = f"{number:.15g}"
    if len(text) > _SHORT or not text[-1].isdigit() or "e" in text:
        return None
    name = read_unit(unit).name
    decimals = len(text) - text.index(".") - 1 if "." in text else 0
    return Quantity(Decimal(text), name, Qualifier.EXACTLY, text, name, decimals, is_available=True)


def _printed(number: object) -> str:
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise NumberError(_("“%s”不是数字，请填一个数字；没有数据请填“-”。") % quoted(str(number)))
    if isinstance(number, int) and abs(number) >= 10**MAX_WHOLE_DIGITS:
        raise _too_long(f"{Decimal(number):.4E}")
    if not Decimal(number).is_finite():
        raise NumberError(_("“%s”不是一个确定的数，请先改正表格中的公式。") % number)
    exact = _shortest(number) if isinstance(number, float) else Decimal(number)
    return format(_bounded(exact, number), "f")


def _shortest(number: float) -> Decimal:
    """A computed cell carries noise in its 16th and 17th digit; a measured one may really have that many."""
    text = f"{number:.15g}"
    if number and len(text) <= 12 and "e" not in text:
        return Decimal(text)
    exact, shown = Decimal(repr(number)), Decimal(text)
    shown_digits = "".join(map(str, shown.as_tuple().digits)).rstrip("0")
    if len(shown_digits) > 12:
        shown = exact
    return Decimal(int(shown)) if shown == shown.to_integral_value() else shown


def _bounded(number: Decimal, written: object) -> Decimal:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise _too_long(written)
    whole_digits, decimals = max(number.adjusted() + 1, exponent, 1), -min(exponent, 0)
    if whole_digits > MAX_WHOLE_DIGITS or whole_digits + decimals > MAX_DIGITS:
        raise _too_long(written)
    return number


def _too_long(written: object) -> NumberError:
    return NumberError(
        _("“%(text)s”位数太多：整数最多 %(whole)d 位，连小数最多 %(all)d 位，请核对，或换用更大的单位。")
        % {"text": quoted(str(written)), "whole": MAX_WHOLE_DIGITS, "all": MAX_DIGITS}
    )


def _read_flat(plain: str, written: str, unit: str | None) -> _Reading:
    own = unit if unit is not None else "%"
    if not (are_convertible(own, "%") or are_convertible(own, "个百分点")):
        raise UnitError(_("“%s”说的是增速，本栏填的是数量，请填具体数字。") % quoted(written))
    return _Reading(Decimal(0), own, _FLAT[plain])


def _read(plain: str, written: str) -> _Reading:
    words, rest = _take_leading(plain)
    trailing = _TRAILING.search(rest)
    rest = rest[: trailing.start()] if trailing else rest
    bracketed = _BRACKETED.fullmatch(rest)
    body = _BODY.fullmatch("".join(bracketed.groups()) if bracketed else rest)
    if body is None or _YEAR.fullmatch(plain) or (body["number"] is None and (body["inside"] or not body["scale"])):
        raise refusal(plain, written)
    qualifier = _qualifier(words, body, trailing[0] if trailing else None, written)
    # A cell that holds 万元 or 千克 is a unit without its number; 近万元 is a number.
    if qualifier is Qualifier.EXACTLY and (body["number"] or "千")[0] in "百千":
        raise refusal(plain, written)
    number = _magnitude(body["number"], written)
    number = number.copy_negate() if _is_negative(words, body["sign"], bool(bracketed), written) else number
    return _Reading(number, _written_unit(body, written), qualifier)


def _qualifier(words: list[str], body: re.Match[str], trailing: str | None, written: str) -> Qualifier:
    found = {_QUALIFIERS_BEFORE[word] for word in words if word in _QUALIFIERS_BEFORE}
    found |= {_QUALIFIERS_INSIDE[mark] for mark in body.group("inside", "after_scale", "after_unit") if mark}
    found |= {_QUALIFIERS_AFTER[trailing]} if trailing else set()
    if len(found) > 1:
        raise NumberError(_("“%s”里的限定词互相矛盾，请只留一个，如“超过100家”或“100家以上”。") % quoted(written))
    return found.pop() if found else Qualifier.EXACTLY


def _take_leading(text: str) -> tuple[list[str], str]:
    words = []
    while match := _LEADING.match(text):
        words.append(match[0])
        text = text[match.end() :]
    return words, text


def _magnitude(number: str | None, written: str) -> Decimal:
    if number is None:
        return Decimal(1)
    if number[0] not in "0123456789.":
        return Decimal(numeral_value(number))
    exact = _bounded(Decimal(number.replace(",", "")), written)
    return Decimal(format(exact, "f"))


def _is_negative(words: list[str], sign: str | None, is_bracketed: bool, written: str) -> bool:
    is_level = not _REACHING.isdisjoint(words)
    falls = not is_level and not _FALLING.isdisjoint(words)
    directions = [word for word in words if word in _RISING | _FALLING]
    if len(directions) > 1 or (falls and sign) or (is_bracketed and (directions or sign)):
        raise NumberError(_("“%s”的正负说了两次，请只写一种，如“-3.2%%”或“下降3.2%%”。") % quoted(written))
    return falls or is_bracketed or sign in ("-", "负")


def _written_unit(body: re.Match[str], written: str) -> str:
    unit = body["scale"] + body["unit"]
    if not body["percent"]:
        return unit
    if unit:
        raise refusal(written, written)
    return "%" if body["percent"] == "百分之" else "‰"


def _in_force(reading: _Reading, written: str, unit: str | None) -> Quantity:
    spelled = _unit_of(reading.unit, unit)
    own = read_unit(spelled)
    if unit is not None:
        target = read_unit(unit).name
        if not are_convertible(spelled, target):
            raise _wrong_unit(written, reading.unit, target)
    else:
        if not own.is_known:
            raise _unknown_unit(written, spelled)
        target = _unit_kept(own)
    value = _bounded(convert(reading.number, spelled, target), written)
    value = abs(value) if value == 0 else value
    decimals = -min(0, int(reading.number.as_tuple().exponent))
    return Quantity(value, target, reading.qualifier, written, spelled, decimals, is_available=True)


def _unit_of(spelled: str, unit: str | None) -> str:
    """The unit the printed number counts: its own, or the one in force; in a column of 万元 or 元, 2.91亿 is 亿元."""
    if unit is None or (spelled and spelled not in SCALES):
        return spelled
    return spelled + read_unit(unit).unscaled if spelled else read_unit(unit).name


def _unit_kept(own: Unit) -> str:
    return own.name if own.scaling is Scaling.KEPT else own.unscaled


def _wrong_unit(written: str, spelled: str, target: str) -> UnitError:
    if not target:
        return UnitError(_("“%(text)s”带有单位，而本栏没有单位，请核对指标，或只填数字。") % {"text": quoted(written)})
    return UnitError(
        _("“%(text)s”的单位“%(own)s”与本栏单位“%(unit)s”计量的不是一回事，请改用“%(unit)s”或核对指标。")
        % {"text": quoted(written), "own": quoted(spelled), "unit": quoted(target)}
    )


def _unknown_unit(written: str, spelled: str) -> UnitError:
    return UnitError(
        _("“%(text)s”里的“%(unit)s”不是认得的单位，请改用常用单位（如 亿元、家、%%），或只填数字。")
        % {"text": quoted(written), "unit": quoted(spelled)}
    )
