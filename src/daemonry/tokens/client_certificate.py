"""A client that proves itself by a certificate of its own (RFC 7523 section 2.2).

Entra: certificate-credentials. What the header names only selects among this
client's registered certificates; the key that verifies and the algorithms that
count come from the registration. Nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric import rsa

from daemonry.jose.certificate import Certificate, read_certificate
from daemonry.jose.public_key import verify_signature
from daemonry.model.ids import parse_guid
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.assertion_rules import (
    MAX_TOKEN_ID,
    check_audience,
    check_header,
    check_times,
    profile_of,
)
from daemonry.tokens.trusted_subject import trusted_certificate

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.tokens.assertion_rules import AssertionProfile
    from daemonry.tokens.credential_check import CredentialCheck

SINGLE_USE_NAMESPACE: Final = "client_assertion"
_DECOY: Final = rsa.RSAPublicNumbers(65537, (1 << 2048) - 1).public_key()
_DECOY_SIGNATURE: Final = bytes(255) + b"\x02"


@dataclass(frozen=True, slots=True)
class _Signer:
    """Whose key is to verify: ``key_id`` names it in the record, times bound its use."""

    key_id: str
    starts_at: datetime
    ends_at: datetime
    certificate: Certificate

    def is_live(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at and self.certificate.is_valid(now)


def is_self_issued(assertion: UnverifiedAssertion) -> bool:
    """Tell whether a client claims to have signed it: the issuer is an application ID.

    Issuers of federated credentials are URLs.
    """
    return parse_guid(assertion.issuer) is not None


async def verify_certificate(
    client: ServicePrincipal, assertion: UnverifiedAssertion, check: CredentialCheck
) -> str:
    """Return the identifier of the key that signed the assertion, or raise OAuthError.

    The signature comes before everything that is only claimed: subject and algorithm
    select, then the key is found and verifies, then audience and times count, and last
    a ``jti`` is used up. An unknown key costs what a known one does.
    """
    application = client.application
    profile = profile_of(application)
    check_header(assertion, profile)
    _check_identity(application, assertion)
    signer = await _signer(client, assertion, check)
    if not verify_signature(
        signer.certificate.key,
        assertion.algorithm,
        assertion.signing_input,
        assertion.signature,
    ):
        raise _refused(errors.ASSERTION_SIGNATURE, application, assertion, signer)
    if not signer.is_live(check.now):
        raise _refused(errors.ASSERTION_KEY_EXPIRED, application, assertion, signer)
    check_audience(assertion, profile, check)
    check_times(assertion, profile, check.now)
    if profile.is_single_use:
        await _use_up(application, assertion, profile, check)
    return signer.key_id


def spend_equal_verification(assertion: UnverifiedAssertion) -> None:
    """Do for an unknown client or key what a known one costs, so that time does not tell."""
    verify_signature(_DECOY, "RS256", assertion.signing_input, _DECOY_SIGNATURE)


def _check_identity(application: Application, assertion: UnverifiedAssertion) -> None:
    """Check ``iss`` = ``sub`` = the client (RFC 7523 section 3 (1) and (2))."""
    if assertion.issuer.lower() != assertion.subject.lower():
        raise OAuthError(errors.ASSERTION_SUBJECT)
    if assertion.issuer.lower() != application.app_id:
        raise OAuthError(errors.ASSERTION_CLIENT)


async def _signer(
    client: ServicePrincipal, assertion: UnverifiedAssertion, check: CredentialCheck
) -> _Signer:
    """Return the key that the header names, of the client's own or by name and issuer."""
    if not (assertion.sha1_thumbprint or assertion.sha256_thumbprint or assertion.key_id):
        raise OAuthError(errors.ASSERTION_WITHOUT_KEY)
    application = client.application
    found = _registered(client, assertion, check)
    if found is not None:
        return found
    if application.trusted_subjects and assertion.certificates:
        authority_id, certificate = await trusted_certificate(application, assertion, check)
        if _is_named(certificate, assertion, ""):
            starts, ends = certificate.not_before, certificate.not_after
            return _Signer(authority_id, starts, ends, certificate)
    spend_equal_verification(assertion)
    raise _refused(errors.ASSERTION_KEY_NOT_FOUND, application, assertion, None)


def _registered(
    client: ServicePrincipal, assertion: UnverifiedAssertion, check: CredentialCheck
) -> _Signer | None:
    """Return the client's credential that the header names; a live one before others."""
    found = []
    for credential in client.client_certificates:
        certificate = read_certificate(credential.certificate)
        # RFC 7515 section 4.1.6: x5c names the key by its first certificate and is data.
        is_first = assertion.certificates[:1] in {(), (credential.certificate,)}
        if is_first and _is_named(certificate, assertion, credential.key_id):
            found.append(
                _Signer(credential.key_id, credential.starts_at, credential.ends_at, certificate)
            )
    live = (signer for signer in found if signer.is_live(check.now))
    return next(live, found[0] if found else None)


def _is_named(certificate: Certificate, assertion: UnverifiedAssertion, key_id: str) -> bool:
    return certificate.is_named(
        sha1=assertion.sha1_thumbprint,
        sha256=assertion.sha256_thumbprint,
        key_id=assertion.key_id,
        own_key_id=key_id,
    )


async def _use_up(
    application: Application,
    assertion: UnverifiedAssertion,
    profile: AssertionProfile,
    check: CredentialCheck,
) -> None:
    """Let a ``jti`` count once, for as long as the assertion could be sent again."""
    token_id = assertion.token_id
    if not token_id:
        raise OAuthError(errors.ASSERTION_FIELD_MISSING, name="jti")
    if len(token_id) > MAX_TOKEN_ID:
        raise OAuthError(errors.ASSERTION_MALFORMED, detail="The 'jti' is too long.")
    digest = hashlib.sha256(token_id.encode("utf-8", "surrogatepass")).hexdigest()
    is_first = await check.single_use.consume(
        check.tenant.tenant_id,
        SINGLE_USE_NAMESPACE,
        f"{application.app_id}:{digest}",
        now=check.now,
        expires_at=check.now + timedelta(seconds=profile.longest + profile.expiry_grace),
    )
    if not is_first:
        raise OAuthError(errors.ASSERTION_USED)


def _refused(
    refusal: errors.Refusal,
    application: Application,
    assertion: UnverifiedAssertion,
    signer: _Signer | None,
) -> OAuthError:
    words = {"key": _reference(assertion), "client_id": application.app_id}
    if signer is not None:
        start, end = signer.starts_at, signer.ends_at
        words["found"] = f"Start={start:%m/%d/%Y %H:%M:%S}, End={end:%m/%d/%Y %H:%M:%S}"
    return OAuthError(refusal, **words)


def _reference(assertion: UnverifiedAssertion) -> str:
    thumbprint = assertion.sha256_thumbprint or assertion.sha1_thumbprint
    if thumbprint is not None:
        return f"Thumbprint of key used by client: '{thumbprint.hex().upper()}'"
    return f"KeyId of key used by client: '{assertion.key_id}'"
