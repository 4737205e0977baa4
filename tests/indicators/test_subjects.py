"""Subjects and regions: addresses that stay, keys that stay, worlds that close on themselves."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from enterprises.models import Enterprise
from indicators.models import Region, RegionGroup, Subject
from tests.factories import make_region, make_root, make_subject


def add_subject(region, name, kind="enterprise", **fields):
    """A subject in the world of a region."""
    return make_subject(kind, name, region.subject.world, **fields)


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


# --- Addresses


def test_an_address_is_made_of_the_short_name(county):
    subject = add_subject(county, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")

    assert (subject.slug, subject.pinyin, str(subject)) == ("julihuang", "ju li huang", "锯力煌")


def test_names_that_sound_alike_are_numbered_within_their_kind(county):
    slugs = [add_subject(county, name).slug for name in ("锯力煌", "锯力煌", "巨力煌")]

    assert slugs == ["julihuang", "julihuang-2", "julihuang-3"]
    assert add_subject(county, "锯力煌", kind="park").slug == "julihuang"


def test_an_address_stays_when_the_name_changes(county):
    subject = add_subject(county, "企鵝科技")

    subject.name, subject.aliases = "晨龙集团", ["企鵝科技"]
    subject.save()

    subject.refresh_from_db()
    assert (subject.slug, subject.pinyin) == ("qiekeji", "chen long ji tuan")
    assert subject.all_names == ["晨龙集团", "企鵝科技"]


def test_an_address_is_unique_in_its_kind_even_across_worlds(county):
    add_subject(county, "锯力煌")
    other = make_root("示例市", "990000")

    with refuses("subject_slug_once_in_its_kind"), transaction.atomic():
        add_subject(other, "锯力煌", slug="julihuang")
    assert add_subject(other, "锯力煌").slug == "julihuang-2"


def test_addresses_of_many_are_found_without_asking_each_time(county, django_assert_num_queries):
    taken = {"julihuang"}
    subjects = [Subject(kind="enterprise", name=name, world_id=county.subject.world_id) for name in ("锯力煌", "君鸿")]

    with django_assert_num_queries(0):
        for subject in subjects:
            subject.prepare(taken_slugs=taken)

    assert [(subject.slug, subject.key) for subject in subjects] == [
        ("julihuang-2", "slug:julihuang-2"),
        ("junhong", "slug:junhong"),
    ]


def test_two_of_one_name_made_together_get_two_addresses(county):
    subjects = [Subject(kind="enterprise", name="锯力煌", world_id=county.subject.world_id) for _ in range(2)]
    taken = set()

    for subject in subjects:
        subject.prepare(taken_slugs=taken)

    assert [subject.slug for subject in subjects] == ["julihuang", "julihuang-2"]


# --- Keys


def test_a_key_without_a_code_is_the_address_and_stays_when_the_code_arrives(county):
    subject = add_subject(county, "锯力煌")
    enterprise = Enterprise.objects.create(subject=subject)

    enterprise.credit_code = "91331122704785254Y"
    enterprise.save()
    subject.name = "浙江锯力煌锯床股份有限公司"
    subject.save()

    assert Subject.objects.get(pk=subject.pk).key == "slug:julihuang"


def test_a_key_is_unique_in_its_world_and_kind(county):
    code = "91331122704785254Y"
    add_subject(county, "锯力煌", key=code)

    with refuses("subject_key_once_in_its_world"), transaction.atomic():
        add_subject(county, "晨龙", key=code)
    assert add_subject(county, "晨龙", kind="park", key=code).pk
    assert add_subject(make_root("示例市", "990000"), "晨龙", key=code).pk


def test_a_subject_has_a_name(county):
    with refuses("subject_has_a_name"):
        add_subject(county, "")


@pytest.mark.django_db
def test_numbers_are_taken_from_the_sequence_once():
    taken = Subject.objects.next_ids(3)

    assert len(set(taken)) == 3
    assert Subject.objects.next_ids(1)[0] not in taken


def test_a_subject_with_a_record_is_kept(county):
    with pytest.raises(ProtectedError):
        county.subject.delete()


# --- Regions and worlds


def test_a_root_region_names_itself_as_its_world(county):
    root = make_root("示例市", "990000")

    connection.check_constraints()
    assert root.subject.world == root
    assert list(Subject.objects.in_world(root)) == [root.subject]
    assert list(Region.objects.in_world(root)) == [root]


def test_a_world_is_a_region_that_exists(county):
    with refuses("world"), transaction.atomic():
        Subject.objects.create(kind="enterprise", name="锯力煌", world_id=0)
        connection.check_constraints()


def test_a_region_is_not_its_own_parent(county):
    with refuses("region_is_not_its_own_parent"):
        Region.objects.filter(pk=county.pk).update(parent=county.pk)


def test_one_region_is_home(county):
    Region.objects.update(is_home=False)
    assert Region.objects.home() is None

    root = make_root("示例市", "990000")
    home = make_region("示例一县", "990001", root, is_home=True)
    make_region("示例二县", "990002", root)
    with refuses("one_home_region"), transaction.atomic():
        make_region("示例三县", "990003", root, is_home=True)
    assert Region.objects.home() == home


def test_roots_are_the_regions_without_a_parent(county):
    root = make_root("示例市", "990000")
    below = make_region("示例一县", "990001", root)

    assert list(Region.objects.roots().in_world(root)) == [root]
    assert set(Region.objects.in_world(root)) == {root, below}


def test_a_group_of_regions_is_named_once_in_its_world(county):
    world = county.subject.world_id
    RegionGroup.objects.create(name="山区26县", size=26, world_id=world)

    with refuses("region_group_once_in_its_world"), transaction.atomic():
        RegionGroup.objects.create(name="山区26县", world_id=world)
    assert RegionGroup.objects.create(name="山区26县", world=make_root("示例市", "990000")).size is None


def test_active_leaves_out_the_deregistered_and_those_who_moved_away(county):
    for state in Subject.State.values:
        Enterprise.objects.create(subject=add_subject(county, f"企业{state}", state=state))

    assert [enterprise.name for enterprise in Enterprise.objects.active()] == ["企业active"]
