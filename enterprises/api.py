"""The programming interface to enterprises and parks."""

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router

from enterprises.open_data import (
    EnterpriseItem,
    ParkItem,
    enterprise_fields,
    park_fields,
    public_enterprises,
    public_parks,
)
from indicators.open_data.answers import operation
from indicators.open_data.asking import InWorld, Slug
from indicators.open_data.faults import unknown_name
from indicators.open_data.names import find_names
from indicators.open_data.paging import Order
from indicators.open_data.records import record_page
from indicators.open_data.schemas import page_of

router = Router(tags=[_("企业和园区")])
BY_NUMBER = Order("number", ("subject_id",))


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
