"""The page of one figure: what it is, where it stands in its source, and every vintage of it that was public."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from imports.models import ImportBatch
from imports.picture_cell import drawn_cell
from indicators.asof import asof_of
from indicators.models import Observation
from indicators.models.observation import end_of
from indicators.pages import in_world, named
from indicators.readings import Reading
from indicators.wording import marked

# Who may see the file that a figure came in.
SEES_FILES = "imports.view_importbatch"
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Vintage:
    """A figure as it stood for a time. `step` is one of first, restored, changed and updated; `gap` is when the one
    before it was taken back, where nothing stood between the two.
    """

    figure: Observation
    step: str
    gap: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.figure.closed_at is None


def figure_detail(request, number):
    found = _figure(number)
    request.world_region = found.subject.world
    history = vintages_of(found)
    place = next(place for place, vintage in enumerate(history) if vintage.figure.pk == found.pk)
    figure, newest = history[place].figure, history[-1]
    context = {
        "crumbs": _crumbs(request, figure),
        "figure": figure,
        "ranks": Reading(figure).ranks,
        "history": history[::-1],
        "vintage": history[place],
        "successor": _successor(history, place),
        "present": newest.figure if newest.is_open and newest.figure.pk != figure.pk else None,
        "asked": _asked(figure, asof_of(request)),
        **_file_of(request, figure, history[: place + 1]),
    }
    return render(request, "indicators/figure.html", context)


def vintages_of(figure: Observation) -> list[Vintage]:
    """Every public vintage of a figure's key in the order of their publication; three questions."""
    key = {name: getattr(figure, name) for name in Observation.KEY_FIELDS}
    same = {(f"{name}__isnull" if one is None else name): True if one is None else one for name, one in key.items()}
    people = ("batch__created_by", "batch__published_by", "indicator__department")
    rows = Observation.objects.public_vintages().filter(**same).for_display().select_related(*people)
    history: list[Vintage] = []
    for row in rows.order_by("published_at", "pk"):
        before = history[-1].figure if history else None
        gap = before.closed_at if before and before.closed_at != row.published_at else None
        history.append(Vintage(row, _step(row, before), gap))
    return history


def _step(row, before):
    if row.batch.kind == ImportBatch.Kind.UNDO:
        return "restored"
    if row.change:
        return "changed"
    return "updated" if before else "first"


def _figure(number: str) -> Observation:
    """The public figure of that number, in force or not. Raises Http404."""
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        raise Http404
    return get_object_or_404(Observation.objects.public_vintages().select_related("subject__world__subject"), pk=number)


def _crumbs(request, figure):
    indicator = figure.indicator
    return [
        (pgettext("section", "指标"), in_world(request, reverse("indicators:list"))),
        (
            marked(indicator.name, indicator.name_en),
            in_world(request, reverse("indicators:detail", args=[indicator.code])),
        ),
        (named(figure.subject), ""),
    ]


def _successor(history, place):
    """The vintage that took this one's place at the very moment; None where it is in force or was taken back."""
    following = history[place + 1] if place + 1 < len(history) else None
    return following.figure if following and not following.gap else None


def _asked(figure, day) -> dict | None:
    """How the figure stood at the end of the day that the address asks for: in_force, not_yet or closed."""
    if day is None:
        return None
    moment = end_of(day)
    is_closed = figure.closed_at is not None and figure.closed_at <= moment
    return {"day": day, "state": "not_yet" if figure.published_at > moment else "closed" if is_closed else "in_force"}


def _file_of(request, figure, history) -> dict:
    """For who may see files: the load that brought the figure, and its cell drawn. Nothing for anybody else."""
    user = request.user
    if not (user.is_staff and user.has_perm(SEES_FILES)):
        return {}
    carrier = _carrier(figure, history)
    drawn = drawn_cell(carrier.batch, carrier.sheet, carrier.cell) if carrier and carrier.cell else None
    return {
        "shows_file": True,
        "carrier": carrier,
        "picture": drawn,
        "desk_address": reverse("admin:indicators_observation_change", args=[figure.pk]),
    }


def _carrier(figure, history) -> Observation | None:
    """The vintage that came in a file with this content: itself, or the one that an undo gave back."""
    rows = [vintage.figure for vintage in reversed(history) if vintage.figure.batch.file_name]
    same = [row for row in rows if row.content == figure.content]
    return next((row for row in same if row.pk == figure.pk), same[0] if same else None)
