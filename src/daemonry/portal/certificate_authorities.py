"""Certificate authorities: who may issue certificates that stand for daemons of the tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.certificate_authorities import (
    add_certificate_authority,
    list_certificate_authorities,
    remove_certificate_authority,
)
from daemonry.directory.lookup import not_found
from daemonry.jose.certificate import read_certificate
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of, shell

if TYPE_CHECKING:
    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.portal.call import Call

LIST: Final = "/admin/certificate-authorities"
_BLADE: Final = "authorities"


async def listing(call: Call) -> Shown:
    """Show the authorities of the tenant."""
    found = await list_certificate_authorities(call.work)
    values = {
        "title": "Certificate authorities",
        "blade": _BLADE,
        "rows": [(item, read_certificate(item.certificate)) for item in found],
        "cli": "daemonry authority list",
    }
    return Shown("certificate_authorities.html", values)


async def adding(call: Call) -> Shown:
    """Show the form of an authority."""
    values = {
        "title": "Add a certificate authority",
        "blade": _BLADE,
        "certificate": call.typed("certificate"),
        "name": call.typed("name"),
        "cli": "daemonry authority add FILE --name NAME",
    }
    return Shown("new_certificate_authority.html", values)


async def add(call: Call) -> Moved:
    """Register an authority; it vouches for nothing until an application trusts a name of it."""
    given = call.text("certificate").encode("utf-8")
    await add_certificate_authority(call.work, given, name=call.text("name") or None)
    return Moved(LIST, "authority-added")


async def removing(call: Call) -> Shown:
    """Ask before an authority vouches for nobody any more."""
    authority = await _authority(call)
    values = {
        "title": "Remove certificate authority",
        "blade": _BLADE,
        "subject": authority.display_name,
        "effects": (
            "Daemons that sign in by a certificate it issued get no further tokens, from now on.",
        ),
        "button": "Remove",
        "back": LIST,
        "cli": f"daemonry authority remove {shell(authority.authority_id)}",
    }
    return Shown("confirmation.html", values)


async def remove(call: Call) -> Moved:
    """Take an authority away."""
    await remove_certificate_authority(call.work, (await _authority(call)).authority_id)
    return Moved(LIST, "authority-removed")


async def _authority(call: Call) -> CertificateAuthority:
    wanted = guid_of(call, "authority_id")
    for item in await list_certificate_authorities(call.work):
        if item.authority_id == wanted:
            return item
    raise not_found(wanted)
