"""Sign in and out: ``/{tenant}/sign-in`` and ``/{tenant}/sign-out``, for all surfaces.

The files that pages of all surfaces need, under ``/static/``, are answered here too.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.directory.sessions import begin_session, drop_session, end_session, find_account
from daemonry.directory.users import MAX_NAME, MAX_PASSWORD, password_fits
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.sign_in.continuing import leads_elsewhere, safe_continue
from daemonry.sign_in.persons import ANY_TENANT, person_of, sign_in_address
from daemonry.sign_in.throttle import PasswordGate
from daemonry.web import refusals
from daemonry.web.csrf import (
    SESSION_COOKIE,
    VISITOR_COOKIE,
    cookie_of,
    drop_cookie,
    form_token,
    is_own_form,
    is_same_origin,
    set_cookie,
)
from daemonry.web.forms import Reply, first, form_of, moved, query_of
from daemonry.web.html import STATIC, Renderer, onward, send_page, static_file
from daemonry.web.refusals import RefusedError, refusal_of
from daemonry.web.requests import header, read_body

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import Clock, Directory, IdSource, UnitOfWork
    from daemonry.web.forms import Form
    from daemonry.web.origins import Origins

SIGN_IN: Final = "sign-in"
SIGN_OUT: Final = "sign-out"
WRONG: Final = "User name or password is wrong."
NOTICES: Final = {"signed-out": "You are signed out."}
_ANY: Final = frozenset({ANY_TENANT, "organizations"})
_MAX_FORM: Final = 16 * 1024
_VISITOR_BYTES: Final = 32
_log = structlog.get_logger("daemonry.sign_in")


@dataclass(frozen=True, slots=True)
class SignInServices:
    """What the pages work with."""

    directory: Directory
    clock: Clock
    ids: IdSource
    origins: Origins


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request: ``tenant`` is None where the user name tells it."""

    scope: Scope
    name: str
    tenant: Tenant | None
    form: Form = field(repr=False)

    @property
    def peer(self) -> str:
        client = self.scope.get("client")
        return str(client[0]) if client else ""


