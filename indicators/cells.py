"""A table's column that a template draws."""

from functools import cached_property

import django_tables2 as tables
from django.template import Context, engines


class Cell(tables.TemplateColumn):
    """As a TemplateColumn, within the page's own context: one of its own for each cell cost a list page half its time."""

    def render(self, record, table, value, bound_column, **kwargs):
        context = getattr(table, "context", None) or Context()
        described = self.get_context_data(record=record, table=table, value=value, bound_column=bound_column, **kwargs)
        with context.push(**described):
            return self._template.render(context)

    @cached_property
    def _template(self):
        engine = engines["django"].engine
        return engine.from_string(self.template_code) if self.template_code else engine.get_template(self.template_name)
