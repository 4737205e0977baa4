"""A picture that leaves the page: with its title, notes, source and date in it, and colours of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from indicators.charts.layout import Form
from indicators.charts.pen import number, printable
from indicators.charts.scales import text_width

# Wider than on a page, so that its letters are in proportion to it.
FORM = Form(width=600, height=300, end_room=190, has_unit=False)
INK, MUTED, PAPER = "#17211d", "#5d6561", "#fbfaf7"
# What stands on readers' machines, by system.
FACES = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"
_MARGIN = 24
_VARIABLE = re.compile(r"var\(--[a-z-]+, (#[0-9a-f]{6})\)")
_OUTSIDE = re.compile(r"<svg [^>]*viewBox=\"0 0 ([\d.]+) ([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)
_WORD = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+")
# What may not begin a line.
_CLOSING = "，。；：、）》”’%！？,.;:)"


def dress(svg: str, *, title: str, subtitle: str, below: Sequence[str], face: str = FACES) -> str:
    """A drawn chart as a picture of its own: "below" are the notes and the source, a paragraph each."""
    width, height, drawing = _parts(svg)
    heading, foot = _paragraph(title, 20, width, weight=700), _paragraph(subtitle, 14, width, fill=MUTED)
    texts, down = "", float(_MARGIN)
    for lines, size, style in (heading, foot):
        texts, down = texts + _lines(lines, size, style, down), down + len(lines) * _line(size)
    down += 14
    moved = f'<g transform="translate({_MARGIN},{number(down)})" color="{INK}">{_told(drawing)}</g>'
    after, down = "", down + height + 12
    for words in below:
        lines, size, style = _paragraph(words, 12, width, fill=MUTED)
        after, down = after + _lines(lines, size, style, down), down + len(lines) * _line(size) + 2
    whole, tall = number(width + 2 * _MARGIN), number(down + _MARGIN - 6)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{whole}" height="{tall}" viewBox="0 0 {whole} {tall}" '
        f"font-family={quoteattr(face)}><title>{escape(printable(title))}</title>"
        f'<rect width="{whole}" height="{tall}" fill="{PAPER}"/>{texts}{moved}{after}</svg>'
    )


def _parts(svg: str) -> tuple[float, float, str]:
    found = _OUTSIDE.fullmatch(svg)
    if found is None:
        raise ValueError("not a chart of the pen")
    drawing = _VARIABLE.sub(r"\1", found[3]).replace("currentColor", INK).replace(' font-family="sans-serif"', "")
    return float(found[1]), float(found[2]), drawing


def _told(drawing: str) -> str:
    """Without the inner title, which the outer one repeats; the description stays."""
    return re.sub(r"<title[^>]*>.*?</title>", "", drawing, count=1, flags=re.DOTALL)


def _line(size: float) -> float:
    return round(size * 1.45)


def _paragraph(
    words: str, size: float, width: float, *, fill: str = INK, weight: int = 400
) -> tuple[list[str], float, str]:
    style = f'font-size="{size:g}" font-weight="{weight}" fill="{fill}"'
    return wrapped(printable(words), size * (1.06 if weight > 400 else 1), width), size, style


def _lines(lines: Sequence[str], size: float, style: str, down: float) -> str:
    foot = down + size
    return "".join(
        f'<text x="{_MARGIN}" y="{number(foot + place * _line(size))}" {style}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )


def wrapped(words: str, size: float, width: float) -> list[str]:
    """The words in lines of at most `width`: after a comma where one stands in a line's second half, else anywhere in
    Chinese but before closing marks, and between Latin words."""
    lines = [""]
    for part in _WORD.findall(words):
        is_full = text_width((lines[-1] + part).rstrip(), size) > width
        if is_full and lines[-1] and part[0] not in _CLOSING:
            kept, carried = _at_comma(lines[-1])
            lines[-1:] = [kept, carried + part.lstrip()]
        else:
            lines[-1] += part
    return [line.rstrip() for line in lines if line.strip()]


def _at_comma(line: str) -> tuple[str, str]:
    place = max(line.rfind(mark) for mark in "，；：") + 1
    return (line[:place], line[place:]) if place > len(line) / 2 else (line, "")
