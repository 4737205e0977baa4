"""Periods written with Latin letters, said in Chinese: our own English forms, Q3, H1."""

from __future__ import annotations

import re
from collections.abc import Callable

# Not from the calendar module, whose names follow the machine's locale.
# fmt: off
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES).lower()
_POINT = rf"(?:([0-9]{{1,2}}) )?({_MONTH})(?: ([0-9]{{4}}))?"

Rewrite = str | Callable[[re.Match[str]], str]


def from_latin(text: str) -> str:
    text = " ".join(text.lower().split())
    for pattern, rewrite in _REWRITES:
        text = pattern.sub(rewrite, text)
    return text


def _in_chinese(found: re.Match[str]) -> str:
    """One day or month, or two with a dash; in English the year after the second is also the first one's."""
    first_day, first_month, first_year, last_day, last_month, last_year = found.groups()
    first = _date_in_chinese(first_year or last_year, first_month, first_day)
    return first if last_month is None else f"{first}-{_date_in_chinese(last_year, last_month, last_day)}"


def _date_in_chinese(year: str | None, month_name: str, day: str | None) -> str:
    number = next(at for at, name in enumerate(MONTH_NAMES, 1) if name.lower().startswith(month_name[:3]))
    return (f"{year}年" if year else "") + f"{number}月" + (f"{day}日" if day else "")


_REWRITES: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (re.compile(r"^as (?:of|at) "), "截至"),
    (re.compile(r"^(截至)?(?:the )?end of (.+)$"), r"\1\2末"),
    (re.compile(r"([0-9]{1,2})(?:st|nd|rd|th) five-year plan"), r"第\1个5年规划"),
    (re.compile(r"first half of ([0-9]{4})"), r"\1年上半年"),
    (re.compile(r"second half of ([0-9]{4})"), r"\1年下半年"),
    (re.compile(r"first (?:three|3) quarters of ([0-9]{4})"), r"\1年前3季度"),
    (re.compile(r"([0-9]{4})年?[-/. ]?h([12])"), lambda found: f"{found[1]}年{'上下'[int(found[2]) - 1]}半年"),
    (re.compile(r"([0-9]{4})年?[-/. ]?q([0-9])"), r"\1年\2季度"),
    (re.compile(r"q([0-9])[-/. ]?([0-9]{4})(?![0-9])"), r"\2年\1季度"),
    (re.compile(r"q([0-9])"), r"\1季度"),
    (re.compile(rf"(?:^|(?<=截至)|(?<=年)|(?<=[0-9]{{4}} )){_POINT}(?:[-~]{_POINT})?(?=末?$)"), _in_chinese),
)
