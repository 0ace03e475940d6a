"""``/applications``: registrations."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from daemonry.directory import applications as directory
from daemonry.directory import logos
from daemonry.directory.credentials import add_password
from daemonry.directory.key_credentials import replace_keys
from daemonry.graph import expansions, intake, representation
from daemonry.graph.key_intake import PROPERTY as KEYS
from daemonry.graph.key_intake import key_wishes, selects_keys
from daemonry.graph.lists import Source, entity, list_page, show_one
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import PASSWORD_NOT_SETTABLE, InvalidError, NotFoundError
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.model.logo import media_type_of
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.application import Application

_SET = "applications"


async def listing(call: Call) -> Answer:
    """Answer ``GET /applications``."""
    return await list_page(call, source(call), context=_SET)


def source(call: Call, *, deleted: bool = False) -> Source:
    """Return where lists of applications come from."""
    return Source(
        fetch=lambda query: directory.list_applications(call.work, query, deleted=deleted),
        count=lambda query: directory.count_applications(call.work, query, deleted=deleted),
        represent=partial(
            representation.application, with_keys=selects_keys(call), is_beta=call.is_beta
        ),
        expansions={
            "owners": expansions.owners,
            "federatedIdentityCredentials": expansions.federated_identity_credentials,
        },
    )


async def create(call: Call) -> Answer:
    """Answer ``POST /applications``; passwords asked for are made and shown in the answer."""
    body = dict(call.body)
    owners = intake.bound_owners(body, "Application")
    passwords = intake.initial_passwords(body)
    body.pop("passwordCredentials", None)
    keys = key_wishes(body)
    body.pop(KEYS, None)
    changes = intake.application_changes(body)
    made = await directory.create_application(call.work, changes, owner_ids=owners)
    issued = [
        await add_password(call.work, made.object_id, new, call.services.secret_keys)
        for new in passwords
    ]
    if keys:
        made = replace(made, key_credentials=await replace_keys(call.work, made.object_id, keys))
    value = representation.application(made, is_beta=call.is_beta)
    value["passwordCredentials"] = [
        representation.password(one.credential, one.secret_text) for one in issued
    ]
    return Answer(201, entity(call, _SET, value), f"{call.base}/applications/{made.object_id}")


async def show(call: Call) -> Answer:
    """Answer ``GET /applications/{id}``."""
    return await show_one(call, await _named(call), source(call), context=_SET)


async def update(call: Call) -> Answer:
    """Answer ``PATCH /applications/{id}``; an empty body changes nothing.

    With ``Prefer: create-if-missing`` a ``uniqueName`` that is not there yet is
    registered (Graph: application-upsert).
    """
    if call.body.get("passwordCredentials"):
        raise InvalidError(PASSWORD_NOT_SETTABLE, target="passwordCredentials")
    try:
        found = await _named(call)
    except NotFoundError:
        if not (call.create_if_missing and call.keys[0].name == "uniquename"):
            raise
        return await create(replace(call, body={"uniqueName": call.keys[0].value, **call.body}))
    keys = key_wishes(call.body)
    apart = {"passwordCredentials", KEYS}
    body = {name: value for name, value in call.body.items() if name not in apart}
    changes = intake.application_changes(body, object_id=found.object_id, app_id=found.app_id)
    await directory.update_application(call.work, found.object_id, changes)
    if keys is not None:
        await replace_keys(call.work, found.object_id, keys)
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /applications/{id}``: a soft delete."""
    found = await _named(call)
    await directory.delete_application(call.work, found.object_id)
    return no_content()


async def restore(call: Call) -> Answer:
    """Answer ``POST /applications/{id}/restore``."""
    restored = await directory.restore_application(call.work, _object_id(call))
    return Answer(200, entity(call, _SET, representation.application(restored)))


async def logo(call: Call) -> Answer:
    """Answer ``GET /applications/{id}/logo``: the picture. Raises NotFoundError without one."""
    found = await logos.get_logo(call.work, (await _named(call)).object_id)
    return Answer(200, file=(media_type_of(found.file), found.content))


async def set_logo(call: Call) -> Answer:
    """Answer ``PUT /applications/{id}/logo``. What the content is decides, not its header."""
    await logos.set_logo(call.work, (await _named(call)).object_id, call.file)
    return no_content()


async def object_id_of(call: Call) -> ObjectId:
    """Return the object identifier of the application that the path names."""
    return (await _named(call)).object_id


async def _named(call: Call) -> Application:
    key = call.keys[0]
    if key.name == "appid":
        app_id = AppId(parse_guid(key.value) or key.value)
        return await directory.get_application_by_app_id(call.work, app_id)
    if key.name == "uniquename":
        return await directory.get_application_by_unique_name(call.work, key.value)
    if key.name not in {None, "id"}:
        raise ODataError(errors.UNKNOWN_PROPERTY, property=key.name or "")
    return await directory.get_application(call.work, _object_id(call))


def _object_id(call: Call) -> ObjectId:
    return ObjectId(parse_guid(call.keys[0].value) or call.keys[0].value)
