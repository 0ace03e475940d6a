"""A tenant with an API and a daemon, made and changed through the Graph of a running server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.surface.cli.arrange import plain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surface.cli.pool import Connection

TOKEN_PATH = "/contoso/oauth2/v2.0/token"
ROLE = "ToDoList.Read.All"
_ROLE_ID = "4f5c3f0e-0d3b-4c58-9d5e-6a0f5b6a7c01"


@dataclass(frozen=True)
class Operator:
    """Who was made by ``daemonry init`` and may manage the tenant."""

    tenant_id: str
    client_id: str
    client_secret: str = field(repr=False)

    def sign_in(self, connection: Connection) -> str:
        """Return an access token for Microsoft Graph."""
        form = token_form(self.client_id, self.client_secret, "https://graph.microsoft.com")
        status, document = connection.ask("POST", TOKEN_PATH, form)
        assert status == 200, document
        return str(document["access_token"])


def new_directory(data: Path, *database: str) -> Operator:
    """Make a data directory with the tenant contoso."""
    answer = plain("init", "--tenant", "contoso", "--data", str(data), *database, "-o", "json")
    assert answer.code == 0, answer.err
    made = answer.json
    return Operator(
        made["tenant_id"], made["management_client_id"], made["management_client_secret"]
    )


def token_form(client_id: str, client_secret: str, resource: str) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": client_secret,
        "scope": f"{resource}/.default",
    }


@dataclass
class Daemon:
    """A registered daemon, and the verbs by which tests change it. Each of them must succeed."""

    connection: Connection
    token: str = field(repr=False)
    api: dict[str, Any] = field(default_factory=dict)
    app: dict[str, Any] = field(default_factory=dict)
    principal: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def register(cls, connection: Connection, token: str) -> Daemon:
        """Register an API with one role, and a daemon that has neither secret nor role."""
        daemon = cls(connection, token)
        role = {
            "id": _ROLE_ID,
            "value": ROLE,
            "displayName": ROLE,
            "description": ROLE,
            "allowedMemberTypes": ["Application"],
            "isEnabled": True,
        }
        api = {"displayName": "api", "appRoles": [role]}
        app = daemon.graph("POST", "/applications", api, expect=201)
        of_api = {"appId": app["appId"]}
        daemon.api = daemon.graph("POST", "/servicePrincipals", of_api, expect=201)
        daemon.app = daemon.graph("POST", "/applications", {"displayName": "daemon"}, expect=201)
        own = {"appId": daemon.app["appId"]}
        daemon.principal = daemon.graph("POST", "/servicePrincipals", own, expect=201)
        return daemon

    def graph(
        self, method: str, path: str, body: Any = None, *, expect: int, by: Connection | None = None
    ) -> Any:
        """Ask Graph through ``by`` and return the document of an answer as expected."""
        connection = by or self.connection
        status, document = connection.ask(method, f"/v1.0{path}", body, token=self.token)
        assert status == expect, (method, path, status, document)
        return document

    def add_secret(self, by: Connection | None = None) -> tuple[str, str]:
        """Return key ID and text of a new secret."""
        path = f"/applications/{self.app['id']}/addPassword"
        made = self.graph("POST", path, {"passwordCredential": {}}, expect=200, by=by)
        return made["keyId"], made["secretText"]

    def remove_secret(self, key_id: str, by: Connection | None = None) -> None:
        path = f"/applications/{self.app['id']}/removePassword"
        self.graph("POST", path, {"keyId": key_id}, expect=204, by=by)

    def grant(self, by: Connection | None = None) -> str:
        """Assign the role and return the assignment's ID."""
        body = {
            "principalId": self.principal["id"],
            "resourceId": self.api["id"],
            "appRoleId": _ROLE_ID,
        }
        path = f"/servicePrincipals/{self.api['id']}/appRoleAssignedTo"
        return str(self.graph("POST", path, body, expect=201, by=by)["id"])

    def revoke(self, assignment_id: str, by: Connection | None = None) -> None:
        path = f"/servicePrincipals/{self.principal['id']}/appRoleAssignments/{assignment_id}"
        self.graph("DELETE", path, expect=204, by=by)

    def enable(self, enabled: bool, by: Connection | None = None) -> None:  # noqa: FBT001 - the value
        path = f"/servicePrincipals/{self.principal['id']}"
        self.graph("PATCH", path, {"accountEnabled": enabled}, expect=204, by=by)

    def form(self, secret: str) -> dict[str, str]:
        """Return the form of a token request with this secret."""
        return token_form(self.app["appId"], secret, self.api["appId"])
