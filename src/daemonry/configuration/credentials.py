"""Certificates and federated credentials, as a file names them.

Secrets are no part of a file: they are left alone whatever it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.configuration.merging import merged_keys
from daemonry.directory.federated_credentials import (
    add_federated_credential,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.directory.key_credentials import replace_keys
from daemonry.model.errors import DirectoryError

if TYPE_CHECKING:
    from daemonry.configuration.document import ApplicationWish, PrincipalWish
    from daemonry.directory.federated_credentials import (
        FederationRules,
        NewFederatedCredential,
    )
    from daemonry.directory.key_credentials import NewKey
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.credential_holder import CredentialHolder
    from daemonry.model.service_principal import ServicePrincipal


async def agree_on_credentials(
    work: Work,
    wish: ApplicationWish,
    stored: Application,
    rules: FederationRules,
    *,
    prune: bool,
) -> None:
    """Make certificates and federated credentials those of the file. Raises InvalidError."""
    try:
        await _agree_on_keys(work, wish.keys, stored, prune=prune)
        for credential in wish.federated or ():
            await _federate(work, stored, credential, rules)
        named = {credential.name.lower() for credential in wish.federated or ()}
        for there in stored.federated_identity_credentials if prune else ():
            if there.name.lower() not in named:
                await remove_federated_credential(work, stored.object_id, there.credential_id)
    except DirectoryError as error:
        raise wish.entry.refused(error) from error


async def agree_on_principals_keys(
    work: Work, wish: PrincipalWish, stored: ServicePrincipal, *, prune: bool
) -> None:
    """Make the service principal's own certificates those of the file. Raises InvalidError."""
    try:
        await _agree_on_keys(work, wish.keys, stored, prune=prune)
    except DirectoryError as error:
        raise wish.entry.refused(error) from error


async def _agree_on_keys(
    work: Work, wished: tuple[NewKey, ...] | None, stored: CredentialHolder, *, prune: bool
) -> None:
    if wished is None and not prune:
        return
    keys = merged_keys(stored.key_credentials, wished or (), prune=prune)
    if keys or stored.key_credentials:
        await replace_keys(work, stored.object_id, keys, type(stored))


async def _federate(
    work: Work, stored: Application, new: NewFederatedCredential, rules: FederationRules
) -> None:
    """Add a credential or change the one of its name."""
    there = {each.name: each for each in stored.federated_identity_credentials}
    if new.name not in there:
        await add_federated_credential(work, stored.object_id, new, rules)
        return
    changes: Any = {name: getattr(new, name) for name in new.__dataclass_fields__}
    reference = there[new.name].credential_id
    await update_federated_credential(work, stored.object_id, reference, rules, **changes)
