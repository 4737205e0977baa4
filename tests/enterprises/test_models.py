"""What must hold of enterprises, parks, chains, honours and panels, broken on purpose."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from enterprises.models import (
    Chain,
    ChainListing,
    DigitalService,
    Enterprise,
    Honour,
    Industry,
    Panel,
    Park,
    Participation,
    Programme,
)
from enterprises.models.enterprise import validate_credit_code
from indicators.models import Category
from tests.factories import make_subject

# Made for these tests, with a true check digit.
CREDIT_CODE = "91331122000000001L"
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


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


# --- Enterprise


@pytest.mark.parametrize(
    "code",
    [
        "91331122000000001M",  # another check digit
        "91331122000000001l",  # a small letter would be a second way of writing it
        "9133 1122 0000 0000 1L",
        "9133112200000001L",  # one too few
        "91331122000000O01L",  # the letter O is never used
        "",
    ],
)
def test_a_credit_code_has_eighteen_characters_and_its_check_digit(code):
    with pytest.raises(ValidationError, match="统一社会信用代码"):
        validate_credit_code(code)


def test_a_true_credit_code_is_accepted():
    validate_credit_code(CREDIT_CODE)


def test_a_credit_code_belongs_to_one_enterprise_and_none_to_many(add):
    add(Enterprise, "锯力煌", credit_code=CREDIT_CODE)
    add(Enterprise, "君鸿机械")
    add(Enterprise, "晨龙集团")

    with refuses("credit_code_once"):
        add(Enterprise, "涛涛车业", credit_code=CREDIT_CODE)


def test_details_of_an_enterprise_are_public_with_a_legal_basis_only(add):
    assert not add(Enterprise, "锯力煌").has_public_details
    assert add(Enterprise, "君鸿机械", legal_basis="printed_source").has_public_details


def test_industries_are_the_categories_of_one_code_list(add):
    Category.objects.create(code_list="规模", code="above_scale", name="规上")
    industry = Industry.objects.create(code_list=Industry.CODE_LIST, code="34", name="通用设备制造业")
    add(Enterprise, "锯力煌", industry=industry)
    unsorted = add(Enterprise, "君鸿机械")

    assert list(Industry.objects.all()) == [industry]
    assert list(Enterprise.objects.without_industry()) == [unsorted]
    with refuses("category_code_once_in_its_list"):
        Category.objects.create(code_list="行业", code="34", name="又一个")


# --- Parks and chains


def test_a_park_is_not_below_itself(park, other_park):
    other_park.parent = park
    other_park.save()

    for parent in (park, other_park):
        park.parent = parent
        with pytest.raises(ValidationError, match="不能是它自己或它的下级"):
            park.clean()


def test_the_way_up_from_a_park_ends_even_in_a_loop(park, other_park):
    Park.objects.filter(pk=park.pk).update(parent=other_park)
    Park.objects.filter(pk=other_park.pk).update(parent=park)

    assert Park.objects.get(pk=park.pk).ancestor_ids() == [park.pk, other_park.pk]


def test_a_chain_stands_once_in_a_list_and_in_many_lists(chain, source):
    ChainListing.objects.create(chain=chain, list_name="特色产业", source=source)
    ChainListing.objects.create(chain=chain, list_name="三大主导产业", source=source)

    with refuses("chain_once_a_list"):
        ChainListing.objects.create(chain=chain, list_name="特色产业", source=source)


# --- Honours, services and panels


@pytest.fixture
def award(enterprise, source):
    programme = Programme.objects.create(name="专精特新“小巨人”", level="national")
    return lambda **fields: Honour.objects.create(
        subject=enterprise.subject, programme=programme, source=source, **fields
    )


@pytest.mark.parametrize("year", [None, 2021])
def test_an_honour_is_held_once_a_batch_and_year(award, year):
    award(batch_label="第三批", year=year)
    award(batch_label="第二批", year=year)
    award(batch_label="第三批", year=year, nature="pool")

    with refuses("honour_once_a_batch_and_year"):
        award(batch_label="第三批", year=year)


def test_an_honour_does_not_end_before_it_begins(award):
    honour = award(awarded_on=YEAR_2020, valid_until=YEAR_2020)

    honour.valid_until = YEAR_2019
    with pytest.raises(ValidationError, match="有效期不能早于授予日期"):
        honour.clean()
    with refuses("honour_does_not_end_before_it_begins"):
        honour.save()


def test_an_honour_expires_after_its_last_day(award, monkeypatch):
    honour = award(valid_until=datetime.date(2021, 10, 31))

    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    assert not honour.has_expired
    assert list(Honour.objects.ending_within(0)) == [honour]
    monkeypatch.setenv("PORTAL_TODAY", "2021-11-01")
    assert honour.has_expired
    assert list(Honour.objects.ending_within(90)) == []
    assert not award(year=2020).has_expired


@pytest.mark.parametrize("from_on", [None, YEAR_2020])
def test_a_service_is_taken_up_once_at_a_time(enterprise, source, from_on):
    service = DigitalService.objects.create(name="蒲惠制造", source=source)
    fields = {"subject": enterprise.subject, "service": service, "source": source, "from_on": from_on}
    Participation.objects.create(**fields)

    with refuses("participation_once_a_beginning"), transaction.atomic():
        Participation.objects.create(**fields)
    with refuses("participation_does_not_end_before_it_begins"):
        Participation.objects.create(**fields | {"from_on": YEAR_2021, "until_on": YEAR_2020})


@pytest.mark.parametrize(("position", "stands"), [(None, True), (1, True), (9, True), (0, False), (10, False)])
def test_a_panel_stands_on_one_of_nine_places(enterprise, source, position, stands):
    panel = Panel(enterprise=enterprise, source=source, title="生产监控", position=position)

    if stands:
        panel.save()
    else:
        with refuses("panel_stands_on_one_of_nine_places"):
            panel.save()


def test_a_panel_title_stands_once_on_a_wall(enterprise, source):
    Panel.objects.create(enterprise=enterprise, source=source, title="生产监控")

    with refuses("panel_title_once_an_enterprise"):
        Panel.objects.create(enterprise=enterprise, source=source, title="生产监控", position=2)
