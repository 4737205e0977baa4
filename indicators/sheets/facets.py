"""What a heading, a label or a title tells of the figures below it, once its names are looked up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from imports.context import ImportContext
from imports.errors import SetAside
from imports.line_kinds import OF_WHICH
from imports.mapping import normalise, without_english
from indicators.models import Indicator, Subject
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import are_convertible
from indicators.references import NameIndex, References
from indicators.sheets.headings import LEVEL, Heading, readings

# Names above a table are looked for among these: not a hundred thousand enterprises.
KINDS_IN_TITLES = (Subject.Kind.REGION, Subject.Kind.PARK, Subject.Kind.CHAIN)
SHORTEST_IN_TITLE = 2
PERCENT = "%"
# A heading that differs by a letter of ten may be meant, where no other name is as near: 规下 for 规上 is another one.
SIMILAR, UNRIVALLED, SHORTEST_SIMILAR = 88, 8, 5
STATED_INDICATOR = re.compile(r"\s*(?:指标|指标名称|项目)\s*[:：]\s*(.+)")
STATED_SUBJECT = re.compile(r"\s*(?:地区|区域|国家|对象|企业|单位名称|企业名称)\s*[:：]\s*(.+)")


@dataclass(frozen=True, slots=True)
class Facets:
    """What is known of a figure from one place; what is not said there is None or "".

    `periods` are parts of a period from the coarsest ("2021年", "1-7月"); `unknown` is a name that nobody knows,
    `group` one that stands over a known name; `years_back`, `is_same_period` and `has_percent_too` as in a Heading.
    """

    subject: Subject | None = None
    indicator: Indicator | None = None
    measure: str = ""
    unit: str = ""
    periods: tuple[str, ...] = ()
    is_cumulative: bool | None = None
    base: str = ""
    unknown: str = ""
    group: str = ""
    is_guessed: bool = False
    years_back: int | None = None
    is_same_period: bool = False
    has_percent_too: bool = False

    @property
    def role(self) -> str:
        """What the heading is, for finding headers."""
        if self.indicator:
            return "indicator"
        if self.subject:
            return "subject"
        if self.periods:
            return "period"
        if self.measure or self.years_back is not None:
            return "measure"
        return "unit" if self.unit else ""

    @property
    def role_of_label(self) -> str:
        """What a label names; one that nobody knows is an indicator where a unit or a measure stands behind it."""
        if self.unknown:
            return "indicator" if self.unit or self.measure or self.base else ""
        return self.role

    @property
    def tells(self) -> bool:
        return bool(self.role)


class Lookup:
    """Reads headings with the names of one run."""

    def __init__(self, references: References):
        self.references, self.world = references, references.world
        self._known: dict[str, Facets] = {}

    @classmethod
    def of(cls, context: ImportContext) -> "Lookup":
        """The one of a run, made on first use, for the world in which the run is now."""
        references = References.of(context)
        found = context.shared.get("headings")
        if found is None or found.references is not references or found.world is not references.world:
            found = context.shared["headings"] = cls(references)
        return found

    def forget(self) -> None:
        """Called where names may have been added since."""
        self._known.clear()

    def read(self, text: str) -> Facets:
        """What one heading says."""
        if text not in self._known:
            # 其中 only says that the figures are part of those beside them.
            self._known[text] = self._read(OF_WHICH.sub("", text, count=1) if OF_WHICH.match(text) else text)
        return self._known[text]

    def path(self, texts: Sequence[str]) -> Facets:
        """What the headings above a column say together, from the uppermost."""
        found = Facets()
        for text in texts:
            found = together(found, self.read(text))
        if texts and OF_WHICH.fullmatch(texts[-1]):
            return replace(found, unknown=texts[-1])
        if (found.unknown or found.group) and len(texts) > 1:
            # 规上工业 above 增加值 is one name in two lines; 规下工业 above 总产值 another one than 总产值.
            joined = self.read("".join(texts))
            if joined.indicator and not joined.unknown and not (joined.is_guessed and found.indicator):
                return joined
        return found

    def subject_in(self, texts: Iterable[str]) -> Subject | None:
        """The one region, park or chain that the first text to name any names."""
        for text in texts:
            if (stated := STATED_SUBJECT.fullmatch(text)) and (subject := self._subject(stated[1].strip())):
                return subject
            found = self._contained(text, [self.references.subjects[kind] for kind in KINDS_IN_TITLES])
            if len(found) == 1:
                return found[0]
        return None

    def indicator_in(self, texts: Iterable[str]) -> Facets:
        """The indicator that a title names, with its unit and measure; `unknown` where it names one that nobody knows."""
        for text in texts:
            if stated := STATED_INDICATOR.fullmatch(text):
                return self.read(stated[1].strip())
        for text in texts:
            found = self._contained(text, [self.references.indicators])
            if len(found) == 1:
                return Facets(indicator=found[0], unit=_unit_at_end(text))
            if found:
                return Facets(unknown="、".join(indicator.name for indicator in found))
        return Facets()

    def _read(self, text):
        found = readings(text) if text else ()
        for heading in found:
            if not heading.name:
                return _facets(heading)
            indicator = self._one(self.references.indicators, heading.name)
            if indicator and not _is_ratio(heading, indicator):
                return replace(_facets(heading), indicator=indicator)
        for heading in found:
            if heading.name and (subject := self._subject(heading.name)):
                return replace(_facets(heading), subject=subject)
        for heading in found:
            if heading.name and (both := self._subject_and_indicator(heading.name)):
                return replace(_facets(heading), subject=both[0], indicator=both[1])
        for heading in found:
            indicator = similar(self.references.indicators, heading.name) if heading.name else None
            if indicator and not _is_ratio(heading, indicator):
                return replace(_facets(heading), indicator=indicator, is_guessed=True)
        last = next((heading for heading in reversed(found) if not heading.is_unit_apart), None)
        if (chinese := without_english(text)) != text and chinese:
            return self._read(chinese)
        return replace(_facets(last), unknown=last.name or text) if last else Facets(unknown=text)

    def _subject_and_indicator(self, name):
        """缙云县地区生产总值 is one of the other."""
        for end in range(len(name) - SHORTEST_IN_TITLE, SHORTEST_IN_TITLE - 1, -1):
            subject = self._one(self.references.subjects[Subject.Kind.REGION], name[:end])
            if subject and (indicator := self._one(self.references.indicators, name[end:].lstrip("的:：·_-"))):
                return subject, indicator
        return None

    def _subject(self, name):
        try:
            return self.references.find_subject(name)
        except SetAside:
            return None

    @staticmethod
    def _one(index: NameIndex, name):
        try:
            return index.get(name)
        except SetAside:
            return None

    @staticmethod
    def _contained(text, indexes):
        """The things whose names stand in a text, without those whose name is part of a longer one found there."""
        plain, found = normalise(text), []
        names = {
            name for index in indexes for name in index.names() if len(name) >= SHORTEST_IN_TITLE and name in plain
        }
        for name in sorted(names, key=len, reverse=True):
            if name in plain:
                found += [thing for index in indexes for thing in index.owners(name)]
                plain = plain.replace(name, " ")
        return list({thing.pk: thing for thing in found}.values())


def together(upper: Facets, lower: Facets) -> Facets:
    """What two places say; the lower one, which is nearer, where both speak of the same.

    A name below a known one says that something else is meant; an unknown one above a name only groups. The unit above
    is not that of a growth below: 总产值（亿元） over 增幅. 当月 below 增速 only says how long it counts.
    """
    is_named = bool(lower.indicator or lower.subject)
    is_span = lower.measure == LEVEL and lower.is_cumulative is not None and upper.measure in MEASURE_UNITS
    measure = upper.measure if is_span else lower.measure or upper.measure
    return Facets(
        lower.subject or upper.subject,
        lower.indicator or upper.indicator,
        measure,
        _unit_together(upper, lower, measure),
        (*upper.periods, *lower.periods),
        upper.is_cumulative if lower.is_cumulative is None else lower.is_cumulative,
        lower.base or upper.base,
        lower.unknown or ("" if is_named else upper.unknown),
        lower.group or upper.group or (upper.unknown if is_named else ""),
        lower.is_guessed or upper.is_guessed,
        upper.years_back if lower.years_back is None else lower.years_back,
        upper.is_same_period or lower.is_same_period,
        upper.has_percent_too or lower.has_percent_too,
    )


def _unit_together(upper: Facets, lower: Facets, measure: str) -> str:
    if lower.unit and lower.has_percent_too and measure in MEASURE_UNITS:
        # 亿元，% below 增速.
        return PERCENT if MEASURE_UNITS[measure] == PERCENT else ""
    return lower.unit or ("" if lower.measure in MEASURE_UNITS else upper.unit)


def similar(index: NameIndex, name: str):
    """The one thing whose name is nearly this one, with no other near; None otherwise."""
    plain = normalise(name)
    if len(plain) < SHORTEST_SIMILAR:
        return None
    near = process.extract(plain, index.names(), scorer=fuzz.ratio, limit=4, score_cutoff=SIMILAR - UNRIVALLED)
    owners = {thing.pk: thing for key, _score, _i in near for thing in index.owners(key)}
    return next(iter(owners.values())) if len(owners) == 1 and near[0][1] >= SIMILAR else None


def _facets(heading: Heading) -> Facets:
    periods = (heading.period,) if heading.period else ()
    return Facets(
        measure=heading.measure,
        unit=heading.unit,
        periods=periods,
        is_cumulative=heading.is_cumulative,
        base=heading.base,
        years_back=heading.years_back,
        is_same_period=heading.is_same_period,
        has_percent_too=heading.has_percent_too,
    )


def _is_ratio(heading: Heading, indicator: Indicator) -> bool:
    """总产值/亩 is no 总产值 in 亩."""
    return heading.is_unit_apart and not are_convertible(
        heading.unit, MEASURE_UNITS.get(heading.measure, indicator.unit)
    )


def _unit_at_end(text):
    last = readings(text)
    return next((heading.unit for heading in last if heading.unit), "")
