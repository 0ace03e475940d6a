"""Rolling certificates: ``addKey`` and ``removeKey``, each with proof of one that is there.

Setting them by PATCH of ``keyCredentials`` is the business of ``applications.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.key_proof import add_key_with_proof, remove_key_with_proof
from daemonry.graph import representation
from daemonry.graph.applications import object_id_of
from daemonry.graph.key_intake import new_key
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.ids import ObjectId, parse_guid

if TYPE_CHECKING:
    from daemonry.graph.services import Call


async def add(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/addKey`` (Graph: application-addkey)."""
    reader = Reader(call.body, "KeyCredential")
    inner, proof = reader.inner("keyCredential", "KeyCredential"), reader.required_text("proof")
    if inner is None:
        raise reader.invalid("keyCredential")
    reader.ignore("passwordCredential")
    reader.finish()
    added = await add_key_with_proof(call.work, await _object_id(call), new_key(inner), proof)
    context = f"{call.base}/$metadata#microsoft.graph.keyCredential"
    return Answer(200, {"@odata.context": context} | representation.key(added))


async def remove(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/removeKey`` (Graph: application-removekey)."""
    reader = Reader(call.body, "KeyCredential")
    key_id, proof = reader.guid("keyId"), reader.required_text("proof")
    reader.finish()
    await remove_key_with_proof(call.work, await _object_id(call), key_id, proof)
    return no_content()


async def _object_id(call: Call) -> ObjectId:
    """Return the object identifier in the path; an application may roll its own unread."""
    key = call.keys[0]
    found = parse_guid(key.value)
    if key.name is None and found is not None:
        return ObjectId(found)
    return await object_id_of(call)
