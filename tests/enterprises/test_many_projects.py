"""A page names the first projects and leads to the list of the others."""

import pytest

from enterprises import views
from indicators.models import Subject
from portal.pages import region
from projects.models import Project
from tests.factories import make_enterprise, make_subject
from tests.reading import section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_at_most(monkeypatch):
    monkeypatch.setattr(views, "MOST_PROJECTS", 2)
    monkeypatch.setattr(region, "MOST_NAMED", 2)


@pytest.fixture
def plan(world, town):
    """Plans so many projects."""

    def make(number, **fields):
        for age in range(number):
            subject = make_subject(Subject.Kind.PROJECT, f"项目{age}", world, located_in=town)
            Project.objects.create(subject=subject, **fields)

    return make


def test_a_park_leads_to_the_list_of_its_projects(client, make_park, plan):
    park = make_park("缙云经开区")
    plan(3, park=park)

    told = section(client.get(park.get_absolute_url()), "projects")

    assert told.count('class="title"') == 2
    assert 'href="/projects/?park=jinyunjingkaiqu"' in told


def test_a_chain_leads_to_the_list_of_its_projects(client, make_chain, plan):
    chain = make_chain("智能装备")
    plan(3, chain=chain)

    assert 'href="/projects/?chain=zhinengzhuangbei"' in section(client.get(chain.get_absolute_url()), "projects")


def test_an_enterprise_leads_to_the_projects_by_owner(client, world, plan):
    owner = make_enterprise(world, "锯力煌")
    plan(3, owner=owner)

    assert 'href="/projects/?sort=owner"' in section(client.get(owner.get_absolute_url()), "projects")


def test_a_region_leads_to_the_lists(client, town, make_park, plan):
    plan(3)
    for number in range(3):
        subject = make_park(f"园区{number}").subject
        subject.located_in = town
        subject.save()

    page = client.get(f"/regions/{town.slug}/")

    assert 'href="/projects/"' in section(page, "projects")
    assert 'href="/parks/"' in section(page, "parks")


def test_where_all_are_named_nothing_leads_on(client, make_park, plan):
    park = make_park("缙云经开区")
    plan(2, park=park)

    told = section(client.get(park.get_absolute_url()), "projects")

    assert told.count('class="title"') == 2
    assert "/projects/?" not in told
