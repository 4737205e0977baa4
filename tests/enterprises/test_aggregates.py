"""Publishing sums of enterprises' figures: what goes in, what is stored, and that no enterprise's figure comes out."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from enterprises.actions import AggregationError, publish_aggregates
from enterprises.aggregates import BASIS
from enterprises.models import Chain, Industry, Membership, Park
from imports.models import ImportBatch
from imports.undo import undo
from indicators.models import LegalBasis, Observation, Region, Subject
from tests.factories import (
    make_enterprise,
    make_indicator,
    make_region,
    make_root,
    make_source,
    make_subject,
    publish_figure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    root = make_root("缙云县", "331122")
    Region.objects.filter(pk=root.pk).update(is_home=True)
    return root


@pytest.fixture
def output():
    return make_indicator("output_value", "工业总产值", unit="万元", aggregation="additive")


@pytest.fixture
def source():
    return make_source()


@pytest.fixture
def firm(county, output, source):
    """Makes an enterprise with its output of 2020, which only the department sees unless a basis is given."""

    def make(name, value, *, park=None, basis=None, **fields):
        membership = {key: fields.pop(key) for key in ("from_on", "until_on") if key in fields}
        enterprise = make_enterprise(county, name, **fields)
        publish_figure(enterprise, output, str(value), source=source, **year_2020(basis))
        if park:
            Membership.objects.create(enterprise=enterprise, park=park, source=source, **membership)
        return enterprise

    return make


def year_2020(basis=None):
    return {
        "first_day": datetime.date(2020, 1, 1),
        "last_day": datetime.date(2020, 12, 31),
        "period_kind": "year",
        "period_label": "2020年",
        "audience": "public" if basis else "internal",
        "legal_basis": basis or LegalBasis.NONE,
    }


def make_park(county, name, parent=None):
    return Park.objects.create(subject=make_subject(Subject.Kind.PARK, name, county), parent=parent)


def sums():
    """The sums in force that a stranger may read: (name, category): value or reason."""
    rows = Observation.objects.public().filter(basis=BASIS).select_related("subject", "breakdown")
    return {
        (row.subject.name, row.breakdown.code if row.breakdown else ""): row.note if row.value is None else row.value
        for row in rows
    }


def publish(county, output, year=2020):
    return publish_aggregates(world=county, year=year, indicators=[output])


def test_a_park_of_three_is_summed_and_one_of_two_is_hidden(county, output, firm):
    dongdu, huzhen = make_park(county, "东渡园区"), make_park(county, "壶镇园区")
    for name, value in (("甲", 100), ("乙", 90), ("丙", 80)):
        firm(name, value, park=dongdu)
    firm("丁", 70, park=huzhen)
    firm("戊", 60, park=huzhen)

    summed = publish(county, output)

    # The county releases its total of 400 itself: less 东渡's it would be 壶镇's.
    assert sums() == {
        ("东渡园区", ""): "防止由其他数据推算出个别企业的数据",
        ("壶镇园区", ""): "少于3家或有一家占比过大",
    }
    assert (summed.shown, summed.hidden) == (0, 2)
    assert set(Observation.objects.filter(basis=BASIS).values_list("value_state", flat=True)) == {"suppressed"}


def test_members_of_the_last_day_of_the_year_count_and_unknown_days_too(county, output, firm):
    park = make_park(county, "东渡园区")
    firm("甲", 100, park=park)
    firm("乙", 90, park=park, from_on=datetime.date(2020, 12, 31))
    firm("丙", 80, park=park, until_on=datetime.date(2021, 1, 1))
    firm("丁", 70, park=park, until_on=datetime.date(2020, 12, 31))
    firm("戊", 60, park=park, from_on=datetime.date(2021, 1, 1))
    firm("己", 50)

    publish(county, output)

    assert sums() == {("东渡园区", ""): Decimal(270)}


def test_every_declared_kind_of_sum_is_made_and_no_other(county, output, firm, source):
    town = make_region("壶镇镇", "331122101", county)
    chain = Chain.objects.create(subject=make_subject(Subject.Kind.CHAIN, "健康医疗", county))
    section = Industry.everything.create(code_list=Industry.CODE_LIST, code="C", name="制造业")
    division = Industry.everything.create(code_list=Industry.CODE_LIST, code="34", name="通用设备", parent=section)
    for name in "甲乙丙丁":
        enterprise = firm(name, 100, industry=division)
        Subject.objects.filter(pk=enterprise.pk).update(located_in=town)
        Membership.objects.create(enterprise=enterprise, chain=chain, source=source)
        Membership.objects.create(enterprise=enterprise, size_class="above_scale", source=source)

    publish(county, output)

    assert sums() == {
        ("壶镇镇", ""): 400,
        ("健康医疗", ""): 400,
        ("缙云县", "C"): 400,
        ("缙云县", "34"): 400,
        ("缙云县", "above_scale"): 400,
    }


def test_a_park_counts_what_stands_in_the_parks_below_it(county, output, firm):
    outer = make_park(county, "经济开发区")
    inner = make_park(county, "五云园区", parent=outer)
    for name in "甲乙丙":
        firm(name, 100, park=inner)
    for name in "丁戊己":
        firm(name, 100, park=outer)
    for name in "庚辛壬":
        firm(name, 100)

    publish(county, output)

    assert sums() == {("经济开发区", ""): 600, ("五云园区", ""): 300}


def test_publishing_again_changes_nothing_and_an_undo_takes_the_sums_back(county, output, firm):
    park = make_park(county, "东渡园区")
    for name in "甲乙丙":
        firm(name, 100, park=park)
    batch = publish(county, output).batch

    assert batch.kind_words == "汇总"
    assert publish(county, output).batch is None
    assert ImportBatch.objects.filter(kind="aggregation").count() == 1

    undo(batch)

    assert sums() == {}


def test_the_difference_to_a_sum_published_before_is_not_one_enterprise(county, output, firm, source):
    park = make_park(county, "东渡园区")
    for name in "甲乙丙":
        firm(name, 100, park=park)
    late = firm("丁", 100)
    firm("戊", 100)
    firm("己", 100)
    publish(county, output)
    assert sums() == {("东渡园区", ""): 300}

    Membership.objects.create(enterprise=late, park=park, source=source)
    publish(county, output)

    assert sums() == {("东渡园区", ""): "防止由其他数据推算出个别企业的数据"}


def test_a_sum_without_members_left_is_no_longer_published(county, output, firm):
    park = make_park(county, "东渡园区")
    for name in "甲乙丙":
        firm(name, 100, park=park)
    publish(county, output)
    Membership.objects.all().delete()

    publish(county, output)

    [row] = Observation.objects.public().filter(basis=BASIS)
    assert (row.value, row.value_state) == (None, "not_available")


def test_printed_figures_are_not_protected(county, output, firm):
    park = make_park(county, "东渡园区")
    firm("甲", 100, park=park, basis=LegalBasis.PRINTED_SOURCE)
    firm("乙", 90, park=park, basis=LegalBasis.PRINTED_SOURCE)

    publish(county, output)

    assert sums() == {("东渡园区", ""): 190}


def test_an_enterprise_that_agreed_is_protected_all_the_same_for_it_may_withdraw(county, output, firm):
    park = make_park(county, "东渡园区")
    for name in "甲乙丙":
        firm(name, 100, park=park, basis=LegalBasis.CONSENT)

    publish(county, output)

    assert sums() == {("东渡园区", ""): "少于3家或有一家占比过大"}


def test_a_year_under_way_and_a_rate_are_refused(county, output):
    with pytest.raises(AggregationError, match="还没有结束"):
        publish(county, output, year=2099)
    with pytest.raises(AggregationError, match="不可加"):
        publish(county, make_indicator("rate", "增速", unit="%"))


def test_a_hidden_sum_says_so_on_its_page_in_the_csv_and_through_the_interface(client, county, output, firm):
    park = make_park(county, "东渡园区")
    firm("甲", 100, park=park)
    firm("乙", 90, park=park)
    publish(county, output)

    page = client.get(park.get_absolute_url()).content.decode()
    table = client.get(f"/indicators/output_value.csv?region={park.slug}").content.decode()
    [item] = client.get("/api/v1/indicators/output_value/observations").json()["items"]

    assert "已隐去：少于3家或有一家占比过大" in page
    assert ",已隐去,,等于,万元,,最终,少于3家或有一家占比过大," in table
    assert (item["value"], item["value_state"]) == (None, "suppressed")
    assert "190" not in page + table


def test_the_command_says_what_it_published(capsys, county, output, firm):
    park = make_park(county, "东渡园区")
    for name in "甲乙丙":
        firm(name, 100, park=park)

    call_command("publish_aggregates", year=2020)
    call_command("publish_aggregates", year=2020, indicator=["output_value"])

    batch = ImportBatch.objects.get(kind="aggregation").pk
    assert capsys.readouterr().out.splitlines() == [
        f"批次 #{batch}：公布1项，隐去0项。",
        "没有变化：公布1项，隐去0项。",
    ]
