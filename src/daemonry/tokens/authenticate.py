"""Who is this client? Each way to prove it has a file of its own beside this one.

``client_secret.py``: password credentials. ``client_certificate.py``: assertions that
the client signed itself. ``federation.py``: any other assertion, a token of another
issuer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.model.audit import MANAGED_IDENTITY
from daemonry.oauth import errors
from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.client_certificate import (
    is_self_issued,
    spend_equal_verification,
    verify_certificate,
)
from daemonry.tokens.client_secret import spend_equal_comparison, verify_secret
from daemonry.tokens.federation import verify_federated

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.tokens.credential_check import CredentialCheck

METHOD_SHARED: Final = "clientSecret"
METHOD_ASSERTION: Final = "clientAssertion"
METHOD_MANAGED_IDENTITY: Final = MANAGED_IDENTITY
METHOD_FEDERATED: Final = "federatedIdentityCredential"
_CLASS_SHARED: Final = "1"
_CLASS_ASYMMETRIC: Final = "2"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who a request says it comes from and what it shows for it; nothing is verified.

    At most one of ``secret`` and ``assertion`` is given.
    """

    client_id: str
    secret: str | None = field(default=None, repr=False)
    assertion: UnverifiedAssertion | None = None


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


def read_evidence(request: TokenRequest) -> Evidence:
    """Return what a request shows, its assertion parsed.

    Without ``client_id`` an assertion that the client signed itself tells it by its
    subject (RFC 7521 section 4.2). Raises OAuthError 50027 or 90014 for an assertion
    that is none, 7000110 when nothing tells the client.
    """
    if request.client_assertion is None:
        return Evidence(request.client_id, request.client_secret)
    assertion = parse_client_assertion(request.client_assertion)
    client_id = request.client_id
    if not client_id and is_self_issued(assertion):
        client_id = assertion.subject
    if not client_id:
        raise OAuthError(errors.SEVERAL_CLIENTS)
    return Evidence(client_id, assertion=assertion)


async def authenticate(
    application: Application,
    principal: ServicePrincipal,
    evidence: Evidence,
    check: CredentialCheck,
) -> AuthenticatedClient:
    """Return the proven client, or raise OAuthError with what is wrong."""
    if evidence.assertion is not None:
        return await _by_assertion(application, principal, evidence.assertion, check)
    if evidence.secret is None:
        raise OAuthError(errors.NO_CREDENTIAL)
    if application.token_settings.certificate_only:
        # Before the secret is looked at: whether it is right is nobody's business.
        raise OAuthError(errors.CERTIFICATE_ONLY, client_id=application.app_id)
    if application.is_fallback_public_client and not principal.client_secrets:
        raise OAuthError(errors.PUBLIC_CLIENT)
    credential = verify_secret(principal, evidence.secret, keys=check.secret_keys, now=check.now)
    is_older = credential.digest.hash_key_id != check.secret_keys.newest()
    if is_older and check.renew_digest is not None:
        check.renew_digest(principal, credential, evidence.secret)
    return AuthenticatedClient(
        application, principal, METHOD_SHARED, credential.key_id, _CLASS_SHARED
    )


def spend_equal_work(evidence: Evidence, keys: SecretHashKeys) -> None:
    """Do for an unknown client what a known one costs, so that time does not tell."""
    if evidence.secret is not None:
        spend_equal_comparison(evidence.secret, keys)
    if evidence.assertion is not None:
        spend_equal_verification(evidence.assertion)


async def _by_assertion(
    application: Application,
    principal: ServicePrincipal,
    assertion: UnverifiedAssertion,
    check: CredentialCheck,
) -> AuthenticatedClient:
    if is_self_issued(assertion):
        key_id = await verify_certificate(principal, assertion, check)
        kind = METHOD_ASSERTION
    else:
        key_id = (await verify_federated(application, assertion, check)).credential_id
        kind = METHOD_FEDERATED
    return AuthenticatedClient(application, principal, kind, key_id, _CLASS_ASYMMETRIC)
