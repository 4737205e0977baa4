"""Why each column of a table of figures was taken for what it was, in words for the editor."""

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from imports.columns import cell_text, quoted
from imports.corrections import FIGURES, IGNORE
from imports.explaining import explanation, why_field, why_said
from imports.line_kinds import plain_label
from imports.mapping import normalise
from imports.texts import printable
from indicators.models import Observation
from indicators.models.observation import MEASURE_UNITS
from indicators.numbers import are_convertible
from indicators.references import names_of_subject
from indicators.sheets.cross_table import INDICATOR, SERIAL, SUBJECT, CrossTable, FigureColumn, Label
from indicators.sheets.headings import RANK, readings
from indicators.sheets.table_titles import units_of

MOST_LABELS = 200
# Finding what each may be means comparing with all indicators.
MOST_UNKNOWN = 60
LEVEL = Observation.Measure.LEVEL.value


def explained(cross: CrossTable, names: dict[str, str]) -> list[dict]:
    """The columns of a table of figures from the left; `names` are its declared columns by their fields."""
    found = {label.position: _of_label(cross, label, names) for label in cross.labels}
    found |= {column.position: _of_figures(cross, column) for column in cross.columns}
    for column, _parts in cross.summed:
        found[column.position] = explanation(cross.table, column.position, IGNORE, _("合计，只用来核对"), _("按名称"))
    for place, column in enumerate(cross.unknown):
        found[column.position] = _of_unknown(cross, column, place < MOST_UNKNOWN)
    declared = {place: name for name, place in cross.mapping.columns.items() if place not in found}
    for position, header in enumerate(cross.table.headers):
        if position in found or not header:
            continue
        name, said = declared.get(position), cross.table.said(position)
        if said is not None and said.target == IGNORE:
            found[position] = explanation(cross.table, position, IGNORE, _("不导入"), why_said(said))
        elif name in names:
            why = why_said(said) if said else why_field(header, names[name])
            found[position] = explanation(cross.table, position, f"field:{name}", names[name], why)
        else:
            found[position] = explanation(cross.table, position, "", _("不导入"), _("没有认出"))
    return [found[position] for position in sorted(found)]


def whole(cross: CrossTable) -> dict[str, str]:
    """What the title, the sheet's or the file's name or an editor tell of the whole table, as texts."""
    title = cross.title
    return {
        "subject": title.subject.name if title.subject else "",
        "indicator": title.indicator.name if title.indicator else "",
        "measure": title.measure,
        "unit": title.unit or "、".join(units_of(cross.table)),
        "period": "、".join(period.label for period in cross.title_periods),
    }


def other_names(cross: CrossTable) -> list[dict]:
    """Labels that matched otherwise than by the name itself: by an alias, a short name, a code, or as an editor said."""
    found: dict[str, dict] = {}
    for label in (*cross.label(SUBJECT), *cross.label(INDICATOR)):
        for _number, cells in cross.table.rows[:MOST_LABELS]:
            text = cell_text(cells[label.position]) if label.position < len(cells) else ""
            if text and text not in found and (entry := _of_name(cross, text)):
                found[text] = entry
    return list(found.values())


def _of_name(cross, text):
    facets, plain = cross.read_label(text), plain_label(text)
    thing = facets.indicator or facets.subject
    if thing is None or normalise(plain) == normalise(thing.name):
        return None
    said = cross.table.correction.labels.get(normalise(plain))
    target = f"indicator:{thing.code}" if facets.indicator else f"subject:{thing.kind}:{thing.key}"
    if said and said.target == target:
        why = why_said(said)
    elif facets.indicator:
        why = _why_indicator(facets.indicator, [plain], facets.is_guessed)
    else:
        why = _why_subject(thing, plain)
    return {"label": printable(quoted(text)), "target": target, "name": thing.name, "why": why}


def _of_label(cross, label: Label, names):
    said = cross.table.said(label.position)
    if label.what == SERIAL:
        return explanation(
            cross.table, label.position, IGNORE, _("序号，不导入"), _("按名称") if label.header else _("按内容")
        )
    if not label.what:
        return explanation(cross.table, label.position, "", _("不导入"), _("没有认出"))
    name = names.get(label.what, "")
    if said:
        why = why_said(said)
    elif label.position in cross.mapping.columns.values():
        why = why_field(label.header, name)
    else:
        why = _("按这一列的内容")
    return explanation(cross.table, label.position, f"field:{label.what}", name, why)


