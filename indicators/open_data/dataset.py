"""An indicator as search engines for data read it (https://schema.org/Dataset)."""

import json
from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from indicators.bilingual import plain_text
from indicators.models import Indicator, Observation
from indicators.open_data.citation import citation_of, licence, responsible, title_of, updated_on
from indicators.wording import is_english

# "<" and its like could end the block; written so they mean the same.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_FORMS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def dataset(request, indicator: Indicator, figures: Sequence[Observation], query: str = "") -> dict:
    """figures: those that the page shows; query: the choice as it stands in the address, with its question mark."""
    name = plain_text(indicator, "name")
    address = request.build_absolute_uri(reverse("indicators:detail", args=[indicator.code]))
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": name,
        # The search engines want fifty characters; the title says the span where the definition is short.
        "description": plain_text(indicator, "definition") or title_of(indicator, figures),
        "url": address,
        "identifier": indicator.code,
        "inLanguage": "en" if is_english() else "zh-Hans",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": responsible(request)},
        "citation": citation_of(request, title_of(indicator, figures), updated_on=updated_on(figures)),
        "variableMeasured": {"@type": "PropertyValue", "name": name, "unitText": indicator.unit},
        "distribution": [_download(request, indicator, kind, query) for kind in _FORMS],
    }
    if figures:
        first, last = min(one.first_day for one in figures), max(one.last_day for one in figures)
        found["temporalCoverage"] = f"{first.isoformat()}/{last.isoformat()}"
        found["dateModified"] = updated_on(figures).isoformat()
        found["spatialCoverage"] = sorted({one.subject.name for one in figures})
    if terms := licence()["url"]:
        found["license"] = terms
    return found


def _download(request, indicator, kind, query):
    address = reverse(f"files:indicator_{kind}", args=[indicator.code]) + query
    return {
        "@type": "DataDownload",
        "encodingFormat": _FORMS[kind],
        "contentUrl": request.build_absolute_uri(address),
    }


def as_script(thing: dict) -> SafeString:
    """JSON that can stand in a script block, whatever the texts in it."""
    return mark_safe(json.dumps(thing, ensure_ascii=False).translate(_ESCAPES))
