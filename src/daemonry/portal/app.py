"""The admin center as an ASGI app: one request from bytes to a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from daemonry.directory.audit import record_denied
from daemonry.directory.sessions import SEEN_EVERY, end_session, find_session, keep_session
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.model.errors import DirectoryError, ForbiddenError
from daemonry.model.first_party import GRAPH_APP_ROLES
from daemonry.model.session import ABSOLUTE
from daemonry.portal import errors, sign_in
from daemonry.portal.call import Call, Moved, Outcome, PortalServices, Shown
from daemonry.portal.errors import RefusedError, refusal_of, status_of
from daemonry.portal.guard import (
    SESSION_COOKIE,
    cookie_of,
    drop_cookie,
    form_token,
    is_own_form,
    is_same_origin,
)
from daemonry.portal.rendering import NOTICES, Renderer
from daemonry.portal.reply import Reply, form_of, moved, query_of
from daemonry.portal.routes import PAGES
from daemonry.portal.throttle import PasswordGate
from daemonry.web.requests import header, read_body
from daemonry.web.responses import send_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.model.session import Session
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.portal.reply import Form
    from daemonry.portal.routes import Page
    from daemonry.ports import UnitOfWork

PREFIX: Final = "/admin"
MAX_FORM: Final = 64 * 1024
_ONCE: Final = "portal form"
_EVERY_PERMISSION: Final = frozenset(role.value for role in GRAPH_APP_ROLES if role.value)
"""What a Global Administrator may do; there are no smaller roles yet."""
_CSP: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    b" connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", _CSP),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # Not no-referrer: browsers would then send "Origin: null" with our own forms
    # (Fetch section 3.2), and nothing of an address reaches other sites this way either.
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"clipboard-write=(self)"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is asking: a live session with its account and tenant, and the cookie's secret."""

    session: Session
    user: User
    tenant: Tenant
    secret: str = field(repr=False)


