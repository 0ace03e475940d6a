"""Rolling certificates: ``addKey`` and ``removeKey``, each with proof of one that is there.

Setting them by PATCH of ``keyCredentials`` is the business of ``applications.py`` and
``service_principals.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.key_proof import add_key_with_proof, remove_key_with_proof
from daemonry.graph import applications, representation, service_principals
from daemonry.graph.key_intake import new_key
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.application import Application
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.credential_holder import CredentialHolderType


async def add_to_application(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/addKey`` (Graph: application-addkey)."""
    return await _add(call, Application)


async def remove_from_application(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/removeKey`` (Graph: application-removekey)."""
    return await _remove(call, Application)


async def add_to_service_principal(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{id}/addKey`` (Graph: serviceprincipal-addkey)."""
    return await _add(call, ServicePrincipal)


async def remove_from_service_principal(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{id}/removeKey`` (Graph: serviceprincipal-removekey)."""
    return await _remove(call, ServicePrincipal)


async def _add(call: Call, holder_type: CredentialHolderType) -> Answer:
    reader = Reader(call.body, "KeyCredential")
    inner, proof = reader.inner("keyCredential", "KeyCredential"), reader.required_text("proof")
    if inner is None:
        raise reader.invalid("keyCredential")
    reader.ignore("passwordCredential")
    reader.finish()
    object_id = await _object_id(call, holder_type)
    added = await add_key_with_proof(call.work, object_id, new_key(inner), proof, holder_type)
    context = f"{call.base}/$metadata#microsoft.graph.keyCredential"
    return Answer(200, {"@odata.context": context} | representation.key(added))


async def _remove(call: Call, holder_type: CredentialHolderType) -> Answer:
    reader = Reader(call.body, "KeyCredential")
    key_id, proof = reader.guid("keyId"), reader.required_text("proof")
    reader.finish()
    object_id = await _object_id(call, holder_type)
    await remove_key_with_proof(call.work, object_id, key_id, proof, holder_type)
    return no_content()


async def _object_id(call: Call, holder_type: CredentialHolderType) -> ObjectId:
    """Return the object identifier in the path; a client may roll its own unread."""
    key = call.keys[0]
    found = parse_guid(key.value)
    if key.name is None and found is not None:
        return ObjectId(found)
    if holder_type is Application:
        return await applications.object_id_of(call)
    return await service_principals.object_id_of(call)
