"""How an answer of the programming interface is sent: ready bytes with a tag, and nothing where the reader has them."""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja import Router, Schema

from indicators.open_data.faults import refuse_unknown_parameters
from indicators.open_data.schemas import Faults

JSON = "application/json; charset=utf-8"


def answer(request: HttpRequest, body: bytes, content_type: str = JSON, tag: str = "") -> HttpResponse:
    """200 with a tag of the content (or the one given), or 304 where the request names that tag."""
    tag = f'"{tag or hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if tag in known or f"W/{tag}" in known or known == ["*"]:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = tag
    # Kept, but asked about each time: what was corrected is not read for another hour.
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def list_answer(request: HttpRequest, objects: Iterable[str], following: str | None) -> HttpResponse:
    """{"items": […], "next": …} of objects that are JSON already."""
    following = "null" if following is None else f'"{following}"'
    return answer(request, f'{{"items":[{",".join(objects)}],"next":{following}}}'.encode())


def json_text(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":"))


def operation(router: Router, path: str, *, shape: type[Schema], example: Any, summary: str, **options) -> Callable:
    """Declares a GET address with every answer that it gives, and refuses parameters that it does not take.

    shape and example: of the answer; summary: what it is good for, in Chinese.
    """
    content = {"application/json": {"example": example}}

    def declare(view):
        known = _parameters_of(view)

        @wraps(view)
        def strict(request, **arguments):
            refuse_unknown_parameters(request, known)
            return view(request, **arguments)

        return router.get(
            path,
            response={200: shape, 304: None, 404: Faults, 422: Faults, 429: Faults},
            summary=summary,
            openapi_extra={"responses": {200: {"content": content}}},
            **options,
        )(strict)

    return declare


def _parameters_of(view) -> list[str]:
    """The names of the query parameters: the fields of the view's `asked`."""
    asked = view.__annotations__.get("asked")
    fields = asked.__args__[0].model_fields if hasattr(asked, "__args__") else asked.model_fields if asked else {}
    return [field.alias or name for name, field in fields.items()]
