"""A client that proves itself by a token of another issuer that it was told to trust.

Entra: workload-identity-federation. The order is a promise: issuer, audience and
subject of the still unverified token are compared with the client's credentials, and
only after a match is anything fetched; then the signature, then the times. Keys and
algorithms come from the issuer's published keys, never from the token. What the
credential matched are claims of the very bytes that the signature covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.jose.key_set import is_signed_by, parse_pinned_keys, select_keys
from daemonry.oauth import errors
from daemonry.oauth.claims_matching import ExpressionError, parse_expression
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.external_issuer import OurIssuers
from daemonry.tokens.assertion_rules import ENTRA, check_times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from daemonry.jose.key_set import IssuerKey
    from daemonry.model.application import Application
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.tokens.credential_check import CredentialCheck

ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far one credential fits a token. ``subject`` stands for the expression, too."""

    credential: FederatedIdentityCredential
    issuer: bool
    audience: bool
    subject: bool
    subject_but_for_case: bool

    @property
    def fits(self) -> bool:
        """Tell whether the token stands for the client, if its signature is good."""
        return self.issuer and self.audience and self.subject


async def verify_federated(
    application: Application, assertion: UnverifiedAssertion, check: CredentialCheck
) -> FederatedIdentityCredential:
    """Return the credential that the token matches, or raise OAuthError.

    The codes are Entra's: 70025, 700222, 700211 to 700213, 7002138, 90061, 7000272,
    700027 and 700024.
    """
    credential = match_credential(application, assertion, our_issuers(check))
    keys = await keys_for(credential, assertion, check)
    verify_signature(keys, assertion)
    check_times(assertion, ENTRA, check.now)
    return credential


def our_issuers(check: CredentialCheck) -> OurIssuers:
    """Return how to tell our own tokens: they never stand for a client."""
    return OurIssuers(frozenset(check.origins), check.authority.exact_entra_issuer)


def match_credential(
    application: Application, assertion: UnverifiedAssertion, ours: OurIssuers
) -> FederatedIdentityCredential:
    """Return the first credential that fits the unverified token, or raise OAuthError.

    The code names what fits none of the credentials that fitted so far.
    """
    if not application.federated_identity_credentials:
        raise OAuthError(
            errors.NO_FEDERATED_CREDENTIAL,
            client_id=application.app_id,
            name=application.display_name,
        )
    if ours.include(assertion.issuer):
        raise OAuthError(errors.FEDERATED_TOKEN_OURS)
    compared = [compare(each, assertion) for each in application.federated_identity_credentials]
    compared = [each for each in compared if each.issuer]
    if not compared:
        raise OAuthError(errors.FEDERATED_ISSUER, issuer=assertion.issuer)
    compared = [each for each in compared if each.audience]
    if not compared:
        raise OAuthError(errors.FEDERATED_AUDIENCE, audience=", ".join(assertion.audiences))
    for each in compared:
        if each.subject:
            return each.credential
    if any(each.subject_but_for_case for each in compared):
        raise OAuthError(errors.FEDERATED_SUBJECT_CASE, subject=assertion.subject)
    raise OAuthError(errors.FEDERATED_SUBJECT, subject=assertion.subject)


def compare(credential: FederatedIdentityCredential, assertion: UnverifiedAssertion) -> Comparison:
    """Compare a credential with an unverified token: exactly, case included."""
    expected = credential.subject
    return Comparison(
        credential,
        issuer=credential.issuer == assertion.issuer,
        audience=any(audience in assertion.audiences for audience in credential.audiences),
        subject=expected == assertion.subject
        if expected is not None
        else _meets_expression(credential, assertion.claims),
        subject_but_for_case=expected is not None
        and expected.casefold() == assertion.subject.casefold(),
    )


async def keys_for(
    credential: FederatedIdentityCredential, assertion: UnverifiedAssertion, check: CredentialCheck
) -> Sequence[IssuerKey]:
    """Return the issuer's keys: pinned with the credential, else as it publishes them.

    Raises OAuthError 5002738 for an algorithm without a public key, before anything is
    fetched, and 90061 when the keys cannot be had; why is for the record only.
    """
    if assertion.algorithm not in ALGORITHMS:
        raise OAuthError(
            errors.ASSERTION_ALGORITHM,
            algorithm=assertion.algorithm,
            algorithms=", ".join(ALGORITHMS),
        )
    if credential.pinned_jwks is not None:
        return parse_pinned_keys(credential.pinned_jwks)
    try:
        return await check.issuer_keys.keys_of(
            check.tenant.tenant_id, credential.issuer, assertion.key_id
        )
    except OSError as error:
        raise OAuthError(errors.EXTERNAL_ISSUER, detail=f"{error}") from error


def verify_signature(keys: Sequence[IssuerKey], assertion: UnverifiedAssertion) -> None:
    """Raise OAuthError 7000272 for an unknown key, 700027 for a signature that is not its own."""
    named = select_keys(keys, assertion.key_id, assertion.algorithm)
    if not named:
        raise OAuthError(
            errors.FEDERATED_KEY_NOT_FOUND,
            key_id=assertion.key_id or "",
            issuer=assertion.issuer,
        )
    if not is_signed_by(named, assertion.algorithm, assertion.signing_input, assertion.signature):
        raise OAuthError(errors.FEDERATED_SIGNATURE, key_id=assertion.key_id or "")


def _meets_expression(credential: FederatedIdentityCredential, claims: Mapping[str, Any]) -> bool:
    expression = credential.claims_matching_expression
    if expression is None:
        return False
    try:
        return parse_expression(expression.value).is_met_by(claims)
    except ExpressionError:
        return False  # written by a release that knew more: what is not understood meets nothing
