"""Passwords as people type them: the one there is, and another one, twice.

Shared by the sign-in pages and whoever lets a signed-in person change the password.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from daemonry.directory.passwords import MAX_PASSWORD, hash_of_choice, password_fits
from daemonry.model.errors import (
    PASSWORD_WRONG,
    PASSWORDS_DIFFER,
    TOO_MANY_ATTEMPTS,
    InvalidError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.user import User
    from daemonry.sign_in.throttle import PasswordGate


async def require_password(
    user: User, typed: str, gate: PasswordGate, peer: str, now: datetime
) -> None:
    """Let nobody pass who does not know the password, nor guess it faster than elsewhere.

    Raises InvalidError(PASSWORD_WRONG, TOO_MANY_ATTEMPTS).
    """
    name = user.user_principal_name
    if seconds := gate.wait(name, peer, now) or int(gate.is_crowded):
        raise InvalidError(TOO_MANY_ATTEMPTS, seconds=str(seconds))
    async with gate:
        fits = len(typed) <= MAX_PASSWORD and await asyncio.to_thread(password_fits, user, typed)
    if not fits:
        gate.failed(name, peer, now)
        raise InvalidError(PASSWORD_WRONG, target="current_password")
    gate.succeeded(name, peer)


async def hash_of_typed(user: User, typed: str, again: str, gate: PasswordGate) -> str:
    """Return what is to be kept of the password that a person typed twice.

    Raises InvalidError(PASSWORDS_DIFFER), or for what ``hash_of_choice`` refuses.
    """
    if typed != again:
        raise InvalidError(PASSWORDS_DIFFER, target="password")
    async with gate:
        return await asyncio.to_thread(hash_of_choice, user, typed)
