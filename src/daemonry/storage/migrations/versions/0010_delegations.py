"""What people's sign-ins give to clients: families of tokens, codes, device codes.

Revision 0010.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    _token_families()
    _authorization_codes()
    _refresh_tokens()
    _device_codes()


def _token_families() -> None:
    op.create_table(
        "token_families",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("family_id", SafeText(), nullable=False),
        sa.Column("app_id", SafeText(), nullable=False),
        sa.Column("user_id", SafeText(), nullable=False),
        sa.Column("authenticated_at", UtcTime(), nullable=False),
        sa.Column("methods", SafeText(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("credential_stamp", SafeText(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_spa", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", UtcTime()),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["users.tenant_id", "users.object_id"],
            name="fk_token_families_tenant_id_user_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "family_id", name="pk_token_families"),
    )
    for column in ("user_id", "expires_at"):
        op.create_index(
            f"ix_token_families_tenant_id_{column}", "token_families", ["tenant_id", column]
        )


def _authorization_codes() -> None:
    op.create_table(
        "authorization_codes",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("digest", SafeText(), nullable=False),
        sa.Column("family_id", SafeText(), nullable=False),
        sa.Column("redirect_uri", SafeText(), nullable=False),
        sa.Column("code_challenge", SafeText(), nullable=False),
        sa.Column("scope", SafeText(), nullable=False),
        sa.Column("nonce", SafeText(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("redeemed_at", UtcTime()),
        sa.Column("token_identifier", SafeText(), nullable=False),
        sa.Column("token_expires_at", UtcTime()),
        _of_family("authorization_codes"),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name="pk_authorization_codes"),
    )
    op.create_index(
        "ix_authorization_codes_tenant_id_family_id",
        "authorization_codes",
        ["tenant_id", "family_id"],
    )


def _refresh_tokens() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("digest", SafeText(), nullable=False),
        sa.Column("family_id", SafeText(), nullable=False),
        sa.Column("issued_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("replaced_at", UtcTime()),
        _of_family("refresh_tokens"),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name="pk_refresh_tokens"),
    )
    op.create_index(
        "ix_refresh_tokens_tenant_id_family_id", "refresh_tokens", ["tenant_id", "family_id"]
    )


def _device_codes() -> None:
    op.create_table(
        "device_codes",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("digest", SafeText(), nullable=False),
        sa.Column("user_code_digest", SafeText(), nullable=False),
        sa.Column("app_id", SafeText(), nullable=False),
        sa.Column("scope", SafeText(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("state", SafeText(), nullable=False),
        sa.Column("family_id", SafeText(), nullable=False),
        sa.Column("polled_at", UtcTime()),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            ["tenants.tenant_id"],
            name="fk_device_codes_tenant_id",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name="pk_device_codes"),
        sa.UniqueConstraint(
            "tenant_id", "user_code_digest", name="uq_device_codes_tenant_id_user_code_digest"
        ),
    )
    op.create_index(
        "ix_device_codes_tenant_id_expires_at", "device_codes", ["tenant_id", "expires_at"]
    )


def _of_family(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "family_id"],
        ["token_families.tenant_id", "token_families.family_id"],
        name=f"fk_{table}_tenant_id_family_id",
        ondelete="CASCADE",
    )
