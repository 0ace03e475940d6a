"""Passkeys of persons (WebAuthn level 3): registered, and taken as a proof of who somebody is.

A passkey is made for one host, is unlocked by a PIN, a fingerprint or a face, and so is
both factors at once. It is found by its own identifier; whose it is, the stored row says.
Challenges are made, and used up, by whoever shows the page.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from daemonry.directory import activities
from daemonry.directory.factors import MAX_LABEL, audit_method
from daemonry.directory.text_rules import check_text
from daemonry.model.authentication_method import PASSKEY, AuthenticationMethod
from daemonry.model.base64_text import base64url, lenient_base64
from daemonry.model.errors import (
    PASSKEY_COPIED,
    PASSKEY_UNVERIFIED,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.ids import TenantId
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.directory.work import Work
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork

MAX_PASSKEYS: Final = 20
_ALGORITHMS: Final = (-8, -7, -257)
"""EdDSA, ES256 and RS256 (RFC 9053): what authenticators and the library both know."""
_TIMEOUT: Final = 300_000
"""Milliseconds that a browser waits for its person (WebAuthn section 15.1)."""
_TENANT_BYTES: Final = 16
_MAX_IDENTIFIER: Final = 1023
"""Bytes of the longest credential identifier (WebAuthn section 6.5.1)."""


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Who we are to an authenticator: the host that passkeys are bound to, and our origin."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class UnverifiedPasskey:
    """What a browser sent, taken apart; nothing of it is proven.

    ``user_handle`` is there only when a passkey signs in (WebAuthn section 5.2.2).
    """

    credential_id: str
    challenge: bytes
    user_handle: bytes
    document: Mapping[str, Any] = field(repr=False)

    @property
    def tenant_id(self) -> TenantId:
        """The tenant that the handle claims: ours begin with it."""
        claimed = self.user_handle[:_TENANT_BYTES].ljust(_TENANT_BYTES, b"\0")
        return TenantId(str(uuid.UUID(bytes=claimed)))


def relying_party(origin: str) -> RelyingParty | None:
    """Return who we are at an origin; None where browsers allow no passkeys.

    They want a host with a name, and TLS unless it is this very machine (WebAuthn
    sections 5.1.3 and 13.4.9; Secure Contexts section 3.1).
    """
    parts = urlsplit(origin)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        is_local = host == "localhost" or host.endswith(".localhost")
        is_allowed = bool(host) and (parts.scheme == "https" or is_local)
        return RelyingParty(host, origin) if is_allowed else None
    return None


def registration_options(
    user: User,
    methods: Sequence[AuthenticationMethod],
    party: RelyingParty,
    challenge: bytes,
) -> dict[str, Any]:
    """Return what a browser needs to make a passkey, as JSON (WebAuthn section 5.4).

    Attestation is not asked for: which make a key is, is its owner's affair.
    """
    return {
        "rp": {"id": party.rp_id, "name": "Daemonry"},
        "user": {
            "id": base64url(_handle(user)),
            "name": user.user_principal_name,
            "displayName": user.display_name,
        },
        "challenge": base64url(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": each} for each in _ALGORITHMS],
        "timeout": _TIMEOUT,
        "excludeCredentials": _descriptors(methods, party),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }


def sign_in_options(
    methods: Sequence[AuthenticationMethod], party: RelyingParty, challenge: bytes
) -> dict[str, Any]:
    """Return what a browser needs to use a passkey, as JSON (WebAuthn section 5.5).

    Without ``methods`` any passkey for this host will do: nobody learns from a user
    name whether an account has one (WebAuthn section 14.6.2).
    """
    return {
        "challenge": base64url(challenge),
        "rpId": party.rp_id,
        "timeout": _TIMEOUT,
        "userVerification": "required",
        "allowCredentials": _descriptors(methods, party),
    }


def has_passkey(methods: Sequence[AuthenticationMethod], party: RelyingParty | None) -> bool:
    """Tell whether one of these is a passkey that works at this address."""
    return party is not None and bool(_descriptors(methods, party))


def parse_passkey(text: str) -> UnverifiedPasskey:
    """Take apart what a browser sent. Raises InvalidError(PASSKEY_UNVERIFIED)."""
    try:
        document = parse_json_object(text.encode("utf-8"))
        response = document["response"]
        client_data = parse_json_object(_bytes(response["clientDataJSON"]))
        identifier, challenge = _bytes(document["rawId"]), _bytes(client_data["challenge"])
        handle = _bytes(response.get("userHandle") or "")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidError(PASSKEY_UNVERIFIED, target="passkey") from error
    # Our pages are never framed, so a ceremony inside of another site is none of ours.
    if client_data.get("crossOrigin") is True or not 0 < len(identifier) <= _MAX_IDENTIFIER:
        raise InvalidError(PASSKEY_UNVERIFIED, target="passkey")
    return UnverifiedPasskey(base64url(identifier), challenge, handle, document)


async def add_passkey(
    work: Work, user: User, party: RelyingParty, sent: UnverifiedPasskey, label: str
) -> AuthenticationMethod:
    """Keep a new passkey of a person (WebAuthn section 7.1).

    For the person alone, whose proof the caller has seen, with a challenge that is ours
    and used up. Raises InvalidError, ConflictError(PASSKEY_KNOWN).
    """
    check_text(label, "displayName", MAX_LABEL, resource="Passkey")
    methods = await work.uow.authentication_methods.list_of(work.tenant_id, user.object_id)
    if sum(item.kind == PASSKEY for item in methods) >= MAX_PASSKEYS:
        raise InvalidError(TOO_MANY, property="passkeys", limit=str(MAX_PASSKEYS))
    verified = _registered(party, sent)
    document = {
        "public_key": base64url(verified.credential_public_key),
        "sign_count": verified.sign_count,
        "rp_id": party.rp_id,
        "transports": _transports(sent),
        "aaguid": verified.aaguid,
        "is_synced": verified.credential_device_type == "multi_device",
        "is_backed_up": verified.credential_backed_up,
    }
    method = AuthenticationMethod(
        tenant_id=work.tenant_id,
        method_id=work.ids.guid(),
        user_id=user.object_id,
        kind=PASSKEY,
        display_name=label,
        created_at=work.clock.now(),
        document=document,
        credential_id=base64url(verified.credential_id),
    )
    await work.uow.authentication_methods.add(method)
    await audit_method(work, activities.ADD_METHOD, activities.ADD, user, method)
    return method


async def find_passkey(
    uow: UnitOfWork, tenant_id: TenantId, sent: UnverifiedPasskey
) -> tuple[AuthenticationMethod, User] | None:
    """Return the stored passkey with its enabled account, or None; nothing is proven yet.

    A handle that came along must be the one it was made with (WebAuthn section 7.2, 6).
    """
    method = await uow.authentication_methods.find_credential(tenant_id, sent.credential_id)
    if method is None or method.kind != PASSKEY:
        return None
    user = await uow.users.get(tenant_id, method.user_id)
    if user is None or not user.account_enabled:
        return None
    return (method, user) if sent.user_handle in {b"", _handle(user)} else None


async def use_passkey(
    work: Work, method: AuthenticationMethod, party: RelyingParty, sent: UnverifiedPasskey
) -> None:
    """Take a passkey as the proof that its person is there (WebAuthn section 7.2).

    The challenge must be ours and used up. A counter that does not grow is refused.
    Raises InvalidError(PASSKEY_UNVERIFIED, PASSKEY_COPIED).
    """
    verified = _asserted(party, sent, _bytes(method.document["public_key"]))
    before, count = method.document["sign_count"], verified.new_sign_count
    if (before or count) and count <= before:
        raise InvalidError(PASSKEY_COPIED, target="passkey")
    document = {
        **method.document,
        "sign_count": count,
        "is_backed_up": verified.credential_backed_up,
    }
    used = replace(method, document=document, last_used_at=work.clock.now())
    await work.uow.authentication_methods.save(used)


def _registered(party: RelyingParty, sent: UnverifiedPasskey) -> Any:
    # Loaded when somebody uses a passkey: it takes a fifth of a second.
    from webauthn import verify_registration_response  # noqa: PLC0415 - see above
    from webauthn.helpers.cose import COSEAlgorithmIdentifier  # noqa: PLC0415 - likewise

    try:
        return verify_registration_response(
            credential=dict(sent.document),
            expected_challenge=sent.challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(each) for each in _ALGORITHMS],
        )
    except Exception as error:
        # Whatever a stranger's bytes make of the parsers underneath.
        raise InvalidError(PASSKEY_UNVERIFIED, target="passkey") from error


def _asserted(party: RelyingParty, sent: UnverifiedPasskey, public_key: bytes) -> Any:
    from webauthn import verify_authentication_response  # noqa: PLC0415 - as above

    try:
        return verify_authentication_response(
            credential=dict(sent.document),
            expected_challenge=sent.challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,  # compared by use_passkey, which can say so
            require_user_verification=True,
        )
    except Exception as error:
        # As above.
        raise InvalidError(PASSKEY_UNVERIFIED, target="passkey") from error


def _handle(user: User) -> bytes:
    """Return what authenticators know a person by, the same for all passkeys of one.

    A digest of the random object ID tells nothing of the person, not even that ID
    (WebAuthn section 14.6.1). The tenant stands before it: every look-up begins with one.
    """
    digest = hashlib.sha256(f"daemonry user handle {user.object_id}".encode()).digest()
    return uuid.UUID(user.tenant_id).bytes + digest


def _descriptors(
    methods: Sequence[AuthenticationMethod], party: RelyingParty
) -> list[dict[str, Any]]:
    return [
        {
            "type": "public-key",
            "id": method.credential_id,
            "transports": method.document["transports"],
        }
        for method in methods
        if method.kind == PASSKEY and method.document["rp_id"] == party.rp_id
    ]


def _transports(sent: UnverifiedPasskey) -> list[str]:
    """Return how a browser said that it reaches the authenticator: short words, or none."""
    told = sent.document["response"].get("transports")
    words = told if isinstance(told, list) else []
    known = {"usb", "nfc", "ble", "smart-card", "hybrid", "internal"}
    return sorted(known.intersection(word for word in words if isinstance(word, str)))


def _bytes(text: str) -> bytes:
    found = lenient_base64(text)
    if found is None:
        raise ValueError("no base64url")
    return found
