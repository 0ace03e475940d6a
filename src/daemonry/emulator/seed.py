"""The tutorial, finished: the tenant that ``daemonry dev`` starts with.

Everything is made with the verbs of ``daemonry.directory``, consent included, so
that this tenant has nothing that an administrator could not have made by hand.
Secrets are random and shown again at each start, which is why they are kept in a
file beside the data: this is for development, and a production server refuses a
data directory that holds such a file.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.directory.app_roles import NewAppRole, create_app_role
from daemonry.directory.applications import create_application, update_application
from daemonry.directory.consent import grant_admin_consent, request_permissions
from daemonry.directory.credentials import NewPassword, add_password
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.tenants import NewTenant, create_tenant
from daemonry.directory.users import create_administrator
from daemonry.directory.work import Work
from daemonry.model.application import OptionalClaim, OptionalClaims, PermissionScope
from daemonry.model.audit import OPERATOR
from daemonry.model.first_party import BOOTSTRAP_PERMISSIONS, GRAPH_APP_ID, GRAPH_APP_ROLES
from daemonry.model.ids import RoleId
from daemonry.storage.secret_files import CREDENTIALS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from daemonry.directory.signing_keys import TenantTools
    from daemonry.model.application import Application
    from daemonry.model.ids import AppId
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.tenant import Tenant
    from daemonry.ports import Directory, UnitOfWork

SUBDOMAIN: Final = "contoso"
TENANT_NAME: Final = "Contoso"
API_NAME: Final = "ciam-ToDoList-api"
DAEMON_NAME: Final = "ciam-client-app"
MANAGEMENT_NAME: Final = "daemonry-management"
READ_ROLE: Final = "ToDoList.Read.All"
WRITE_ROLE: Final = "ToDoList.ReadWrite.All"

ROLES: Final = (
    NewAppRole(
        value=READ_ROLE,
        display_name=READ_ROLE,
        description="Allow the app to read every user's to-do list",
    ),
    NewAppRole(
        value=WRITE_ROLE,
        display_name=WRITE_ROLE,
        description="Allow the app to read and write every user's to-do list",
    ),
)
"""The app roles of the tutorial's API."""

SCOPES: Final = tuple(
    PermissionScope(
        scope_id=RoleId(scope_id),
        value=value,
        type="User",
        admin_consent_display_name=f"{what} to-do lists of people",
        admin_consent_description=f"Lets the application {what.lower()} what people have to do.",
        user_consent_display_name=f"{what} your to-do list",
        user_consent_description=f"Lets the application {what.lower()} what you have to do.",
    )
    for scope_id, value, what in (
        ("7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21", "ToDoList.Read", "Read"),
        ("7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22", "ToDoList.ReadWrite", "Read and change"),
    )
)
"""Its delegated permissions: a person sees and changes what is theirs."""

_PASSWORD_BYTES: Final = 15


