"""Widgets that look things up, and those that read periods."""

import datetime

from django.utils.translation import gettext as _

from imports.columns import TextWidget, cell_text, quoted, split_list
from imports.errors import CellError
from imports.workbook import UnformattedNumber
from indicators.figures import read_quantity
from indicators.models import Source
from indicators.numbers import NumberError, Quantity, UnitError, has_arrow, parse_quantity, without_arrow
from indicators.periods import Period, PeriodError, parse_period
from indicators.references import References

SOURCE_HEADER = "来源"


class ReferenceWidget(TextWidget):
    """A cell that names something; `find(references, text)` answers it or raises SetAside. Blank is None.

    `of`: the model or the kind of subject of what is found.
    """

    def __init__(self, find, of=None):
        super().__init__()
        self.find = find
        self.of = of

    @property
    def may_be_remembered(self):
        """Rows may add to what a name can mean, but only rows of what is named."""
        own = (getattr(self.sheet, "model", None), getattr(self.sheet, "kind_of_subject", None))
        return self.of is not None and self.of not in own

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row)
        return self.find(self.references, text) if text else None

    @property
    def references(self):
        return References.of(self.sheet.context)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(getattr(value, "name", value))


class SourceWidget(ReferenceWidget):
    """The title of a source; blank is the run's own source."""

    def __init__(self):
        super().__init__(lambda references, text: references.source(text), of=Source)

    def clean(self, value, row=None, **kwargs):
        return self.references.source(TextWidget.clean(self, value, row))

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.title


class RecordWidget(ReferenceWidget):
    """The name or code of a record of one kind: a Park, an Enterprise, a Region."""

    def __init__(self, kind):
        super().__init__(lambda references, text: references.record(kind, text), of=kind)


class SubjectWidget(ReferenceWidget):
    """The name or code of a subject of any kind."""

    def __init__(self):
        super().__init__(lambda references, text: references.subject(text))


class SubjectListWidget(SubjectWidget):
    """Several subjects, separated by 、."""

    def __init__(self, kind=""):
        super().__init__()
        self.kind = kind

    def clean(self, value, row=None, **kwargs):
        found = [self._one(name) for name in split_list(TextWidget.clean(self, value, row))]
        return list(dict.fromkeys(found))

    def render(self, value, obj=None, **kwargs):
        things = value.all() if hasattr(value, "all") else value or []
        return "、".join(sorted(thing.name for thing in things))

    def _one(self, name):
        return self.references.record(self.kind, name) if self.kind else self.references.subject(name)


class PeriodWidget(TextWidget):
    """A period as officials write it, read with the date of the row's source; blank is None."""

    may_be_remembered = False
    reads_row = True

    # For trying whether a text would be a period if only the date of its source were known.
    SOME_DAY = datetime.date(2021, 10, 31)

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, str):
            value = super().clean(value)
        if not cell_text(value):
            return None
        title = TextWidget.clean(self, (row or {}).get(SOURCE_HEADER, "")) or self.sheet.context.source_title
        sources = References.of(self.sheet.context).sources
        source = sources.get(title) if title else None
        try:
            return parse_period(value, published_on=self._published_on(source))
        except PeriodError as error:
            if title and source is None and self._is_relative(value):
                sources.require(title)
            raise CellError(str(error), "unreadable_period") from None

    def render(self, value, obj=None, **kwargs):
        return value.label if isinstance(value, Period) else value or ""

    def _published_on(self, source):
        return source.published_on if source else self.sheet.context.published_on

    def _is_relative(self, value):
        try:
            return parse_period(value, published_on=self.SOME_DAY).is_inferred
        except PeriodError:
            return False


class NumberWidget(TextWidget):
    """A number as officials write it, kept as the cell has it until its unit is known.

    `arrows`: the triangles that point up in its table. Raises CellError for what is a number in no unit.
    """

    arrows: frozenset[str] = frozenset()

    def clean(self, value, row=None, **kwargs):
        if type(value) is int or isinstance(value, float):
            # Whether it fits is seen when it is read with its unit.
            return value
        number = super().clean(value, row)
        if number == "":
            return ""
        try:
            number = without_arrow(number, self.arrows) if has_arrow(number) else number
            parse_quantity(number)
        except UnitError:
            pass
        except NumberError as error:
            raise CellError(str(error), "unreadable_number") from None
        return number


def read_cell(value, *, measure: str, indicator, unit: str, column: str) -> Quantity:
    """A cell that a NumberWidget has passed, as a quantity for a measure of an indicator.

    Raises CellError also for a number from an old file in a measure of per cent: whether its cell shows 0.443 or
    44.3% cannot be seen there.
    """
    try:
        quantity = read_quantity(value, measure=measure, indicator=indicator, unit=unit)
    except NumberError as error:
        raise CellError(str(error), "unreadable_number", column) from None
    if isinstance(value, UnformattedNumber) and value and quantity.unit == "%":
        raise CellError(
            _("旧格式（.xls）里看不出“%(value)s”是不是百分比：请另存为 .xlsx，或写成带“%%”的文字。")
            % {"value": quoted(quantity.as_written)},
            "unknown_format",
            column,
        )
    return quantity
