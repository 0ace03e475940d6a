"""Where persons and their sessions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.model.session import Session
    from daemonry.model.user import User
    from daemonry.ports.lists import ListQuery


class Users(Protocol):
    """Administrators' accounts."""

    async def add(self, user: User) -> None:
        """Store a new one. Raises ConflictError when the name is taken."""

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        """Return the account with this name (case ignored)."""

    async def get(self, tenant_id: TenantId, object_id: ObjectId) -> User | None:
        """Return the account with this identifier."""

    async def get_many(self, tenant_id: TenantId, object_ids: Sequence[ObjectId]) -> Sequence[User]:
        """Return those of these accounts that exist, in no particular order."""

    async def list_matching(self, tenant_id: TenantId, query: ListQuery) -> Sequence[User]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""


class Sessions(Protocol):
    """Sessions of the admin center, by the digest of their secret."""

    async def add(self, session: Session, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that began earlier may be forgotten."""

    async def get(self, tenant_id: TenantId, digest: str) -> Session | None:
        """Return the session, ended by time or not, or None."""

    async def save(self, session: Session) -> None:
        """Store when it was used last; one that is gone stays gone."""

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """End a session; one that is not there is no error."""
