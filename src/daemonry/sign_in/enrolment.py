"""Setting up a factor: an authenticator app or a passkey.

For whoever must before the sign-in is done, and for whoever is signed in and has just
proved it; the admin center leads here for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from daemonry.directory.factors import (
    begin_authenticator,
    confirm_authenticator,
    counting_methods,
    first_recovery_codes,
)
from daemonry.directory.passkeys import add_passkey, parse_passkey
from daemonry.directory.sessions import find_session
from daemonry.model.errors import DirectoryError
from daemonry.model.session import ASKED_ENROLMENT, CODE, FRESH, POSSESSION, SEVERAL
from daemonry.sign_in.later_steps import begin_again, step_values
from daemonry.sign_in.passkeys import FIELD, offered_to, party_of
from daemonry.sign_in.persons import sign_in_address
from daemonry.sign_in.progress import proceed
from daemonry.sign_in.qr_code import qr_code
from daemonry.web.browsers import browser_name
from daemonry.web.csrf import SESSION_COOKIE, cookie_of
from daemonry.web.forms import Reply, moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.session import Session
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer


@dataclass(frozen=True, slots=True)
class _Person:
    """Who sets a factor up; ``secret`` is of the cookie that tells so."""

    session: Session
    user: User
    is_signed_in: bool
    secret: str = field(repr=False)


class Enrolment:
    """The pages of one process."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    async def authenticator(self, visit: Visit) -> Reply:
        """Have the person set up an authenticator app, and show the recovery codes once."""
        services = visit.services
        async with services.directory.change() as uow:
            person = await _person(uow, visit)
            if isinstance(person, Reply):
                return person
            user, problem = person.user, ""
            work = visit.work(uow, user)
            if visit.is_form:
                visit.require_own_form(person.secret)
                try:
                    codes = await confirm_authenticator(
                        work, user, visit.typed("code"), services.vault
                    )
                    return await self._finish(uow, visit, person, codes, (CODE, SEVERAL))
                except DirectoryError as error:
                    problem = str(error)
            begun = await begin_authenticator(work, user, services.vault)
            offered = await _offered(uow, visit, person)
            values = {
                "secret": begun.secret,
                "qr_code": qr_code(begun.uri),
                "is_passkey_offered": offered is not None,
            }
            return self._page("enrolment.html", visit, person, problem, **values)

    async def passkey(self, visit: Visit) -> Reply:
        """Have the person make a passkey, and show recovery codes to whoever has none."""
        services, problem = visit.services, ""
        async with services.directory.read() as uow:
            person = await _person(uow, visit)
        if isinstance(person, Reply):
            return person
        if visit.is_form:
            visit.require_own_form(person.secret)
            try:
                sent = parse_passkey(visit.typed(FIELD))
                tenant_id = person.user.tenant_id
                await services.challenges.spend(tenant_id, sent.challenge, person.secret)
                async with services.directory.change() as uow:
                    again = await _person(uow, visit)
                    if isinstance(again, Reply):
                        return again
                    work, label = visit.work(uow, again.user), visit.typed("name").strip()
                    await add_passkey(work, again.user, party_of(visit), sent, label)
                    codes = await first_recovery_codes(work, again.user)
                    return await self._finish(uow, visit, again, codes, (POSSESSION, SEVERAL))
            except DirectoryError as error:
                problem = f"{error} {error.hint}"
        async with services.directory.read() as uow:
            offered = await _offered(uow, visit, person)
        values = {
            "offered": offered,
            "label": visit.typed("name") or browser_name(visit.user_agent),
        }
        return self._page("new_passkey.html", visit, person, problem, **values)

    async def _finish(
        self,
        uow: UnitOfWork,
        visit: Visit,
        person: _Person,
        codes: Sequence[str],
        methods: tuple[str, ...],
    ) -> Reply:
        """Go on where the person came from, by way of recovery codes if there are new ones."""
        if person.is_signed_in:
            reply = moved(visit.continue_to, "method-added")
        else:
            reply = await proceed(uow, visit, person.user, (*person.session.methods, *methods))
        if not codes:
            return reply
        values = {"codes": codes, "continue_to": visit.continue_to}
        kept = [pair for pair in reply.headers if pair[0] == b"set-cookie"]
        return Reply(200, self._renderer.render("recovery_codes.html", values), kept)

    def _page(
        self,
        template: str,
        visit: Visit,
        person: _Person,
        problem: str,
        **more: Any,
    ) -> Reply:
        values = step_values(visit, person.user, person.secret, problem) | {
            "is_signed_in": person.is_signed_in,
            "tenant_id": person.user.tenant_id,
        }
        return Reply(400 if problem else 200, self._renderer.render(template, values | more))


async def _person(uow: UnitOfWork, visit: Visit) -> _Person | Reply:
    """Return who sets a factor up, or where to go first: to sign in, or to do so again."""
    found = await visit.unfinished(uow, ASKED_ENROLMENT)
    if found is not None:
        return _Person(found[0], found[1], is_signed_in=False, secret=visit.secret)
    secret, now = cookie_of(visit.scope, SESSION_COOKIE), visit.services.clock.now()
    found = await find_session(uow, secret, now)
    if found is None:
        return begin_again(visit)
    session, user, _ = found
    if now - session.authenticated_at <= FRESH:
        return _Person(session, user, is_signed_in=True, secret=secret)
    query = visit.scope["query_string"].decode("latin-1")
    here = visit.scope["path"] + (f"?{query}" if query else "")
    name = user.user_principal_name
    return moved(sign_in_address(here, tenant=visit.name, login_hint=name, is_fresh_needed=True))


async def _offered(uow: UnitOfWork, visit: Visit, person: _Person) -> dict[str, Any] | None:
    methods = await counting_methods(uow, person.user)
    return offered_to(visit, person.user, methods, person.secret)
