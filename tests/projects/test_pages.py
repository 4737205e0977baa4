"""The list of projects and the page of each: amounts, progress, honours, and honest gaps."""

import datetime

import pytest

from enterprises.models import Chain, Honour, Park, Programme
from indicators.models import Category, LegalBasis, Subject
from projects.models import Milestone, Project
from tests.factories import make_enterprise, make_indicator, make_root, make_source, make_subject, publish_figure
from tests.reading import facts, main, notes, notices, rows, section, words

pytestmark = pytest.mark.django_db

LIST = "/projects/"


@pytest.fixture
def world(county):
    return county.parent


@pytest.fixture
def add(world):
    """Adds a project of a name."""

    def make(name, **fields):
        return Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, name, world), **fields)

    return make


@pytest.fixture
def amount(db):
    return make_indicator("investment_amount", "投资额", decimals=1)


@pytest.fixture
def reach(source):
    """Puts down that a project reached a stage."""

    def make(project, stage, day=None, **fields):
        return Milestone.objects.create(
            project=project, stage=stage, first_day=day, last_day=day, source=source, **{"place": "第22段"} | fields
        )

    return make


@pytest.fixture
def three(world, add, reach, amount, source):
    """A park project with an amount, an upgrade by its owner, and one with nothing but a name."""
    zone = Park.objects.create(subject=make_subject(Subject.Kind.PARK, "缙云经开区", world))
    chain = Chain.objects.create(subject=make_subject(Subject.Kind.CHAIN, "现代装备", world))
    supply = add("网管物联产业园", type="investment", park=zone)
    upgrade = add("锯力煌技改", type="technical_upgrade", owner=make_enterprise(world, "锯力煌"), chain=chain)
    publish_figure(supply, amount, "10", source=source)
    reach(supply, "signed", datetime.date(2021, 3, 1))
    reach(supply, "landed", datetime.date(2021, 10, 21))
    reach(supply, "negotiated")
    reach(upgrade, "begun")
    return supply, upgrade, add("樱花智能锁")


def test_the_list_tells_type_owner_park_latest_step_and_amount(client, three):
    page = client.get(LIST)

    assert "共3个项目。" in words(main(page))
    assert rows(main(page)) == [
        ["锯力煌技改", "技术改造", "锯力煌", "—", "启动", "—"],
        ["网管物联产业园", "招商引资", "—", "缙云经开区", "落地2021年10月21日", "10亿元"],
        ["樱花智能锁", "—", "—", "—", "—", "—"],
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"type": "investment"}, ["网管物联产业园"]),
        ({"park": "jinyunjingkaiqu"}, ["网管物联产业园"]),
        ({"chain": "xiandaizhuangbei"}, ["锯力煌技改"]),
        ({"q": "yhzns"}, ["樱花智能锁"]),
        ({"sort": "amount"}, ["网管物联产业园", "锯力煌技改", "樱花智能锁"]),
        ({"sort": "-name"}, ["樱花智能锁", "网管物联产业园", "锯力煌技改"]),
        ({"sort": "owner"}, ["锯力煌技改", "网管物联产业园", "樱花智能锁"]),
        ({"sort": "park"}, ["网管物联产业园", "锯力煌技改", "樱花智能锁"]),
    ],
)
def test_projects_are_filtered_and_sorted(client, three, query, expected):
    assert [row[0] for row in rows(main(client.get(LIST, query)))] == expected


def test_options_stand_with_the_number_of_projects_behind_them(client, three):
    facets = client.get(LIST).context["facets"]

    assert {facet.name: [(option.text, option.count) for option in facet.options] for facet in facets} == {
        "type": [("招商引资", 1), ("技术改造", 1)],
        "park": [("缙云经开区", 1)],
        "chain": [("现代装备", 1)],
    }


@pytest.mark.parametrize("query", ["?type=%00", "?park=xx&page=99999999999999999999", "?chain=null&sort=%ff"])
def test_garbage_is_ignored_with_a_notice(client, three, query):
    page = client.get(LIST + query)

    assert "已忽略。" in "".join(notices(page))
    assert len(rows(main(page))) == 3


