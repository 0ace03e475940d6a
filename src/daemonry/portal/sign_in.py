"""Sign in and out: a user name and a password become a session."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.directory.sessions import begin_session, find_account
from daemonry.directory.users import MAX_NAME, MAX_PASSWORD, password_fits
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.portal import errors
from daemonry.portal.errors import RefusedError
from daemonry.portal.guard import (
    SESSION_COOKIE,
    VISITOR_COOKIE,
    cookie_of,
    drop_cookie,
    form_token,
    is_own_form,
    set_cookie,
)
from daemonry.portal.rendering import NOTICES
from daemonry.portal.reply import Reply, moved, query_of

if TYPE_CHECKING:
    from starlette.types import Scope

    from daemonry.model.user import User
    from daemonry.portal.call import PortalServices
    from daemonry.portal.rendering import Renderer
    from daemonry.portal.reply import Form
    from daemonry.portal.throttle import PasswordGate

PATH: Final = "/admin/sign-in"
OUT: Final = "/admin/sign-out"
HOME: Final = "/admin/"
WRONG: Final = "User name or password is wrong."
_log = structlog.get_logger("daemonry.portal")
_VISITOR_BYTES: Final = 32


class SignIn:
    """The sign-in page of one process."""

    def __init__(self, services: PortalServices, renderer: Renderer, gate: PasswordGate) -> None:
        self._services = services
        self._renderer = renderer
        self._gate = gate

    async def answer(self, scope: Scope, form: Form) -> Reply:
        """Show the page, or check what was typed into it."""
        if scope["method"] != "POST":
            return self._page(scope)
        visitor = cookie_of(scope, VISITOR_COOKIE)
        if not is_own_form(visitor, form.get("form_token", ("",))[0]):
            raise RefusedError(errors.FOREIGN_FORM)
        return await self._check(scope, form)

    async def _check(self, scope: Scope, form: Form) -> Reply:
        services, gate = self._services, self._gate
        name = form.get("user_name", ("",))[0][:MAX_NAME]
        password = form.get("password", ("",))[0]
        client = scope.get("client")
        peer = str(client[0]) if client else ""
        seconds = gate.wait(name, peer, services.clock.now())
        if seconds or gate.is_crowded:
            return self._too_many(scope, name, max(seconds, 1))
        async with services.directory.read() as uow:
            account = await find_account(uow, name)
        async with gate:
            fits = len(password) <= MAX_PASSWORD and await asyncio.to_thread(
                password_fits, account, password
            )
        if account is None or not fits:
            gate.failed(name, peer, services.clock.now())
            _log.warning("sign-in refused", user_name=name, peer=peer)
            return self._page(scope, status=401, name=name, problem=WRONG)
        gate.succeeded(name, peer)
        secret = await self._begin(account, peer)
        reply = moved(_safe(form.get("next", ("",))[0]))
        reply.headers += [set_cookie(SESSION_COOKIE, secret), drop_cookie(VISITOR_COOKIE)]
        return reply

    async def _begin(self, account: User, peer: str) -> str:
        services = self._services
        actor = Actor(
            kind="user",
            display_name=account.user_principal_name,
            user_id=account.object_id,
            ip_address=peer,
            correlation_id=services.ids.guid(),
        )
        async with services.directory.change() as uow:
            work = Work(uow, actor, account.tenant_id, services.clock, services.ids)
            return await begin_session(work, account)

    def _page(self, scope: Scope, *, status: int = 200, name: str = "", problem: str = "") -> Reply:
        visitor = cookie_of(scope, VISITOR_COOKIE)
        headers = []
        if not visitor:
            random = self._services.ids.token_bytes(_VISITOR_BYTES)
            visitor = base64.urlsafe_b64encode(random).rstrip(b"=").decode("ascii")
            headers.append(set_cookie(VISITOR_COOKIE, visitor))
        query = query_of(scope)
        values = {
            "form_token": form_token(visitor),
            "next": _safe(query.get("next", "")),
            "user_name": name,
            "problem": problem,
            "notice": NOTICES.get(query.get("notice", "")),
        }
        return Reply(status, self._renderer.render("sign_in.html", values), headers)

    def _too_many(self, scope: Scope, name: str, seconds: int) -> Reply:
        problem = f"Too many attempts. Try again in {seconds} seconds."
        reply = self._page(scope, status=429, name=name, problem=problem)
        reply.headers.append((b"retry-after", str(seconds).encode("ascii")))
        return reply


def _safe(wanted: str) -> str:
    """Return where to go after signing in: an address of ours, never another site."""
    is_ours = wanted.startswith(HOME) and wanted.isascii() and wanted.isprintable()
    return wanted if is_ours and "\\" not in wanted and "//" not in wanted else HOME
