"""How an answer leaves for the client: by redirection, by a page that leads on, by a form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.web.forms import Reply
from daemonry.web.html import csp_allowing_form, onward

if TYPE_CHECKING:
    from daemonry.login.visit import Pages
    from daemonry.oauth.authorization_response import AuthorizationResponse


def answer_client(pages: Pages, response: AuthorizationResponse, *, after_form: bool) -> Reply:
    """Return the answer.

    ``after_form`` tells that a form of ours led here (see ``web.html.onward``).
    """
    if response.is_form:
        reply = pages.page(
            "form_post.html",
            {"action": response.redirect_uri, "parameters": response.parameters},
        )
        reply.headers.append(csp_allowing_form(_source(response.redirect_uri)))
        return reply
    if after_form:
        return onward(response.location)
    return Reply(302, headers=[(b"location", response.location.encode("ascii"))])


def _source(redirect_uri: str) -> str:
    """Return the origin of a redirect URI as a source of a policy (CSP level 3 section 2.3.1)."""
    parts = urlsplit(redirect_uri)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
