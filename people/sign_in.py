"""Signing in to the desk, slowed down for whoever guesses passwords."""

import contextlib
import hashlib

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from unfold.forms import AuthenticationForm

PAUSE_SECONDS = 15 * 60
# A name from one address; an address with any names: a whole office may stand behind one.
MOST_FOR_A_NAME, MOST_FOR_AN_ADDRESS = 5, 50


class SignInForm(AuthenticationForm):
    """Refuses everybody, also with the right password, after too many failures of a name or an address.

    Failures are counted in the cache of each web process for a quarter of an hour from the first.
    """

    def clean(self):
        limits = self._limits()
        if any(caches["sign_ins"].get(key, 0) >= most for key, most in limits.items()):
            minutes = PAUSE_SECONDS // 60
            raise ValidationError(
                _("登录失败次数太多，请%(minutes)d分钟后再试。") % {"minutes": minutes}, code="too_many_failures"
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            for key in limits:
                _count(key)
            raise
        caches["sign_ins"].delete(next(iter(limits)))
        return cleaned

    def _limits(self) -> dict[str, int]:
        """How many failures are allowed, by key; that of the name first."""
        address, name = address_of(self.request), self.cleaned_data.get("username", "").casefold()
        return {_key(address, name): MOST_FOR_A_NAME, _key(address): MOST_FOR_AN_ADDRESS}


def address_of(request) -> str:
    """Where a request comes from: behind a declared proxy what that proxy added last, for the rest can be made up."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


def _key(*parts):
    # A key of the cache may be neither long nor hold what somebody types.
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _count(key):
    failures = caches["sign_ins"]
    if not failures.add(key, 1, PAUSE_SECONDS):
        with contextlib.suppress(ValueError):  # it ran out in this moment
            failures.incr(key)
