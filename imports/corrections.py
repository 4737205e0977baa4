"""What an editor said about a table whose reading was wrong. Pure."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imports.mapping import normalise

# What of a table is another one next month; 2.5 in PM2.5 is not.
_PART = r"\d{1,2}(?:[-—–~～至]\d{1,2})?月份?[末底]?|[一二三四五六七八九十]{1,2}月份?|[上下]半年|前三季度|[一二三四1-4]季度|q[1-4]|全年"
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_DAY = rf"{_YEAR}(?:年\d{{1,2}}月\d{{1,2}}日|([-./])\d{{1,2}}\1\d{{1,2}}|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)(?!\d)"
_PERIOD = re.compile(
    rf"{_DAY}|(?:{_YEAR}(?!\d)(?:年度?|[-./](?=\d))?)?(?:{_PART})|{_YEAR}(?!\d)(?:年度?[末底]?|[-./]\d{{1,2}})?"
)
SIGN = "#"
# The targets of a column besides "field:NAME", "indicator:CODE" and "subject:KIND:KEY". READ takes a correction back.
FIGURES, IGNORE, READ = "figures", "ignore", "read"
WHOLE = ("subject", "indicator", "measure", "unit", "period")


@dataclass(frozen=True, slots=True)
class Said:
    """What a column, a label or a whole table was said to be.

    `target` is "field:NAME" of the kind, "indicator:CODE", "subject:KIND:KEY", "figures", "ignore", "read" (as the
    portal reads it), or of a whole table a plain text. `by` says who remembered it when, "" where it was said of this
    very file. Of a whole table it holds where `about` is "" or what the table says of itself.
    """

    target: str
    measure: str = ""
    unit: str = ""
    by: str = ""
    about: str = ""


@dataclass(frozen=True)
class Correction:
    """What was said about the tables of one shape: their kind, columns by key, labels by normalised text, the whole."""

    kind: str = ""
    columns: Mapping[str, Said] = field(default_factory=dict)
    labels: Mapping[str, Said] = field(default_factory=dict)
    whole: Mapping[str, Said] = field(default_factory=dict)
    is_kind_remembered: bool = False

    def over(self, former: "Correction") -> "Correction":
        """Both together; this one where both speak of the same. Of another kind nothing holds for this one."""
        if self.kind and former.kind and self.kind != former.kind:
            former = replace(former, columns={}, whole={})
        return Correction(
            self.kind or former.kind,
            {**former.columns, **self.columns},
            {**former.labels, **self.labels},
            {**former.whole, **self.whole},
            self.is_kind_remembered if self.kind else former.is_kind_remembered,
        )

    def in_force(self, lines: str, about: str) -> "Correction":
        """What of it holds for a table with these texts of its own, without what was taken back."""
        whole = {name: said for name, said in self.whole.items() if said.about in ("", lines, about)}
        return Correction(self.kind, _taken(self.columns), _taken(self.labels), _taken(whole), self.is_kind_remembered)

    @property
    def authors(self) -> list[str]:
        """Who remembered, and when, what is in force."""
        said = (*self.columns.values(), *self.labels.values(), *self.whole.values())
        return list(dict.fromkeys(one.by for one in said if one.by))


NONE = Correction()


def _taken(said):
    return {name: one for name, one in said.items() if one.target != READ}


def correction_from(stored: Mapping, by: str = "") -> Correction:
    """A correction as it was stored with a batch, or with `by` in the memory."""
    lines, about = stored.get("lines", ""), stored.get("about", "")
    return Correction(
        stored.get("kind", ""),
        {key: Said(**entry, by=by) for key, entry in stored.get("columns", {}).items()},
        {name: Said(target, by=by) for name, target in stored.get("labels", {}).items()},
        {
            name: Said(target, by=by, about=lines if name == "period" else about if by else "")
            for name, target in stored.get("whole", {}).items()
        },
        bool(by),
    )


def joined(stored: Mapping, former: Mapping) -> dict:
    """Two stored corrections of one shape as one; the first where both speak of the same."""
    if former.get("kind") and former["kind"] != stored.get("kind", former["kind"]):
        former = {"labels": former.get("labels", {})}
    own = stored.get("whole")
    if not own:
        stored = {**stored, "about": former.get("about", stored.get("about", ""))}
    elif former.get("about", "") != stored.get("about", ""):
        former = {**former, "whole": {}}
    parts = {name: {**former.get(name, {}), **stored.get(name, {})} for name in ("columns", "labels", "whole")}
    return {**former, **stored, **parts}


def lasting(stored: Mapping) -> dict:
    """What of a stored correction holds for next month's file too: no period, and nothing that was taken back.

    Nor what was said of one of several columns that only differ by their period: next month there is one more.
    """
    kept = {name: dict(stored.get(name, {})) for name in ("columns", "labels", "whole")}
    kept["columns"] = {
        key: said for key, said in kept["columns"].items() if said["target"] != READ and not _is_one_of_many(key)
    }
    kept["labels"] = {name: target for name, target in kept["labels"].items() if target != READ}
    kept["whole"] = {name: said for name, said in kept["whole"].items() if said != READ and name != "period"}
    return {**stored, **kept}


def says_nothing(stored: Mapping) -> bool:
    """Whether a stored correction tells nothing that could be remembered."""
    return not any(stored.get(name) for name in ("columns", "labels", "whole", "is_kind_said"))


def undated(text: str) -> str:
    """A normalised text with a sign in the place of years, months and days."""
    return _PERIOD.sub(SIGN, normalise(text))


def column_keys(paths: Sequence[Sequence[str]]) -> list[str]:
    """What each column is known by next month: its headings without periods, and which of those that are alike."""
    plain = ["/".join(map(undated, path)) or "~" for path in paths]
    all_times, times = Counter(plain), Counter[str]()
    found: list[str] = []
    for text in plain:
        times[text] += 1
        found.append(text if all_times[text] == 1 else f"{text}~{times[text]}")
    return found


def _is_one_of_many(key):
    """Whether a key is that of one of several columns whose headings differ by their period alone."""
    plain, _sign, place = key.rpartition("~")
    return bool(plain) and place.isdigit() and SIGN in plain


def shape_of(paths: Sequence[Sequence[str]], titles: Iterable[str]) -> str:
    """A fingerprint of a table's headings that next month's table has too, in 32 characters.

    Columns of periods count once, however many there are. Where one has no other heading than a period, and the title
    must say of what the figures are, the title belongs to the shape.
    """
    plain = ["/".join(map(undated, path)) for path in paths]
    while plain and not plain[-1]:
        plain.pop()
    parts, seen = [], set()
    for text in plain:
        if SIGN not in text or text not in seen:
            parts.append(text)
        seen.add(text)
    if any(text.strip(SIGN + "/-") == "" for text in plain if text):
        parts += ["", *map(undated, titles)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
