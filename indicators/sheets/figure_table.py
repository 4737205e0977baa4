"""What tables of figures share, however they are laid out: comparing and publishing them, some thousand at a time."""

import datetime
import re
from collections.abc import Iterable
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.background_sheet import BackgroundSheet
from imports.errors import CellError, RowErrors
from imports.faults import model_faults
from imports.instances import Blanks
from imports.layout import column_letter
from imports.report import Problem
from imports.sheets import Mention
from indicators.actions import Comparison, PublishError, compare, publish, refuse_rewritten_past
from indicators.figures import Figure, set_quantity, written_with_unit
from indicators.models import LegalBasis, Observation
from indicators.numbers import NumberError
from indicators.plausibility import slip_factor
from indicators.references import References
from indicators.sheets.checks import FigureChecks
from indicators.sheets.corrections import corrections_taken_back
from indicators.sheets.ranks import written_ranks
from indicators.sheets.suspicions import is_count
from indicators.sheets.widgets import read_cell
from indicators.standings import group_size

# What is looked up, checked elsewhere or not known before publication.
NOT_CHECKED = [
    "subject", "indicator", "breakdown", "source", "batch", "published_at", "closed_at", "sheet", "cell",
]  # fmt: skip
COLUMN_OF = {"as_written": "value", "written_unit": "unit", "period_label": "period"}
LIMITS = {
    name: Observation._meta.get_field(name).max_length
    for name in ("basis", "place", "as_written", "written_unit", "period_label")
}
# Larger than any sheet.
ROWS_AT_MOST, COLUMNS_AT_MOST = 1 << 24, 1 << 14
CELL = re.compile("([A-Z]+)([0-9]+)")
TAKEN_AT_ONCE = 10_000
# What a table that does not say means; plain texts, which are told and written faster than members of a choice.
LEVEL, PUBLIC, FINAL = (
    choice.value for choice in (Observation.Measure.LEVEL, Observation.Audience.PUBLIC, Observation.Status.FINAL)
)
# The column of the long form that holds the number.
VALUE = "数值"


