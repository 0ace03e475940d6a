"""Tables of notices that something ends. The server's own rows have an empty ``tenant_id``."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, tenant

_WAITING = text("state = 'waiting'")

notice_settings = Table(
    "notice_settings",
    metadata,
    tenant(),
    Column("document", Text, nullable=False),
    Column("sealed_webhook_secret", LargeBinary, nullable=False),
    key(),
)

notices = Table(
    "notices",
    metadata,
    tenant(),
    Column("notice_id", SafeText, nullable=False),
    Column("key_id", SafeText, nullable=False),
    Column("days", Integer, nullable=False),
    Column("written_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    key("notice_id"),
    UniqueConstraint("tenant_id", "key_id", "days"),
    Index(None, "tenant_id", "written_at"),
)

notice_deliveries = Table(
    "notice_deliveries",
    metadata,
    tenant(),
    Column("notice_id", SafeText, nullable=False),
    Column("channel", SafeText, nullable=False),
    Column("recipient", SafeText, nullable=False),
    Column("state", SafeText, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("changed_at", UtcTime),
    Column("failure", Text, nullable=False),
    key("notice_id", "channel", "recipient"),
    belongs_to("notices", "notice_id", to="notice_id"),
    Index(
        "ix_notice_deliveries_waiting",
        "tenant_id",
        "due_at",
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    ),
)
