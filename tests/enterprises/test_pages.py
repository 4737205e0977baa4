"""The profile of an enterprise: whole facts with their sources, and nothing that a stranger may not read."""

import datetime

import pytest

from enterprises.models import DigitalService, Industry, Panel, Participation
from indicators.models import Commitment, LegalBasis, Statement, Subject
from newsroom.models import Article
from projects.models import Project
from tests.factories import (
    make_enterprise,
    make_indicator,
    make_root,
    make_source,
    make_subject,
    publish_figure,
)
from tests.reading import facts, main, notes, rows, section, words

pytestmark = pytest.mark.django_db

JULIHUANG = "/enterprises/julihuang/"
THE_SOURCE = "缙云县工业经济报道未注明·2021年10月31日"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")


@pytest.fixture
def sales(db):
    return make_indicator("sales", "销售额", position=10)


def publish_year(enterprise, indicator, value, year, **fields):
    """A figure of a whole year."""
    days = {"first_day": datetime.date(year, 1, 1), "last_day": datetime.date(year, 12, 31)}
    return publish_figure(enterprise, indicator, value, period_kind="year", period_label=f"{year}年", **days, **fields)


@pytest.fixture
def described(julihuang, town, source, make_park, make_chain, join):
    """锯力煌with every field filled."""
    julihuang.subject.aliases = ["锯力煌公司", "JLH"]
    julihuang.subject.name_en = "Zhejiang Julihuang Sawing Machine Co., Ltd."
    julihuang.subject.located_in, julihuang.subject.source, julihuang.subject.place = town, source, "第31段"
    julihuang.subject.save()
    julihuang.industry = Industry.objects.create(code_list=Industry.CODE_LIST, code="C34", name="通用设备制造业")
    julihuang.products, julihuang.about = ["带锯床", "圆锯床"], "生产锯床的装备制造企业。产品出口多国。"
    julihuang.website, julihuang.founded_on = "https://julihuang.example", datetime.date(1998, 5, 1)
    julihuang.credit_code, julihuang.legal_basis = "91331122000000001L", LegalBasis.CONSENT
    julihuang.save()
    join(julihuang, park=make_park("缙云经开区"))
    join(julihuang, chain=make_chain("现代装备"), from_on=datetime.date(2019, 1, 1))
    join(julihuang, size_class="above_scale")
    return julihuang


def test_the_profile_says_who_the_enterprise_is(client, described):
    page = client.get(JULIHUANG)

    assert "<h1>锯力煌</h1>" in main(page)
    assert "生产锯床的装备制造企业。产品出口多国。" in words(main(page))
    assert facts(page) == {
        "全称": "浙江锯力煌锯床股份有限公司",
        "别名": "锯力煌公司、JLH",
        "英文名": "Zhejiang Julihuang Sawing Machine Co., Ltd.",
        "园区": "缙云经开区",
        "产业链": "现代装备自2019年1月1日",
        "规模": "规上",
        "所在地区": "壶镇",
        "行业": "通用设备制造业C34",
        "主要产品": "带锯床、圆锯床",
        "成立日期": "1998年5月1日",
        "统一社会信用代码": "91331122000000001L",
        "网站": "https://julihuang.example",
        "资料来源": "",
    }
    assert notes(main(page)) == [
        f"{THE_SOURCE}·第33段",
        f"{THE_SOURCE}·第33段",
        f"{THE_SOURCE}·第33段",
        f"{THE_SOURCE}·第31段",
    ]


def test_without_a_legal_basis_only_name_park_and_chain_are_told(client, described, source):
    source.legal_basis = LegalBasis.NONE
    source.save()
    described.legal_basis = LegalBasis.NONE
    described.save()

    page = client.get(JULIHUANG)

    assert list(facts(page)) == ["全称", "别名", "英文名", "园区", "产业链"]
    for withheld in (
        "生产锯床",
        "通用设备",
        "带锯床",
        "1998",
        "91331122000000001L",
        "julihuang.example",
        "壶镇",
        "规上",
    ):
        assert withheld not in page.content.decode()


def test_a_bare_name_makes_a_whole_page(client, julihuang):
    page = client.get(JULIHUANG)

    assert words(main(page)) == (
        "首页企业锯力煌锯力煌锯力煌列入本站企业名录，暂无公开的简介。基本情况"
        "全称浙江锯力煌锯床股份有限公司还没有公开的数据、荣誉和项目有公开来源的内容发布后会列在这里。"
    )


def test_without_a_description_the_records_introduce_the_enterprise(
    client, julihuang, make_park, make_chain, join, award
):
    join(julihuang, park=make_park("缙云经开区"))
    join(julihuang, chain=make_chain("现代装备"))
    award(julihuang, "省“隐形冠军”企业", year=2020)
    award(julihuang, "国家专精特新“小巨人”企业", year=2021)

    assert ("锯力煌位于缙云经开区。锯力煌属于现代装备产业链。登记有荣誉2项，其中有国家专精特新“小巨人”企业。") in words(
        main(client.get(JULIHUANG))
    )


