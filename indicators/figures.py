"""A figure on its way to publication: an unsaved Observation with its ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal

from django.utils.translation import gettext as _

from indicators.models import Observation, Rank
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import NumberError, Quantity, convert, parse_quantity
from indicators.periods import Period

# As exact as the column keeps it; what is cut off stands in `as_written`.
SMALLEST = Decimal("1e-12")
LARGEST = Decimal("1e26")
EXACT = Context(prec=60)
_VALUE, _NOT_AVAILABLE = Observation.ValueState.VALUE.value, Observation.ValueState.NOT_AVAILABLE.value


@dataclass(slots=True)
class Figure:
    """`key` is taken when the figure is made: it is asked for time and again, and the observation is ready by then."""

    observation: Observation
    ranks: Sequence[Rank] = field(default=())
    key: tuple = field(init=False, compare=False, repr=False)

    def __post_init__(self):
        self.key = self.observation.key

    @property
    def content(self):
        return (*self.observation.content, frozenset(rank.content for rank in self.ranks))


def written_with_unit(observation: Observation) -> str:
    """The figure as written; with its unit where that stood in a column of its own."""
    text, unit = observation.as_written, observation.written_unit
    return text if observation.value is None or text.endswith(unit) else text + unit


def set_period(observation: Observation, period: Period) -> None:
    """Writes a parsed period into an observation."""
    observation.first_day = period.first_day
    observation.last_day = period.last_day
    observation.is_stock = period.is_stock
    observation.period_kind = period.kind.value
    observation.period_label = period.label
    observation.is_period_inferred = period.is_inferred


def set_quantity(observation: Observation, quantity: Quantity) -> None:
    """Writes a read quantity into an observation, in the unit of its measure.

    Raises NumberError when the quantity's unit is of another kind.
    """
    value = quantity.value
    if value is not None and quantity.unit:
        value = convert(value, quantity.unit, observation.unit)
    if value is not None:
        if abs(value) >= LARGEST:
            raise NumberError(
                _("“%(text)s”换算成%(unit)s后太大，存不下，请核对单位。")
                % {"text": quantity.as_written, "unit": observation.unit}
            )
        value = value.quantize(SMALLEST, rounding=ROUND_HALF_EVEN, context=EXACT)
    observation.value = value
    observation.value_state = _NOT_AVAILABLE if value is None else _VALUE
    observation.qualifier = quantity.qualifier.value
    observation.as_written = quantity.as_written
    observation.written_unit = quantity.written_unit
    observation.written_decimals = quantity.written_decimals


def read_quantity(text, *, measure: str, indicator, unit: str = "") -> Quantity:
    """Reads a cell for a measure of an indicator; a bare number is in `unit`, else in the measure's own unit.

    Raises NumberError.
    """
    return parse_quantity(text, unit=unit or MEASURE_UNITS.get(measure, indicator.unit))
