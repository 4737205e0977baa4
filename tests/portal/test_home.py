"""The first page: one sentence, the main figures, and what else the county has."""

import datetime

import pytest

from enterprises.models import Chain, Honour, Membership, Park, Programme
from indicators.models import Commitment
from newsroom.models import Article
from projects.models import Milestone, Project
from tests.factories import make_enterprise, make_indicator, make_root, make_subject, publish_figure

HALF_YEAR = {
    "last_day": datetime.date(2021, 6, 30),
    "period_kind": "half_year",
    "period_label": "今年上半年",
}


def page(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def value_added(county):
    return make_indicator("value_added", "规上工业增加值", is_headline=True, position=10)


@pytest.fixture
def headline(county, value_added, whole_city, mountain_counties, source):
    """39.29亿元, +39.6% and first in the city to July; +44.3% and second of the 26 to June."""
    publish_figure(county, value_added, "39.29", source=source, ranks=[(whole_city, 1)])
    publish_figure(county, value_added, "39.6", source=source, measure="yoy")
    ranks = [(mountain_counties, 2)]
    publish_figure(county, value_added, "44.3", source=source, measure="yoy", ranks=ranks, place="第36段", **HALF_YEAR)


def test_without_a_home_region_the_page_tells_the_editor_what_to_do_first(client, db):
    text = page(client)

    assert "还没有指定首页地区" in text
    assert 'href="/admin/"' in text


def test_an_empty_county_has_honest_empty_states(client, county):
    text = page(client)

    for words in (
        "还没有公布主要指标",
        "还没有产业链",
        "还没有园区",
        "还没有企业",
        "还没有项目",
        "还没有登记承诺",
        "还没有动态",
    ):
        assert words in text


def test_the_county_in_one_sentence(client, headline):
    assert "2021年1—7月，缙云县规上工业增加值39.29亿元，同比增长39.6%，居全市第1。</p>" in page(client)


def test_a_headline_indicator_has_one_card_with_value_growth_places_and_the_former_period(client, headline):
    text = page(client)

    assert text.count("figure-card-lead") == 1
    for words in ("39.29", "+39.6%", "全市第1", "+44.3%", "山区26县第2", "2021年上半年", "第7段", "第36段"):
        assert words in text


def test_an_indicator_of_which_only_the_place_is_printed_stands_among_the_places(client, county, whole_city, source):
    innovation = make_indicator("innovation", "新产品产值", is_headline=True)
    publish_figure(county, innovation, None, source=source, measure="yoy", ranks=[(whole_city, 1)])

    text = page(client)

    assert "来源只公布位次，未公布数值" in text[text.index("places-held") :]


def test_an_indicator_that_is_not_a_headline_is_left_to_the_list(client, county, source):
    publish_figure(county, make_indicator("robots", "工业机器人"), "30", source=source)

    assert "工业机器人" not in page(client)


def fill(county, source, number):
    """So many headline indicators, chains, parks, enterprises with honours and figures, projects and news."""
    world = county.subject.world
    group = world.region_groups.create(name="山区各县", size=26)
    programme = Programme.objects.create(name="隐形冠军")
    amount = make_indicator("investment_amount", "投资额")
    sales = make_indicator("sales", "销售额")
    sourced = {"source": source, "place": "第1段"}
    for index in range(number):
        headline = make_indicator(is_headline=True)
        publish_figure(county, headline, "1", source=source, ranks=[(group, 1)])
        publish_figure(county, headline, "2", source=source, ranks=[(group, 1)], **HALF_YEAR)
        chain = Chain.objects.create(subject=make_subject("chain", f"产业链{index}", world))
        park = Park.objects.create(subject=make_subject("park", f"园区{index}", world))
        enterprise = make_enterprise(world)
        Membership.objects.create(enterprise=enterprise, park=park, **sourced)
        Membership.objects.create(enterprise=enterprise, chain=chain, **sourced)
        Honour.objects.create(subject=enterprise.subject, programme=programme, **sourced)
        publish_figure(enterprise, sales, "3", source=source, ranks=[(group, 1)])
        project = Project.objects.create(subject=make_subject("project", f"项目{index}", world), owner=enterprise)
        Milestone.objects.create(project=project, stage="signed", **sourced)
        publish_figure(project, amount, "10", source=source, ranks=[(group, 1)])
        Commitment.objects.create(subject=enterprise.subject, promised_by="企业", text="承诺", **sourced)
        article = Article.objects.create(title=f"动态{index}", published_on=datetime.date(2021, 10, 31), source=source)
        article.subjects.add(enterprise.subject)


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_asks_a_fixed_number_of_questions(client, county, source, number, django_assert_num_queries):
    fill(county, source, number)

    with django_assert_num_queries(22):
        text = page(client)

    for words in ("产业链0", "园区0", "隐形冠军", "销售额", "项目0", "承诺", "动态0"):
        assert words in text


def test_no_section_grows_without_end(client, county, source):
    fill(county, source, 12)

    text = page(client)

    assert text.count("隐形冠军") == 6
    assert text.count("投资额") == 2 * 6  # each in its line and in its source mark
    assert text.count('class="entry commitment"') == 5


def test_a_project_with_an_amount_comes_before_one_without(client, county, source):
    world = county.subject.world
    Project.objects.create(subject=make_subject("project", "安康项目", world))
    large = Project.objects.create(subject=make_subject("project", "综合体项目", world))
    publish_figure(large, make_indicator("investment_amount", "投资额"), "10", source=source)

    text = page(client)

    assert text.index("综合体项目") < text.index("安康项目")


def test_the_worlds_do_not_mix(client, county, headline, source):
    sample = make_root("示例市", "990000")
    make_enterprise(sample, "虚构企业有限公司", short_name="虚构企业")
    publish_figure(sample, make_indicator(is_headline=True), "500.5", source=source)

    at_home, invented = page(client), page(client, "/?world=shilishi")

    assert "500.5" not in at_home
    assert "39.29" not in invented
    assert "500.5" in invented
    assert 'href="/?world=shilishi"' in at_home
