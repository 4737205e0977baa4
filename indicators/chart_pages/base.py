"""What every chart on a page has: its words, its sources, its picture, and the picture that leaves the page."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.cache import cache
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators import charts, wording
from indicators.bilingual import known_words
from indicators.chart_series import point_of
from indicators.charts import Form, Frequency, Series, Target, standalone
from indicators.fonts import chinese_font
from indicators.models import Break, Observation, Source

# Another number wherever the same rows are drawn otherwise, so that a shared cache forgets the old pictures.
DRAWING = 4
# Drawing again is cheap; a translation that was put right shall show by the next day.
KEPT_SECONDS = 24 * 60 * 60
# More sources than that would be longer than the picture.
MOST_SOURCES = 3

FREQUENCIES = {
    Frequency.YEARLY: gettext_lazy("年度"),
    Frequency.YEAR_END: gettext_lazy("年末"),
    Frequency.HALF_YEARLY: gettext_lazy("半年"),
    Frequency.QUARTERLY: gettext_lazy("季度"),
    Frequency.MONTHLY: gettext_lazy("月度"),
    Frequency.CUMULATIVE: gettext_lazy("当年累计"),
    Frequency.AS_OF: gettext_lazy("时点"),
}


class NoChineseFontError(RuntimeError):
    """No pixels can be drawn here; the message says to whoever runs the site what to install."""

    def __init__(self) -> None:
        super().__init__(_("没有画图用的中文字体：请安装 fonts-noto-cjk。"))


@dataclass(frozen=True)
class Chart(ABC):
    """A picture on a page, in the language that is active. observations: those drawn, newest first."""

    observations: Sequence[Observation]
    all_breaks: Sequence[Break]

    @property
    @abstractmethod
    def title(self) -> SafeString | str:
        """The finding, or what is compared."""

    @property
    @abstractmethod
    def subtitle(self) -> SafeString | str:
        """Measure, unit, frequency and basis."""

    @property
    @abstractmethod
    def notes(self) -> list[SafeString | str]:
        """What a reader must know to read the picture rightly."""

    @property
    @abstractmethod
    def breaks(self) -> list[Break]:
        """Those between figures of the chart."""

    @abstractmethod
    def _drawing(self) -> tuple[str, Mapping[str, Any]]:
        """The function of `indicators.charts` that draws it, and what to draw."""

    @property
    def newest(self) -> Observation:
        return self.observations[0]

    @property
    def sources(self) -> list[Source]:
        """Where its figures come from, the newest figure's source first."""
        return list({row.source_id: row.source for row in self.observations}.values())

    @property
    def source_line(self) -> str:
        """来源：统计月报，统计局，2021年8月20日；… in plain words."""
        told = [_source_words(source) for source in self.sources[:MOST_SOURCES]]
        if len(self.sources) > MOST_SOURCES:
            told.append(_("共%(total)s个来源") % {"total": len(self.sources)})
        return _("来源：") + _("；").join(told)

    @cached_property
    def svg(self) -> SafeString:
        """The picture, from the cache where the same rows were drawn before."""
        return mark_safe(self.drawn())

    @property
    def table_label(self) -> str:
        """What the rows of its table are named by."""
        return "period"

    def standalone_svg(self, source_line: str | None = None, face: str = standalone.FACES) -> str:
        """The picture with title, notes, source and date in it, for wherever it is taken."""
        return standalone.dress(
            self.drawn(standalone.FORM),
            title=plain(self.title),
            subtitle=plain(self.subtitle),
            below=[*map(plain, self.notes), *map(_break_words, self.breaks), source_line or self.source_line],
            face=face,
        )

    def standalone_png(self, source_line: str | None = None, scale: float = 2) -> bytes:
        """The same as pixels. Raises NoChineseFontError where Chinese would be boxes."""
        family = chinese_font()
        if family is None:
            raise NoChineseFontError
        svg = self.standalone_svg(source_line, face=family)
        return cache.get_or_set(_key("png", scale, svg), lambda: _as_png(svg, scale), timeout=KEPT_SECONDS)

    def drawn(self, form: Form | None = None) -> str:
        """The picture of these rows and words, kept under a digest of them: what is drawn anew is kept anew."""
        maker, content = self._drawing()
        words = {"title": plain(self.title), "subtitle": plain(self.subtitle), "language": wording.language()}
        arguments = {**content, **words} | ({"form": form} if form else {})
        key = _key(maker, sorted(arguments.items()))
        return cache.get_or_set(key, lambda: getattr(charts, maker)(**arguments), timeout=KEPT_SECONDS)