class PortalApp:
    """Answers everything under ``/admin``."""

    def __init__(self, services: PortalServices) -> None:
        self.services = services
        self.renderer = Renderer()
        self._sign_in = sign_in.SignIn(services, self.renderer, PasswordGate())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing may leave as a traceback."""
        request_id = self.services.ids.guid()
        try:
            reply = await self._answer(scope, receive, request_id)
        except Exception as error:  # noqa: BLE001 - see above
            reply = self._refuse(refusal_of(error, request_id), request_id)
        body = b"" if scope["method"] == "HEAD" else reply.body
        own = {name for name, _ in reply.headers}
        shared = [pair for pair in HEADERS if pair[0] not in own]
        await send_response(send, reply.status, body, [*reply.headers, *shared])

    async def _answer(self, scope: Scope, receive: Receive, request_id: str) -> Reply:
        origin = self.services.origins.of(header(scope, b"host"))
        if origin is None:
            raise RefusedError(errors.UNKNOWN_HOST)
        path, method = scope["path"], scope["method"]
        if method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(errors.WRONG_METHOD)
        if path == PREFIX:
            return moved(f"{PREFIX}/")
        if path.startswith(f"{PREFIX}/static/"):
            return self._static(path.rpartition("/")[2])
        form: Form = {}
        if method == "POST":
            if not is_same_origin(scope, origin):
                raise RefusedError(errors.FOREIGN_FORM)
            form = form_of(await read_body(scope, receive, limit=MAX_FORM))
        if path == sign_in.PATH:
            return await self._sign_in.answer(scope, form)
        visit = await self._visit(scope)
        if visit is None:
            return _to_sign_in(scope)
        return await self._answer_visit(visit, scope, _Request(scope, origin, form, request_id))

    async def _answer_visit(self, visit: Visit, scope: Scope, request: _Request) -> Reply:
        is_form = scope["method"] == "POST"
        if is_form and not is_own_form(visit.secret, _first(request.form, "form_token")):
            raise RefusedError(errors.FOREIGN_FORM)
        if is_form and scope["path"] == sign_in.OUT:
            return await self._sign_out(visit, request)
        page, params = _match(scope["path"])
        request = replace(request, params=params)
        answer = self._submit if is_form else self._show
        return await answer(visit, page, request)

    async def _show(self, visit: Visit, page: Page, request: _Request) -> Reply:
        async with self.services.directory.read() as uow:
            outcome = await page.show(self._call(visit, request, uow))
        return self._reply(visit, request, outcome)

    async def _submit(self, visit: Visit, page: Page, request: _Request) -> Reply:
        """Do what a form asks; show its page again, with the reason, when that is refused."""
        if page.submit is None:
            raise RefusedError(errors.WRONG_METHOD)
        services = self.services
        if page.again and not await self._is_first(visit, request.form):
            return moved(_filled(page.again, request.params), "secret-shown")
        try:
            async with services.directory.change() as uow:
                outcome = await page.submit(self._call(visit, request, uow))
        except DirectoryError as error:
            if isinstance(error, ForbiddenError):
                async with services.directory.change() as uow:
                    work = self._call(visit, request, uow).work
                    await record_denied(work, f"POST {request.scope['path']}", error)
            async with services.directory.read() as uow:
                call = replace(self._call(visit, request, uow), error=error)
                outcome = replace(_shown(await page.show(call), error), status=status_of(error))
        return self._reply(visit, request, outcome)

    def _call(self, visit: Visit, request: _Request, uow: UnitOfWork) -> Call:
        services, scope = self.services, request.scope
        client = scope.get("client")
        actor = Actor(
            kind="user",
            display_name=visit.user.user_principal_name,
            permissions=_EVERY_PERMISSION,
            user_id=visit.user.object_id,
            ip_address=str(client[0]) if client else None,
            correlation_id=request.request_id,
        )
        return Call(
            services=services,
            work=Work(uow, actor, visit.tenant.tenant_id, services.clock, services.ids),
            tenant=visit.tenant,
            user=visit.user,
            origin=request.origin,
            path=scope["path"],
            params=request.params,
            query=query_of(scope),
            form=request.form,
        )

    def _reply(self, visit: Visit, request: _Request, outcome: Outcome) -> Reply:
        if isinstance(outcome, Moved):
            return moved(outcome.location, outcome.notice)
        shared = {
            "path": request.scope["path"],
            "tenant": visit.tenant,
            "user": visit.user,
            "form_token": form_token(visit.secret),
            "once": self.services.ids.guid(),
            "notice": NOTICES.get(query_of(request.scope).get("notice", "")),
            "error": None,
            "now": self.services.clock.now(),
        }
        return Reply(
            outcome.status, self.renderer.render(outcome.template, shared | dict(outcome.values))
        )

    def _refuse(self, refusal: errors.Refusal, request_id: str) -> Reply:
        values = {"refusal": refusal, "request_id": request_id}
        return Reply(refusal.status, self.renderer.render("refusal.html", values))

    def _static(self, name: str) -> Reply:
        if name not in self.renderer.files:
            raise RefusedError(errors.NOT_FOUND)
        media_type, content = self.renderer.files[name]
        # The address holds a fingerprint of the content, which therefore never changes.
        cache = (b"cache-control", b"public, max-age=31536000, immutable")
        return Reply(200, content, [(b"content-type", media_type), cache])

    async def _visit(self, scope: Scope) -> Visit | None:
        secret, now = cookie_of(scope, SESSION_COOKIE), self.services.clock.now()
        if not secret:
            return None
        async with self.services.directory.read() as uow:
            found = await find_session(uow, secret, now)
        if found is None:
            return None
        session, user, tenant = found
        if now - session.seen_at >= SEEN_EVERY:
            async with self.services.directory.change() as uow:
                await keep_session(uow, session, now)
        return Visit(session, user, tenant, secret)

    async def _sign_out(self, visit: Visit, request: _Request) -> Reply:
        async with self.services.directory.change() as uow:
            await end_session(self._call(visit, request, uow).work, visit.session, visit.user)
        reply = moved(sign_in.PATH, "signed-out")
        reply.headers.append(drop_cookie(SESSION_COOKIE))
        return reply

    async def _is_first(self, visit: Visit, form: Form) -> bool:
        """Tell whether this very form was not sent before: a reload must not repeat it."""
        now = self.services.clock.now()
        return await self.services.single_use.consume(
            visit.tenant.tenant_id,
            _ONCE,
            _first(form, "once")[:64],
            now=now,
            expires_at=visit.session.created_at + ABSOLUTE,
        )


@dataclass(frozen=True, slots=True)
class _Request:
    scope: Scope
    origin: str
    form: Form = field(repr=False)
    request_id: str
    params: Mapping[str, str] = field(default_factory=dict)


def create_portal_app(services: PortalServices) -> ASGIApp:
    """Return the ASGI app for ``/admin``."""
    return PortalApp(services)


def _to_sign_in(scope: Scope) -> Reply:
    """Ask to sign in; afterwards a page that was asked for comes, a form does not."""
    if scope["method"] == "POST" or scope["path"] == f"{PREFIX}/":
        return moved(sign_in.PATH)
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return moved(f"{sign_in.PATH}?next={quote(wanted, safe='/')}")


def _match(path: str) -> tuple[Page, dict[str, str]]:
    for pattern, page in _PATTERNS:
        found = pattern.fullmatch(path)
        if found is not None:
            return page, found.groupdict()
    raise RefusedError(errors.NOT_FOUND)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[A-Za-z0-9._~-]{1,128})", template))


_PATTERNS: Final = tuple((_pattern(page.path), page) for page in PAGES)


def _filled(template: str, params: Mapping[str, str]) -> str:
    return template.format_map(params)


def _first(form: Form, name: str) -> str:
    return form.get(name, ("",))[0]


def _shown(outcome: Outcome, error: DirectoryError) -> Shown:
    """Return the page of a refused form; raise the refusal where that page is gone itself."""
    if isinstance(outcome, Moved):
        raise error
    values: dict[str, Any] = {**outcome.values, "error": error}
    return replace(outcome, values=values)
