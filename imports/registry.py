"""The kinds of sheets that can be imported; each app registers its own in `sheets.py`."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from imports.errors import ImportRefused
from imports.undoing import Undoing

_sheets: dict[str, type] = {}
_undos: dict[str, Callable[[Undoing], None]] = {}


def register(sheet_class):
    """Makes a sheet class known by its `kind`; the order of loading is its `position`."""
    _sheets[sheet_class.kind] = sheet_class
    return sheet_class


def sheet_for(kind: str):
    """The sheet class of a kind, or None."""
    return _sheets.get(kind)


def all_sheets() -> Iterable[type]:
    """Every sheet class in the order in which a workbook's sheets are loaded: what others refer to goes first."""
    return sorted(_sheets.values(), key=lambda sheet: sheet.position)


def require_sheet(kind: str):
    """The sheet class of a kind, by its name or its Chinese label; raises ImportRefused naming the kinds there are."""
    by_label = {sheet.label: sheet for sheet in _sheets.values()}
    if kind in by_label:
        return by_label[kind]
    if kind not in _sheets:
        kinds = "、".join(f"{sheet.kind}（{sheet.label}）" for sheet in all_sheets())
        raise ImportRefused(_("没有名为“%(kind)s”的表格种类，有的是：%(kinds)s。") % {"kind": kind, "kinds": kinds})
    return _sheets[kind]


def register_undo(name: str, function: Callable[[Undoing], None]) -> None:
    """Makes known how one kind of content is taken back; it is called before the records are."""
    _undos[name] = function


def all_undos() -> Iterable[Callable[[Undoing], None]]:
    return list(_undos.values())
