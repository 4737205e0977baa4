"""全市 and 全县: the region of which the other names of a table are parts, or the one of its title."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from imports.columns import cell_text, quoted
from imports.errors import SetAside
from imports.mapping import normalise
from indicators.models import Subject
from indicators.references import References

if TYPE_CHECKING:
    from indicators.sheets.cross_table import CrossTable

WHOLES = {f"全{ending}": ending for ending in ("国", "省", "市", "县", "区", "镇", "乡", "街道")}
# Labels that are looked at for whose parts they are.
MOST_LABELS = 200


def is_whole(text: str) -> bool:
    """Whether a name is 全市, 全县 or the like."""
    return normalise(text) in WHOLES


def whole_region(cross: "CrossTable", text: str) -> Subject | None:
    """The one region that 全市 or 全县 can mean in a table; None where none or several could be meant."""
    ending, references = WHOLES[normalise(text)], cross.lookup.references
    titled = cross.lookup.subject_in(cross.said_above)
    found = {_upwards(references, titled, ending)} if titled else set()
    found |= {_upwards(references, _parent(references, part), ending) for part in _parts(cross)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def no_region(references: References, text: str) -> SetAside | None:
    """Why figures of 全市 do not go in where nothing says which; None for any other name."""
    if not is_whole(text):
        return None
    index = references.subjects[Subject.Kind.REGION]
    reason = _("看不出“%(text)s”是哪个地区：请改写成它的名称，或在标题里写明。") % {"text": quoted(text)}
    return SetAside(reason, lambda: index.candidates(normalise(text).removeprefix("全")))


def _parts(cross) -> Iterator[Subject]:
    """The regions that the columns and rows of a table name."""
    named = {column.facets.subject for column in cross.columns}
    for label in cross.label("subject"):
        for _number, cells in cross.table.rows[:MOST_LABELS]:
            if label.position < len(cells) and (text := cell_text(cells[label.position])):
                named.add(cross.read_label(text).subject)
    return (subject for subject in named if subject and subject.kind == Subject.Kind.REGION)


def _upwards(references, subject, ending) -> Subject | None:
    """The region itself or the nearest above it whose name ends so: 丽水市 of 缙云县 for 全市."""
    while subject is not None and not subject.name.endswith(ending):
        subject = _parent(references, subject)
    return subject


def _parent(references, subject) -> Subject | None:
    parent = references.record_of(subject).parent if subject.kind == Subject.Kind.REGION else None
    return parent.subject if parent else None
