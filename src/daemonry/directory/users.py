"""Administrators' accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from daemonry.directory import activities
from daemonry.directory.changes import created
from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.lookup import not_found, tenant_of
from daemonry.directory.permissions import READ_USERS, require_any, require_operator
from daemonry.directory.text_rules import check_text
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.audit import AuditTarget
from daemonry.model.directory_role import GLOBAL_ADMINISTRATOR
from daemonry.model.errors import (
    NAME_IN_USE,
    PASSWORD_POLICY,
    USER_NAME_INVALID,
    ConflictError,
    InvalidError,
)
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.model.user import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.ports import ListQuery

MIN_PASSWORD: Final = 8
MAX_PASSWORD: Final = 128
MAX_NAME: Final = 256
_MAX_LOCAL_PART: Final = 64
_LOCAL_PART: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_'!#^~")

# OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; some 35 ms.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$mPX6mxsWUQ8H313+5iGnTw$"
    "kkPN8LHpGIlQzuiX08lepr8EfkJirXhrkNsbs8uB3vM"
)
"""A hash that no password fits, for names that nobody has: they must take as long."""


async def create_administrator(
    work: Work, user_principal_name: str, display_name: str, password: str
) -> User:
    """Make the account of a Global Administrator; the password is kept as argon2id.

    ``user_principal_name`` is a name at a verified domain of the tenant; ``password``
    has 8 to 128 characters and is used as given. For the operator only.
    Raises InvalidError, ConflictError(NAME_IN_USE), ForbiddenError.
    """
    require_operator(work.actor)
    name = _checked_name(user_principal_name, await tenant_of(work))
    check_text(display_name, "displayName", MAX_NAME, resource="User")
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise InvalidError(
            PASSWORD_POLICY, target="password", least=str(MIN_PASSWORD), most=str(MAX_PASSWORD)
        )
    if await work.uow.users.get_by_name(work.tenant_id, name) is not None:
        upn = "userPrincipalName"
        raise ConflictError(NAME_IN_USE, target=upn, property=upn)
    user = User(
        tenant_id=work.tenant_id,
        object_id=ObjectId(work.ids.guid()),
        user_principal_name=name,
        display_name=display_name,
        created_at=work.clock.now(),
        password_hash=_HASHER.hash(password.encode("utf-8", "surrogatepass")),
    )
    await work.uow.users.add(user)
    target = AuditTarget(user.object_id, display_name, "User", created(user))
    await work.audit(activities.ADD_USER, activities.ADD, target, category=USER_MANAGEMENT)
    await assign_directory_role(work, user.object_id, GLOBAL_ADMINISTRATOR)
    return user


def password_fits(user: User | None, password: str) -> bool:
    """Tell whether the password is this account's. Blocks for some 35 ms, also for nobody."""
    given = password.encode("utf-8", "surrogatepass")
    try:
        fits = _HASHER.verify(_NOBODY if user is None else user.password_hash, given)
    except (VerificationError, InvalidHashError):
        return False
    return fits and user is not None


async def get_user(work: Work, reference: str) -> User:
    """Return the account with this object ID or user principal name (case ignored).

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_USERS)
    guid = parse_guid(reference)
    users = work.uow.users
    found = (
        await users.get_by_name(work.tenant_id, reference)
        if guid is None
        else await users.get(work.tenant_id, ObjectId(guid))
    )
    if found is None:
        raise not_found(reference)
    return found


async def list_users(work: Work, query: ListQuery) -> Sequence[User]:
    """Return a page of accounts. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_USERS)
    return await work.uow.users.list_matching(work.tenant_id, query)


async def count_users(work: Work, query: ListQuery) -> int:
    """Return how many accounts a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_USERS)
    return await work.uow.users.count_matching(work.tenant_id, query)


def _checked_name(text: str, tenant: Tenant) -> str:
    """Return the name in lower case. Raises InvalidError(USER_NAME_INVALID)."""
    name = text.strip().lower()
    local, at, domain = name.rpartition("@")
    if (
        not at
        or not 0 < len(local) <= _MAX_LOCAL_PART
        or not _LOCAL_PART.issuperset(local)
        or domain not in tenant.verified_domains
    ):
        raise InvalidError(
            USER_NAME_INVALID,
            target="userPrincipalName",
            name=text,
            domain=tenant.default_domain or tenant.initial_domain,
        )
    return name
