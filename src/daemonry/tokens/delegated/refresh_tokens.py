"""Refresh tokens: each gives its successor and is over; one that comes again ends the family.

RFC 6749 section 6; RFC 9700 section 4.14.2. Entra's stay valid after use; ours do not, but
for a moment (``model.delegation.GRACE``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.model.delegation import GRACE, IDLE_LIFETIME, SPA_LIFETIME, RefreshToken
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.delegation import TokenFamily
    from daemonry.ports import UnitOfWork
    from daemonry.tokens.delegated.service import DelegatedService

PREFIX: Final = "dmnr_"
_UNKNOWN: Final = "The refresh token is not one of this client."


async def give_refresh_token(
    service: DelegatedService, family: TokenFamily, replaced: RefreshToken | None = None
) -> str:
    """Store a new refresh token of a family and return it; ``replaced`` is over with that.

    Not before: a request that is refused for what it asks for uses nothing up. Raises
    OAuthError once the family ended.
    """
    now = service.tokens.clock.now()
    secret = service.new_secret(PREFIX)
    token = RefreshToken(
        tenant_id=family.tenant_id,
        digest=service.digest(family.tenant_id, family.app_id, secret),
        family_id=family.family_id,
        issued_at=now,
        expires_at=_end(family, now),
    )
    async with service.directory.change() as uow:
        if replaced is not None and replaced.replaced_at is None:
            # The token before the family, as where one is checked: rows are locked in one order.
            await _replace(uow, replaced, now)
        current = await uow.token_families.get(family.tenant_id, family.family_id)
        if current is None or current.revoked_at is not None:
            raise OAuthError(errors.GRANT_REVOKED, issued=_moment(family.created_at))
        await uow.token_families.add_refresh_token(token)
        await uow.token_families.extend(family.tenant_id, family.family_id, token.expires_at)
    return secret


async def find_family(service: DelegatedService, client: Application, secret: str) -> TokenFamily:
    """Return the family of a refresh token of this client, good or not. Raises OAuthError."""
    digests = service.digests(client.tenant_id, client.app_id, secret)
    async with service.directory.read() as uow:
        token = await uow.token_families.find_refresh_token(client.tenant_id, digests)
        family = token and await uow.token_families.get(client.tenant_id, token.family_id)
    if not family:
        raise OAuthError(errors.GRANT_INVALID, reason=_UNKNOWN)
    return family


async def check_refresh_token(
    service: DelegatedService, client: Application, secret: str, now: datetime
) -> RefreshToken:
    """Return a refresh token that is good.

    One that was replaced longer ago than the grace period is stolen, or its successor is:
    nothing of the family counts from then on. Raises OAuthError.
    """
    digests = service.digests(client.tenant_id, client.app_id, secret)
    async with service.directory.change() as uow:
        families = uow.token_families
        token = await families.find_refresh_token(client.tenant_id, digests)
        family = token and await families.get(client.tenant_id, token.family_id)
        if token is None or not family:
            raise OAuthError(errors.GRANT_INVALID, reason=_UNKNOWN)
        issued = _moment(token.issued_at)
        if family.revoked_at is not None:
            raise OAuthError(errors.GRANT_REVOKED, issued=issued)
        if now >= token.expires_at:
            row = errors.SPA_REFRESH_EXPIRED if family.is_spa else errors.REFRESH_EXPIRED
            raise OAuthError(row, issued=issued)
        is_reused = token.replaced_at is not None and now > token.replaced_at + GRACE
        if is_reused:
            await families.revoke(family.tenant_id, family.family_id, now)
    if is_reused:
        detail = "A refresh token came again after it was replaced; its family is revoked."
        raise OAuthError(errors.GRANT_REVOKED, detail=detail, issued=issued)
    return token


async def _replace(uow: UnitOfWork, replaced: RefreshToken, now: datetime) -> None:
    """Mark a refresh token as replaced; whoever did so first tells since when."""
    current = await uow.token_families.find_refresh_token(replaced.tenant_id, [replaced.digest])
    if current is not None and current.replaced_at is None:
        await uow.token_families.save_refresh_token(replace(current, replaced_at=now))


def _end(family: TokenFamily, now: datetime) -> datetime:
    return family.created_at + SPA_LIFETIME if family.is_spa else now + IDLE_LIFETIME


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
