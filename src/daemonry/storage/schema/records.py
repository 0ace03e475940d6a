"""Tables of what happened."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, tenant


def _in_chain(table: str, *order: str) -> tuple[Any, ...]:
    """Return what tells a record's place in its tenant's chain; it is empty until sealed.

    The first index finds what is not sealed and holds nothing else, so that it costs a
    new record next to nothing; the other one is for whoever follows the chain.
    """
    unsealed, sealed = text("seq IS NULL"), text("seq IS NOT NULL")
    return (
        Column("seq", BigInteger),
        Column("link", LargeBinary),
        Index(
            f"ix_{table}_unsealed",
            *("tenant_id", *order),
            sqlite_where=unsealed,
            postgresql_where=unsealed,
        ),
        Index(
            f"ix_{table}_sealed",
            *("tenant_id", "seq"),
            sqlite_where=sealed,
            postgresql_where=sealed,
        ),
    )


def _checkpoints(name: str) -> Table:
    return Table(
        name,
        metadata,
        tenant(),
        Column("seq", BigInteger, nullable=False),
        Column("link", LargeBinary, nullable=False),
        Column("at", UtcTime, nullable=False),
        Column("is_base", Boolean, nullable=False),
        Column("key_id", SafeText, nullable=False),
        Column("signature", SafeText, nullable=False),
        key("seq"),
    )


single_use = Table(
    "single_use",
    metadata,
    tenant(),
    Column("namespace", SafeText, nullable=False),
    Column("value", SafeText, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    key("namespace", "value"),
    Index(None, "expires_at"),
)
"""What counts once (assertion and DPoP ``jti``): consumed by one INSERT that may win once."""

revoked_tokens = Table(
    "revoked_tokens",
    metadata,
    tenant(),
    Column("token_identifier", SafeText, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    key("token_identifier"),
    Index(None, "expires_at"),
)

audit_events = Table(
    "audit_events",
    metadata,
    tenant(),
    Column("event_id", SafeText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    *_in_chain("audit_events", "at", "event_id"),
    key("event_id"),
    Index(None, "tenant_id", "at", "event_id"),
)

audit_checkpoints = _checkpoints("audit_checkpoints")
"""Signed heads of the chains of directory changes: the last of every hour, and the base."""

audit_keys = Table(
    "audit_keys",
    metadata,
    Column("key_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sealed_private_key", LargeBinary, nullable=False),
    Column("endorsed_by", SafeText, nullable=False),
    Column("signature", SafeText, nullable=False),
    PrimaryKeyConstraint("key_id"),
)
"""What signs checkpoints of all tenants; each key is endorsed by the one before."""

audit_targets = Table(
    "audit_targets",
    metadata,
    tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("event_id", SafeText, nullable=False),
    key("object_id", "event_id"),
    belongs_to("audit_events", "event_id", to="event_id"),
)
"""Which events touched an object, so that its history can be found."""

directory_changes = Table(
    "directory_changes",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    tenant(),
    Column("app_id", SafeText, nullable=False),
    sqlite_autoincrement=True,
)
"""What ``UnitOfWork.touch`` announced, in order of commit; only the newest rows are kept.

``app_id`` is empty when the whole tenant is meant. Nothing is looked up in it by
tenant, and its order spans tenants: hence the one key without a tenant.
"""

sign_ins = Table(
    "sign_ins",
    metadata,
    tenant(),
    Column("at", UtcTime, nullable=False),
    Column("sign_in_id", SafeText, nullable=False),
    Column("correlation_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("document", Text, nullable=False),
    *_in_chain("sign_ins", "at", "sign_in_id"),
    key("at", "sign_in_id"),
    Index(None, "tenant_id", "app_id", "at"),
    Index(None, "tenant_id", "correlation_id", "at"),
)
"""Sign-in records; in SQLite a file of its own, so that they do not disturb the directory."""

sign_in_checkpoints = _checkpoints("sign_in_checkpoints")
"""Likewise of sign-ins; on SQLite in their file, so that both go together."""

sign_in_hours = Table(
    "sign_in_hours",
    metadata,
    tenant(),
    Column("hour", UtcTime, nullable=False),
    Column("error_code", Integer, nullable=False),
    Column("shard", Integer, nullable=False),
    Column("count", BigInteger, nullable=False),
    key("hour", "error_code", "shard"),
)
"""How many sign-ins of an hour ended with which code (``sign_in_figures.py``)."""

resource_use = Table(
    "resource_use",
    metadata,
    tenant(),
    Column("app_id", SafeText, nullable=False),
    Column("resource_id", SafeText, nullable=False),
    Column("shard", Integer, nullable=False),
    Column("hour", UtcTime, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("tokens_before", BigInteger, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    key("app_id", "resource_id", "shard"),
    Index(
        "ix_resource_use_busy",
        "tenant_id",
        "hour",
        sqlite_where=text("tokens >= 4 OR tokens_before >= 4"),
        postgresql_where=text("tokens >= 4 OR tokens_before >= 4"),
    ),
)
"""When a client had its last token for an API, and how many within an hour."""

RECORD_TABLES: Final = (sign_ins, sign_in_checkpoints, sign_in_hours, resource_use)
