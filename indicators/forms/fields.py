"""Form fields that take what people type."""

import re

from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

# Beside the fields of whatever cites a source; what a reader of the source note sees is said to be public.
SOURCE_HELP_TEXTS = {
    "place": _("在来源里的位置，如“第12段”“表3”。"),
    "as_written": _("来源里的原词，照录。"),
    "note": _("会公开，显示在来源说明里；内部情况不要写在这里。"),
}
SEPARATORS = re.compile(r"[,，、;；\n]")


class NamesField(SimpleArrayField):
    """Several names in one line, separated by a comma, 、 or ；; empty places between them are dropped."""

    def __init__(self, base_field, *, delimiter="，", **kwargs):
        super().__init__(base_field, delimiter=delimiter, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            names = [name.strip() for name in SEPARATORS.split(value)]
            value = [name for name in names if name]
        return super().to_python(value)
