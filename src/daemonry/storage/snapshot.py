"""``ports.TokenDirectory``: the working set in memory, as of the last commit anywhere.

Every public call first learns what was committed (``change_feed.py``) and forgets
the entries made from it; then it answers from memory or loads in one read
transaction. Three things keep an answer from being older than a change that was
acknowledged before the call:

- the feed is asked at each call;
- a load during which something changed in its tenant is answered but not kept;
- who finds a load under way joins it only if nothing changed since it began.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.first_party import FIRST_PARTY_CLIENTS, first_party_application
from daemonry.model.ids import AppId, ObjectId, TenantId, parse_guid
from daemonry.ports import ClientState, Entitlement
from daemonry.storage.cache import TaggedCache
from daemonry.storage.changes import WHOLE_TENANT
from daemonry.storage.lookup_keys import uri_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence

    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.policy import PoliciesInForce
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.storage.change_feed import ChangeFeed
    from daemonry.storage.changes import Change
    from daemonry.storage.unit_of_work import SqlDirectory, SqlUnitOfWork

    _Load = Callable[[SqlUnitOfWork], Awaitable["_Loaded | None"]]

LIMIT: Final = 50_000
NEGATIVE_LIMIT: Final = 4_096
_NO_TENANT: Final = TenantId("")
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A value with the tenant and the applications it was made from."""

    value: Any
    tenant_id: TenantId
    app_ids: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class _Flight:
    """A load under way. ``is_stale`` once something changed in its tenant."""

    tenant_id: TenantId
    task: asyncio.Task[Any] = field(init=False)
    is_stale: bool = False


