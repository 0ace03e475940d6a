"""A token signing key of one tenant, its private part encrypted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import TenantId


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key: published from ``published_at``, signing from ``active_from``.

    ``sealed_private_key`` is PKCS#8 DER under the key encryption key, bound to the
    tenant and ``kid``; ``certificate`` is the self-signed X.509 DER whose SHA-1
    thumbprint is the ``kid``. ``withdrawn_at`` takes it out of the JWKS. ``app_id``
    names the one application whose tokens it signs; empty, it is the tenant's.
    """

    tenant_id: TenantId
    kid: str
    algorithm: str
    certificate: bytes
    sealed_private_key: bytes = field(repr=False)
    published_at: datetime
    active_from: datetime
    retired_at: datetime | None = None
    withdrawn_at: datetime | None = None
    app_id: str = ""

    def may_sign(self, now: datetime) -> bool:
        """Tell whether tokens may be signed with it at ``now``."""
        return self.active_from <= now and (self.retired_at is None or now < self.retired_at)

    def is_published(self, now: datetime) -> bool:
        """Tell whether the JWKS lists it at ``now``."""
        return self.published_at <= now and (self.withdrawn_at is None or now < self.withdrawn_at)


def sealing_context(tenant_id: TenantId, kid: str) -> str:
    """Return what the encryption of a private key is bound to: tenant, key, purpose."""
    return f"signing-key|{tenant_id}|{kid}"
