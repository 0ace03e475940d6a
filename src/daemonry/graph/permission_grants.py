"""``/oauth2PermissionGrants``: delegated permissions, also under their client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from daemonry.directory import permission_grants as directory
from daemonry.graph.lists import Source, entity, list_page, show_one
from daemonry.graph.reader import Reader
from daemonry.graph.service_principals import object_id_of
from daemonry.graph.services import Answer, no_content
from daemonry.model.ids import GrantId, ObjectId, parse_guid
from daemonry.odata.filter import And, Comparison

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.grant import PermissionGrant
    from daemonry.ports import ListQuery

_SET = "oauth2PermissionGrants"
_TYPE = "OAuth2PermissionGrant"


async def listing(call: Call) -> Answer:
    """Answer ``GET /oauth2PermissionGrants``."""
    return await list_page(call, _source(call), context=_SET)


async def listing_of_client(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{client}/oauth2PermissionGrants``."""
    client = await object_id_of(call)
    return await list_page(call, _source(call, client), context=_SET)


async def create(call: Call) -> Answer:
    """Answer ``POST /oauth2PermissionGrants``."""
    reader = Reader(call.body, _TYPE)
    new = directory.NewGrant(
        client_id=ObjectId(reader.guid("clientId")),
        resource_id=ObjectId(reader.guid("resourceId")),
        consent_type=reader.required_text("consentType"),
        principal_id=_principal(reader),
        scope=reader.required_text("scope"),
    )
    reader.ignore("startTime", "expiryTime")  # of no effect since long, but still sent
    reader.finish(read_only=frozenset({"id"}))
    made = await directory.create_permission_grant(call.work, new)
    return Answer(201, entity(call, _SET, _shown(made)), f"{call.base}/{_SET}/{made.grant_id}")


async def show(call: Call) -> Answer:
    """Answer ``GET /oauth2PermissionGrants/{id}``."""
    found = await directory.get_permission_grant(call.work, _id(call))
    return await show_one(call, found, _source(call), context=_SET)


async def update(call: Call) -> Answer:
    """Answer ``PATCH /oauth2PermissionGrants/{id}``: only the scope can change."""
    reader = Reader(call.body, _TYPE)
    scope = reader.required_text("scope")
    reader.finish(read_only=frozenset({"clientId", "consentType", "principalId", "resourceId"}))
    await directory.update_permission_grant(call.work, _id(call), scope)
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /oauth2PermissionGrants/{id}``."""
    await directory.remove_permission_grant(call.work, _id(call))
    return no_content()


def _source(call: Call, client: ObjectId | None = None) -> Source:
    def narrowed(query: ListQuery) -> ListQuery:
        if client is None:
            return query
        of_client = Comparison(("clientid",), "eq", client)
        where = of_client if query.where is None else And((of_client, query.where))
        return replace(query, where=where)

    return Source(
        fetch=lambda query: directory.list_permission_grants(call.work, narrowed(query)),
        count=lambda query: directory.count_permission_grants(call.work, narrowed(query)),
        represent=_shown,
        key="grant_id",
    )


def _shown(value: PermissionGrant) -> dict[str, Any]:
    return {
        "id": value.grant_id,
        "clientId": value.client_id,
        "consentType": value.consent_type,
        "principalId": value.principal_id,
        "resourceId": value.resource_id,
        "scope": value.scope,
    }


def _principal(reader: Reader) -> ObjectId | None:
    name = "principalId"
    text = reader.text(name)
    if text is None:
        return None
    found = parse_guid(text)
    if found is None:
        raise reader.invalid(name)
    return ObjectId(found)


def _id(call: Call) -> GrantId:
    return GrantId(call.keys[0].value)
