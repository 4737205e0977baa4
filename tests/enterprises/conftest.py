import pytest

from enterprises.models import Chain, Honour, Membership, Park, Programme
from indicators.models import Subject
from tests.factories import make_enterprise, make_subject


@pytest.fixture
def world(county):
    """丽水市, the root region of the county's world, with 缙云县 as home."""
    return county.parent


@pytest.fixture
def make_park(world):
    def make(name, **fields):
        return Park.objects.create(subject=make_subject(Subject.Kind.PARK, name, world), **fields)

    return make


@pytest.fixture
def make_chain(world):
    def make(name, **fields):
        return Chain.objects.create(subject=make_subject(Subject.Kind.CHAIN, name, world), **fields)

    return make


@pytest.fixture
def join(source):
    """Puts an enterprise in a park, a chain or a size class."""

    def make(enterprise, **fields):
        return Membership.objects.create(enterprise=enterprise, **{"source": source, "place": "第33段"} | fields)

    return make


@pytest.fixture
def award(source):
    """Gives an honour of a programme with that name."""

    def make(subject, name, **fields):
        programme, _made = Programme.objects.get_or_create(name=name)
        subject = getattr(subject, "subject", subject)
        return Honour.objects.create(subject=subject, programme=programme, **{"source": source} | fields)

    return make


@pytest.fixture
def julihuang(world):
    """锯力煌, with nothing but its names."""
    return make_enterprise(world, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")
