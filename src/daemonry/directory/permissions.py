"""What an actor may do: which Microsoft Graph permissions open which verb.

The first of a tuple is the least privilege, the others include it.

A person needs the scope of the client and a right of the same name; which directory role
brings which right stands in ``powers``. The operator of the server may do everything
(``model.audit.OPERATOR``).
Source of the rows: the permission table of each method (Entra: permissions-reference).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.powers import CONSENT_TO_GRAPH, roles_with
from daemonry.model.errors import (
    INSUFFICIENT_PRIVILEGES,
    NOT_OWNED,
    OWNER_NEEDED,
    ROLE_NEEDED,
    ForbiddenError,
)
from daemonry.model.first_party import GRAPH_APP_ID

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.audit import Actor
    from daemonry.model.ids import AppId, ObjectId

AS_USER: Final = "Directory.AccessAsUser.All"
"""The scope by which a client may do whatever the person may; no application holds it."""

APPLICATION_READ: Final = "Application.Read.All"
APPLICATION_WRITE: Final = "Application.ReadWrite.All"
APPLICATION_OWNED: Final = "Application.ReadWrite.OwnedBy"
ASSIGNMENT_WRITE: Final = "AppRoleAssignment.ReadWrite.All"
DIRECTORY_READ: Final = "Directory.Read.All"
DIRECTORY_WRITE: Final = "Directory.ReadWrite.All"

READ_APPLICATIONS: Final = (
    APPLICATION_READ,
    APPLICATION_OWNED,
    APPLICATION_WRITE,
    DIRECTORY_READ,
    DIRECTORY_WRITE,
)
WRITE_APPLICATIONS: Final = (APPLICATION_OWNED, APPLICATION_WRITE)
WRITE_CREDENTIALS: Final = (APPLICATION_OWNED, APPLICATION_WRITE, DIRECTORY_WRITE)
WRITE_SERVICE_PRINCIPALS: Final = WRITE_CREDENTIALS
ASSIGN_ROLES: Final = ((ASSIGNMENT_WRITE,), READ_APPLICATIONS)
"""One of each: the right to give roles away, and sight of both ends."""
REMOVE_ASSIGNMENTS: Final = (ASSIGNMENT_WRITE,)
READ_GRANTS: Final = (
    "DelegatedPermissionGrant.Read.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    DIRECTORY_READ,
    DIRECTORY_WRITE,
)
WRITE_GRANTS: Final = ("DelegatedPermissionGrant.ReadWrite.All", DIRECTORY_WRITE)
READ_ROLES: Final = (
    "RoleManagement.Read.Directory",
    "RoleManagement.ReadWrite.Directory",
    DIRECTORY_READ,
    DIRECTORY_WRITE,
)
WRITE_ROLES: Final = ("RoleManagement.ReadWrite.Directory",)
READ_ONESELF: Final = "User.Read"
READ_USERS: Final = (
    "User.ReadBasic.All",
    "User.Read.All",
    "User.ReadWrite.All",
    DIRECTORY_READ,
    DIRECTORY_WRITE,
)
WRITE_USERS: Final = ("User.ReadWrite.All", DIRECTORY_WRITE)
READ_OBJECTS: Final = (DIRECTORY_READ, *READ_APPLICATIONS, *READ_USERS)
"""Any of these shows some kind of object; which kinds is decided for each."""
WRITE_OBJECTS: Final = (*WRITE_APPLICATIONS, *WRITE_USERS)
"""Likewise for changing."""
READ_ORGANIZATION: Final = (
    "Organization.Read.All",
    "Organization.ReadWrite.All",
    DIRECTORY_READ,
    DIRECTORY_WRITE,
)
WRITE_ORGANIZATION: Final = ("Organization.ReadWrite.All",)
READ_DOMAINS: Final = ("Domain.Read.All", "Domain.ReadWrite.All", DIRECTORY_READ, DIRECTORY_WRITE)
WRITE_DOMAINS: Final = ("Domain.ReadWrite.All",)
READ_AUDIT: Final = (("AuditLog.Read.All",), (DIRECTORY_READ, DIRECTORY_WRITE))
"""One of each pair: Entra asks for both (Graph: directoryaudit-list)."""
READ_SIGN_INS: Final = ("AuditLog.Read.All",)
EXPLAIN: Final = (READ_SIGN_INS, (APPLICATION_READ, *READ_APPLICATIONS[2:]))
"""One of each: an explanation tells of requests and of other clients' roles."""
READ_POLICIES: Final = ("Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration")
WRITE_POLICIES: Final = ("Policy.ReadWrite.ApplicationConfiguration",)


