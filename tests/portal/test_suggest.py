"""What the search field offers while somebody types."""

from django.urls import reverse

from tests.factories import make_enterprise, make_indicator, make_root


def ask(client, query, **parameters):
    return client.get(reverse("suggest"), {"q": query, **parameters}).json()


def test_initials_offer_the_enterprise_with_its_kind_and_address(client, county):
    make_enterprise(county.subject.world, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")

    assert ask(client, "jlh") == {
        "items": [{"name": "锯力煌", "kind": "企业", "address": "/enterprises/julihuang/"}],
        "status": "有1个相符，用上下键选择",
    }


def test_an_indicator_is_offered_beside_subjects(client, county):
    make_enterprise(county.subject.world, "工业泵厂")
    make_indicator("output", "规上工业总产值")

    assert [item["address"] for item in ask(client, "工业")["items"]] == [
        "/enterprises/gongyebengchang/",
        "/indicators/output/",
    ]


def test_at_most_three_of_a_kind_are_offered(client, county):
    for number in range(5):
        make_enterprise(county.subject.world, f"锯床{number}厂")

    assert len(ask(client, "锯床")["items"]) == 3


def test_another_world_is_not_offered_and_keeps_its_links(client, county):
    other = make_root("示例市", "990000")
    make_enterprise(other, "示例企业001")

    assert ask(client, "示例企业")["items"] == []
    [item] = ask(client, "示例企业", world=other.subject.slug)["items"]
    assert item["address"] == f"/enterprises/shiliqiye-001/?world={other.subject.slug}"


def test_nothing_typed_or_nothing_found_is_an_empty_list(client, county):
    for query in ("", "   ", "\x00", "没有这个"):
        assert ask(client, query) == {"items": [], "status": "没有相符的名称"}


def test_english_names_are_offered_on_the_english_site(client, county):
    make_enterprise(county.subject.world, "锯力煌", name_en="Julihuang Sawing Machine")

    answer = client.get("/en/search/suggest/", {"q": "jlh"}).json()

    assert [(item["name"], item["address"]) for item in answer["items"]] == [
        ("Julihuang Sawing Machine", "/en/enterprises/julihuang/")
    ]


def test_the_english_site_says_which_names_are_in_chinese(client, county):
    make_enterprise(county.subject.world, "锯力煌")
    make_enterprise(county.subject.world, "锯力雅", name_en="Juliya")

    items = client.get("/en/search/suggest/", {"q": "锯力"}).json()["items"]

    assert [(item["name"], item.get("language")) for item in items] == [("锯力煌", "zh-Hans"), ("Juliya", None)]
