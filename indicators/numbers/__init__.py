"""Numbers as officials write them, read exactly and written back; pure, without a database.

Read: `parse_quantity` ("2700余万元"), `parse_standing` ("全市前二"). Write: `format_quantity`, `format_value`,
`format_unit`, `qualifier_word`. Units: `convert`, `are_convertible`. Whatever cannot be read raises NumberError, whose message is a
Chinese sentence for the person at the spreadsheet.
"""

from indicators.numbers.arrows import arrows_of, bare_of_arrows, has_arrow, without_arrow
from indicators.numbers.formatting import format_quantity, format_unit, format_value, qualifier_word
from indicators.numbers.parsing import parse_quantity
from indicators.numbers.quantity import NumberError, Qualifier, Quantity, Standing, UnitError
from indicators.numbers.standing import parse_standing
from indicators.numbers.units import are_convertible, convert

__all__ = [
    "NumberError",
    "Qualifier",
    "Quantity",
    "Standing",
    "UnitError",
    "are_convertible",
    "arrows_of",
    "bare_of_arrows",
    "convert",
    "format_quantity",
    "format_unit",
    "format_value",
    "has_arrow",
    "parse_quantity",
    "parse_standing",
    "qualifier_word",
    "without_arrow",
]
