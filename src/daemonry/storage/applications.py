"""Registrations in SQL: one row, its secrets' digests, and the URIs it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from daemonry.model.application import Application
from daemonry.model.errors import (
    IDENTIFIER_URI_TAKEN,
    NAME_IN_USE,
    RESOURCE_NOT_FOUND,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.storage.credential_ends import list_ending
from daemonry.storage.credentials import OF_APPLICATIONS, load_passwords, store_credentials
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.identifiers import app_id_of_uri, held_by_first_party, uri_keys
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.matching import application_conditions, orders_of, paged
from daemonry.storage.names import finds_few, store_words
from daemonry.storage.schema import (
    application_logos,
    application_words,
    applications,
    identifier_uris,
    owners,
    policy_assignments,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from daemonry.model.figures import EndingCredential
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.model.logo import Logo
    from daemonry.ports import ListQuery
    from daemonry.storage.credentials import Credentials
    from daemonry.storage.transaction import Transaction

_OWN_COLUMNS: Final = (
    "tenant_id",
    "object_id",
    "app_id",
    "display_name",
    "unique_name",
    "created_at",
    "deleted_at",
)
_ELSEWHERE: Final = frozenset({*_OWN_COLUMNS, "password_credentials"})


class SqlApplications:
    """``ports.Applications``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, application: Application) -> None:
        """Store a new registration. Raises InvalidError for a taken identifier URI.

        Raises ConflictError for a taken ``unique_name``.
        """
        keys = {"object_id": application.object_id, "app_id": application.app_id}
        values = {"tenant_id": application.tenant_id, **keys, **_values(application)}
        async with self._transaction.refusing(_name_taken):
            await self._transaction.write(insert(applications).values(values))
        await self._store_uris(application)
        await store_words(self._transaction, application)
        await store_credentials(self._transaction, application, OF_APPLICATIONS)
        self._transaction.touch(application.tenant_id, application.app_id)

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> Application | None:
        """Return a live (or, when asked, a soft-deleted) registration."""
        return await self._one(tenant_id, applications.c.object_id == object_id, _state(deleted))

    async def get_by_app_id(self, tenant_id: TenantId, app_id: AppId) -> Application | None:
        """Return the live registration with this appId."""
        return await self._one(tenant_id, applications.c.app_id == app_id, _state(deleted=False))

    async def app_id_of_uri(self, tenant_id: TenantId, key: str) -> str | None:
        """Return the appId that holds the identifier URI with this key (``uri_key``)."""
        row = await self._transaction.row(app_id_of_uri(tenant_id, key))
        return None if row is None else str(row.app_id)

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[Application]:
        """Return registrations in the order asked for, else by object identifier."""
        few = await finds_few(self._transaction, tenant_id, query)
        statement = select(applications).where(
            applications.c.tenant_id == tenant_id,
            _state(deleted),
            *application_conditions(tenant_id, query, finds_many=few is False),
        )
        key, orders = applications.c.object_id, orders_of(applications)
        page = paged(statement, key, query, orders, is_narrow=few is True)
        return await self._loaded(tenant_id, page)

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[Application]:
        """Return those of these that are live, in no particular order."""
        query = select(applications).where(
            applications.c.tenant_id == tenant_id,
            applications.c.object_id.in_(object_ids),
            _state(deleted=False),
        )
        return await self._loaded(tenant_id, query)

    async def count_matching(
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        """Return how many there are, whatever the page; no more than ``at_most`` are counted."""
        found = select(applications.c.object_id).where(
            applications.c.tenant_id == tenant_id,
            _state(deleted),
            *application_conditions(tenant_id, query),
        )
        counted = select(func.count()).select_from(found.limit(at_most).subquery())
        return int((await self._transaction.row(counted))[0])

    async def list_ending(
        self, tenant_id: TenantId, *, after: datetime | None, before: datetime, limit: int
    ) -> Sequence[EndingCredential]:
        """Return secrets and certificates of live applications by their end, earliest first."""
        return await list_ending(
            self._transaction, tenant_id, after=after, before=before, limit=limit
        )

    async def save(self, application: Application) -> None:
        """Store the whole registration. Raises InvalidError for a taken identifier URI.

        Raises ConflictError for a taken ``unique_name`` and NotFoundError when the
        registration is not in the tenant.
        """
        statement = update(applications).where(
            applications.c.tenant_id == application.tenant_id,
            applications.c.object_id == application.object_id,
            applications.c.app_id == application.app_id,
        )
        async with self._transaction.refusing(_name_taken):
            concerned = await self._transaction.write(statement.values(_values(application)))
        if not concerned:
            raise NotFoundError(RESOURCE_NOT_FOUND, id=application.object_id)
        await self._store_uris(application)
        await store_words(self._transaction, application)
        await store_credentials(self._transaction, application, OF_APPLICATIONS)
        self._transaction.touch(application.tenant_id, application.app_id)

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with all that hangs on it."""
        removed = await self._transaction.write_returning(
            delete(applications)
            .where(applications.c.tenant_id == tenant_id, applications.c.object_id == object_id)
            .returning(applications.c.app_id)
        )
        if removed is None:
            return
        for column, key in (
            (identifier_uris.c.app_id, removed.app_id),
            (application_words.c.app_id, removed.app_id),
            (owners.c.owned_id, object_id),
            (policy_assignments.c.object_id, object_id),
        ):
            await self._transaction.write(
                delete(column.table).where(column.table.c.tenant_id == tenant_id, column == key)
            )
        self._transaction.touch(tenant_id, removed.app_id)

    async def get_logo(self, tenant_id: TenantId, object_id: ObjectId, file: str) -> bytes | None:
        """Return the picture with this name, or None."""
        query = select(application_logos.c.content).where(
            *_logo_of(tenant_id, object_id), application_logos.c.file == file
        )
        row = await self._transaction.row(query)
        return None if row is None else bytes(row.content)

    async def save_logo(self, tenant_id: TenantId, object_id: ObjectId, logo: Logo) -> None:
        """Store the one logo of a registration that is there."""
        await self.remove_logo(tenant_id, object_id)
        keys = {"tenant_id": tenant_id, "application_id": object_id}
        values = {**keys, "file": logo.file, "content": logo.content}
        await self._transaction.write(insert(application_logos).values(values))

    async def remove_logo(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove the logo; where there is none nothing happens."""
        await self._transaction.write(
            delete(application_logos).where(*_logo_of(tenant_id, object_id))
        )

    async def _one(self, tenant_id: TenantId, *conditions: Any) -> Application | None:
        query = select(applications).where(applications.c.tenant_id == tenant_id, *conditions)
        row = await self._transaction.row(self._transaction.locked(query, applications))
        if row is None:
            return None
        found = await self._passwords(tenant_id, [row])
        return application_from(row._asdict(), found)

    async def _loaded(self, tenant_id: TenantId, query: Select[Any]) -> Sequence[Application]:
        rows = await self._transaction.rows(query)
        found = await self._passwords(tenant_id, rows)
        return [application_from(row._asdict(), found) for row in rows]

    async def _passwords(self, tenant_id: TenantId, rows: Sequence[Row[Any]]) -> Credentials:
        object_ids = [row.object_id for row in rows]
        return await load_passwords(self._transaction, tenant_id, object_ids, OF_APPLICATIONS)

    async def _store_uris(self, application: Application) -> None:
        """Hold exactly the URIs of the application; a soft-deleted one keeps its own."""
        tenant_id, app_id = application.tenant_id, application.app_id
        wanted = uri_keys(application.identifier_uris)
        if wanted & held_by_first_party():
            raise _uri_taken()
        of_application = (identifier_uris.c.tenant_id == tenant_id) & (
            identifier_uris.c.app_id == app_id
        )
        rows = await self._transaction.rows(select(identifier_uris.c.uri_key).where(of_application))
        held = {row.uri_key for row in rows}
        if held - wanted:
            surplus = identifier_uris.c.uri_key.in_(held - wanted)
            await self._transaction.write(delete(identifier_uris).where(of_application, surplus))
        new = [
            {"tenant_id": tenant_id, "uri_key": key, "app_id": app_id}
            for key in sorted(wanted - held)
        ]
        if new:
            async with self._transaction.refusing(lambda _: _uri_taken()):
                await self._transaction.write(insert(identifier_uris), new)


def application_from(row: Mapping[str, Any], credentials: Credentials) -> Application:
    """Return the application of a row of its table."""
    columns = {name: row[name] for name in _OWN_COLUMNS}
    held = credentials.get(row["object_id"], ())
    return build(Application, row["document"], password_credentials=held, **columns)


def _values(application: Application) -> dict[str, Any]:
    unique = application.unique_name
    return {
        "display_name": application.display_name,
        "display_name_key": name_key(application.display_name),
        "unique_name": unique,
        "unique_name_key": None if unique is None else name_key(unique),
        "created_at": application.created_at,
        "deleted_at": application.deleted_at,
        "document": encode_fields(application, leave_out=_ELSEWHERE),
    }


def _state(deleted: bool) -> Any:  # noqa: FBT001 - the flag of the port
    return (
        applications.c.deleted_at.is_not(None) if deleted else applications.c.deleted_at.is_(None)
    )


def _logo_of(tenant_id: TenantId, object_id: ObjectId) -> tuple[Any, ...]:
    table = application_logos
    return (table.c.tenant_id == tenant_id, table.c.application_id == object_id)


def _name_taken(violated: str) -> ConflictError:
    name = "uniqueName" if "unique_name" in violated else "appId"
    return ConflictError(NAME_IN_USE, target=name, property=name)


def _uri_taken() -> InvalidError:
    return InvalidError(IDENTIFIER_URI_TAKEN, target="identifierUris")
