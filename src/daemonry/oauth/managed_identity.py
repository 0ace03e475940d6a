"""The protocols of managed identity endpoints: IMDS and App Service, without I/O.

Their requests are GETs without a credential of the client; what protects them is where
they can be sent from (Entra: how-to-use-vm-token; App Service:
overview-managed-identity). Clients repeat what was answered with 404, 429 and 5xx, so
that whatever will not change by itself is a 400.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.oauth.errors import OAuthError

_MAX_PARAMETERS: Final = 20
_MAX_VALUE: Final = 2048
_VERSION: Final = re.compile(r"20\d\d-[01]\d-[0-3]\d", re.ASCII)
_IMDS_SINCE: Final = "2018-02-01"
_SELECTORS: Final = {
    "client_id": "client_id",
    "clientid": "client_id",
    "object_id": "object_id",
    "principal_id": "object_id",
    "msi_res_id": "resource_id",
    "mi_res_id": "resource_id",
}


@dataclass(frozen=True, slots=True)
class IdentityRefusal:
    """One row of the catalogue of these endpoints, which have no AADSTS codes of their own."""

    error: str
    status: int
    description: str


METHOD = IdentityRefusal("method_not_allowed", 405, "The endpoint only accepts GET requests.")
NO_SUCH_PATH = IdentityRefusal("not_found", 404, "There is no such endpoint here.")
FORWARDED = IdentityRefusal(
    "invalid_request", 400, "A request that was forwarded for somebody else is refused."
)
FOREIGN_HOST = IdentityRefusal(
    "invalid_request", 400, "This endpoint answers under names of this machine only."
)
METADATA_HEADER = IdentityRefusal("invalid_request", 400, "Required metadata header not specified")
IDENTITY_HEADER = IdentityRefusal(
    "unauthorized_client", 401, "The identity header is missing or wrong."
)
MALFORMED = IdentityRefusal("invalid_request", 400, "The query is malformed.")
API_VERSION = IdentityRefusal(
    "bad_request", 400, "The api-version is missing or not supported; use {version}."
)
RESOURCE_MISSING = IdentityRefusal(
    "invalid_request", 400, "Required query variable 'resource' is missing"
)
IDENTITY_NOT_FOUND = IdentityRefusal("invalid_request", 400, "Identity not found")
SEVERAL_IDENTITIES = IdentityRefusal(
    "invalid_request",
    400,
    "Multiple user assigned identities exist, please specify the clientId / resourceId of the"
    " identity in the token request",
)


class IdentityError(Exception):
    """A refusal of a managed identity endpoint on its way out."""

    def __init__(self, refusal: IdentityRefusal, **words: str) -> None:
        super().__init__(refusal.description.format_map(words))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class IdentityRequest:
    """What a workload asks for; at most one of the three names of an identity is given.

    ``header_secret`` is what App Service's protocol proves itself with, None in IMDS's.
    """

    resource: str
    client_id: str | None = None
    object_id: str | None = None
    resource_id: str | None = None
    header_secret: str | None = field(default=None, repr=False)


def parse_imds(query: bytes, headers: Mapping[bytes, bytes]) -> IdentityRequest:
    """Return the request to ``/metadata/identity/oauth2/token``. Raises IdentityError.

    The ``Metadata`` header keeps out whoever can only make a machine fetch a URL.
    """
    if headers.get(b"metadata", b"").lower() != b"true":
        raise IdentityError(METADATA_HEADER)
    given = _parameters(query)
    version = given.get("api-version", "")
    if _VERSION.fullmatch(version) is None or version < _IMDS_SINCE:
        raise IdentityError(API_VERSION, version=_IMDS_SINCE)
    return _request(given, None)


def parse_app_service(query: bytes, headers: Mapping[bytes, bytes]) -> IdentityRequest:
    """Return the request to ``/msi/token``. Raises IdentityError.

    Version 2019-08-01 names the header ``X-IDENTITY-HEADER``, the one before it, of
    ``MSI_ENDPOINT``, ``secret``.
    """
    given = _parameters(query)
    names = {"2019-08-01": b"x-identity-header", "2017-09-01": b"secret"}
    name = names.get(given.get("api-version", ""))
    if name is None:
        raise IdentityError(API_VERSION, version="2019-08-01")
    secret = headers.get(name, b"").decode("latin-1")
    if not secret:
        raise IdentityError(IDENTITY_HEADER)
    return _request(given, secret)


def render_identity_token(  # noqa: PLR0913 - what the body consists of
    access_token: str,
    *,
    lifetime: int,
    not_before: int,
    expires_on: int,
    resource: str,
    client_id: str,
) -> bytes:
    """Return the success body of both protocols: all numbers are strings."""
    left = str(lifetime - 1)
    return _json(
        {
            "access_token": access_token,
            "client_id": client_id,
            "expires_in": left,
            "expires_on": str(expires_on),
            "ext_expires_in": left,
            "not_before": str(not_before),
            "resource": resource,
            "token_type": "Bearer",
        }
    )


def render_imds_error(error: str, description: str, status: int) -> bytes:
    """Return an error body of IMDS; the status stands only in the status line."""
    del status
    return _json({"error": error, "error_description": description})


def render_app_service_error(error: str, description: str, status: int) -> bytes:
    """Return an error body of App Service."""
    return _json({"statusCode": status, "error": error, "message": description})


def described(error: OAuthError) -> str:
    """Return the words of a refusal of the token service, its number first."""
    return f"AADSTS{error.refusal.aadsts}: {error}"


def _parameters(query: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="strict",
            max_num_fields=_MAX_PARAMETERS,
        )
    except ValueError:
        raise IdentityError(MALFORMED) from None
    given = dict(pairs)
    if len(given) != len(pairs) or any(len(value) > _MAX_VALUE for value in given.values()):
        raise IdentityError(MALFORMED)
    return given


def _request(given: dict[str, str], secret: str | None) -> IdentityRequest:
    resource = given.get("resource")
    if not resource:
        raise IdentityError(RESOURCE_MISSING)
    selected = {_SELECTORS[name]: given[name] for name in given if name in _SELECTORS}
    if sum(name in given for name in _SELECTORS) > 1:
        raise IdentityError(MALFORMED)
    return IdentityRequest(resource, **selected, header_secret=secret)


def _json(body: dict[str, object]) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode("utf-8")
