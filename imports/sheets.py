"""The base of every kind of sheet: reading rows by declared columns, and saying what is wrong where."""

from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _
from import_export.resources import Resource

from imports.cells import CellReader, Check
from imports.columns import Column, cell_text, quoted
from imports.context import ImportContext
from imports.corrections import FIGURES, IGNORE
from imports.errors import CellError, RowErrors, SetAside
from imports.explaining import MOST_EXPLAINED, Targets, correction_reasons, explained_fields, said_fields
from imports.header_problems import guessed_headers, header_problems
from imports.layout import Table, column_letter
from imports.mapping import HeaderMapping, map_headers
from imports.report import Problem, SheetReport
from imports.roles import table_roles
from imports.similar_headers import with_similar

LONGEST_VALUE = 200
LAST_COLUMNS = ("source", "place", "as_written", "note")
# How often the one who waits is told how far it is, in rows.
STEP = 500
# A longer table is compared in a preview, but not written and rolled back: that would double its time.
MOST_WRITTEN_IN_PREVIEW = 2000
# Each pass finds one level of a tree whose rows stand bottom up; no county's platforms are deeper.
MOST_PASSES = 20


@dataclass(frozen=True, slots=True)
class FurtherColumn:
    """A column that is data: its header, what to write, an example, and other headers that mean the same."""

    header: str
    words: str
    example: str
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a row is about: by what it is known again, how it is called, and the row as the spreadsheet counts.

    Only tables that speak of the same `scope`, such as a period, can be compared.
    """

    key: Hashable
    label: str
    row: int
    scope: Hashable = None


class Sheet(Resource):
    """A kind of sheet. Subclasses declare Columns and say what to do with a cleaned row (`take`)."""

    kind: str
    label: str
    position: int = 100
    # What a kind needs besides its declared columns, in words for the editor.
    missing_headers: dict[str, str] = {}
    # The sentence that says so where it is no one column, with the row of the header.
    missing_sentences: dict[str, str] = {}

    def __init__(self, context: ImportContext | None = None, **kwargs):
        super().__init__(**kwargs)
        self.context = context
        self.mapping = HeaderMapping({})
        for column in self.fields.values():
            column.widget.sheet = self

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """In the order of templates and exports: what a row says before where that comes from."""
        names = sorted(cls.fields, key=lambda name: name in LAST_COLUMNS)
        return {name: cls.fields[name] for name in names}

    @classmethod
    def example_headers(cls) -> list[str]:
        """Headers that a blank table needs besides the declared columns, where columns are data."""
        return []

    @classmethod
    def further_columns(cls) -> list[FurtherColumn]:
        """What the second sheet of a blank table says of columns that are data: those of the table, and others."""
        return []

    def get_export_order(self):
        return list(self.columns())

    @classmethod
    def models_written(cls) -> tuple:
        """The models whose tables nobody else shall write while rows of this kind are published."""
        return ()

    # How often rows that were set aside are tried again, for what later rows have made.
    most_passes = MOST_PASSES

    @classmethod
    def role_of(cls, text: str, context: ImportContext) -> str:
        """What a text that names no declared column may be in a header (see imports.header_rows); "" where nothing."""
        return ""

    @classmethod
    def map_table(cls, table: Table, context: ImportContext | None) -> HeaderMapping:
        """Which column of a table is which; kinds whose columns are data look them up in the run's `context`."""
        said = said_fields(table, cls.fields)
        return with_similar(cls.map_headers(table.headers, said), table.headers, cls.all_names(), said)

    @classmethod
    def map_headers(cls, headers, said: Mapping[int, str] = MappingProxyType({})) -> HeaderMapping:
        """Which header is which declared column; `said` as in `imports.mapping.map_headers`."""
        required = [name for name, column in cls.fields.items() if column.required]
        return map_headers(headers, cls.all_names(), required, said)

    @classmethod
    def all_names(cls) -> dict[str, list[str]]:
        """The headers by which each declared column is known."""
        return {name: cls.header_names(name) for name in cls.fields}

    @classmethod
    def header_names(cls, name: str) -> list[str]:
        """The headers by which a declared column is known; the name of what the rows are also as 企业名称."""
        column = cls.fields[name]
        return [*column.names, *([f"{cls.label}{column.column_name}", f"{cls.label}全称"] if name == "name" else [])]

    def load(self, table: Table, report: SheetReport) -> None:
        """Reads every row and takes it; what is wrong goes into the report. Writes inside the caller's transaction."""
        if self.open(table, report):
            self.take_rows(self.table.rows)
            self.finish()

    def mentions(self, table: Table) -> list[Mention]:
        """What the rows are about; rows that cannot be read are passed over. Writes nothing."""
        found: list[Mention] = []
        if self.open(table, SheetReport(table.sheet, table.range, self.kind)):
            for number, cells in self.table.rows:
                with suppress(CellError, RowErrors, SetAside):
                    found += self.mentioned(number, self.read_row(cells))
        return found

    def mentioned(self, number: int, cleaned: dict) -> list[Mention]:
        """What a cleaned row is about, where it may be known."""
        raise NotImplementedError

    def still_there(self, mentions: list[Mention]) -> list[Mention]:
        """Those of what is known indeed; a kind that knows it when it reads a row need not ask again."""
        return mentions

    def open(self, table: Table, report: SheetReport) -> bool:
        """Makes ready to read the rows of a table; False where its headers cannot be used, which the report says."""
        self.table, self.report = table, report
        self.context.said_names = table.correction.labels
        self._is_written = len(table.rows) <= MOST_WRITTEN_IN_PREVIEW or not self.context.is_preview
        self._rows_taken = self.context.shared.setdefault(f"rows of {self.kind}", {})
        self.mapping = self.map_table(table, self.context)
        report.rows, report.understood = len(table.rows), self.understood()
        report.understood["reasons"] = [*report.understood["reasons"], *correction_reasons(table, self.knows)]
        report.understood["reasons"] += [table.unseen] if table.unseen else []
        report.understood["columns"] = self.explain(table)[:MOST_EXPLAINED]
        report.ignored_columns = [
            *self.mapping.ignored,
            *(_("%(column)s列（没有表头）") % {"column": letter} for letter in table.columns_without_header),
        ]
        if not self._headers_are_usable():
            return False
        for warning in guessed_headers(table, self.mapping):
            report.add_warning(warning)
        self._readers = [
            CellReader(name, position, self.fields[name], self.check_of(name))
            for name, position in self.reader_columns().items()
        ]
        return True

    def understood(self) -> dict:
        """How the table was read, for the report: see docs/importing.md."""
        table, mapping = self.table, self.mapping
        return {
            "layout": "records",
            "confidence": round(mapping.share, 2),
            "reasons": list(table.reasons),
            "header": [table.top + 1, table.header_row + 1],
            "titles": [text for _number, text in table.titles],
            "units": [text for _number, text in table.unit_lines],
            "notes": sorted({number + 1 for number, _text in table.notes}),
            "totals": [number + 1 for number, _cells in table.totals],
            "roles": self.roles(),
        }

    def roles(self) -> dict[str, list]:
        """Which rows and columns of the table are what; a column that must be filled says what the row is about."""
        labels = [
            place for name, place in self.mapping.columns.items() if name in self.fields and self.fields[name].required
        ]
        return table_roles(self.table, labels, set(self.mapping.columns.values()) - set(labels))

    def explain(self, table: Table) -> list[dict]:
        """What each column was taken for, and why: see imports.explaining."""
        return explained_fields(table, self.mapping, self.fields, self.all_names())

    @classmethod
    def targets(cls) -> Targets:
        """What an editor may say that a column is."""
        return Targets([(name, column.column_name) for name, column in cls.columns().items()])

    def knows(self, target: str) -> bool:
        """Whether what an editor once said is there: see imports.corrections."""
        return target in (FIGURES, IGNORE) or target.removeprefix("field:") in dict(self.targets().fields)

    def reader_columns(self) -> dict[str, int]:
        """The declared columns that the table has, with their positions."""
        return self.mapping.columns

    def check_of(self, name: str) -> Check | None:
        """What a cell of a column must fulfil besides being readable."""
        return None

    def take_rows(self, rows):
        """Takes rows again and again while some that were set aside find what an earlier pass made."""
        for _passed in range(self.most_passes):
            waiting = []
            for done, (number, cells) in enumerate(rows):
                if done % STEP == 0:
                    self.context.tell(self.table.sheet, done, len(rows))
                problem = self._take_row(number, cells)
                if problem is not None:
                    waiting.append((number, cells, problem))
            if not waiting or len(waiting) == len(rows):
                break
            rows = [(number, cells) for number, cells, _problem in waiting]
        for number, cells, problem in waiting:
            self.report.add_set_aside(number + 1, problem, self.weight(cells))

    def weight(self, cells: list) -> int:
        """For how many things a row that is set aside counts."""
        return 1

    def take(self, number: int, cleaned: dict) -> None:
        """Does what a cleaned row says; `number` is the row counted from 0. Raises CellError or SetAside."""
        raise NotImplementedError

    def finish(self) -> None:
        """Called when every row was taken."""

    def complete(self, cleaned: dict) -> dict:
        """Checks and joins cells that only make sense together. Raises CellError or SetAside."""
        return cleaned

    def read_row(self, cells: list) -> dict:
        """The cleaned values of the columns that the table has. Raises RowErrors, CellError or SetAside."""
        cleaned, faults, set_aside = {}, [], None
        for reader in self._readers:
            try:
                cleaned[reader.name] = reader.read(cells, self._by_header)
            except CellError as error:
                faults.append((reader.name, error))
            except SetAside as problem:
                set_aside = set_aside or problem
        if faults:
            raise RowErrors(faults)
        if set_aside:
            raise set_aside
        return self.complete(cleaned)

    def refuse_repeated(self, number: int, key: tuple, column: str) -> None:
        """Raises CellError where another row of the workbook has said something of the same thing."""
        place = (self.table.sheet, number)
        found = self._rows_taken.setdefault(key, place)
        if found == place:
            return
        sheet, first = found
        place = "" if sheet == self.table.sheet else _("工作表“%(sheet)s”") % {"sheet": sheet}
        raise CellError(
            _("与%(place)s第%(row)d行说的是同一条，请只留一行。") % {"place": place, "row": first + 1},
            "repeated_row",
            column,
        )

    def cell_of(self, number: int, name: str) -> str:
        """The address of a field's cell in a row, such as "F7"."""
        return f"{column_letter(self.mapping.columns[name])}{number + 1}"

    def _by_header(self, cells):
        return {
            self.fields[name].column_name: cells[position] if position < len(cells) else ""
            for name, position in self.reader_columns().items()
        }

    def _take_row(self, number, cells) -> SetAside | None:
        try:
            self.take(number, self.read_row(cells))
        except SetAside as problem:
            return problem
        except RowErrors as errors:
            for name, error in errors.faults:
                self.add_error(number, cells, name, error)
        except CellError as error:
            self.add_error(number, cells, error.column, error)
        return None

    def add_error(self, number: int, cells: list, name: str, error: CellError) -> None:
        position = self.mapping.columns.get(name)
        value = cell_text(cells[position]) if position is not None and position < len(cells) else ""
        column = None if position is None else column_letter(position)
        self.report.add_error(Problem(error.code, number + 1, column, quoted(value, LONGEST_VALUE), str(error)))

    def _headers_are_usable(self) -> bool:
        problems = list(
            header_problems(self.table, self.mapping, self.names_missing(), self.all_names(), self.missing_sentences)
        )
        for problem in problems:
            self.report.add_error(problem)
        return not (self.mapping.missing or self.mapping.repeated)

    def names_missing(self) -> dict[str, str]:
        """What the table lacks, by how the editor knows it."""
        missing = self.mapping.missing
        return {
            name: self.fields[name].column_name if name in self.fields else str(self.missing_headers[name])
            for name in missing
        }
