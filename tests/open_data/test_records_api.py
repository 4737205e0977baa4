"""Indicators, subjects, regions, enterprises, parks and code lists of the programming interface, and what holds of all."""

import datetime

import pytest

from enterprises.models import Enterprise, Honour, Industry, Membership, Park, Programme
from indicators.models import Break, Category, LegalBasis, Subject
from portal import middleware
from tests.factories import make_enterprise, make_indicator, make_source, make_subject, publish_figure

pytestmark = pytest.mark.django_db


def items(response):
    assert response.status_code == 200
    return response.json()["items"]


# --- The catalogue ----------------------------------------------------------------------------------------------


def test_an_indicator_tells_its_definition_and_its_breaks(client, county):
    total, firms = make_indicator("tax", "税收", "万元"), make_indicator("land", "用地", "亩")
    ratio = make_indicator(
        "tax_per_mu",
        "亩均税收",
        "万元/亩",
        aggregation="ratio",
        numerator=total,
        denominator=firms,
        definition="每亩税收。",
    )
    Break.objects.create(indicator=ratio, on=datetime.date(2011, 1, 1), reason="规模标准提高。")

    assert client.get("/api/v1/indicators/tax_per_mu").json() == {
        "code": "tax_per_mu",
        "name": "亩均税收",
        "name_en": "",
        "unit": "万元/亩",
        "theme": "",
        "definition": "每亩税收。",
        "method": "",
        "decimals": 2,
        "better": "higher",
        "aggregation": "ratio",
        "first_release": "monthly",
        "is_headline": False,
        "department": None,
        "numerator": "tax",
        "denominator": "land",
        "aliases": [],
        "breaks": [{"on": "2011-01-01", "reason": "规模标准提高。"}],
        "observations": "http://testserver/api/v1/indicators/tax_per_mu/observations",
    }
    assert [item["code"] for item in items(client.get("/api/v1/indicators"))] == ["tax", "land", "tax_per_mu"]


def test_regions_name_what_stands_above_them(client, town):
    assert items(client.get("/api/v1/regions"))[1:] == [
        {
            "slug": "jinyunxian", "name": "缙云县", "short_name": "", "name_en": "Jinyun County", "code": "331122",
            "level": "county", "type": "", "parent": "lishuishi", "is_home": True, "world": "lishuishi",
        },
        {
            "slug": "huzhen", "name": "壶镇镇", "short_name": "壶镇", "name_en": "", "code": "331122101",
            "level": "town", "type": "", "parent": "jinyunxian", "is_home": False, "world": "lishuishi",
        },
    ]  # fmt: skip