class SignInApp:
    """The sign-in pages of one process."""

    def __init__(self, services: SignInServices) -> None:
        self._services = services
        self._renderer = Renderer(Path(__file__).parent / "templates")
        self._gate = PasswordGate()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing may leave as a traceback."""
        request_id = self._services.ids.guid()
        try:
            reply = await self._answer(scope, receive)
        except Exception as error:  # noqa: BLE001 - see above
            refusal = refusal_of(error, request_id)
            values = {"refusal": refusal, "request_id": request_id}
            reply = Reply(refusal.status, self._renderer.render("refusal.html", values))
        await send_page(scope, send, reply)

    async def _answer(self, scope: Scope, receive: Receive) -> Reply:
        origin = self._services.origins.of(header(scope, b"host"))
        if origin is None:
            raise RefusedError(refusals.UNKNOWN_HOST)
        method = scope["method"]
        if method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(refusals.WRONG_METHOD)
        if scope["path"].startswith(STATIC):
            return _static(scope["path"].removeprefix(STATIC))
        form: Form = {}
        if method == "POST":
            if not is_same_origin(scope, origin):
                raise RefusedError(refusals.FOREIGN_FORM)
            form = form_of(await read_body(scope, receive, limit=_MAX_FORM))
        _, name, page = scope["path"].split("/")
        if page == SIGN_OUT:
            return await self._sign_out(scope, form)
        visit = _Visit(scope, name, await self._tenant(name), form)
        if method != "POST":
            return self._page(visit)
        if not is_own_form(cookie_of(scope, VISITOR_COOKIE), first(form, "form_token")):
            raise RefusedError(refusals.FOREIGN_FORM)
        return await self._check(visit)

    async def _tenant(self, name: str) -> Tenant | None:
        if name.lower() in _ANY:
            return None
        async with self._services.directory.read() as uow:
            tenant = await uow.tenants.find(name)
        if tenant is None:
            raise RefusedError(refusals.UNKNOWN_TENANT)
        return tenant

    async def _check(self, visit: _Visit) -> Reply:
        services, gate, peer = self._services, self._gate, visit.peer
        name = first(visit.form, "user_name")[:MAX_NAME]
        password = first(visit.form, "password")
        seconds = gate.wait(name, peer, services.clock.now())
        if seconds or gate.is_crowded:
            return self._too_many(visit, name, max(seconds, 1))
        async with services.directory.read() as uow:
            account = await find_account(uow, name)
        if account is not None and visit.tenant and account.tenant_id != visit.tenant.tenant_id:
            account = None
        async with gate:
            fits = len(password) <= MAX_PASSWORD and await asyncio.to_thread(
                password_fits, account, password
            )
        if account is None or not fits:
            gate.failed(name, peer, services.clock.now())
            _log.warning("sign-in refused", user_name=name, peer=peer)
            return self._page(visit, status=401, name=name, problem=WRONG)
        gate.succeeded(name, peer)
        secret = await self._begin(account, visit)
        target = safe_continue(first(visit.form, "continue"))
        reply = onward(target) if leads_elsewhere(target) else moved(target)
        reply.headers += [set_cookie(SESSION_COOKIE, secret), drop_cookie(VISITOR_COOKIE)]
        return reply

    async def _begin(self, account: User, visit: _Visit) -> str:
        """Begin a session in the place of the one that the browser has, if any (row A1)."""
        async with self._services.directory.change() as uow:
            await drop_session(uow, cookie_of(visit.scope, SESSION_COOKIE))
            work = self._work(uow, account, visit.peer)
            return await begin_session(work, account)

    async def _sign_out(self, scope: Scope, form: Form) -> Reply:
        services = self._services
        if scope["method"] != "POST":
            raise RefusedError(refusals.WRONG_METHOD)
        reply = moved(sign_in_address("", notice="signed-out"))
        person = await person_of(scope, services.directory, services.clock)
        if person is None:
            return reply
        if not is_own_form(person.secret, first(form, "form_token")):
            raise RefusedError(refusals.FOREIGN_FORM)
        peer = _Visit(scope, "", None, form).peer
        async with services.directory.change() as uow:
            await end_session(self._work(uow, person.user, peer), person.session, person.user)
        reply.headers.append(drop_cookie(SESSION_COOKIE))
        return reply

    def _work(self, uow: UnitOfWork, account: User, peer: str) -> Work:
        services = self._services
        actor = Actor(
            kind="user",
            display_name=account.user_principal_name,
            user_id=account.object_id,
            ip_address=peer,
            correlation_id=services.ids.guid(),
        )
        return Work(uow, actor, account.tenant_id, services.clock, services.ids)

    def _page(
        self, visit: _Visit, *, status: int = 200, name: str = "", problem: str = ""
    ) -> Reply:
        visitor = cookie_of(visit.scope, VISITOR_COOKIE)
        headers = []
        if not visitor:
            random = self._services.ids.token_bytes(_VISITOR_BYTES)
            visitor = base64.urlsafe_b64encode(random).rstrip(b"=").decode("ascii")
            headers.append(set_cookie(VISITOR_COOKIE, visitor))
        query = query_of(visit.scope)
        asked = first(visit.form, "continue") or query.get("continue", "")
        tenant = visit.tenant
        values = {
            "action": f"/{visit.name}/{SIGN_IN}",
            "form_token": form_token(visitor),
            "continue_to": safe_continue(asked),
            "tenant": tenant,
            "domain": "contoso.onmicrosoft.com" if tenant is None else tenant.initial_domain,
            "user_name": name or query.get("login_hint", "")[:MAX_NAME],
            "is_again": query.get("prompt", "") == "login",
            "problem": problem,
            "notice": NOTICES.get(query.get("notice", "")),
        }
        return Reply(status, self._renderer.render("sign_in.html", values), headers)

    def _too_many(self, visit: _Visit, name: str, seconds: int) -> Reply:
        problem = f"Too many attempts. Try again in {seconds} seconds."
        reply = self._page(visit, status=429, name=name, problem=problem)
        reply.headers.append((b"retry-after", str(seconds).encode("ascii")))
        return reply


def _static(name: str) -> Reply:
    found = static_file(name)
    if found is None:
        raise RefusedError(refusals.NOT_FOUND)
    return found
