"""``addPassword`` and ``removePassword`` of applications and of service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.credentials import add_password, remove_password
from daemonry.graph import applications, intake, representation, service_principals
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.application import Application
from daemonry.model.ids import KeyId
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.credential_holder import CredentialHolderType
    from daemonry.model.ids import ObjectId


async def add_to_application(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/addPassword``: the secret, this once."""
    return await _add(call, await applications.object_id_of(call), Application)


async def remove_from_application(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/removePassword``."""
    key_id = _key_id(call)
    return await _remove(call, await applications.object_id_of(call), key_id, Application)


async def add_to_service_principal(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{id}/addPassword``: the secret, this once."""
    return await _add(call, await service_principals.object_id_of(call), ServicePrincipal)


async def remove_from_service_principal(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{id}/removePassword``."""
    key_id, of = _key_id(call), ServicePrincipal
    return await _remove(call, await service_principals.object_id_of(call), key_id, of)


async def _add(call: Call, object_id: ObjectId, holder_type: CredentialHolderType) -> Answer:
    new, keys = intake.new_password(call.body), call.services.secret_keys
    issued = await add_password(call.work, object_id, new, keys, holder_type)
    value = representation.password(issued.credential, issued.secret_text)
    context = f"{call.base}/$metadata#microsoft.graph.passwordCredential"
    return Answer(200, {"@odata.context": context} | value)


async def _remove(
    call: Call, object_id: ObjectId, key_id: KeyId, holder_type: CredentialHolderType
) -> Answer:
    await remove_password(call.work, object_id, key_id, holder_type)
    return no_content()


def _key_id(call: Call) -> KeyId:
    reader = Reader(call.body, "PasswordCredential")
    key_id = KeyId(reader.guid("keyId"))
    reader.finish()
    return key_id
