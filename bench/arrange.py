"""A directory to measure on: one tenant, one API with two roles, many consented clients."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.directory.applications import create_application, update_application
from daemonry.directory.consent import NewAssignment, assign_app_role
from daemonry.directory.credentials import NewPassword, add_password
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.signing_keys import TenantTools, create_signing_key
from daemonry.directory.tenants import NewTenant, create_tenant
from daemonry.directory.work import Work
from daemonry.model.application import AppRole, OptionalClaim, OptionalClaims
from daemonry.model.audit import OPERATOR
from daemonry.model.ids import AppId, RoleId, TenantId
from daemonry.model.signing_key import TENANT_KEYS, KeyLine
from daemonry.services import open_services
from daemonry.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from daemonry.model.ids import ObjectId
    from daemonry.ports import UnitOfWork
    from daemonry.services import Services

ROLES = {
    RoleId("aaaaaaaa-0000-4000-8000-000000000001"): "ToDoList.Read.All",
    RoleId("aaaaaaaa-0000-4000-8000-000000000002"): "ToDoList.ReadWrite.All",
}
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Client:
    """One client and the secret it shows."""

    app_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a load generator must know."""

    tenant_id: str
    scope: str
    clients: tuple[Client, ...]


def arrange(data: Path, clients: int) -> Arranged:
    """Fill the data directory, which must be new, with a tenant of so many clients."""
    return asyncio.run(_arrange(data, clients))


async def _arrange(data: Path, count: int) -> Arranged:
    async with open_services(Settings(data=data), create=True) as services:
        tools = TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)
        async with services.directory.change() as uow:
            new = NewTenant("Bench", "bench", "onmicrosoft.com")
            tenant = await create_tenant(uow, OPERATOR, new, tools)
            work = _work(services, uow, tenant.tenant_id)
            api_app_id, api_id = await _register_api(work)
        made: list[Client] = []
        while len(made) < count:
            async with services.directory.change() as uow:
                work = _work(services, uow, tenant.tenant_id)
                for _ in range(min(CHUNK, count - len(made))):
                    made.append(await _register_client(work, services, api_id, len(made)))
    return Arranged(tenant.tenant_id, f"api://{api_app_id}/.default", tuple(made))


def _work(services: Services, uow: UnitOfWork, tenant_id: TenantId) -> Work:
    return Work(uow, OPERATOR, tenant_id, services.clock, services.ids)


async def _register_api(work: Work) -> tuple[str, ObjectId]:
    api = await create_application(
        work,
        {
            "display_name": "ciam-ToDoList-api",
            "api": {"requested_access_token_version": 2},
            "app_roles": tuple(
                AppRole(role_id, value, value, value, ("Application",))
                for role_id, value in ROLES.items()
            ),
            "optional_claims": OptionalClaims(access_token=(OptionalClaim("idtyp"),)),
        },
    )
    await update_application(work, api.object_id, {"identifier_uris": (f"api://{api.app_id}",)})
    return api.app_id, (await create_service_principal(work, api.app_id)).object_id


async def _register_client(work: Work, services: Services, api: ObjectId, number: int) -> Client:
    application = await create_application(work, {"display_name": f"daemon-{number}"})
    principal = await create_service_principal(work, application.app_id)
    issued = await add_password(
        work, application.object_id, NewPassword("bench"), services.secret_keys
    )
    for role_id in ROLES:
        await assign_app_role(work, NewAssignment(principal.object_id, api, role_id))
    return Client(application.app_id, issued.secret_text)


def sign_with(source: Path, data: Path, arranged: Arranged, algorithm: str) -> None:
    """Copy a directory to ``data`` and let its API's tokens be signed with ``algorithm``."""
    shutil.copytree(source, data)
    asyncio.run(_sign_with(data, arranged, algorithm))


async def _sign_with(data: Path, arranged: Arranged, algorithm: str) -> None:
    app_id = AppId(arranged.scope.removeprefix("api://").removesuffix("/.default"))
    async with open_services(Settings(data=data)) as services:
        tenant_id = TenantId(arranged.tenant_id)
        async with services.directory.change() as uow:
            work = _work(services, uow, tenant_id)
            tools = TenantTools(
                services.clock, services.ids, services.vault, services.make_signing_key
            )
            await create_signing_key(work, tools, KeyLine(algorithm, TENANT_KEYS))
            api = await uow.applications.get_by_app_id(tenant_id, app_id)
            assert api is not None
            await update_application(
                work, api.object_id, {"token_settings": {"signing_algorithm": algorithm}}
            )
