"""What pages ask about enterprises, parks and chains, one function a question."""

from dataclasses import dataclass, field

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce

from enterprises.models import Chain, ChainListing, Enterprise, Honour, Membership, Panel, Park
from indicators.models import LegalBasis, Observation

# A page names so many members and then leads to the directory.
MOST_MEMBERS = 30
# The figure that says how many screens hang on an enterprise's 九宫格.
SCREENS = "display_screens"

HAS_PUBLIC_DETAILS = ~Q(legal_basis=LegalBasis.NONE)
# Where an enterprise stands is public with its details, or where the record's own source is.
HAS_PUBLIC_TOWN = HAS_PUBLIC_DETAILS | (
    Q(subject__source__isnull=False) & ~Q(subject__source__legal_basis=LegalBasis.NONE)
)


def shown_memberships(day=None):
    """Memberships in force that a stranger may read: a size class only with a legal basis."""
    baseless = Q(source__legal_basis=LegalBasis.NONE, enterprise__legal_basis=LegalBasis.NONE)
    return Membership.objects.on(day).exclude(~Q(size_class="") & baseless).public()


def places_of(enterprise) -> list[Membership]:
    """Where an enterprise stands today and a stranger may know it: its park, its chains, its size class."""
    memberships = shown_memberships().filter(enterprise=enterprise)
    return sorted(memberships, key=lambda place: (place.park_id is None, place.chain_id is None, place.pk))


def for_directory(enterprises):
    """Enterprises with what a line of the directory shows and sorts by, in five queries for any number."""
    memberships = shown_memberships()
    return (
        enterprises.select_related("industry")
        .prefetch_related(
            Prefetch("memberships", memberships.filter(park__isnull=False), to_attr="park_memberships"),
            Prefetch("memberships", memberships.filter(chain__isnull=False), to_attr="chain_memberships"),
            Prefetch("memberships", memberships.exclude(size_class=""), to_attr="size_memberships"),
            Prefetch("subject__honours", Honour.objects.public(), to_attr="public_honours"),
        )
        .annotate(
            park_pinyin=Subquery(_park_of_enterprise().values("park__subject__pinyin")[:1]),
            has_public_town=Case(When(HAS_PUBLIC_TOWN, then=True), default=False),
            town_pinyin=Case(When(HAS_PUBLIC_TOWN, then="subject__located_in__subject__pinyin")),
            honour_count=Coalesce(Subquery(_honours_of_enterprise()), 0),
        )
    )


def _park_of_enterprise():
    return Membership.objects.on().filter(enterprise=OuterRef("pk"), park__isnull=False).order_by("pk")


def _honours_of_enterprise():
    honours = Honour.objects.filter(subject=OuterRef("pk")).order_by().values("subject")
    return honours.annotate(count=Count("pk")).values("count")


@dataclass(frozen=True, slots=True)
class Members:
    """The first enterprises of a park, a chain or a place, with the number of all."""

    enterprises: list[Enterprise]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.enterprises)


def members(enterprises) -> Members:
    """The first of these enterprises in the order of their names, as the directory shows them."""
    active = enterprises.active()
    first = for_directory(active.public()).order_by("subject__pinyin", "pk")[:MOST_MEMBERS]
    return Members(list(first), active.count())


def located_in(records, region):
    """Records of subjects that stand in a region or in a part of it: in a city, also those of its counties' towns."""
    place = "subject__located_in"
    return records.in_world(region.subject.world_id).filter(
        Q(**{place: region}) | Q(**{f"{place}__parent": region}) | Q(**{f"{place}__parent__parent": region})
    )


@dataclass(slots=True)
class ParkNode:
    """A park in the tree of platforms with the parks below it."""

    park: Park
    children: list["ParkNode"] = field(default_factory=list)
    is_current: bool = False

    @property
    def subject(self):
        return self.park.subject

    @property
    def note(self) -> str:
        return self.park.get_type_display()


def park_forest(parks) -> list[ParkNode]:
    """The roots of the tree that the parks make. A park in a loop, or whose parent is not among them, is a root."""
    nodes = {park.pk: ParkNode(park) for park in parks}
    roots = []
    for park in parks:
        parent = nodes.get(park.parent_id)
        if parent is None or park.pk in _ids_up_from(parent.park, nodes):
            roots.append(nodes[park.pk])
        else:
            parent.children.append(nodes[park.pk])
    return roots


def _ids_up_from(park, nodes):
    """The ids from a park up to its root, stopping where a loop would begin."""
    ids = []
    while park.pk not in ids:
        ids.append(park.pk)
        if park.parent_id in nodes:
            park = nodes[park.parent_id].park
    return ids


def lineage_of(park, parks) -> list[ParkNode]:
    """The tree cut down to a park: what stands above it, the park itself, and the parks right below it.

    Empty where the park stands alone.
    """
    nodes = {other.pk: ParkNode(other) for other in parks}
    below = [ParkNode(other) for other in parks if other.parent_id == park.pk and other.pk != park.pk]
    above = _ids_up_from(nodes[park.pk].park, nodes)[1:]
    tree = ParkNode(park, below, is_current=True)
    for pk in above:
        tree = ParkNode(nodes[pk].park, [tree])
    return [tree] if above or below else []


def with_member_counts(parks):
    """Parks with how many enterprises stand in each today."""
    return parks.select_related("parent__subject").annotate(
        member_count=_member_count("park"), parent_pinyin=F("parent__subject__pinyin")
    )


def chains_with_members(world):
    """The chains of a world with how many enterprises stand in each today."""
    chains = Chain.objects.public().in_world(world).active().annotate(member_count=_member_count("chain"))
    return chains.order_by("subject__pinyin")


def _member_count(place):
    """As many as the page of a park or a chain says that it has."""
    members = Membership.objects.on().of_active().filter(**{place: OuterRef("pk")}).order_by().values(place)
    return Coalesce(Subquery(members.annotate(count=Count("enterprise", distinct=True)).values("count")), 0)


def lists_named_by(subject):
    """The lists of chains that a place itself put forward: its leading industries, only where they are stated."""
    listings = ChainListing.objects.filter(named_by__in=subject.all_names, chain__subject__world=subject.world_id)
    return listings.select_related("chain__subject", "source").order_by("list_name", "position", "pk")


def lists_naming(chain):
    """Every list in which a chain stands, whole, so that its neighbours can be read beside it."""
    names = ChainListing.objects.filter(chain=chain).values("list_name")
    listings = ChainListing.objects.filter(list_name__in=names, chain__subject__world=chain.subject.world_id)
    return listings.select_related("chain__subject", "source").order_by("list_name", "position", "pk")


@dataclass(frozen=True, slots=True)
class PanelWall:
    """An enterprise's 九宫格: nine places where all are known, else the panels that the source names.

    `screens` is the figure that says how many screens there are, None where nobody printed it.
    """

    panels: list[Panel]
    places: list[Panel | None]
    screens: Observation | None


def panel_wall(enterprise, figures) -> PanelWall:
    panels = list(enterprise.panels.public())
    by_place = {panel.position: panel for panel in panels}
    are_placed = panels and None not in by_place and len(by_place) == len(panels)
    places = [by_place.get(place) for place in range(1, 10)] if are_placed else []
    of_all = (figure for figure in figures if figure.breakdown_id is None)
    screens = next((figure for figure in of_all if figure.indicator.code == SCREENS), None)
    return PanelWall(panels, places, screens)
