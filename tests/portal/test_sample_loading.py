"""示例市 goes through the import pipeline, beside the home region and apart from it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from enterprises.models import Enterprise, Membership
from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import preview
from imports.workbook import read_workbook
from indicators.models import Break, Observation, Rank, Region, Subject
from portal.sample.loading import SampleRefused, is_being_loaded, is_loaded, load
from portal.sample.plan import Plan
from portal.sample.workbooks import contents
from tests.factories import make_enterprise
from tests.portal.sample_catalogue import catalogue  # noqa: F401

SMALL = Plan(enterprises=12, counties=2, months=2)
AUGUST, SEPTEMBER = "03_示例市_2021-09-21_2021年8月月报.xlsx", "03_示例市_2021-10-20_2021年9月月报.xlsx"

# The day before the report of December, its day, the day before the year was settled, that day.
DAYS = [
    datetime.date(2021, 1, 20),
    datetime.date(2021, 1, 21),
    datetime.date(2021, 6, 24),
    datetime.date(2021, 6, 25),
]


@pytest.fixture
def sample(county, catalogue, tmp_path):  # noqa: F811
    """The home county with one enterprise, and 示例市 with two counties and twelve."""
    make_enterprise(county.subject.world, "缙云一厂")
    return load(tmp_path, SMALL)


def names(kind, world):
    return list(Subject.objects.in_world(world).of_kind(kind).order_by("pk").values_list("name", flat=True))


def root():
    return Region.objects.roots().get(subject__slug="shilishi")


def test_every_row_of_every_file_goes_in(sample):
    # Two counties: 2 sources, 1 + 2 + 6 regions, 1 group; 5 parks, 5 chains, 5 listings, 1 break;
    # In August 8 indicators and single months of exports for 3 regions, each with its growth; how value added grew in
    # the month; 3 kinds of numbers of problems. In September also research, robots and the cloud.
    assert sample["01_示例来源与地区.xlsx"] == {"new": 12, "changed": 0, "unchanged": 0}
    assert sample["02_示例园区与产业链.xlsx"] == {"new": 16, "changed": 0, "unchanged": 0}
    assert sample[AUGUST] == {"new": 64, "changed": 0, "unchanged": 0}
    assert sample[SEPTEMBER] == {"new": 76, "changed": 0, "unchanged": 0}
    assert sample["04_示例企业.xlsx"] == {"new": 12, "changed": 0, "unchanged": 0}
    assert list(sample) == [file.name for file in contents(SMALL)]
    assert is_loaded()


def test_the_first_file_opens_a_world_of_its_own(sample, county):
    assert root().name == "示例市"
    assert Region.objects.home() == county
    assert names("region", root())[:4] == ["示例市", "示例一县", "示例二县", "示例一镇"]
    assert names("park", root()) == ["示例开发区", "示例一园", "示例一小微园", "示例二园", "示例创新综合体"]
    assert names("chain", root()) == ["示例链一", "示例链二", "示例链三", "示例链四", "示例链五"]
    assert names("enterprise", root()) == [f"示例企业{number:03}" for number in range(1, 13)]
    assert names("project", root()) == ["示例项目01", "示例项目02"]


def test_nothing_of_it_stands_in_the_home_world(sample, county, client):
    home = county.subject.world

    assert names("enterprise", home) == ["缙云一厂"]
    assert names("region", home) == ["丽水市", "缙云县"]
    assert not Membership.objects.exclude(enterprise__subject__world=root()).exists()
    for address in ["/indicators/", "/enterprises/", "/parks/", "/projects/", "/news/"]:
        assert "示例" not in client.get(address).content.decode()
        assert "示例" in client.get(address, {"world": "shilishi"}).content.decode()


def test_its_change_of_scope_is_none_of_the_home_world(sample, county, client, catalogue):  # noqa: F811
    products = catalogue["new_product_output_value"]

    [found] = Break.wherever.in_world(root())
    assert (found.indicator, found.on, found.region.name) == (products, datetime.date(2019, 1, 1), "示例市")
    assert not Break.wherever.in_world(county.subject.world).exists()
    assert not products.breaks.exists()
    assert "示例" not in client.get("/indicators/new_product_output_value/").content.decode()


def test_figures_of_an_enterprise_are_internal_and_have_no_basis(sample):
    of_enterprises = Observation.objects.filter(subject__kind=Subject.Kind.ENTERPRISE)

    assert of_enterprises.count() == sample["07_示例企业内部数据.xlsx"]["new"] >= 36
    assert set(of_enterprises.values_list("audience", "legal_basis")) == {("internal", "none")}
    assert not Observation.objects.public().filter(subject__kind=Subject.Kind.ENTERPRISE).exists()


def test_counties_are_ranked_among_each_other(sample):
    ranks = Rank.objects.filter(observation__subject__name="示例一县")

    # Level and growth of 8 indicators and single months of exports in August, of one more in September.
    assert ranks.count() == 18 + 20
    assert set(ranks.values_list("group__name", "group_size")) == {("示例二县", 2)}
    assert set(ranks.values_list("observation__last_day", flat=True)) == {
        datetime.date(2021, 8, 31),
        datetime.date(2021, 9, 30),
    }


def test_size_class_changes_with_the_year_for_an_enterprise_that_grew(sample):
    [grown] = Enterprise.objects.filter(subject__name="示例企业004")
    new_year = datetime.date(2020, 1, 1)

    classes = grown.memberships.exclude(size_class="").values_list("size_class", "from_on", "until_on")

    assert set(classes) == {("below_scale", None, new_year), ("above_scale", new_year, None)}


def test_the_same_files_brought_again_change_nothing(sample, tmp_path):
    found = {"new": 0, "changed": 0, "set_aside": 0, "errors_total": 0, "unchanged": 0}

    for path in sorted(tmp_path.iterdir()):
        report = preview(read_workbook(path), ImportContext("" if path.name.startswith("01") else "shilishi"))
        for sheet in report.sheets:
            found = {state: count + getattr(sheet, state) for state, count in found.items()}

    everything = sum(counts["new"] for counts in sample.values())
    assert found == {"new": 0, "changed": 0, "set_aside": 0, "errors_total": 0, "unchanged": everything}


def test_a_second_load_leaves_out_what_was_published(sample, tmp_path):
    batches = ImportBatch.objects.count()

    assert load(tmp_path, SMALL) == {}
    assert ImportBatch.objects.count() == batches


def test_a_load_goes_on_where_the_last_one_stopped(county, catalogue, tmp_path):  # noqa: F811
    sales = catalogue["sales"]
    sales.delete()
    with pytest.raises(SampleRefused) as refusal:
        load(tmp_path, SMALL)
    assert str(refusal.value) == (
        "07_示例企业内部数据.xlsx的“数据”第2行：没有名为“sales”的指标，请改成已登记的名称或先导入它。"
    )
    assert not is_loaded()

    sales.save(force_insert=True)

    assert list(load(tmp_path, SMALL)) == ["07_示例企业内部数据.xlsx", "08_示例承诺与动态.xlsx"]
    assert is_loaded()


def test_reports_tell_a_history_and_a_settled_year_supersedes_what_had_been_printed(county, catalogue, tmp_path):  # noqa: F811
    load(tmp_path, Plan(enterprises=1, counties=1, months=21))

    whole_year = Observation.objects.filter(
        subject__name="示例市", indicator__code="industrial_output_value_above_scale", measure="level",
        last_day=datetime.date(2020, 12, 31),
    )  # fmt: skip
    told = {day: [row.status for row in whole_year.asof(day)] for day in DAYS}

    assert told == {DAYS[0]: [], DAYS[1]: ["final"], DAYS[2]: ["final"], DAYS[3]: ["revised"]}
    [revised] = whole_year.asof()
    [first] = whole_year.exclude(pk=revised.pk)
    assert (revised.note, first.note) == ("按示例年报核定（虚构）", "")
    assert abs(first.value / revised.value - Decimal("0.985")) < Decimal("0.0001")


def test_each_report_is_a_batch_of_its_own_day(sample):
    batches = ImportBatch.objects.filter(file_name__startswith="03_").order_by("pk")

    assert [(batch.file_name, batch.options["published_on"]) for batch in batches] == [
        (AUGUST, "2021-09-21"),
        (SEPTEMBER, "2021-10-20"),
    ]
    moments = {
        timezone.localdate(moment)
        for moment in Observation.objects.filter(batch__in=batches).values_list("published_at", flat=True)
    }
    assert moments == {datetime.date(2021, 9, 21), datetime.date(2021, 10, 20)}


def test_a_world_that_an_earlier_version_loaded_stays_as_it_is(sample):
    """It had a year of figures in one file, and no monthly reports."""
    ImportBatch.objects.filter(file_name__startswith="03_").update(file_name="03_示例地区数据.xlsx")

    assert is_loaded()


def test_a_load_in_another_process_is_noticed(db):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7310123)")
        assert is_being_loaded()
    finally:
        other.close()

    assert wait_until(lambda: not is_being_loaded())


def wait_until(is_true):
    """The server notices a lost connection within moments."""
    return any(is_true() for _attempt in range(1000))