def test_figures_stand_by_year_with_their_place_in_the_source(client, julihuang, sales, source):
    publish_year(julihuang, sales, "2.91", 2020, source=source, place="第32段")
    publish_year(julihuang, sales, "85", 2020, source=source, place="第32段", measure="yoy")
    publish_year(julihuang, sales, "1.57", 2019, source=source, place="第30段", qualifier="≈")

    figures = section(client.get(JULIHUANG), "figures")

    assert words(figures) == ("数据2020年销售额2.91亿元2020年同比增长↑+85%2019年销售额约1.57亿元2019年")
    assert notes(figures) == [
        f"{THE_SOURCE}·第32段原文：“2.91亿元”“85%”",
        f"{THE_SOURCE}·第30段原文：“1.57亿元”",
    ]


def test_many_figures_of_a_year_stand_in_a_table(client, julihuang, source):
    for number in range(7):
        indicator = make_indicator(f"i{number}", f"指标{number}", position=number)
        publish_year(julihuang, indicator, f"{number}.5", 2020, source=source, place="第32段")

    table = rows(section(client.get(JULIHUANG), "figures"))

    assert [row[0] for row in table] == [f"指标{number}" for number in range(7)]
    assert set(table[3]) == {"指标3", "2020年", "3.5", ""}


def test_internal_baseless_and_closed_figures_are_never_shown(client, julihuang, sales, source):
    publish_year(julihuang, sales, "2.91", 2020, source=source)
    publish_year(julihuang, sales, "777", 2020, source=source, audience="internal")
    publish_year(
        julihuang, sales, "888", 2019, source=make_source("台账", legal_basis=LegalBasis.NONE), audience="internal"
    )

    page = client.get(JULIHUANG).content.decode()

    assert "2.91" in page
    assert "777" not in page
    assert "888" not in page
    assert "台账" not in page


def test_honours_stand_on_a_timeline_with_their_ends(client, julihuang, award):
    award(
        julihuang, "国家高新技术企业", awarded_on=datetime.date(2018, 11, 30), valid_until=datetime.date(2021, 11, 30)
    )
    award(julihuang, "省“隐形冠军”企业", year=2017, valid_until=datetime.date(2020, 12, 31))
    award(julihuang, "国家专精特新“小巨人”企业", batch_label="第三批", as_written="第三批国家专精特新")

    honours = section(client.get(JULIHUANG), "honours")

    assert words(honours) == (
        "荣誉国家高新技术企业获评2018年11月30日有效期至2021年11月30日"
        "省“隐形冠军”企业获评2017年有效期至2020年12月31日（已过期）"
        "国家专精特新“小巨人”企业第三批获评时间未注明有效期未注明"
    )
    assert honours.count("<li>") == 3
    assert notes(honours)[2] == f"{THE_SOURCE}原文：“第三批国家专精特新”"


def add_panel(enterprise, source, title, position=None):
    return Panel.objects.create(enterprise=enterprise, title=title, position=position, source=source, place="第35段")


def test_panels_of_known_places_make_three_rows_of_three(client, julihuang, source):
    add_panel(julihuang, source, "生产进度", 5)
    add_panel(julihuang, source, "仓库原料", 1)

    panels = section(client.get(JULIHUANG), "panels")

    assert words(panels) == (
        "九宫格仓库原料内容未注明内容未注明内容未注明生产进度内容未注明内容未注明内容未注明内容未注明"
    )


def test_panels_of_unknown_places_are_named_with_an_honest_note(client, julihuang, source):
    screens = make_indicator("display_screens", "数字化展示大屏数", "块", decimals=0)
    publish_figure(julihuang, screens, "9", source=source)
    add_panel(julihuang, source, "仓库原料")
    add_panel(julihuang, source, "生产进度", 5)

    panels = section(client.get(JULIHUANG), "panels")

    assert words(panels) == "九宫格大屏幕9块生产进度仓库原料来源说出了其中2项内容，没有说它们在九宫格里的位置。"


@pytest.fixture
def overdue(julihuang, source):
    return Commitment.objects.create(
        subject=julihuang.subject,
        promised_by="锯力煌",
        text="员工工资三年增长三成。",
        goal_as_written="30%以上",
        due_on=datetime.date(2021, 10, 30),
        source=source,
        place="第33段",
    )


def test_a_stranger_reads_a_commitment_with_its_day_and_no_verdict(client, overdue):
    assert words(section(client.get(JULIHUANG), "commitments")) == (
        "承诺员工工资三年增长三成。承诺人：锯力煌目标：30%以上到期：2021年10月30日"
    )


def test_staff_read_that_a_commitment_is_overdue(admin_client, overdue):
    assert "已到期，待核实" in section(admin_client.get(JULIHUANG), "commitments")


