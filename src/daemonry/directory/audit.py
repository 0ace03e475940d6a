"""Reading the audit trail and the sign-in log; recording what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.permissions import READ_AUDIT, READ_SIGN_INS, require_any
from daemonry.directory.work import APPLICATION_MANAGEMENT
from daemonry.model.audit import AuditEvent, AuditTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import SealState, SignIn
    from daemonry.model.errors import DirectoryError
    from daemonry.odata.filter import Expression
    from daemonry.ports import SignInLog

FAILURE = "failure"


async def list_audit_events(
    work: Work,
    *,
    limit: int = 100,
    before: str = "",
    target_id: str = "",
    where: Expression | None = None,
) -> Sequence[AuditEvent]:
    """Return audit events, newest first; ``before`` is the last event id of the page before.

    Needs AuditLog.Read.All and Directory.Read.All (Graph: directoryaudit-list).
    Raises ODataError for a filter that is not offered, ForbiddenError.
    """
    for permissions in READ_AUDIT:
        require_any(work, *permissions)
    return await work.uow.audit.list_newest(
        work.tenant_id, limit=limit, before=before, target_id=target_id, where=where
    )


async def read_seal_state(work: Work) -> SealState:
    """Return how far the directory changes are sealed. Needs what their list needs."""
    for permissions in READ_AUDIT:
        require_any(work, *permissions)
    return await work.uow.audit.seal_state(work.tenant_id)


async def record_denied(
    work: Work, activity: str, error: DirectoryError, target_id: str = ""
) -> None:
    """Record an attempt that was refused, in a unit of work of its own.

    The unit of work of the attempt is rolled back, so the surface opens another.
    ``target_id`` is what the caller named; it may exist nowhere.
    """
    targets = (AuditTarget(target_id, "", "Unknown"),) if target_id else ()
    await work.uow.audit.add(
        AuditEvent(
            tenant_id=work.tenant_id,
            event_id=work.ids.guid(),
            at=work.clock.now(),
            activity=activity,
            category=APPLICATION_MANAGEMENT,
            operation="",
            actor=work.actor,
            targets=targets,
            result=FAILURE,
            reason=str(error),
            details={"errorCode": error.rule.code},
        )
    )


async def list_sign_ins(  # noqa: PLR0913 - the filters that the port offers
    work: Work,
    log: SignInLog,
    *,
    limit: int = 100,
    before: str = "",
    app_id: str = "",
    correlation_id: str = "",
    where: Expression | None = None,
) -> Sequence[SignIn]:
    """Return sign-in records, newest first; ``before`` is the last record id of the page before.

    Needs AuditLog.Read.All. Raises ODataError for a filter that is not offered,
    ForbiddenError.
    """
    require_any(work, *READ_SIGN_INS)
    return await log.list_newest(
        work.tenant_id,
        limit=limit,
        before=before,
        app_id=app_id,
        correlation_id=correlation_id,
        where=where,
    )