class SeedError(Exception):
    """The tutorial tenant cannot be had; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class TutorialTenant:
    """What a developer must know of the seeded tenant, secrets included."""

    tenant_id: str
    tenant_name: str
    tenant_domain: str
    api_app_id: str
    api_identifier_uri: str
    daemon_client_id: str
    daemon_client_secret: str = field(repr=False)
    management_client_id: str
    management_client_secret: str = field(repr=False)
    admin_username: str
    admin_password: str = field(repr=False)


async def seed_tutorial(
    directory: Directory,
    tools: TenantTools,
    secret_keys: SecretHashKeys,
    *,
    suffix: str,
    data: Path,
) -> TutorialTenant:
    """Return the tutorial tenant, made on first use in one transaction.

    Its secrets are kept in ``dev-credentials.json`` under ``data``, mode 0600.
    Raises SeedError when the tenant is there but its secrets are not known.
    """
    memory = data / CREDENTIALS_FILE
    async with directory.read() as uow:
        existing = await uow.tenants.find(SUBDOMAIN)
    if existing is not None:
        return _remembered(memory, existing)
    async with directory.change() as uow:
        tutorial = await _make(uow, tools, secret_keys, suffix)
        # Written before the commit: a crash in between leaves a file without a
        # tenant, which the next start replaces, and never a tenant without secrets.
        _remember(memory, tutorial)
    return tutorial


async def _make(
    uow: UnitOfWork, tools: TenantTools, secret_keys: SecretHashKeys, suffix: str
) -> TutorialTenant:
    new = NewTenant(display_name=TENANT_NAME, subdomain=SUBDOMAIN, suffix=suffix)
    tenant = await create_tenant(uow, OPERATOR, new, tools)
    work = Work(
        uow=uow, actor=OPERATOR, tenant_id=tenant.tenant_id, clock=tools.clock, ids=tools.ids
    )
    password = base64.urlsafe_b64encode(tools.ids.token_bytes(_PASSWORD_BYTES)).decode("ascii")
    admin = await create_administrator(
        work, f"admin@{tenant.initial_domain}", "Administrator", password
    )
    api = await _make_api(work)
    daemon, daemon_secret = await _make_daemon(
        work, DAEMON_NAME, api.app_id, (role.role_id for role in api.app_roles), secret_keys
    )
    manager, manager_secret = await _make_daemon(
        work,
        MANAGEMENT_NAME,
        GRAPH_APP_ID,
        (role.role_id for role in GRAPH_APP_ROLES if role.value in BOOTSTRAP_PERMISSIONS),
        secret_keys,
    )
    return TutorialTenant(
        tenant_id=tenant.tenant_id,
        tenant_name=tenant.display_name,
        tenant_domain=tenant.initial_domain,
        api_app_id=api.app_id,
        api_identifier_uri=api.identifier_uris[0],
        daemon_client_id=daemon.app_id,
        daemon_client_secret=daemon_secret,
        management_client_id=manager.app_id,
        management_client_secret=manager_secret,
        admin_username=admin.user_principal_name,
        admin_password=password,
    )


async def _make_api(work: Work) -> Application:
    """Make the to-do API: ID URI, two app roles, version 2 tokens, ``idtyp``."""
    api = await create_application(
        work,
        {
            "display_name": API_NAME,
            "api": {"requested_access_token_version": 2, "oauth2_permission_scopes": SCOPES},
            "optional_claims": OptionalClaims(access_token=(OptionalClaim(name="idtyp"),)),
        },
    )
    await update_application(work, api.object_id, {"identifier_uris": (f"api://{api.app_id}",)})
    for role in ROLES:
        await create_app_role(work, api.object_id, role)
    principal = await create_service_principal(work, api.app_id)
    return principal.application


async def _make_daemon(
    work: Work,
    name: str,
    resource: AppId,
    permissions: Iterable[RoleId],
    secret_keys: SecretHashKeys,
) -> tuple[Application, str]:
    """Make a daemon with consented permissions; return it with its secret."""
    daemon = await create_application(work, {"display_name": name})
    await create_service_principal(work, daemon.app_id)
    issued = await add_password(
        work, daemon.object_id, NewPassword(display_name="tutorial"), secret_keys
    )
    await request_permissions(work, daemon.object_id, resource, permissions)
    await grant_admin_consent(work, daemon.object_id)
    return daemon, issued.secret_text


def _remember(memory: Path, tutorial: TutorialTenant) -> None:
    descriptor = os.open(memory, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        json.dump(asdict(tutorial), file, indent=2)


def _remembered(memory: Path, tenant: Tenant) -> TutorialTenant:
    try:
        tutorial = TutorialTenant(**json.loads(memory.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        tutorial = None
    if tutorial is not None and tutorial.tenant_id == tenant.tenant_id:
        return tutorial
    raise SeedError(
        f"The tenant '{SUBDOMAIN}' exists, but its secrets are not known:"
        f" {memory} is missing or belongs to another one.",
        "Start with an empty --data directory, or serve this one with 'daemonry serve'.",
    )
