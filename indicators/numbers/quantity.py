"""What a printed number says: a value, its unit, whether it is exact, and the text itself."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Qualifier(StrEnum):
    """How the true value relates to the printed one; the value of each member is its mathematical sign."""

    EXACTLY = "="
    OVER = ">"
    AT_LEAST = "≥"
    ABOUT = "≈"
    NEARLY = "<"
    AT_MOST = "≤"


class NumberError(ValueError):
    """A text that is no number; its message is a Chinese sentence that names the text and what to do."""


class UnitError(NumberError):
    """Two units that measure different things, or a unit that nobody knows."""


class Quantity(NamedTuple):
    """One printed number.

    value: exact, in `unit`; None when the text is a mark such as "-" for a figure that is not available.
    unit: in its canonical spelling ("%", "个百分点", "万元"), "" for a pure number.
    as_written: the text as given, trimmed, with its unit where it has one.
    written_unit: the unit that the printed number counts, as printed ("万支" in 9000万支); where the text
        has none, the unit in force. "" when there is neither.
    written_decimals: decimals of the printed number, 2 in 39.29亿元.
    """

    value: Decimal | None
    unit: str
    qualifier: Qualifier
    as_written: str
    written_unit: str
    written_decimals: int
    is_available: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in a ranking: the group as printed ("全市", "山区26县", "" where unsaid) and the position from 1.

    qualifier: EXACTLY, or AT_MOST for 前二 (one of the first two).
    """

    group: str
    position: int
    qualifier: Qualifier
