"""Token requests on behalf of a person: code, refresh token and device code.

RFC 6749 sections 4.1.3 and 6, RFC 7636 section 4.5, RFC 8628 section 3.4. The credential
of the client, if it has one, is read as for any other grant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.oauth.claims_request import parse_claims_request
from daemonry.oauth.delegated_scope import scope_in
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import credential_of, parse_form_of, required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.oauth.token_request import TokenRequest

AUTHORIZATION_CODE: Final = "authorization_code"
REFRESH_TOKEN: Final = "refresh_token"  # noqa: S105 - the name of a grant type
DEVICE_CODE: Final = "urn:ietf:params:oauth:grant-type:device_code"
_SHORT_DEVICE_CODE: Final = "device_code"
"""What MSAL for Node.js sends instead, and version 1 knows alone."""
DELEGATED_GRANTS: Final = frozenset(
    {AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE, _SHORT_DEVICE_CODE}
)


@dataclass(frozen=True, slots=True)
class CodeGrant:
    """A code with what it must fit; ``code_verifier`` is empty when there is none."""

    code: str = field(repr=False)
    redirect_uri: str
    code_verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefreshGrant:
    """A refresh token."""

    refresh_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeviceGrant:
    """A device that asks whether somebody agreed."""

    device_code: str = field(repr=False)


Grant = CodeGrant | RefreshGrant | DeviceGrant


@dataclass(frozen=True, slots=True)
class DelegatedRequest:
    """A well-formed token request on behalf of a person, nothing in it verified yet.

    ``client`` says who asks and how that is proven, if at all. ``scope`` is empty when
    that of the sign-in is meant.
    """

    client: TokenRequest
    grant: Grant
    scope: str
    asks_client_info: bool
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DeviceAuthorizationRequest:
    """A device that wants a code for a person (RFC 8628 section 3.1)."""

    client: TokenRequest
    scope: str


def parse_delegated_request(form: Mapping[str, str], authorization: bytes) -> DelegatedRequest:
    """Return the request in a form whose grant type is one of ``DELEGATED_GRANTS``.

    Raises OAuthError naming the first parameter that is missing or malformed.
    """
    client = credential_of(form, authorization)
    return DelegatedRequest(
        client=client,
        grant=_grant(form),
        scope=scope_in(form),
        asks_client_info=form.get("client_info") == "1",
        capabilities=parse_claims_request(form.get("claims")),
    )


def parse_device_authorization(
    body: bytes, *, content_type: bytes, authorization: bytes, query: bytes
) -> DeviceAuthorizationRequest:
    """Return the request for a device code. Raises OAuthError."""
    form = parse_form_of(body, content_type, query)
    scope = scope_in(form)
    if not scope:
        raise OAuthError(errors.MISSING_PARAMETER, name="scope")
    return DeviceAuthorizationRequest(credential_of(form, authorization), scope)


def _grant(form: Mapping[str, str]) -> Grant:
    match form["grant_type"]:
        case "authorization_code":
            return CodeGrant(
                required(form, "code"),
                required(form, "redirect_uri"),
                form.get("code_verifier", ""),
            )
        case "refresh_token":
            return RefreshGrant(required(form, "refresh_token"))
        case _:
            # MSAL Python sends it as ``code``, too; version 1 under that name alone.
            return DeviceGrant(form.get("device_code") or required(form, "code"))
