"""Users, departments and roles in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people.models import Assignment, Department, User
from people.roles import apply_roles
from tests.desk import make_user

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def desk(client):
    client.force_login(make_user())
    return client


def test_a_user_is_made_with_a_role_and_a_department(desk):
    apply_roles()
    office, editors = Department.objects.create(name="县经信局"), Group.objects.get(name="编辑")
    none = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    secret = {"password1": "shan-qu-26-xian", "password2": "shan-qu-26-xian", "usable_password": "true"}
    rows = {"assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 0, "assignments-0-department": office.pk}

    desk.post(reverse("admin:people_user_add"), {"username": "li", **secret, **none})
    user = User.objects.get(username="li")
    form = {"username": "li", "is_active": "on", "is_staff": "on", "groups": [editors.pk]}
    desk.post(reverse("admin:people_user_change", args=[user.pk]), form | rows)

    user.refresh_from_db()
    assert user.is_staff
    assert user.has_perm("enterprises.change_enterprise")
    assert not user.has_perm("imports.publish_importbatch")
    assert [row.department for row in Assignment.objects.filter(user=user)] == [office]


def test_a_declared_role_is_looked_at_and_not_changed(desk):
    apply_roles()
    role = Group.objects.get(name="编辑")
    url = reverse("admin:auth_group_change", args=[role.pk])

    assert (
        "录入和修改档案，上传并提交表格；不能发布和更正数据，不能改公开依据。"
        in desk.get(reverse("admin:auth_group_changelist")).content.decode()
    )
    assert desk.post(url, {"name": "改名"}).status_code == 403
    assert Group.objects.filter(name="编辑").exists()


def test_a_role_of_ones_own_is_changed(desk):
    own = Group.objects.create(name="统计站")

    desk.post(reverse("admin:auth_group_change", args=[own.pk]), {"name": "统计所"})

    assert Group.objects.get(pk=own.pk).name == "统计所"
