"""Applications made through Microsoft Graph, for tests that change them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from tests.interop.graph import Graph

READ = "ToDoList.Read.All"
READ_WRITE = "ToDoList.ReadWrite.All"


@dataclass(frozen=True)
class DaemonApp:
    """An application with a secret, and the roles on the to-do API that it was granted."""

    object_id: str
    client_id: str
    service_principal_id: str
    key_id: str
    client_secret: str = field(repr=False)
    assignment_ids: tuple[str, ...]


class Arranger:
    """Makes daemon applications and deletes them in the end."""

    def __init__(self, graph: Graph, api_app_id: str) -> None:
        self._graph = graph
        self._api_app_id = api_app_id
        self._object_ids: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for object_id in self._object_ids:
            self._graph.delete(f"/applications/{object_id}")

    def daemon(self, *roles: str) -> DaemonApp:
        """Register an application with one secret and consent for the roles named."""
        made = self._graph.create(
            "/applications", {"displayName": "spoilt-by-a-test", "signInAudience": "AzureADMyOrg"}
        )
        self._object_ids.append(made["id"])
        principal = self._graph.create("/servicePrincipals", {"appId": made["appId"]})
        secret = self._graph.act(
            f"/applications/{made['id']}/addPassword",
            {"passwordCredential": {"displayName": "test"}},
        )
        return DaemonApp(
            object_id=made["id"],
            client_id=made["appId"],
            service_principal_id=principal["id"],
            key_id=secret["keyId"],
            client_secret=secret["secretText"],
            assignment_ids=tuple(self.grant(principal["id"], role) for role in roles),
        )

    def grant(self, service_principal_id: str, role: str) -> str:
        """Assign one app role of the to-do API; this is what admin consent comes down to."""
        path = f"/servicePrincipals?$filter=appId eq '{self._api_app_id}'"
        (api,) = self._graph.get(path)["value"]
        (role_id,) = [row["id"] for row in api["appRoles"] if row["value"] == role]
        made = self._graph.create(
            f"/servicePrincipals/{api['id']}/appRoleAssignedTo",
            {
                "principalId": service_principal_id,
                "resourceId": api["id"],
                "appRoleId": role_id,
            },
        )
        return str(made["id"])
