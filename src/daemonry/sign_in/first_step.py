"""The sign-in page: a user name and a password, or a passkey."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.directory.passwords import (
    MAX_PASSWORD,
    hash_password,
    needs_rehash,
    password_fits,
    renew_hash,
)
from daemonry.directory.sessions import find_account
from daemonry.directory.users import MAX_NAME
from daemonry.model.errors import InvalidError
from daemonry.model.session import PASSWORD, POSSESSION, SEVERAL
from daemonry.sign_in.passkeys import asked, claimed_by, prove
from daemonry.sign_in.persons import ANY_TENANT
from daemonry.sign_in.progress import proceed
from daemonry.web import refusals
from daemonry.web.csrf import form_token
from daemonry.web.forms import Reply
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer

WRONG: Final = "User name or password is wrong."
CHANGED: Final = "The account was changed meanwhile. Sign in again."
NOTICES: Final = {
    "signed-out": "You are signed out.",
    "expired": "The sign-in took too long. Begin again.",
    "password-changed": "Password changed. Sign in with the new one.",
}
_ANY: Final = frozenset({ANY_TENANT, "organizations"})
_log = structlog.get_logger("daemonry.sign_in")


class FirstStep:
    """The page of one process."""

    def __init__(self, renderer: Renderer, gate: PasswordGate) -> None:
        self._renderer = renderer
        self._gate = gate

    async def answer(self, visit: Visit) -> Reply:
        """Show the page, or check what was typed into it."""
        tenant = await _tenant(visit)
        if not visit.is_form:
            return self._page(visit, tenant)
        visit.require_own_form()
        return await self._check(visit, tenant)

    async def _check(self, visit: Visit, tenant: Tenant | None) -> Reply:
        services, gate, peer = visit.services, self._gate, visit.peer
        name, password = visit.typed("user_name")[:MAX_NAME], visit.typed("password")
        seconds = gate.wait(name, peer, services.clock.now())
        if seconds or gate.is_crowded:
            return self._too_many(visit, tenant, max(seconds, 1))
        async with services.directory.read() as uow:
            account = await find_account(uow, name)
        if account is not None and tenant is not None and account.tenant_id != tenant.tenant_id:
            account = None
        async with gate:
            fits = len(password) <= MAX_PASSWORD and await asyncio.to_thread(
                password_fits, account, password
            )
        if account is None or not fits:
            gate.failed(name, peer, services.clock.now())
            _log.warning("sign-in refused", user_name=name, peer=peer)
            return self._page(visit, tenant, status=401, problem=WRONG)
        gate.succeeded(name, peer)
        renewed = ""
        if needs_rehash(account):
            async with gate:
                renewed = await asyncio.to_thread(hash_password, password)
        async with services.directory.change() as uow:
            # Hashing took its time: what was proven must still be so.
            current = await uow.users.get(account.tenant_id, account.object_id)
            if current is None or not _is_as_proven(current, account):
                return self._page(visit, tenant, status=401, problem=CHANGED)
            if renewed:
                current = await renew_hash(uow, current, renewed)
            return await proceed(uow, visit, current, (PASSWORD,))

    async def passkey(self, visit: Visit) -> Reply:
        """Take a passkey in the place of both; it is as good as a password and a code."""
        tenant = await _tenant(visit)
        if not visit.is_form:
            return self._page(visit, tenant)
        visit.require_own_form()
        services, peer = visit.services, visit.peer
        try:
            sent, user = await claimed_by(visit, None if tenant is None else tenant.tenant_id)
        except InvalidError as error:
            return self._page(visit, tenant, status=401, problem=f"{error} {error.hint}")
        bucket = f"{sent.credential_id} passkey"
        if seconds := self._gate.wait(bucket, peer, services.clock.now()):
            return self._too_many(visit, tenant, seconds)
        try:
            await services.challenges.spend(user.tenant_id, sent.challenge, visit.secret)
            async with services.directory.change() as uow:
                proven = await prove(uow, visit, user.object_id, user.tenant_id, sent)
                reply = await proceed(uow, visit, proven, (POSSESSION, SEVERAL))
        except InvalidError as error:
            self._gate.failed(bucket, peer, services.clock.now())
            _log.warning("sign-in refused", user_name=user.user_principal_name, peer=peer)
            return self._page(visit, tenant, status=401, problem=f"{error} {error.hint}")
        self._gate.succeeded(bucket, peer)
        return reply

    def _page(
        self, visit: Visit, tenant: Tenant | None, *, status: int = 200, problem: str = ""
    ) -> Reply:
        visitor, headers = visit.visitor()
        query = visit.query
        name = visit.typed("user_name") or query.get("login_hint", "")
        values = {
            "action": f"/{visit.name}/sign-in",
            "form_token": form_token(visitor),
            "continue_to": visit.continue_to,
            "tenant": tenant,
            "domain": "contoso.onmicrosoft.com" if tenant is None else tenant.initial_domain,
            "user_name": name[:MAX_NAME],
            "is_again": query.get("prompt", "") == "login",
            "problem": problem,
            "notice": NOTICES.get(query.get("notice", "")),
            **asked(visit, visitor),
        }
        return Reply(status, self._renderer.render("sign_in.html", values), headers)

    def _too_many(self, visit: Visit, tenant: Tenant | None, seconds: int) -> Reply:
        problem = f"Too many attempts. Try again in {seconds} seconds."
        reply = self._page(visit, tenant, status=429, problem=problem)
        reply.headers.append((b"retry-after", str(seconds).encode("ascii")))
        return reply


async def _tenant(visit: Visit) -> Tenant | None:
    """Return the tenant of the path, or None where the user name tells it."""
    if visit.name.lower() in _ANY:
        return None
    async with visit.services.directory.read() as uow:
        tenant = await uow.tenants.find(visit.name)
    if tenant is None:
        raise RefusedError(refusals.UNKNOWN_TENANT)
    return tenant


def _is_as_proven(current: User, proven: User) -> bool:
    return current.account_enabled and current.password_hash == proven.password_hash
