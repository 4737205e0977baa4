"""Parks as a tree and a table, the page of a park and of a chain."""

import datetime

import pytest

from enterprises.models import ChainListing
from enterprises.queries import lineage_of, park_forest
from indicators.models import LegalBasis, Statement, Subject
from projects.models import Project
from tests.factories import make_enterprise, make_indicator, make_source, make_subject, publish_figure
from tests.reading import facts, main, notes, notices, rows, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")


@pytest.fixture
def tree(make_park):
    """平台 above 经开区 above 五金园 and 锯床园."""
    platform = make_park("万亩千亿平台", type="platform")
    zone = make_park("缙云经开区", type="development_zone", parent=platform)
    return platform, zone, make_park("五金园", parent=zone), make_park("锯床园", parent=zone)


def names(nodes):
    """A forest as nested tuples of names."""
    return [(node.subject.name, names(node.children)) for node in nodes]


def test_parks_make_a_tree(tree):
    assert names(park_forest(tree)) == [("万亩千亿平台", [("缙云经开区", [("五金园", []), ("锯床园", [])])])]


def test_parks_above_one_another_in_a_circle_all_stay_visible(tree):
    platform, _zone, hardware, _sawing = tree
    platform.parent = hardware

    assert names(park_forest(tree)) == [("万亩千亿平台", []), ("缙云经开区", [("锯床园", [])]), ("五金园", [])]


def test_the_place_of_a_park_is_what_stands_above_and_right_below_it(tree):
    _platform, zone, _hardware, sawing = tree

    assert names(lineage_of(zone, tree)) == [("万亩千亿平台", [("缙云经开区", [("五金园", []), ("锯床园", [])])])]
    assert names(lineage_of(sawing, tree)) == [("万亩千亿平台", [("缙云经开区", [("锯床园", [])])])]


def test_a_park_alone_has_no_place_in_a_tree(make_park):
    park = make_park("中德产业园")

    assert lineage_of(park, [park]) == []


def test_the_list_shows_the_tree_and_a_line_for_each_park(client, world, tree, join):
    join(make_enterprise(world, "君鸿机械"), park=tree[1])

    page = client.get("/parks/")

    assert words(section(page, "tree")) == "平台体系万亩千亿平台万亩千亿平台缙云经开区经济开发区锯床园五金园"
    assert rows(main(page)) == [
        ["缙云经开区", "经济开发区", "万亩千亿平台", "—", "1"],
        ["锯床园", "—", "缙云经开区", "—", "0"],
        ["万亩千亿平台", "万亩千亿平台", "—", "—", "0"],
        ["五金园", "—", "缙云经开区", "—", "0"],
    ]


def test_parks_of_which_no_order_is_known_make_no_tree(client, make_park):
    make_park("中德产业园")

    page = client.get("/parks/")

    assert section(page, "tree") == ""
    assert "来源没有说明园区之间的上下级关系" in words(main(page))
    assert rows(main(page)) == [["中德产业园", "—", "—", "0"]]


@pytest.mark.parametrize(("sort", "first"), [("members", "缙云经开区"), ("-name", "五金园"), ("parent", "锯床园")])
def test_parks_sort(client, world, tree, join, sort, first):
    join(make_enterprise(world, "君鸿机械"), park=tree[1])

    assert rows(main(client.get("/parks/", {"sort": sort})))[0][0] == first


def test_no_parks_are_said_to_be_none(client, county):
    assert "还没有登记园区" in main(client.get("/parks/"))


def test_a_garbage_query_gives_the_list_with_a_notice(client, tree):
    page = client.get("/parks/?sort=type%00&page=-1&world=x")

    assert notices(page) == [
        "没有名为“x”的地区，已显示本站首页地区的内容。",
        "没有这种排序，已忽略。",
        "没有这一页，已显示第1页。",
    ]
    assert len(rows(main(page))) == 4


