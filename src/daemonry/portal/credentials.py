"""Certificates & secrets: a secret is shown once, in the answer that makes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.credentials import (
    NewPassword,
    Rotation,
    add_password,
    remove_password,
    rotate_password,
)
from daemonry.directory.lookup import not_found
from daemonry.jose.certificate import read_certificate
from daemonry.model.ids import KeyId
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.directory.credentials import IssuedPassword
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
OVERLAPS: Final = (
    ("7", "In 7 days"),
    ("1", "In 1 day"),
    ("30", "In 30 days"),
    ("0", "At once: for a secret that leaked"),
    ("", "When it would anyhow"),
)
SECRETS, CERTIFICATES, FEDERATED = "secrets", "certificates", "federated"
BLADE: Final = "credentials"
_RECORDS: Final = 200


async def overview(call: Call) -> Shown:
    """List secrets, certificates and federated credentials, none of them with its value."""
    application = await application_of(call)
    now = call.services.clock.now()
    view = call.query.get("view", SECRETS)
    secrets, keys = application.password_credentials, application.key_credentials
    trusted = application.federated_identity_credentials
    tabs = (
        (SECRETS, f"Client secrets ({len(secrets)})"),
        (CERTIFICATES, f"Certificates ({len(keys)})"),
        (FEDERATED, f"Federated credentials ({len(trusted)})"),
    )
    command = {CERTIFICATES: "certificate", FEDERATED: "federation"}.get(view, "secret")
    values = page_of(
        application,
        BLADE,
        "Certificates & secrets",
        tabs=tabs,
        view=view if view in dict(tabs) else SECRETS,
        secrets=[(item, state_of(item, now)) for item in secrets],
        certificates=[(item, state_of(item, now), thumbprint_of(item)) for item in keys],
        federated=trusted,
        used=await last_uses(call, application),
        cli=f"daemonry {command} list {shell(application.display_name)}",
    )
    return Shown("credentials.html", values)


async def last_uses(call: Call, application: Application) -> Mapping[str, datetime]:
    """Return when each credential was used last, as far as the newest 200 records tell."""
    records = await list_sign_ins(
        call.work, call.services.sign_in_log, limit=_RECORDS, app_id=application.app_id
    )
    uses: dict[str, datetime] = {}
    for record in records:
        if not record.error_code:
            uses.setdefault(record.credential_key_id.lower(), record.at)
    return uses


async def new_secret(call: Call) -> Shown:
    """Show the form for a client secret."""
    application = await application_of(call)
    values = page_of(
        application,
        BLADE,
        "Add a client secret",
        old=None,
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
    keys = call.services.secret_keys
    issued = await add_password(call.work, application.object_id, _wishes(call), keys)
    return _once(call, application, issued)


async def rotating(call: Call) -> Shown:
    """Show the form for a secret that takes the place of another one."""
    application = await application_of(call)
    old = _secret(call, application)
    values = page_of(
        application,
        BLADE,
        "Rotate client secret",
        old=old,
        old_name=_name(old),
        used=(await last_uses(call, application)).get(old.key_id),
        overlaps=OVERLAPS,
        overlap=call.typed("overlap", OVERLAPS[0][0]),
        description=call.typed("description", old.display_name),
        lifetimes=LIFETIMES,
        expires=call.typed("expires") or LIFETIMES[0][0],
        end=call.typed("end"),
        cli=f"daemonry secret rotate {shell(application.display_name)} {old.key_id}",
    )
    return Shown("new_secret.html", values)


async def rotate(call: Call) -> Shown:
    """Make the new secret, plan the end of the old one, and show the new one once."""
    application = await application_of(call)
    old, overlap = _secret(call, application), call.text("overlap")
    ends = None
    if overlap.isdigit() and overlap in dict(OVERLAPS):
        ends = call.services.clock.now().replace(microsecond=0) + timedelta(days=int(overlap))
        ends = max(ends, call.services.clock.now())
    rotation = Rotation(old.key_id, _wishes(call), ends)
    keys = call.services.secret_keys
    issued = await rotate_password(call.work, application.object_id, rotation, keys)
    return _once(call, application, issued, old_name=_name(old), old_ends=ends or old.ends_at)


async def deleting_secret(call: Call) -> Shown:
    """Ask before a secret is deleted."""
    application = await application_of(call)
    secret = _secret(call, application)
    used = (await last_uses(call, application)).get(secret.key_id)
    effect = "Programs that use this secret get no further access tokens, from now on."
    return confirmation(
        application,
        "Delete client secret",
        _name(secret),
        (effect, _use_in_words(used)),
        f"daemonry secret delete {shell(application.display_name)} {secret.key_id}",
        SECRETS,
    )


async def delete_secret(call: Call) -> Moved:
    """Take a secret away."""
    application = await application_of(call)
    await remove_password(call.work, application.object_id, KeyId(call.params["key_id"]))
    return Moved(f"/admin/apps/{application.app_id}/credentials", "secret-deleted")


def thumbprint_of(credential: KeyCredential) -> str:
    """Return the SHA-1 thumbprint as clients are given it."""
    return read_certificate(credential.certificate).sha1.hex().upper()


def confirmation(  # noqa: PLR0913, PLR0917 - the parts of one page
    application: Application,
    title: str,
    subject: str,
    effects: tuple[str, ...],
    cli: str,
    view: str,
) -> Shown:
    """Return the page that asks before a credential is deleted."""
    values = page_of(
        application,
        BLADE,
        title,
        subject=subject,
        effects=(*effects, "This cannot be undone."),
        button="Delete",
        back=f"/admin/apps/{application.app_id}/credentials?view={view}",
        cli=cli,
    )
    return Shown("confirmation.html", values)


def _wishes(call: Call) -> NewPassword:
    return NewPassword(call.text("description") or None, ends_at=_end(call))


def _once(
    call: Call,
    application: Application,
    issued: IssuedPassword,
    *,
    old_name: str = "",
    old_ends: datetime | None = None,
) -> Shown:
    values = page_of(
        application,
        BLADE,
        "Client secret added",
        credential=issued.credential,
        secret=issued.secret_text,
        old_name=old_name,
        old_ends=old_ends,
        token_endpoint=f"{call.origin}/{call.tenant.tenant_id}/oauth2/v2.0/token",
        cli=f"daemonry secret create {shell(application.display_name)}",
    )
    return Shown("secret.html", values)


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


def _secret(call: Call, application: Application) -> PasswordCredential:
    key_id = call.params["key_id"].lower()
    for item in application.password_credentials:
        if item.key_id == key_id:
            return item
    raise not_found(key_id)


def _name(secret: PasswordCredential) -> str:
    return secret.display_name or f"{secret.hint}***"


def _use_in_words(used: datetime | None) -> str:
    if used is None:
        return "No token request with it is among the newest records."
    return f"It was used last at {used:%Y-%m-%d %H:%M} UTC."
