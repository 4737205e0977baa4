"""What concerns whole branches of addresses: the admin's wider policy, and the programming interface's open door."""

import hashlib
import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse

from indicators.open_data.faults import refusal_response, too_many
from people.sign_in import address_of

MINUTE = 60


class AdminContentSecurityPolicyMiddleware:
    """Widens the policy below /admin/ alone.

    The admin's interface evaluates expressions in attributes and sets styles inline; nothing public does.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_update = {
                "script-src": ["'self'", "'unsafe-eval'"],
                "style-src": ["'self'", "'unsafe-inline'"],
            }
        return response


class OpenDataMiddleware:
    """Below /api/: any site's pages may read the answers, an address may ask only so often, HEAD is answered as GET."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        response = self._answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return response

    def _answer(self, request):
        if request.method == "OPTIONS":
            return _what_is_allowed()
        if _is_too_often(request):
            response = refusal_response(too_many(settings.API_REQUESTS_PER_MINUTE))
            response["Retry-After"] = str(MINUTE - int(time.time()) % MINUTE)
            return response
        if request.method == "HEAD":
            return _without_body(self._got(request))
        return self.get_response(request)

    def _got(self, request):
        request.method = "GET"
        return self.get_response(request)


def _what_is_allowed():
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _without_body(response):
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def _is_too_often(request) -> bool:
    """Counts the request; whether its address has made more in this minute than it may."""
    most = settings.API_REQUESTS_PER_MINUTE
    if not most:
        return False
    # Hashed: a proxy may hand on anything as an address.
    address = hashlib.blake2b(address_of(request).encode(), digest_size=16).hexdigest()
    key = f"{address}-{int(time.time()) // MINUTE}"
    counts = caches["api"]
    if counts.add(key, 1, 2 * MINUTE):
        return False
    try:
        return counts.incr(key) > most
    except ValueError:  # it ran out in this moment
        return False
