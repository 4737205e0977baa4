"""Widgets that look things up, and those that read periods."""

from django.utils.translation import gettext as _

from imports.columns import TextWidget, split_list
from imports.errors import CellError
from indicators.periods import Period, PeriodError, parse_period
from indicators.references import References


class ReferenceWidget(TextWidget):
    """A cell that names something; `find(references, text)` answers it or raises SetAside. Blank is None."""

    def __init__(self, find):
        super().__init__()
        self.find = find

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
        super().__init__(lambda references, text: references.source(text))

    def clean(self, value, row=None, **kwargs):
        return self.references.source(TextWidget.clean(self, value, row))

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.title


class RecordWidget(ReferenceWidget):
    """The name or code of a record of one kind: a Park, an Enterprise, a Region."""

    def __init__(self, kind):
        super().__init__(lambda references, text: references.record(kind, text))


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
        return [self._one(name) for name in split_list(TextWidget.clean(self, value, row))]

    def render(self, value, obj=None, **kwargs):
        things = value.all() if hasattr(value, "all") else value or []
        return "、".join(sorted(thing.name for thing in things))

    def _one(self, name):
        return self.references.record(self.kind, name) if self.kind else self.references.subject(name)


class PeriodWidget(TextWidget):
    """A period as officials write it, read with the date of the row's source; blank is None."""

    def clean(self, value, row=None, **kwargs):
        if value is None or not str(value).strip():
            return None
        try:
            return parse_period(value, published_on=self._published_on(row))
        except PeriodError as error:
            raise CellError(str(error), "unreadable_period") from None

    def render(self, value, obj=None, **kwargs):
        return value.label if isinstance(value, Period) else value or ""

    def _published_on(self, row):
        context = self.sheet.context
        title = TextWidget.clean(self, (row or {}).get(str(_("来源")), "") or "") or context.source_title
        source = References.of(context).sources.get(title) if title else None
        return source.published_on if source else context.published_on
