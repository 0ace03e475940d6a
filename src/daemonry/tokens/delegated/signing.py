"""From claims to signed tokens for a person's client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from daemonry.model.base64_text import base64url
from daemonry.model.signing_key import TENANT_KEYS, KeyLine, active_key
from daemonry.model.token_settings import RS256
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.claims import BACKDATING, RANDOM_BYTES, header_of, unrepeatable
from daemonry.tokens.lifetime import fixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.policy import PoliciesInForce
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.tokens.lifetime import LifetimeRange
    from daemonry.tokens.service import Attempt, TokenService

ID_TOKEN_LIFETIME: Final = 3600


async def sign_access_token(
    service: TokenService,
    key: SigningKey,
    claims: Mapping[str, object],
    policies: PoliciesInForce,
    attempt: Attempt,
) -> tuple[str, int]:
    """Return an access token and its lifetime in seconds; its ``uti`` goes on record."""
    random = service.ids.token_bytes(RANDOM_BYTES)
    fresh = unrepeatable(random)
    attempt.token_identifier = fresh.identifier
    lifetime = _range(policies, service.lifetime).draw(random)
    now = int(attempt.at.timestamp())
    times = {"iat": now - BACKDATING, "nbf": now - BACKDATING, "exp": now + lifetime}
    header = header_of(key, 1 if claims["ver"] == "1.0" else 2)
    body = {**claims, **times, "aio": fresh.opaque, "uti": fresh.identifier}
    return await _sign(service, key, header, body), lifetime


async def sign_id_token(
    service: TokenService, tenant: Tenant, claims: Mapping[str, object], attempt: Attempt
) -> str:
    """Return an id token by the tenant's own key, whatever the API's is. Raises OAuthError."""
    keys = await service.directory.signing_keys(tenant.tenant_id)
    key = active_key(keys, KeyLine(RS256, TENANT_KEYS), attempt.at)
    if key is None:
        raise OAuthError(errors.TEMPORARY, detail=f"No {RS256} key is active.")
    now = int(attempt.at.timestamp())
    times = {"iat": now - BACKDATING, "nbf": now - BACKDATING, "exp": now + ID_TOKEN_LIFETIME}
    fresh = unrepeatable(service.ids.token_bytes(RANDOM_BYTES))
    return await _sign(
        service, key, header_of(key, 2), {**claims, **times, "uti": fresh.identifier}
    )


def _range(policies: PoliciesInForce, default: LifetimeRange) -> LifetimeRange:
    policy = policies.deciding
    return default if policy is None else fixed(policy.access_token_lifetime)


async def _sign(
    service: TokenService,
    key: SigningKey,
    header: Mapping[str, str],
    claims: Mapping[str, object],
) -> str:
    signing_input = ".".join(
        base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims)
    )
    signature = await service.open_keys.sign(key, signing_input.encode("ascii"))
    return f"{signing_input}.{base64url(signature)}"
