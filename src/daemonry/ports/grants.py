"""Where assignments, grants, directory roles and owners are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from daemonry.model.directory_role import RoleAssignment
    from daemonry.model.figures import HeldRole
    from daemonry.model.grant import AppRoleAssignment, PermissionGrant
    from daemonry.model.ids import AssignmentId, GrantId, ObjectId, TenantId
    from daemonry.ports.lists import AssignmentQuery, ListQuery


class Assignments(Protocol):
    """App role assignments."""

    async def add(self, assignment: AppRoleAssignment) -> None:
        """Store one. Raises InvalidError when the same one exists."""

    async def get(
        self, tenant_id: TenantId, assignment_id: AssignmentId
    ) -> AppRoleAssignment | None:
        """Return one, with current display names."""

    async def list_of_principal(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return what a principal holds, oldest first."""

    async def list_of_resource(
        self, tenant_id: TenantId, resource_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return who holds roles of a resource, oldest first."""

    async def list_matching(
        self, tenant_id: TenantId, query: AssignmentQuery
    ) -> Sequence[AppRoleAssignment]:
        """Return one page. Raises ODataError for a property that cannot be filtered by."""

    async def count_matching(self, tenant_id: TenantId, query: AssignmentQuery) -> int:
        """Return how many there are, whatever the page."""

    async def list_of_many(
        self,
        tenant_id: TenantId,
        principal_ids: Sequence[ObjectId],
        *,
        are_resources: bool,
        limit: int,
    ) -> Mapping[ObjectId, Sequence[AppRoleAssignment]]:
        """Return the oldest of each client, or of each API; at most ``limit`` of one."""

    async def list_oldest(
        self, tenant_id: TenantId, *, before: datetime, limit: int
    ) -> Sequence[HeldRole]:
        """Return assignments of the whole tenant made before then, oldest first."""

    async def remove(self, tenant_id: TenantId, assignment_id: AssignmentId) -> None:
        """Remove one; the next token lacks the role."""


class PermissionGrants(Protocol):
    """Delegated permission grants between live service principals."""

    async def add(self, grant: PermissionGrant) -> None:
        """Store one. Raises ConflictError when the same ends have one already."""

    async def get(self, tenant_id: TenantId, grant_id: GrantId) -> PermissionGrant | None:
        """Return one, or None."""

    async def list_for_person(
        self, tenant_id: TenantId, client_id: ObjectId, user_id: ObjectId
    ) -> Sequence[PermissionGrant]:
        """Return what a client may do for a person: granted for everybody, or for that one."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[PermissionGrant]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""

    async def save(self, grant: PermissionGrant) -> None:
        """Store a changed scope."""

    async def remove(self, tenant_id: TenantId, grant_id: GrantId) -> None:
        """Remove one; one that is not there is no error."""


class RoleAssignments(Protocol):
    """Directory roles of users and service principals."""

    async def add(self, assignment: RoleAssignment) -> None:
        """Store one. Raises InvalidError when the principal has the role."""

    async def get(self, tenant_id: TenantId, assignment_id: str) -> RoleAssignment | None:
        """Return one, or None."""

    async def list_of(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[RoleAssignment]:
        """Return the roles of a principal."""

    async def list_holders(
        self, tenant_id: TenantId, role_definition_id: str
    ) -> Sequence[ObjectId]:
        """Return who holds a role."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[RoleAssignment]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""

    async def remove(self, tenant_id: TenantId, assignment_id: str) -> None:
        """Remove one; one that is not there is no error."""


class Owners(Protocol):
    """Who owns an application or a service principal (``owned_id``)."""

    async def add(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> None:
        """Store an owner. Raises InvalidError when it is one already."""

    async def list_of(self, tenant_id: TenantId, owned_id: ObjectId) -> Sequence[ObjectId]:
        """Return the owners in the order they were added."""

    async def list_of_many(
        self, tenant_id: TenantId, owned_ids: Sequence[ObjectId]
    ) -> Mapping[ObjectId, Sequence[ObjectId]]:
        """Return the owners of several objects in the order they were added."""

    async def remove(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> bool:
        """Remove an owner; return False when it was none."""
