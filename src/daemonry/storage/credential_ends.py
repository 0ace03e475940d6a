"""Secrets and certificates by the time they end, over all applications of a tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, literal, select, union_all

from daemonry.model.figures import EndingCredential
from daemonry.storage.schema import applications, key_credential_ends, password_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from daemonry.model.application import Application
    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction


async def store_key_ends(transaction: Transaction, application: Application) -> None:
    """Keep exactly the certificates that the application has; their ends never change."""
    table = key_credential_ends
    tenant_id, object_id = application.tenant_id, application.object_id
    held = {one.key_id: one for one in application.key_credentials}
    await transaction.write(
        delete(table).where(
            table.c.tenant_id == tenant_id,
            table.c.application_id == object_id,
            table.c.key_id.not_in(held),
        )
    )
    if not held:
        return
    known = await transaction.rows(
        select(table.c.key_id).where(
            table.c.tenant_id == tenant_id, table.c.application_id == object_id
        )
    )
    for row in known:
        held.pop(row.key_id, None)
    new = [
        {
            "tenant_id": tenant_id,
            "application_id": object_id,
            "key_id": one.key_id,
            "display_name": one.display_name,
            "ends_at": one.ends_at,
        }
        for one in held.values()
    ]
    if new:
        await transaction.write(table.insert(), new)


async def list_ending(
    transaction: Transaction,
    tenant_id: TenantId,
    *,
    after: datetime | None,
    before: datetime,
    limit: int,
) -> Sequence[EndingCredential]:
    """Return the credentials of live applications that end in between, earliest first."""
    both = union_all(
        *(
            _ending(kind, table, tenant_id, after, before).limit(limit).subquery().select()
            for kind, table in (
                ("secret", password_credentials),
                ("certificate", key_credential_ends),
            )
        )
    ).subquery()
    rows = await transaction.rows(select(both).order_by(both.c.ends_at, both.c.key_id).limit(limit))
    return [EndingCredential(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's API


def _ending(
    kind: str, table: Any, tenant_id: TenantId, after: datetime | None, before: datetime
) -> Select[Any]:
    query = (
        select(
            literal(kind).label("kind"),
            table.c.key_id,
            table.c.display_name,
            table.c.ends_at,
            applications.c.app_id,
            applications.c.display_name.label("app_display_name"),
        )
        .join(
            applications,
            and_(
                applications.c.tenant_id == table.c.tenant_id,
                applications.c.object_id == table.c.application_id,
            ),
        )
        .where(
            table.c.tenant_id == tenant_id,
            table.c.ends_at < before,
            applications.c.deleted_at.is_(None),
        )
        .order_by(table.c.ends_at, table.c.key_id)
    )
    return query if after is None else query.where(table.c.ends_at >= after)
