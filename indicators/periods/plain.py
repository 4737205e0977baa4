"""One plain spelling for the many ways a period is typed: 2021年1~7月, 2021年第3季度, 第14个5年规划, 截至2019年末.

Widths, dashes, quotes, spaces, Chinese numerals and separators are levelled; nothing is judged here, so a text that is
no period comes out as another text that is none.
"""

from __future__ import annotations

import re

from indicators.periods.latin import from_latin

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_QUOTES = dict.fromkeys(map(ord, "“”\"'‘’「」『』《》\ufeff\u200b"))
_LEVELLED = _WIDTHS | {ord("＂"): None, ord("＇"): None} | _QUOTES

# A hyphen (or minus sign) may part year and month, 2021-07, or two ends; a dash, a wave, 至 and 到 only two ends, so that
# 2011—12 is never December. Chinese input methods also give the box-drawing line for a dash.
_HYPHENS = re.compile(r"\s*[-‐‑−﹣]+\s*")
_DASHES = re.compile(r"\s*[‒–—―─━﹘~∼〜]+\s*")
# A space between two digits may stand for anything, and stays: 2021 11 is not 202111.
_SPACES = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")

_PLAN = re.compile(r"^(截[至止])?(十?[一二三四五六七八九]|十)五(?:规划|计划)?(?:期间|时期)?(?=[末底(]|$)")
_YEAR_WITHOUT_ITS_WORD = re.compile(r"(?<![0-9])([0-9]{4})(?: (?=[0-9])|(?=[一二三四十上下前头第全]))")

# 两月 and 两个季度 are how long, not which.
_TWO = re.compile("(?<=[前头近续来后])两")
_NUMERALS = re.compile("[0-9〇○零一二三四五六七八九十]+")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = re.compile("([1-9])?十([1-9])?")

_TO = re.compile("(?<=[0-9年月日号度])[至到](?=[0-9第])")
_COMPACT_DATE = re.compile(r"(?<![0-9.])([0-9]{4})([0-9]{2})([0-9]{2})?(?![0-9.])")
_SEPARATED_DAY = re.compile(r"(?<![0-9.])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9月])日?")
_SEPARATED_MONTH = re.compile(r"(?<![0-9.])([0-9]{4})[-/.]([0-9]{1,2})(?![0-9年季])月?")
_WHOLE_DECIMAL = re.compile(r"^([0-9]{4}(?:[0-9]{2})?)\.0+$")


def level(text: str) -> str:
    """Everything but the dates: 2021.7 and 202107 stay for `dates_in_words`."""
    text = _DASHES.sub("~", _HYPHENS.sub("-", text.translate(_LEVELLED)))
    if re.search("[A-Za-z]", text):
        text = from_latin(text)
    text = _SPACES.sub("", " ".join(text.split()))
    text = _PLAN.sub(r"\1第\2个五年规划", text)
    text = _YEAR_WITHOUT_ITS_WORD.sub(r"\1年", text)
    text = _NUMERALS.sub(_arabic, _TWO.sub("二", text))
    return _TO.sub("~", text).replace("年年", "年")


def _arabic(run: re.Match[str]) -> str:
    digits = run[0].translate(_DIGITS)
    tens = _TENS.fullmatch(digits)
    return f"{tens[1] or 1}{tens[2] or 0}" if tens else digits


def dates_in_words(text: str) -> str:
    """2021-07, 2021.7, 2021/7/31, 202107 and 20210731 become 2021年7月 and 2021年7月31日."""
    text = _WHOLE_DECIMAL.sub(r"\1", text)
    text = _COMPACT_DATE.sub(lambda found: f"{found[1]}年{found[2]}月" + (f"{found[3]}日" if found[3] else ""), text)
    text = _SEPARATED_DAY.sub(r"\1年\3月\4日", text)
    return _SEPARATED_MONTH.sub(r"\1年\2月", text)
