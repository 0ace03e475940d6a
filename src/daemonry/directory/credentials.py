"""Password credentials of applications and service principals.

They are made here, shown once, and kept as a keyed hash.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.app_management import check_new_password
from daemonry.directory.changes import passwords_changed
from daemonry.directory.credential_holders import (
    check_room,
    holder_target,
    holder_to_change,
    holders_of,
    save_credentials,
    save_holder,
)
from daemonry.directory.lookup import tenant_of
from daemonry.directory.text_rules import check_text
from daemonry.model.application import Application
from daemonry.model.credential import PasswordCredential
from daemonry.model.errors import (
    INVALID_PROPERTY,
    PASSWORD_LIFETIME,
    PASSWORD_NOT_FOUND,
    InvalidError,
)
from daemonry.model.ids import KeyId
from daemonry.model.secret import digest_secret, hint_of, new_secret

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.credential import SecretDigest
    from daemonry.model.credential_holder import CredentialHolder, CredentialHolderType
    from daemonry.model.ids import AppId, ObjectId
    from daemonry.model.secret import SecretHashKeys

DEFAULT_YEARS: Final = 2
MAX_NAME: Final = 256


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Wishes for a new secret. Times are aware; the default is now until two years later."""

    display_name: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    """A change from the secret ``key_id`` to a new one; without ``old_ends_at`` the old one stays.

    A new one without a name takes over that of the old one.
    """

    key_id: KeyId
    new: NewPassword
    old_ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssuedPassword:
    """A new credential with its secret, for the one answer that shows it."""

    credential: PasswordCredential
    secret_text: str = field(repr=False)


async def add_password(
    work: Work,
    object_id: ObjectId,
    new: NewPassword,
    keys: SecretHashKeys,
    holder_type: CredentialHolderType = Application,
) -> IssuedPassword:
    """Give an application another secret; the ones it has stay (Graph: application-addpassword).

    Or its service principal, which it proves just as well (Graph:
    serviceprincipal-addpassword). The secret and its identifier are always the server's own. Raises
    InvalidError(PASSWORD_LIFETIME, TOO_LONG, MANIFEST_TOO_LARGE, and what the tenant's
    policy forbids), NotFoundError, ForbiddenError.
    """
    stored = await holder_to_change(work, object_id, holder_type)
    starts_at, ends_at = _lifetime(new, work.clock.now())
    check_new_password(await tenant_of(work), stored, starts_at=starts_at, ends_at=ends_at)
    if new.display_name:
        check_text(new.display_name, "displayName", MAX_NAME, resource="PasswordCredential")
    secret = new_secret()
    credential = PasswordCredential(
        key_id=KeyId(work.ids.guid()),
        display_name=new.display_name,
        starts_at=starts_at,
        ends_at=ends_at,
        hint=hint_of(secret),
        digest=digest_secret(keys, stored.tenant_id, stored.app_id, secret),
    )
    await _store(work, stored, (*stored.password_credentials, credential))
    return IssuedPassword(credential, secret)


async def rotate_password(
    work: Work,
    object_id: ObjectId,
    rotation: Rotation,
    keys: SecretHashKeys,
    holder_type: CredentialHolderType = Application,
) -> IssuedPassword:
    """Add a secret beside an old one, which ends as planned, never later than before.

    Both count until then, so that clients change over one by one. Entra knows no such
    call: there both steps are made by hand. Raises InvalidError(PASSWORD_NOT_FOUND,
    PASSWORD_LIFETIME) and as ``add_password``.
    """
    key_id, old_ends_at = rotation.key_id.lower(), rotation.old_ends_at
    stored = await holder_to_change(work, object_id, holder_type)
    old = next((it for it in stored.password_credentials if it.key_id == key_id), None)
    if old is None:
        raise InvalidError(PASSWORD_NOT_FOUND, target="keyId")
    if old_ends_at is not None and old_ends_at < work.clock.now():
        raise _bad_lifetime()
    wishes = replace(rotation.new, display_name=rotation.new.display_name or old.display_name)
    issued = await add_password(work, object_id, wishes, keys, holder_type)
    if old_ends_at is not None and old_ends_at < old.ends_at:
        stored = await holder_to_change(work, object_id, holder_type)
        ending = replace(old, ends_at=old_ends_at.astimezone(UTC))
        changed = tuple(ending if it == old else it for it in stored.password_credentials)
        await _store(work, stored, changed)
    return issued


async def remove_password(
    work: Work, object_id: ObjectId, key_id: KeyId, holder_type: CredentialHolderType = Application
) -> None:
    """Take a secret away; the next token request with it fails.

    Raises InvalidError(PASSWORD_NOT_FOUND), NotFoundError for the holder, ForbiddenError.
    """
    stored = await holder_to_change(work, object_id, holder_type)
    kept = tuple(item for item in stored.password_credentials if item.key_id != key_id.lower())
    if len(kept) == len(stored.password_credentials):
        raise InvalidError(PASSWORD_NOT_FOUND, target="keyId")
    await _store(work, stored, kept)


async def renew_digest(work: Work, app_id: AppId, key_id: KeyId, digest: SecretDigest) -> bool:
    """Replace the digest of a secret by one of the same secret under another server key.

    Return False when the secret is gone meanwhile, or was renewed already. Nobody gains
    or loses anything by it; whoever calls has seen the secret prove itself.
    """
    for stored in await holders_of(work, app_id):
        held = stored.password_credentials
        renewed = tuple(
            replace(each, digest=digest) if each.key_id == key_id else each for each in held
        )
        if renewed == held:
            continue
        await save_holder(work, replace(stored, password_credentials=renewed))
        await work.audit(
            activities.RENEW_DIGEST,
            activities.UPDATE,
            holder_target(stored),
            details={"keyId": key_id, "hashKeyId": digest.hash_key_id},
        )
        return True
    return False


async def _store(
    work: Work, stored: CredentialHolder, credentials: tuple[PasswordCredential, ...]
) -> None:
    old = stored.password_credentials
    changed = replace(stored, password_credentials=credentials)
    if len(credentials) > len(old):
        await check_room(work, changed, stored)
    modified = passwords_changed(old, credentials)
    await save_credentials(work, changed, modified, old=old, new=credentials)


def _lifetime(new: NewPassword, now: datetime) -> tuple[datetime, datetime]:
    """Return start and end in UTC: given times as given, own ones in whole seconds."""
    for time in (new.starts_at, new.ends_at):
        if time is not None and time.utcoffset() is None:
            name = "passwordCredential"
            raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource="Application")
    try:
        starts_at = (new.starts_at or now.replace(microsecond=0)).astimezone(UTC)
        ends_at = (new.ends_at or _years_later(starts_at, DEFAULT_YEARS)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise _bad_lifetime() from None
    if ends_at <= starts_at or ends_at <= now:
        raise _bad_lifetime()
    return starts_at, ends_at


def _years_later(time: datetime, years: int) -> datetime:
    """Return the same day and hour later; the 28th where there is no 29th of February."""
    year = time.year + years
    day = min(time.day, calendar.monthrange(year, time.month)[1])
    return time.replace(year=year, day=day)


def _bad_lifetime() -> InvalidError:
    return InvalidError(PASSWORD_LIFETIME, target="EndDate", detail_code=PASSWORD_LIFETIME.code)
