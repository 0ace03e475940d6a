"""The device code: asked for by a device, agreed to by a person elsewhere, polled for.

RFC 8628; Entra: v2-oauth2-device-code, whose names of errors partly differ.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.model.delegation import (
    APPROVED,
    DECLINED,
    DEVICE_CODE_LIFETIME,
    DEVICE_INTERVAL,
    PENDING,
    SPENT,
    DeviceCode,
)
from daemonry.model.ids import AppId
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.delegated.codes import new_family

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.delegation import TokenFamily
    from daemonry.model.ids import TenantId
    from daemonry.tokens.authenticate import AuthenticatedClient
    from daemonry.tokens.delegated.service import DelegatedService, SignedIn

PREFIX: Final = "dmnd_"
USER_CODE_LENGTH: Final = 9
_ALPHABET: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, no digits: nothing that spells or looks like another (RFC 8628 section 6.1).

Nine of them are 38 bits, for a quarter of an hour and for people who are signed in.
"""
_ANY_APP: Final = AppId("")
_ATTEMPTS: Final = 5


@dataclass(frozen=True, slots=True)
class NewDeviceCode:
    """Both codes, shown once. Seconds."""

    device_code: str = field(repr=False)
    user_code: str = field(repr=False)
    expires_in: int
    interval: int


def is_public_client(client: Application) -> bool:
    """Tell whether a client may ask for a device code without a credential.

    Entra: "Allow public client flows".
    """
    return bool(client.is_fallback_public_client)


async def ask_device_code(
    service: DelegatedService, client: Application, scope: str
) -> NewDeviceCode:
    """Store a device code and return it with the code that a person types in."""
    now = service.tokens.clock.now()
    tenant_id, device_code = client.tenant_id, service.new_secret(PREFIX)
    for _ in range(_ATTEMPTS):
        user_code = "".join(secrets.choice(_ALPHABET) for _ in range(USER_CODE_LENGTH))
        code = DeviceCode(
            tenant_id=tenant_id,
            digest=service.digest(tenant_id, client.app_id, device_code),
            user_code_digest=service.digest(tenant_id, _ANY_APP, user_code),
            app_id=client.app_id,
            scope=scope,
            created_at=now,
            expires_at=now + DEVICE_CODE_LIFETIME,
        )
        async with service.directory.change() as uow:
            # What is over is told from what never was for as long again.
            forgotten = now - DEVICE_CODE_LIFETIME
            if await uow.device_codes.add(code, forget_before=forgotten):
                lifetime = int(DEVICE_CODE_LIFETIME.total_seconds())
                return NewDeviceCode(device_code, user_code, lifetime, DEVICE_INTERVAL)
    raise OAuthError(errors.TEMPORARY, detail="No user code is free.")


async def find_waiting(
    service: DelegatedService, tenant_id: TenantId, user_code: str, now: datetime
) -> DeviceCode:
    """Return the device that waits with this user code, however it is typed. Raises OAuthError."""
    typed = "".join(letter for letter in user_code.upper() if letter.isalnum())
    digests = service.digests(tenant_id, _ANY_APP, typed)
    async with service.directory.read() as uow:
        code = await uow.device_codes.find_by_user_code(tenant_id, digests)
    if code is None or code.state != PENDING or now >= code.expires_at:
        raise OAuthError(errors.USER_CODE_UNKNOWN)
    return code


async def answer_device(
    service: DelegatedService, code: DeviceCode, client: Application, signed_in: SignedIn | None
) -> None:
    """Let a device have what it asked for on behalf of a person, or, for None, refuse it.

    Raises OAuthError when it does not wait any more.
    """
    now = service.tokens.clock.now()
    async with service.directory.change() as uow:
        current = await uow.device_codes.find(code.tenant_id, [code.digest])
        if current is None or current.state != PENDING or now >= current.expires_at:
            raise OAuthError(errors.USER_CODE_UNKNOWN)
        if signed_in is None:
            await uow.device_codes.save(replace(current, state=DECLINED))
            return
        is_public = is_public_client(client)
        family = new_family(
            service, client, signed_in, now, scope=current.scope, is_public=is_public
        )
        await uow.token_families.add(family, forget_before=now)
        answered = replace(current, state=APPROVED, family_id=family.family_id)
        await uow.device_codes.save(answered)


async def redeem_device_code(
    service: DelegatedService, client: AuthenticatedClient, secret: str, now: datetime
) -> TokenFamily:
    """Return the family that a person agreed to.

    Raises OAuthError, also to say that nobody agreed yet.
    """
    application = client.application
    digests = service.digests(application.tenant_id, application.app_id, secret)
    async with service.directory.change() as uow:
        code = await uow.device_codes.find(application.tenant_id, digests)
        if code is None or code.state == SPENT:
            raise OAuthError(errors.DEVICE_CODE_UNKNOWN)
        if code.state == DECLINED:
            raise OAuthError(errors.DEVICE_DECLINED)
        if now >= code.expires_at:
            raise OAuthError(errors.DEVICE_CODE_EXPIRED)
        if code.state == APPROVED:
            family = await uow.token_families.get(code.tenant_id, code.family_id)
            if family is None:
                raise OAuthError(errors.DEVICE_CODE_UNKNOWN)
            await uow.device_codes.save(replace(code, state=SPENT))
            return family
        polled = _polled(code, now)
        await uow.device_codes.save(polled)
    if polled.interval > code.interval:
        raise OAuthError(errors.SLOW_DOWN, seconds=str(polled.interval))
    raise OAuthError(errors.AUTHORIZATION_PENDING)


def _polled(code: DeviceCode, now: datetime) -> DeviceCode:
    """Return the code after one more poll; one that came too early makes the next wait longer."""
    # A second less than the interval, because clients wait from the answer, we from the request.
    earliest = code.polled_at and code.polled_at + timedelta(seconds=code.interval - 1)
    is_early = earliest is not None and now < earliest
    interval = code.interval + DEVICE_INTERVAL if is_early else code.interval
    return replace(code, polled_at=now, interval=interval)
