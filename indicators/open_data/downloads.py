"""The files of an indicator's address: what its page shows, as csv, workbook or JSON.

What the page would leave out with a notice, a file refuses in words: it cannot say so in itself.
"""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.bilingual import plain_text
from indicators.open_data import citation
from indicators.open_data.answers import answer, json_text
from indicators.open_data.code_lists import choices_of
from indicators.open_data.columns import json_objects
from indicators.open_data.faults import refused_file
from indicators.open_data.records_told import indicator_item
from indicators.open_data.shown import COLUMNS, Shown, rows_shown
from indicators.open_data.tables import FIGURE_FIELDS, csv_lines
from indicators.open_data.workbook import workbook
from indicators.views import find_indicator

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def indicator_csv(request, code):
    """For Excel: headers and words in the reader's language, the byte order mark before them."""
    shown = rows_shown(request, find_indicator(code))
    if shown.notices:
        return refused_file(shown.notices)
    meanings = [dict(choices_of(column.codes)) if column.codes else {} for column in COLUMNS]
    rows = (
        [str(words.get(one, one)) if words else one for one, words in zip(row, meanings, strict=True)]
        for row in shown.values
    )
    body = "".join(csv_lines(FIGURE_FIELDS, rows, [str(column.title) for column in COLUMNS]))
    return named_file(answer(request, body.encode(), "text/csv; charset=utf-8"), f"{code}.csv")


@require_safe
def indicator_xlsx(request, code):
    indicator = find_indicator(code)
    shown = rows_shown(request, indicator)
    if shown.notices:
        return refused_file(shown.notices)
    body = workbook(_cover(request, shown), _notes(indicator), shown.values)
    return named_file(HttpResponse(body, content_type=XLSX), f"{code}.xlsx")


@require_safe
def indicator_json(request, code):
    """The figures as the programming interface tells them, with the indicator and how to cite it."""
    indicator = find_indicator(code)
    shown = rows_shown(request, indicator)
    if shown.notices:
        return refused_file(shown.notices)
    head = {
        "indicator": indicator_item(indicator),
        "citation": citation_of(request, shown),
        "licence": citation.licence_words(),
    }
    objects = ",".join(json_objects(shown.rows, shown.ranks))
    return answer(request, f'{json_text(head)[:-1]},"items":[{objects}]}}'.encode())


def named_file(response: HttpResponse, name: str) -> HttpResponse:
    """With the name that a browser saves it under."""
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def citation_of(request, shown: Shown) -> str:
    title = citation.title_of(shown.choice.indicator, shown.figures)
    return citation.citation_of(request, title, updated_on=citation.updated_on(shown.figures))


def _cover(request, shown):
    sources = dict.fromkeys(
        f"{figure.source.title}（{figure.source.publisher}，{figure.source.published_on.isoformat()}）"
        for figure in shown.figures
    )
    yield _("标题"), citation.title_of(shown.choice.indicator, shown.figures)
    yield _("单位"), shown.choice.indicator.unit
    yield _("发布"), citation.responsible(request)
    yield _("截至"), _("%(day)s的数据") % {"day": shown.choice.asof.isoformat()} if shown.choice.asof else _("最新数据")
    yield _("来源"), "\n".join(sources) or "—"
    yield _("许可"), citation.licence_words()
    yield _("引用"), citation_of(request, shown)
    yield _("网址"), request.build_absolute_uri()


def _notes(indicator):
    for label, text in (
        (_("指标"), plain_text(indicator, "name")),
        (_("定义"), indicator.definition),
        (_("方法"), indicator.method),
        (_("责任部门"), indicator.department.name if indicator.department else ""),
    ):
        if text:
            yield label, text
    for one in indicator.breaks.all():
        yield _("口径变化"), f"{one.on.isoformat()}：{one.reason}"
    for column in COLUMNS:
        yield str(column.title), str(column.description)
