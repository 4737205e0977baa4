"""What surrounds every public page: header, footer, languages, meta tags, errors, policy and weight."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client, override_settings

from tests.desk import make_user
from tests.factories import make_root

CONTACT = {**settings.SITE, "contact_email": "gongxin@example.com"}


def page(client, address="/", status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_site_takes_its_name_from_the_home_region(client, county):
    assert '<p class="site-name"><a href="/">缙云县工业经济</a></p>' in page(client)


def test_the_settings_may_name_the_site(client, county, settings):
    settings.SITE = {**settings.SITE, "name": "缙云工业在线"}

    assert "缙云工业在线" in page(client)


def test_the_navigation_leads_to_every_section_and_marks_where_one_is(client, county):
    text = page(client, "/indicators/")

    navigation = text[text.index('class="site-navigation"') : text.index("</nav>")]
    assert re.findall(r">([^<>]+)</a>", navigation) == [
        "首页",
        "指标",
        "企业",
        "园区",
        "项目",
        "政策",
        "动态",
        "开放数据",
    ]
    assert '<a href="/indicators/" aria-current="page">指标</a>' in navigation


def test_a_pinned_clock_is_told_on_every_page(client, county, monkeypatch):
    assert "演示" not in page(client)

    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")

    assert "演示：数据截至2021年10月" in page(client)
    assert "October 2021" in page(client, "/en/")


def test_every_page_offers_itself_in_the_other_language(client, county):
    assert 'href="/en/indicators/?a=1" lang="en"' in page(client, "/indicators/?a=1")
    assert 'href="/indicators/" lang="zh-Hans"' in page(client, "/en/indicators/")
    assert '<html lang="zh-Hans">' in page(client)
    assert '<html lang="en">' in page(client, "/en/")


def test_an_address_without_a_page_offers_the_other_languages_home(client, county):
    assert 'href="/en/" lang="en"' in page(client, "/nothing/", status=404)


def test_a_mistake_can_be_reported_with_the_pages_address_filled_in(client, county, settings):
    assert "mailto:" not in page(client, "/indicators/?a=1&b=2")

    settings.SITE = CONTACT

    text = page(client, "/indicators/?a=1&b=2")
    assert "mailto:gongxin@example.com?subject=" in text
    assert "http%3A%2F%2Ftestserver%2Findicators%2F%3Fa%3D1%26b%3D2" in text


def test_the_footer_shows_the_records_that_the_settings_hold(client, county, settings):
    settings.SITE = {
        **CONTACT,
        "identification_code": "3311220001",
        "icp_number": "浙ICP备00000000号",
        "police_number": "浙公网安备 33112202000000号",
        "sponsor": "缙云县经济商务局",
        "domain": "example.gov.cn",
    }

    text = page(client)

    for words in ("3311220001", "浙ICP备00000000号", "浙公网安备 33112202000000号", "主办单位：缙云县经济商务局"):
        assert words in text[text.index("<footer") :]
    assert '<meta name="SiteIDCode" content="3311220001">' in text
    assert '<meta name="SiteDomain" content="example.gov.cn">' in text


def test_a_page_carries_the_meta_tags_of_government_sites(client, county):
    text = page(client, "/indicators/")

    assert '<meta name="SiteName" content="缙云县工业经济">' in text
    assert '<meta name="ColumnName" content="指标">' in text


def test_an_invented_world_says_so_and_links_stay_in_it(client, county):
    make_root("示例市", "990000")

    text = page(client, "/?world=shilishi")

    assert "演示数据" in text
    assert '<input type="hidden" name="world" value="shilishi">' in text
    assert 'href="/enterprises/?world=shilishi"' in text
    assert "演示数据</strong>" not in page(client, "/?world=lishuishi")


def test_an_unknown_address_is_not_found_in_words(client, county):
    text = page(client, "/nothing/", status=404)

    assert "没有这个页面" in text
    assert '<p class="site-name">' in text


@pytest.mark.parametrize("address", ["/%00", "/%ff/", "/indicators/%00/", "/en/%00", "//", "/?%00=%00&world=%00%00"])
def test_no_garbage_is_a_server_error(client, county, address):
    assert client.get(address).status_code in (200, 301, 404)


def test_a_form_sent_without_its_token_is_refused_in_words(county):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor", "password": "wrong"})

    assert response.status_code == 403
    assert "表单已过期" in response.content.decode()


def test_a_page_that_one_may_not_see_is_refused_in_words(client, county, monkeypatch):
    def refuse(*args):
        raise PermissionDenied

    monkeypatch.setattr("portal.pages.home.world_of", refuse)

    assert "这个页面需要相应的权限，请登录后再试。" in page(client, status=403)
    client.force_login(make_user("编辑"))
    assert "您已登录，但没有打开这个页面或做这件事的权限，需要时请联系管理员。" in page(client, status=403)


def test_a_server_error_is_told_without_asking_anything(monkeypatch, county):
    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.pages.home.world_of", fail)
    client = Client(raise_request_exception=False)

    text = page(client, status=500)

    assert "页面暂时打不开" in text
    assert "/static/css/tokens.css" in text


def test_a_server_error_is_told_even_where_the_manifest_of_static_files_is_broken(monkeypatch, db):
    monkeypatch.setattr("portal.templatetags.portal.static", _no_manifest)
    monkeypatch.setattr("portal.pages.home.world_of", lambda request: 1 / 0)

    text = page(Client(raise_request_exception=False), status=500)

    assert '<link rel="stylesheet" href="/static/css/tokens.css">' in text


def _no_manifest(path):
    raise ValueError("missing manifest entry")


def test_a_foreign_host_is_refused_without_a_word_of_the_request(db):
    response = Client().get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "这个请求无法处理" in response.content.decode()
    assert "evil" not in response.content.decode()


def test_health_is_ok_while_the_database_answers(client, db):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_health_says_what_fails(client, db, monkeypatch):
    def refuse():
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr("portal.pages.health.connection.cursor", refuse)
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "failing": "database"}


def test_the_style_guide_is_for_staff_and_while_developing(client, admin_client, county):
    page(client, "/styleguide/", status=404)

    text = page(admin_client, "/styleguide/")
    for words in ("1,234,567,890,123,456", "0.000001", "&lt;script&gt;alert(1)", "不超过", "来源只公布位次"):
        assert words in text

    with override_settings(DEBUG=True):
        page(client, "/styleguide/")


def test_pages_keep_to_a_strict_policy(admin_client, county):
    response = admin_client.get("/styleguide/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    text = response.content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', text)


def test_the_styles_and_the_heaviest_page_weigh_less_than_100_kilobytes_compressed(admin_client, county):
    # The picture of a sheet is the admin's alone.
    paths = set((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))
    styles = [path.read_bytes() for path in sorted(paths) if path.name != "picture.css"]
    heaviest = admin_client.get("/styleguide/").content

    assert len(styles) == 8
    assert sum(len(gzip.compress(part)) for part in [heaviest, *styles]) < 100_000
