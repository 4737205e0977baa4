"""Several subjects on one chart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import wording
from indicators.chart_pages.base import FREQUENCIES, TimeChart, fact, measure_and_unit, plain
from indicators.chart_pages.naming import counted_subjects
from indicators.chart_series import comparable_series, drawn_observations
from indicators.charts import MOST_SERIES, Frequency, Series, unit_words
from indicators.models import Break, Indicator, Observation, Subject

# Fewer than three have no place worth telling.
_LEAST_RANKED = 3
_MOST_NAMES = 3
_Key = tuple[str, str]


def comparison_chart(
    observations_by_subject: Mapping[Subject, Sequence[Observation]],
    breaks: Iterable[Break],
    *,
    home: Subject | None = None,
) -> "ComparisonChart | None":
    """One line a subject; None where fewer than two of them have figures that may be compared.

    observations_by_subject: public figures in force of one indicator; the first subjects are drawn where there are too
    many. Of several measures, bases and rhythms those of `home` lead, else those that most subjects have; subjects
    without them are named in a note. home: whose line is in the accent colour, by default the first subject's.
    """
    breaks = list(breaks)
    offered = {subject: _series_of(rows, breaks) for subject, rows in observations_by_subject.items()}
    lead = home if home in offered else next(iter(offered), None)
    kind = _common_kind(offered, lead)
    lines = [(subject, offered[subject][kind]) for subject in offered if kind in offered[subject]]
    # The home county is drawn however many there are.
    drawn = sorted(lines, key=lambda line: line[0] != lead)[:MOST_SERIES]
    if len(drawn) < 2:
        return None
    rows = sorted((row for _subject, (_series, rows) in drawn for row in rows), key=_by_day, reverse=True)
    shown = [_named(subject, series, subject == lead) for subject, (series, _rows) in drawn]
    has_line = {subject for subject, _line in lines}
    without = [subject for subject in offered if subject not in has_line]
    crowded_out = [subject for subject, _line in lines if subject not in dict(drawn)]
    return ComparisonChart(rows, breaks, shown, lead, without, crowded_out)


def _series_of(rows: Sequence[Observation], breaks: list[Break]) -> dict[tuple, tuple[Series, list[Observation]]]:
    """The series of one subject by measure, basis and frequency, the first of each being what a page shows first."""
    groups: dict[_Key, list[Observation]] = {}
    for row in rows:
        if row.breakdown_id is None:
            groups.setdefault((row.measure, row.basis), []).append(row)
    return {
        (*key, series.frequency): (series, drawn_observations(series, group))
        for key, group in groups.items()
        for series in comparable_series(group, breaks)
    }


def _common_kind(offered: Mapping[Subject, Mapping[tuple, object]], lead: Subject | None) -> tuple | None:
    """What most subjects have; of equals what the leading one has first."""
    counts = Counter(kind for kinds in offered.values() for kind in kinds)
    of_lead = list(offered.get(lead, ()))
    candidates = of_lead or list(counts)
    return max(candidates, key=lambda kind: (counts[kind], -candidates.index(kind)), default=None)


def _named(subject: Subject, series: Series, is_lead: bool) -> Series:
    return replace(series, name=plain(wording.marked(subject.display_name, subject.name_en)), is_home=is_lead)


def _by_day(row: Observation) -> tuple:
    return row.last_day, row.first_day


@dataclass(frozen=True)
class ComparisonChart(TimeChart):
    """Lines of several subjects, the leading one first. without: those asked for that have no comparable figures; crowded_out: those
    for which there is no room."""

    lines: Sequence[Series]
    lead: Subject
    without: Sequence[Subject] = field(default=())
    crowded_out: Sequence[Subject] = field(default=())

    @property
    def all_series(self) -> Sequence[Series]:
        return self.lines

    @cached_property
    def title(self) -> SafeString:
        """缙云县规上工业增加值：2021年1—7月同比增长39.6%，图中10个地区里第1; without a place the names."""
        indicator = wording.marked(self.newest.indicator.name, self.newest.indicator.name_en)
        place = self._place_of_lead()
        if place is None:
            return format_html(_("{indicator}：{names}"), indicator=indicator, names=self._names())
        return format_html(
            _("{subject}{indicator}：{facts}"),
            subject=wording.marked(self.lead.display_name, self.lead.name_en),
            indicator=wording.within_sentence(indicator),
            facts=wording.joined([fact(self._newest_of_lead), place]),
        )

    @property
    def subtitle(self) -> SafeString:
        unit = unit_words(self.all_series, self.newest.unit, wording.language())
        return measure_and_unit(self._newest_of_lead, unit, FREQUENCIES[Frequency(self.lines[0].frequency)])

    @property
    def notes(self) -> list[SafeString | str]:
        found = super().notes
        if self.without:
            found.append(format_html(_("没有可比数据、图中未画：{names}。"), names=_names_of(self.without)))
        if self.crowded_out:
            words = _("图中最多画{most}条线，未画：{names}。")
            found.append(format_html(words, most=MOST_SERIES, names=_names_of(self.crowded_out)))
        return found

    @property
    def table_label(self) -> str:
        return "subject"

    @property
    def _newest_of_lead(self) -> Observation:
        return next(row for row in self.observations if row.subject_id == self.lead.pk)

    def _place_of_lead(self) -> SafeString | None:
        """Its place among those drawn that have a figure of the same period, counted in the direction that is good."""
        newest = self._newest_of_lead
        same = [row for row in self.observations if _period(row) == _period(newest)]
        if len(same) < _LEAST_RANKED:
            return None
        lowest_first = newest.indicator.better == Indicator.Better.LOWER
        better = sum(row.value < newest.value if lowest_first else row.value > newest.value for row in same)
        tied = sum(row.value == newest.value for row in same) > 1
        within = counted_subjects(len(same), [row.subject for row in same])
        position = _("图中{within}并列第{place}") if tied else _("图中{within}第{place}")
        return format_html(position, within=within, place=better + 1) + (_("（从低到高）") if lowest_first else "")

    def _names(self) -> SafeString:
        names = [wording.in_its_language(series.name) for series in self.lines]
        told = wording.listed(names[:_MOST_NAMES])
        if len(names) <= _MOST_NAMES:
            return told
        return format_html(_("{names}等{count}个对象"), names=told, count=len(names))


def _names_of(subjects: Iterable[Subject]) -> SafeString:
    return wording.listed(wording.marked(one.display_name, one.name_en) for one in subjects)


def _period(row: Observation) -> tuple:
    return row.first_day, row.last_day, row.is_stock