def test_subjects_are_asked_by_kind(client, county):
    make_enterprise(county.parent, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")

    assert [item["slug"] for item in items(client.get("/api/v1/subjects"))] == ["lishuishi", "jinyunxian", "julihuang"]
    assert items(client.get("/api/v1/subjects?kind=enterprise")) == [
        {
            "kind": "enterprise", "slug": "julihuang", "name": "浙江锯力煌锯床股份有限公司", "short_name": "锯力煌",
            "name_en": "", "state": "active", "world": "lishuishi",
        }
    ]  # fmt: skip


def test_code_lists_speak_both_languages(client, county, source):
    """Of an editor's list only what public figures use, with what stands above it."""
    section = Industry.objects.create(code_list=Industry.CODE_LIST, code="C", name="制造业")
    division = Industry.objects.create(
        code_list=Industry.CODE_LIST, code="C34", name="通用设备制造业", name_en="Machinery", parent=section
    )
    Industry.objects.create(code_list=Industry.CODE_LIST, code="C99", name="没有数据的行业")
    publish_figure(county, make_indicator(), "1.5", source=source, breakdown=division)

    assert {item["name"] for item in items(client.get("/api/v1/code-lists"))} == {
        "subject_kind", "measure", "value_state", "qualifier", "status", "period_kind", "行业",
    }  # fmt: skip
    assert items(client.get("/api/v1/code-lists/status"))[0] == {
        "code": "preliminary", "name": "初步", "name_en": "Preliminary", "parent": "",
    }  # fmt: skip
    assert items(client.get("/api/v1/code-lists/行业")) == [
        {"code": "C", "name": "制造业", "name_en": "", "parent": ""},
        {"code": "C34", "name": "通用设备制造业", "name_en": "Machinery", "parent": "C"},
    ]
    assert client.get("/api/v1/code-lists/nothing").status_code == 404


def test_a_list_of_codes_may_be_called_like_its_standard(client, county, source):
    # GB/T 4754 is what everybody calls it; the slash once broke the page of open data.
    boilers = Category.objects.create(code_list="GB/T 4754", code="C3411", name="锅炉及辅助设备制造")
    publish_figure(county, make_indicator("output", "产值"), "1", source=source, breakdown=boilers)

    assert 'href="/data/codes/GB/T%204754/"' in client.get("/data/").content.decode()
    assert "锅炉及辅助设备制造" in client.get("/data/codes/GB/T%204754/").content.decode()
    assert [item["code"] for item in items(client.get("/api/v1/code-lists/GB/T%204754"))] == ["C3411"]
    assert "C3411" in client.get("/data/codes-GB/T%204754.csv").getvalue().decode()
    unreadable = client.get("/api/v1/code-lists/GB/%01")
    assert (unreadable.status_code, unreadable.json()["errors"][0]["parameter"]) == (422, "name")


# --- Enterprises ------------------------------------------------------------------------------------------------

PUBLIC = {"slug": "julihuang", "name": "浙江锯力煌锯床股份有限公司", "short_name": "锯力煌", "name_en": ""}


@pytest.fixture
def julihuang(county, source):
    """锯力煌 in a park, above scale, with an honour and details that nothing allows to print yet."""
    park = Park.objects.create(subject=make_subject(Subject.Kind.PARK, "缙云经济开发区", county.parent))
    industry = Industry.objects.create(code_list=Industry.CODE_LIST, code="C3421", name="金属切削机床制造")
    firm = make_enterprise(
        county.parent, PUBLIC["name"], short_name="锯力煌", credit_code="91331122MA2E00001X", products=["锯床"],
        about="做锯床。", website="https://julihuang.example/", founded_on=datetime.date(1990, 5, 1), industry=industry,
    )  # fmt: skip
    firm.subject.located_in = county
    firm.subject.save()
    unprinted = make_source("企业名册", legal_basis=LegalBasis.NONE)
    Membership.objects.create(enterprise=firm, park=park, source=source)
    Membership.objects.create(enterprise=firm, size_class="above_scale", source=unprinted)
    programme = Programme.objects.create(name="隐形冠军")
    Honour.objects.create(subject=firm.subject, programme=programme, year=2020, source=source)
    return firm


def test_an_enterprise_tells_what_is_public_and_no_more(client, julihuang):
    assert items(client.get("/api/v1/enterprises")) == [
        PUBLIC
        | {
            "credit_code": None, "industry": None, "products": [], "website": None, "about": None, "founded_on": None,
            "town": None, "parks": ["jinyunjingjikaifaqu"], "chains": [], "size_class": None,
            "honours": [
                {"programme": "隐形冠军", "nature": "awarded", "batch": "", "year": 2020, "source": "缙云县工业经济报道"}
            ],
        }
    ]  # fmt: skip


def test_its_details_are_told_once_something_allows_it(client, julihuang):
    Enterprise.objects.update(legal_basis=LegalBasis.CONSENT)

    (item,) = items(client.get("/api/v1/enterprises?park=jinyunjingjikaifaqu"))

    assert {name: item[name] for name in ("credit_code", "industry", "products", "founded_on", "town", "size_class")} == {
        "credit_code": "91331122MA2E00001X", "industry": "C3421", "products": ["锯床"], "founded_on": "1990-05-01",
        "town": "jinyunxian", "size_class": "above_scale",
    }  # fmt: skip
    assert client.get("/api/v1/enterprises?park=nowhere").status_code == 404


def test_parks_count_their_enterprises(client, julihuang):
    (park,) = items(client.get("/api/v1/parks"))

    assert (park["slug"], park["enterprises"]) == ("jinyunjingjikaifaqu", 1)


def test_enterprises_come_in_pages_with_a_fixed_number_of_questions(client, julihuang, django_assert_max_num_queries):
    for number in range(5):
        make_enterprise(julihuang.subject.world, f"示例{number}厂")

    with django_assert_max_num_queries(7):
        page = client.get("/api/v1/enterprises?limit=4").json()
    rest = client.get(f"/api/v1/enterprises?limit=4&cursor={page['next']}").json()

    assert [len(page["items"]), len(rest["items"]), rest["next"]] == [4, 2, None]
    assert len({item["slug"] for item in page["items"] + rest["items"]}) == 6


# --- What holds of all ------------------------------------------------------------------------------------------


def test_a_reader_who_has_the_answer_gets_none_again(client, county):
    first = client.get("/api/v1/regions")
    again = client.get("/api/v1/regions", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    Subject.objects.filter(slug="jinyunxian").update(name_en="Jinyun")
    assert client.get("/api/v1/regions", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/", "/api/", "/api/v2/regions", "/api/v1/regions/a/b"])
def test_an_unknown_address_is_not_found_in_json(client, db, address):
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert response.json()["errors"][0]["message"] == "没有这个地址，可用的地址见 /data/api/。"


def test_pages_of_other_sites_may_read_the_answers(client, county):
    assert client.get("/api/v1/regions")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/nothing")["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/api/v1/regions", headers={"Origin": "https://example.org"})
    assert (preflight.status_code, preflight["Access-Control-Allow-Headers"]) == (204, "If-None-Match")


def test_only_reading_is_allowed(client, county):
    assert client.post("/api/v1/regions").status_code == 405
    head = client.head("/api/v1/regions")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(client.get("/api/v1/regions").content)


def test_an_address_that_asks_too_often_waits(client, county, settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 2
    monkeypatch.setattr(middleware.time, "time", lambda: 1_700_000_000.0)  # 20 seconds into a minute
    middleware.caches["api"].clear()

    statuses = [client.get("/api/v1/regions").status_code for _time in range(2)]
    refused = client.get("/api/v1/regions")
    elsewhere = client.get("/api/v1/regions", REMOTE_ADDR="192.0.2.7")

    assert statuses == [200, 200]
    assert (refused.status_code, refused["Retry-After"], elsewhere.status_code) == (429, "40", 200)
    assert refused.json()["errors"][0]["message"] == "请求太频繁：每分钟最多2次，请稍后再试。"
    middleware.caches["api"].clear()
