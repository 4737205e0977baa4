"""Search by name, in groups, within one world."""

import datetime

import pytest

from enterprises.models import Park
from indicators.models import Subject
from newsroom.models import Article, Policy
from portal.pages.search import find
from projects.models import Project
from tests.factories import make_enterprise, make_indicator, make_root, make_subject
from tests.reading import main, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(county):
    return county.parent


@pytest.fixture
def julihuang(world):
    enterprise = make_enterprise(
        world, "浙江锯力煌锯床股份有限公司", short_name="锯力煌", name_en="Zhejiang Julihuang Sawing Machine"
    )
    enterprise.subject.aliases = ["力煌锯业"]
    enterprise.subject.save()
    return enterprise


def hits(groups):
    """For each group what is found, by its printed name."""
    return {group.label: [str(hit) for hit in group.hits] for group in groups}


@pytest.mark.parametrize(
    "query",
    [
        "锯力煌",
        "锯床股份",
        "力煌锯业",
        "julihuang sawing",
        "JULIHUANG",
        "ju li huang",
        "juli",
        "jlh",
        "浙江锯力煌锯床股份有限公司",
    ],
)
def test_an_enterprise_is_found_by_every_name(world, julihuang, query):
    make_enterprise(world, "天喜厨电")

    assert hits(find(query, world)) == {"企业": ["锯力煌"]}


@pytest.mark.parametrize("query", ["huang", "lh", "锯床%", "_", "\\", "{", '","', "wuci"])
def test_what_no_name_contains_or_begins_with_is_not_found(world, julihuang, query):
    julihuang.subject.name_en = ""
    julihuang.subject.save()

    assert find(query, world) == []


def test_the_closest_name_comes_first(world):
    for name in ("缙云锯床研究所", "锯床", "锯床配件", "巨创"):
        make_enterprise(world, name)

    assert hits(find("锯床", world)) == {"企业": ["锯床", "锯床配件", "缙云锯床研究所"]}
    assert hits(find("juchuang", world)) == {"企业": ["锯床", "巨创", "锯床配件"]}


def test_everything_public_is_searched_in_groups(world, county, julihuang, source):
    Park.objects.create(subject=make_subject(Subject.Kind.PARK, "锯床综合体", world))
    Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, "锯床产业园建设", world))
    make_indicator("saws", "锯床产量", "台")
    Policy.objects.create(title="支持锯床产业的意见", source=source)
    Article.objects.create(title="锯床峰会举行", published_on=datetime.date(2020, 10, 1), source=source)

    assert hits(find("锯床", world)) == {
        "企业": ["锯力煌"],
        "园区": ["锯床综合体"],
        "项目": ["锯床产业园建设"],
        "指标": ["锯床产量"],
        "政策": ["支持锯床产业的意见"],
        "动态": ["锯床峰会举行"],
    }


@pytest.mark.parametrize("query", ["增加值", "industrial value", "gyzj", "gongye", "规模以上", "value_added"])
def test_an_indicator_is_found_by_name_alias_code_and_pinyin(world, query):
    make_indicator("value_added", "工业增加值", aliases=["规模以上工业增加值"], name_en="Industrial value added")

    assert hits(find(query, world)) == {"指标": ["工业增加值"]}


def test_another_world_and_its_policies_stay_apart(world, julihuang, source):
    other = make_root("示例市", "990000")
    make_enterprise(other, "示例锯床厂")
    Policy.objects.create(title="锯床意见", source=source)

    assert hits(find("锯床", world)) == {"企业": ["锯力煌"], "政策": ["锯床意见"]}
    assert hits(find("锯床", other, is_home=False)) == {"企业": ["示例锯床厂"]}


def test_twenty_hits_of_a_kind_are_shown(world, client):
    for number in range(21):
        make_enterprise(world, f"锯床厂{number:02}")

    (group,) = find("锯床", world)

    assert (len(group.hits), group.is_cut) == (20, True)
    assert "前20条" in words(main(client.get("/search/", {"q": "锯床"})))


def test_the_page_names_what_was_found_and_leads_there(client, julihuang):
    page = client.get("/search/", {"q": "力煌"})

    assert words(main(page)) == "首页搜索搜索“力煌”企业锯力煌浙江锯力煌锯床股份有限公司力煌锯业"
    assert 'href="/enterprises/julihuang/"' in main(page)


def test_no_question_and_no_answer_are_honest(client, county):
    assert "输入要找的名称" in main(client.get("/search/"))
    assert "输入要找的名称" in main(client.get("/search/", {"q": "  \x00\t"}))
    assert "没有找到“不存在”" in main(client.get("/search/", {"q": "不存在"}))


@pytest.mark.parametrize(
    "query", ["锯\x00力", "'; DROP TABLE", "%", "<script>alert(1)</script>", "🏭", "锯" * 3000, "\u202e锯"]
)
def test_any_question_has_an_answer(client, julihuang, query):
    page = client.get("/search/", {"q": query})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_the_world_is_kept(client, julihuang):
    other = make_root("示例市", "990000")
    make_enterprise(other, "示例锯床厂")

    page = client.get("/search/", {"q": "锯床", "world": "shilishi"})

    assert 'href="/enterprises/shilijuchuangchang/?world=shilishi"' in main(page)
    assert "锯力煌" not in main(page)


def test_a_site_without_a_home_region_finds_nothing(client, db):
    assert "没有找到“锯”" in main(client.get("/search/", {"q": "锯"}))


def test_search_asks_as_much_for_three_hits_as_for_thirty(client, world, source, django_assert_num_queries):
    fill(world, source, range(3))
    with django_assert_num_queries(5):
        client.get("/search/", {"q": "锯"})
    fill(world, source, range(3, 30))

    with django_assert_num_queries(5):
        client.get("/search/", {"q": "锯"})


def fill(world, source, numbers):
    for number in numbers:
        make_enterprise(world, f"锯床厂{number}")
        Park.objects.create(subject=make_subject(Subject.Kind.PARK, f"锯床园{number}", world))
        make_indicator(f"saws-{number}", f"锯床产量{number}")
        Policy.objects.create(title=f"锯床意见{number}", source=source)
        Article.objects.create(title=f"锯床消息{number}", published_on=datetime.date(2021, 1, 1), source=source)
