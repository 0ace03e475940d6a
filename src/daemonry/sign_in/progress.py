"""From a proof to the next page: another step, or a session and on to where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from daemonry.directory.factors import counting_methods, has_factor, needs_factor
from daemonry.directory.sessions import begin_session, drop_session
from daemonry.model.session import (
    ASKED_ENROLMENT,
    ASKED_FACTOR,
    ASKED_PASSWORD,
    SEVERAL,
)
from daemonry.sign_in.continuing import leads_elsewhere
from daemonry.web.csrf import (
    SESSION_COOKIE,
    VISITOR_COOKIE,
    cookie_of,
    drop_cookie,
    set_cookie,
)
from daemonry.web.forms import Reply, moved
from daemonry.web.html import onward

if TYPE_CHECKING:
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.visits import Visit


async def proceed(uow: UnitOfWork, visit: Visit, account: User, methods: tuple[str, ...]) -> Reply:
    """Return what comes next for somebody who proved this much; each step has a new secret.

    A factor is asked for before a new password, so that nobody sets one who only knows
    the old one.
    """
    stage = await _stage(uow, visit, account, methods)
    work = visit.work(uow, account)
    await drop_session(uow, cookie_of(visit.scope, VISITOR_COOKIE))
    if not stage:
        # In the place of the session that the browser has, if any (row A1).
        await drop_session(uow, cookie_of(visit.scope, SESSION_COOKIE))
    secret = await begin_session(work, account, methods, stage=stage, user_agent=visit.user_agent)
    if stage:
        query = urlencode({"continue": visit.continue_to})
        reply = moved(f"/{account.tenant_id}/sign-in/{stage}?{query}")
        reply.headers.append(set_cookie(VISITOR_COOKIE, secret))
        return reply
    target = visit.continue_to
    reply = onward(target) if leads_elsewhere(target) else moved(target)
    reply.headers += [set_cookie(SESSION_COOKIE, secret), drop_cookie(VISITOR_COOKIE)]
    return reply


async def _stage(uow: UnitOfWork, visit: Visit, account: User, methods: tuple[str, ...]) -> str:
    has_proved_enough = SEVERAL in methods
    has_one = has_factor(await counting_methods(uow, account))
    if not has_proved_enough and has_one:
        return ASKED_FACTOR
    if account.must_change_password:
        return ASKED_PASSWORD
    is_needed = not has_proved_enough and await needs_factor(
        uow, account, visit.services.factor_rule
    )
    return ASKED_ENROLMENT if is_needed else ""
