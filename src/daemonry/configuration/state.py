"""Everything of a tenant that a file can describe, read in one view, and its names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import list_applications
from daemonry.directory.assignments import MAX_PER_PRINCIPAL, list_assignments_of_many
from daemonry.directory.owners import list_owners_of_many
from daemonry.directory.service_principals import list_service_principals
from daemonry.directory.tenants import get_organization
from daemonry.directory.token_lifetime_policies import (
    list_policy_holders,
    list_token_lifetime_policies,
)
from daemonry.model.first_party import GRAPH_APP_ID, TAKEOVER_PERMISSIONS
from daemonry.model.ids import AppId, parse_guid
from daemonry.model.service_principal import ServicePrincipal
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.directory.owners import Owner
    from daemonry.directory.token_lifetime_policies import Holder
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import ObjectId, RoleId
    from daemonry.model.policy import TokenLifetimePolicy
    from daemonry.model.tenant import Tenant

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class State:
    """A tenant at one moment. ``assignments`` are those of each client, ``owners`` of each object.

    ``principals`` has the server's own too; ``applications`` has only the tenant's.
    """

    tenant: Tenant
    applications: Mapping[AppId, Application]
    principals: Mapping[AppId, ServicePrincipal]
    assignments: Mapping[ObjectId, tuple[AppRoleAssignment, ...]]
    owners: Mapping[ObjectId, tuple[Owner, ...]]
    policies: tuple[tuple[TokenLifetimePolicy, tuple[Holder, ...]], ...]

    def known(self) -> dict[AppId, Application]:
        """Return every application that something can refer to."""
        own = {app_id: principal.application for app_id, principal in self.principals.items()}
        return own | dict(self.applications)

    def held_by(self, app_id: AppId) -> tuple[AppRoleAssignment, ...]:
        """Return what an application was granted."""
        principal = self.principals.get(app_id)
        return () if principal is None else self.assignments.get(principal.object_id, ())

    def is_manager(self, app_id: AppId) -> bool:
        """Tell whether an application holds a permission that amounts to the whole tenant."""
        graph = self.principals.get(GRAPH_APP_ID)
        if graph is None:
            return False
        roles = [
            graph.application.role(assignment.app_role_id)
            for assignment in self.held_by(app_id)
            if assignment.resource_id == graph.object_id
        ]
        return any(role is not None and role.value in TAKEOVER_PERMISSIONS for role in roles)


async def read_state(work: Work) -> State:
    """Return the tenant of the work. Raises ForbiddenError."""
    applications = await _all_applications(work)
    principals = await _all_principals(work)
    present = [principal.object_id for principal in principals]
    owned = [*(item.object_id for item in applications), *present]
    assignments: dict[ObjectId, tuple[AppRoleAssignment, ...]] = {}
    owners: dict[ObjectId, tuple[Owner, ...]] = {}
    for start in range(0, len(present), _PAGE):
        found = await list_assignments_of_many(
            work, present[start : start + _PAGE], are_resources=False, limit=MAX_PER_PRINCIPAL
        )
        assignments |= {client: tuple(held) for client, held in found.items()}
    for start in range(0, len(owned), _PAGE):
        owners |= await list_owners_of_many(work, owned[start : start + _PAGE])
    policies = [
        (policy, await list_policy_holders(work, policy.policy_id))
        for policy in await list_token_lifetime_policies(work)
    ]
    return State(
        tenant=await get_organization(work),
        applications={item.app_id: item for item in applications},
        principals={item.app_id: item for item in principals},
        assignments=assignments,
        owners=owners,
        policies=tuple(policies),
    )


async def _all_applications(work: Work) -> list[Application]:
    found: list[Application] = []
    query = ListQuery(limit=_PAGE)
    while page := await list_applications(work, query):
        found += page
        query = replace(query, after=page[-1].object_id)
    return found


async def _all_principals(work: Work) -> list[ServicePrincipal]:
    found: list[ServicePrincipal] = []
    query = ListQuery(limit=_PAGE)
    while page := await list_service_principals(work, query):
        found += page
        query = replace(query, after=page[-1].object_id)
    return found


class Names:
    """What applications, roles and scopes are called in a file: names where they are unambiguous.

    With several states the first that knows a thing names it, so that one application has
    one name before and after a change.
    """

    def __init__(self, *states: State) -> None:
        self._known = [state.known() for state in states]
        self._all: dict[AppId, Application] = {}
        for known in reversed(self._known):
            self._all |= known
        self._count = Counter(
            name
            for application in self._all.values()
            for name in {application.display_name, application.unique_name}
            if name is not None
        )

    def application(self, app_id: AppId) -> str:
        """Return display name or unique name if only one application has it, else the appId."""
        found = self._all.get(app_id)
        if found is not None:
            for name in (found.display_name, found.unique_name):
                if name and self._count[name] == 1 and _is_a_name(name):
                    return name
        return app_id

    def role(self, app_id: AppId, role_id: RoleId) -> str:
        """Return the value of an app role, else its identifier."""
        for known in self._known:
            role = known[app_id].role(role_id) if app_id in known else None
            if role is not None:
                return role.value if role.value and _is_a_name(role.value) else role_id
        return role_id

    def scope(self, app_id: AppId, scope_id: RoleId) -> str:
        """Return the value of a delegated permission, else its identifier."""
        for known in self._known:
            scopes = known[app_id].api.oauth2_permission_scopes if app_id in known else ()
            for scope in scopes:
                if scope.scope_id == scope_id:
                    return scope.value if scope.value and _is_a_name(scope.value) else scope_id
        return scope_id

    def owner(self, owner: Owner) -> str:
        """Return an account's user principal name or an application's name."""
        if isinstance(owner, ServicePrincipal):
            return self.application(owner.app_id)
        return owner.user_principal_name


def _is_a_name(text: str) -> bool:
    """Tell whether a text cannot be mistaken for an identifier or for an account."""
    return parse_guid(text) is None and "@" not in text
