"""Certificates & secrets: a secret is shown once, in the answer that makes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.credentials import NewPassword, add_password, remove_password
from daemonry.directory.key_credentials import NewKey, add_key, remove_key
from daemonry.directory.lookup import not_found
from daemonry.jose.certificate import read_certificate
from daemonry.model.ids import KeyId
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell, state_of

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.key_credential import KeyCredential
    from daemonry.portal.call import Call

LIFETIMES: Final = (
    ("180", "Recommended: 180 days (6 months)"),
    ("90", "90 days (3 months)"),
    ("365", "365 days (12 months)"),
    ("545", "545 days (18 months)"),
    ("730", "730 days (24 months)"),
    ("custom", "Custom: until the day below"),
)
_BLADE: Final = "credentials"


async def overview(call: Call) -> Shown:
    """List secrets and certificates, none of them with its value."""
    application = await application_of(call)
    now = call.services.clock.now()
    values = page_of(
        application,
        _BLADE,
        "Certificates & secrets",
        secrets=[(item, state_of(item, now)) for item in application.password_credentials],
        certificates=[
            (item, state_of(item, now), thumbprint_of(item)) for item in application.key_credentials
        ],
        cli=f"daemonry secret list {shell(application.display_name)}",
    )
    return Shown("credentials.html", values)


async def new_secret(call: Call) -> Shown:
    """Show the form for a client secret."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Add a client secret",
        description=call.typed("description"),
        lifetimes=LIFETIMES,
        expires=call.typed("expires") or LIFETIMES[0][0],
        end=call.typed("end"),
        cli=f"daemonry secret create {shell(application.display_name)}",
    )
    return Shown("new_secret.html", values)


async def add_secret(call: Call) -> Shown:
    """Make a client secret and show it, the only time that anybody sees it."""
    application = await application_of(call)
    new = NewPassword(call.text("description") or None, ends_at=_end(call))
    issued = await add_password(call.work, application.object_id, new, call.services.secret_keys)
    values = page_of(
        application,
        _BLADE,
        "Client secret added",
        credential=issued.credential,
        secret=issued.secret_text,
        token_endpoint=f"{call.origin}/{call.tenant.tenant_id}/oauth2/v2.0/token",
        cli=f"daemonry secret create {shell(application.display_name)}",
    )
    return Shown("secret.html", values)


async def deleting_secret(call: Call) -> Shown:
    """Ask before a secret is deleted."""
    application = await application_of(call)
    secret = _secret(call, application)
    name = secret.display_name or f"{secret.hint}***"
    return _confirmation(
        application,
        "Delete client secret",
        name,
        "Programs that use this secret get no further access tokens, from now on.",
        f"daemonry secret delete {shell(application.display_name)} {secret.key_id}",
    )


async def delete_secret(call: Call) -> Moved:
    """Take a secret away."""
    application = await application_of(call)
    await remove_password(call.work, application.object_id, KeyId(call.params["key_id"]))
    return Moved(f"/admin/apps/{application.app_id}/credentials", "secret-deleted")


async def new_certificate(call: Call) -> Shown:
    """Show the form for a certificate."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Upload certificate",
        certificate=call.typed("certificate"),
        description=call.typed("description"),
        cli=f"daemonry certificate add {shell(application.display_name)} FILE",
    )
    return Shown("new_certificate.html", values)


async def add_certificate(call: Call) -> Moved:
    """Register a certificate that was pasted."""
    application = await application_of(call)
    pasted = call.text("certificate").encode("utf-8")
    await add_key(
        call.work,
        application.object_id,
        NewKey(key=pasted, display_name=call.text("description") or None),
    )
    return Moved(f"/admin/apps/{application.app_id}/credentials", "certificate-added")


async def deleting_certificate(call: Call) -> Shown:
    """Ask before a certificate is deleted."""
    application = await application_of(call)
    certificate = _certificate(call, application)
    return _confirmation(
        application,
        "Delete certificate",
        certificate.display_name or thumbprint_of(certificate),
        "Programs that sign with its private key get no further access tokens, from now on.",
        f"daemonry certificate remove {shell(application.display_name)} {certificate.key_id}",
    )


async def delete_certificate(call: Call) -> Moved:
    """Take a certificate away."""
    application = await application_of(call)
    await remove_key(call.work, application.object_id, call.params["key_id"])
    return Moved(f"/admin/apps/{application.app_id}/credentials", "certificate-deleted")


def thumbprint_of(credential: KeyCredential) -> str:
    """Return the SHA-1 thumbprint as clients are given it."""
    return read_certificate(credential.certificate).sha1.hex().upper()


def _end(call: Call) -> datetime | None:
    """Return when the secret is to end. A day that is none is left to the directory to refuse."""
    now = call.services.clock.now().replace(microsecond=0)
    chosen = call.text("expires")
    if chosen.isdigit() and chosen in dict(LIFETIMES):
        return now + timedelta(days=int(chosen))
    try:
        return datetime.fromisoformat(call.text("end")).replace(tzinfo=UTC)
    except ValueError:
        return now  # ends before it begins: refused with the directory's own words


def _confirmation(
    application: Application, title: str, subject: str, effect: str, cli: str
) -> Shown:
    values = page_of(
        application,
        _BLADE,
        title,
        subject=subject,
        effects=(effect, "This cannot be undone."),
        button="Delete",
        back=f"/admin/apps/{application.app_id}/credentials",
        cli=cli,
    )
    return Shown("app_confirmation.html", values)


def _secret(call: Call, application: Application) -> PasswordCredential:
    key_id = call.params["key_id"].lower()
    for item in application.password_credentials:
        if item.key_id == key_id:
            return item
    raise not_found(key_id)


def _certificate(call: Call, application: Application) -> KeyCredential:
    key_id = call.params["key_id"].lower()
    for item in application.key_credentials:
        if item.key_id == key_id:
            return item
    raise not_found(key_id)
