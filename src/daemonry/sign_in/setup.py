"""``/setup/{secret}``: somebody who was given a link sets the account's password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.passwords import MIN_PASSWORD
from daemonry.directory.setup_links import find_setup_link, use_up
from daemonry.model.session import PASSWORD
from daemonry.sign_in.later_steps import chosen_password
from daemonry.sign_in.progress import proceed
from daemonry.web import refusals
from daemonry.web.csrf import form_token
from daemonry.web.forms import Reply
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from daemonry.model.user import User
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer


class Setup:
    """The page of one process."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    async def answer(self, visit: Visit) -> Reply:
        """Ask for a password, and go on as after any sign-in once there is one.

        To look at the page spends nothing: programs that preview links would.
        """
        services = visit.services
        async with services.directory.change() as uow:
            secret = visit.scope["path"].rpartition("/")[2]
            found = await find_setup_link(uow, secret, services.clock.now())
            if found is None:
                raise RefusedError(refusals.LINK_SPENT)
            link, user, _ = found
            if not visit.is_form:
                return self._page(visit, user)
            visit.require_own_form()
            problem, changed = await chosen_password(uow, visit, user)
            if changed is None:
                return self._page(visit, user, problem)
            work = visit.work(uow, changed)
            await use_up(work, link)
            return await proceed(uow, visit, changed, (PASSWORD,))

    def _page(self, visit: Visit, user: User, problem: str = "") -> Reply:
        visitor, headers = visit.visitor()
        values = {
            "action": visit.scope["path"],
            "form_token": form_token(visitor),
            "continue_to": visit.continue_to,
            "user": user,
            "problem": problem,
            "least": MIN_PASSWORD,
        }
        status = 400 if problem else 200
        body = self._renderer.render("choose_password.html", values)
        return Reply(status, body, [*headers, (b"referrer-policy", b"no-referrer")])