def _of_unknown(cross, column: FigureColumn, has_candidates: bool):
    """Also what it may be; 增长（%） beside a column that nobody knows waits for that."""
    facets = column.facets
    leans = bool(facets.measure) and not cross.read_column(column.position).unknown
    indicators, name = cross.lookup.references.indicators, facets.unknown or column.header
    near = indicators.candidates(name) if has_candidates and not leans else []
    others = [one for one in cross.unknown if column.above and one.facets.unknown == column.facets.unknown == one.above]
    if leans:
        why = _("跟左边一列，左边没有认出")
    elif others and others[0] is not column:
        why = _("没有认出；在%(letter)s列选定指标，这一列就跟它") % {"letter": others[0].letter}
    else:
        why = _("没有认出")
    return explanation(
        cross.table, column.position, "", _("搁置"), why,
        measure=facets.measure, unit=facets.unit, candidates=near,
    )  # fmt: skip


def _of_figures(cross, column: FigureColumn):
    facets, said = column.facets, cross.table.said(column.position)
    measure = facets.measure or (cross.title.measure or LEVEL if facets.indicator else "")
    unit, unit_why = _unit(cross, facets, measure)
    reasons = [why_said(said)] if said else list(_reasons(cross, column))
    target = FIGURES
    if facets.indicator:
        target = f"indicator:{facets.indicator.code}"
    elif facets.subject:
        target = f"subject:{facets.subject.kind}:{facets.subject.key}"
    return explanation(
        cross.table, column.position, target, _words(column, measure, unit),
        "；".join(filter(None, [*reasons, unit_why])), measure=facets.measure, unit=facets.unit,
        indicator=facets.indicator.name if facets.indicator else "", subject=facets.subject.name if facets.subject else "",
    )  # fmt: skip


def _words(column, measure, unit):
    """规上工业总产值 · 数值（万元）, 2021年1-7月 · 同比（%）."""
    facets = column.facets
    names = [facets.subject.name if facets.subject else "", facets.indicator.name if facets.indicator else ""]
    names += [
        "".join(facets.periods),
        _("位次") if measure == RANK else dict(Observation.Measure.choices).get(measure, ""),
    ]
    words = " · ".join(str(name) for name in names if name) or str(_("数值"))
    return f"{words}（{unit}）" if unit and measure != RANK else words


def _unit(cross, facets, measure) -> tuple[str, str]:
    """The unit of a column and where that was read; ("", "") where rows say it or nothing can be told."""
    if measure == RANK:
        return "", ""
    wanted = MEASURE_UNITS.get(measure, facets.indicator.unit if facets.indicator else "")
    if facets.unit:
        return facets.unit, _("单位取自表头")
    if cross.has("unit"):
        return "", ""
    if cross.title.unit:
        return cross.title.unit, _("单位取自标题")
    fitting = [unit for unit in units_of(cross.table) if wanted and are_convertible(unit, wanted)]
    if measure == LEVEL and len(fitting) == 1:
        return fitting[0], _("单位取自表格上方")
    return (wanted, _("单位按指标")) if facets.indicator and measure == LEVEL else (wanted, "")


def _reasons(cross, column):
    facets, path = column.facets, cross.table.path(column.position)
    own = cross.read_column(column.position)
    if facets.indicator and own.indicator is None:
        yield _("左边一列的增速") if facets.measure else _("跟左边一列")
    elif facets.indicator:
        yield _why_indicator(facets.indicator, [*path, "".join(path)], facets.is_guessed)
    if own.subject:
        yield next(
            (
                _why_subject(own.subject, heading.name)
                for text in path
                for heading in readings(text)
                if _is_of(own.subject, heading.name)
            ),
            _("对象在表头"),
        )
    if facets.periods:
        yield _("期间取自表头")


def _why_indicator(indicator, texts, is_guessed):
    headings = [heading.name for text in texts for heading in readings(text) if heading.name]
    plain = {normalise(name): name for name in reversed(headings)}
    if normalise(indicator.name) in plain:
        return _("按名称")
    for name in (*indicator.aliases, indicator.name_en, indicator.code):
        if name and normalise(name) in plain:
            return _("按别名“%(name)s”") % {"name": quoted(plain[normalise(name)])}
    if is_guessed:
        share = max(
            fuzz.ratio(normalise(name), normalise(one))
            for name in headings
            for one in (indicator.name, *indicator.aliases)
        )
        return _("按相近的名称（%(share)d%%）") % {"share": round(share)}
    return _("表头里有它的名称")


def _why_subject(subject, text):
    if normalise(text) == normalise(subject.name):
        return _("按名称")
    if _is_of(subject, text):
        return _("按别名“%(name)s”") % {"name": quoted(text)}
    return _("按名称，不计“有限公司”等字样")


def _is_of(subject, text):
    return normalise(text) in map(normalise, names_of_subject(subject))
