"""Triangles and arrows beside a number: △3.2 is a minus of accounts, ▼3.2 falls, ▲3.2 is read differently by bureaus."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from indicators.numbers.quantity import NumberError
from indicators.numbers.spelling import quoted

_UP, _DOWN = "↑⬆", "↓⬇▼▽"
# A filled or open triangle that points up is an arrow where its like points down in the same table.
_PAIRS = {"▲": "▼", "△": "▽"}
_SIGNS = f"{_UP}{_DOWN}{''.join(_PAIRS)}"
_MARKED = re.compile(rf"([{_SIGNS}])\s*([^{_SIGNS}]+)|([^{_SIGNS}]+?)\s*([{_SIGNS}])")


def has_arrow(text: str) -> bool:
    """Whether a triangle or an arrow stands in a text."""
    return any(sign in text for sign in _SIGNS)


def bare_of_arrows(text: str) -> str:
    """The text without any of them."""
    return text.strip(_SIGNS + " ")


def arrows_of(texts: Iterable[str]) -> frozenset[str]:
    """The triangles that are arrows up in a table of these texts."""
    found = {sign for text in texts for sign in _SIGNS if sign in text}
    return frozenset(up for up, down in _PAIRS.items() if up in found and down in found)


def without_arrow(text: str, arrows: frozenset[str] = frozenset()) -> str:
    """A number with a plain sign in the place of a triangle or an arrow: "△3.2" is "-3.2", "2.5%↑" is "2.5%".

    `arrows`: the triangles that point up. Raises NumberError where two readings are possible or the sign is said in two
    ways.
    """
    found = _MARKED.fullmatch(text)
    if found is None:
        return text
    sign, number = found[1] or found[4], (found[2] or found[3]).strip()
    if sign == "▲" and sign not in arrows:
        raise NumberError(
            _("“%(text)s”里的▲在有的表里是上升，在有的表里是负数：请写成“%(number)s”或“-%(number)s”。")
            % {"text": quoted(text), "number": number.lstrip("+-")}
        )
    is_negative = number.startswith(("-", "−", "－"))
    if sign in _UP or sign in arrows:
        if is_negative:
            raise _contradiction(text)
        return number
    if is_negative and sign == "△":
        raise _contradiction(text)
    if number.startswith("+"):
        raise _contradiction(text)
    return number if is_negative else f"-{number}"


def _contradiction(text: str) -> NumberError:
    return NumberError(_("“%s”的正负说了两次，请只写一种，如“-3.2%%”或“下降3.2%%”。") % quoted(text))
