"""The programming interface to enterprises and parks."""

import datetime

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from enterprises.open_data import enterprise_fields, park_fields, public_enterprises, public_parks
from indicators.open_data.answers import operation
from indicators.open_data.asking import InWorld, Slug
from indicators.open_data.faults import unknown_name
from indicators.open_data.names import find_names
from indicators.open_data.paging import Order
from indicators.open_data.records import record_page
from indicators.open_data.schemas import page_of

router = Router(tags=[_("企业和园区")])
BY_NUMBER = Order("number", ("subject_id",))


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


EXAMPLE_ENTERPRISE = {
    "slug": "julihuang",
    "name": "浙江锯力煌锯床股份有限公司",
    "short_name": "锯力煌",
    "name_en": "Zhejiang Julihuang Sawing Machine Co., Ltd.",
    "credit_code": None,
    "industry": "C3421",
    "products": ["锯床"],
    "website": None,
    "about": "生产锯床。",
    "founded_on": None,
    "town": "huzhenzhen",
    "parks": ["jinyunjingkaiqu"],
    "chains": [],
    "size_class": "above_scale",
    "honours": [
        {"programme": "隐形冠军", "nature": "awarded", "batch": "", "year": 2020, "source": "缙云县工业经济报道"}
    ],
}
EXAMPLE_PARK = {
    "slug": "jinyunjingkaiqu",
    "name": "缙云经济开发区",
    "short_name": "缙云经开区",
    "name_en": "",
    "type": "development_zone",
    "parent": None,
    "region": "jinyunxian",
    "about": "",
    "enterprises": 12,
}


class AskedEnterprises(InWorld):
    park: Slug | None = Field(None, description=_("只要在这个园区的：园区的 slug。"))


@operation(
    router,
    "/enterprises",
    shape=page_of(EnterpriseItem),
    example={"items": [EXAMPLE_ENTERPRISE], "next": None},
    summary=_("企业的公开信息"),
    url_name="enterprises",
)
def enterprises(request, asked: Query[AskedEnterprises]):
    world = find_names(world=asked.world or "").world
    rows = public_enterprises(world)
    if asked.park:
        park = public_parks(world).filter(subject__slug=asked.park).first()
        if park is None:
            raise unknown_name("park", asked.park)
        rows = rows.in_park(park)
    return record_page(request, rows, BY_NUMBER, asked, enterprise_fields)


@operation(
    router,
    "/parks",
    shape=page_of(ParkItem),
    example={"items": [EXAMPLE_PARK], "next": None},
    summary=_("园区"),
    url_name="parks",
)
def parks(request, asked: Query[InWorld]):
    rows = public_parks(find_names(world=asked.world or "").world)
    return record_page(request, rows, BY_NUMBER, asked, park_fields)
