"""The picture that a messenger shows beside a link to the site: the county's sentence, drawn where a font is there."""

import hashlib
import textwrap
from html import unescape
from xml.sax.saxutils import escape

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotFound
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indicators.fonts import chinese_font
from indicators.queries import latest_readings, leading_subject
from indicators.sentences import sentence as sentence_of
from indicators.wording import is_english
from portal.context import site_name

WIDTH, HEIGHT = 1200, 630
LETTERS_A_LINE = 18
# Latin letters are half as wide and are not parted within a word; more of them in smaller lines.
LATIN_LETTERS_A_LINE = 42
A_DAY = 24 * 60 * 60


@require_safe
def share_image(request):
    """1200 × 630 PNG; 404 with a sentence where no Chinese font is installed."""
    family = chinese_font()
    if family is None:
        return HttpResponseNotFound(
            _("没有画图用的中文字体：请安装 fonts-noto-cjk。"), content_type="text/plain; charset=utf-8"
        )
    svg = _drawing(site_name(request), _sentence(request), family)
    key = f"share:{hashlib.sha256(svg.encode()).hexdigest()}"
    picture = cache.get_or_set(key, lambda: _as_png(svg), A_DAY)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": f"public, max-age={A_DAY}"})


def _sentence(request):
    subject = leading_subject(request)
    readings = latest_readings(subject, headline_only=True) if subject else []
    lead = next((reading for reading in readings if reading.main.value is not None), None)
    # The sentence is marked up for a page; a picture wants its words alone.
    return unescape(strip_tags(sentence_of(lead))) if lead else ""


def _drawing(title, sentence, family):
    size, height, lines = _lines(sentence)
    spans = "".join(f'<text x="80" y="{250 + height * row}">{escape(line)}</text>' for row, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{family}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/><rect x="80" y="84" width="12" height="44" fill="#1f6f5c"/>'
        f'<text x="108" y="120" font-size="36" font-weight="700" fill="#17211d">{escape(title)}</text>'
        f'<g font-size="{size}" font-weight="700" fill="#17211d">{spans}</g></svg>'
    )


def _lines(sentence):
    """Size of the letters, height of a line, and the lines: four in Chinese, five in English."""
    if is_english():
        # The Chinese face sets ’ as wide as a character.
        sentence = sentence.replace("’", "'")
        return 44, 68, textwrap.wrap(sentence, LATIN_LETTERS_A_LINE, max_lines=5, placeholder=" …")
    ends = range(LETTERS_A_LINE, 5 * LETTERS_A_LINE, LETTERS_A_LINE)
    return 58, 84, [line for end in ends if (line := sentence[end - LETTERS_A_LINE : end])]


def _as_png(svg):
    # Imported where it is needed: the drawing engine costs 200 MB.
    import vl_convert

    return vl_convert.svg_to_png(svg)
