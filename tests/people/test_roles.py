"""The roles declared in code, as the permission groups that users are given."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, transaction

from people.models import Assignment, Department, User
from people.roles import apply_roles

pytestmark = pytest.mark.django_db


def user_with_role(role):
    apply_roles()
    user = User.objects.create_user(f"user-{role}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_roles_are_the_three_of_the_county():
    counts = apply_roles()

    assert list(counts) == ["编辑", "发布", "读者"]
    assert set(Group.objects.values_list("name", flat=True)) == {"编辑", "发布", "读者"}
    assert {group.name: group.permissions.count() for group in Group.objects.all()} == counts


@pytest.mark.parametrize(
    ("role", "permission", "granted"),
    [
        ("编辑", "enterprises.change_enterprise", True),
        ("编辑", "enterprises.delete_enterprise", False),
        ("编辑", "imports.add_importbatch", True),
        ("编辑", "imports.publish_importbatch", False),
        ("编辑", "people.view_department", False),
        ("发布", "imports.publish_importbatch", True),
        ("发布", "imports.delete_importbatch", False),
        ("发布", "newsroom.delete_article", True),
        ("发布", "people.view_department", True),
        ("发布", "people.change_user", False),
        ("发布", "indicators.add_observation", False),
        ("发布", "enterprises.change_historicalenterprise", False),
        ("发布", "enterprises.view_historicalenterprise", True),
        ("读者", "indicators.view_observation", True),
        ("读者", "indicators.add_indicator", False),
        ("读者", "imports.view_importbatch", True),
        ("读者", "imports.publish_importbatch", False),
    ],
)
def test_a_role_grants_what_its_description_says(role, permission, granted):
    assert user_with_role(role).has_perm(permission) is granted


def test_no_role_reaches_users_groups_or_permissions():
    apply_roles()

    reached = Permission.objects.filter(group__isnull=False, content_type__app_label__in=["auth", "people"])
    assert set(reached.exclude(codename__startswith="view_").values_list("codename", flat=True)) == set()


def test_applying_again_restores_exactly_the_declared_permissions():
    counts = apply_roles()
    reader = Group.objects.get(name="读者")
    reader.permissions.add(Permission.objects.get(codename="delete_enterprise"))
    reader.permissions.remove(Permission.objects.get(codename="view_indicator"))

    assert apply_roles() == counts
    assert not reader.permissions.filter(codename="delete_enterprise").exists()
    assert reader.permissions.filter(codename="view_indicator").exists()


def test_a_group_made_by_hand_is_left_alone():
    own = Group.objects.create(name="统计站")
    own.permissions.add(Permission.objects.get(codename="view_enterprise"))

    apply_roles()

    assert list(own.permissions.values_list("codename", flat=True)) == ["view_enterprise"]


def test_the_command_says_how_many_permissions_each_role_has(capsys):
    call_command("apply_roles")

    counts = {group.name: group.permissions.count() for group in Group.objects.all()}
    assert capsys.readouterr().out == "".join(f"{role}: {counts[role]}\n" for role in ("编辑", "发布", "读者"))


def test_a_user_is_assigned_to_a_department_once():
    user, department = User.objects.create_user("li"), Department.objects.create(name="县经信局")
    Assignment.objects.create(user=user, department=department)

    with pytest.raises(IntegrityError, match="assignment_once_a_department"), transaction.atomic():
        Assignment.objects.create(user=user, department=department)
    Assignment.objects.create(user=user, department=Department.objects.create(name="县统计局"))
    assert user.assignments.count() == 2
