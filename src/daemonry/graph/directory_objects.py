"""``/directoryObjects``: objects of any kind by identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.objects import KINDS, get_object, get_objects
from daemonry.graph import representation
from daemonry.graph.lists import select, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer
from daemonry.model.errors import TOO_MANY, InvalidError
from daemonry.model.ids import ObjectId, parse_guid

if TYPE_CHECKING:
    from daemonry.graph.services import Call

MAX_IDS: Final = 1000
_SET: Final = "directoryObjects"


async def show(call: Call) -> Answer:
    """Answer ``GET /directoryObjects/{id}``."""
    found = representation.directory_object(await get_object(call.work, _id(call)))
    place = f"{call.base}/$metadata#{_SET}/$entity"
    return Answer(200, {"@odata.context": place} | select(call, found))


async def by_ids(call: Call) -> Answer:
    """Answer ``POST /directoryObjects/getByIds``; what is not there is left out."""
    reader = Reader(call.body, "DirectoryObject")
    sent = reader.texts("ids")
    kinds = reader.texts("types") if reader.has("types") else ()
    reader.finish()
    if len(sent) > MAX_IDS:
        raise InvalidError(TOO_MANY, target="ids", property="ids", limit=str(MAX_IDS))
    ids = [ObjectId(guid) for guid in map(parse_guid, sent) if guid is not None]
    wanted = {kind.lower() for kind in kinds} or {"directoryobject"}
    shown = KINDS if "directoryobject" in wanted else KINDS & wanted
    found = await get_objects(call.work, list(dict.fromkeys(ids)), shown)
    return whole(call, _SET, map(representation.directory_object, found))


async def memberships(call: Call) -> Answer:
    """Answer ``getMemberGroups``, ``checkMemberGroups`` and the like: there are no groups."""
    await get_object(call.work, _id(call))
    return Answer(
        200, {"@odata.context": f"{call.base}/$metadata#Collection(Edm.String)", "value": []}
    )


def _id(call: Call) -> ObjectId:
    return ObjectId(parse_guid(call.keys[0].value) or call.keys[0].value)
