"""Charts taken elsewhere: as pictures, in frames, and for the reader's pointer."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from indicators import chart_engine, fonts
from indicators.chart_pages import NoChineseFontError
from indicators.charts.standalone import wrapped
from indicators.models import Region
from portal import clock
from tests.factories import make_indicator, make_region, make_source, publish_figure

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def output(county):
    """规上工业产值 of the home county and of another one, 2018 to 2020, from one source."""
    indicator = make_indicator("output", "规上工业产值")
    source = make_source("统计年鉴", publisher="统计局", published_on=date(2021, 3, 1))
    other = make_region("示例一县", "331199", county.parent, level=Region.Level.COUNTY)
    for subject, values in ((county, ("10.5", "12.5", "20.5")), (other, ("30", "31", "29"))):
        for year, value in zip((2018, 2019, 2020), values, strict=True):
            days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31), "period_kind": "year"}
            publish_figure(subject, indicator, value, source=source, **days)
    return indicator


def address(name, query=""):
    return reverse(f"indicators:{name}", args=["output"]) + query


def told(content):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(content).iter(f"{SVG}text")]


# --- Pictures


def test_a_picture_has_title_subtitle_source_and_date_in_it(client, output):
    answer = client.get(address("svg"))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    words = told(answer.content)
    assert words[:2] == ["缙云县规上工业产值：2018年10.5亿元，2020年20.5亿元", "亿元，年度"]
    assert words[-1] == "来源：统计年鉴，统计局，2021年3月1日。testserver/indicators/output/"


def test_a_picture_has_colours_and_faces_of_its_own(client, output):
    content = client.get(address("svg")).content.decode()

    assert not re.search(r"var\(|currentColor|style=|<script|href", content)
    assert 'font-family="PingFang SC, Microsoft YaHei' in content


def test_several_regions_and_years_are_asked_for_in_the_address(client, output, county):
    words = told(client.get(address("svg", f"?region={county.slug}&region=shiliyixian&from=2019")).content)

    assert words[0] == "规上工业产值：缙云县、示例一县"
    assert "2018" not in words


def test_the_places_of_one_period_are_a_picture_too(client, output):
    words = told(client.get(address("svg", "?chart=ranking")).content)

    assert words[0] == "缙云县规上工业产值：2020年20.5亿元，2个地区里第2"


def test_who_has_a_picture_already_is_told_so(client, output):
    first = client.get(address("svg"))
    again = client.get(address("svg"), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("name", ["svg", "png", "specification", "embed"])
def test_without_figures_to_compare_a_sentence_says_so(client, county, name):
    make_indicator("output", "规上工业产值")

    answer = client.get(address(name))

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert answer.content.decode() == "没有可以比较的数据，画不成图。"


@pytest.mark.parametrize("name", ["svg", "png", "specification"])
@pytest.mark.parametrize(
    "query", ["?asof=2999-01-01", "?asof=gestern", "?region=atlantis", "?chart=ranking&at=1999-12-31", "?measure=x"]
)
def test_a_picture_is_refused_where_the_page_would_show_something_else(client, output, name, query):
    answer = client.get(address(name, query))

    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("网址有误，没有给出文件。同一网址的页面会这样处理：\n")


def test_a_frame_says_what_it_did_not_show_as_asked(client, output):
    frame = client.get(address("embed", "?asof=2999-01-01"))

    assert frame.status_code == 200
    assert "2999-01-01 还没有到。已显示现在的内容。" in frame.content.decode()


def test_a_frame_of_a_past_day_names_the_day(client, output):
    then, now = client.get(address("embed", f"?asof={clock.today()}")), client.get(address("embed"))

    assert f"截至{clock.today()}的数据。" in then.content.decode()
    assert "截至" not in now.content.decode()


@pytest.mark.parametrize("name", ["svg", "png", "specification", "embed"])
def test_an_unknown_indicator_is_not_found(client, county, name):
    assert client.get(reverse(f"indicators:{name}", args=["nothing"])).status_code == 404


def test_pixels_are_drawn_where_a_chinese_font_is_installed(client, output):
    if fonts.chinese_font() is None:
        pytest.skip("no Chinese font is installed")
    answer = client.get(address("png"))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")


def test_without_a_font_a_sentence_names_the_package(client, output, monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDERS", ())

    answer = client.get(address("png"))

    assert (answer.status_code, answer["Content-Type"]) == (501, "text/plain; charset=utf-8")
    with translation.override("zh-hans"):
        assert answer.content.decode() == str(NoChineseFontError()) == "没有画图用的中文字体：请安装 fonts-noto-cjk。"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("规上工业产值增加", ["规上工业", "产值增加"]),
        ("规上工业，产值", ["规上工业，", "产值"]),
        ("规，上工业产值", ["规，上工", "业产值"]),
        ("Output grew", ["Output", "grew"]),
        ("", []),
    ],
)
def test_words_are_wrapped_where_a_line_may_end(words, lines):
    assert wrapped(words, 10, 45) == lines


# --- Frames


def test_the_chart_may_stand_in_a_frame_of_any_site_and_leads_back(client, output):
    answer = client.get(address("embed", "?from=2019"))

    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    html = answer.content.decode()
    assert '<a href="http://testserver/indicators/output/?from=2019" target="_blank" rel="noopener">' in html
    assert "统计年鉴，统计局，2021年3月1日" in html
    assert "<script" not in html


def test_only_that_page_may_stand_in_a_frame(client, output):
    answer = client.get(reverse("indicators:detail", args=["output"]))

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


# --- The reader's pointer


def test_the_specification_tells_of_each_figure_with_unit_and_source(client, output):
    answer = client.get(address("specification"))

    hits = json.loads(answer.content)["datasets"]["hits"]
    assert [(hit["period"], hit["value"]) for hit in hits] == [
        ("2018年", "10.5亿元"),
        ("2019年", "12.5亿元"),
        ("2020年", "20.5亿元"),
    ]
    assert {hit["source"] for hit in hits} == {"统计年鉴，统计局，2021年3月1日"}
    assert {hit["subject"] for hit in hits} == {"缙云县"}


def test_places_have_no_specification(client, output):
    assert client.get(address("specification", "?chart=ranking")).status_code == 404


def test_the_interactive_chart_is_loaded_only_when_asked_for(client, output):
    html = client.get(address("embed", "?view=interactive")).content.decode()

    assert 'data-specification="/indicators/output/chart.json"' in html
    assert f'src="/indicators/charts/engine-{chart_engine.version()}.js" defer' in html
    # The still picture stands there until the other is drawn, and without JavaScript for good.
    assert 'class="chart-drawing"' in html


def test_the_engine_is_made_once_and_kept(client, db, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(chart_engine, "_made", lambda: b"window.vegaEmbed")
    engine = reverse("indicators:engine", args=[chart_engine.version()])

    plain = client.get(engine)
    packed = client.get(engine, headers={"accept-encoding": "gzip"})

    assert plain.content == b"window.vegaEmbed"
    assert (packed["Content-Encoding"], "Accept-Encoding" in packed["Vary"]) == ("gzip", True)
    assert packed["Cache-Control"] == "public, max-age=31536000, immutable"
    monkeypatch.setattr(chart_engine, "_made", lambda: pytest.fail("made again"))
    assert client.get(engine).content == b"window.vegaEmbed"
    assert client.get(reverse("indicators:engine", args=["0"])).status_code == 404
