"""Pages for people: templates to bytes, static files, and the headers that browsers act on.

Each surface has a folder of templates of its own; those that all share, with the style
sheet, lie beside this file. Autoescaping everywhere; undefined names are errors.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from daemonry.web.forms import Reply
from daemonry.web.responses import send_chunks, send_response

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.types import Scope, Send

_HERE: Final = Path(__file__).parent
STATIC: Final = "/static/"
_MEDIA_TYPES: Final = {
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".svg": b"image/svg+xml",
}
_CSP: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    b" connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", _CSP),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # Not no-referrer: browsers would then send "Origin: null" with our own forms
    # (Fetch section 3.2), and nothing of an address reaches other sites this way either.
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"clipboard-write=(self)"),
)


FOR_GOOD: Final = (b"cache-control", b"public, max-age=31536000, immutable")
"""For what is never another at the same address."""
ONLY_A_PICTURE: Final = (
    (b"content-security-policy", b"default-src 'none'; sandbox"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""What lets a browser do nothing with a picture but show it, wherever it is opened."""


class Renderer:
    """The templates of one surface, found before those that all share."""

    def __init__(self, templates: Path) -> None:
        self._templates = Environment(
            loader=FileSystemLoader([templates, _HERE / "templates"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"day": _day, "moment": _moment}
        self._templates.globals["static"] = static_address

    def render(self, template: str, values: Mapping[str, Any]) -> bytes:
        """Return the page."""
        return self._templates.get_template(template).render(values).encode("utf-8")


async def send_page(scope: Scope, send: Send, reply: Reply) -> None:
    """Write a reply with the headers of pages, except those that it has itself."""
    body = b"" if scope["method"] == "HEAD" else reply.body
    own = {name for name, _ in reply.headers}
    headers = [*reply.headers, *(pair for pair in HEADERS if pair[0] not in own)]
    if reply.chunks is not None and scope["method"] != "HEAD":
        await send_chunks(send, reply.status, reply.chunks, headers)
    else:
        await send_response(send, reply.status, body, headers)


def onward(location: str) -> Reply:
    """Return a page that leads on to an address of ours which may lead to another site.

    A redirection would not do: browsers hold ``form-action`` against the whole chain of
    redirections that a form begins (Chromium; CSP level 3 section 6.4.2), and the chain
    of an authorization ends at the client.
    """
    target = escape(location)
    body = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="0;url={target}"><title>Signed in</title></head>'
        f'<body><p><a href="{target}">Continue</a></p></body></html>'
    )
    return Reply(200, body.encode("utf-8"))


def csp_allowing_form(source: str) -> tuple[bytes, bytes]:
    """Return the policy of a page whose form is posted to another site, and only there.

    ``source`` is an origin or a scheme. What could end or widen the directive is refused:
    raises ValueError.
    """
    if not source.isascii() or any(mark in source for mark in ";, '\"*\t\r\n"):
        raise ValueError("This is no source of a policy.")
    policy = _CSP.replace(b"form-action 'self'", b"form-action " + source.encode("ascii"))
    return (b"content-security-policy", policy)


def static_file(name: str) -> Reply | None:
    """Return a static file; its address holds a print of the content, which never changes."""
    found = _static_files().get(name)
    if found is None:
        return None
    media_type, content = found
    return Reply(200, content, [(b"content-type", media_type), FOR_GOOD])


def static_address(name: str) -> str:
    """Return the address of a static file. Raises KeyError when there is none."""
    return f"{STATIC}{name}?v={_prints()[name]}"


@lru_cache(maxsize=1)
def _static_files() -> Mapping[str, tuple[bytes, bytes]]:
    return {
        path.name: (_MEDIA_TYPES[path.suffix], path.read_bytes())
        for path in (_HERE / "static").iterdir()
    }


@lru_cache(maxsize=1)
def _prints() -> Mapping[str, str]:
    return {
        name: hashlib.sha256(content).hexdigest()[:12]
        for name, (_, content) in _static_files().items()
    }


def _day(time: datetime) -> str:
    return f"{time:%Y-%m-%d}"


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"
