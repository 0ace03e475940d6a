"""Who is signed in at this browser, since when and how; and the way to the sign-in page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from daemonry.directory.powers import rights_of
from daemonry.directory.sessions import SEEN_EVERY, find_session, keep_session
from daemonry.web.csrf import SESSION_COOKIE, cookie_of, form_token

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from starlette.types import Scope

    from daemonry.model.ids import TenantId
    from daemonry.model.session import Session
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import Clock, Directory

ANY_TENANT: Final = "common"
"""In the place of a tenant: the user name tells which (Entra: /common)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in: a live session with its enabled account and tenant.

    ``rights`` are what the person may do by directory roles (``directory.powers``).
    """

    session: Session
    user: User
    tenant: Tenant
    rights: frozenset[str]
    secret: str = field(repr=False)

    @property
    def form_token(self) -> str:
        """What each form for this person must carry (``web.csrf.is_own_form``)."""
        return form_token(self.secret)

    @property
    def authenticated_at(self) -> datetime:
        """When the person proved who they are (``auth_time``)."""
        return self.session.authenticated_at

    @property
    def methods(self) -> tuple[str, ...]:
        """How (``amr``)."""
        return self.session.methods

    def is_fresh(self, now: datetime, longest: timedelta) -> bool:
        """Tell whether that was no longer ago than this (``max_age``)."""
        return now - self.authenticated_at <= longest


async def person_of(
    scope: Scope,
    directory: Directory,
    clock: Clock,
    *,
    tenant_id: TenantId | None = None,
    is_use: bool = True,
) -> Person | None:
    """Return who is signed in for this tenant (or for any), or None.

    Counts as a use of the session, but not with ``is_use`` false: a page that looks for
    news by itself must not keep an abandoned session alive. Raises OSError when the
    database does not serve.
    """
    secret, now = cookie_of(scope, SESSION_COOKIE), clock.now()
    if not secret:
        return None
    async with directory.read() as uow:
        found = await find_session(uow, secret, now)
        if found is None or tenant_id not in {None, found[0].tenant_id}:
            return None
        session, user, tenant = found
        rights = await rights_of(uow, tenant.tenant_id, user.object_id)
    if is_use and now - session.seen_at >= SEEN_EVERY:
        async with directory.change() as uow:
            await keep_session(uow, session, now)
    return Person(session, user, tenant, rights, secret)


def sign_in_address(
    continue_to: str,
    *,
    tenant: str = ANY_TENANT,
    login_hint: str = "",
    is_fresh_needed: bool = False,
    notice: str = "",
) -> str:
    """Return the address of the sign-in page that leads on to ``continue_to``.

    ``tenant`` is any name of a tenant. With ``is_fresh_needed`` the page says that the
    person is asked again although signed in (``prompt=login``, ``max_age``); whoever
    sends somebody there must look at ``authenticated_at`` afterwards, and must not ask
    again for a request that was sent there already.
    """
    wanted = {
        "continue": continue_to,
        "login_hint": login_hint,
        "prompt": "login" if is_fresh_needed else "",
        "notice": notice,
    }
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"/{tenant}/sign-in" + (f"?{query}" if query else "")
