"""Setup links: how an account gets its first password, or another, without anybody telling one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.browser_secrets import (
    digest_of,
    enabled_account,
    new_secret,
    tenant_named_in,
)
from daemonry.directory.lookup import user_target
from daemonry.directory.users import user_to_manage
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.setup_link import VALID_FOR, SetupLink

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork

PATH: Final = "/setup/"


async def create_setup_link(work: Work, reference: str, valid_for: timedelta = VALID_FOR) -> str:
    """Make a link for an account and return its path; earlier ones of the account end.

    Whoever has it first becomes that person, so it takes the right to reset the password.
    Raises NotFoundError, ForbiddenError.
    """
    user = await user_to_manage(work, reference)
    secret, now = new_secret(work), work.clock.now()
    link = SetupLink(work.tenant_id, digest_of(secret), user.object_id, now, now + valid_for)
    await work.uow.setup_links.put(link)
    target = user_target(user)
    await work.audit(activities.CREATE_SETUP_LINK, activities.ADD, target, category=USER_MANAGEMENT)
    return f"{PATH}{secret}"


async def find_setup_link(
    uow: UnitOfWork, secret: str, now: datetime
) -> tuple[SetupLink, User, Tenant] | None:
    """Return the link of this secret, if it still counts, with its enabled account and tenant."""
    tenant_id = tenant_named_in(secret)
    if tenant_id is None:
        return None
    link = await uow.setup_links.get(tenant_id, digest_of(secret))
    if link is None or now >= link.expires_at:
        return None
    account = await enabled_account(uow, link.tenant_id, link.user_id)
    return None if account is None else (link, *account)


async def use_up(work: Work, link: SetupLink) -> None:
    """Spend a link in the transaction of what it was used for."""
    await work.uow.setup_links.remove(link.tenant_id, link.digest)
