"""What the page of an indicator shows, for the files of the same address."""

from dataclasses import dataclass
from functools import cached_property

from indicators.choice import Choice, chosen_rows, read_choice
from indicators.models import Indicator, Observation
from indicators.open_data.columns import FIGURE_COLUMNS, RANKS, Row, row_of
from indicators.open_data.ranks import Place, ranks_of_loaded
from indicators.open_data.tables import values_of
from indicators.worlds import kept_notices


@dataclass(frozen=True)
class Shown:
    """The figures of a choice, newest first, with what the request's address could not have as asked: `notices`."""

    choice: Choice
    figures: list[Observation]
    notices: list[str]

    @cached_property
    def rows(self) -> list[Row]:
        return [row_of(figure) for figure in self.figures]

    @cached_property
    def ranks(self) -> dict[int, list[Place]]:
        return ranks_of_loaded(self.figures)

    @property
    def values(self) -> list[list]:
        """In the order of FIGURE_COLUMNS and RANKS, codes as codes."""
        return [values_of(row, self.ranks[row[0]]) for row in self.rows]


COLUMNS = (*FIGURE_COLUMNS, RANKS)


def rows_shown(request, indicator: Indicator) -> Shown:
    """The figures that the indicator's page shows at this address."""
    choice = read_choice(request, indicator)
    figures = chosen_rows(choice) if choice.subjects else []
    return Shown(choice, figures, kept_notices(request))
