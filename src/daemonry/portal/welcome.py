"""``/admin/``: what this server is and how to manage it until the pages are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.web.responses import send_response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_HEADERS: Final = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (
        b"content-security-policy",
        b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
]

_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Daemonry</title>
</head>
<body>
<main>
<h1>Daemonry</h1>
<p>This server signs in programs that act as themselves. It has no admin center pages yet;
manage it in one of two ways:</p>
<ul>
<li>at the console of this machine: <code>daemonry --help</code></li>
<li>over the network, with a token of this server: the Microsoft Graph routes under
<code>/v1.0/</code>, for example <code>/v1.0/applications</code></li>
</ul>
<p>Each tenant publishes its endpoints at
<code>/{tenant}/v2.0/.well-known/openid-configuration</code>.</p>
</main>
</body>
</html>
"""


async def welcome(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer the page; it shows nothing about tenants to a stranger."""
    del scope, receive
    await send_response(send, 200, _PAGE.encode("utf-8"), _HEADERS)
