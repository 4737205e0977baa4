"""How numbers are spelled: full-width digits, invisible characters, stray blanks, Chinese numerals."""

import re
import unicodedata

from django.utils.translation import gettext as _

from indicators.numbers.quantity import NumberError

# Only full-width forms and dashes that stand for a minus. Unicode's own folding (NFKC) would turn the
# footnote in 39.29① into a digit. The long dash is left out: alone it means "no figure", before a number it
# may be a bullet.
_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | str.maketrans("−–‐‑‒﹣﹪", "------%")
_BLANK_BESIDE_DIGIT = re.compile(r"[0-9][.,]? +[.,]?[0-9]")
_BLANK_GROUPED = re.compile(r"[^0-9]*[0-9]{1,3}( [0-9]{3})+(?! ?[0-9])(\.[0-9]+)?[^0-9]*")
_QUOTED_LENGTH = 40

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_DIGIT = "[一二两三四五六七八九]"
_TENS = f"{_DIGIT}十{_DIGIT}?"
_HUNDREDS = f"{_DIGIT}百(?:零{_DIGIT}|{_TENS})?"
_BELOW_THOUSAND = f"(?:{_HUNDREDS}|零{_TENS}|零{_DIGIT})"
# Strict, since 两百五 means 250 and 十四五 is a period: after 百 and 千 a lower digit needs its 零 or its 十.
NUMERAL = (
    f"(?:零|{_DIGIT}?千{_BELOW_THOUSAND}?|{_DIGIT}?百(?:零{_DIGIT}|{_TENS})?|{_DIGIT}?十{_DIGIT}?|{_DIGIT})"
    f"(?![零一二两三四五六七八九十百千])"
)
"""Pattern of a Chinese numeral up to 九千九百九十九; read it with `numeral_value`."""


def quoted(text: str) -> str:
    """The text as a message names it: at most 40 characters."""
    return text if len(text) <= _QUOTED_LENGTH else text[:_QUOTED_LENGTH] + "…"


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def trimmed(text: str) -> str:
    """Without blanks and invisible characters at either end."""
    inner = [index for index, character in enumerate(text) if not _is_blank(character)]
    return text[inner[0] : inner[-1] + 1] if inner else ""


def without_blanks(text: str) -> str:
    """Full-width forms made plain, every blank and invisible character dropped."""
    return "".join(character for character in text.translate(_PLAIN) if not _is_blank(character))


def plain_spelling(text: str) -> str:
    """The text as the patterns read it.

    A blank between digits is kept from joining two numbers: it must group thousands, as in 1 234 567.
    """
    visible = "".join(character for character in text.translate(_PLAIN) if unicodedata.category(character) != "Cf")
    spaced = " ".join(visible.split())
    if _BLANK_BESIDE_DIGIT.search(spaced) and not _BLANK_GROUPED.fullmatch(spaced):
        raise NumberError(_("“%s”的数字中间有空格，看不出是一个数还是两个数，请去掉空格或分开填写。") % quoted(text))
    return without_blanks(spaced)


def numeral_value(numeral: str) -> int:
    """The value of a text that matches `NUMERAL`: 一千零五十 is 1050, a bare 千 is 1000."""
    total, digit = 0, 0
    for character in numeral:
        if character in _POWERS:
            total, digit = total + (digit or 1) * _POWERS[character], 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit
