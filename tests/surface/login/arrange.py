"""What tests of the authority arrange: a server, a tenant, an API and a daemon."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import httpx2
from tests.fakes.stores import empty_store

from daemonry.app import create_app
from daemonry.directory.applications import create_application, update_application
from daemonry.directory.consent import NewAssignment, assign_app_role
from daemonry.directory.credentials import NewPassword, add_password
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.signing_keys import TenantTools
from daemonry.directory.tenants import NewTenant, create_tenant
from daemonry.directory.work import Work
from daemonry.jose.jwk import make_signing_key
from daemonry.model.application import AppRole, OptionalClaim, OptionalClaims
from daemonry.model.audit import OPERATOR
from daemonry.model.ids import RoleId
from daemonry.services import open_services
from daemonry.settings import load_settings
from daemonry.web.origins import make_origins

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from daemonry.jose.jwk import MadeKey
    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Tenant
    from daemonry.services import Services

S = TypeVar("S", bound="Server")

ORIGIN = "https://localhost:8443"
NOW = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)
READ = RoleId("aaaaaaaa-0000-4000-8000-000000000001")
WRITE = RoleId("aaaaaaaa-0000-4000-8000-000000000002")


class SettableClock:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time


@dataclass(slots=True)
class Daemon:
    """A registered client with its secret and service principal."""

    application: Application
    principal: ServicePrincipal
    secret: str


class Server:
    """One server with a tenant, an API with two roles, and verbs to arrange the rest."""

    def __init__(self, runner: asyncio.Runner, services: Services, clock: SettableClock) -> None:
        self.runner, self.services, self.clock = runner, services, clock
        origins = make_origins(names=["localhost", "127.0.0.1"], port=8443)
        self.app = create_app(services, origins=origins)
        self.tenant: Tenant = self.run(self._create_tenant("contoso"))
        self.api, self.api_principal = self.register_api()
        self.daemon = self.register_daemon()

    def run(self, awaitable: Awaitable[Any]) -> Any:
        async def wrapped() -> Any:
            return await awaitable

        return self.runner.run(wrapped())

    async def _create_tenant(self, subdomain: str) -> Tenant:
        services = self.services
        tools = TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)
        async with services.directory.change() as uow:
            new = NewTenant(subdomain.title(), subdomain, "onmicrosoft.com")
            return await create_tenant(uow, OPERATOR, new, tools)

    def change(self, verb: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        """Run one directory verb as the operator in a transaction of its own."""

        async def run() -> Any:
            services = self.services
            async with services.directory.change() as uow:
                work = Work(uow, OPERATOR, self.tenant.tenant_id, services.clock, services.ids)
                return await verb(work, *args, **kwargs)

        return self.run(run())

    def register_api(
        self, *, version: int | None = 2, claims: tuple[OptionalClaim, ...] | None = None
    ) -> tuple[Application, ServicePrincipal]:
        idtyp = (OptionalClaim("idtyp"),) if claims is None else claims
        api = self.change(
            create_application,
            {
                "display_name": "ciam-ToDoList-api",
                "api": {"requested_access_token_version": version},
                "app_roles": tuple(
                    AppRole(role_id, value, value, value, ("Application",))
                    for role_id, value in (
                        (READ, "ToDoList.Read.All"),
                        (WRITE, "ToDoList.ReadWrite.All"),
                    )
                ),
                "optional_claims": OptionalClaims(access_token=idtyp),
            },
        )
        uri = f"api://{api.app_id}"
        api = self.change(update_application, api.object_id, {"identifier_uris": (uri,)})
        return api, self.change(create_service_principal, api.app_id)

    def register_daemon(self, *, with_principal: bool = True, with_secret: bool = True) -> Daemon:
        application = self.change(create_application, {"display_name": "ciam-client-app"})
        principal = (
            self.change(create_service_principal, application.app_id) if with_principal else None
        )
        secret = self.add_secret(application) if with_secret else ""
        return Daemon(application, principal, secret)

    def add_secret(self, application: Application, *, days: int = 180) -> str:
        new = NewPassword("a secret", ends_at=self.clock.now() + timedelta(days=days))
        keys = self.services.secret_keys
        return self.change(add_password, application.object_id, new, keys).secret_text

    def opt_in(self, application: Application, **settings: Any) -> None:
        """Set token settings of an application."""
        self.change(update_application, application.object_id, {"token_settings": settings})

    def assign(self, daemon: Daemon, role_id: RoleId, api: ServicePrincipal | None = None) -> Any:
        resource = api or self.api_principal
        return self.change(
            assign_app_role,
            NewAssignment(daemon.principal.object_id, resource.object_id, role_id),
        )

    def send(self, method: str, path: str, **options: Any) -> httpx2.Response:
        async def send() -> httpx2.Response:
            transport = httpx2.ASGITransport(self.app)
            async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                return await client.request(method, path, **options)

        response: httpx2.Response = self.run(send())
        return response

    def form(self, **changes: str | None) -> dict[str, str]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.daemon.application.app_id,
            "client_secret": self.daemon.secret,
            "scope": f"api://{self.api.app_id}/.default",
        } | changes
        return {name: value for name, value in form.items() if value is not None}

    def token(self, *, tenant: str | None = None, v1: bool = False, **changes: str | None) -> Any:
        path = f"/{tenant or self.tenant.tenant_id}/oauth2{'' if v1 else '/v2.0'}/token"
        return self.send("POST", path, data=self.form(**changes))


class KeysMadeOnce:
    """Hands each new server the same keys in the same order; within one they all differ.

    Finding primes takes longer than most tests.
    """

    _made: ClassVar[dict[tuple[int, str, datetime, str], MadeKey]] = {}

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, common_name: str, now: datetime, algorithm: str) -> MadeKey:
        self._count += 1
        wanted = (self._count, common_name, now, algorithm)
        if wanted not in self._made:
            self._made[wanted] = make_signing_key(common_name, now, algorithm)
        return self._made[wanted]


@contextmanager
def opened_server(data: Path, *, kind: type[S], **settings: Any) -> Iterator[S]:
    """Open a server over a new data directory.

    Its clock stands, its tokens live an hour, and it bears any number of failures.
    """
    clock = SettableClock()
    options = {
        "access_token_lifetime": 3600,
        "failures_per_minute": 0,
        "second_factor": "optional",
    } | settings
    with asyncio.Runner() as runner:
        opening = open_services(load_settings({}, data=empty_store(data), **options), create=True)

        async def enter() -> Services:
            opened = await opening.__aenter__()
            return replace(opened, clock=clock, make_signing_key=KeysMadeOnce())

        services = runner.run(enter())
        try:
            yield kind(runner, services, clock)
        finally:
            runner.run(opening.__aexit__(None, None, None))
