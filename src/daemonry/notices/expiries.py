"""Everything that ends soon: of all tenants, and of the server itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509

from daemonry.directory.expiry import list_expiries
from daemonry.directory.signing_key_schedule import Turn
from daemonry.directory.signing_keys import list_due_steps
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.expiry import SIGNING_KEY, TLS_CERTIFICATE, Expiry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from daemonry.directory.signing_key_schedule import Step
    from daemonry.model.tenant import Tenant
    from daemonry.services import Services

_PATIENCE: Final = timedelta(days=1)
"""How late a key may take its turn before anybody is told."""


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
    if only is None:
        found += await list_server_expiries(services, before=before)
    return sorted(found, key=lambda one: (one.ends_at, one.tenant_id, one.key_id))


async def list_server_expiries(services: Services, *, before: datetime) -> Sequence[Expiry]:
    """Return what ends that only the operator can do something about.

    Signing keys are among it whose turn has been due for a day: their schedule stands
    still, as it does when no server runs or none can write. Raises OSError.
    """
    found: list[Expiry] = []
    certificate = services.settings.tls_certificate
    if certificate is not None:
        found += [one for one in [tls_expiry(certificate)] if one.ends_at < before]
    late = services.clock.now() - _PATIENCE
    async with services.directory.read() as uow:
        for tenant in await uow.tenants.list_all():
            work = Work(uow, OPERATOR, tenant.tenant_id, services.clock, services.ids)
            for step in await list_due_steps(work, services.settings.rotation_policy):
                if step.turn is not Turn.WITHDRAW and step.at < late:
                    found.append(_of_key(tenant, step))
    return found


def _of_key(tenant: Tenant, step: Step) -> Expiry:
    return Expiry(
        kind=SIGNING_KEY,
        tenant_id=tenant.tenant_id,
        tenant=tenant.display_name,
        owner=tenant.display_name,
        app_id=step.key.app_id,
        key_id=step.key.kid,
        description=step.key.algorithm,
        ends_at=step.at,
    )


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
