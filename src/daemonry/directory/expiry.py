"""What of a tenant ends soon, or has ended and still stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.figures import list_ending_credentials
from daemonry.jose.certificate import parse_certificate
from daemonry.jose.public_key import KeyRefusedError
from daemonry.model.credential_holder import HELD_BY_PRINCIPAL
from daemonry.model.expiry import CERTIFICATE, CERTIFICATE_AUTHORITY, CLIENT_SECRET, Expiry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.figures import EndingCredential
    from daemonry.model.tenant import Tenant

MOST: Final = 1000
"""Credentials told of one tenant; who has more that end learns of the rest by and by."""

_KINDS: Final = {"secret": CLIENT_SECRET, "certificate": CERTIFICATE}


async def list_expiries(
    work: Work, tenant: Tenant, *, before: datetime, after: datetime | None = None
) -> Sequence[Expiry]:
    """Return what ends before a time, what has ended included, earliest first.

    With ``after`` what ended by then is left out.

    Needs a right to read applications. Raises ForbiddenError.
    """
    ending = await list_ending_credentials(work, after=after, before=before, limit=MOST)
    authorities = await work.uow.certificate_authorities.list_of(tenant.tenant_id)
    found = [_of_credential(tenant, one) for one in ending]
    found += [
        one
        for one in _of_authorities(tenant, authorities)
        if one.ends_at < before and (after is None or one.ends_at > after)
    ]
    return sorted(found, key=lambda one: (one.ends_at, one.key_id))


def _of_credential(tenant: Tenant, credential: EndingCredential) -> Expiry:
    return Expiry(
        kind=_KINDS[credential.kind],
        tenant_id=tenant.tenant_id,
        tenant=tenant.display_name,
        owner=credential.app_display_name,
        app_id=credential.app_id,
        key_id=credential.key_id,
        description=_description(credential),
        ends_at=credential.ends_at,
    )


def _description(credential: EndingCredential) -> str:
    name = credential.display_name or ""
    if credential.held_by == HELD_BY_PRINCIPAL:
        return f"{name} (of the service principal)".lstrip()
    return name


def _of_authorities(
    tenant: Tenant, authorities: Sequence[CertificateAuthority]
) -> Iterator[Expiry]:
    for authority in authorities:
        try:
            certificate = parse_certificate(authority.certificate)
        except KeyRefusedError:
            continue  # an algorithm that later releases refuse; its clients are told, too
        yield Expiry(
            kind=CERTIFICATE_AUTHORITY,
            tenant_id=tenant.tenant_id,
            tenant=tenant.display_name,
            owner=authority.display_name,
            app_id="",
            key_id=authority.authority_id,
            description=certificate.subject,
            ends_at=certificate.not_after,
        )
