"""What a request must prove before a page sees it: where it comes from, and whose it is."""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final

from daemonry.model.base64_text import base64url
from daemonry.web.requests import header

if TYPE_CHECKING:
    from starlette.types import Scope

SESSION_COOKIE: Final = "__Host-daemonry-session"
VISITOR_COOKIE: Final = "__Host-daemonry-visitor"
"""The prefix makes browsers insist on Secure, on our path, and on no wider domain.

The visitor's cookie stands in for the session on the sign-in page, so that nobody can
sign somebody else's browser in (login CSRF).
"""

_ATTRIBUTES: Final = "Path=/; Secure; HttpOnly; SameSite=Lax"
_MAX_COOKIE: Final = 256


def cookie_of(scope: Scope, name: str) -> str:
    """Return the value of a cookie, or nothing."""
    raw = header(scope, b"cookie").decode("latin-1")
    try:
        found = SimpleCookie(raw).get(name)
    except CookieError:
        return ""
    return found.value if found is not None and len(found.value) <= _MAX_COOKIE else ""


def set_cookie(name: str, value: str) -> tuple[bytes, bytes]:
    """Return the header that gives the browser a cookie until it is closed."""
    return (b"set-cookie", f"{name}={value}; {_ATTRIBUTES}".encode("ascii"))


def drop_cookie(name: str) -> tuple[bytes, bytes]:
    """Return the header that takes a cookie away."""
    return (b"set-cookie", f"{name}=; Max-Age=0; {_ATTRIBUTES}".encode("ascii"))


def form_token(secret: str) -> str:
    """Return what a form must carry, made from the secret of the cookie it comes with.

    Whoever can make it knows the cookie, and the cookie is HttpOnly; so nothing needs
    to be stored (OWASP: CSRF prevention, token bound to the session).
    """
    made = hmac.digest(secret.encode("utf-8"), b"daemonry form", hashlib.sha256)
    return base64url(made)


def is_own_form(secret: str, token: str) -> bool:
    """Tell whether a form was ours, made for this cookie."""
    return bool(secret) and hmac.compare_digest(form_token(secret).encode(), token.encode())


def is_same_origin(scope: Scope, origin: str) -> bool:
    """Tell whether an unsafe request comes from a page of ours.

    Browsers send ``Origin`` with every POST; one that sends neither header of the two
    is refused rather than believed.
    """
    site = header(scope, b"sec-fetch-site")
    sender = header(scope, b"origin").decode("latin-1")
    if site and site != b"same-origin":
        return False
    return sender == origin if sender else bool(site)
