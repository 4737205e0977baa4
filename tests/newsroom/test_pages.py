"""News and policies: lists by column and page, our summary with its source, and what they speak of."""

import datetime

import pytest

from indicators.models import Subject
from newsroom.models import Article, Policy
from tests.factories import make_enterprise, make_root, make_subject
from tests.reading import main, notes, notices, section, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")


@pytest.fixture
def report(source, county):
    """Adds an item of news of the home county."""

    def make(title, day=datetime.date(2021, 10, 21), **fields):
        return Article.objects.create(title=title, published_on=day, **{"source": source, "place": "第10段"} | fields)

    return make


def titles(response):
    return [record.title for record in response.context["page"]]


def test_news_stand_newest_first_with_their_column(client, report):
    report("肖特二期签约", column="investment")
    report("省里表扬", datetime.date(2021, 10, 30))

    assert words(section(client.get("/news/"), "news")) == (
        "消息2021年10月30日动态省里表扬2021年10月21日招商肖特二期签约"
    )


def test_columns_stand_with_their_numbers_and_narrow_the_list(client, report):
    report("肖特二期签约", column="investment")
    report("省里表扬")
    report("企业获评", column="enterprises")

    page = client.get("/news/", {"column": "investment"})

    assert titles(page) == ["肖特二期签约"]
    assert [(chip["label"], chip["count"], chip["is_active"]) for chip in page.context["chips"]] == [
        ("全部", 3, False),
        ("动态", 1, False),
        ("招商", 1, True),
        ("企业", 1, False),
    ]


@pytest.mark.parametrize("column", ["sport", "\x00", "NEWS"])
def test_an_unknown_column_is_ignored_with_a_notice(client, report, column):
    report("省里表扬")

    page = client.get("/news/", {"column": column, "page": "9" * 30})

    assert titles(page) == ["省里表扬"]
    assert notices(page) == ["没有这个栏目，已显示全部动态。", "没有这一页，已显示第1页。"]


def test_twenty_news_stand_on_a_page(client, report, django_assert_num_queries):
    for day in range(1, 23):
        report(f"消息{day}", datetime.date(2021, 9, day))

    with django_assert_num_queries(4):
        second = client.get("/news/", {"page": "2"})

    assert titles(second) == ["消息2", "消息1"]


def test_news_of_tomorrow_are_not_there_yet(client, report):
    article = report("明天的消息", datetime.date(2021, 11, 1))

    assert titles(client.get("/news/")) == []
    assert client.get(article.get_absolute_url()).status_code == 404


def test_no_news_are_said_to_be_none(client, county):
    assert "还没有动态" in main(client.get("/news/"))
    assert "还没有政策" in main(client.get("/policies/"))


def test_an_item_shows_summary_source_and_whom_it_mentions(client, report, county, django_assert_num_queries):
    article = report(
        "肖特二期签约", column="investment", summary="肖特药包二期项目在缙云签约。", as_written="签约仪式在缙云举行"
    )
    enterprise = make_enterprise(county.parent, "肖特药包")
    article.subjects.add(enterprise.subject, make_subject(Subject.Kind.PROJECT, "肖特二期", county.parent))

    with django_assert_num_queries(3):
        page = client.get("/news/xiaoteerqiqianyue/")

    assert "<h1>肖特二期签约</h1>" in main(page)
    assert "2021年10月21日·招商" in words(main(page))
    assert "肖特药包二期项目在缙云签约。" in words(main(page))
    assert notes(main(page)) == ["缙云县工业经济报道未注明·2021年10月31日·第10段原文：“签约仪式在缙云举行”"]
    assert words(section(page, "subjects")) == "文中提到肖特药包企业肖特二期项目"
    assert 'href="/projects/xiaoteerqi/"' in section(page, "subjects")
    html = page.content.decode()
    assert '<meta name="ArticleTitle" content="肖特二期签约">' in html
    assert '<meta name="PubDate" content="2021-10-21">' in html
    assert '<meta name="ContentSource" content="缙云县工业经济报道">' in html


def test_news_belong_to_the_worlds_of_whom_they_mention(client, report):
    other = make_root("示例市", "990000")
    report("缙云的消息")
    report("示例的消息").subjects.add(make_enterprise(other, "示例机械").subject)

    assert titles(client.get("/news/")) == ["缙云的消息"]
    assert titles(client.get("/news/", {"world": "shilishi"})) == ["示例的消息"]


def test_a_page_of_invented_news_says_so_and_stays_in_its_world(client, report):
    article = report("示例的消息")
    article.subjects.add(make_enterprise(make_root("示例市", "990000"), "示例机械").subject)

    page = client.get(article.get_absolute_url())

    assert "演示数据" in page.content.decode()
    assert 'href="/enterprises/shilijixie/?world=shilishi"' in section(page, "subjects")


def test_a_page_of_real_news_or_policy_is_real_whatever_the_address_says(client, report, policy, county):
    make_root("示例市", "990000")
    about_nobody, about_the_county = report("无对象"), report("写本县")
    about_the_county.subjects.add(county.subject)

    for record in (about_nobody, about_the_county, policy):
        page = client.get(record.get_absolute_url(), {"world": "shilishi"})
        assert "演示数据" not in page.content.decode()


@pytest.fixture
def policy(source, county):
    return Policy.objects.create(
        title="关于稳企业的若干意见", summary="支持企业稳定发展。", source=source, place="第21段", issuer="缙云县政府"
    )


def test_policies_say_what_their_source_does_not(client, policy, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = client.get("/policies/")

    assert words(section(page, "policies")) == (
        "政策一览关于稳企业的若干意见文号未注明缙云县政府发布日期未注明支持企业稳定发展。"
    )


def test_a_policy_shows_number_issuer_day_summary_and_source(client, policy, django_assert_num_queries):
    policy.document_number, policy.issued_on = "缙政发〔2020〕1号", datetime.date(2020, 5, 6)
    policy.save()

    with django_assert_num_queries(2):
        page = client.get("/policies/guanyuwenqiyederuoganyijian/")

    assert "缙政发〔2020〕1号缙云县政府2020年5月6日支持企业稳定发展。" in words(main(page))
    assert notes(main(page)) == ["缙云县工业经济报道未注明·2021年10月31日·第21段"]
    assert '<meta name="PubDate" content="2020-05-06">' in page.content.decode()


def test_policies_are_asked_for_as_often_for_three_as_for_thirty(client, policy, source, django_assert_num_queries):
    for number in range(30):
        Policy.objects.create(title=f"政策{number}", source=source)

    with django_assert_num_queries(3):
        page = client.get("/policies/", {"page": "2"})

    assert len(titles(page)) == 11


def test_policies_belong_to_the_home_world(client, policy):
    make_root("示例市", "990000")

    assert titles(client.get("/policies/", {"world": "shilishi"})) == []


@pytest.mark.parametrize("address", ["/news/nothing/", "/policies/nothing/"])
def test_unknown_news_and_policies_are_not_found(client, policy, address):
    assert client.get(address).status_code == 404


def test_english_readers_get_english_titles_and_marked_chinese(client, report, policy):
    report("肖特二期签约", title_en="SCHOTT signs phase II", summary="签约。")

    assert "<h1>SCHOTT signs phase II</h1>" in main(client.get("/en/news/xiaoteerqiqianyue/"))
    assert '<span lang="zh-Hans">签约。</span>' in main(client.get("/en/news/xiaoteerqiqianyue/"))
    assert '<span lang="zh-Hans">关于稳企业的若干意见</span>' in main(client.get("/en/policies/"))
