"""Persons' accounts: made, changed, disabled, deleted and brought back (Graph: resources/user)."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory import activities
from daemonry.directory.changes import changed, created
from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.lookup import not_found, tenant_of, user_target
from daemonry.directory.passwords import checked_hash, hash_password, store_password
from daemonry.directory.permissions import (
    READ_ONESELF,
    READ_USERS,
    WRITE_ROLES,
    WRITE_USERS,
    require_any,
    require_operator,
)
from daemonry.directory.sessions import end_sign_ins
from daemonry.directory.text_rules import check_text
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.directory_role import GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLES
from daemonry.model.errors import (
    LAST_ADMINISTRATOR,
    NAME_IN_USE,
    USER_NAME_INVALID,
    ConflictError,
    InvalidError,
)
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.model.user import DETAILS, User

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.directory.passwords import KeepPassword
    from daemonry.directory.work import Work
    from daemonry.model.session import Session
    from daemonry.model.tenant import Tenant
    from daemonry.ports import ListQuery

MAX_NAME: Final = 256
_MAX_DETAIL: Final = 128
_MAX_LOCAL_PART: Final = 64
_LOCAL_PART: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_'!#^~")
_MADE_PASSWORD_BYTES: Final = 15


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be made. Without a password somebody opens it by a setup link."""

    user_principal_name: str
    display_name: str
    password: str | None = field(default=None, repr=False)
    must_change_password: bool = False
    account_enabled: bool = True
    details: Mapping[str, str] = field(default_factory=dict)


async def create_administrator(
    work: Work, user_principal_name: str, display_name: str, password: str | None
) -> User:
    """Make the account of a Global Administrator. For the operator only.

    Raises InvalidError, ConflictError(NAME_IN_USE), ForbiddenError.
    """
    require_operator(work.actor)
    user = await create_user(work, NewUser(user_principal_name, display_name, password))
    await assign_directory_role(work, user.object_id, GLOBAL_ADMINISTRATOR)
    return user


async def create_user(work: Work, new: NewUser, keep: KeepPassword = checked_hash) -> User:
    """Make an account; the password is kept as ``keep`` returns it.

    The name is at a verified domain of the tenant. Needs User.ReadWrite.All.
    Raises InvalidError, ConflictError(NAME_IN_USE), ForbiddenError.
    """
    require_any(work, *WRITE_USERS)
    name = _checked_name(new.user_principal_name, await tenant_of(work))
    check_text(new.display_name, "displayName", MAX_NAME, resource="User")
    kept = "" if new.password is None else keep(new.password, name, new.display_name)
    await _require_free(work, name)
    user = User(
        tenant_id=work.tenant_id,
        object_id=ObjectId(work.ids.guid()),
        user_principal_name=name,
        display_name=new.display_name,
        created_at=work.clock.now(),
        password_hash=kept,
        account_enabled=new.account_enabled,
        must_change_password=new.must_change_password,
        password_changed_at=None if new.password is None else work.clock.now(),
        details=_checked_details(new.details),
    )
    await work.uow.users.add(user)
    target = user_target(user, created(user))
    await work.audit(activities.ADD_USER, activities.ADD, target, category=USER_MANAGEMENT)
    return user


async def update_user(work: Work, reference: str, changes: Mapping[str, Any]) -> User:
    """Change properties of an account; fields of ``User`` by name, ``details`` as a whole.

    A disabled account loses its sessions. Raises NotFoundError, InvalidError,
    ConflictError(NAME_IN_USE), ForbiddenError.
    """
    user = await user_to_manage(work, reference)
    new = replace(user, **changes)
    if "user_principal_name" in changes:
        name = _checked_name(new.user_principal_name, await tenant_of(work))
        new = replace(new, user_principal_name=name)
        if name != user.user_principal_name:
            await _require_free(work, name)
    check_text(new.display_name, "displayName", MAX_NAME, resource="User")
    new = replace(new, details=_checked_details(new.details))
    if not new.account_enabled:
        await _keep_an_administrator(work, user)
        await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id)
    modified = changed(user, new)
    if modified:
        await work.uow.users.save(new)
        target = user_target(new, modified)
        await work.audit(
            activities.UPDATE_USER, activities.UPDATE, target, category=USER_MANAGEMENT
        )
    return new


async def reset_password(
    work: Work,
    reference: str,
    password: str | None = None,
    *,
    must_change: bool = True,
    keep: KeepPassword = checked_hash,
) -> str:
    """Give an account another password and return it; one is made up when none is given.

    The person must choose another at the next sign-in unless said otherwise, and every
    session ends. Raises NotFoundError, InvalidError(PASSWORD_POLICY, PASSWORD_COMMON),
    ForbiddenError.
    """
    user = await user_to_manage(work, reference)
    if password is None:
        random = work.ids.token_bytes(_MADE_PASSWORD_BYTES)
        password = base64.urlsafe_b64encode(random).decode("ascii")
        kept = hash_password(password)
    else:
        kept = keep(password, user.user_principal_name, user.display_name)
    activity = activities.RESET_PASSWORD
    await store_password(work, user, kept, activity=activity, must_change=must_change)
    return password


async def delete_user(work: Work, reference: str) -> None:
    """Put an account among the deleted items; it signs in no more, and its sessions end.

    Raises NotFoundError, InvalidError(LAST_ADMINISTRATOR), ForbiddenError.
    """
    user = await user_to_manage(work, reference)
    await _keep_an_administrator(work, user)
    await work.uow.users.save(replace(user, deleted_at=work.clock.now()))
    await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id)
    await _audit(work, activities.DELETE_USER, activities.DELETE, user)


