"""What makes the decimal points of a column of numbers stand below each other. Pure."""

import re
from collections.abc import Sequence

TAIL = re.compile(r"[^.％%‰eE]*(\.\d*)?(.*)", re.DOTALL)
# What a computation left, as 0.30000000000000004, is no measure for a column.
MOST_DIGITS = 6


def pads(texts: Sequence[str]) -> list[str]:
    """What is to stand unseen behind each of these numbers, all set to the right: "1.5", "20", "—" need "", ".0", ".0".

    The digits must be of one width. A sign behind some numbers, as %, is room behind the others.
    """
    tails = [_tail(text) for text in texts]
    digits = max((len(fraction) - 1 for fraction, _sign in tails if fraction), default=0)
    digits, sign = min(digits, MOST_DIGITS), max((sign for _fraction, sign in tails), key=len, default="")
    return [_pad(fraction, own, digits, sign) for fraction, own in tails]


def _tail(text):
    found = TAIL.fullmatch(text.strip())
    return (found[1] or "", found[2]) if found else ("", "")


def _pad(fraction, own, digits, sign):
    point = "." if digits and not fraction else ""
    return f"{point}{'0' * (digits - max(len(fraction) - 1, 0))}{'' if own else sign}"
