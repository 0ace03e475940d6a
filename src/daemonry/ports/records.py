"""Where revoked tokens, the audit trail and sign-in records are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.audit import AuditEvent, SealState, SignIn
    from daemonry.model.figures import HourOfSignIns, ResourceUse
    from daemonry.model.ids import TenantId
    from daemonry.odata.filter import Expression


class RevokedTokens(Protocol):
    """Access tokens that were revoked before they expired, by unique token identifier."""

    async def add(
        self, tenant_id: TenantId, token_identifier: str, *, now: datetime, expires_at: datetime
    ) -> bool:
        """Revoke a token until it expires; return False when it was revoked before.

        What was over before ``now`` may be forgotten.
        """

    async def contains(self, tenant_id: TenantId, token_identifier: str) -> bool:
        """Tell whether the token was revoked."""


class AuditTrail(Protocol):
    """Directory audit events, part of the unit of work they describe."""

    async def add(self, event: AuditEvent) -> None:
        """Store an event in this transaction."""

    async def list_newest(
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        target_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[AuditEvent]:
        """Return events, newest first; ``before`` is the last event id of the page before.

        Raises ODataError for a property that cannot be filtered by.
        """

    async def seal_state(self, tenant_id: TenantId) -> SealState:
        """Return how far the events of the tenant are sealed."""


class SignInLog(Protocol):
    """Sign-in records, committed in groups."""

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""

    async def list_newest(  # noqa: PLR0913 - the filters of the log
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        app_id: str = "",
        correlation_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[SignIn]:
        """Return records, newest first; ``before`` is the last record id of the page before.

        Raises ODataError for a property that cannot be filtered by.
        """

    async def count_by_hour(
        self, tenant_id: TenantId, *, since: datetime
    ) -> Sequence[HourOfSignIns]:
        """Return how many requests ended with which code in each hour, oldest first."""

    async def uses_of(
        self, tenant_id: TenantId, pairs: Sequence[tuple[str, str]]
    ) -> Sequence[ResourceUse]:
        """Return what these clients had of these APIs (appIds); nothing for never."""

    async def busiest(
        self, tenant_id: TenantId, *, since: datetime, at_least: int, limit: int
    ) -> Sequence[ResourceUse]:
        """Return who had most tokens for one API within an hour, busiest first.

        Only hours from ``since`` on count; ``at_least`` is a number of tokens, 4 or more.
        """
