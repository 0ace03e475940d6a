"""The admin center as an ASGI app: one request from bytes to a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import record_denied
from daemonry.directory.permissions import AS_USER
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR, Actor
from daemonry.model.errors import DirectoryError, ForbiddenError
from daemonry.model.ids import TenantId, parse_guid
from daemonry.model.logo import MAX_BYTES
from daemonry.model.session import ABSOLUTE
from daemonry.portal import rights
from daemonry.portal.call import Call, Moved, Outcome, PortalServices, Shown, Streamed
from daemonry.portal.graph_calls import graph_call
from daemonry.portal.offered import refusal_of, withhold
from daemonry.portal.rendering import NOTICES, TEMPLATES
from daemonry.portal.rights import Need
from daemonry.portal.routes import find_page
from daemonry.sign_in.persons import person_of, sign_in_address
from daemonry.web import refusals
from daemonry.web.csrf import cookie_of, is_own_form, is_same_origin, set_cookie
from daemonry.web.forms import Reply, file_reply, first, form_of, moved, query_of, upload_of
from daemonry.web.html import Renderer, send_page
from daemonry.web.refusals import RefusedError
from daemonry.web.requests import client_address, header, read_body
from daemonry.web.statuses import directory_status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.model.tenant import Tenant
    from daemonry.portal.routes import Handler, Page
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.persons import Person
    from daemonry.web.forms import Form

PREFIX: Final = "/admin"
MAX_FORM: Final = 64 * 1024
MAX_UPLOAD: Final = MAX_BYTES + MAX_FORM
"""A form with a logo in it."""
VIEW_COOKIE: Final = "__Host-daemonry-tenant"
"""Which tenant an operator looks at in this browser. It opens nothing by itself."""
SWITCHED_TENANT: Final = refusals.Refusal(
    409,
    "This form belongs to another tenant",
    "The tenant was switched since the page was opened. Open it again; nothing was changed.",
)
_ONCE: Final = "portal form"
_WHATEVER_ONE_MAY: Final = frozenset({AS_USER})
"""No client stands between a person and this surface that could narrow the rights."""


class PortalApp:
    """Answers everything under ``/admin``."""

    def __init__(self, services: PortalServices) -> None:
        self.services = services
        self.renderer = Renderer(TEMPLATES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing may leave as a traceback."""
        request_id = self.services.ids.guid()
        try:
            reply = await self._answer(scope, receive, request_id)
        except Exception as error:  # noqa: BLE001 - see above
            reply = self._refuse(refusals.refusal_of(error, request_id), request_id)
        await send_page(scope, send, reply)

    async def _answer(self, scope: Scope, receive: Receive, request_id: str) -> Reply:
        origin = self.services.origins.of(header(scope, b"host"))
        if origin is None:
            raise RefusedError(refusals.UNKNOWN_HOST)
        path, method = scope["path"], scope["method"]
        if method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(refusals.WRONG_METHOD)
        if path == PREFIX:
            return moved(f"{PREFIX}/")
        form: Form = {}
        files: Mapping[str, bytes] = {}
        if method == "POST":
            if not is_same_origin(scope, origin):
                raise RefusedError(refusals.FOREIGN_FORM)
            kind = header(scope, b"content-type")
            if kind.startswith(b"multipart/"):
                form, files = upload_of(await read_body(scope, receive, limit=MAX_UPLOAD), kind)
            else:
                form = form_of(await read_body(scope, receive, limit=MAX_FORM))
        is_use = query_of(scope).get("live") != "1"
        services = self.services
        visit = await person_of(scope, services.directory, services.clock, is_use=is_use)
        if visit is None:
            return _to_sign_in(scope)
        return await self._answer_visit(
            visit, scope, _Request(scope, origin, form, files, request_id)
        )

    async def _answer_visit(self, visit: Person, scope: Scope, request: _Request) -> Reply:
        is_form = scope["method"] == "POST"
        if is_form and not is_own_form(visit.secret, first(request.form, "form_token")):
            raise RefusedError(refusals.FOREIGN_FORM)
        found = find_page(scope["path"])
        if found is None:
            raise RefusedError(refusals.NOT_FOUND)
        page, params = found
        request = replace(
            request, params=params, viewed=await self._viewed(visit, scope), row=page.path
        )
        tenant = request.viewed or visit.tenant
        if is_form and first(request.form, "form_tenant") != tenant.tenant_id:
            raise RefusedError(SWITCHED_TENANT)
        request = replace(request, is_operator=page.is_for_operators or bool(request.viewed))
        if page.is_for_operators and not self._is_operator(visit):
            values = {"title": "For operators of the server", "blade": ""}
            return self._reply(visit, request, Shown("operators_only.html", values, 403))
        now = self.services.clock.now()
        longest = _need_of(page).proof
        if longest is not None and not visit.is_fresh(now, longest):
            return moved(_again(visit, request))
        answer = self._submit if is_form else self._show
        return await answer(visit, page, request)

    def _is_operator(self, visit: Person) -> bool:
        return visit.user.user_principal_name.lower() in self.services.operators

    async def _viewed(self, visit: Person, scope: Scope) -> Tenant | None:
        """Return the other tenant that an operator looks at, if it is there.

        The cookie says which, and nothing else: the right is asked for each time.
        """
        tenant_id = parse_guid(cookie_of(scope, VIEW_COOKIE))
        if tenant_id in {None, visit.tenant.tenant_id} or not self._is_operator(visit):
            return None
        async with self.services.directory.read() as uow:
            return await uow.tenants.get(TenantId(tenant_id or ""))

    async def _show(self, visit: Person, page: Page, request: _Request) -> Reply:
        async with self.services.directory.read() as uow:
            call = self._call(visit, request, uow)
            denied = await refusal_of(call, page)
            outcome = await page.show(call)
            reply = self._reply(visit, request, outcome, denied)
            reply.body = await withhold(call, reply.body)
        return reply

    async def _submit(self, visit: Person, page: Page, request: _Request) -> Reply:
        """Do what a form asks; show its page again, with the reason, when that is refused."""
        if page.submit is None:
            raise RefusedError(refusals.WRONG_METHOD)
        services = self.services
        if page.again and not await self._is_first(visit, request.form):
            return moved(_filled(page.again, request.params), "secret-shown")
        try:
            outcome = await self._outcome_of(visit, page.submit, page, request)
        except _PreviewedError as previewed:
            outcome = previewed.outcome
        except DirectoryError as error:
            if isinstance(error, ForbiddenError):
                async with services.directory.change() as uow:
                    work = self._call(visit, request, uow).work
                    await record_denied(work, f"POST {request.scope['path']}", error)
            async with services.directory.read() as uow:
                call = replace(self._call(visit, request, uow), error=error)
                outcome = replace(
                    _shown(await page.show(call), error), status=directory_status(error)
                )
        return self._reply(visit, request, outcome)

    async def _outcome_of(
        self, visit: Person, submit: Handler, page: Page, request: _Request
    ) -> Outcome:
        """Run what a form asks in one unit of work; a preview leaves nothing of it."""
        directory = self.services.directory
        is_reading = page.is_question or page.is_slow
        async with (directory.read if is_reading else directory.change)() as uow:
            call = self._call(visit, request, uow)
            denied = await refusal_of(call, page)
            if denied is not None:
                raise denied
            outcome = None if page.is_slow else await submit(call)
            if isinstance(outcome, Shown) and outcome.is_preview:
                raise _PreviewedError(outcome)
        # What is slow has units of work of its own: none is held open beside it.
        return outcome if outcome is not None else await submit(call)

    def _call(self, visit: Person, request: _Request, uow: UnitOfWork) -> Call:
        services, scope = self.services, request.scope
        actor = Actor(
            kind="user",
            display_name=visit.user.user_principal_name,
            permissions=_WHATEVER_ONE_MAY,
            rights=visit.rights,
            user_id=visit.user.object_id,
            ip_address=client_address(scope, services.proxies) or None,
            correlation_id=request.request_id,
        )
        operator = None
        if self._is_operator(visit):
            operator = replace(actor, kind=OPERATOR.kind, rights=None)
        tenant = request.viewed or visit.tenant
        acting = operator if operator is not None and request.is_operator else actor
        return Call(
            services=services,
            work=Work(uow, acting, tenant.tenant_id, services.clock, services.ids),
            tenant=tenant,
            user=visit.user,
            session=visit.session,
            origin=request.origin,
            path=scope["path"],
            params=request.params,
            query=query_of(scope),
            form=request.form,
            files=request.files,
            operator=operator,
        )

    def _reply(
        self,
        visit: Person,
        request: _Request,
        outcome: Outcome,
        denied: ForbiddenError | None = None,
    ) -> Reply:
        if isinstance(outcome, Moved):
            reply = moved(outcome.location, outcome.notice)
            if outcome.view_tenant is not None:
                reply.headers.append(set_cookie(VIEW_COOKIE, outcome.view_tenant))
            return reply
        if isinstance(outcome, Streamed):
            return file_reply(outcome.file_name, outcome.media_type, outcome.chunks)
        shared = {
            "path": request.scope["path"],
            "tenant": request.viewed or visit.tenant,
            "home": visit.tenant,
            "is_operator": self._is_operator(visit),
            "user": visit.user,
            "form_token": visit.form_token,
            "once": self.services.ids.guid(),
            "notice": NOTICES.get(query_of(request.scope).get("notice", "")),
            "error": None,
            "graph": graph_call(request.row, request.params),
            "denied": denied,
            "cli": "",
            "layout": "base.html",
            "now": self.services.clock.now(),
        }
        return Reply(
            outcome.status, self.renderer.render(outcome.template, shared | dict(outcome.values))
        )

    def _refuse(self, refusal: refusals.Refusal, request_id: str) -> Reply:
        values = {"refusal": refusal, "request_id": request_id}
        return Reply(refusal.status, self.renderer.render("refusal.html", values))

    async def _is_first(self, visit: Person, form: Form) -> bool:
        """Tell whether this very form was not sent before: a reload must not repeat it."""
        now = self.services.clock.now()
        return await self.services.single_use.consume(
            visit.tenant.tenant_id,
            _ONCE,
            first(form, "once")[:64],
            now=now,
            expires_at=visit.session.created_at + ABSOLUTE,
        )


