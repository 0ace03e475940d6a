"""``ports.Directory`` over SQL: one transaction, the repositories on it, one commit."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from daemonry.storage.applications import SqlApplications
from daemonry.storage.audit import SqlAuditTrail
from daemonry.storage.authentication_methods import SqlAuthenticationMethods, SqlSetupLinks
from daemonry.storage.certificate_authorities import SqlCertificateAuthorities
from daemonry.storage.changes import announce
from daemonry.storage.device_codes import SqlDeviceCodes
from daemonry.storage.grants import SqlAssignments
from daemonry.storage.notices import SqlNotices
from daemonry.storage.owners import SqlOwners
from daemonry.storage.permission_grants import SqlPermissionGrants
from daemonry.storage.revoked_tokens import SqlRevokedTokens
from daemonry.storage.role_assignments import SqlRoleAssignments
from daemonry.storage.service_principals import SqlServicePrincipals
from daemonry.storage.sessions import SqlSessions
from daemonry.storage.signing_keys import SqlSigningKeys
from daemonry.storage.sqlite import BUSY_TIMEOUT, IMMEDIATE
from daemonry.storage.tenants import SqlTenants
from daemonry.storage.token_families import SqlTokenFamilies
from daemonry.storage.token_lifetime_policies import SqlTokenLifetimePolicies
from daemonry.storage.transaction import Transaction
from daemonry.storage.users import SqlUsers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.ids import AppId, TenantId
    from daemonry.storage.changes import Change

_READING: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class SqlUnitOfWork:
    """One transaction as ``ports.UnitOfWork``.

    The repositories announce what they change themselves, so that a use case cannot
    forget it; ``touch`` is for what they cannot know.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.tenants = SqlTenants(transaction)
        self.applications = SqlApplications(transaction)
        self.service_principals = SqlServicePrincipals(transaction)
        self.assignments = SqlAssignments(transaction)
        self.permission_grants = SqlPermissionGrants(transaction)
        self.role_assignments = SqlRoleAssignments(transaction)
        self.owners = SqlOwners(transaction)
        self.signing_keys = SqlSigningKeys(transaction)
        self.token_lifetime_policies = SqlTokenLifetimePolicies(transaction)
        self.certificate_authorities = SqlCertificateAuthorities(transaction)
        self.users = SqlUsers(transaction)
        self.authentication_methods = SqlAuthenticationMethods(transaction)
        self.setup_links = SqlSetupLinks(transaction)
        self.sessions = SqlSessions(transaction)
        self.token_families = SqlTokenFamilies(transaction)
        self.device_codes = SqlDeviceCodes(transaction)
        self.revoked_tokens = SqlRevokedTokens(transaction)
        self.notices = SqlNotices(transaction)
        self.audit = SqlAuditTrail(transaction)

    def touch(self, tenant_id: TenantId, app_id: AppId | None = None) -> None:
        """Announce, with the commit, that tokens of this application may change."""
        self._transaction.touch(tenant_id, app_id)


class SqlDirectory:
    """Opens units of work on one database. Not for use from several event loops.

    A database that cannot be reached, is full or stays locked raises OSError; when
    that happens at the commit, whether the change was made is unknown until it is
    read again.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writer = asyncio.Lock()
        self._listeners: list[Callable[[Sequence[Change]], Awaitable[None]]] = []

    def when_committed(self, listener: Callable[[Sequence[Change]], Awaitable[None]]) -> None:
        """Await ``listener`` with the announcements of each commit, before ``change()`` ends."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def change(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a writing transaction; commits on success, rolls back on an exception."""
        async with self.transaction() as transaction:
            yield SqlUnitOfWork(transaction)
            changes = await announce(transaction.connection, transaction.touched)
        # The connection is free by now, and the turn of this process's writers over.
        for listener in self._listeners:
            await listener(changes)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a bare writing transaction, for what no token in memory depends on."""
        async with AsyncExitStack() as stack:
            if self._is_sqlite:
                await self._wait_for_writer(stack)
            with _translated():
                connection = await stack.enter_async_context(self._engine.connect())
                if self._is_sqlite:
                    await connection.execution_options(**{IMMEDIATE: True})
                async with connection.begin():
                    yield Transaction(connection, is_writing=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a consistent read-only view. Keep it shorter than a second."""
        async with self.view() as transaction:
            yield SqlUnitOfWork(transaction)

    @asynccontextmanager
    async def view(self) -> AsyncIterator[Transaction]:
        """Open a bare read-only view, for what is no part of a unit of work."""
        with _translated():
            async with self._engine.connect() as connection:
                if not self._is_sqlite:
                    await connection.execution_options(**_READING)
                async with connection.begin():
                    yield Transaction(connection, is_writing=False)

    async def _wait_for_writer(self, stack: AsyncExitStack) -> None:
        """Take the turn of this process's writers, who would only wait for a lock otherwise."""
        try:
            async with asyncio.timeout(BUSY_TIMEOUT):
                await stack.enter_async_context(self._writer)
        except TimeoutError:
            raise OSError("The database is busy with another change.") from None


@contextmanager
def _translated() -> Iterator[None]:
    """Raise OSError for a database that does not serve; leave our own mistakes as they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (DBAPIError, PoolTimeoutError) as error:
        raise OSError(f"The database does not serve: {type(error).__name__}.") from error
