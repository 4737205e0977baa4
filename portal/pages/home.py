"""The first page: the county in one sentence, its main figures, and the way to everything else."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render

from enterprises.models import Enterprise, Park
from enterprises.queries import chains_with_members, for_directory, park_forest, with_member_counts
from indicators.models import Commitment, Observation, Region
from indicators.queries import latest_readings, latest_readings_of, leading_subject
from indicators.readings import Reading
from indicators.worlds import home_world, world_of
from newsroom.queries import articles_in
from projects.models import Project
from projects.queries import for_list

MOST_FEATURED = 6
MOST_PROJECTS = 6
MOST_COMMITMENTS = 5
MOST_ARTICLES = 5
MOST_PARKS = 60
FIGURES_OF_AN_ENTERPRISE = 2


def home(request):
    world = world_of(request)
    if world is None:
        return render(request, "portal/home_empty.html", {"is_home": True})
    subject = leading_subject(request)
    readings = latest_readings(subject, headline_only=True)
    context = {
        "is_home": True,
        "subject": subject,
        "lead": _lead(readings),
        "valued": [reading for reading in readings if reading.main.value is not None],
        "ranked": [reading for reading in readings if reading.main.value is None],
        "chains": list(chains_with_members(world)),
        "forest": park_forest(list(with_member_counts(_parks(world))[:MOST_PARKS])),
        "featured": featured_enterprises(world),
        "projects": list(shown_projects(world)),
        "commitments": list(Commitment.objects.public().filter(subject__world=world)[:MOST_COMMITMENTS]),
        "other_worlds": list(other_worlds(world)),
        "articles": list(articles_in(world, is_home=world == home_world(request))[:MOST_ARTICLES]),
    }
    return render(request, "portal/home.html", context)


def _lead(readings: list[Reading]) -> Reading | None:
    """The figure that the county's sentence tells: the first with a value."""
    return next((reading for reading in readings if reading.main.value is not None), None)


def _parks(world):
    return Park.objects.public().in_world(world).active().select_related("parent__subject")


@dataclass(frozen=True, slots=True)
class Featured:
    """An enterprise with what makes it worth a line on the first page."""

    enterprise: Enterprise
    readings: list[Reading]


def featured_enterprises(world) -> list[Featured]:
    """The enterprises with the most honours and published figures, at most six; five questions."""
    figures = Observation.objects.public().filter(subject=OuterRef("pk")).order_by().values("subject")
    counted = figures.annotate(count=Count("pk")).values("count")
    enterprises = for_directory(Enterprise.objects.public().in_world(world).active())
    noted = enterprises.annotate(renown=F("honour_count") + Coalesce(Subquery(counted), 0)).filter(renown__gt=0)
    chosen = list(noted.order_by("-renown", "subject__pinyin", "pk")[:MOST_FEATURED])
    readings = latest_readings_of([enterprise.pk for enterprise in chosen])
    return [Featured(one, readings.get(one.pk, [])[:FIGURES_OF_AN_ENTERPRISE]) for one in chosen]


def shown_projects(world):
    """The largest projects of a world by their newest published amount, at most six."""
    projects = for_list(Project.objects.public().in_world(world).active())
    return projects.order_by(F("latest_amount").desc(nulls_last=True), "subject__pinyin", "pk")[:MOST_PROJECTS]


def other_worlds(world):
    """The roots of the worlds beside this one, such as an invented county for demonstration."""
    return Region.objects.roots().exclude(pk=world.pk).order_by("subject__pinyin")
