"""Indexes and words by which large lists are filtered and sorted; grants and directory roles.

Names and words of what is there already are filled in. Revision 0003.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from daemonry.model.first_party import GRAPH_APP_ID, first_party_application
from daemonry.model.ids import TenantId
from daemonry.odata.search import words_of
from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BATCH = 1000


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column(
        "service_principals",
        sa.Column("display_name_key", SafeText(), nullable=False, server_default=""),
    )
    op.create_table(
        "application_words",
        *(_text(name) for name in ("tenant_id", "property", "word", "app_id")),
        _tenant_reference("application_words"),
        sa.PrimaryKeyConstraint(
            "tenant_id", "property", "word", "app_id", name="pk_application_words"
        ),
    )
    op.create_index(
        "ix_application_words_tenant_id_app_id", "application_words", ["tenant_id", "app_id"]
    )
    _fill()
    op.drop_index("ix_applications_tenant_id_display_name_key", "applications")
    op.drop_index("ix_app_role_assignments_tenant_id_resource_id", "app_role_assignments")
    for table in ("applications", "service_principals"):
        by_name, by_age = f"ix_{table}_by_name", f"ix_{table}_by_age"
        op.create_index(by_name, table, ["tenant_id", "display_name_key", "object_id"])
        op.create_index(by_age, table, ["tenant_id", "created_at", "object_id"])
    op.create_index(
        "ix_app_role_assignments_of_resource",
        "app_role_assignments",
        ["tenant_id", "resource_id", "created_at", "assignment_id"],
    )
    _create_grants()
    _create_role_assignments()


def _fill() -> None:
    connection = op.get_bind()
    apps = connection.execute(
        sa.text("SELECT tenant_id, app_id, display_name, document FROM applications")
    )
    while rows := apps.fetchmany(_BATCH):
        _fill_words([(row.tenant_id, row.app_id, row.display_name) for row in rows])
        _fill_descriptions(rows)
    connection.execute(
        sa.text(
            "UPDATE service_principals SET display_name_key = coalesce((SELECT a.display_name_key"
            " FROM applications AS a WHERE a.tenant_id = service_principals.tenant_id"
            " AND a.app_id = service_principals.app_id), '')"
        )
    )
    graph = first_party_application(GRAPH_APP_ID, TenantId(""))
    if graph is None:
        return
    connection.execute(
        sa.text("UPDATE service_principals SET display_name_key = :key WHERE app_id = :app_id"),
        {"key": name_key(graph.display_name), "app_id": GRAPH_APP_ID},
    )
    tenants = connection.execute(sa.text("SELECT tenant_id FROM tenants")).all()
    _fill_words([(row.tenant_id, GRAPH_APP_ID, graph.display_name) for row in tenants])


def _fill_words(names: list[tuple[str, str, str]], kind: str = "displayname") -> None:
    rows = [
        {"tenant_id": tenant_id, "property": kind, "word": word, "app_id": app_id}
        for tenant_id, app_id, text in names
        for word in sorted(set(words_of(text)))
    ]
    if rows:
        op.get_bind().execute(
            sa.text(
                "INSERT INTO application_words (tenant_id, property, word, app_id)"
                " VALUES (:tenant_id, :property, :word, :app_id)"
            ),
            rows,
        )


def _fill_descriptions(rows: Any) -> None:
    described = [(row, json.loads(row.document).get("description") or "") for row in rows]
    _fill_words([(row.tenant_id, row.app_id, text) for row, text in described], "description")


def _create_grants() -> None:
    op.create_table(
        "permission_grants",
        *(
            _text(name)
            for name in (
                "tenant_id",
                "grant_id",
                "client_id",
                "resource_id",
                "consent_type",
                "principal_id",
                "scope",
            )
        ),
        sa.Column("created_at", UtcTime(), nullable=False),
        _principal_reference("client_id"),
        _principal_reference("resource_id"),
        sa.PrimaryKeyConstraint("tenant_id", "grant_id", name="pk_permission_grants"),
        sa.UniqueConstraint(
            "tenant_id",
            "client_id",
            "resource_id",
            "consent_type",
            "principal_id",
            name="uq_permission_grants",
        ),
    )
    op.create_index(
        "ix_permission_grants_tenant_id_resource_id",
        "permission_grants",
        ["tenant_id", "resource_id"],
    )


def _create_role_assignments() -> None:
    op.create_table(
        "role_assignments",
        *(
            _text(name)
            for name in (
                "tenant_id",
                "assignment_id",
                "principal_id",
                "role_definition_id",
                "directory_scope_id",
            )
        ),
        sa.Column("created_at", UtcTime(), nullable=False),
        _tenant_reference("role_assignments"),
        sa.PrimaryKeyConstraint("tenant_id", "assignment_id", name="pk_role_assignments"),
        sa.UniqueConstraint(
            "tenant_id",
            "principal_id",
            "role_definition_id",
            "directory_scope_id",
            name="uq_role_assignments",
        ),
    )


def _principal_reference(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        ["service_principals.tenant_id", "service_principals.object_id"],
        name=f"fk_permission_grants_tenant_id_{column}",
        ondelete="CASCADE",
    )


def _tenant_reference(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id"], ["tenants.tenant_id"], name=f"fk_{table}_tenant_id"
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, SafeText(), nullable=False)
