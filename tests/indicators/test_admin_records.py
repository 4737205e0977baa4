"""The desk's regions and commitments."""

from decimal import Decimal

import pytest

from indicators.models import Commitment, Region, RegionGroup, Subject
from tests.desk import errors_of, fields_of, make_user
from tests.factories import make_region, make_root

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


# Regions


def test_a_region_without_a_parent_opens_a_world_and_names_itself(desk):
    form = {"name": "示例市", "code": "990000", "level": "city", "state": "active"}

    desk.post("/admin/indicators/region/add/", form)

    root = Region.objects.get()
    assert (root.subject.world_id, root.subject.key, root.slug) == (root.pk, "990000", "shilishi")


def test_a_region_below_another_belongs_to_its_world(desk, county, root_city):
    form = {"name": "壶镇镇", "code": "331122101", "level": "town", "state": "active", "parent": county.pk}

    desk.post("/admin/indicators/region/add/", form)

    assert Subject.objects.get(name="壶镇镇").world_id == root_city.pk


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"code": "33AB"}, "code", "区划代码“33AB”不对：只能是数字。"),
        ({"code": "331122"}, "code", "区划代码已由“缙云县”使用，请核对。"),
        ({"is_home": "on"}, "is_home", "“缙云县”已是首页地区，请先打开它取消勾选。"),
        ({"name": ""}, "name", "这个字段是必填项。"),
    ],
)
def test_a_faulty_region_is_refused_beside_the_field(desk, county, change, field, sentence):
    form = {"name": "壶镇镇", "code": "331122101", "level": "town", "state": "active", "parent": county.pk}

    response = desk.post("/admin/indicators/region/add/", form | change)

    assert errors_of(response) == {field: [sentence]}
    assert Region.objects.count() == 2


def test_a_group_takes_no_member_of_another_world(desk, county, town):
    invented = make_region("示例一县", "990001", make_root("示例市", "990000"), level=Region.Level.COUNTY)
    form = {"name": "全县", "members": [town.pk, invented.pk]}

    response = desk.post("/admin/indicators/regiongroup/add/", form)

    assert errors_of(response) == {"members": ["“示例一县”属于另一个地区的数据。"]}
    assert not RegionGroup.objects.exists()


def test_a_group_takes_the_members_of_its_world(desk, county, town, root_city):
    desk.post("/admin/indicators/regiongroup/add/", {"name": "全县", "members": [town.pk]})

    group = RegionGroup.objects.get()
    assert (group.world_id, list(group.members.all())) == (root_city.pk, [town])


@pytest.mark.parametrize("number", ["²", "9" * 30, "a"])
@pytest.mark.parametrize("model", ["region", "source"])
def test_there_is_no_history_of_no_record(desk, model, number):
    assert desk.get(f"/admin/indicators/{model}/{number}/history/").status_code == 404


def test_a_region_does_not_move_into_another_world(desk, county, town):
    desk.post("/admin/indicators/region/add/", {"name": "示例市", "code": "990000", "level": "city", "state": "active"})
    other = Region.objects.get(code="990000")
    url = f"/admin/indicators/region/{town.pk}/change/"

    response = desk.post(url, fields_of(desk.get(url)) | {"parent": other.pk})

    assert errors_of(response) == {"parent": ["“壶镇”属于丽水市，不能改到另一个地区的数据里。"]}


def test_a_region_is_not_its_own_ancestor(desk, county, town):
    url = f"/admin/indicators/region/{county.pk}/change/"

    response = desk.post(url, fields_of(desk.get(url)) | {"parent": town.pk})

    assert errors_of(response)["parent"][0] == "上级不能是它自己或它的下级。"


# Commitments


@pytest.mark.parametrize(
    ("goal", "stored"),
    [
        ("30%以上", (Decimal(30), "%", "30%以上", "≥")),
        ("2,700万元", (Decimal(2700), "万元", "2,700万元", "=")),
        ("", (None, "", "", "=")),
    ],
)
def test_a_goal_is_typed_as_it_was_promised(desk, county, source, goal, stored):
    form = {"subject": county.pk, "promised_by": "县政府", "text": "工资增长", "goal_text": goal, "outcome": "open"}

    desk.post("/admin/indicators/commitment/add/", form | {"source": source.pk})

    made = Commitment.objects.get()
    assert (made.goal, made.goal_unit, made.goal_as_written, made.qualifier) == stored


def test_a_goal_comes_back_into_its_form(desk, county, source):
    form = {
        "subject": county.pk,
        "promised_by": "县政府",
        "text": "总产值突破千亿",
        "outcome": "open",
        "source": source.pk,
    }
    desk.post("/admin/indicators/commitment/add/", form | {"goal_text": "1000亿元", "baseline_text": "266.1亿元"})

    page = desk.get(f"/admin/indicators/commitment/{Commitment.objects.get().pk}/change/")

    assert {name: fields_of(page)[name] for name in ("goal_text", "baseline_text")} == {
        "goal_text": "1000亿元",
        "baseline_text": "266.1亿元",
    }


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"goal_text": "大幅增长"}, "goal_text", "“大幅增长”"),
        ({"baseline_text": "8万元"}, "baseline_text", "有可以度量的目标时才填基期值，请先填写目标。"),
        ({"goal_text": "30%以上", "baseline_text": "8万元"}, "baseline_text", "“8万元”"),
        ({"outcome": "kept"}, "evidence", "写明兑现情况时，要同时写明依据。"),
    ],
)
def test_a_faulty_commitment_is_refused_beside_the_field(desk, county, source, change, field, sentence):
    form = {"subject": county.pk, "promised_by": "县政府", "text": "工资增长", "outcome": "open", "source": source.pk}

    response = desk.post("/admin/indicators/commitment/add/", form | change)

    assert list(errors_of(response)) == [field]
    assert sentence in errors_of(response)[field][0]
    assert Commitment.objects.count() == 0
