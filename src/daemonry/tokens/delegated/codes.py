"""Authorization codes: given to a browser, redeemed once by the client they are bound to.

RFC 6749 sections 4.1.2, 4.1.3 and 10.5; RFC 7636 section 4.6; RFC 9700 section 2.1.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from daemonry.model.delegation import (
    CODE_LIFETIME,
    IDLE_LIFETIME,
    AuthorizationCode,
    TokenFamily,
)
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.pkce import verifier_fits
from daemonry.oauth.redirect_uri import SPA
from daemonry.tokens.delegated.service import credential_stamp

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.oauth.delegated_request import CodeGrant
    from daemonry.ports import UnitOfWork
    from daemonry.tokens.delegated.authorization import Asked, Destination
    from daemonry.tokens.delegated.service import DelegatedService, SignedIn

PREFIX: Final = "dmnc_"


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code of this client and the family that it begins; whether it is good is open."""

    family: TokenFamily
    code: AuthorizationCode


def new_family(  # noqa: PLR0913 - what a family is made of
    service: DelegatedService,
    client: Application,
    signed_in: SignedIn,
    now: datetime,
    *,
    scope: str,
    is_public: bool,
    is_spa: bool = False,
) -> TokenFamily:
    """Return the family of all tokens that will come from this sign-in."""
    return TokenFamily(
        tenant_id=client.tenant_id,
        family_id=service.tokens.ids.guid(),
        app_id=client.app_id,
        user_id=signed_in.user.object_id,
        authenticated_at=datetime.fromtimestamp(signed_in.authenticated_at, UTC),
        methods=signed_in.methods,
        created_at=now,
        expires_at=now + IDLE_LIFETIME,
        credential_stamp=credential_stamp(signed_in.user),
        is_public=is_public,
        is_spa=is_spa,
        scope=scope,
    )


async def give_code(
    service: DelegatedService, destination: Destination, asked: Asked, signed_in: SignedIn
) -> str:
    """Store a code for what the person lets the client have, and return it."""
    client, redirect, now = destination.client, destination.redirect, service.tokens.clock.now()
    family = new_family(
        service,
        client,
        signed_in,
        now,
        scope=asked.request.scope,
        is_public=redirect.is_public,
        is_spa=redirect.platform == SPA,
    )
    secret = service.new_secret(PREFIX)
    code = AuthorizationCode(
        tenant_id=client.tenant_id,
        digest=service.digest(client.tenant_id, client.app_id, secret),
        family_id=family.family_id,
        redirect_uri=redirect.uri,
        code_challenge=asked.request.code_challenge,
        scope=asked.request.scope,
        nonce=asked.request.nonce,
        expires_at=now + CODE_LIFETIME,
    )
    async with service.directory.change() as uow:
        await uow.token_families.add(family, forget_before=now)
        await uow.token_families.add_code(code)
    return secret


async def find_code(service: DelegatedService, client: Application, grant: CodeGrant) -> FoundCode:
    """Return a code of this client, used or not. Raises OAuthError."""
    digests = service.digests(client.tenant_id, client.app_id, grant.code)
    async with service.directory.read() as uow:
        code = await uow.token_families.find_code(client.tenant_id, digests)
        family = code and await uow.token_families.get(client.tenant_id, code.family_id)
    if code is None or not family:
        raise OAuthError(errors.GRANT_INVALID, reason="The code is not one of this client.")
    return FoundCode(family, code)


async def redeem_code(
    service: DelegatedService, found: FoundCode, grant: CodeGrant, now: datetime
) -> None:
    """Use a code up. One that comes twice ends its family, and the access token that it gave.

    Raises OAuthError.
    """
    tenant_id = found.code.tenant_id
    async with service.directory.change() as uow:
        code = await uow.token_families.find_code(tenant_id, [found.code.digest])
        is_reused = code is None or code.redeemed_at is not None
        if code is not None and is_reused:
            await _withdraw(uow, code, now)
        elif code is not None:
            _check(code, grant, now)
            await uow.token_families.save_code(replace(code, redeemed_at=now))
    if is_reused:
        raise OAuthError(errors.CODE_REDEEMED)


async def remember_token(
    service: DelegatedService, code: AuthorizationCode, identifier: str, expires_at: datetime
) -> None:
    """Keep which access token a code gave. Raises OAuthError when it came twice meanwhile."""
    now = service.tokens.clock.now()
    async with service.directory.change() as uow:
        # The code before the family, as where one is redeemed: rows are locked in one order.
        await uow.token_families.find_code(code.tenant_id, [code.digest])
        family = await uow.token_families.get(code.tenant_id, code.family_id)
        if family is not None and family.revoked_at is None:
            given = replace(
                code, redeemed_at=now, token_identifier=identifier, token_expires_at=expires_at
            )
            await uow.token_families.save_code(given)
            return
    raise OAuthError(errors.CODE_REDEEMED)


def _check(code: AuthorizationCode, grant: CodeGrant, now: datetime) -> None:
    """Raise OAuthError unless the request fits what the code is bound to.

    A code that came with a wrong verifier stays good: whoever holds it without the
    verifier must not be able to use it up for the client.
    """
    if now >= code.expires_at:
        raise OAuthError(errors.CODE_EXPIRED)
    if grant.redirect_uri != code.redirect_uri:
        raise OAuthError(errors.CODE_REDIRECT)
    if bool(code.code_challenge) != bool(grant.code_verifier):
        # Both ways: no downgrade for a code that has a challenge (RFC 9700 section 2.1.1).
        raise OAuthError(errors.VERIFIER_MISMATCH)
    if code.code_challenge and not verifier_fits(grant.code_verifier, code.code_challenge):
        raise OAuthError(errors.VERIFIER_MISMATCH)


async def _withdraw(uow: UnitOfWork, code: AuthorizationCode, now: datetime) -> None:
    """End everything that a code gave (RFC 6749 section 4.1.2)."""
    await uow.token_families.revoke(code.tenant_id, code.family_id, now)
    if code.token_identifier and code.token_expires_at is not None:
        await uow.revoked_tokens.add(
            code.tenant_id, code.token_identifier, now=now, expires_at=code.token_expires_at
        )
