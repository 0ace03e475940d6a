"""Sign in and out: ``/{tenant}/sign-in`` and ``/{tenant}/sign-out``, for all surfaces.

The steps that may follow a password lie below ``/{tenant}/sign-in/``, setup links under
``/setup/``; the files that pages of all surfaces need, under ``/static/`` and ``/logos/``,
are answered here too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from daemonry.directory.sessions import end_session
from daemonry.model.ids import ObjectId, TenantId
from daemonry.model.logo import media_type_of
from daemonry.sign_in import enrolment, first_step, later_steps, setup
from daemonry.sign_in.persons import person_of, sign_in_address
from daemonry.sign_in.visits import Visit
from daemonry.web import refusals
from daemonry.web.csrf import (
    SESSION_COOKIE,
    drop_cookie,
    is_own_form,
    is_same_origin,
)
from daemonry.web.forms import Reply, form_of, moved
from daemonry.web.html import (
    FOR_GOOD,
    ONLY_A_PICTURE,
    STATIC,
    Renderer,
    send_page,
    static_file,
)
from daemonry.web.refusals import RefusedError, refusal_of
from daemonry.web.requests import header, read_body

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from daemonry.sign_in.visits import SignInServices
    from daemonry.web.forms import Form

MAX_FORM: Final = 16 * 1024
_LOGO: Final = re.compile("/logos/([^/]+)/([^/]+)/([^/]+)")


class SignInApp:
    """The sign-in pages of one process."""

    def __init__(self, services: SignInServices) -> None:
        self._services = services
        self._renderer = Renderer(Path(__file__).parent / "templates")
        gate = services.gate
        first = first_step.FirstStep(self._renderer, gate)
        later = later_steps.LaterSteps(self._renderer, gate)
        enrolling = enrolment.Enrolment(self._renderer)
        self._pages = {
            ("sign-in",): first.answer,
            ("sign-in", "passkey"): first.passkey,
            ("sign-out",): self._sign_out,
            ("sign-in", "factor"): later.factor,
            ("sign-in", "password"): later.password,
            ("sign-in", "enrolment"): enrolling.authenticator,
            ("sign-in", "new-passkey"): enrolling.passkey,
        }
        self._setup = setup.Setup(self._renderer, gate)

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
        method, path = scope["method"], scope["path"]
        if method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(refusals.WRONG_METHOD)
        if path.startswith(STATIC):
            return _static(path.removeprefix(STATIC))
        if (logo := _LOGO.fullmatch(path)) is not None:
            return await self._logo(*logo.groups())
        form: Form = {}
        if method == "POST":
            if not is_same_origin(scope, origin):
                raise RefusedError(refusals.FOREIGN_FORM)
            form = form_of(await read_body(scope, receive, limit=MAX_FORM))
        _, name, *rest = path.split("/")
        visit = Visit(self._services, scope, name, origin, form)
        if name == "setup":
            return await self._setup.answer(visit)
        page = self._pages.get(tuple(rest))
        if page is None:
            raise RefusedError(refusals.NOT_FOUND)
        return await page(visit)

    async def _logo(self, tenant_id: str, object_id: str, file: str) -> Reply:
        """Return the logo of an application; whoever knows its name has seen it."""
        async with self._services.directory.read() as uow:
            content = await uow.applications.get_logo(
                TenantId(tenant_id), ObjectId(object_id), file
            )
        if content is None:
            raise RefusedError(refusals.NOT_FOUND)
        kind = (b"content-type", media_type_of(file).encode("ascii"))
        return Reply(200, content, [kind, FOR_GOOD, *ONLY_A_PICTURE])

    async def _sign_out(self, visit: Visit) -> Reply:
        services, scope = self._services, visit.scope
        if not visit.is_form:
            raise RefusedError(refusals.WRONG_METHOD)
        reply = moved(sign_in_address("", notice="signed-out"))
        person = await person_of(scope, services.directory, services.clock)
        if person is None:
            return reply
        if not is_own_form(person.secret, visit.typed("form_token")):
            raise RefusedError(refusals.FOREIGN_FORM)
        async with services.directory.change() as uow:
            await end_session(visit.work(uow, person.user), person.session, person.user)
        reply.headers.append(drop_cookie(SESSION_COOKIE))
        return reply


def _static(name: str) -> Reply:
    found = static_file(name)
    if found is None:
        raise RefusedError(refusals.NOT_FOUND)
    return found
