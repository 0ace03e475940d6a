"""Who may vouch for client certificates, and for which names at which application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId


@dataclass(frozen=True, slots=True)
class CertificateAuthority:
    """A certificate authority that a tenant registered; ``certificate`` is X.509 DER."""

    tenant_id: TenantId
    authority_id: ObjectId
    display_name: str
    created_at: datetime
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrustedSubject:
    """A name in whose certificate an application may sign, if that authority issued it.

    ``subject_name`` is a common name or a DNS name, or with ``=`` in it the whole
    subject as RFC 4514 writes it.
    """

    authority_id: ObjectId
    subject_name: str