def test_statements_services_projects_and_news_are_told(client, julihuang, world, source):
    Statement.objects.create(
        subject=julihuang.subject, kind="评价", text="产品达到先进水平。", source=source, place="第32段"
    )
    service = DigitalService.objects.create(name="蒲惠制造", description="企业数字化服务。", source=source)
    Participation.objects.create(subject=julihuang.subject, service=service, source=source, place="第34段")
    project = make_subject(Subject.Kind.PROJECT, "锯力煌技改", world)
    Project.objects.create(subject=project, owner=julihuang, type="technical_upgrade", about="更新焊接线。")
    article = Article.objects.create(
        title="锯力煌获评小巨人", published_on=datetime.date(2021, 10, 1), column="enterprises", source=source
    )
    article.subjects.add(julihuang.subject)

    page = client.get(JULIHUANG)

    assert words(section(page, "statements")) == (
        "来源里的说法产品达到先进水平。评价没有数值的经历和评价，照来源转述，未经核实。"
    )
    assert words(section(page, "services")) == "数字化服务蒲惠制造企业数字化服务。"
    assert words(section(page, "projects")) == "项目锯力煌技改更新焊接线。技术改造"
    assert words(section(page, "mentions")) == "相关动态2021年10月1日企业锯力煌获评小巨人"


def test_news_of_the_future_are_not_mentioned(client, julihuang, source):
    article = Article.objects.create(title="明年的消息", published_on=datetime.date(2021, 11, 1), source=source)
    article.subjects.add(julihuang.subject)

    assert section(client.get(JULIHUANG), "mentions") == ""


def test_a_firm_that_moved_away_says_so(client, julihuang):
    julihuang.subject.state = "moved_out"
    julihuang.subject.save()

    assert "企业状态：迁出" in words(main(client.get(JULIHUANG)))


def test_a_profile_of_another_world_stays_in_it(client, county, make_park):
    other = make_root("示例市", "990000")
    make_enterprise(other, "示例机械")

    page = client.get("/enterprises/shilijixie/")

    assert 'href="/enterprises/?world=shilishi"' in main(page)
    assert "演示数据" in page.content.decode()


@pytest.mark.parametrize("address", ["nobody/", "jinyunjingkaiqu/", "锯力煌/", f"{'a' * 300}/"])
def test_an_unknown_enterprise_is_not_found(client, julihuang, make_park, address):
    make_park("缙云经开区")

    assert client.get(f"/enterprises/{address}").status_code == 404


@pytest.mark.parametrize("query", ["?world=%00", "?page=%00&sort=x", "?a[]=%ff%fe", "?" + "x" * 5000])
def test_a_garbage_query_changes_nothing(client, julihuang, query):
    assert client.get(f"{JULIHUANG}{query}").status_code == 200


def test_markup_in_a_name_is_printed_and_not_executed(client, world):
    make_enterprise(world, "<script>alert(1)</script>有限公司", short_name="<b>粗体</b>")

    page = client.get("/enterprises/b-cuti-b/").content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;b&gt;粗体&lt;/b&gt;" in page


def test_english_readers_get_english_names_and_marked_chinese(client, described):
    page = client.get(f"/en{JULIHUANG}")

    assert "<h1>Zhejiang Julihuang Sawing Machine Co., Ltd.</h1>" in main(page)
    assert '<span lang="zh-Hans">缙云经开区</span>' in main(page)
    assert '<span lang="zh-Hans">生产锯床的装备制造企业。产品出口多国。</span>' in main(page)


def test_queries_are_as_many_for_one_of_everything_as_for_thirty(
    client, julihuang, source, world, join, award, make_park, make_chain, django_assert_num_queries
):
    join(julihuang, park=make_park("缙云经开区"))
    fill(julihuang, source, world, award, make_chain, join, range(1))
    with django_assert_num_queries(16):
        client.get(JULIHUANG)

    fill(julihuang, source, world, award, make_chain, join, range(1, 30))

    with django_assert_num_queries(16):
        client.get(JULIHUANG)


def fill(enterprise, source, world, award, make_chain, join, numbers):
    """Some of everything that an enterprise can have."""
    for number in numbers:
        indicator = make_indicator(f"indicator-{number}", f"数据{number}")
        publish_figure(enterprise, indicator, str(number), source=source)
        publish_figure(enterprise, indicator, str(number), source=source, change="correction", as_written="改")
        award(enterprise, f"称号{number}")
        join(enterprise, chain=make_chain(f"链{number}"))
        add_panel(enterprise, source, f"屏{number}")
        subject = make_subject(Subject.Kind.PROJECT, f"项目{number}", world)
        Project.objects.create(subject=subject, owner=enterprise)
        Commitment.objects.create(subject=enterprise.subject, promised_by="企业", text="承诺", source=source)
        Statement.objects.create(subject=enterprise.subject, text="说法", source=source)
        service = DigitalService.objects.create(name=f"服务{number}", source=source)
        Participation.objects.create(subject=enterprise.subject, service=service, source=source)
        article = Article.objects.create(title=f"消息{number}", published_on=datetime.date(2021, 1, 1), source=source)
        article.subjects.add(enterprise.subject)
