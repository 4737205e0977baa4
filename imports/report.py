"""What an import found and did, sheet by sheet: one shape for the command, the admin and the stored batch."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields

from django.utils.translation import gettext as _

from imports.texts import printable

MOST_ERRORS_SHOWN = 200
MOST_CHANGES_SHOWN = 200
MOST_WARNINGS = 500
# Of rows set aside: no page shows more, and of a large table they would be megabytes at each look.
MOST_ROWS_ASIDE_KEPT = 200
# Finding names like a misspelt one means comparing with all there are.
MOST_WITH_CANDIDATES = 200
# So many unknown names are shown to be explained; who has more brings the list first.
MOST_NAMES = 60
# What is kept for the pages and is no part of what the command prints.
NOT_PROMISED = (
    "ignored_columns", "vanished", "vanished_total", "vanished_note", "changes", "shape", "about", "lines", "unknown_names",
    "set_aside_places", "unseen",
)  # fmt: skip
ALL_WARNINGS = "*"


@dataclass
class Problem:
    """A fault at one cell; row and column are the spreadsheet's own (7, "C"), column null for a whole row."""

    code: str
    row: int
    column: str | None
    value: str
    message: str

    @property
    def cell(self) -> str:
        """Its address in the sheet, such as "F7", or the row alone."""
        return f"{self.column or ''}{self.row}"


@dataclass
class SetAsideRow:
    row: int
    reason: str
    candidates: list[str]


@dataclass
class SheetReport:
    name: str
    table: str
    kind: str | None
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    set_aside: int = 0
    set_aside_rows: list[SetAsideRow] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    errors_total: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    vanished: list[dict] = field(default_factory=list)
    vanished_total: int = 0
    vanished_note: str = ""
    changes: list[dict] = field(default_factory=list)
    understood: dict = field(default_factory=dict)
    # By what its corrections are known, and names that an editor can explain: see imports.corrections.
    shape: str = ""
    about: str = ""
    lines: str = ""
    unknown_names: list[dict] = field(default_factory=list)
    # In how many places stands what is set aside: a column of figures is one.
    set_aside_places: int = 0
    # Rows and columns that nobody sees, in a sentence.
    unseen: str = ""

    def __post_init__(self):
        self._fingerprint = hashlib.sha256()
        self.has_too_many_warnings = False

    @property
    def digest(self) -> str:
        """The fingerprint of all changes, in 64 characters."""
        return self._fingerprint.hexdigest()

    def note_change(self, *content) -> None:
        """Counts a change into the fingerprint; what is told of it must not depend on numbers or times of this run."""
        self._fingerprint.update(repr(content).encode())

    def show_change(self, change: dict) -> None:
        """Keeps a change to be shown: row, key, and the columns before and after."""
        if self.shows_more_changes:
            self.changes.append(change)

    @property
    def shows_more_changes(self) -> bool:
        return len(self.changes) < MOST_CHANGES_SHOWN

    def add_warning(self, problem: Problem):
        """Keeps a warning to be accepted; with very many the whole table is at fault, which is an error."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(problem)
        elif not self.has_too_many_warnings:
            self.has_too_many_warnings = True
            message = _("疑点超过%(most)d处，逐一确认没有意义：请先核对整张表的单位、期间和口径。") % {
                "most": MOST_WARNINGS
            }
            self.add_error(Problem("too_many_warnings", problem.row, problem.column, problem.value, message))

    def add_error(self, problem: Problem):
        self.errors_total += 1
        if len(self.errors) < MOST_ERRORS_SHOWN:
            self.errors.append(problem)

    def add_set_aside(self, row: int, problem, weight: int = 1) -> None:
        """Counts what a row with a SetAside problem holds; names to choose from are looked for in the first only."""
        candidates = problem.candidates if len(self.set_aside_rows) < MOST_WITH_CANDIDATES else []
        self.set_aside += weight
        self.set_aside_places += 1
        self.set_aside_rows.append(SetAsideRow(row, problem.reason, candidates))
        if problem.what:
            self._note_name(row, problem, candidates)

    def _note_name(self, row, problem, candidates):
        """Keeps a name that nobody knows, once, so that an editor can say whom it means."""
        names = self.unknown_names
        known = next((entry for entry in names if entry["name"] == problem.name), None)
        if known:
            known["rows"] += 1
        elif len(names) < MOST_NAMES:
            entry = {"name": printable(problem.name), "what": problem.what, "row": row, "rows": 1}
            names.append(entry | {"candidates": candidates})

    def as_dict(self) -> dict:
        """The sheet's part of the stored report, with the changes that are shown."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict) -> "SheetReport":
        """The report as it was stored."""
        known = {name: stored[name] for name in (entry.name for entry in fields(cls)) if name in stored}
        for name in ("warnings", "errors"):
            known[name] = [Problem(**problem) for problem in known.get(name, [])]
        known["set_aside_rows"] = [SetAsideRow(**row) for row in known.get("set_aside_rows", [])]
        return cls(**known)


@dataclass
class ImportReport:
    """The sheets in the workbook's order; `hidden` names those that were not read because nobody sees them.

    has_moved: the changes are not those that were looked at, so nothing was written.
    """

    sheets: list[SheetReport] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    has_moved: bool = False

    @property
    def digest(self) -> str:
        """The fingerprint of all changes, the same for the same changes whenever they are computed."""
        parts = [f"{sheet.name}\n{sheet.kind}\n{sheet.digest}\n" for sheet in self.sheets]
        return hashlib.sha256("".join(parts).encode()).hexdigest()

    @property
    def errors_total(self) -> int:
        return sum(sheet.errors_total for sheet in self.sheets)

    @property
    def set_aside_total(self) -> int:
        return sum(sheet.set_aside for sheet in self.sheets)

    @property
    def changes_total(self) -> int:
        return sum(sheet.new + sheet.changed for sheet in self.sheets)

    @property
    def warnings(self) -> dict[str, Problem]:
        """Every warning by what it is accepted by: its code and place, such as "unit_slip@产值!F7"."""
        return {
            f"{problem.code}@{sheet.name}!{problem.cell}": problem
            for sheet in self.sheets
            for problem in sheet.warnings
        }

    def open_warnings(self, accepted: Collection[str]) -> list[str]:
        """The warnings that nobody has accepted; "*" accepts all."""
        if ALL_WARNINGS in accepted:
            return []
        return [name for name in self.warnings if name not in accepted]

    def as_dict(self, batch: int | None = None) -> dict:
        """What is stored with the batch."""
        return {"batch": batch, "sheets": [sheet.as_dict() for sheet in self.sheets], "hidden": self.hidden}

    @classmethod
    def from_dict(cls, stored: dict) -> "ImportReport":
        """The report as it was stored."""
        return cls([SheetReport.from_dict(sheet) for sheet in stored.get("sheets", [])], stored.get("hidden", []))

    def as_contract(self, batch: int | None) -> dict:
        """What the command prints as JSON, and no more: its shape is a promise to whoever reads it."""
        sheets = [sheet.as_dict() for sheet in self.sheets]
        for sheet in sheets:
            for name in NOT_PROMISED:
                del sheet[name]
        return {"batch": batch, "sheets": sheets}
