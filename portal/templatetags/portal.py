"""Tags and filters that every template may use; the components are documented in templates/components/."""

from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from indicators import bilingual, sentences, wording
from indicators.numbers import format_quantity, format_unit
from indicators.provenance import provenances
from indicators.readings import Reading, gather

register = template.Library()

# The address of each kind of subject.
SUBJECT_ADDRESSES = {
    "region": "regions:detail",
    "enterprise": "enterprises:detail",
    "park": "parks:detail",
    "chain": "chains:detail",
    "project": "projects:detail",
}

SECTIONS = (
    ("home", gettext_lazy("首页")),
    ("indicators:list", pgettext_lazy("section", "指标")),
    ("enterprises:list", pgettext_lazy("section", "企业")),
    ("parks:list", pgettext_lazy("section", "园区")),
    ("projects:list", pgettext_lazy("section", "项目")),
    ("policies:list", pgettext_lazy("section", "政策")),
    ("news:list", gettext_lazy("动态")),
    ("data:index", gettext_lazy("开放数据")),
)

for _words in (
    wording.value_words,
    wording.plain_value_words,
    wording.measure_words,
    wording.missing_words,
    wording.period_words,
    wording.rank_words,
    wording.ranked_measure_words,
    wording.change_direction,
    wording.change_arrow,
    wording.in_its_language,
    wording.day_words,
    wording.within_sentence,
    bilingual.plain_name,
    bilingual.plain_text,
    bilingual.spelled,
    bilingual.known_words,
    bilingual.batch_words,
    bilingual.place_words,
    provenances,
):
    register.filter(_words.__name__, _words)


# --- Names and texts in two languages ---------------------------------------------------------------------------


@register.simple_tag
def name(subject):
    """A subject's name for the page; in English a Chinese name stands marked as Chinese."""
    subject = getattr(subject, "subject", subject)
    return wording.marked(subject.display_name, subject.name_en)


@register.simple_tag
def full_name(subject):
    """As `name`, with the full instead of the short name."""
    subject = getattr(subject, "subject", subject)
    return wording.marked(subject.name, subject.name_en)


@register.simple_tag
def text(record, field: str):
    """A text of a record that may have an English field beside it: {% text indicator "definition" %}."""
    return wording.marked(getattr(record, field), getattr(record, f"{field}_en", ""))


@register.simple_tag
def chinese(words):
    """Words that exist in Chinese only, such as a source's title; marked as Chinese on an English page."""
    return wording.marked(words, "")


@register.simple_tag
def language_of(words):
    """The attribute of a tag whose attributes hold Chinese words on an English page: <meta content="…"{% language_of … %}>."""
    return format_html(' lang="{}"', "zh-Hans") if wording.needs_a_mark(words) else ""


@register.filter
def unit_words(unit: str):
    """A unit by itself: 亿元; CNY 100 million."""
    return wording.in_its_language(format_unit(unit, wording.language()))


# --- Addresses --------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def link(context, view_name: str, *arguments):
    """The address of a page, staying in the reader's world: {% link "parks:detail" park.slug %}."""
    return _in_world(context, reverse(view_name, args=arguments))


@register.simple_tag(takes_context=True)
def subject_address(context, subject):
    """The address of a subject of any kind, staying in the reader's world."""
    subject = getattr(subject, "subject", subject)
    return _in_world(context, reverse(SUBJECT_ADDRESSES[subject.kind], args=[subject.slug]))


@register.simple_tag(takes_context=True)
def subject_link(context, subject):
    """A subject's name as a link to its page."""
    return format_html('<a href="{}">{}</a>', subject_address(context, subject), name(subject))


def _in_world(context, address):
    slug = context.get("world_parameter")
    return f"{address}?{urlencode({'world': slug})}" if slug else address


@register.simple_tag(takes_context=True)
def figure_links(context, record) -> str:
    """Links to the page of each figure among a record or several; "" where none is a published figure.

    On a page that shows the state of a day they keep the day.
    """
    records = record if isinstance(record, list | tuple) else [record]
    figures = [figure for figure in records if getattr(figure, "batch_id", None) and figure.pk]
    return format_html_join(
        " ", '<a href="{}">{}</a>', [(_figure_address(context, one), _said(one, figures)) for one in figures]
    )


def _figure_address(context, figure):
    address = _in_world(context, reverse("figure", args=[figure.pk]))
    day = getattr(context.get("request"), "asof", None)
    return f"{address}{'&' if '?' in address else '?'}asof={day}" if day else address


def _said(figure, figures):
    """How a link to a figure is called: by its measure, or where several of one measure stand, by its day."""
    if len(figures) == 1:
        return _("数据溯源")
    words = figure.get_measure_display()
    if sum(other.measure == figure.measure for other in figures) > 1:
        return _("%(measure)s（%(day)s发布）") % {"measure": words, "day": wording.day_words(figure.published_at)}
    return words


