"""``/setup/{secret}``: somebody who was given a link sets the account's password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.passwords import MIN_PASSWORD, choose_password
from daemonry.directory.setup_links import find_setup_link, use_up
from daemonry.model.errors import DirectoryError
from daemonry.model.session import PASSWORD
from daemonry.sign_in.passwords import hash_of_typed
from daemonry.sign_in.progress import proceed
from daemonry.web import refusals
from daemonry.web.csrf import form_token
from daemonry.web.forms import Reply
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from daemonry.model.setup_link import SetupLink
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.sign_in.visits import Visit
    from daemonry.web.html import Renderer


class Setup:
    """The page of one process."""

    def __init__(self, renderer: Renderer, gate: PasswordGate) -> None:
        self._renderer = renderer
        self._gate = gate

    async def answer(self, visit: Visit) -> Reply:
        """Ask for a password, and go on as after any sign-in once there is one.

        To look at the page spends nothing: programs that preview links would.
        """
        directory = visit.services.directory
        async with directory.read() as uow:
            _, user = await _link_of(uow, visit)
        if not visit.is_form:
            return self._page(visit, user)
        visit.require_own_form()
        typed, again = visit.typed("new_password"), visit.typed("new_password_again")
        try:
            password_hash = await hash_of_typed(user, typed, again, self._gate)
        except DirectoryError as error:
            return self._page(visit, user, f"{error} {error.hint}")
        async with directory.change() as uow:
            # Hashing took its time: the link must still count.
            link, user = await _link_of(uow, visit)
            work = visit.work(uow, user)
            changed = await choose_password(work, user, password_hash)
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
        return Reply(status, body, headers)


async def _link_of(uow: UnitOfWork, visit: Visit) -> tuple[SetupLink, User]:
    """Return the link of the address with its account. Raises RefusedError when it is spent."""
    secret = visit.scope["path"].rpartition("/")[2]
    found = await find_setup_link(uow, secret, visit.services.clock.now())
    if found is None:
        raise RefusedError(refusals.LINK_SPENT)
    return found[:2]
