"""Certificates of an application: registered, or made here with a key that is shown once."""

from __future__ import annotations

import asyncio
import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.key_credentials import NewKey, add_key, remove_key
from daemonry.directory.lookup import not_found
from daemonry.jose.jwk import make_signing_key
from daemonry.jose.key_files import certificate_pem, pfx, private_key_pem
from daemonry.portal.call import Moved, Shown
from daemonry.portal.credentials import (
    BLADE,
    CERTIFICATES,
    confirmation,
    last_uses,
    thumbprint_of,
)
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.key_credential import KeyCredential
    from daemonry.portal.call import Call

KINDS: Final = (
    ("RS256", "RSA, 2048 bits", "What MSAL and azure-identity take."),
    ("ES256", "Elliptic curve P-256", "For clients that sign ES256."),
    ("EdDSA", "Ed25519", "For clients that sign EdDSA, with the strict assertion profile."),
)
DAYS: Final = (("365", "365 days"), ("90", "90 days"), ("180", "180 days"), ("730", "730 days"))
_PASSWORD_BYTES: Final = 15


async def adding(call: Call) -> Shown:
    """Show the form for a certificate."""
    application = await application_of(call)
    values = page_of(
        application,
        BLADE,
        "Upload certificate",
        certificate=call.typed("certificate"),
        description=call.typed("description"),
        cli=f"daemonry certificate add {shell(application.display_name)} FILE",
    )
    return Shown("new_certificate.html", values)


async def add(call: Call) -> Moved:
    """Register a certificate that was pasted, in any form that tools print."""
    application = await application_of(call)
    pasted = call.text("certificate").encode("utf-8")
    await add_key(
        call.work,
        application.object_id,
        NewKey(key=pasted, display_name=call.text("description") or None),
    )
    return Moved(_list(application), "certificate-added")


async def generating(call: Call) -> Shown:
    """Show the form for a key pair made by the server."""
    application = await application_of(call)
    values = page_of(
        application,
        BLADE,
        "Generate certificate",
        kinds=KINDS,
        kind=call.typed("kind") or KINDS[0][0],
        lifetimes=DAYS,
        days=call.typed("days") or DAYS[0][0],
        description=call.typed("description"),
        cli=f"daemonry certificate generate {shell(application.display_name)}",
    )
    return Shown("generate_certificate.html", values)


async def generate(call: Call) -> Shown:
    """Make a key pair, keep its certificate, and hand the private key out in this answer alone."""
    application = await application_of(call)
    kind, days = call.text("kind"), call.text("days")
    algorithm = kind if kind in {key for key, _, _ in KINDS} else KINDS[0][0]
    made = await asyncio.to_thread(
        make_signing_key,
        application.display_name,
        call.services.clock.now(),
        algorithm,
        lifetime=timedelta(days=int(days if days in dict(DAYS) else DAYS[0][0])),
    )
    name = call.text("description") or None
    credential = await add_key(
        call.work, application.object_id, NewKey(made.certificate_der, display_name=name)
    )
    password = base64.b32encode(call.services.ids.token_bytes(_PASSWORD_BYTES)).decode("ascii")
    pem = private_key_pem(made) + certificate_pem(made)
    values = page_of(
        application,
        BLADE,
        "Certificate generated",
        credential=credential,
        thumbprint=thumbprint_of(credential),
        file_name=_file_name(application),
        pem=pem.decode("ascii"),
        pem_data=base64.b64encode(pem).decode("ascii"),
        pfx_data=base64.b64encode(pfx(made, application.display_name, password)).decode("ascii"),
        certificate_data=base64.b64encode(certificate_pem(made)).decode("ascii"),
        password=password,
        cli=f"daemonry certificate generate {shell(application.display_name)}",
    )
    return Shown("generated_certificate.html", values)


async def deleting(call: Call) -> Shown:
    """Ask before a certificate is deleted."""
    application = await application_of(call)
    certificate = _certificate(call, application)
    used = (await last_uses(call, application)).get(certificate.key_id)
    effects = ["Programs that sign with its private key get no further access tokens, from now on."]
    if used is not None:
        effects.append(f"It was used last at {used:%Y-%m-%d %H:%M} UTC.")
    return confirmation(
        application,
        "Delete certificate",
        certificate.display_name or thumbprint_of(certificate),
        tuple(effects),
        f"daemonry certificate remove {shell(application.display_name)} {certificate.key_id}",
        CERTIFICATES,
    )


async def delete(call: Call) -> Moved:
    """Take a certificate away."""
    application = await application_of(call)
    await remove_key(call.work, application.object_id, call.params["key_id"])
    return Moved(_list(application), "certificate-deleted")


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/credentials?view={CERTIFICATES}"


def _file_name(application: Application) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in application.display_name)
    return plain.strip("-") or "daemon"


def _certificate(call: Call, application: Application) -> KeyCredential:
    key_id = call.params["key_id"].lower()
    for item in application.key_credentials:
        if item.key_id == key_id:
            return item
    raise not_found(key_id)
