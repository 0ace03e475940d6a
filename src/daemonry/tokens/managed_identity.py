"""Tokens for workloads on this machine: which identity, then the same decision as ever."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

from daemonry.model.managed_identity import APP_SERVICE, IMDS
from daemonry.model.secret import digest_secret
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.managed_identity import (
    IDENTITY_HEADER,
    IDENTITY_NOT_FOUND,
    SEVERAL_IDENTITIES,
    IdentityError,
)
from daemonry.oauth.token_request import TokenRequest
from daemonry.tokens.authenticate import METHOD_MANAGED_IDENTITY, AuthenticatedClient
from daemonry.tokens.issue import identify, issue_to_client, recorded
from daemonry.tokens.service import begin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.model.managed_identity import ManagedIdentity
    from daemonry.model.secret import SecretHashKeys
    from daemonry.oauth.managed_identity import IdentityRequest
    from daemonry.tokens.service import Attempt, Caller, IssuedToken, TokenService

_CLASS: Final = "2"
"""``azpacr`` of managed identities, as recorded from Entra."""


def select_identity(
    identities: Iterable[ManagedIdentity], request: IdentityRequest, keys: SecretHashKeys
) -> ManagedIdentity:
    """Return the identity that a workload may act as. Raises IdentityError.

    Without a name it is the only one there is. A header secret opens the identity that
    it was made for and no other.
    """
    if request.header_secret is None:
        candidates = [one for one in identities if one.kind == IMDS]
    else:
        secret = request.header_secret
        candidates = [one for one in identities if _opens(secret, one, keys)]
        if not candidates:
            raise IdentityError(IDENTITY_HEADER)
    found = [one for one in candidates if _is_named(one, request)]
    if not found:
        raise IdentityError(IDENTITY_NOT_FOUND)
    if len(found) > 1:
        raise IdentityError(SEVERAL_IDENTITIES)
    return found[0]


async def issue_to_managed_identity(
    service: TokenService, caller: Caller, identity: ManagedIdentity, resource: str
) -> IssuedToken:
    """Return a token for a workload of this machine; its sign-in record is durable.

    Raises OAuthError as ``issue`` does, from the checks that do not concern a credential.
    """
    attempt = begin(service)
    deciding = _decide(service, caller, identity, resource, attempt)
    return await recorded(service, caller, attempt, deciding)


async def _decide(
    service: TokenService,
    caller: Caller,
    identity: ManagedIdentity,
    resource: str,
    attempt: Attempt,
) -> IssuedToken:
    known = await identify(service.directory, identity.tenant_id, identity.app_id, attempt)
    if known.principal.object_id != identity.principal_id:
        # The principal that was bound is gone; who made another one did not bind that.
        raise OAuthError(
            errors.CLIENT_WITHOUT_PRINCIPAL, client_id=identity.app_id, tenant=identity.tenant_id
        )
    client = AuthenticatedClient(
        known.application, known.principal, METHOD_MANAGED_IDENTITY, "", _CLASS
    )
    request = TokenRequest(
        client_id=identity.app_id,
        client_secret=None,
        client_assertion=None,
        scope=None,
        resource=resource,
        capabilities=frozenset(),
        uses_basic=False,
    )
    return await issue_to_client(service, caller, client, request, attempt)


def _opens(secret: str, identity: ManagedIdentity, keys: SecretHashKeys) -> bool:
    kept = identity.header_digest
    if identity.kind != APP_SERVICE or kept is None or kept.hash_key_id not in keys.keys:
        return False
    made = digest_secret(keys, identity.tenant_id, identity.app_id, secret, key_id=kept.hash_key_id)
    return hmac.compare_digest(made.digest, kept.digest)


def _is_named(identity: ManagedIdentity, request: IdentityRequest) -> bool:
    asked = (
        (request.client_id, identity.app_id),
        (request.object_id, identity.principal_id),
        (request.resource_id, identity.resource_id),
    )
    return all(wanted is None or wanted.lower() == name.lower() for wanted, name in asked)
