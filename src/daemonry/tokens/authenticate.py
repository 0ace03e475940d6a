"""Who is this client? So far by password credential (RFC 6749 section 2.3.1)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.ids import AppId, TenantId
from daemonry.model.secret import digest_secret
from daemonry.oauth import errors
from daemonry.oauth.client_assertion import unverified_issuer
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.token_request import TokenRequest

METHOD_SHARED: Final = "clientSecret"
_CLASS_SHARED: Final = "1"


@dataclass(frozen=True, slots=True)
class AuthenticatedClient:
    """Proof that a client showed a credential that is valid now.

    ``authentication_class`` is what tokens carry as ``azpacr``.
    """

    application: Application
    principal: ServicePrincipal
    credential_type: str
    credential_key_id: str
    authentication_class: str


def authenticate(
    application: Application,
    principal: ServicePrincipal,
    request: TokenRequest,
    *,
    keys: SecretHashKeys,
    now: datetime,
) -> AuthenticatedClient:
    """Return the proven client, or raise OAuthError with what is wrong.

    Every credential is tried, expired ones too and without an early exit, so that
    time tells nothing about which one was close.
    """
    if request.client_assertion is not None:
        raise _refuse_assertion(application, request.client_assertion)
    if request.client_secret is None:
        raise OAuthError(errors.NO_CREDENTIAL)
    if application.is_fallback_public_client and not application.password_credentials:
        raise OAuthError(errors.PUBLIC_CLIENT)
    matching = _matching(application, request.client_secret, keys)
    live = [credential for credential in matching if credential.is_live(now)]
    if live:
        return AuthenticatedClient(
            application, principal, METHOD_SHARED, live[0].key_id, _CLASS_SHARED
        )
    if matching:
        # Unverified against Entra: a secret that is not yet valid gets the same code.
        raise OAuthError(errors.SECRET_EXPIRED, client_id=application.app_id)
    raise OAuthError(errors.SECRET_MISMATCH, client_id=application.app_id)


def spend_equal_work(request: TokenRequest, keys: SecretHashKeys) -> None:
    """Do for an unknown client what a known one costs, so that time does not tell."""
    if request.client_secret is not None:
        digest = digest_secret(keys, TenantId(""), AppId(""), request.client_secret)
        hmac.compare_digest(digest.digest, bytes(32))


def _matching(
    application: Application, secret: str, keys: SecretHashKeys
) -> list[PasswordCredential]:
    made: dict[str, bytes] = {}
    matching = []
    for credential in application.password_credentials:
        key_id = credential.digest.hash_key_id
        if key_id not in keys.keys:
            continue  # its key was taken away: the credential can never verify again
        if key_id not in made:
            made[key_id] = digest_secret(
                keys, application.tenant_id, application.app_id, secret, key_id=key_id
            ).digest
        if hmac.compare_digest(made[key_id], credential.digest.digest):
            matching.append(credential)
    if not made:
        digest_secret(keys, application.tenant_id, application.app_id, secret)
    return matching


def _refuse_assertion(application: Application, assertion: str) -> OAuthError:
    """Say why an assertion cannot be accepted: no application has a key or an issuer yet."""
    if unverified_issuer(assertion) == application.app_id:
        return OAuthError(errors.ASSERTION_KEY_NOT_FOUND)
    return OAuthError(
        errors.NO_FEDERATED_CREDENTIAL,
        client_id=application.app_id,
        name=application.display_name,
    )
