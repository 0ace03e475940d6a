"""Sessions of persons: begun by a proof of who they are, known by a secret of their browser.

Whether the password fits is asked of ``users.password_fits`` before, because that
takes long enough to be kept out of a transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.browser_secrets import (
    digest_of,
    enabled_account,
    new_secret,
    tenant_named_in,
)
from daemonry.directory.lookup import user_target
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.session import ABSOLUTE, PASSWORD, Session

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork

SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly the last use is kept, so that not every page writes."""
_MAX_USER_AGENT: Final = 256


async def find_account(uow: UnitOfWork, user_principal_name: str) -> User | None:
    """Return the enabled account with this name, in the tenant that its domain belongs to."""
    name = user_principal_name.strip().lower()
    tenant = await uow.tenants.find(name.rpartition("@")[2])
    if tenant is None or "@" not in name:
        return None
    user = await uow.users.get_by_name(tenant.tenant_id, name)
    return user if user is not None and user.account_enabled else None


async def begin_session(
    work: Work,
    user: User,
    methods: tuple[str, ...] = (PASSWORD,),
    *,
    stage: str = "",
    user_agent: str = "",
) -> str:
    """Store a new session of the account and return its secret for the browser's cookie.

    ``methods`` are those by which the person proved who they are, just now. With a
    ``stage`` it is no session yet but a sign-in that goes on (``find_unfinished``).
    """
    secret, now = new_secret(work), work.clock.now()
    session = Session(
        tenant_id=work.tenant_id,
        digest=digest_of(secret),
        user_id=user.object_id,
        created_at=now,
        seen_at=now,
        authenticated_at=now,
        methods=methods,
        stage=stage,
        address=work.actor.ip_address or "",
        user_agent=user_agent[:_MAX_USER_AGENT],
    )
    await work.uow.sessions.add(session, forget_before=now - ABSOLUTE)
    if stage:
        return secret
    await work.audit(
        activities.SIGN_IN, activities.ADD, user_target(user), category=USER_MANAGEMENT
    )
    return secret


async def find_session(
    uow: UnitOfWork, secret: str, now: datetime
) -> tuple[Session, User, Tenant] | None:
    """Return the live session of this secret with its enabled account and tenant, or None."""
    found = await _find(uow, secret, now)
    return None if found is None or found[0].stage else found


async def find_unfinished(
    uow: UnitOfWork, secret: str, now: datetime, stage: str
) -> tuple[Session, User, Tenant] | None:
    """Return the sign-in of this secret that goes on at this stage, or None."""
    found = await _find(uow, secret, now)
    return None if found is None or found[0].stage != stage else found


async def _find(uow: UnitOfWork, secret: str, now: datetime) -> tuple[Session, User, Tenant] | None:
    tenant_id = tenant_named_in(secret)
    if tenant_id is None:
        return None
    session = await uow.sessions.get(tenant_id, digest_of(secret))
    if session is None or not session.is_live(now):
        return None
    account = await enabled_account(uow, session.tenant_id, session.user_id)
    return None if account is None else (session, *account)


async def keep_session(uow: UnitOfWork, session: Session, now: datetime) -> None:
    """Store that the session was used. It is no change of the directory and leaves no trace."""
    await uow.sessions.save(replace(session, seen_at=now))


async def drop_session(uow: UnitOfWork, secret: str) -> None:
    """Remove the session of this secret, of whatever tenant: another takes its place."""
    tenant_id = tenant_named_in(secret)
    if tenant_id is not None:
        await uow.sessions.remove(tenant_id, digest_of(secret))


async def end_sign_ins(work: Work, user: User) -> User:
    """End every session of an account and all that its refresh tokens give. No audit event."""
    ended = replace(user, sessions_valid_from=work.clock.now())
    await work.uow.users.save(ended)
    await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id)
    return ended


async def end_session(work: Work, session: Session, user: User) -> None:
    """Remove a session at the wish of its user."""
    await work.uow.sessions.remove(session.tenant_id, session.digest)
    await work.audit(
        activities.SIGN_OUT, activities.DELETE, user_target(user), category=USER_MANAGEMENT
    )


async def end_other_sessions(work: Work, user: User, keep: Session) -> None:
    """Remove every session of a person but this one, at the person's wish."""
    await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id, keep=keep.digest)
    await work.audit(
        activities.SIGN_OUT, activities.DELETE, user_target(user), category=USER_MANAGEMENT
    )