# --- Figures ----------------------------------------------------------------------------------------------------


@register.filter
def as_reading(figure) -> Reading:
    """A single observation as a reading; a reading as it is."""
    return figure if isinstance(figure, Reading) else Reading(figure)


@register.filter
def as_readings(figures) -> list[Reading]:
    """Observations gathered into readings; readings as they are."""
    figures = list(figures)
    return figures if not figures or isinstance(figures[0], Reading) else gather(figures)


@register.filter
def table_shape(readings, full=False) -> dict:
    """What the columns of a table of readings need to know.

    unit: the one unit of all values or ""; places: decimals to leave room for; has_values, has_changes, has_ranks:
    whether any reading fills the column, or all shall be there; columns: how many a table by period has.
    """
    levels = [reading.main for reading in readings if reading.main.value is not None and not reading.is_change_only]
    values = [wording.plain_value_words(level) for level in levels]
    units = {value.column_unit for value in values}
    shape = {
        "unit": units.pop() if len(units) == 1 and not full else "",
        "places": wording.room_for_decimals(values),
        "has_values": full or bool(values),
        "has_changes": full or any(reading.growths for reading in readings),
        "has_ranks": full or any(reading.ranks for reading in readings),
    }
    has_units = shape["has_values"] and not shape["unit"]
    return shape | {"columns": 2 + sum([shape["has_values"], has_units, shape["has_changes"], shape["has_ranks"]])}


@register.filter
def reading_words(reading: Reading):
    """A reading in one piece, for where there is no room: 同比增长 +44.3%，增速 山区26县第2."""
    parts = [(wording.measure_words(row), wording.value_words(row).whole) for row in _with_values(reading)]
    parts += [(wording.ranked_measure_words(rank), wording.rank_words(rank)) for rank in reading.ranks]
    return format_html_join(_("，"), "{}{}", [(f"{words} " if words else "", value) for words, value in parts])


def _with_values(reading):
    return [row for row in reading.observations if row.value is not None]


@register.filter
def places(record):
    """Where in its source a record stands, or several do, for the mark that opens the note: 第7段; "" if unsaid."""
    found = dict.fromkeys(origin.place for origin in provenances(record) if origin.place)
    return format_html_join(_("、"), "{}", ((bilingual.place_words(place),) for place in found))


@register.filter
def figure_words(observation) -> str:
    """A figure in one piece: 超过9,000万支, +39.6%; the places where only those are known."""
    if observation.value is None:
        return reading_words(Reading(observation)) or wording.MISSING
    return wording.value_words(observation).whole


@register.filter
def sentence(reading):
    """One sentence about a reading, made by rule."""
    return sentences.sentence(reading)


@register.filter
def goal_words(commitment):
    """What was promised, as written; on an English page in English where it is a number: at least 30%."""
    if commitment.goal is None or not wording.is_english():
        return wording.marked(commitment.goal_as_written, "")
    return format_quantity(commitment.goal, commitment.goal_unit, qualifier=commitment.qualifier, language="en")


@register.simple_tag
def stylesheet(path: str) -> str:
    """A static file's address, also where the manifest of static files is what failed."""
    try:
        return static(path)
    except ValueError:
        return settings.STATIC_URL + path


# --- Words around the content -----------------------------------------------------------------------------------


@register.filter
def of_key(found: dict, key):
    """What a dictionary holds under a key that is known only in the template; "" where it holds nothing."""
    return found.get(key, "")


@register.filter
def quoted(words) -> str:
    """In Chinese quotation marks, for words of a source."""
    return f"“{words}”" if words else ""


@register.simple_tag(takes_context=True)
def site_navigation(context) -> list[dict]:
    """The sections of the header; is_current is "page" on the section's own page, "true" below it."""
    request = context.get("request")
    here = request.path if request else ""
    sections = []
    for view_name, label in SECTIONS:
        address = reverse(view_name)
        below = view_name != "home" and here.startswith(address)
        current = "page" if here == address else "true" if below else ""
        sections.append({"label": label, "address": _in_world(context, address), "is_current": current})
    return sections


@register.simple_tag(takes_context=True)
def mistake_report_address(context) -> str:
    """A mailto: address to the county's contact, with this page's address filled in."""
    subject = _("门户网站内容有误")
    body = _("有误的页面：%(address)s\n\n哪里有误：\n\n正确的内容及依据：\n") % {"address": context["page_address"]}
    return f"mailto:{context['site']['contact_email']}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"


@register.simple_tag(takes_context=True)
def page_address(context, parameter: str, number: int) -> str:
    """This page's address with another page number."""
    query = context["request"].GET.copy()
    query[parameter] = number
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page) -> list:
    """The numbers that a pager shows, with … where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
