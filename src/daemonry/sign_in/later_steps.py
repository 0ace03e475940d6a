"""What may follow a password: a second factor, another password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.factors import code_fits, counting_methods
from daemonry.directory.passwords import MIN_PASSWORD, choose_password
from daemonry.model.authentication_method import AUTHENTICATOR, PASSKEY
from daemonry.model.errors import DirectoryError, InvalidError
from daemonry.model.session import ASKED_FACTOR, ASKED_PASSWORD, CODE, POSSESSION, SEVERAL
from daemonry.sign_in.passkeys import asked_of, claimed_by, is_sent, prove
from daemonry.sign_in.passwords import hash_of_typed
from daemonry.sign_in.persons import sign_in_address
from daemonry.sign_in.progress import proceed
from daemonry.sign_in.throttle import ANYWHERE, FREE_ANYWHERE
from daemonry.web.csrf import form_token
from daemonry.web.forms import Reply, moved

if TYPE_CHECKING:
    from daemonry.model.session import Session
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer

WRONG_CODE: Final = "The code is wrong, or it was used before."


class LaterSteps:
    """The pages of one process; each is for a visitor whose sign-in has come to its stage."""

    def __init__(self, renderer: Renderer, gate: PasswordGate) -> None:
        self._renderer = renderer
        self._gate = gate

    async def factor(self, visit: Visit) -> Reply:
        """Ask for a code of an authenticator app, a recovery code, or a passkey."""
        if is_sent(visit):
            return await self._passkey(visit)
        directory = visit.services.directory
        async with directory.change() if visit.is_form else directory.read() as uow:
            found = await visit.unfinished(uow, ASKED_FACTOR)
            if found is None:
                return begin_again(visit)
            session, user, _ = found
            if not visit.is_form:
                return await self._factor_page(uow, visit, user)
            visit.require_own_form()
            return await self._check_code(uow, visit, session, user)

    async def _passkey(self, visit: Visit) -> Reply:
        visit.require_own_form()
        services, peer = visit.services, visit.peer
        async with services.directory.read() as uow:
            found = await visit.unfinished(uow, ASKED_FACTOR)
        if found is None:
            return begin_again(visit)
        session, user, _ = found
        bucket, now = _bucket(user), services.clock.now()
        if seconds := self._gate.wait(bucket, peer, now):
            async with services.directory.read() as uow:
                return await self._too_many(uow, visit, user, seconds)
        try:
            sent, _ = await claimed_by(visit, user.tenant_id)
            await services.challenges.spend(user.tenant_id, sent.challenge, visit.secret)
            async with services.directory.change() as uow:
                proven = await prove(uow, visit, user.object_id, user.tenant_id, sent)
                reply = await proceed(uow, visit, proven, (*session.methods, POSSESSION, SEVERAL))
        except InvalidError as error:
            self._gate.failed(bucket, peer, now)
            async with services.directory.read() as uow:
                problem = f"{error} {error.hint}"
                return await self._factor_page(uow, visit, user, problem, status=401)
        self._gate.succeeded(bucket, peer)
        return reply

    async def _factor_page(
        self, uow: UnitOfWork, visit: Visit, user: User, problem: str = "", *, status: int = 200
    ) -> Reply:
        methods = await counting_methods(uow, user)
        values = {
            "passkey": asked_of(visit, methods, visit.secret),
            "has_codes": any(item.kind != PASSKEY for item in methods),
            "has_app": any(item.kind == AUTHENTICATOR for item in methods),
        }
        return self._page("second_factor.html", visit, user, problem, status=status, **values)

    async def _too_many(self, uow: UnitOfWork, visit: Visit, user: User, seconds: int) -> Reply:
        problem = f"Too many attempts. Try again in {seconds} seconds."
        reply = await self._factor_page(uow, visit, user, problem, status=429)
        reply.headers.append((b"retry-after", str(seconds).encode("ascii")))
        return reply

    async def _check_code(
        self, uow: UnitOfWork, visit: Visit, session: Session, user: User
    ) -> Reply:
        services, gate = visit.services, self._gate
        bucket, now = _bucket(user), services.clock.now()
        seconds = max(
            gate.wait(bucket, visit.peer, now),
            gate.wait(bucket, ANYWHERE, now, free=FREE_ANYWHERE),
        )
        if seconds:
            return await self._too_many(uow, visit, user, seconds)
        work = visit.work(uow, user)
        if not await code_fits(work, user, visit.typed("code"), services.vault):
            for peer in (visit.peer, ANYWHERE):
                gate.failed(bucket, peer, now)
            return await self._factor_page(uow, visit, user, WRONG_CODE, status=401)
        for peer in (visit.peer, ANYWHERE):
            gate.succeeded(bucket, peer)
        return await proceed(uow, visit, user, (*session.methods, CODE, SEVERAL))

    async def password(self, visit: Visit) -> Reply:
        """Have the person choose another password."""
        directory = visit.services.directory
        async with directory.read() as uow:
            found = await visit.unfinished(uow, ASKED_PASSWORD)
        if found is None:
            return begin_again(visit)
        _, user, _ = found
        page = "choose_password.html"
        if not visit.is_form:
            return self._page(page, visit, user)
        visit.require_own_form()
        typed, again = visit.typed("new_password"), visit.typed("new_password_again")
        try:
            password_hash = await hash_of_typed(user, typed, again, self._gate)
        except DirectoryError as error:
            return self._page(page, visit, user, f"{error} {error.hint}", status=400)
        async with directory.change() as uow:
            # Hashing took its time: the sign-in must still be here, for the same account.
            found = await visit.unfinished(uow, ASKED_PASSWORD)
            if found is None or found[1].password_hash != user.password_hash:
                return begin_again(visit)
            session, user, _ = found
            changed = await choose_password(visit.work(uow, user), user, password_hash)
            return await proceed(uow, visit, changed, session.methods)

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
        values = step_values(visit, user, visit.secret, problem)
        return Reply(status, self._renderer.render(template, values | more))


def step_values(visit: Visit, user: User, secret: str, problem: str) -> dict[str, Any]:
    """Return what the page of a step shows; ``secret`` is of the cookie that its form is for."""
    return {
        "action": visit.scope["path"],
        "form_token": form_token(secret),
        "continue_to": visit.continue_to,
        "user": user,
        "problem": problem,
        "least": MIN_PASSWORD,
    }


def _bucket(user: User) -> str:
    # Of its own, so that codes are not guessed between two right passwords.
    return f"{user.user_principal_name} code"


def begin_again(visit: Visit) -> Reply:
    """Return to the first step: what went on is over, or was never there."""
    return moved(sign_in_address(visit.continue_to, tenant=visit.name, notice="expired"))
