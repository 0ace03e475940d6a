"""Where persons and their sessions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.model.session import Session
    from daemonry.model.setup_link import SetupLink
    from daemonry.model.user import User
    from daemonry.ports.lists import ListQuery


class Users(Protocol):
    """Persons' accounts; those that are deleted are found only when asked for."""

    async def add(self, user: User) -> None:
        """Store a new one. Raises ConflictError when the name is taken."""

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        """Return the account with this name (case ignored)."""

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> User | None:
        """Return the account with this identifier, live or deleted."""

    async def get_many(self, tenant_id: TenantId, object_ids: Sequence[ObjectId]) -> Sequence[User]:
        """Return those of these accounts that exist, in no particular order."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[User]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def save(self, user: User) -> None:
        """Store a changed account. Raises ConflictError when the name is taken."""

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove an account for good, with sessions and methods."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""


class Sessions(Protocol):
    """Sessions of persons, by the digest of their secret."""

    async def add(self, session: Session, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that began earlier may be forgotten."""

    async def get(self, tenant_id: TenantId, digest: str) -> Session | None:
        """Return the session, ended by time or not, or None."""

    async def save(self, session: Session) -> None:
        """Store when it was used last; one that is gone stays gone."""

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """End a session; one that is not there is no error."""

    async def list_of_user(self, tenant_id: TenantId, user_id: ObjectId) -> Sequence[Session]:
        """Return the sessions of a person, newest first, ended by time or not."""

    async def remove_of_user(
        self, tenant_id: TenantId, user_id: ObjectId, *, keep: str = ""
    ) -> None:
        """End all sessions of a person but the one of the digest ``keep``."""


class AuthenticationMethods(Protocol):
    """What persons prove who they are with besides a password."""

    async def add(self, method: AuthenticationMethod) -> None:
        """Store a new one. Raises ConflictError when its credential is there already."""

    async def list_of(
        self, tenant_id: TenantId, user_id: ObjectId
    ) -> Sequence[AuthenticationMethod]:
        """Return the methods of a person, oldest first; nobody else uses them meanwhile."""

    async def find_credential(
        self, tenant_id: TenantId, credential_id: str
    ) -> AuthenticationMethod | None:
        """Return the passkey of this identifier, whosesoever it is; as ``list_of`` does."""

    async def save(self, method: AuthenticationMethod) -> None:
        """Store a changed document, name and last use; one that is gone stays gone."""

    async def remove(self, tenant_id: TenantId, method_id: str) -> None:
        """Remove one; one that is not there is no error."""


class SetupLinks(Protocol):
    """Links by which an account gets a password, by the digest of their secret."""

    async def put(self, link: SetupLink) -> None:
        """Store a link in the place of others of the same account; forget what is over."""

    async def get(self, tenant_id: TenantId, digest: str) -> SetupLink | None:
        """Return the link, over or not, or None; nobody else uses it meanwhile."""

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """Spend a link; one that is not there is no error."""
