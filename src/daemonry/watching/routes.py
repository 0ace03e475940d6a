"""The template of a request's path: a label that no client can make grow."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from daemonry.odata.errors import ODataError

NONE: Final = "(none)"
_TENANT: Final = "{tenant}"
_WHOLE: Final = frozenset({"/livez", "/readyz", "/error", "/metadata/endpoints"})
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
        "sign-out",
    }
)
_GRAPH: Final = frozenset({"v1.0", "beta"})
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def method_label(method: str) -> str:
    """Return the method if it is one of HTTP's usual ones."""
    return method if method in _METHODS else NONE


def route_of(method: str, path: str) -> tuple[str, str]:
    """Return the surface that answers a path, and the template of its route or NONE."""
    first, _, rest = path.lstrip("/").partition("/")
    if path in _WHOLE:
        return "other", path
    if first == "static":
        return "other", "/static/{file}"
    if first.lower() in _GRAPH:
        return "graph", _graph(method, first.lower(), f"/{rest}")
    if first == "admin":
        return "portal", _portal(path)
    if rest in _AUTHORITY:
        return "authority", f"/{_TENANT}/{rest}"
    return "other", NONE


def _graph(method: str, version: str, path: str) -> str:
    from daemonry.graph.router import match  # noqa: PLC0415 - the management API is loaded late
    from daemonry.odata.path import parse_path  # noqa: PLC0415 - likewise

    if path.lower() == "/$batch":
        return f"/{version}/$batch"
    try:
        return f"/{version}/{match(parse_path(path), method).route.path}"
    except ODataError:
        return NONE


def _portal(path: str) -> str:
    for pattern, template in _pages():
        if pattern.fullmatch(path):
            return template
    return NONE


@cache
def _pages() -> tuple[tuple[re.Pattern[str], str], ...]:
    from daemonry.portal.routes import PAGES  # noqa: PLC0415 - as the management API

    templates = [*(page.path for page in PAGES), "/admin"]
    return tuple((re.compile(re.sub(r"\{\w+\}", "[^/]{1,128}", one)), one) for one in templates)
