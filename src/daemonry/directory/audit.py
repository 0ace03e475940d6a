"""Reading the audit trail and the sign-in log; recording what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import AuditEvent, SignIn
    from daemonry.model.errors import DirectoryError
    from daemonry.ports import SignInLog


async def list_audit_events(
    work: Work, *, limit: int = 100, before: str = "", target_id: str = ""
) -> Sequence[AuditEvent]:
    """Return audit events, newest first; ``before`` is the last event id of the page before.

    Needs AuditLog.Read.All or Directory.Read.All. Raises ForbiddenError.
    """
    raise NotImplementedError


async def record_denied(
    work: Work, activity: str, error: DirectoryError, target_id: str = ""
) -> None:
    """Record an attempt that was refused, in a unit of work of its own.

    The unit of work of the attempt is rolled back, so the surface opens another.
    """
    raise NotImplementedError


async def list_sign_ins(  # noqa: PLR0913 - the filters that the port offers
    work: Work,
    log: SignInLog,
    *,
    limit: int = 100,
    before: str = "",
    app_id: str = "",
    correlation_id: str = "",
) -> Sequence[SignIn]:
    """Return sign-in records, newest first; ``before`` is the last record id of the page before.

    Needs AuditLog.Read.All. Raises ForbiddenError.
    """
    raise NotImplementedError