class FigureTable(BackgroundSheet):
    """Rows that hold figures. Subclasses read them and hand each one to `add`."""

    # No figure makes what another one needs.
    most_passes = 1

    def __init__(self, context=None, **kwargs):
        super().__init__(context, **kwargs)
        self._figures: list[Figure] = []
        self._cells: dict[int, tuple[int, int]] = {}  # row and column of each figure in hand, by its id
        self._blanks = Blanks(Observation)
        self._group_sizes: dict[int, int | None] = {}

    def get_queryset(self):
        return Observation.objects.asof().for_display()

    @property
    def references(self):
        return References.of(self.context)

    def knows(self, target):
        return super().knows(target) or self.references.target(target) is not None

    def mentioned(self, number, cleaned):
        self.take(number, cleaned)
        # Also those of rows before, of which another cell could not be read.
        figures, self._figures = self._figures, []
        rows = {id(figure): self._cells.pop(id(figure))[0] + 1 for figure in figures}
        return [
            Mention(figure.key, _called(told), rows[id(figure)], (told.first_day, told.last_day, told.period_kind))
            for figure in figures
            for told in [figure.observation]
        ]

    def still_there(self, mentions):
        """Those of figures in force."""
        subjects, indicators = ({mention.key[place] for mention in mentions} for place in (0, 1))
        rows = Observation.objects.asof().filter(subject_id__in=subjects, indicator_id__in=indicators)
        in_force = set(rows.values_list(*Observation.KEY_FIELDS))
        return [mention for mention in mentions if mention.key in in_force]

    def add(self, number: int, position: int, figure: Figure, column: str) -> None:
        """Takes a figure from the cell in row `number` and column `position`, both counted from 0.

        Raises CellError at `column` where another cell of the workbook speaks of the same figure.
        """
        self._refuse_repeated(number, position, figure, column)
        self._cells[id(figure)] = (number, position)
        self._figures.append(figure)
        if len(self._figures) >= TAKEN_AT_ONCE:
            self._flush()

    def finish(self):
        self._flush()
        self._settle()
        self._warn(self.checks.finish())

    @property
    def checks(self) -> FigureChecks:
        """One for the whole run: a table may hold what another is compared with."""
        shared = self.context.shared
        if "checks of figures" not in shared:
            shared["checks of figures"] = FigureChecks(self.references)
        return shared["checks of figures"]

    def legal_basis(self, stated: str, source, audience: str, column: str) -> str:
        """The stated basis or the source's. Raises CellError at `column` where a public figure would have none."""
        basis = stated or source.legal_basis
        if audience == Observation.Audience.PUBLIC and basis == LegalBasis.NONE:
            raise CellError(
                _("公开的数据要有公开依据：来源“%(source)s”没有，请填写“公开依据”，或把公开范围改为“内部”。")
                % {"source": source.title},
                "no_legal_basis",
                column,
            )
        return basis

    def group_size(self, group):
        """The number of a group's members, asked once."""
        if group.pk not in self._group_sizes:
            self._group_sizes[group.pk] = group_size(group)
        return self._group_sizes[group.pk]

    @staticmethod
    def set_value(observation, cell, unit: str, column: str) -> None:
        """Reads a cell into an observation whose measure and indicator are set. Raises CellError at `column`."""
        quantity = read_cell(
            cell, measure=observation.measure, indicator=observation.indicator, unit=unit, column=column
        )
        try:
            set_quantity(observation, quantity)
        except NumberError as error:
            raise CellError(str(error), "unreadable_number", column) from None

    @staticmethod
    def check(observation) -> None:
        """Raises RowErrors where a text does not fit its field; everything else was checked when it was read."""
        if all(len(getattr(observation, name)) <= limit for name, limit in LIMITS.items()):
            return
        try:
            observation.clean_fields(exclude=NOT_CHECKED)
        except ValidationError as error:
            faults = [
                (COLUMN_OF.get(attribute, attribute), fault) for attribute, fault in model_faults(error, Observation)
            ]
            raise RowErrors(faults) from None

    def _flush(self):
        """Publishes what was read; with an error anywhere the whole run is rolled back, so only compares."""
        figures, self._figures = self._figures, []
        comparison = compare(figures)
        self._warn(self._slips(comparison))
        self._warn(corrections_taken_back(comparison))
        self._warn(self.checks.check([*comparison.new, *(figure for _former, figure in comparison.changed)]))
        if not self.report.errors_total:
            try:
                self._publish(figures, comparison)
            except (PublishError, IntegrityError, DataError) as error:
                self._refuse(error)
                return
        self._count(comparison)
        self._cells.clear()

    def _publish(self, figures, comparison):
        moment = self._moment(comparison)
        if not self._is_written:
            refuse_rewritten_past(comparison, moment)
            return
        publish(figures=figures, batch=self.context.batch, at=moment, comparison=comparison)
        self._background.begin(self._references_to_check)

    def _settle(self):
        try:
            self._background.end()
        except (IntegrityError, DataError) as error:
            self._refuse(error)

    @staticmethod
    def _slips(comparison: Comparison):
        """Figures that replace one of another size: the most common slip is the same table in another unit."""
        for former, figure in comparison.changed:
            new = figure.observation
            if new.measure != Observation.Measure.LEVEL or new.value is None or former.value is None:
                continue
            if slip_factor(float(new.value), float(former.value), is_count=is_count(new.indicator.unit)):
                message = _(
                    "将把%(former)s改为%(new)s，相差10倍、100倍或更多，像是单位或小数点错了：请核对单位和数值，无误再确认。"
                ) % {"former": written_with_unit(former), "new": written_with_unit(new)}
                yield figure, "unit_slip", message

    def _count(self, comparison):
        self.report.new += len(comparison.new)
        self.report.changed += len(comparison.changed)
        self.report.unchanged += len(comparison.unchanged)
        for figure in comparison.new:
            self._describe(None, figure)
        for former, figure in comparison.changed:
            self._describe(former, figure)

    def _refuse_repeated(self, number, position, figure, column):
        # Not the key itself, nor a name of the place: half a million of them would take as much memory as the table.
        taken, sheets = self.context.shared.setdefault("cells of figures", ({}, []))
        if not sheets or sheets[-1] != self.table.sheet:
            sheets.append(self.table.sheet)
        here = ((len(sheets) - 1) * ROWS_AT_MOST + number) * COLUMNS_AT_MOST + position
        first = taken.setdefault(hash(figure.key), here)
        if first == here:
            return
        place, first_position = divmod(first, COLUMNS_AT_MOST)
        sheet, first_number = divmod(place, ROWS_AT_MOST)
        if sheets[sheet] == self.table.sheet:
            message = _("与第%(row)d行说的是同一条，请只留一行。") % {"row": first_number + 1}
        else:
            cell = f"{column_letter(first_position)}{first_number + 1}"
            message = _("与工作表“%(sheet)s”的%(cell)s说的是同一个数据，请只留一个。") % {
                "sheet": sheets[sheet], "cell": cell
            }  # fmt: skip
        raise CellError(message, "repeated_row", column)

    def _warn(self, warned: Iterable[tuple[Figure, str, str]]):
        for figure, code, message in warned:
            letter, row = CELL.fullmatch(figure.observation.cell).groups()
            self.report.add_warning(Problem(code, int(row), letter, figure.observation.as_written, message))

    def _refuse(self, error):
        known = isinstance(error, PublishError)
        message = str(error) if known else _("数据库没有接受这张表的数据，请核对各栏内容。")
        self.add_error(self.table.header_row, [], "", CellError(message, "refused"))

    def _moment(self, comparison):
        """The day with the present time of day, so that two loads dated the same day keep their order.

        A correction made on a later day, but earlier in the day, stands right behind what it corrects. All of a run is
        published at one moment.
        """
        now = self.context.shared.setdefault("moment of publication", timezone.now())
        day = self.context.published_on
        if day is None or day >= timezone.localdate():
            return now
        moment = datetime.datetime.combine(day, timezone.localtime(now).timetz())
        latest = max((former.published_at for former, _figure in comparison.changed), default=moment)
        if latest >= moment and timezone.localdate(latest) == day:
            return latest + datetime.timedelta(milliseconds=1)
        return moment

    def _describe(self, former, figure: Figure):
        """What the preview and the result say of one figure: its new value, or every column that changed."""
        number, position = self._cells[id(figure)]
        observation = figure.observation
        self.report.note_change(number, position, former and former.pk, *_told(figure))
        if not self.report.shows_more_changes:
            return
        after, before = self._shown(observation, figure.ranks), former and self._shown(former, former.ranks.all())
        changed = [name for name in after if before and before[name] != after[name]]
        self.report.show_change(
            {
                "row": number + 1,
                "key": _called(observation),
                "before": before and {name: before[name] for name in changed},
                "after": {name: after[name] for name in changed}
                if before
                else {_("数值"): written_with_unit(observation)},
            }
        )

    def _shown(self, observation, ranks):
        """As `rendered`, with the unit behind the number also where it stands in a column or header of its own."""
        return self.rendered(observation, ranks) | {VALUE: written_with_unit(observation)}

    def rendered(self, observation, ranks) -> dict[str, str]:
        """The figure by the columns of the long form."""
        raise NotImplementedError


def _called(told: Observation) -> str:
    return f"{told.subject} · {told.indicator} · {told.get_measure_display()} · {told.period_label}"


# What a figure says, in words that are the same in every run: no numbers of rows that this run makes.
TOLD = itemgetter(
    "first_day", "last_day", "is_stock", "value_state", "measure", "basis", "audience", "period_label", "as_written",
    "value", "written_unit", "qualifier", "status", "place", "note", "legal_basis",
)  # fmt: skip


def _told(figure: Figure) -> tuple:
    told = figure.observation
    subject = told.subject
    # What tells two of one name apart; a key made of the name is not there before the subject is written.
    code = "" if subject.key.startswith("slug:") else subject.key
    values = (code, subject.kind, subject.name, told.indicator.code, told.source.title, TOLD(told.__dict__))
    if not (figure.ranks or told.breakdown_id):
        return values
    return *values, str(told.breakdown or ""), written_ranks(figure.ranks)
