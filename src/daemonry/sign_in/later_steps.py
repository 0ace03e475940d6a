"""What may follow a password: a second factor, another password, setting a factor up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.factors import (
    begin_authenticator,
    code_fits,
    confirm_authenticator,
)
from daemonry.directory.passwords import MIN_PASSWORD, choose_password, hash_of_choice
from daemonry.model.errors import DirectoryError
from daemonry.model.session import (
    ASKED_ENROLMENT,
    ASKED_FACTOR,
    ASKED_PASSWORD,
    CODE,
    SEVERAL,
)
from daemonry.sign_in.persons import sign_in_address
from daemonry.sign_in.progress import proceed
from daemonry.sign_in.qr_code import qr_code
from daemonry.web.forms import Reply, moved

if TYPE_CHECKING:
    from daemonry.model.session import Session
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer

WRONG_CODE: Final = "The code is wrong, or it was used before."
DIFFERENT: Final = "The two passwords differ."


class LaterSteps:
    """The pages of one process; each is for a visitor whose sign-in has come to its stage."""

    def __init__(self, renderer: Renderer, gate: PasswordGate) -> None:
        self._renderer = renderer
        self._gate = gate

    async def factor(self, visit: Visit) -> Reply:
        """Ask for a code of an authenticator app, or a recovery code."""
        directory = visit.services.directory
        async with directory.change() if visit.is_form else directory.read() as uow:
            found = await visit.unfinished(uow, ASKED_FACTOR)
            if found is None:
                return _begin_again(visit)
            session, user, _ = found
            if not visit.is_form:
                return self._page("second_factor.html", visit, user)
            visit.require_own_form()
            return await self._check_code(uow, visit, session, user)

    async def _check_code(
        self, uow: UnitOfWork, visit: Visit, session: Session, user: User
    ) -> Reply:
        services, gate = visit.services, self._gate
        # Of its own, so that codes are not guessed between two right passwords.
        bucket, now = f"{user.user_principal_name} code", services.clock.now()
        seconds = gate.wait(bucket, visit.peer, now)
        if seconds:
            problem = f"Too many attempts. Try again in {seconds} seconds."
            reply = self._page("second_factor.html", visit, user, problem, status=429)
            reply.headers.append((b"retry-after", str(seconds).encode("ascii")))
            return reply
        work = visit.work(uow, user)
        if not await code_fits(work, user, visit.typed("code"), services.vault):
            gate.failed(bucket, visit.peer, now)
            return self._page("second_factor.html", visit, user, WRONG_CODE, status=401)
        gate.succeeded(bucket, visit.peer)
        return await proceed(uow, visit, user, (*session.methods, CODE, SEVERAL))

    async def password(self, visit: Visit) -> Reply:
        """Have the person choose another password."""
        directory = visit.services.directory
        async with directory.read() as uow:
            found = await visit.unfinished(uow, ASKED_PASSWORD)
        if found is None:
            return _begin_again(visit)
        _, user, _ = found
        page = "choose_password.html"
        if not visit.is_form:
            return self._page(page, visit, user)
        visit.require_own_form()
        problem, password_hash = await hash_of_typed(visit, user, self._gate)
        if problem:
            return self._page(page, visit, user, problem, status=400)
        async with directory.change() as uow:
            # Hashing took its time: the sign-in must still be here, for the same account.
            found = await visit.unfinished(uow, ASKED_PASSWORD)
            if found is None or found[1].password_hash != user.password_hash:
                return _begin_again(visit)
            session, user, _ = found
            changed = await choose_password(visit.work(uow, user), user, password_hash)
            return await proceed(uow, visit, changed, session.methods)

    async def enrolment(self, visit: Visit) -> Reply:
        """Have the person set up an authenticator app, and show the recovery codes once."""
        services = visit.services
        async with services.directory.change() as uow:
            found = await visit.unfinished(uow, ASKED_ENROLMENT)
            if found is None:
                return _begin_again(visit)
            session, user, _ = found
            work = visit.work(uow, user)
            if visit.is_form:
                visit.require_own_form()
                try:
                    codes = await confirm_authenticator(
                        work, user, visit.typed("code"), services.vault
                    )
                except DirectoryError as error:
                    return await self._enrolment_page(uow, visit, user, str(error))
                reply = await proceed(uow, visit, user, (*session.methods, CODE, SEVERAL))
                values = {"codes": codes, "continue_to": visit.continue_to}
                body = self._renderer.render("recovery_codes.html", values)
                kept = [pair for pair in reply.headers if pair[0] == b"set-cookie"]
                return Reply(200, body, kept)
            return await self._enrolment_page(uow, visit, user)

    async def _enrolment_page(
        self, uow: UnitOfWork, visit: Visit, user: User, problem: str = ""
    ) -> Reply:
        vault = visit.services.vault
        begun = await begin_authenticator(visit.work(uow, user), user, vault)
        values = {"secret": begun.secret, "qr_code": qr_code(begun.uri)}
        status = 400 if problem else 200
        return self._page("enrolment.html", visit, user, problem, status=status, **values)

    def _page(
        self,
        template: str,
        visit: Visit,
        user: User,
        problem: str = "",
        *,
        status: int = 200,
        **more: Any,
    ) -> Reply:
        values = {
            "action": visit.scope["path"],
            "form_token": visit.form_token(),
            "continue_to": visit.continue_to,
            "user": user,
            "problem": problem,
            "least": MIN_PASSWORD,
        }
        return Reply(status, self._renderer.render(template, values | more))


async def hash_of_typed(visit: Visit, user: User, gate: PasswordGate) -> tuple[str, str]:
    """Return why the password typed twice is not taken, or '' and what is to be kept of it."""
    typed = visit.typed("new_password")
    if typed != visit.typed("new_password_again"):
        return DIFFERENT, ""
    try:
        async with gate:
            return "", await asyncio.to_thread(hash_of_choice, user, typed)
    except DirectoryError as error:
        return f"{error} {error.hint}", ""


def _begin_again(visit: Visit) -> Reply:
    return moved(sign_in_address(visit.continue_to, tenant=visit.name, notice="expired"))
