"""The answer to an authorization request, on its way back through the browser.

RFC 6749 section 4.1.2; OAuth 2.0 Multiple Response Types section 2.1; OAuth 2.0 Form Post
Response Mode; RFC 9207 (``iss``, against mix-up).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from daemonry.oauth.authorization_request import FORM_POST, FRAGMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.oauth.authorization_request import ReturnAddress
    from daemonry.oauth.errors import OAuthError


@dataclass(frozen=True, slots=True)
class AuthorizationResponse:
    """Parameters for the client and where they go; the redirect URI is the client's own."""

    redirect_uri: str
    response_mode: str
    parameters: Mapping[str, str] = field(repr=False)

    @property
    def is_form(self) -> bool:
        """Tell whether the browser must post them."""
        return self.response_mode == FORM_POST

    @property
    def location(self) -> str:
        """The address to go to, unless they are posted."""
        encoded = urlencode(self.parameters)
        if self.response_mode == FRAGMENT:
            return f"{self.redirect_uri}#{encoded}"
        return f"{self.redirect_uri}{'&' if '?' in self.redirect_uri else '?'}{encoded}"


def success(
    address: ReturnAddress, issuer: str, code: str, client_info: str
) -> AuthorizationResponse:
    """Return the answer that carries a code; ``client_info`` is empty when not asked for."""
    given = {"code": code, "client_info": client_info, "state": address.state, "iss": issuer}
    return _response(address, given)


def refusal(
    address: ReturnAddress, issuer: str, error: OAuthError, tail: str
) -> AuthorizationResponse:
    """Return the answer that carries an error; ``tail`` are the identifiers of the request."""
    row = error.refusal
    given = {
        "error": row.error,
        "error_description": f"AADSTS{row.aadsts}: {error} {tail}",
        "state": address.state,
        "iss": issuer,
    }
    return _response(address, given)


def _response(address: ReturnAddress, given: Mapping[str, str]) -> AuthorizationResponse:
    named = {name: value for name, value in given.items() if value}
    return AuthorizationResponse(address.redirect_uri, address.response_mode, named)
