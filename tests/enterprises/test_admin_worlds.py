"""The desk ties no enterprise to a park or a chain of another world."""

import pytest

from enterprises.models import Enterprise, Membership, Park
from tests.desk import make_record, make_user
from tests.enterprises.test_admin import ADD, NEW, rows
from tests.factories import make_enterprise, make_root

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]

SENTENCE = "“示例园区”属于另一个地区的数据，不能登记为“浙江锯力煌锯床股份有限公司”的归属。"


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


@pytest.fixture
def invented_park(db):
    return make_record(Park, "示例园区", make_root("示例市", "990000"))


def test_a_membership_across_worlds_is_refused_with_a_sentence(desk, county, root_city, invented_park, source):
    enterprise = make_enterprise(root_city, "浙江锯力煌锯床股份有限公司")
    form = {"enterprise": enterprise.pk, "park": invented_park.pk, "source": source.pk}

    page = desk.post("/admin/enterprises/membership/add/", form)

    assert page.context_data["adminform"].form.non_field_errors() == [SENTENCE]
    assert not Membership.objects.exists()


def test_a_new_enterprise_is_refused_with_a_park_of_another_world(desk, county, invented_park, source):
    form = NEW | {"located_in": county.pk} | rows("memberships", {"park": invented_park.pk, "source": source.pk})

    page = desk.post(ADD, form)

    [inline] = [one for one in page.context_data["inline_admin_formsets"] if one.formset.prefix == "memberships"]
    assert inline.formset.forms[0].non_field_errors() == [SENTENCE]
    assert not Enterprise.objects.exists()
