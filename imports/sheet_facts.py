"""What of a sheet its values alone do not tell: per cents, errors, formulas without result, merged ranges. Pure."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

Address = tuple[int, int]
Range = tuple[int, int, int, int]

# What stands in a format code for itself: quoted text, an escaped character, the width or the filling of one, a colour.
NOT_A_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass
class CellFacts:
    """Of one sheet, by row and column counted from 0.

    per_cent: cells shown as per cent; errors: what a cell with a formula's error shows, "#DIV/0!"; uncomputed: formulas
    whose result the file does not hold; merges: merged ranges of an ods as (top, left, bottom, right), the last included;
    hidden_rows and hidden_columns: (first, last) of those that nobody sees.
    """

    per_cent: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    uncomputed: set[Address] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def shows_per_cent(number_format: str) -> bool:
    """Whether a number of this format is shown as per cent: "0.0%", but not '0.0"%"'."""
    return "%" in NOT_A_SIGN.sub("", number_format)


def percent_text(fraction: float) -> str:
    """What a cell shown as per cent says: 0.443 is "44.3%". A computed cell's noise in the 16th digit is dropped."""
    number = Decimal(f"{fraction:.15g}").scaleb(2)
    whole = number.to_integral_value()
    return f"{whole if number == whole else number.normalize():f}%"
