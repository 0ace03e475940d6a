"""Who is this client? Each way to prove it has a file of its own beside this one.

``client_secret.py``: password credentials. An assertion is either signed by one of
the client's own certificates or a token of another issuer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.client_secret import verify_secret

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
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


async def authenticate(
    application: Application,
    principal: ServicePrincipal,
    request: TokenRequest,
    *,
    keys: SecretHashKeys,
    now: datetime,
) -> AuthenticatedClient:
    """Return the proven client, or raise OAuthError with what is wrong."""
    if request.client_assertion is not None:
        raise _refuse_assertion(application, request.client_assertion)
    if request.client_secret is None:
        raise OAuthError(errors.NO_CREDENTIAL)
    if application.is_fallback_public_client and not application.password_credentials:
        raise OAuthError(errors.PUBLIC_CLIENT)
    credential = verify_secret(application, request.client_secret, keys=keys, now=now)
    return AuthenticatedClient(
        application, principal, METHOD_SHARED, credential.key_id, _CLASS_SHARED
    )


def _refuse_assertion(application: Application, assertion: str) -> OAuthError:
    """Say why an assertion cannot be accepted: no application has a key or an issuer yet."""
    if parse_client_assertion(assertion).issuer == application.app_id:
        return OAuthError(errors.ASSERTION_KEY_NOT_FOUND)
    return OAuthError(
        errors.NO_FEDERATED_CREDENTIAL,
        client_id=application.app_id,
        name=application.display_name,
    )