class SnapshotTokenDirectory:
    """What token requests read. For one event loop."""

    def __init__(
        self,
        directory: SqlDirectory,
        feed: ChangeFeed,
        *,
        limit: int = LIMIT,
        negative_limit: int = NEGATIVE_LIMIT,
    ) -> None:
        self._directory = directory
        self._feed = feed
        self._known = TaggedCache(limit)
        self._absent = TaggedCache(negative_limit)
        self._flights: dict[Hashable, _Flight] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._version = 0
        self._when_forgotten: Callable[[Iterable[Hashable]], None] = lambda _: None
        self.loads = 0
        directory.when_committed(self._committed)

    def entries(self) -> int:
        """Return how many objects are held in memory."""
        return len(self._known)

    def version(self) -> int | None:
        """Return a number that is another one once any earlier answer may not hold any more.

        None when that cannot be told from memory. Raises OSError.
        """
        if self._feed.is_overdue():
            return None
        self.catch_up()
        return self._version

    async def tenant(self, name: str) -> Tenant | None:
        """Return the tenant with this ID, verified domain or subdomain; case is ignored."""
        name = name.lower()
        key = ("tenant", name)
        found: Tenant | None = self._recall(key)
        return found if found is not None else await self._load_tenant(key, name)

    async def client(self, tenant_id: TenantId, app_id: AppId) -> ClientState | None:
        """Return the application with this client ID, with its live service principal."""
        key = ("client", tenant_id, app_id)
        found: ClientState | None = self._recall(key)
        return found if found is not None else await self._load_client(key, tenant_id, app_id)

    async def resource(self, tenant_id: TenantId, identifier: str) -> ServicePrincipal | None:
        """Return the live service principal named by an appId or an application ID URI.

        A URI is compared in its normalised form, which is unique in the tenant.
        """
        app_id = parse_guid(identifier)
        if app_id is None:
            uri = uri_key(identifier)
            app_id = None if uri is None else await self._holder(tenant_id, uri)
            if app_id is None:
                return None
        key = ("resource", tenant_id, app_id)
        found: ServicePrincipal | None = self._recall(key)
        return found if found is not None else await self._load_resource(key, tenant_id, app_id)

    async def assigned_roles(
        self, tenant_id: TenantId, principal_id: ObjectId, resource_id: ObjectId
    ) -> Entitlement:
        """Return what the principal was assigned on the resource."""
        key = ("roles", tenant_id, principal_id, resource_id)
        found: Entitlement | None = self._recall(key)
        if found is None:
            found = await self._load_roles(key, tenant_id, principal_id, resource_id)
        return found

    async def token_lifetime_policies(
        self, tenant_id: TenantId, resource: ServicePrincipal
    ) -> PoliciesInForce:
        """Return the token lifetime policies that concern an API."""
        key = ("policies", tenant_id, resource.object_id)
        found: PoliciesInForce | None = self._recall(key)
        return found if found is not None else await self._load_policies(key, tenant_id, resource)

    async def signing_keys(self, tenant_id: TenantId) -> Sequence[SigningKey]:
        """Return the tenant's signing keys, newest first."""
        key = ("keys", tenant_id)
        found: Sequence[SigningKey] | None = self._recall(key)
        return found if found is not None else await self._load_keys(key, tenant_id)

    async def certificate_authorities(self, tenant_id: TenantId) -> Sequence[CertificateAuthority]:
        """Return the tenant's certificate authorities, oldest first."""

        async def load(uow: SqlUnitOfWork) -> _Loaded:
            return _Loaded(tuple(await uow.certificate_authorities.list_of(tenant_id)), tenant_id)

        key = ("authorities", tenant_id)
        found: Sequence[CertificateAuthority] | None = self._recall(key)
        return found if found is not None else await self._load(key, tenant_id, load)

    def when_forgotten(self, listener: Callable[[Iterable[Hashable]], None]) -> None:
        """Call ``listener`` with the keys of what a change made us forget, for ``load_again``."""
        self._when_forgotten = listener

    def catch_up(self) -> None:
        """Forget what was changed since the last call. Raises OSError."""
        changes = self._feed.collect()
        if changes is None or changes:
            self._apply(changes)

    async def load_again(self, key: Any) -> None:
        """Have in memory what was forgotten, by the way that requests go. Raises OSError."""
        match key:
            case ("tenant", name):
                await self.tenant(name)
            case ("client", tenant_id, app_id):
                await self.client(tenant_id, app_id)
            case ("uri", tenant_id, uri):
                await self._holder(tenant_id, uri)
            case ("resource", tenant_id, app_id):
                resource = await self.resource(tenant_id, app_id)
                if resource is not None:
                    await self.token_lifetime_policies(tenant_id, resource)
            case ("roles", tenant_id, principal_id, resource_id):
                await self.assigned_roles(tenant_id, principal_id, resource_id)
            case ("keys", tenant_id):
                await self.signing_keys(tenant_id)
            case ("authorities", tenant_id):
                await self.certificate_authorities(tenant_id)

    async def close(self) -> None:
        """Give up loads that are under way and let go of the feed."""
        under_way = tuple(self._tasks)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._feed.close()

    async def _holder(self, tenant_id: TenantId, uri: str) -> str | None:
        async def load(uow: SqlUnitOfWork) -> _Loaded | None:
            app_id = await uow.applications.app_id_of_uri(tenant_id, uri)
            return None if app_id is None else _Loaded(app_id, tenant_id, (app_id,))

        key = ("uri", tenant_id, uri)
        found: str | None = self._recall(key)
        return found if found is not None else await self._load(key, tenant_id, load)

    async def _load_tenant(self, key: Hashable, name: str) -> Any:
        async def load(uow: SqlUnitOfWork) -> _Loaded | None:
            tenant = await uow.tenants.find(name)
            return None if tenant is None else _Loaded(tenant, tenant.tenant_id)

        return await self._load(key, _NO_TENANT, load)

    async def _load_client(self, key: Hashable, tenant_id: TenantId, app_id: AppId) -> Any:
        async def load(uow: SqlUnitOfWork) -> _Loaded | None:
            application = await uow.applications.get_by_app_id(tenant_id, app_id)
            if application is None and app_id in FIRST_PARTY_CLIENTS:
                application = first_party_application(app_id, tenant_id)
            if application is None:
                return None
            principal = await uow.service_principals.get_by_app_id(tenant_id, app_id)
            return _Loaded(ClientState(application, principal), tenant_id, (app_id,))

        return await self._load(key, tenant_id, load)

    async def _load_resource(self, key: Hashable, tenant_id: TenantId, app_id: str) -> Any:
        async def load(uow: SqlUnitOfWork) -> _Loaded | None:
            principal = await uow.service_principals.get_by_app_id(tenant_id, AppId(app_id))
            if principal is None or principal.application.deleted_at is not None:
                return None
            return _Loaded(principal, tenant_id, (app_id,))

        return await self._load(key, tenant_id, load)

    async def _load_roles(
        self, key: Hashable, tenant_id: TenantId, principal_id: ObjectId, resource_id: ObjectId
    ) -> Entitlement:
        async def load(uow: SqlUnitOfWork) -> _Loaded | None:
            between = await uow.assignments.between(tenant_id, principal_id, resource_id)
            if between is None:
                return None
            return _Loaded(Entitlement(between.role_ids), tenant_id, between.app_ids)

        found: Entitlement | None = await self._load(key, tenant_id, load)
        return Entitlement(frozenset()) if found is None else found

    async def _load_policies(
        self, key: Hashable, tenant_id: TenantId, resource: ServicePrincipal
    ) -> Any:
        async def load(uow: SqlUnitOfWork) -> _Loaded:
            in_force = await uow.token_lifetime_policies.in_force(
                tenant_id, resource.object_id, resource.application.object_id
            )
            return _Loaded(in_force, tenant_id, (resource.app_id,))

        return await self._load(key, tenant_id, load)

    async def _load_keys(self, key: Hashable, tenant_id: TenantId) -> Any:
        async def load(uow: SqlUnitOfWork) -> _Loaded:
            return _Loaded(tuple(await uow.signing_keys.list_of(tenant_id)), tenant_id)

        return await self._load(key, tenant_id, load)

    def _recall(self, key: Hashable) -> Any:
        """Return what is in memory and current, else None. Nothing is awaited here."""
        if self._feed.is_overdue():
            return None
        self.catch_up()
        return self._known.get(key)

    async def _load(self, key: Hashable, tenant_id: TenantId, load: _Load) -> Any:
        """Return what the database says, unless it is known by now after all."""
        await self._ask_if_overdue()
        self.catch_up()
        found = self._known.get(key)
        if found is not None:
            return found
        if self._absent.get(key) is not None:
            return None
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(tenant_id)
            flight.task = asyncio.create_task(self._fly(key, flight, load))
            self._tasks.add(flight.task)
            flight.task.add_done_callback(self._landed)
        # Shielded, because others may have joined who are not cancelled with this one.
        return await asyncio.shield(flight.task)

    async def _fly(self, key: Hashable, flight: _Flight, load: _Load) -> Any:
        self.loads += 1
        try:
            async with self._directory.read() as uow:
                loaded = await load(uow)
            await self._ask_if_overdue()
            self.catch_up()
            if not flight.is_stale:
                self._keep(key, flight.tenant_id, loaded)
        finally:
            if self._flights.get(key) is flight:
                del self._flights[key]
        return None if loaded is None else loaded.value

    async def _ask_if_overdue(self) -> None:
        if self._feed.is_overdue():
            await self._feed.ask()

    def _keep(self, key: Hashable, tenant_id: TenantId, loaded: _Loaded | None) -> None:
        if loaded is None:
            self._absent.put(key, _ABSENT, tenant_id)
        else:
            self._known.put(key, loaded.value, loaded.tenant_id, loaded.app_ids)

    async def _committed(self, changes: Sequence[Change]) -> None:
        """Forget what a change concerns, here and everywhere, before it is acknowledged."""
        self._feed.committed(changes)
        try:
            self._apply(self._feed.collect())
        except OSError:
            self._apply(None)
        await self._feed.settle(changes)

    def _apply(self, changes: Sequence[Change] | None) -> None:
        self._version += 1
        if changes is None:
            self._when_forgotten(self._known.clear())
            self._absent.clear()
            self._ground(lambda _: True)
            return
        for change in changes:
            self._when_forgotten(self._known.forget(change.tenant_id, change.app_id))
            self._absent.forget(change.tenant_id)
            concerned = {change.tenant_id}
            if change.app_id == WHOLE_TENANT:
                self._absent.forget(_NO_TENANT)
                concerned.add(_NO_TENANT)
            self._ground(concerned.__contains__)

    def _ground(self, concerns: Callable[[TenantId], bool]) -> None:
        """Let nobody join loads that began before a change of their tenant."""
        grounded = [key for key, flight in self._flights.items() if concerns(flight.tenant_id)]
        for key in grounded:
            self._flights.pop(key).is_stale = True
        self._when_forgotten(grounded)

    def _landed(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, because everybody who waited may be gone
