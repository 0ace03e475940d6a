"""The template of a request's path: a label that no client can make grow."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from daemonry.odata.errors import ODataError
from daemonry.web.counts import NO_ROUTE

_TENANT: Final = "{tenant}"
_WHOLE: Final = {
    **dict.fromkeys(("/livez", "/readyz", "/error", "/metadata/endpoints"), "other"),
    **dict.fromkeys(("/oidc/userinfo", "/subscriptions", "/tenants"), "graph"),
    "/devicelogin": "authority",
}
_BELOW: Final = {
    "static": ("other", "/static/{file}"),
    "logos": ("other", "/logos/{tenant}/{application}/{file}"),
    "setup": ("authority", "/setup/{link}"),
}
_AUTHORITY: Final = frozenset(
    {
        "oauth2/v2.0/introspect",
        "oauth2/v2.0/revoke",
        "v2.0/.well-known/openid-configuration",
        ".well-known/openid-configuration",
        "v2.0/.well-known/oauth-authorization-server",
        ".well-known/oauth-authorization-server",
        "discovery/v2.0/keys",
        "discovery/keys",
        "discovery/instance",
        "sign-in",
        "sign-in/enrolment",
        "sign-in/factor",
        "sign-in/new-passkey",
        "sign-in/passkey",
        "sign-in/password",
        "sign-out",
        "adminconsent",
        "v2.0/adminconsent",
        *(
            f"{version}/{page}"
            for version in ("oauth2/v2.0", "oauth2")
            for page in ("authorize", "consent", "devicecode", "logout")
        ),
    }
)
_GRAPH: Final = frozenset({"v1.0", "beta"})


def route_of(method: str, path: str) -> tuple[str, str]:
    """Return the surface that answers a path, and the template of its route or NO_ROUTE."""
    first, _, rest = path.lstrip("/").partition("/")
    if path in _WHOLE:
        return _WHOLE[path], path
    if first in _BELOW and rest:
        return _BELOW[first]
    if first.lower() in _GRAPH:
        return "graph", _graph(method, first.lower(), f"/{rest}")
    if first == "admin":
        return "portal", _portal(path)
    if rest in _AUTHORITY:
        return "authority", f"/{_TENANT}/{rest}"
    return "other", NO_ROUTE


def _graph(method: str, version: str, path: str) -> str:
    from daemonry.graph.router import match  # noqa: PLC0415 - the management API is loaded late
    from daemonry.odata.path import parse_path  # noqa: PLC0415 - likewise

    if path.lower() == "/$batch":
        return f"/{version}/$batch"
    try:
        return f"/{version}/{match(parse_path(path), method).route.path}"
    except ODataError:
        return NO_ROUTE


def _portal(path: str) -> str:
    for pattern, template in _pages():
        if pattern.fullmatch(path):
            return template
    return NO_ROUTE


@cache
def _pages() -> tuple[tuple[re.Pattern[str], str], ...]:
    from daemonry.portal.routes import PAGES  # noqa: PLC0415 - as the management API

    templates = [*(page.path for page in PAGES), "/admin"]
    return tuple((re.compile(re.sub(r"\{\w+\}", "[^/]{1,128}", one)), one) for one in templates)
