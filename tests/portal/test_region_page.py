"""The page of a region: its figures, and what stands in it and in its parts."""

import pytest

from enterprises.models import Honour, Park, Programme
from indicators.models import Commitment, LegalBasis, Statement, Subject
from projects.models import Project
from tests.factories import make_enterprise, make_indicator, make_root, make_source, make_subject, publish_figure
from tests.reading import facts, main, notes, rows, section, words

pytestmark = pytest.mark.django_db

COUNTY, TOWN = "/regions/jinyunxian/", "/regions/huzhen/"


@pytest.fixture
def world(county):
    return county.parent


@pytest.fixture
def in_town(world, town, source):
    """锯力煌, 五金园 and 技改 in 壶镇."""

    def place(subject):
        subject.located_in, subject.source = town, source
        subject.save()

    enterprise = make_enterprise(world, "锯力煌", about="生产锯床。", legal_basis=LegalBasis.CONSENT)
    place(enterprise.subject)
    park = Park.objects.create(subject=make_subject(Subject.Kind.PARK, "五金园", world), type="specialised")
    place(park.subject)
    project = Project.objects.create(subject=make_subject(Subject.Kind.PROJECT, "技改", world), type="digital")
    place(project.subject)
    return enterprise, park, project


def test_a_town_shows_what_stands_in_it(client, in_town):
    page = client.get(TOWN)

    assert "属缙云县。登记有企业1家。" in words(main(page))
    assert facts(page) == {"全称": "壶镇镇", "级别": "乡镇（街道）", "区划代码": "331122101"}
    assert words(section(page, "members")) == "企业1家锯力煌生产锯床。"
    assert words(section(page, "parks")) == "园区与平台五金园特色产业园"
    assert words(section(page, "projects")) == "项目技改数字化改造"


def test_a_county_shows_what_stands_in_its_towns_and_names_them(client, in_town):
    page = client.get(COUNTY)

    assert words(section(page, "members")) == "企业1家锯力煌生产锯床。"
    assert words(section(page, "parks")) == "园区与平台五金园特色产业园"
    assert words(section(page, "children")) == "下辖壶镇"


def test_an_enterprise_whose_town_has_no_basis_is_not_told(client, world, town):
    enterprise = make_enterprise(world, "锯力煌")
    enterprise.subject.located_in = town
    enterprise.subject.save()

    assert "锯力煌" not in client.get(TOWN).content.decode()


def test_a_region_shows_figures_commitments_honours_and_statements(client, county, source, whole_city):
    output = make_indicator("value_added", "规上工业增加值")
    publish_figure(county, output, "39.29", source=source, ranks=[(whole_city, 1)])
    publish_figure(county, output, "39.6", source=source, measure="yoy")
    programme = Programme.objects.create(name="中国创新百强县")
    Honour.objects.create(subject=county.subject, programme=programme, nature="listed", source=source, place="第25段")
    Commitment.objects.create(
        subject=county.subject, promised_by="缙云县", text="产值突破千亿元。", source=source, due_label="十四五"
    )
    Statement.objects.create(subject=county.subject, text="工业是第一经济。", source=source)

    page = client.get(COUNTY)

    (row,) = rows(section(page, "figures"))
    assert row[0] == "规上工业增加值"
    assert set(row[1:]) == {"39.29", "亿元", "同比增长↑+39.6%", "全市第1", "2021年1—7月", ""}
    assert notes(section(page, "figures")) == ["缙云县工业经济报道未注明·2021年10月31日·第7段原文：“39.29亿元”“39.6%”"]
    assert words(section(page, "honours")) == "荣誉中国创新百强县入选名单时间未注明有效期未注明"
    assert words(section(page, "commitments")) == "承诺产值突破千亿元。承诺人：缙云县到期：十四五"
    assert "工业是第一经济。" in words(section(page, "statements"))


def test_internal_figures_are_never_shown(client, county):
    source = make_source("台账", legal_basis=LegalBasis.NONE)
    publish_figure(county, make_indicator(), "777", source=source, audience="internal")

    assert "777" not in client.get(COUNTY).content.decode()


def test_an_empty_region_says_so(client, town):
    assert "还没有这里的数据、企业和项目" in main(client.get(TOWN))


def test_a_region_of_another_world_stays_in_it(client, county):
    make_root("示例市", "990000")

    page = client.get("/regions/shilishi/")

    assert "演示数据" in page.content.decode()
    assert 'href="/?world=shilishi"' in main(page)


def test_a_region_asks_as_much_for_one_of_everything_as_for_thirty(
    client, world, in_town, town, source, django_assert_num_queries
):
    publish_figure(town, make_indicator(), "1", source=source)
    with django_assert_num_queries(19):
        client.get(TOWN)
    for number in range(40):
        enterprise = make_enterprise(world, f"企业{number}", legal_basis=LegalBasis.CONSENT)
        park = Park.objects.create(subject=make_subject(Subject.Kind.PARK, f"园区{number}", world))
        for record in (enterprise, park):
            record.subject.located_in = town
            record.subject.save()
        publish_figure(town, make_indicator(), "1", source=source)

    with django_assert_num_queries(19):
        page = client.get(TOWN)

    assert section(page, "members").count("<li ") == 30
    assert 'href="/enterprises/?town=huzhen"' in section(page, "members")


@pytest.mark.parametrize("address", ["/regions/nowhere/", "/regions/julihuang/", "/regions/"])
def test_an_unknown_region_is_not_found(client, in_town, address):
    assert client.get(address).status_code == 404
