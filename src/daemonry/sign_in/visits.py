"""One request at the sign-in pages underway, and what all of them need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.directory.sessions import find_unfinished
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.model.base64_text import base64url
from daemonry.sign_in.continuing import safe_continue
from daemonry.web import refusals
from daemonry.web.csrf import VISITOR_COOKIE, cookie_of, is_own_form, set_cookie
from daemonry.web.forms import first, query_of
from daemonry.web.proxies import NO_PROXIES
from daemonry.web.refusals import RefusedError
from daemonry.web.requests import client_address, header

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope

    from daemonry.model.second_factor import FactorRule
    from daemonry.model.session import Session
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import Clock, Directory, IdSource, KeyVault, UnitOfWork
    from daemonry.sign_in.challenges import Challenges
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.web.forms import Form
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies

_VISITOR_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SignInServices:
    """What the pages work with. ``factor_rule`` is who must have a second factor."""

    directory: Directory
    clock: Clock
    ids: IdSource
    origins: Origins
    vault: KeyVault = field(repr=False)
    factor_rule: FactorRule
    challenges: Challenges
    gate: PasswordGate
    proxies: TrustedProxies = NO_PROXIES


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: ``name`` is the tenant as the path says it, or what stands for any.

    ``origin`` is the one of ours that the browser used.
    """

    services: SignInServices
    scope: Scope
    name: str
    origin: str
    form: Form = field(repr=False)

    @property
    def is_form(self) -> bool:
        """Tell whether a form was sent."""
        return bool(self.scope["method"] == "POST")

    @property
    def peer(self) -> str:
        """The address of the browser."""
        return client_address(self.scope, self.services.proxies)

    @property
    def user_agent(self) -> str:
        """What the browser calls itself."""
        return header(self.scope, b"user-agent").decode("latin-1")

    @property
    def query(self) -> Mapping[str, str]:
        """The query parameters."""
        return query_of(self.scope)

    @property
    def continue_to(self) -> str:
        """Where to go in the end: an address of ours."""
        return safe_continue(first(self.form, "continue") or self.query.get("continue", ""))

    def typed(self, name: str) -> str:
        """Return a field of the form as it was sent."""
        return first(self.form, name)

    def visitor(self) -> tuple[str, list[tuple[bytes, bytes]]]:
        """Return the visitor's secret, and the header that gives one to who has none."""
        if self.secret:
            return self.secret, []
        random = self.services.ids.token_bytes(_VISITOR_BYTES)
        made = base64url(random)
        return made, [set_cookie(VISITOR_COOKIE, made)]

    @property
    def secret(self) -> str:
        """The secret of a visitor who has one already."""
        return cookie_of(self.scope, VISITOR_COOKIE)

    def require_own_form(self, secret: str | None = None) -> None:
        """Raise RefusedError unless the form was made for this visitor, or this secret."""
        if not is_own_form(self.secret if secret is None else secret, self.typed("form_token")):
            raise RefusedError(refusals.FOREIGN_FORM)

    def work(self, uow: UnitOfWork, account: User) -> Work:
        """Return what verbs need, with the person as the actor."""
        services = self.services
        actor = Actor(
            kind="user",
            display_name=account.user_principal_name,
            user_id=account.object_id,
            ip_address=self.peer,
            correlation_id=services.ids.guid(),
            rights=frozenset(),
        )
        return Work(uow, actor, account.tenant_id, services.clock, services.ids)

    async def unfinished(self, uow: UnitOfWork, stage: str) -> tuple[Session, User, Tenant] | None:
        """Return the sign-in of this visitor that goes on at this stage, or None."""
        return await find_unfinished(uow, self.secret, self.services.clock.now(), stage)
