"""Passkeys at the sign-in pages: what a browser is asked for, and what its answer proves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.passkeys import (
    find_passkey,
    has_passkey,
    parse_passkey,
    registration_options,
    relying_party,
    sign_in_options,
    use_passkey,
)
from daemonry.model.errors import PASSKEY_UNKNOWN, PASSKEY_UNVERIFIED, InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.passkeys import RelyingParty, UnverifiedPasskey
    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.ids import TenantId
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.visits import Visit

FIELD: Final = "credential"
"""Where a form has what the script was given by the browser."""


def is_sent(visit: Visit) -> bool:
    """Tell whether a form came with a passkey in place of what people type."""
    return visit.is_form and bool(visit.typed(FIELD))


def party_of(visit: Visit) -> RelyingParty:
    """Return who we are at this address. Raises InvalidError where passkeys do not work."""
    found = relying_party(visit.origin)
    if found is None:
        raise InvalidError(PASSKEY_UNVERIFIED, target="passkey")
    return found


def asked(visit: Visit, secret: str) -> dict[str, Any]:
    """Return what pages show that take any passkey: options, or none and where to go."""
    party = relying_party(visit.origin)
    if party is not None:
        challenge = visit.services.challenges.make(secret)
        return {"passkey": sign_in_options((), party, challenge), "named_origin": ""}
    default = visit.services.origins.default
    return {"passkey": None, "named_origin": default if relying_party(default) else ""}


def asked_of(
    visit: Visit, methods: Sequence[AuthenticationMethod], secret: str
) -> dict[str, Any] | None:
    """Return the options for a person who has told who it is; None without a fitting passkey."""
    party = relying_party(visit.origin)
    if party is None or not has_passkey(methods, party):
        return None
    return sign_in_options(methods, party, visit.services.challenges.make(secret))


def offered_to(
    visit: Visit, user: User, methods: Sequence[AuthenticationMethod], secret: str
) -> dict[str, Any] | None:
    """Return the options to make a passkey; None where they do not work."""
    party = relying_party(visit.origin)
    if party is None:
        return None
    challenge = visit.services.challenges.make(secret)
    return registration_options(user, methods, party, challenge)


async def claimed_by(visit: Visit, tenant_id: TenantId | None) -> tuple[UnverifiedPasskey, User]:
    """Return a passkey and whose it would be, in this tenant or in that of its handle.

    A user name that was typed must be that person's. Raises InvalidError.
    """
    sent = parse_passkey(visit.typed(FIELD))
    async with visit.services.directory.read() as uow:
        found = await find_passkey(uow, tenant_id or sent.tenant_id, sent)
    if found is None:
        raise InvalidError(PASSKEY_UNKNOWN, target="passkey")
    user, typed = found[1], visit.typed("user_name").strip()
    if typed and typed.lower() != user.user_principal_name.lower():
        raise InvalidError(PASSKEY_UNKNOWN, target="passkey")
    return sent, user


async def prove(
    uow: UnitOfWork, visit: Visit, user_id: str, tenant_id: TenantId, sent: UnverifiedPasskey
) -> User:
    """Return the account that a passkey proves to be there, as it is now.

    The challenge must be used up. Raises InvalidError.
    """
    found = await find_passkey(uow, tenant_id, sent)
    if found is None or found[1].object_id != user_id:
        raise InvalidError(PASSKEY_UNKNOWN, target="passkey")
    method, user = found
    await use_passkey(visit.work(uow, user), method, party_of(visit), sent)
    return user