def may_any(work: Work, *permissions: str) -> bool:
    """Tell whether the actor holds one of these permissions or is the operator.

    A person in the same way holds one of these rights.
    """
    actor = work.actor
    return actor.is_operator or (_has_scope(actor, permissions) and _has_right(actor, permissions))


def require_any(work: Work, *permissions: str) -> None:
    """Let pass whoever holds one of these permissions.

    Raises ForbiddenError(INSUFFICIENT_PRIVILEGES), whose hint names them all, or for a
    person ForbiddenError(ROLE_NEEDED), whose hint names the roles that would do.
    """
    if may_any(work, *permissions):
        return
    if _has_scope(work.actor, permissions):
        raise ForbiddenError(ROLE_NEEDED, roles=roles_with(permissions))
    raise ForbiddenError(INSUFFICIENT_PRIVILEGES, permissions=", ".join(permissions))


def require_operator(actor: Actor) -> None:
    """Let pass the operator of the server only; no permission stands for it."""
    if not actor.is_operator:
        raise ForbiddenError(INSUFFICIENT_PRIVILEGES, permissions="none (the operator's console)")


def require_consent_to(work: Work, resource_app_id: AppId) -> None:
    """Let pass whoever may give permissions of this API away, being allowed to give any.

    An application may give all of them. A person gives those of Microsoft Graph as
    Privileged Role Administrator or Global Administrator only.
    Raises ForbiddenError(ROLE_NEEDED).
    """
    rights = work.actor.rights
    if rights is None or resource_app_id != GRAPH_APP_ID or CONSENT_TO_GRAPH in rights:
        return
    raise ForbiddenError(ROLE_NEEDED, roles=roles_with([CONSENT_TO_GRAPH]))


def owns_only(work: Work) -> bool:
    """Tell whether the actor writes what it owns and nothing wider."""
    return may_any(work, APPLICATION_OWNED, APPLICATION_WRITE) and not may_any(
        work, APPLICATION_WRITE
    )


def caller_id(actor: Actor) -> ObjectId | None:
    """Return the object that owns what the actor makes: the person, or the application."""
    return actor.user_id if actor.rights is not None else actor.service_principal_id


async def require_write_to_owned(
    work: Work, owned_id: ObjectId, *, directory_writers: bool = False
) -> None:
    """Let pass whoever may change this application or service principal.

    That is: Application.ReadWrite.All; Directory.ReadWrite.All where Graph lists it
    for the method (``directory_writers``); Application.ReadWrite.OwnedBy for an owner.
    Raises ForbiddenError otherwise.
    """
    wide = (APPLICATION_WRITE, DIRECTORY_WRITE) if directory_writers else (APPLICATION_WRITE,)
    if may_any(work, *wide):
        return
    require_any(work, APPLICATION_OWNED, *wide)
    owners = await work.uow.owners.list_of(work.tenant_id, owned_id)
    if caller_id(work.actor) in owners:
        return
    if work.actor.rights is None:
        raise ForbiddenError(NOT_OWNED)
    raise ForbiddenError(OWNER_NEEDED, roles=roles_with(wide))


def _has_scope(actor: Actor, permissions: tuple[str, ...]) -> bool:
    return AS_USER in actor.permissions or not actor.permissions.isdisjoint(permissions)


def _has_right(actor: Actor, permissions: tuple[str, ...]) -> bool:
    return actor.rights is None or not actor.rights.isdisjoint(permissions)
