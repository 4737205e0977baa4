"""What a model or the database refuses, in sentences for the person at the spreadsheet."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from imports.errors import CellError


def model_faults(error: ValidationError, model: type[models.Model]) -> Iterator[tuple[str, CellError]]:
    """Pairs of the model's attribute (or "") and the fault there."""
    if not hasattr(error, "error_dict"):
        yield "", CellError("".join(error.messages), "invalid")
        return
    for attribute, errors in error.error_dict.items():
        for single in errors:
            yield attribute, CellError(_sentence(single, _field(model, attribute)), "invalid")


def field_fault(error: ValidationError, field: models.Field) -> CellError:
    """What one field refuses, as a fault at its cell."""
    return CellError("".join(_sentence(single, field) for single in error.error_list), "invalid")


def _field(model, attribute):
    names = {field.name for field in model._meta.get_fields()}
    return model._meta.get_field(attribute) if attribute in names else None


def _sentence(error, field):
    """Our own words for what any model may refuse; else the model's."""
    limit = (error.params or {}).get("limit_value")
    if limit is not None and "show_value" in error.params:
        return _limit_sentence(error, limit)
    if isinstance(field, models.URLField):
        return _("网址不完整，请从浏览器复制以 http:// 或 https:// 开头的整个网址。")
    if isinstance(field, models.SlugField):
        return _("代码只能用英文字母、数字、下划线和连字符，请改写。")
    if error.code in ("max_digits", "max_decimal_places", "max_whole_digits"):
        return _("数值的位数太多，请核对，或换用更大的单位。")
    return "".join(ValidationError(error).messages)


def _limit_sentence(error, limit):
    shown = error.params["show_value"]
    if error.code in ("max_value", "min_value"):
        return _("%(shown)s超出范围，最%(extreme)s为%(limit)s。") % {
            "shown": shown,
            "extreme": _("大") if error.code == "max_value" else _("小"),
            "limit": limit,
        }
    return _("文字太长：最多%(limit)s个字，现有%(shown)s个，请缩短。") % {"limit": limit, "shown": shown}
