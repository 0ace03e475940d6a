"""``/users``: accounts, and ``/me``, which no daemon has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory import users as directory
from daemonry.directory.objects import list_owned_objects
from daemonry.graph import representation
from daemonry.graph.lists import Source, list_page, show_one, whole
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from daemonry.graph.services import Answer, Call
    from daemonry.model.user import User

_SET = "users"


async def listing(call: Call) -> Answer:
    """Answer ``GET /users``."""
    return await list_page(call, _source(call), context=_SET)


async def show(call: Call) -> Answer:
    """Answer ``GET /users/{id or userPrincipalName}``."""
    found = await directory.get_user(call.work, call.keys[0].value)
    return await show_one(call, found, _source(call), context=_SET)


async def owned_objects(call: Call) -> Answer:
    """Answer ``GET /users/{id}/ownedObjects``."""
    owner = await directory.get_user(call.work, call.keys[0].value)
    found = await list_owned_objects(call.work, owner.object_id)
    return whole(call, "directoryObjects", map(representation.directory_object, found))


async def me(call: Call) -> Answer:
    """Answer ``GET /me``: the person on whose behalf the application calls."""
    return await show_one(call, await _person(call), _source(call), context=_SET)


async def my_owned_objects(call: Call) -> Answer:
    """Answer ``GET /me/ownedObjects``."""
    person = await _person(call)
    found = await list_owned_objects(call.work, person.object_id)
    return whole(call, "directoryObjects", map(representation.directory_object, found))


async def _person(call: Call) -> User:
    """Return who calls. A token of an application stands for no person."""
    person = await directory.get_oneself(call.work)
    if person is None:
        raise ODataError(errors.ME_IS_DELEGATED, detail=call.path)
    return person


def _source(call: Call) -> Source:
    return Source(
        fetch=lambda query: directory.list_users(call.work, query),
        count=lambda query: directory.count_users(call.work, query),
        represent=representation.user,
    )
