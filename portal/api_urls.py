"""The open programming interface: the routers of the rooms under one description, and JSON for every fault."""

import re
from functools import cache

from django.http import Http404
from django.urls import path, re_path
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from enterprises.api import router as enterprises_router
from indicators.api import router as figures_router
from indicators.open_data.faults import Refusal, refusal_response, refusals_of, unknown_address

DESCRIPTION = _(
    "公开的指标、数据、地区、企业和园区，不用登记，不用密钥。列表答复 items 和 next：next 不为空时，把它作为 cursor 再问，得到下一页。"
    "出错时答复 errors，说明哪个参数有误、可以用什么。每个答复带 ETag，用 If-None-Match 再问，没有变化时答复 304。"
)
api = NinjaAPI(
    title=_("县域工业经济数据接口"),
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", figures_router)
api.add_router("", enterprises_router)


@cache
def description() -> dict:
    """The OpenAPI description, made once: it depends on the code alone."""
    return api.get_openapi_schema()


@api.exception_handler(Refusal)
def refused(request, refusal):
    return refusal_response(refusal)


@api.exception_handler(ValidationError)
def unreadable(request, fault):
    return refusal_response(*refusals_of(fault.errors, _parameters(request)))


@api.exception_handler(Http404)
def not_there(request, fault):
    return refusal_response(unknown_address())


def _parameters(request) -> dict[str, dict]:
    """The schemas of the parameters of the address that was asked, by name."""
    # <path:name> of the resolver is {name} in the description.
    template = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", request.resolver_match.route)
    described = description()["paths"][template]["get"]["parameters"]
    return {parameter["name"]: parameter["schema"] for parameter in described}


def nowhere(request, rest=""):
    return refusal_response(unknown_address())


# Before the interface's own: its root answers with a page.
urlpatterns = [
    path("api/v1/", nowhere, name="api_root"),
    path("api/v1/", api.urls),
    re_path(r"^api/(?P<rest>.*)$", nowhere, name="api_nowhere"),
]
