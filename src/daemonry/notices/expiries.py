"""Everything that ends soon: of all tenants, and of the server itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509

from daemonry.directory.expiry import list_expiries
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.expiry import TLS_CERTIFICATE, Expiry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from daemonry.model.tenant import Tenant
    from daemonry.services import Services


async def list_all_expiries(
    services: Services, *, before: datetime, only: Tenant | None = None
) -> Sequence[Expiry]:
    """Return what ends before a time, earliest first; of one tenant with ``only``.

    Raises OSError.
    """
    found: list[Expiry] = []
    async with services.directory.read() as uow:
        for tenant in [only] if only else await uow.tenants.list_all():
            work = Work(uow, OPERATOR, tenant.tenant_id, services.clock, services.ids)
            found += await list_expiries(work, tenant, before=before)
    certificate = services.settings.tls_certificate
    if certificate is not None and only is None:
        found += [one for one in [tls_expiry(certificate)] if one.ends_at < before]
    return sorted(found, key=lambda one: (one.ends_at, one.tenant_id, one.key_id))


def tls_expiry(chain: Path) -> Expiry:
    """Return when the certificate of the server ends: the first of the chain.

    Raises OSError when the file cannot be read or holds no certificate.
    """
    try:
        leaf = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    except ValueError as error:
        raise OSError(f"{chain} holds no certificate.") from error
    return Expiry(
        kind=TLS_CERTIFICATE,
        tenant_id="",
        tenant="",
        owner=str(chain),
        app_id="",
        key_id=f"{leaf.serial_number:x}",
        description=leaf.subject.rfc4514_string(),
        ends_at=leaf.not_valid_after_utc,
    )