class _PreviewedError(Exception):
    """Leaves a unit of work without keeping what was done in it."""

    def __init__(self, outcome: Shown) -> None:
        super().__init__(outcome.template)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class _Request:
    scope: Scope
    origin: str
    form: Form = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    request_id: str
    params: Mapping[str, str] = field(default_factory=dict)
    viewed: Tenant | None = None
    is_operator: bool = False
    row: str = ""


def create_portal_app(services: PortalServices) -> ASGIApp:
    """Return the ASGI app for ``/admin``."""
    return PortalApp(services)


def _to_sign_in(scope: Scope) -> Reply:
    """Ask to sign in; afterwards a page that was asked for comes, a form does not."""
    if scope["method"] == "POST" or scope["path"] == f"{PREFIX}/":
        return moved(sign_in_address(""))
    query = scope.get("query_string", b"").decode("latin-1")
    return moved(sign_in_address(scope["path"] + (f"?{query}" if query else "")))


def _need_of(page: Page) -> Need:
    """Return what the form of a page needs; pages to look at need nothing."""
    return rights.need_of(page.path) if page.is_change else Need("")


def _again(visit: Person, request: _Request) -> str:
    """Return where a person proves again who they are before this form is shown."""
    query = request.scope["query_string"].decode("latin-1")
    return sign_in_address(
        request.scope["path"] + (f"?{query}" if query else ""),
        tenant=visit.tenant.tenant_id,
        login_hint=visit.user.user_principal_name,
        is_fresh_needed=True,
    )


def _filled(template: str, params: Mapping[str, str]) -> str:
    return template.format_map(params)


def _shown(outcome: Outcome, error: DirectoryError) -> Shown:
    """Return the page of a refused form; raise the refusal where that page is gone itself."""
    if not isinstance(outcome, Shown):
        raise error
    values: dict[str, Any] = {**outcome.values, "error": error}
    return replace(outcome, values=values)
