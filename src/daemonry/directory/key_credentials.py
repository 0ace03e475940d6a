"""Key credentials of applications and service principals.

They are the certificates by which clients prove themselves.

Only the public certificate is ever stored. Every change takes the whole list as it
will be, so that adding, removing and replacing share one check.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from daemonry.directory.app_management import check_new_key
from daemonry.directory.changes import keys_changed
from daemonry.directory.credential_holders import check_room, holder_to_change, save_credentials
from daemonry.directory.key_rules import certificate_der, checked_certificate
from daemonry.directory.lookup import tenant_of
from daemonry.model.application import Application
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    INVALID_PROPERTY,
    KEY_LIFETIME,
    KEY_NOT_FOUND,
    InvalidError,
)
from daemonry.model.ids import KeyId, parse_guid
from daemonry.model.key_credential import CERTIFICATE, VERIFY, KeyCredential
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.jose.certificate import Certificate
    from daemonry.model.credential_holder import CredentialHolder, CredentialHolderType
    from daemonry.model.ids import ObjectId

MAX_NAME: Final = 90
MAX_IDENTIFIER: Final = 64


@dataclass(frozen=True, slots=True)
class NewKey:
    """Wishes for a key credential; what is None is taken from the certificate.

    ``key`` is a certificate in any form that ``key_rules`` reads. Without it the
    stored credential with this ``key_id`` is meant and keeps its certificate.
    """

    key: bytes | None
    key_id: str | None = None
    display_name: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    custom_key_identifier: bytes | None = None
    type: str = CERTIFICATE
    usage: str = VERIFY


async def add_key(work: Work, object_id: ObjectId, new: NewKey) -> KeyCredential:
    """Register another certificate; the ones there are stay.

    Raises InvalidError(CERTIFICATE_REFUSED, PRIVATE_KEY_GIVEN, KEY_LIFETIME,
    DUPLICATE_VALUE, MANIFEST_TOO_LARGE, INVALID_PROPERTY), NotFoundError, ForbiddenError.
    """
    stored = await holder_to_change(work, object_id, Application)
    return await register_key(work, stored, new)


async def remove_key(work: Work, object_id: ObjectId, key_id: str) -> None:
    """Take a certificate away; the next token request signed with it fails.

    Raises InvalidError(KEY_NOT_FOUND), NotFoundError for the application, ForbiddenError.
    """
    stored = await holder_to_change(work, object_id, Application)
    await unregister_key(work, stored, key_id)


async def register_key(work: Work, stored: CredentialHolder, new: NewKey) -> KeyCredential:
    """Add a certificate to a holder that the caller was found to be free to change."""
    credential = _credential(work, stored, new)
    await _store(work, stored, (*stored.key_credentials, credential))
    return credential


async def unregister_key(work: Work, stored: CredentialHolder, key_id: str) -> None:
    """Remove a certificate of a holder that the caller was found to be free to change."""
    kept = tuple(item for item in stored.key_credentials if item.key_id != key_id.lower())
    if len(kept) == len(stored.key_credentials):
        raise InvalidError(KEY_NOT_FOUND, target="keyId")
    await _store(work, stored, kept)


async def replace_keys(
    work: Work,
    object_id: ObjectId,
    wishes: Sequence[NewKey],
    holder_type: CredentialHolderType = Application,
) -> tuple[KeyCredential, ...]:
    """Make the certificates exactly these (Graph: application-update, ``keyCredentials``).

    An entry without a certificate keeps the stored one of its ``key_id``, because
    clients send back what they read. Raises as ``add_key`` and InvalidError(KEY_NOT_FOUND).
    """
    # Graph lists Directory.ReadWrite.All for serviceprincipal-update, not application-update.
    wide = holder_type is ServicePrincipal
    stored = await holder_to_change(work, object_id, holder_type, directory_writers=wide)
    credentials = tuple(_credential(work, stored, new) for new in wishes)
    if credentials != stored.key_credentials:
        await _store(work, stored, credentials)
    return credentials


def _credential(work: Work, stored: CredentialHolder, new: NewKey) -> KeyCredential:
    """Return the credential as it will be stored; what was kept keeps its own times."""
    key_id = _key_id(work, new)
    held = next((item for item in stored.key_credentials if item.key_id == key_id), None)
    if new.key is None:
        if held is None:
            raise InvalidError(KEY_NOT_FOUND, target="keyId")
        der = held.certificate
    else:
        der = certificate_der(new.key)
    if new.type != CERTIFICATE or new.usage != VERIFY:
        name = "type" if new.type != CERTIFICATE else "usage"
        raise _invalid(name)
    certificate = checked_certificate(der)
    same = held if held is not None and held.certificate == der else None
    identifier = new.custom_key_identifier or (same.custom_key_identifier if same else None)
    if identifier is not None and identifier in _own_names(certificate):
        identifier = None
    if identifier is not None and len(identifier) > MAX_IDENTIFIER:
        raise _invalid("customKeyIdentifier")
    name = new.display_name or (held.display_name if held else None) or certificate.subject
    starts_at = new.starts_at or (same.starts_at if same else certificate.not_before)
    ends_at = new.ends_at or (same.ends_at if same else certificate.not_after)
    _check_lifetime(starts_at, ends_at, certificate)
    return KeyCredential(
        key_id=key_id,
        display_name=name[:MAX_NAME],
        starts_at=starts_at.astimezone(UTC),
        ends_at=ends_at.astimezone(UTC),
        certificate=der,
        custom_key_identifier=identifier,
    )


def _own_names(certificate: Certificate) -> tuple[bytes, ...]:
    """Return the thumbprint as bytes and as its hexadecimal text read as base64.

    The latter is what Graph shows where nothing was set, and what clients send back.
    """
    return certificate.sha1, base64.b64decode(certificate.sha1.hex().upper())


def _key_id(work: Work, new: NewKey) -> KeyId:
    """Return the client's own keyId, which tools choose to find the credential again."""
    if new.key_id is None:
        return KeyId(work.ids.guid())
    found = parse_guid(new.key_id)
    if found is None:
        raise _invalid("keyId")
    return KeyId(found)


def _check_lifetime(starts_at: datetime, ends_at: datetime, certificate: Certificate) -> None:
    for time in (starts_at, ends_at):
        if time.utcoffset() is None:
            raise _invalid("endDateTime")
    # Certificates know whole seconds, clients write the fraction of their own clock.
    is_inside = ends_at.replace(microsecond=0) <= certificate.not_after
    if not (certificate.not_before <= starts_at < ends_at and is_inside):
        raise InvalidError(KEY_LIFETIME, target="endDateTime", detail_code=KEY_LIFETIME.code)


async def _store(
    work: Work, stored: CredentialHolder, credentials: tuple[KeyCredential, ...]
) -> None:
    if len({item.key_id for item in credentials}) < len(credentials):
        raise InvalidError(DUPLICATE_VALUE, target="keyCredentials", detail_code="DuplicateValue")
    old = stored.key_credentials
    changed = replace(stored, key_credentials=credentials)
    if len(credentials) > len(old):
        await check_room(work, changed, stored)
    tenant = await tenant_of(work)
    for one in set(credentials) - set(old):
        check_new_key(tenant, stored, starts_at=one.starts_at, ends_at=one.ends_at)
    await save_credentials(work, changed, keys_changed(old, credentials), old=old, new=credentials)


def _invalid(name: str) -> InvalidError:
    return InvalidError(INVALID_PROPERTY, target=name, property=name, resource="KeyCredential")
