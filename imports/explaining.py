"""What the columns of a table were taken for, and why, in words for the editor."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.corrections import IGNORE, Said
from imports.layout import Table, column_letter
from imports.mapping import HeaderMapping, normalise, plain_header
from imports.similar_headers import Names, nearest
from imports.texts import printable

NO_NAMES: Names = MappingProxyType({})
MOST_EXPLAINED = 200
LONGEST = 80


@dataclass(frozen=True)
class Targets:
    """What an editor may say of the columns of a kind: fields as (name, label), and whether others hold figures."""

    fields: Sequence[tuple[str, str]]
    has_figures: bool = False
    # Fields that several columns may hold together, as 年 and 月.
    repeatable: Collection[str] = ()


def said_fields(table: Table, fields: Mapping) -> dict[int, str]:
    """The fields that an editor said columns are, by position; "" for a column that is none of them."""
    found = {}
    for position in range(len(table.headers)) if table.correction.columns else ():
        said = table.said(position)
        if said is not None:
            name = said.target.removeprefix("field:")
            found[position] = name if name in fields else ""
    return found


def explanation(table: Table, position: int, target: str, label: str, why: str, **more) -> dict:
    """One column as the report keeps it: letter, header, key, target, what that is in words, and why."""
    header = table.headers[position] if position < len(table.headers) else ""
    key = table.keys[position] if position < len(table.keys) else ""
    return {
        "column": column_letter(position), "header": quoted(printable("/".join(table.path(position)) or header), LONGEST),
        "key": key, "target": target, "label": label, "why": why, **more,
    }  # fmt: skip


def explained_fields(table: Table, mapping: HeaderMapping, fields: Mapping, names: Names = NO_NAMES) -> list[dict]:
    """The columns of a table whose columns are all declared ones; of a header that nobody knows, by `names`, what it may be."""
    by_position = {position: name for name, position in mapping.columns.items()}
    found = []
    for position, header in enumerate(table.headers):
        name, said = by_position.get(position), table.said(position)
        if name is not None:
            why = why_said(said) if said else _why_mapped(header, name, mapping, fields)
            found.append(explanation(table, position, f"field:{name}", fields[name].column_name, why))
        elif said is not None and said.target == IGNORE:
            found.append(explanation(table, position, IGNORE, _("不导入"), why_said(said)))
        elif header:
            near = [fields[name].column_name for name in nearest(header, names) if name not in mapping.columns]
            found.append(explanation(table, position, "", _("不导入"), _("没有认出"), candidates=near))
    return found


def _why_mapped(header, name, mapping, fields):
    if name in mapping.guessed:
        return _("按相近的名称“%(name)s”") % {"name": mapping.guessed[name]}
    return why_field(header, fields[name].column_name)


def why_field(header: str, name: str) -> str:
    """By which of its names a declared column was known."""
    plain = plain_header(header)
    return _("按名称") if normalise(plain) == normalise(name) else _("按别名“%(name)s”") % {"name": quoted(plain)}


def why_said(said: Said) -> str:
    """That an editor said so: of this file, or of an earlier one."""
    return _("按上次的更正（%(by)s）") % {"by": said.by} if said.by else _("按您的更正")


def correction_reasons(table: Table, knows: Callable[[str], bool]) -> Iterator[str]:
    """That a table was read as somebody said, and what of that is no more; `knows` tells whether a target is there."""
    for author in table.correction.authors:
        yield _("按 %(by)s 的更正理解。") % {"by": author}
    correction = table.correction
    named = [*correction.columns.items(), *correction.labels.items()]
    named += [(_("整张表"), said) for name, said in correction.whole.items() if name in ("subject", "indicator")]
    for name, said in named:
        if not knows(said.target):
            yield _("更正过的“%(name)s”没有采用：当时选的内容现在没有了。") % {"name": quoted(name)}
