"""Memberships of park, chain and size class: exactly one thing, no overlaps, not even by two editors at once."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from enterprises.models import Chain, Enterprise, Honour, Membership, Park, Programme
from tests.connections import beside, race
from tests.factories import make_root, make_subject
from tests.imports.undoing import publish_grids

YEAR_2019, YEAR_2020, YEAR_2021 = (datetime.date(year, 1, 1) for year in (2019, 2020, 2021))


@pytest.fixture
def add(county):
    """Adds an enterprise, park or chain of a name."""

    def add_record(model, name, **fields):
        subject = make_subject(model.subject_kind, name, county.subject.world)
        return model.objects.create(subject=subject, **fields)

    return add_record


@pytest.fixture
def enterprise(add):
    return add(Enterprise, "锯力煌")


@pytest.fixture
def park(add):
    return add(Park, "缙云经开区")


@pytest.fixture
def other_park(add):
    return add(Park, "壶镇产业园")


@pytest.fixture
def chain(add):
    return add(Chain, "智能装备")


@pytest.fixture
def join(enterprise, source):
    return lambda **fields: Membership.objects.create(enterprise=enterprise, source=source, **fields)


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_a_membership_is_of_exactly_one_thing(enterprise, park, chain, source):
    for things in (
        {},
        {"park": park, "chain": chain},
        {"park": park, "size_class": "above_scale"},
        {"chain": chain, "size_class": "above_scale"},
        {"park": park, "chain": chain, "size_class": "above_scale"},
    ):
        membership = Membership(enterprise=enterprise, source=source, **things)
        with pytest.raises(ValidationError, match="填且只填一项"):
            membership.clean()
        with refuses("membership_of_exactly_one_thing"), transaction.atomic():
            Membership.objects.bulk_create([membership])


@pytest.mark.parametrize("until_on", [YEAR_2020, YEAR_2019])
def test_a_membership_ends_after_it_begins(join, park, until_on):
    with refuses("membership_ends_after_it_begins"):
        join(park=park, from_on=YEAR_2020, until_on=until_on)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ((None, None), (None, None)),
        ((None, None), (YEAR_2020, None)),
        ((None, None), (None, YEAR_2020)),
        ((YEAR_2019, YEAR_2021), (YEAR_2020, None)),
        ((YEAR_2019, YEAR_2021), (None, YEAR_2020)),
        ((YEAR_2019, YEAR_2021), (None, None)),
        ((YEAR_2020, None), (YEAR_2019, datetime.date(2020, 1, 2))),
        ((None, YEAR_2020), (datetime.date(2019, 12, 31), None)),
    ],
)
def test_an_enterprise_stands_in_one_park_and_one_size_class_at_a_time(join, park, other_park, held, wanted):
    join(park=park, from_on=held[0], until_on=held[1])
    join(size_class="below_scale", from_on=held[0], until_on=held[1])

    with pytest.raises(ValidationError, match=r"“缙云经开区”的起止时间重叠"):
        join(park=other_park, from_on=wanted[0], until_on=wanted[1])
    with pytest.raises(ValidationError, match=r"“规下”的起止时间重叠"):
        join(size_class="above_scale", from_on=wanted[0], until_on=wanted[1])
    assert Membership.objects.count() == 2


def test_memberships_may_follow_each_other_on_the_same_day(join, park, other_park):
    join(park=park, until_on=YEAR_2020)
    join(park=other_park, from_on=YEAR_2020, until_on=YEAR_2021)
    join(park=park, from_on=YEAR_2021)

    assert Membership.objects.count() == 3


def test_an_enterprise_serves_several_chains_but_each_once(join, chain, add):
    join(chain=chain)
    join(chain=add(Chain, "健康医疗"))

    with pytest.raises(ValidationError, match="“智能装备”的起止时间重叠"):
        join(chain=chain, from_on=YEAR_2020)


def test_a_membership_does_not_overlap_itself_nor_another_enterprises(join, park, add, source):
    own = join(park=park, from_on=YEAR_2019)
    Membership.objects.create(enterprise=add(Enterprise, "君鸿机械"), park=park, source=source)

    own.from_on = YEAR_2020
    own.clean()
    own.save()

    own.refresh_from_db()
    assert own.from_on == YEAR_2020


def test_the_form_is_told_of_an_overlap_before_it_saves(join, park, other_park, enterprise, source):
    join(park=park)

    with pytest.raises(ValidationError, match="请先填写它的结束日期"):
        Membership(enterprise=enterprise, source=source, park=other_park).clean()


@pytest.mark.parametrize("model", [Park, Chain])
def test_an_enterprise_stands_in_no_park_or_chain_of_another_world(join, enterprise, source, model):
    invented = model.objects.create(subject=make_subject(model.subject_kind, "示例园区", make_root("示例市", "990000")))
    sentence = "“示例园区”属于另一个地区的数据，不能登记为“锯力煌”的归属。"
    membership = Membership(enterprise=enterprise, source=source, **{model.subject_kind: invented})

    with pytest.raises(ValidationError, match=sentence):
        membership.clean()
    with pytest.raises(ValidationError, match=sentence):
        membership.save()
    assert not Membership.objects.exists()


def test_in_force_counts_the_first_day_but_not_the_last_and_the_unknown_always(join, park, other_park, chain):
    first = join(park=park, from_on=YEAR_2019, until_on=YEAR_2020)
    second = join(park=other_park, from_on=YEAR_2020)
    unknown = join(chain=chain)

    assert set(Membership.objects.on(YEAR_2019)) == {first, unknown}
    assert set(Membership.objects.on(datetime.date(2019, 12, 31))) == {first, unknown}
    assert set(Membership.objects.on(YEAR_2020)) == {second, unknown}
    assert set(Membership.objects.on(datetime.date(2018, 12, 31))) == {unknown}


def test_in_force_today_follows_the_portals_clock(join, park, enterprise, monkeypatch):
    join(park=park, from_on=datetime.date(2021, 10, 31))

    monkeypatch.setenv("PORTAL_TODAY", "2021-10-30")
    assert list(Enterprise.objects.in_park(park)) == []
    assert list(Enterprise.objects.without_park()) == [enterprise]
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    assert list(Enterprise.objects.in_park(park)) == [enterprise]
    assert list(Enterprise.objects.without_park()) == []


def test_an_enterprise_in_two_chains_is_found_once_in_each(join, chain, add, enterprise):
    health = add(Chain, "健康医疗")
    join(chain=chain, until_on=YEAR_2020)
    join(chain=chain, from_on=YEAR_2020)
    join(chain=health)

    assert list(Enterprise.objects.in_chain(chain)) == [enterprise]
    assert list(Enterprise.objects.in_chain(health)) == [enterprise]


@pytest.mark.django_db(transaction=True)
def test_two_editors_cannot_make_an_overlap_together(join, park, other_park):
    first, second = race(lambda: join(park=park), lambda: join(park=other_park))

    assert isinstance(second.exception(), ValidationError)
    assert list(Membership.objects.all()) == [first]


@pytest.mark.django_db(transaction=True)
def test_a_membership_being_written_holds_up_nobody_who_points_at_the_enterprise(join, park, enterprise, source):
    programme = Programme.objects.create(name="隐形冠军")

    _membership, honour = beside(
        lambda: join(park=park),
        lambda: Honour.objects.create(subject_id=enterprise.pk, programme=programme, source=source),
    )

    assert list(enterprise.subject.honours.all()) == [honour]


@pytest.mark.django_db(transaction=True)
def test_a_membership_by_hand_is_compared_with_those_of_a_publication_under_way(join, park, other_park, enterprise):
    columns = ["企业", "归属类型", "归属", "来源"]

    _batch, second = race(
        lambda: publish_grids(企业归属=[columns, ["锯力煌", "园区", "缙云经开区", "缙云县工业经济报道"]]),
        lambda: join(park=other_park),
    )

    assert isinstance(second.exception(), ValidationError)
    assert list(Membership.objects.values_list("enterprise", "park")) == [(enterprise.pk, park.pk)]
