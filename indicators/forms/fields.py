"""Form fields that take what people type."""

from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

from imports.columns import split_list
from indicators.models import Sourced

# Beside the fields of whatever cites a source; what a reader of the source note sees is said to be public.
SOURCE_HELP_TEXTS = {
    "place": Sourced._meta.get_field("place").help_text,
    "as_written": Sourced._meta.get_field("as_written").help_text,
    "note": _("会公开，显示在来源说明里；内部情况不要写在这里。"),
}


class NamesField(SimpleArrayField):
    """Several names in one line, separated as in a cell of a sheet: the comma of “Co., Ltd” separates nothing."""

    def __init__(self, base_field, *, delimiter="、", **kwargs):
        super().__init__(base_field, delimiter=delimiter, **kwargs)

    def to_python(self, value):
        return super().to_python(split_list(value) if isinstance(value, str) else value)
