"""Rolling a certificate: a client adds and removes its own, proving one it has.

Graph: application-addkey, application-removekey, and the same of service principals.
Whoever may write the credentials needs the proof too; the client itself needs nothing
else, so that a daemon can replace its certificate before it expires without any permission.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.credential_holders import holder_there, holder_to_change
from daemonry.directory.key_credentials import register_key, unregister_key
from daemonry.jose.certificate import read_certificate
from daemonry.jose.public_key import verify_signature
from daemonry.model.application import Application
from daemonry.model.errors import KEY_PROOF, ForbiddenError
from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from daemonry.directory.key_credentials import NewKey
    from daemonry.directory.work import Work
    from daemonry.model.credential_holder import CredentialHolder, CredentialHolderType
    from daemonry.model.ids import ObjectId
    from daemonry.model.key_credential import KeyCredential
    from daemonry.oauth.client_assertion import UnverifiedAssertion

AUDIENCE: Final = "00000002-0000-0000-c000-000000000000"
LONGEST: Final = timedelta(minutes=10)
SKEW: Final = timedelta(minutes=5)


async def add_key_with_proof(
    work: Work,
    object_id: ObjectId,
    new: NewKey,
    proof: str,
    holder_type: CredentialHolderType = Application,
) -> KeyCredential:
    """Register another certificate of an application that proves one it has.

    Raises ForbiddenError(KEY_PROOF) for a bad proof, else as ``add_key``.
    """
    stored = await _proven(work, object_id, proof, holder_type)
    return await register_key(work, stored, new)


async def remove_key_with_proof(
    work: Work,
    object_id: ObjectId,
    key_id: str,
    proof: str,
    holder_type: CredentialHolderType = Application,
) -> None:
    """Take a certificate away from an application that proves one it has.

    Raises ForbiddenError(KEY_PROOF) for a bad proof, else as ``remove_key``.
    """
    stored = await _proven(work, object_id, proof, holder_type)
    await unregister_key(work, stored, key_id)


async def _proven(
    work: Work, object_id: ObjectId, proof: str, holder_type: CredentialHolderType
) -> CredentialHolder:
    found = await holder_there(work, object_id, holder_type)
    if found is None or found.app_id != work.actor.app_id:
        found = await holder_to_change(work, object_id, holder_type)
    try:
        claimed = parse_client_assertion(proof, required=("iss", "aud"))
    except OAuthError as error:
        raise _refused("it is no JWT with iss and aud") from error
    _check_signature(work, found, claimed)
    _check_claims(work, found, claimed)
    return found


def _check_signature(work: Work, holder: CredentialHolder, claimed: UnverifiedAssertion) -> None:
    now = work.clock.now()
    for credential in holder.key_credentials:
        certificate = read_certificate(credential.certificate)
        is_named = certificate.is_named(
            sha1=claimed.sha1_thumbprint,
            sha256=claimed.sha256_thumbprint,
            key_id=claimed.key_id,
            own_key_id=credential.key_id,
        )
        if is_named and credential.is_live(now) and certificate.is_valid(now):
            key, algorithm = certificate.key, claimed.algorithm
            if verify_signature(key, algorithm, claimed.signing_input, claimed.signature):
                return
    raise _refused("no current certificate of the application verifies it")


def _check_claims(work: Work, holder: CredentialHolder, claimed: UnverifiedAssertion) -> None:
    now = work.clock.now().timestamp()
    skew = SKEW.total_seconds()
    if claimed.issuer.lower() not in {holder.object_id, holder.app_id}:
        raise _refused("its issuer is another application")
    if claimed.audiences != (AUDIENCE,) or not claimed.has_sole_audience:
        raise _refused("its audience is wrong")
    expires, starts = claimed.expires_at or 0.0, claimed.not_before or now
    is_short = expires - starts <= LONGEST.total_seconds() and expires - now <= (
        LONGEST.total_seconds() + skew
    )
    if not is_short or not starts - skew <= now < expires + skew:
        raise _refused("it is expired, not yet valid, or valid for longer than ten minutes")


def _refused(reason: str) -> ForbiddenError:
    return ForbiddenError(KEY_PROOF, target="proof", reason=reason)