async def restore_user(work: Work, object_id: ObjectId) -> User:
    """Bring a deleted account back as it was. Raises NotFoundError, ForbiddenError."""
    user = await _deleted(work, object_id)
    restored = replace(user, deleted_at=None)
    await work.uow.users.save(restored)
    await _audit(work, activities.RESTORE_USER, activities.UPDATE, user)
    return restored


async def purge_user(work: Work, object_id: ObjectId) -> None:
    """Remove a deleted account for good, with its methods and roles.

    Raises NotFoundError, ForbiddenError.
    """
    user = await _deleted(work, object_id)
    for held in await work.uow.role_assignments.list_of(work.tenant_id, user.object_id):
        await work.uow.role_assignments.remove(work.tenant_id, held.assignment_id)
    await work.uow.users.remove(work.tenant_id, user.object_id)
    await _audit(work, activities.PURGE_USER, activities.DELETE, user)


async def revoke_sessions(work: Work, reference: str) -> User:
    """End every session of an account (Graph: user-revokesigninsessions).

    A person may do this to the own account. Raises NotFoundError, ForbiddenError.
    """
    user = await user_to_manage(work, reference, own=True)
    new = await end_sign_ins(work, user)
    await _audit(work, activities.REVOKE_SESSIONS, activities.UPDATE, user)
    return new


async def get_user(work: Work, reference: str) -> User:
    """Return the account with this object ID or user principal name (case ignored).

    Everybody may see the own account. Raises NotFoundError, ForbiddenError.
    """
    found = await _find(work, reference)
    if found is None or found.object_id != work.actor.user_id:
        require_any(work, *READ_USERS)
    if found is None:
        raise not_found(reference)
    return found


async def get_deleted_user(work: Work, object_id: ObjectId) -> User:
    """Return a deleted account. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_USERS)
    found = await work.uow.users.get(work.tenant_id, object_id, deleted=True)
    if found is None:
        raise not_found(object_id)
    return found


async def get_oneself(work: Work) -> User | None:
    """Return the person who acts, None when it is an application. Raises ForbiddenError."""
    if work.actor.user_id is None:
        return None
    require_any(work, READ_ONESELF, *READ_USERS)
    return await work.uow.users.get(work.tenant_id, work.actor.user_id)


async def list_users(work: Work, query: ListQuery) -> Sequence[User]:
    """Return a page of accounts. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_USERS)
    return await work.uow.users.list_matching(work.tenant_id, query)


async def list_deleted_users(work: Work, query: ListQuery) -> Sequence[User]:
    """Return a page of deleted accounts. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_USERS)
    return await work.uow.users.list_matching(work.tenant_id, query, deleted=True)


async def count_users(work: Work, query: ListQuery) -> int:
    """Return how many accounts a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_USERS)
    return await work.uow.users.count_matching(work.tenant_id, query)


async def list_sessions(work: Work, reference: str) -> Sequence[Session]:
    """Return the live sessions of an account, newest first; a person sees the own ones.

    Raises NotFoundError, ForbiddenError.
    """
    user = await user_to_manage(work, reference, own=True)
    found = await work.uow.sessions.list_of_user(work.tenant_id, user.object_id)
    return [session for session in found if session.is_live(work.clock.now())]


async def user_to_manage(work: Work, reference: str, *, own: bool = False) -> User:
    """Return an account that the actor may change, or with ``own`` the actor's own.

    Whoever holds a role that manages things is changed only by who may assign roles:
    else the right to manage users would be the right to become anybody (row S5).
    Raises NotFoundError, ForbiddenError.
    """
    found = await _find(work, reference)
    if own and found is not None and found.object_id == work.actor.user_id:
        return found
    require_any(work, *WRITE_USERS)
    if found is None:
        raise not_found(reference)
    await _require_above(work, found)
    return found


async def _require_above(work: Work, user: User) -> None:
    held = await work.uow.role_assignments.list_of(work.tenant_id, user.object_id)
    if any(item.role_definition_id in PRIVILEGED_ROLES for item in held):
        require_any(work, *WRITE_ROLES)


async def _find(work: Work, reference: str) -> User | None:
    guid, users = parse_guid(reference), work.uow.users
    if guid is None:
        return await users.get_by_name(work.tenant_id, reference)
    return await users.get(work.tenant_id, ObjectId(guid))


async def _deleted(work: Work, object_id: ObjectId) -> User:
    require_any(work, *WRITE_USERS)
    user = await get_deleted_user(work, object_id)
    await _require_above(work, user)
    return user


async def _keep_an_administrator(work: Work, user: User) -> None:
    """Refuse to take the last one away who can mend everything; the operator may."""
    if work.actor.is_operator:
        return
    holders = await work.uow.role_assignments.list_holders(work.tenant_id, GLOBAL_ADMINISTRATOR)
    if user.object_id not in holders:
        return
    others = [item for item in holders if item != user.object_id]
    for other in await work.uow.users.get_many(work.tenant_id, others):
        if other.account_enabled:
            return
    raise InvalidError(LAST_ADMINISTRATOR)


async def _require_free(work: Work, name: str) -> None:
    if await work.uow.users.get_by_name(work.tenant_id, name) is not None:
        upn = "userPrincipalName"
        raise ConflictError(NAME_IN_USE, target=upn, property=upn)


async def _audit(work: Work, activity: str, operation: str, user: User) -> None:
    target = user_target(user)
    await work.audit(activity, operation, target, category=USER_MANAGEMENT)


def _checked_details(details: Mapping[str, str]) -> dict[str, str]:
    for name, text in details.items():
        if name in DETAILS:
            check_text(text, name, _MAX_DETAIL, resource="User")
    return {name: text for name, text in details.items() if name in DETAILS and text}


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
