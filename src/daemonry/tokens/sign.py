"""From a decision to a signed token: what repeats is made once, the rest per token."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from daemonry.oauth.metadata import Authority
from daemonry.oauth.token_response import BEARER
from daemonry.tokens.claims import (
    BACKDATING,
    RANDOM_BYTES,
    complete,
    constant_claims,
    unrepeatable,
)
from daemonry.tokens.lifetime import lifetime_range
from daemonry.tokens.optional_claims import request_claims
from daemonry.tokens.remembered import ReadyToken
from daemonry.tokens.service import IssuedToken

if TYPE_CHECKING:
    from daemonry.model.signing_key import SigningKey
    from daemonry.tokens.claims import Decision
    from daemonry.tokens.service import Attempt, Caller, TokenService

_MAX_PREPARED: Final = 64


async def prepare(
    service: TokenService,
    decision: Decision,
    key: SigningKey,
    origin: str,
    capabilities: frozenset[str],
) -> ReadyToken:
    """Return what a decision makes ready, kept beside the entitlement it comes from.

    The entitlement is replaced whenever client, resource, assignments or policies
    change, so that what is kept here cannot outlive the facts: they are asked for after
    the entitlement was.
    """
    prepared = decision.granted.entitlement.prepared
    slot = (
        origin,
        decision.resource.identifier,
        decision.resource.role_values,
        key.kid,
        decision.client.authentication_class,
        decision.client.credential_type,
        decision.client.credential_key_id,
        decision.confirmation,
        capabilities,
    )
    found = prepared.get(slot)
    if isinstance(found, ReadyToken):
        return found
    resource = decision.resource.principal
    authority = Authority(origin, key.tenant_id, service.exact_entra_issuer)
    policies = await service.directory.token_lifetime_policies(resource.tenant_id, resource)
    if len(prepared) >= _MAX_PREPARED:
        prepared.clear()
    made = ReadyToken(
        decision,
        key,
        constant_claims(decision, authority=authority, key=key, capabilities=capabilities),
        lifetime_range(decision, policies, service.lifetime, capabilities),
        decision.resource.identifier,
    )
    prepared[slot] = made
    return made


async def sign(
    service: TokenService, caller: Caller, ready: ReadyToken, attempt: Attempt
) -> IssuedToken:
    """Return one token. Raises OAuthError when the private key cannot be opened."""
    random = service.ids.token_bytes(RANDOM_BYTES)
    fresh = unrepeatable(random)
    attempt.token_identifier = fresh.identifier
    now = int(attempt.at.timestamp())
    lifetime, constant = ready.lifetime.draw(random), ready.constant
    more = request_claims(caller.ip_address) if constant.has_request_claims else ""
    signing_input = complete(constant, now=now, lifetime=lifetime, fresh=fresh, more=more)
    signature = await service.open_keys.sign(ready.key, signing_input)
    token = signing_input + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")
    confirmation = ready.decision.confirmation
    return IssuedToken(
        access_token=token.decode("ascii"),
        lifetime=lifetime,
        not_before=now - BACKDATING,
        expires_on=now + lifetime,
        resource=ready.resource,
        token_type=confirmation.token_type if confirmation else BEARER,
    )
