"""Secrets that stand for a person: of sessions in a browser, and of setup links.

Each is the tenant ID and 256 random bits (ASVS 7.2.3). Kept is a digest: so many random bits
need no slow hash, and the digest alone opens nothing.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from daemonry.model.base64_text import base64url
from daemonry.model.ids import TenantId, parse_guid

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork

_BYTES: Final = 32


def new_secret(work: Work) -> str:
    """Return a secret of the tenant that the work is in."""
    return f"{work.tenant_id}.{base64url(work.ids.token_bytes(_BYTES))}"


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def tenant_named_in(secret: str) -> TenantId | None:
    """Return the tenant to which a secret claims to belong, None for one that is none of ours."""
    tenant_id = parse_guid(secret.partition(".")[0])
    return None if tenant_id is None else TenantId(tenant_id)


async def enabled_account(
    uow: UnitOfWork, tenant_id: TenantId, user_id: ObjectId
) -> tuple[User, Tenant] | None:
    """Return an enabled account with its tenant, or None."""
    user = await uow.users.get(tenant_id, user_id)
    tenant = await uow.tenants.get(tenant_id)
    if user is None or tenant is None or not user.account_enabled:
        return None
    return user, tenant