def test_the_list_asks_as_much_for_three_parks_as_for_thirty(client, tree, make_park, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/parks/")
    for number in range(26):
        make_park(f"园区{number}", parent=tree[0])

    with django_assert_num_queries(4):
        client.get("/parks/")


def test_a_park_shows_its_facts_members_projects_and_figures(client, world, county, tree, source, join, award):
    zone = tree[1]
    zone.about = "君鸿机械所在的园区。"
    zone.save()
    zone.subject.located_in, zone.subject.source, zone.subject.place = county, source, "第33段"
    zone.subject.save()
    member = make_enterprise(world, "君鸿机械", about="民营机械企业。", legal_basis=LegalBasis.CONSENT)
    join(member, park=zone)
    award(member, "省“隐形冠军”企业")
    award(zone, "省级开发区")
    former = make_enterprise(world, "已迁走企业")
    join(former, park=zone, until_on=datetime.date(2021, 1, 1))
    project = make_subject(Subject.Kind.PROJECT, "标准厂房二期", world)
    Project.objects.create(subject=project, park=zone, type="platform")
    Statement.objects.create(subject=zone.subject, text="投资规模创新高。", source=source)
    publish_figure(zone, make_indicator("output", "规上工业总产值"), "12.5", source=source, place="第24段")

    page = client.get("/parks/jinyunjingkaiqu/")

    assert facts(page) == {"类型": "经济开发区", "所在地区": "缙云县", "资料来源": ""}
    assert notes(main(page))[0] == "缙云县工业经济报道未注明·2021年10月31日·第33段"
    assert words(section(page, "members")) == "企业1家君鸿机械民营机械企业。省“隐形冠军”企业"
    assert words(section(page, "projects")) == "项目标准厂房二期平台建设"
    assert words(section(page, "figures")) == "数据2021年规上工业总产值12.5亿元2021年1—7月"
    assert words(section(page, "honours")) == "荣誉省级开发区获评时间未注明有效期未注明"
    assert "投资规模创新高。" in words(section(page, "statements"))
    assert words(section(page, "tree")).startswith("在平台体系中的位置万亩千亿平台万亩千亿平台缙云经开区")
    assert 'aria-current="page">缙云经开区</strong>' in section(page, "tree")


def test_leading_industries_stand_only_where_the_park_named_them(client, tree, make_chain, source):
    zone = tree[1]
    for place, name in enumerate(["高端装备", "智能家电"]):
        ChainListing.objects.create(
            chain=make_chain(name), list_name="主导产业", named_by="缙云经开区", position=place, source=source
        )
    ChainListing.objects.create(chain=make_chain("健康医疗"), list_name="特色产业", named_by="缙云县", source=source)

    assert words(section(client.get(f"/parks/{zone.slug}/"), "leading")) == (
        "主导产业主导产业高端装备、智能家电提出者：缙云经开区"
    )
    assert section(client.get("/parks/wujinyuan/"), "leading") == ""


def test_a_park_without_a_stated_type_says_so(client, make_park):
    make_park("中德产业园")

    page = client.get("/parks/zhongdechanyeyuan/")

    assert facts(page) == {"类型": "来源没有说明"}
    assert "还没有登记这个园区的企业" in section(page, "members")


def test_a_park_asks_as_much_for_one_member_as_for_forty(client, world, tree, join, award, django_assert_num_queries):
    zone = tree[1]
    join(make_enterprise(world, "企业"), park=zone)
    with django_assert_num_queries(18):
        client.get("/parks/jinyunjingkaiqu/")
    for number in range(39):
        enterprise = make_enterprise(world, f"企业{number}")
        join(enterprise, park=zone)
        award(enterprise, f"称号{number}")

    with django_assert_num_queries(18):
        page = client.get("/parks/jinyunjingkaiqu/")

    assert section(page, "members").count("<li ") == 30
    assert 'href="/enterprises/?park=jinyunjingkaiqu"' in section(page, "members")
    assert words(section(page, "members")).startswith("企业40家")


def test_a_chain_says_who_names_it_in_which_list(client, make_chain, source):
    health, home, equipment = make_chain("健康医疗"), make_chain("智能家居"), make_chain("高端装备制造")
    named = {"named_by": "缙云县", "system": "3+X", "source": source}
    ChainListing.objects.create(chain=health, list_name="特色产业", position=1, place="第21段", **named)
    ChainListing.objects.create(chain=home, list_name="特色产业", position=2, place="第21段", **named)
    ChainListing.objects.create(chain=equipment, list_name="三大主导产业", position=1, place="第24段", **named)

    page = client.get("/chains/jiankangyiliao/")

    assert "<h1>健康医疗产业链</h1>" in main(page)
    assert words(section(page, "listings")) == ("谁把它列为重点产业特色产业健康医疗、智能家居提出者：缙云县体系：3+X")
    assert notes(section(page, "listings")) == ["缙云县工业经济报道未注明·2021年10月31日·第21段"]


def test_a_chain_shows_members_projects_and_figures(client, world, make_chain, join, source):
    chain = make_chain("健康医疗")
    join(make_enterprise(world, "肖特药包"), chain=chain)
    Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, "肖特二期", world), chain=chain)
    publish_figure(chain, make_indicator("output", "产值"), "12.5", source=source)

    page = client.get("/chains/jiankangyiliao/")

    assert words(section(page, "members")) == "企业1家肖特药包"
    assert words(section(page, "projects")) == "项目肖特二期"
    assert words(section(page, "figures")) == "数据2021年产值12.5亿元2021年1—7月"


def test_a_chain_asks_as_much_for_three_members_as_for_thirty(
    client, world, make_chain, join, source, django_assert_num_queries
):
    chain = make_chain("健康医疗")
    for number in range(3):
        join(make_enterprise(world, f"企业{number}"), chain=chain)
    ChainListing.objects.create(chain=chain, list_name="名单", source=source)
    with django_assert_num_queries(17):
        client.get("/chains/jiankangyiliao/")
    for number in range(3, 30):
        join(make_enterprise(world, f"企业{number}"), chain=chain)
        ChainListing.objects.create(chain=chain, list_name=f"名单{number}", source=source)

    with django_assert_num_queries(17):
        client.get("/chains/jiankangyiliao/")


def test_internal_figures_of_parks_and_chains_are_never_shown(client, tree, make_chain):
    for subject in (tree[1], make_chain("健康医疗")):
        source = make_source(f"台账{subject.slug}", legal_basis=LegalBasis.NONE)
        publish_figure(subject, make_indicator(), "777", source=source, audience="internal")

    assert "777" not in client.get("/parks/jinyunjingkaiqu/").content.decode()
    assert "777" not in client.get("/chains/jiankangyiliao/").content.decode()


@pytest.mark.parametrize("address", ["/parks/nowhere/", "/chains/nowhere/", "/chains/jinyunjingkaiqu/", "/chains/"])
def test_an_unknown_park_or_chain_is_not_found(client, tree, address):
    assert client.get(address).status_code == 404
