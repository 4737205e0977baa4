"""Columns of a sheet: import-export fields whose widgets read what officials type and write it back the same."""

import datetime
import re
import unicodedata
from functools import cached_property

from django.db.models.fields import NOT_PROVIDED
from django.utils import translation
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from imports.errors import CellError
from imports.mapping import normalise
from imports.workbook import FormulaFault

# The comma of English names (Co., Ltd), of products (1,4-丁二醇) and of thousands separates nothing.
LIST_SEPARATOR = re.compile(r"[、；;，\n]|(?<!\.)(?!,\s+[A-Za-z])(?!(?<=\d),\d),")
TRUE_WORDS = {"是", "1", "true", "yes", "y", "√", "有"}
FALSE_WORDS = {"否", "0", "false", "no", "n", "×", "无"}
# Excel counts days from here (its 1900 has a 29 February that never was).
EXCEL_EPOCH = datetime.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1800, 2200
LONGEST_QUOTED = 40


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

    @property
    def has_default(self):
        return self.default is not NOT_PROVIDED


def cell_text(value) -> str:
    """A cell as its text: 331122.0 is "331122", a date its ISO form, an empty cell ""."""
    if type(value) is str:
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()


def quoted(text: str, longest: int = LONGEST_QUOTED) -> str:
    """A text as a message shows it: cut to a length, with a box for each character that no one can see."""
    text = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join("□" if is_control(character) else character for character in text)


def is_control(character: str) -> bool:
    """Whether it is a control character; a line break or tab is none. PostgreSQL refuses NUL."""
    return character not in "\n\t\r" and unicodedata.category(character) == "Cc"


class TextWidget(Widget):
    """Text; a formula's error and control characters that no one can see are refused.

    `may_be_remembered`: the same text gives the same value in every row of a table. `reads_row`: its value depends on
    other cells of the row.
    """

    may_be_remembered = True
    reads_row = False

    def clean(self, value, row=None, **kwargs):
        # Nearly every cell; a FormulaFault is of another type.
        if type(value) is str and value.isprintable():
            return value.strip()
        text = cell_text(value)
        if isinstance(value, FormulaFault):
            raise CellError(_formula_sentence(value), "formula_error")
        if not text.isprintable() and any(map(is_control, text)):
            raise CellError(
                _("“%(value)s”里有看不见的控制字符，请重新输入。") % {"value": quoted(text)}, "control_character"
            )
        return text

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class CodeWidget(TextWidget):
    """A code: text without spaces, its letters and digits of plain width."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row)
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        return "".join(text.split())


def _formula_sentence(fault):
    if fault == "=":
        return _("这一格的公式还没有算出结果，请用表格软件打开文件，保存后再上传。")
    return _("“%(value)s”是公式的错误值，请先改正公式。") % {"value": quoted(fault)}


class ListWidget(TextWidget):
    """Names separated by 、 or another usual mark."""

    def clean(self, value, row=None, **kwargs):
        return split_list(super().clean(value, row))

    def render(self, value, obj=None, **kwargs):
        return "、".join(value or [])


def split_list(text: str) -> list[str]:
    """The parts of a list without blanks or repetition, in their order."""
    return list(dict.fromkeys(part.strip() for part in LIST_SEPARATOR.split(text) if part.strip()))


class BooleanWidget(TextWidget):
    """是 or 否; blank is 否."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row).casefold()
        if text in TRUE_WORDS:
            return True
        if not text or text in FALSE_WORDS:
            return False
        raise CellError(_("“%(value)s”应写“是”或“否”。") % {"value": quoted(text)}, "unknown_choice")

    def render(self, value, obj=None, **kwargs):
        return "是" if value else ""


class ChoiceWidget(TextWidget):
    """One of a closed list, by its label, its code or an alias; in files the label is Chinese in every language."""

    def __init__(self, choices, aliases=None):
        super().__init__()
        self.choices = choices
        self.aliases = aliases or {}

    @cached_property
    def labels(self) -> dict[str, str]:
        with translation.override("zh-hans"):
            return {choice.value: str(choice.label) for choice in self.choices if choice.value}

    @cached_property
    def codes(self) -> dict[str, str]:
        names = {**self.aliases, **{code: code for code in self.labels}}
        names |= {label: code for code, label in self.labels.items()}
        return {normalise(name): str(code) for name, code in names.items()}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row)
        if not text:
            return ""
        code = self.codes.get(normalise(text))
        if code is None:
            raise CellError(
                _("“%(value)s”不在可选范围内，请从这些里选：%(labels)s。")
                % {"value": quoted(text), "labels": "、".join(self.labels.values())},
                "unknown_choice",
            )
        return code

    def render(self, value, obj=None, **kwargs):
        return self.labels[value] if value else ""


class IntegerWidget(TextWidget):
    """A whole number from `lowest` to `highest`; blank is None."""

    WHOLE = re.compile(r"[-+]?\d{1,30}")

    def __init__(self, lowest=0, highest=2_147_483_647):
        super().__init__()
        self.lowest, self.highest = lowest, highest

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row)
        if not text:
            return None
        plain = normalise(text).replace(",", "").removesuffix("年")
        if not self.WHOLE.fullmatch(plain):
            raise CellError(_("“%(value)s”不是整数，请只填数字。") % {"value": quoted(text)}, "unreadable_number")
        if not self.lowest <= int(plain) <= self.highest:
            raise CellError(
                _("“%(value)s”超出范围，应在%(lowest)s到%(highest)s之间。")
                % {"value": quoted(text), "lowest": self.lowest, "highest": self.highest},
                "out_of_range",
            )
        return int(plain)


class DateWidget(TextWidget):
    """A day: a date cell, 2021-10-31, 2021年10月31日, 2021/10/31 or 20211031; blank is None."""

    SEPARATED = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
    COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.datetime):
            return self._plausible(value.date())
        if isinstance(value, datetime.date):
            return self._plausible(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 20000 < value < 80000:
            return EXCEL_EPOCH + datetime.timedelta(days=int(value))
        text = super().clean(value, row)
        return self._parse(text) if text else None

    def _parse(self, text):
        compact = normalise(text)
        found = self.SEPARATED.fullmatch(compact) or self.COMPACT.fullmatch(compact)
        try:
            return self._plausible(datetime.date(*map(int, found.groups())))
        except (ValueError, AttributeError):
            raise self._error(text) from None

    def _plausible(self, day):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self._error(day.isoformat())
        return day

    @staticmethod
    def _error(text):
        return CellError(
            _("“%(value)s”不是日期，请写成 2021-10-31 的样子。") % {"value": quoted(text)}, "unreadable_date"
        )

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""
