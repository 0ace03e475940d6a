"""Tokens read the way an API reads them: with a library that is not the server's own."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import jwt

if TYPE_CHECKING:
    import httpx2
    from tests.interop.dev_server import DevServer

DISCOVERY = "/.well-known/openid-configuration"


def verify(
    http: httpx2.Client, server: DevServer, access_token: str, audience: str, issuer: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and claims of a token for the API that is the audience.

    The keys come from the metadata of the server's own name (OpenID Connect Discovery
    1.0 section 4.3); signature, audience, times, and the issuer, which is the tenant at
    that name unless another is given, are checked by PyJWT.
    """
    metadata = http.get(f"{server.issuer}{DISCOVERY}").json()
    assert metadata["issuer"] == server.issuer
    trust = ssl.create_default_context(cafile=server.ca_file)
    keys = jwt.PyJWKClient(metadata["jwks_uri"], ssl_context=trust)
    claims = jwt.decode(
        access_token,
        keys.get_signing_key_from_jwt(access_token),
        algorithms=["RS256"],
        audience=audience,
        issuer=issuer or server.issuer,
        options={"require": ["aud", "iss", "iat", "nbf", "exp", "sub"]},
    )
    return jwt.get_unverified_header(access_token), claims
