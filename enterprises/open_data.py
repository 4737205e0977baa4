"""What of enterprises and parks leaves the portal: no more than their pages show a stranger."""

from enterprises.models import Enterprise, Park
from enterprises.queries import for_directory, with_member_counts


def public_enterprises(world: int | None):
    """The enterprises of a world with everything that `enterprise_fields` tells, in six questions for any number."""
    return for_directory(Enterprise.objects.public().in_world(world).active())


def enterprise_fields(one: Enterprise) -> dict:
    """An enterprise's public fields. Those that need a legal basis are None (or empty lists) without it."""
    subject = one.subject
    names = {name: getattr(subject, name) for name in ("slug", "name", "short_name", "name_en")}
    return (
        names
        | _details(one)
        | {
            "town": subject.located_in.slug if one.has_public_town and subject.located_in else None,
            "parks": [place.park.slug for place in one.park_memberships],
            "chains": [place.chain.slug for place in one.chain_memberships],
            "size_class": next((place.size_class for place in one.size_memberships), None),
            "honours": [_honour(honour) for honour in subject.public_honours],
        }
    )


def _details(one):
    if not one.has_public_details:
        return dict.fromkeys(("credit_code", "industry", "website", "about", "founded_on")) | {"products": []}
    return {
        "credit_code": one.credit_code or None,
        "industry": one.industry.code if one.industry else None,
        "products": one.products,
        "website": one.website or None,
        "about": one.about or None,
        "founded_on": one.founded_on,
    }


def _honour(honour):
    return {
        "programme": honour.programme.name,
        "nature": honour.nature,
        "batch": honour.batch_label,
        "year": honour.year,
        "source": honour.source.title,
    }


def public_parks(world: int | None):
    """The parks of a world with how many enterprises stand in each today."""
    return with_member_counts(Park.objects.public().in_world(world).active())


def park_fields(one: Park) -> dict:
    subject = one.subject
    names = {name: getattr(subject, name) for name in ("slug", "name", "short_name", "name_en")}
    return names | {
        "type": one.type or None,
        "parent": one.parent.subject.slug if one.parent else None,
        "region": subject.located_in.slug if subject.located_in else None,
        "about": one.about,
        "enterprises": one.member_count,
    }