@dataclass(frozen=True)
class TimeChart(Chart):
    """Series of one frequency, measure and basis."""

    @property
    @abstractmethod
    def all_series(self) -> list[Series]:
        """What is drawn, each with the name of its subject."""

    @property
    def targets(self) -> Sequence[Target]:
        return ()

    @property
    def subtitle(self) -> SafeString:
        """Measure, unit, frequency and basis: 同比，%，当年累计，可比价."""
        unit = charts.unit_words(self.all_series, self.newest.unit, wording.language())
        return measure_and_unit(self.newest, unit, FREQUENCIES[self.all_series[0].frequency])

    @property
    def notes(self) -> list[SafeString | str]:
        worked_out = any(row.worked_out == "month" for row in self.observations)
        return [*charts.notes(self.all_series), *([_("单月数由累计数相减得出，不是发布数。")] if worked_out else [])]

    @property
    def breaks(self) -> list[Break]:
        days = {day for series in self.all_series for day in series.breaks}
        return [found for found in self.all_breaks if found.on in days]

    @property
    def specification(self) -> dict[str, Any]:
        """The picture for Vega, telling of each figure pointed at."""
        rows = {(plain_name(row), point_of(row)): row for row in self.observations}
        return charts.series_specification(
            self.all_series,
            unit=self.newest.unit,
            tell=lambda series, point: _told_of(rows[series.name, point]),
            labels={"subject": _("对象"), "period": _("时间"), "value": _("数值"), "source": _("来源")},
            language=wording.language(),
            targets=self.targets,
        )

    @property
    def specification_text(self) -> str:
        """As JSON, kept like the picture."""
        content = [sorted(row.source.title for row in self.observations), self.all_series, self.targets]
        key = _key("specification", content, wording.language(), self.newest.unit)
        text = cache.get_or_set(key, lambda: json.dumps(self.specification, ensure_ascii=False), timeout=KEPT_SECONDS)
        return str(text)

    def _drawing(self) -> tuple[str, Mapping[str, Any]]:
        content = {"all_series": self.all_series, "unit": self.newest.unit}
        return "series_chart", content | ({"targets": tuple(self.targets)} if self.targets else {})


def plain(words: str | SafeString) -> str:
    """Without marks of language, for the inside of a picture, which escapes for itself."""
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else str(words)


def plain_name(row: Observation) -> str:
    return plain(wording.marked(row.subject.display_name, row.subject.name_en))


def measure_and_unit(row: Observation, *further: Any) -> SafeString:
    """同比，%，当年累计，可比价: the measure unless it is the value itself, what is given, and the basis."""
    parts = [
        "" if row.measure == Observation.Measure.LEVEL else row.get_measure_display(),
        *further,
        "" if row.basis == Observation.UNSTATED else known_words(row.basis),
    ]
    first, *others = filter(None, parts)
    return format_html_join(_("，"), "{}", ((part,) for part in (first, *map(wording.within_sentence, others))))


def fact(row: Observation) -> SafeString:
    """2018年同比增长12.0%."""
    measure, value = wording.within_sentence(wording.measure_words(row)), wording.unsigned_value(row)
    said = format_html(_("{measure}{value}"), measure=measure, value=value) if measure else value
    return format_html(_("{period}{value}"), period=wording.period_words(row), value=said)


def _told_of(row: Observation) -> dict[str, str]:
    value = plain(wording.value_words(row).whole)
    value += _("（初步数）") if row.status == Observation.Status.PRELIMINARY else ""
    return {
        "subject": plain_name(row),
        "period": plain(wording.period_words(row)),
        "value": value,
        "source": _source_words(row.source),
    }


def _source_words(source: Source) -> str:
    parts = [
        source.title,
        plain(known_words(source.publisher)) if source.publisher else "",
        wording.day_words(source.published_on),
    ]
    return plain(_("，")).join(part for part in parts if part)


def _break_words(found: Break) -> str:
    return f"{wording.day_words(found.on)}{_('起口径变化，前后不可比：')}{found.reason}"


def _as_png(svg: str, scale: float) -> bytes:
    # Imported where it is needed: the engine costs 100 MB.
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=scale)


def _key(*content: Any) -> str:
    return f"chart-{hashlib.sha256(repr((DRAWING, content)).encode()).hexdigest()}"