def test_the_list_asks_as_much_for_three_projects_as_for_thirty(
    client, three, add, reach, amount, source, django_assert_num_queries
):
    with django_assert_num_queries(10):
        client.get(LIST)
    for number in range(27):
        project = add(f"项目{number:02}", type="digital")
        reach(project, "signed")
        publish_figure(project, amount, str(number), source=source)

    with django_assert_num_queries(10):
        page = client.get(LIST)

    assert len(rows(main(page))) == 25


def test_projects_of_another_world_stay_apart(client, three):
    other = make_root("示例市", "990000")
    Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, "示例项目", other))

    assert len(rows(main(client.get(LIST)))) == 3
    assert [row[0] for row in rows(main(client.get(LIST, {"world": "shilishi"})))] == ["示例项目"]


def test_no_projects_and_no_hits_are_told_apart(client, county, add):
    assert "还没有登记项目" in main(client.get(LIST))
    add("樱花智能锁")
    assert "没有符合条件的项目" in main(client.get(LIST, {"q": "无此项目"}))


def test_a_project_shows_facts_amount_progress_and_honours(client, three, source, county):
    supply = three[0]
    supply.about = "以智慧供应链为内容的产业园。"
    supply.save()
    supply.subject.located_in, supply.subject.source, supply.subject.place = county, source, "第22段"
    supply.subject.save()
    programme = Programme.objects.create(name="省“五个一批”项目", level="provincial")
    Honour.objects.create(subject=supply.subject, programme=programme, nature="listed", year=2021, source=source)

    page = client.get("/projects/wangguanwulianchanyeyuan/")

    assert "<h1>网管物联产业园</h1>" in main(page)
    assert "以智慧供应链为内容的产业园。" in words(main(page))
    assert facts(page) == {"类型": "招商引资", "园区": "缙云经开区", "所在地区": "缙云县", "资料来源": ""}
    assert words(section(page, "milestones")) == "进展2021年10月21日落地2021年3月1日签约时间未注明洽谈"
    assert notes(section(page, "milestones")) == ["缙云县工业经济报道未注明·2021年10月31日·第22段"] * 3
    assert words(section(page, "figures")) == "数据2021年投资额10亿元2021年1—7月"
    assert words(section(page, "honours")) == "荣誉省“五个一批”项目省·入选名单2021年有效期未注明"


def test_an_inferred_and_a_written_time_are_told_from_an_exact_one(client, add, reach):
    project = add("肖特二期")
    reach(project, "signed", datetime.date(2021, 10, 21), is_period_inferred=True)
    reach(project, "begun", period_label="近年")

    milestones = section(client.get("/projects/xiaoteerqi/"), "milestones")

    assert words(milestones) == "进展2021年10月21日推断签约近年启动"


def test_a_bare_project_says_what_is_not_known(client, three):
    assert "还没有登记投资额和进展" in main(client.get("/projects/yinghuazhinengsuo/"))


def test_internal_amounts_are_shown_neither_in_the_list_nor_on_the_page(client, three, amount):
    source = make_source("台账", legal_basis=LegalBasis.NONE)
    publish_figure(three[1], amount, "777", source=source, audience="internal")

    assert "777" not in client.get(LIST).content.decode()
    assert rows(main(client.get(LIST, {"sort": "amount"})))[0][0] == "网管物联产业园"
    assert "777" not in client.get("/projects/julihuangjigai/").content.decode()


def test_a_part_of_the_amount_is_not_told_as_the_amount(client, three, amount, source):
    part = Category.objects.create(code_list="资金来源", code="1", name="自筹")
    publish_figure(three[1], amount, "777", source=source, breakdown=part)

    assert "777" not in client.get(LIST).content.decode()


def test_a_project_asks_as_much_for_three_steps_as_for_ten(
    client, three, reach, amount, source, django_assert_num_queries
):
    with django_assert_num_queries(11):
        client.get("/projects/wangguanwulianchanyeyuan/")
    for month, stage in enumerate(["approved", "started", "completed", "opened", "producing"], 1):
        reach(three[0], stage, datetime.date(2021, month, 1))
        publish_figure(three[0], make_indicator(), "5", source=source)

    with django_assert_num_queries(11):
        client.get("/projects/wangguanwulianchanyeyuan/")


@pytest.mark.parametrize("address", ["/projects/nowhere/", "/projects/julihuang/"])
def test_an_unknown_project_is_not_found(client, three, address):
    assert client.get(address).status_code == 404
