"""``/servicePrincipals``: presences of applications in the tenant."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from daemonry.directory import service_principals as directory
from daemonry.directory.credentials import add_password
from daemonry.directory.key_credentials import replace_keys
from daemonry.directory.objects import list_owned_objects
from daemonry.graph import expansions, intake, representation
from daemonry.graph.key_intake import PROPERTY as KEYS
from daemonry.graph.key_intake import key_wishes, selects_keys
from daemonry.graph.lists import Source, entity, list_page, show_one, whole
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import PASSWORD_NOT_SETTABLE, InvalidError, NotFoundError
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.model.service_principal import ServicePrincipal
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from daemonry.graph.services import Call

_SET = "servicePrincipals"


async def listing(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals``."""
    return await list_page(call, source(call), context=_SET)


def source(call: Call, *, deleted: bool = False) -> Source:
    """Return where lists of service principals come from."""
    return Source(
        fetch=lambda query: directory.list_service_principals(call.work, query, deleted=deleted),
        count=lambda query: directory.count_service_principals(call.work, query, deleted=deleted),
        represent=partial(representation.service_principal, with_keys=selects_keys(call)),
        expansions={
            "owners": expansions.owners,
            "appRoleAssignments": expansions.app_role_assignments,
            "appRoleAssignedTo": expansions.app_role_assigned_to,
        },
    )


async def create(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals``: the body names the application by ``appId``.

    Passwords asked for are made and shown in the answer.
    """
    app_id = AppId(intake.required_guid(call.body, "appId", "ServicePrincipal"))
    passwords, keys = intake.initial_passwords(call.body), key_wishes(call.body)
    apart = {"appId", "passwordCredentials", KEYS}
    body = {name: value for name, value in call.body.items() if name not in apart}
    owner_ids = intake.bound_owners(body, "ServicePrincipal")
    changes = intake.service_principal_changes(body)
    made = await directory.create_service_principal(call.work, app_id, changes, owner_ids=owner_ids)
    secret_keys, object_id, of = call.services.secret_keys, made.object_id, ServicePrincipal
    issued = [await add_password(call.work, object_id, new, secret_keys, of) for new in passwords]
    if keys:
        held = await replace_keys(call.work, object_id, keys, of)
        made = replace(made, key_credentials=held)
    value = representation.service_principal(made)
    value["passwordCredentials"] = [
        representation.password(one.credential, one.secret_text) for one in issued
    ]
    return Answer(201, entity(call, _SET, value), f"{call.base}/{_SET}/{made.object_id}")


async def show(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{id}``."""
    return await show_one(call, await named(call), source(call), context=_SET)


async def update(call: Call) -> Answer:
    """Answer ``PATCH /servicePrincipals/{id}``; an empty body changes nothing.

    With ``Prefer: create-if-missing`` an application that is named by its ``appId`` is
    made present (Graph: serviceprincipal-upsert).
    """
    if call.body.get("passwordCredentials"):
        raise InvalidError(PASSWORD_NOT_SETTABLE, target="passwordCredentials")
    try:
        found = await named(call)
    except NotFoundError:
        if not (call.create_if_missing and call.keys[0].name == "appid"):
            raise
        return await create(replace(call, body={"appId": call.keys[0].value, **call.body}))
    keys = key_wishes(call.body)
    apart = {"passwordCredentials", KEYS}
    body = {name: value for name, value in call.body.items() if name not in apart}
    changes = intake.service_principal_changes(body, object_id=found.object_id, app_id=found.app_id)
    await directory.update_service_principal(call.work, found.object_id, changes)
    if keys is not None and (keys or found.key_credentials):
        await replace_keys(call.work, found.object_id, keys, ServicePrincipal)
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /servicePrincipals/{id}``: a soft delete."""
    found = await named(call)
    await directory.delete_service_principal(call.work, found.object_id)
    return no_content()


async def owned_objects(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{id}/ownedObjects``."""
    found = await list_owned_objects(call.work, await object_id_of(call))
    return whole(call, "directoryObjects", map(representation.directory_object, found))


async def memberships(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{id}/memberOf``: there are no groups."""
    await object_id_of(call)
    return whole(call, "directoryObjects", [])


async def object_id_of(call: Call) -> ObjectId:
    """Return the object identifier of the service principal that the path names."""
    return (await named(call)).object_id


async def named(call: Call) -> ServicePrincipal:
    """Return the service principal that the path names, by ``id`` or ``appId``."""
    key = call.keys[0]
    found = parse_guid(key.value) or key.value
    if key.name == "appid":
        return await directory.get_service_principal_by_app_id(call.work, AppId(found))
    if key.name not in {None, "id"}:
        raise ODataError(errors.UNKNOWN_PROPERTY, property=key.name or "")
    return await directory.get_service_principal(call.work, ObjectId(found))
