"""What of enterprises and parks leaves the portal: no more than their pages show a stranger."""

import datetime

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from enterprises.models import Enterprise, Park
from enterprises.queries import for_directory, with_member_counts
from indicators.open_data.tables import CHUNK, table_of


class HonourItem(Schema):
    programme: str = Field(description=_("称号。"))
    nature: str = Field(description=_("获评（awarded）、培育库（pool）、试点（pilot）或名单（listed）。"))
    batch: str
    year: int | None
    source: str = Field(description=_("来源的标题。"))


class EnterpriseItem(Schema):
    slug: str
    name: str
    short_name: str
    name_en: str
    credit_code: str | None = Field(description=_("统一社会信用代码；没有公开依据时为空。"))
    industry: str | None = Field(description=_("行业代码（GB/T 4754）；没有公开依据时为空。"))
    products: list[str]
    website: str | None
    about: str | None
    founded_on: datetime.date | None
    town: str | None = Field(description=_("所在地区的 slug；没有公开依据时为空。"))
    parks: list[str] = Field(description=_("所在园区的 slug。"))
    chains: list[str] = Field(description=_("所在产业链的 slug。"))
    size_class: str | None = Field(description=_("规上（above_scale）或规下（below_scale）；没有公开依据时为空。"))
    honours: list[HonourItem]


class ParkItem(Schema):
    slug: str
    name: str
    short_name: str
    name_en: str
    type: str | None
    parent: str | None = Field(description=_("上级园区的 slug。"))
    region: str | None = Field(description=_("所在地区的 slug。"))
    about: str
    enterprises: int = Field(description=_("园区里现有的企业数。"))


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


def _enterprises(asked):
    rows = public_enterprises(asked.world).order_by("subject_id").iterator(chunk_size=CHUNK)
    return ({**item, "honours": [one["programme"] for one in item["honours"]]} for item in map(enterprise_fields, rows))


def _parks(asked):
    return map(park_fields, public_parks(asked.world).order_by("subject_id"))


TABLES = (
    table_of(EnterpriseItem, "enterprises", gettext_lazy("企业名录"), _enterprises, ("slug",)),
    table_of(ParkItem, "parks", gettext_lazy("园区"), _parks, ("slug",), is_small=True),
)
