"""The sitemap, the news feed and the picture for messengers."""

import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from indicators import fonts
from newsroom.models import Article
from portal.sitemaps import PortalSitemap
from tests.factories import make_enterprise, make_root

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def locations(client, address="/sitemap.xml"):
    """Where a sitemap or its index leads, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200
    return [
        location.text.removeprefix("http://testserver")
        for location in ET.fromstring(answer.content).iter(f"{SITEMAP}loc")
    ]


def listed(client):
    """Every address that the index leads to."""
    return [address for section in locations(client) for address in locations(client, section)]


def test_robots_are_led_to_the_sitemap_and_not_to_the_desk(client):
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /styleguide/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_icon_stands_where_browsers_look_for_it(client, settings):
    answer = client.get("/favicon.ico")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content == (settings.BASE_DIR / "static" / "icon.svg").read_bytes()


def test_the_sitemap_tells_of_the_home_world_in_both_languages(client, county):
    make_enterprise(county.subject.world, "锯力煌")
    make_enterprise(make_root("示例市", "990000"), "示例企业001")

    addresses = listed(client)

    assert "/enterprises/julihuang/" in addresses
    assert "/en/enterprises/julihuang/" in addresses
    assert f"/regions/{county.slug}/" in addresses
    assert not [address for address in addresses if "shili" in address]


def test_the_sitemap_tells_of_news_at_home_and_of_none_of_an_invented_county(client, county, source):
    invented = make_enterprise(make_root("示例市", "990000"), "示例企业001")
    for title in ("签约", "评价", "示例开工"):
        Article.objects.create(title=title, published_on="2021-10-21", source=source)
    Article.objects.get(title="签约").subjects.add(county.subject)
    Article.objects.get(title="示例开工").subjects.add(invented.subject)

    assert locations(client, "/sitemap-articles.xml") == [
        "/news/pingjia/",
        "/en/news/pingjia/",
        "/news/qianyue/",
        "/en/news/qianyue/",
    ]


def test_the_sitemap_of_an_empty_portal_lists_its_lists(client, db):
    assert len(listed(client)) == 20  # ten lists in two languages


def test_every_page_of_a_long_sitemap_is_in_the_index_and_there(client, county, monkeypatch):
    monkeypatch.setattr(PortalSitemap, "limit", 4)
    for number in range(5):
        make_enterprise(county.subject.world, f"企业{number}")

    sections = [address for address in locations(client) if "enterprises" in address]

    assert sections == [f"/sitemap-enterprises.xml{page}" for page in ("", "?p=2", "?p=3")]
    assert [len(locations(client, section)) for section in sections] == [4, 4, 2]
    assert len(set(listed(client))) == 20 + 10 + 4  # the lists, the enterprises, the county and its city


@pytest.mark.parametrize("address", ["/sitemap-enterprises.xml?p=2", "/sitemap-nothing.xml"])
def test_a_sitemap_that_the_index_does_not_name_is_not_found(client, county, address):
    assert client.get(address).status_code == 404


def test_the_feed_has_the_news_newest_first(client, county, source):
    for day, title in (("2021-10-21", "签约"), ("2021-10-31", "评价")):
        Article.objects.create(title=title, summary=f"{title}的摘要", published_on=day, source=source)

    entries = list(ET.fromstring(client.get(reverse("news:feed")).content).iter(f"{ATOM}entry"))

    assert [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary"), entry.findtext(f"{ATOM}published"))
        for entry in entries
    ] == [
        ("评价", "评价的摘要", "2021-10-31T00:00:00+08:00"),
        ("签约", "签约的摘要", "2021-10-21T00:00:00+08:00"),
    ]


def test_the_feed_of_an_empty_portal_has_no_entry(client, db):
    assert not list(ET.fromstring(client.get(reverse("news:feed")).content).iter(f"{ATOM}entry"))


def test_the_picture_is_drawn_where_a_chinese_font_is_installed(client, county):
    if fonts.chinese_font() is None:
        pytest.skip("no Chinese font is installed")

    answer = client.get(reverse("share"))

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(PNG_SIGNATURE)


def test_without_a_font_a_sentence_names_the_package(client, county, monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDERS", ())

    answer = client.get(reverse("share"))

    assert (answer.status_code, answer.content.decode()) == (404, "没有画图用的中文字体：请安装 fonts-noto-cjk。")
