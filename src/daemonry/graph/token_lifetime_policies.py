"""``/policies/tokenLifetimePolicies``, and what is assigned of them to whom.

The wire names of this one type stand here, not in ``representation.py``, because
nothing else shows it (Graph: resources/tokenlifetimepolicy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    TokenLifetimePolicyChanges,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    get_token_lifetime_policy,
    list_policies_of,
    list_policy_holders,
    list_token_lifetime_policies,
    unassign_policy,
    update_token_lifetime_policy,
)
from daemonry.graph import applications, intake, representation, service_principals
from daemonry.graph.lists import entity, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import REQUIRED_PROPERTY, InvalidError
from daemonry.model.ids import ObjectId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from daemonry.graph.services import Call
    from daemonry.model.policy import TokenLifetimePolicy

    _Handler = Callable[[Call], Awaitable[Answer]]
    _HolderOf = Callable[[Call], Awaitable[ObjectId]]

_TYPE: Final = "TokenLifetimePolicy"
_SET: Final = "policies/tokenLifetimePolicies"


async def listing(call: Call) -> Answer:
    """Answer ``GET /policies/tokenLifetimePolicies``; there are too few for pages."""
    found = await list_token_lifetime_policies(call.work)
    return whole(call, _SET, map(_render, found))


async def create(call: Call) -> Answer:
    """Answer ``POST /policies/tokenLifetimePolicies``."""
    given = _changes(call)
    for name, field in (("displayName", "display_name"), ("definition", "definition")):
        if field not in given:
            raise InvalidError(REQUIRED_PROPERTY, target=name, property=name, resource=_TYPE)
    made = await create_token_lifetime_policy(call.work, NewTokenLifetimePolicy(**given))
    place = f"{call.base}/{_SET}/{made.policy_id}"
    return Answer(201, entity(call, _SET, _render(made)), place)


async def show(call: Call) -> Answer:
    """Answer ``GET /policies/tokenLifetimePolicies/{id}``."""
    found = await get_token_lifetime_policy(call.work, _policy_id(call, 0))
    return Answer(200, entity(call, _SET, _render(found)))


async def update(call: Call) -> Answer:
    """Answer ``PATCH /policies/tokenLifetimePolicies/{id}``."""
    await update_token_lifetime_policy(call.work, _policy_id(call, 0), **_changes(call))
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /policies/tokenLifetimePolicies/{id}``."""
    await delete_token_lifetime_policy(call.work, _policy_id(call, 0))
    return no_content()


async def applies_to(call: Call) -> Answer:
    """Answer ``GET /policies/tokenLifetimePolicies/{id}/appliesTo``."""
    found = await list_policy_holders(call.work, _policy_id(call, 0))
    return whole(call, "directoryObjects", map(representation.directory_object, found))


def _listing_of(holder: _HolderOf) -> _Handler:
    async def listing(call: Call) -> Answer:
        """Answer ``GET .../tokenLifetimePolicies``."""
        found = await list_policies_of(call.work, await holder(call))
        return whole(call, _SET, map(_render_typed, found))

    return listing


def _assign(holder: _HolderOf) -> _Handler:
    async def assign(call: Call) -> Answer:
        """Answer ``POST .../tokenLifetimePolicies/$ref``."""
        policy_id = ObjectId(intake.reference(call.body))
        await assign_policy(call.work, policy_id, await holder(call))
        return no_content()

    return assign


def _unassign(holder: _HolderOf) -> _Handler:
    async def unassign(call: Call) -> Answer:
        """Answer ``DELETE .../tokenLifetimePolicies/{id}/$ref``."""
        await unassign_policy(call.work, _policy_id(call, 1), await holder(call))
        return no_content()

    return unassign


of_application = _listing_of(applications.object_id_of)
assign_to_application = _assign(applications.object_id_of)
unassign_from_application = _unassign(applications.object_id_of)
of_service_principal = _listing_of(service_principals.object_id_of)
assign_to_service_principal = _assign(service_principals.object_id_of)
unassign_from_service_principal = _unassign(service_principals.object_id_of)


def _policy_id(call: Call, position: int) -> ObjectId:
    key = call.keys[position].value
    return ObjectId(parse_guid(key) or key)


def _render(value: TokenLifetimePolicy) -> dict[str, Any]:
    return {
        "id": value.policy_id,
        "deletedDateTime": None,
        "definition": [value.definition],
        "description": value.description,
        "displayName": value.display_name,
        "isOrganizationDefault": value.is_organization_default,
    }


def _render_typed(value: TokenLifetimePolicy) -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.tokenLifetimePolicy"} | _render(value)


def _changes(call: Call) -> TokenLifetimePolicyChanges:
    """Return what the body asks for. Raises ODataError for an unknown or mistyped property."""
    reader = Reader(call.body, _TYPE)
    reader.tolerate(id=call.keys[0].value.lower() if call.keys else "")
    changes = reader.members(_MEMBERS)
    reader.finish(read_only=frozenset({"id", "deletedDateTime"}))
    return cast("TokenLifetimePolicyChanges", changes)


def _definition(reader: Reader, name: str) -> str:
    """Take the definition: a collection that holds exactly one text."""
    texts = reader.texts(name)
    if len(texts) != 1:
        raise reader.invalid(name)
    return texts[0]


_MEMBERS: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "definition": ("definition", _definition),
    "description": ("description", Reader.text),
    "displayName": ("display_name", Reader.required_text),
    "isOrganizationDefault": ("is_organization_default", Reader.flag),
}
