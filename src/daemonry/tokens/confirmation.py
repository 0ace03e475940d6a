"""What a token is bound to: the key or the certificate that the client showed with its request.

RFC 9449 (DPoP) and RFC 8705 section 3; a resource that did not opt in gets bearer
tokens, whatever a client shows, as from Entra.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from daemonry.jose.public_key import KeyRefusedError, jwk_key, jwk_thumbprint, verify_signature
from daemonry.model.base64_text import base64url
from daemonry.model.token_settings import CONSTRAINT_DPOP, CONSTRAINT_MTLS, CONSTRAINT_NONE
from daemonry.oauth import errors
from daemonry.oauth.dpop import ProofError, is_current_nonce, make_nonce, parse_proof
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_response import BEARER

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.oauth.dpop import UnverifiedProof
    from daemonry.ports import SingleUse

NAMESPACE: Final = "dpop"
_BY_KEY: Final = "jkt"
_BY_CERTIFICATE: Final = "x5t#S256"


@dataclass(frozen=True, slots=True)
class Possession:
    """What a request shows besides its credential; nothing in it is verified.

    ``proofs`` are the values of all its ``DPoP`` headers; ``method`` and ``url`` are those
    of the request, as the client must have meant them. ``certificate`` is the DER of the
    client certificate whose key the TLS handshake proved.
    """

    proofs: tuple[str, ...] = ()
    method: str = ""
    url: str = ""
    certificate: bytes | None = field(default=None, repr=False)


NOTHING_SHOWN: Final = Possession()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Proof that the client holds a key: its thumbprint, and how tokens name it in ``cnf``."""

    member: str
    thumbprint: str

    @property
    def token_type(self) -> str:
        """How the token must be presented (RFC 9449 section 5, RFC 6750)."""
        return "DPoP" if self.member == _BY_KEY else BEARER


@dataclass(frozen=True, slots=True)
class ProofRules:
    """What verifying a proof needs. With ``nonce_key`` proofs must carry a nonce of ours."""

    single_use: SingleUse
    nonce_key: bytes | None = field(default=None, repr=False)


async def confirm(
    constraint: str, shown: Possession, rules: ProofRules, tenant_id: TenantId, now: datetime
) -> Confirmation | None:
    """Return what a token is to be bound to, None for a bearer token.

    ``constraint`` is that of the resource. A proof that is sent is always verified and
    binds, if the resource allows it; it is used up here. Raises OAuthError when what the
    resource demands was not shown or proves nothing.
    """
    if constraint == CONSTRAINT_NONE:
        return None
    if constraint == CONSTRAINT_MTLS:
        if shown.certificate is None:
            raise OAuthError(errors.CERTIFICATE_NEEDED)
        return _of_certificate(shown.certificate)
    if shown.proofs:
        return await _of_proof(shown, rules, tenant_id, now)
    if constraint == CONSTRAINT_DPOP:
        raise OAuthError(errors.PROOF_NEEDED)
    return None if shown.certificate is None else _of_certificate(shown.certificate)


def verified_thumbprint(proof: UnverifiedProof) -> str:
    """Return the thumbprint of the key that a proof carries and was signed with.

    Raises ProofError when that key is not fit or did not sign it.
    """
    try:
        key = jwk_key(proof.jwk)
    except KeyRefusedError as error:
        raise ProofError(f"Its 'jwk' cannot be used. {error}") from None
    if not verify_signature(key, proof.algorithm, proof.signing_input, proof.signature):
        raise ProofError("Its signature is wrong.")
    return jwk_thumbprint(proof.jwk)


def certificate_thumbprint(certificate: bytes) -> str:
    """Return ``x5t#S256``: the base64url SHA-256 of the DER (RFC 8705 section 3.1)."""
    return base64url(hashlib.sha256(certificate).digest())


def _of_certificate(certificate: bytes) -> Confirmation:
    return Confirmation(_BY_CERTIFICATE, certificate_thumbprint(certificate))


async def _of_proof(
    shown: Possession, rules: ProofRules, tenant_id: TenantId, now: datetime
) -> Confirmation:
    seconds = now.timestamp()
    if len(shown.proofs) > 1:
        raise _refused("There is more than one.")
    try:
        proof = parse_proof(shown.proofs[0], method=shown.method, url=shown.url, now=seconds)
        thumbprint = verified_thumbprint(proof)
    except ProofError as error:
        raise _refused(str(error)) from None
    key = rules.nonce_key
    if key is not None and not is_current_nonce(key, proof.nonce or "", seconds):
        raise OAuthError(errors.NONCE_NEEDED, nonce=make_nonce(key, seconds))
    name = f"{thumbprint}.{proof.token_id}".encode("utf-8", "surrogatepass")
    is_first = await rules.single_use.consume(
        tenant_id,
        NAMESPACE,
        hashlib.sha256(name).hexdigest(),
        now=now,
        expires_at=datetime.fromtimestamp(proof.expires_at, UTC),
    )
    if not is_first:
        raise _refused("It was used before.")
    return Confirmation(_BY_KEY, thumbprint)


def _refused(reason: str) -> OAuthError:
    return OAuthError(errors.PROOF_WRONG, reason=reason)
