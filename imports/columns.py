"""Columns of a sheet: import-export fields whose widgets read what officials type and write it back the same."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from imports.errors import CellError
from imports.mapping import normalise

LIST_SEPARATORS = "、；;，,\n"
TRUE_WORDS = {"是", "1", "true", "yes", "y", "√", "有"}
FALSE_WORDS = {"否", "0", "false", "no", "n", "×", "无"}
# Excel counts days from here (its 1900 has a 29 February that never was).
EXCEL_EPOCH = datetime.date(1899, 12, 30)


class Column(Field):
    """A field of a sheet: its header, other headers that mean the same, and whether it must be filled."""

    def __init__(
        self, column_name, attribute=None, *, widget=None, aliases=(), required=False, help_text="", **options
    ):
        super().__init__(attribute=attribute, column_name=column_name, widget=widget or TextWidget(), **options)
        self.aliases = tuple(aliases)
        self.required = required
        self.help_text = help_text

    @property
    def names(self):
        return (self.column_name, *self.aliases)


def cell_text(value) -> str:
    """A cell as its text: 331122.0 is "331122", a date its ISO form, an empty cell ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()


class TextWidget(Widget):
    """Text; control characters that no one can see are refused."""

    def clean(self, value, row=None, **kwargs):
        text = cell_text(value)
        if any(ord(character) < 32 and character not in "\n\t\r" for character in text):
            raise CellError(_("“%(value)s”里有看不见的控制字符，请重新输入。") % {"value": text}, "control_character")
        return text

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class ListWidget(TextWidget):
    """Names separated by 、 or another usual mark."""

    def clean(self, value, row=None, **kwargs):
        return split_list(super().clean(value, row))

    def render(self, value, obj=None, **kwargs):
        return "、".join(value or [])


def split_list(text: str) -> list[str]:
    for separator in LIST_SEPARATORS:
        text = text.replace(separator, "、")
    return [part.strip() for part in text.split("、") if part.strip()]


class BooleanWidget(TextWidget):
    """是 or 否; blank is 否."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row).casefold()
        if text in TRUE_WORDS:
            return True
        if not text or text in FALSE_WORDS:
            return False
        raise CellError(_("“%(value)s”应写“是”或“否”。") % {"value": text}, "unknown_choice")

    def render(self, value, obj=None, **kwargs):
        return "是" if value else ""


class ChoiceWidget(TextWidget):
    """One of a closed list, by its label, its code or an alias; exports the label in Chinese."""

    def __init__(self, choices, aliases=None):
        super().__init__()
        self.choices = choices
        self.aliases = aliases or {}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row)
        if not text:
            return ""
        known = {normalise(name): code for name, code in self.aliases.items()}
        for choice in self.choices:
            known[normalise(choice.label)] = known[normalise(choice.value)] = choice.value
        code = known.get(normalise(text))
        if code is None:
            labels = "、".join(str(choice.label) for choice in self.choices if choice.value)
            raise CellError(
                _("“%(value)s”不在可选范围内，请从这些里选：%(labels)s。") % {"value": text, "labels": labels},
                "unknown_choice",
            )
        return code

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class IntegerWidget(TextWidget):
    """A whole number from `lowest` to `highest`; blank is None."""

    def __init__(self, lowest=0, highest=2_147_483_647):
        super().__init__()
        self.lowest, self.highest = lowest, highest

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row).replace(",", "").removesuffix("年")
        if not text:
            return None
        try:
            number = int(text)
        except ValueError:
            raise CellError(_("“%(value)s”不是整数。") % {"value": text}, "unreadable_number") from None
        if not self.lowest <= number <= self.highest:
            raise CellError(
                _("%(value)s超出范围，应在%(lowest)s到%(highest)s之间。")
                % {"value": text, "lowest": self.lowest, "highest": self.highest},
                "out_of_range",
            )
        return number


class DecimalWidget(TextWidget):
    """An exact number; blank is None."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row).replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except ArithmeticError:
            number = Decimal("NaN")
        if not number.is_finite():
            raise CellError(_("“%(value)s”不是数。") % {"value": text}, "unreadable_number")
        return number

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else format(value.normalize(), "f")


class DateWidget(TextWidget):
    """A day: a date cell, 2021-10-31, 2021年10月31日, 2021/10/31 or 20211031; blank is None."""

    FORMATS = ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and 20000 < value < 80000:
            return EXCEL_EPOCH + datetime.timedelta(days=int(value))
        text = super().clean(value, row)
        return self._parse(text) if text else None

    def _parse(self, text):
        compact = normalise(text)
        for form in self.FORMATS:
            try:
                return datetime.datetime.strptime(compact, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        raise CellError(_("“%(value)s”不是日期，请写成 2021-10-31 的样子。") % {"value": text}, "unreadable_date")

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""
