"""What an import found and did, sheet by sheet: one shape for the command, the admin and the stored batch."""

from dataclasses import asdict, dataclass, field

MOST_ERRORS_SHOWN = 200


@dataclass
class Problem:
    """A fault at one cell; row and column are the spreadsheet's own (7, "C"), column null for a whole row."""

    code: str
    row: int
    column: str | None
    value: str
    message: str


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
    changes: list[dict] = field(default_factory=list)

    def add_error(self, problem: Problem):
        self.errors_total += 1
        if len(self.errors) < MOST_ERRORS_SHOWN:
            self.errors.append(problem)

    def add_set_aside(self, row: int, reason: str, candidates: list[str]):
        self.set_aside += 1
        self.set_aside_rows.append(SetAsideRow(row, reason, candidates))

    def as_dict(self) -> dict:
        """The sheet's part of the stored report; the list of single changes stays with the batch."""
        return {name: value for name, value in asdict(self).items() if name != "changes"}


@dataclass
class ImportReport:
    """The sheets in the workbook's order; `hidden` names those that were not read because nobody sees them."""

    sheets: list[SheetReport] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def errors_total(self) -> int:
        return sum(sheet.errors_total for sheet in self.sheets)

    @property
    def set_aside_total(self) -> int:
        return sum(sheet.set_aside for sheet in self.sheets)

    @property
    def changes_total(self) -> int:
        return sum(sheet.new + sheet.changed for sheet in self.sheets)

    def as_dict(self, batch: int | None = None) -> dict:
        """What is stored with the batch."""
        return {"batch": batch, "sheets": [sheet.as_dict() for sheet in self.sheets], "hidden": self.hidden}

    def as_contract(self, batch: int | None) -> dict:
        """What the command prints as JSON, and no more: its shape is a promise to whoever reads it."""
        sheets = [sheet.as_dict() for sheet in self.sheets]
        for sheet in sheets:
            del sheet["ignored_columns"]
        return {"batch": batch, "sheets": sheets}
