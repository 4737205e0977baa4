"""The pen writes what Vega would draw from the same picture's specification: mark for mark, word for word."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import vl_convert
from django.utils import translation

from indicators.charts import Target, series_specification
from indicators.charts.composition import lay_out
from indicators.charts.layers import picture_of
from indicators.charts.pen import draw
from indicators.charts.specification import specification
from tests.indicators.chart_reading import MONTHS_OF_2021, SVG, TWO_YEARS, in_years, months, only

NUMBER = r"-?[\d.]+"
INEXACT = [*in_years({2009: 1, 2010: 2, 2011: 3, 2013: 4}), months(2014, 1, 12, 5, ">")]
PICTURES = {
    "years": [TWO_YEARS],
    "bars": [only(in_years({2000: 12, 2010: 24, 2020: 60}))],
    "growth": [only(in_years({2018: "7.1", 2019: "-3.2", 2020: "5.2"}), is_change=True)],
    "break": [only(INEXACT, [date(2011, 1, 1)])],
    "cumulative": [only([months(year, 1, last, last) for year in (2020, 2021) for last in (2, 3, 4)])],
    "months": [MONTHS_OF_2021],
    "several": [replace(TWO_YEARS, name="缙云县", is_home=True), replace(TWO_YEARS, name="示例一县")],
}


def marks_of(element, across=0.0, down=0.0):
    """Every mark of a picture: what it is and says, and its numbers, absolute in the picture."""
    shift = re.fullmatch(r"translate\((\S+?),(\S+?)\)", element.get("transform", ""))
    if shift:
        across, down = across + float(shift[1]), down + float(shift[2])
    tag, path = element.tag.removeprefix(SVG), element.get("d", "")
    if tag == "text":
        return [("text", "/".join(element.itertext()), [across, down])]
    if tag == "line":
        # Vega draws level lines from the right.
        wide, high = float(element.get("x2", 0)), float(element.get("y2", 0))
        return [("line", "", [min(across, across + wide), down, abs(wide), abs(high)])]
    if tag == "circle" or "A" in path:
        return [("dot", element.get("fill"), [across, down])]
    if tag == "path":
        numbers = [float(number) for number in re.findall(NUMBER, path)]
        return [("path", re.sub(NUMBER, "#", path), [across, down, *numbers])]
    children = [child for child in element if child.get("class") not in ("background", "foreground")]
    return [mark for child in children for mark in marks_of(child, across, down)]


def in_order(marks):
    return sorted(marks, key=lambda mark: (*mark[:2], [round(number + 0.013, 1) for number in mark[2]]))


def assert_alike(picture, least):
    by_pen = ElementTree.fromstring(draw(picture, title="t", description="d", language="zh-hans"))
    drawn, expected = in_order(marks_of(by_pen.find(f"{SVG}g"))), in_order(marks_of(by_vega(specification(picture))))

    assert len(drawn) >= least
    assert [mark[:2] for mark in drawn] == [mark[:2] for mark in expected]
    for (*seen, numbers), (*_, others) in zip(drawn, expected, strict=True):
        assert numbers == pytest.approx(others, abs=0.02), seen


def by_vega(told):
    return ElementTree.fromstring(vl_convert.vegalite_to_svg(told, allowed_base_urls=[]))


@pytest.mark.parametrize("kind", PICTURES)
def test_the_pen_draws_what_vega_draws(kind):
    with translation.override("zh-hans"):
        picture = picture_of(lay_out(PICTURES[kind], unit="亿元", language="zh-hans"))

    assert_alike(picture, least=10)


def test_a_goal_is_drawn_alike_too():
    target = Target(date(2022, 12, 31), Decimal(30), made=date(2018, 12, 31), baseline=Decimal(8))
    with translation.override("zh-hans"):
        picture = picture_of(lay_out([TWO_YEARS], unit="亿元", language="zh-hans", targets=[target]))

    assert {layer.name for layer in picture.layers} >= {"targets", "goals", "goal"}
    assert_alike(picture, least=15)


def test_the_specification_tells_of_every_figure():
    told = series_specification(
        [TWO_YEARS], unit="亿元", tell=lambda _series, point: {"value": f"{point.value}亿元"}, labels={"value": "数值"}
    )

    assert told["datasets"]["hits"] == [
        {"across": 2019.0, "up": 10.0, "value": "10亿元"},
        {"across": 2020.0, "up": 20.0, "value": "20亿元"},
    ]
    tooltip = next(layer for layer in told["layer"] if layer["name"] == "hits")["encoding"]["tooltip"]
    assert tooltip == [{"field": "value", "title": "数值", "type": "nominal"}]
