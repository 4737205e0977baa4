"""Form fields that take what people type."""

import re

from django.contrib.postgres.forms import SimpleArrayField

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
