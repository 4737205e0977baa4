"""Draws small charts and reads them as a person would: marks, places and words by layer."""

import calendar
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from indicators.charts import Point, comparable, series_chart
from indicators.numbers import Qualifier

SVG = "{http://www.w3.org/2000/svg}"
MINUS = "\u2212"


def months(year, first, last, value, qualifier="=", decimals=None):
    last_day = date(year, last, calendar.monthrange(year, last)[1])
    return Point(date(year, first, 1), last_day, Decimal(str(value)), False, Qualifier(qualifier), decimals)


def in_years(values, **fields):
    return [months(year, 1, 12, value, **fields) for year, value in values.items()]


def only(points, breaks=(), **kind):
    (series,) = comparable(points, breaks, **kind)
    return series


def chart(*all_series, unit="亿元", language="zh-hans", title="规上工业产值", subtitle="亿元，年度"):
    return series_chart(all_series, title=title, subtitle=subtitle, unit=unit, language=language)


def drawn(*all_series, **words):
    return ElementTree.fromstring(chart(*all_series, **words))


def marks(svg, layer):
    """The elements of a layer, each run of a line one of them."""
    return [mark for group in svg.iter(f"{SVG}g") if group.get("class") == f"chart-{layer}" for mark in group]


def words(svg, layer):
    """The texts of a layer; those in two lines joined by a slash."""
    return ["/".join(mark.itertext()) for mark in marks(svg, layer)]


def place(mark):
    """Where a mark stands, in the picture's own units."""
    across, down = re.fullmatch(r"translate\((\S+),(\S+)\)", mark.get("transform")).groups()
    return float(across), float(down)


TWO_YEARS = only(in_years({2019: 10, 2020: 20}))
MONTHS_OF_2021 = only([months(2021, 1, last, last * 5) for last in (2, 3, 4, 5, 6, 7)])
