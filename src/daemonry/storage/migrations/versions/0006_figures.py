"""Figures beside the sign-in records, and what comes to its end, by index.

What is there already is counted once. Revision 0006.
"""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING, RECORDS
from daemonry.storage.sign_in_figures import POSTGRES_TRIGGER

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BATCH = 1000
_IS_BUSY = sa.text("tokens >= 4 OR tokens_before >= 4")
_HOURS = {
    "sqlite": "substr(at, 1, 13) || ':00:00.000000'",
    "postgresql": "date_trunc('hour', at, 'UTC')",
}
_CODES = {
    "sqlite": "json_extract(document, '$.error_code')",
    "postgresql": "(document::json ->> 'error_code')::integer",
}
_RESOURCES = {
    "sqlite": "json_extract(document, '$.resource_id')",
    "postgresql": "document::json ->> 'resource_id'",
}
_COUNT_HOURS = """
INSERT INTO sign_in_hours (tenant_id, hour, error_code, shard, count)
SELECT tenant_id, {hour}, {code}, 0, count(*) FROM sign_ins GROUP BY 1, 2, 3
"""
_COUNT_USE = """
INSERT INTO resource_use
       (tenant_id, app_id, resource_id, shard, hour, tokens, tokens_before, last_at)
SELECT tenant_id, app_id, resource_id, 0, hour, tokens, 0, last_at
  FROM (SELECT tenant_id, app_id, {resource} AS resource_id, {hour} AS hour,
               count(*) AS tokens, max(at) AS last_at,
               row_number() OVER (PARTITION BY tenant_id, app_id, {resource}
                                  ORDER BY {hour} DESC) AS place
          FROM sign_ins WHERE {code} = 0
         GROUP BY 1, 2, 3, 4) AS counted
 WHERE place = 1
"""


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY in parts:
        _upgrade_directory()
    if RECORDS in parts:
        _upgrade_records()


def _upgrade_directory() -> None:
    op.create_index(
        "ix_password_credentials_tenant_id_ends_at",
        "password_credentials",
        ["tenant_id", "ends_at"],
    )
    op.create_index(
        "ix_app_role_assignments_by_age",
        "app_role_assignments",
        ["tenant_id", "created_at", "assignment_id"],
    )
    ends = op.create_table(
        "key_credential_ends",
        *(_text(name) for name in ("tenant_id", "application_id", "key_id")),
        sa.Column("display_name", SafeText()),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "application_id"],
            ["applications.tenant_id", "applications.object_id"],
            name="fk_key_credential_ends_tenant_id_application_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "application_id", "key_id", name="pk_key_credential_ends"
        ),
    )
    op.create_index(
        "ix_key_credential_ends_tenant_id_ends_at", "key_credential_ends", ["tenant_id", "ends_at"]
    )
    connection = op.get_bind()
    found = connection.execute(sa.text("SELECT tenant_id, object_id, document FROM applications"))
    while rows := found.fetchmany(_BATCH):
        if held := [end for row in rows for end in _ends_of(row)]:
            connection.execute(sa.insert(ends), held)


def _ends_of(row: Any) -> list[dict[str, Any]]:
    return [
        {
            "tenant_id": row.tenant_id,
            "application_id": row.object_id,
            "key_id": credential["key_id"],
            "display_name": credential.get("display_name"),
            "ends_at": datetime.fromisoformat(credential["ends_at"]),
        }
        for credential in json.loads(row.document).get("key_credentials", ())
    ]


def _upgrade_records() -> None:
    op.create_table(
        "sign_in_hours",
        _text("tenant_id"),
        sa.Column("hour", UtcTime(), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "hour", "error_code", "shard", name="pk_sign_in_hours"
        ),
    )
    op.create_table(
        "resource_use",
        *(_text(name) for name in ("tenant_id", "app_id", "resource_id")),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("hour", UtcTime(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("tokens_before", sa.BigInteger(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "app_id", "resource_id", "shard", name="pk_resource_use"
        ),
    )
    op.create_index(
        "ix_resource_use_busy",
        "resource_use",
        ["tenant_id", "hour"],
        sqlite_where=_IS_BUSY,
        postgresql_where=_IS_BUSY,
    )
    dialect = op.get_bind().dialect.name
    words = {"hour": _HOURS[dialect], "code": _CODES[dialect], "resource": _RESOURCES[dialect]}
    for statement in (_COUNT_HOURS, _COUNT_USE):
        op.get_bind().exec_driver_sql(statement.format_map(words))
    if dialect == "postgresql":
        for statement in POSTGRES_TRIGGER:
            op.get_bind().exec_driver_sql(statement)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, SafeText(), nullable=False)
