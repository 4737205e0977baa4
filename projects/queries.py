"""What pages ask about projects."""

from django.db.models import F, OuterRef, Prefetch, Subquery

from indicators.models import Observation
from projects.models import Milestone

# The indicator whose figures are a project's amount.
AMOUNT = "investment_amount"


def public_amounts():
    """The whole amounts in force that a stranger may read, newest first; a part by some breakdown is no amount."""
    amounts = Observation.objects.public().filter(
        indicator__code=AMOUNT, measure=Observation.Measure.LEVEL, breakdown__isnull=True
    )
    return amounts.order_by("-last_day", "first_day", "pk")


def newest_milestones():
    """Milestones, the latest first; those without a day come last."""
    return Milestone.objects.public().order_by(F("last_day").desc(nulls_last=True), "-pk")


def for_list(projects):
    """Projects with what a line of the list shows and sorts by, in a fixed number of queries."""
    amount = public_amounts().filter(subject=OuterRef("pk"))
    return (
        projects.select_related("owner__subject", "park__subject", "chain__subject")
        .prefetch_related(
            Prefetch("milestones", newest_milestones(), to_attr="public_milestones"),
            Prefetch("subject__observations", public_amounts().for_display(), to_attr="public_amounts"),
        )
        .annotate(latest_amount=Subquery(amount.values("value")[:1]))
    )
