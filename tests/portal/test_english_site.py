"""The English site is English: what has no English words stands marked as Chinese, and nothing else is Chinese."""

import re
from html import unescape

import pytest
from django.utils.translation import override

from portal.pages.share import _lines
from projects.models import Project
from tests.factories import make_enterprise, make_indicator, make_region, make_subject, publish_figure
from tests.portal.languages import unmarked_chinese
from tests.sweeps.conftest import pages  # noqa: F401

pytestmark = pytest.mark.django_db


def text(response):
    """The words of the page's own content, single spaces between them."""
    main = re.search(r"<main.*?</main>", response.content.decode(), flags=re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def title(response):
    return unescape(re.search(r"<title>(.*?)</title>", response.content.decode())[1])


# --- The demo ---------------------------------------------------------------------------------------------------


def test_no_page_has_chinese_without_a_mark(pages):  # noqa: F811
    unmarked = {address: unmarked_chinese(page.html.decode()) for address, page in pages["en"].items()}

    assert {address: found for address, found in unmarked.items() if found} == {}


def test_answers_without_a_page_have_none_either(client, demo):
    suggested = client.get("/en/search/suggest/", {"q": "锯力"}).content.decode("unicode_escape")
    feed = client.get("/en/news/feed/").content.decode()

    assert "Zhejiang Julihuang" in suggested
    assert "Phase II of SCHOTT" in feed
    assert unmarked_chinese(f"<p>{suggested}</p>") == []
    assert unmarked_chinese(feed) == []


@pytest.mark.parametrize(
    "address",
    [
        "/en/nothing/",
        "/en/enterprises/?q=锯床&park=nowhere&sort=nothing&page=99",
        "/en/enterprises/?chain=jiankangyiliao&view=cards&q=药包",
        "/en/projects/?type=investment&park=nowhere",
        "/en/news/?column=nothing",
        "/en/search/?q=肖特药包",
        "/en/?world=某地",
    ],
)
def test_pages_that_answer_a_reader_repeat_his_chinese_marked(client, demo, address):
    assert unmarked_chinese(client.get(address).content.decode()) == []


def test_the_home_page_tells_the_county_s_figure_as_english_readers_write_it(client, demo):
    home = text(client.get("/en/"))

    assert home.startswith(
        "Jinyun County Industrial Economy In January–July 2021, Jinyun County’s industrial value added of enterprises "
        "above scale stood at CNY 3.929 billion, with year-on-year growth of 39.6%, ranked No. 1 in Lishui City by total."
    )
    assert "CNY 3.929 billion January–July 2021" in home
    assert "Investment CNY 1 billion as of 31 October 2021" in home
    assert "21 October 2021 Inward investment" in home
    assert "Year-on-year growth ↑ +44.3% No. 2 in Zhejiang's 26 mountain counties by growth" in home
    assert "Goal: at least 30%" in home


def test_one_thing_is_counted_in_the_singular(client, demo):
    assert text(client.get("/en/enterprises/?chain=jiankangyiliao")).count("2 enterprises.") == 1
    assert text(client.get("/en/enterprises/?park=jinyunjingkaiqu")).count("1 enterprise.") == 1


def test_the_directory_is_sorted_by_the_names_it_shows(client, demo):
    def names(order):
        shown = client.get("/en/enterprises/", {"sort": order}).content.decode()
        return [unescape(name) for name in re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', shown)]

    assert names("name")[:3] == ["Ankang Special Steel", "Chenlong Group", "Jinbang Sports"]
    assert names("-name")[:2] == ["Zhejiang Junhong Machinery", "Zhejiang Julihuang Sawing Machine Co., Ltd."]


def test_the_sources_stay_in_their_language_and_say_so(client, demo):
    page = client.get("/en/indicators/exports/").content.decode()

    assert '<span lang="zh-Hans">缙云：造就山区工业发展特色样本</span>' in page
    assert '<meta name="ContentSource" content="缙云：造就山区工业发展特色样本" lang="zh-Hans">' in page
    assert "para. 36" in page


# --- Where there is no English ----------------------------------------------------------------------------------


@pytest.fixture
def chinese_only(county, root_city, source):
    """A county without English names, texts and units; every page has something of it."""
    town = make_region("新碧街道", "331122002", county)
    firm = make_enterprise(
        root_city, "浙江锯力煌锯床股份有限公司", short_name="锯力煌", about="做锯床。", legal_basis="printed_source"
    )
    firm.subject.located_in = town
    firm.subject.save()
    Project.objects.create(subject=make_subject("project", "锯床二期", root_city))
    indicator = make_indicator("saws", "锯床产量", unit="捆", theme="林业经济", is_headline=True, definition="几捆。")
    publish_figure(county, indicator, "3", source=source, basis="可比价")
    publish_figure(firm, indicator, "2", source=source, period_kind="epoch", period_label="建厂以来")


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/enterprises/",
        "/en/enterprises/?view=cards",
        "/en/enterprises/julihuang/",
        "/en/indicators/",
        "/en/indicators/saws/",
        "/en/projects/",
        "/en/regions/xinbijiedao/",
        "/en/regions/jinyunxian/",
        "/en/search/?q=锯",
    ],
)
def test_what_has_no_english_falls_back_marked(client, chinese_only, address):
    page = client.get(address).content.decode()

    assert '<span lang="zh-Hans">' in page
    assert unmarked_chinese(page) == []


def test_a_title_without_an_english_name_is_spelled_in_pinyin(client, chinese_only):
    page = client.get("/en/enterprises/julihuang/")

    assert title(page) == "Ju Li Huang · Jinyun County Industrial Economy"
    assert '<h1><span lang="zh-Hans">锯力煌</span></h1>' in page.content.decode()


# --- Pictures, and the reader itself ----------------------------------------------------------------------------


def test_the_shared_picture_parts_no_english_word():
    told = "In January–July 2021, Jinyun County’s industrial value added of enterprises above scale stood at CNY 3 billion."

    with override("en"):
        _size, _height, lines = _lines(told)

    assert lines == [
        "In January–July 2021, Jinyun County's",
        "industrial value added of enterprises",
        "above scale stood at CNY 3 billion.",
    ]


def test_the_shared_picture_shows_four_lines_of_chinese():
    assert _lines("字" * 80)[2] == ["字" * 18] * 4


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>saws</p>", []),
        ("<p>锯床</p>", ["<p> 锯床"]),
        ('<p>a <span lang="zh-Hans">锯床</span> b</p><b>，</b>', ["<b> ，"]),
        ('<div lang="zh"><p>锯床<br>锯</p><i lang="en">锯</i></div>', ["<i> 锯"]),
        ('<img alt="锯"><input placeholder="锯" lang="zh-Hans"><a title="锯">x</a>', ["<img alt> 锯", "<a title> 锯"]),
        ('<meta name="x" content="锯"><p lang="zh">锯</p><p>“saw”—’s</p>', ["<meta content> 锯"]),
        (
            '<script>"锯"</script><svg lang="zh-Hans"><text>锯</text></svg><svg aria-label="锯"/>',
            ["<svg aria-label> 锯"],
        ),
    ],
)
def test_chinese_is_found_wherever_it_has_no_mark(html, found):
    assert unmarked_chinese(html) == found
