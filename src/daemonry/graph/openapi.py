"""The OpenAPI 3.1 document of the management API, made from the table of routes.

A route's last name says what it is about; what is no plain create, read, update or
delete stands in ``_ACTIONS``. Whatever no row describes is any object, so that the
document is never wrong about a route that it does not know well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from daemonry.graph.routes import ROUTES
from daemonry.graph.schemas import SCHEMAS, Schema, ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemonry.graph.routes import Route

PATH: Final = "/openapi.json"
_JSON: Final = "application/json"
_VERSION: Final = "1.0"
_ANY: Final[Schema] = {"type": "object"}
_FILE: Final[Schema] = {"type": "string", "format": "binary"}
_STREAMS: Final = frozenset({"logo"})
"""Last names of paths that lead to a file."""

_RESOURCES: Final = {
    "applications": "application",
    "application": "application",
    "servicePrincipals": "servicePrincipal",
    "servicePrincipal": "servicePrincipal",
    "appRoleAssignments": "appRoleAssignment",
    "appRoleAssignedTo": "appRoleAssignment",
    "oauth2PermissionGrants": "oAuth2PermissionGrant",
    "federatedIdentityCredentials": "federatedIdentityCredential",
    "tokenLifetimePolicies": "tokenLifetimePolicy",
    "domains": "domain",
    "directoryRoles": "directoryRole",
    "directoryRoleTemplates": "directoryRole",
    "roleDefinitions": "unifiedRoleDefinition",
    "roleAssignments": "unifiedRoleAssignment",
    "directoryAudits": "directoryAudit",
    "fido2Methods": "fido2AuthenticationMethod",
}
"""The last name in a path, and the schema of what stands there."""

_KEY: Final = {"type": "object", "required": ["keyId"], "properties": {"keyId": {"format": "uuid"}}}
_ACTIONS: Final[dict[str, tuple[Schema, Schema | None]]] = {
    "addPassword": (
        {"type": "object", "properties": {"passwordCredential": ref("passwordCredential")}},
        ref("passwordCredential"),
    ),
    "removePassword": (_KEY, None),
    "addKey": (_ANY, ref("keyCredential")),
    "removeKey": (_ANY, None),
    "restore": (_ANY, _ANY),
    "revokeSignInSessions": (_ANY, _ANY),
    "verify": (_ANY, ref("domain")),
    "$ref": (ref("reference"), None),
    **dict.fromkeys(
        (
            "getByIds",
            "checkMemberGroups",
            "checkMemberObjects",
            "getMemberGroups",
            "getMemberObjects",
        ),
        (_ANY, _ANY),
    ),
}
"""Actions by the last name in their path: what they take, and what 200 (else 204) answers."""

_OTHER_LISTS: Final = ("directoryAudits", "signIns", "ownedObjects")
"""Lists that answer no ``/$count``."""

_REFUSALS: Final = {
    "400": "The request is malformed, or breaks a rule of the directory.",
    "401": "No access token, or one that does not count here.",
    "403": "The caller lacks the permission, or the right to this object.",
    "404": "There is no such object in the tenant.",
    "409": "Another object has a name or value that must be unique.",
    "413": "The body is too large.",
    "503": "The database is away for the moment; Retry-After says when to come back.",
}
_ONLY_WRITING: Final = frozenset({"409", "413"})
_OPTIONS: Final[dict[str, Schema]] = {
    "$select": {"type": "string"},
    "$expand": {"type": "string"},
}
_LIST_OPTIONS: Final[dict[str, Schema]] = {
    **_OPTIONS,
    "$filter": {"type": "string"},
    "$search": {"type": "string"},
    "$orderby": {"type": "string"},
    "$top": {"type": "integer", "minimum": 1, "maximum": 999},
    "$count": {"type": "boolean"},
    "$skiptoken": {"type": "string"},
}


def openapi_document() -> dict[str, Any]:
    """Return the document; its server is relative, so that it fits every origin and version."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        place = _place(route)
        paths.setdefault(place, {})[route.method.lower()] = _operation(route, place)
        if route.is_collection:
            paths[f"{place}/$count"] = {"get": _count(route, place)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Daemonry management API",
            "version": _VERSION,
            "description": "Microsoft Graph as far as Daemonry serves it.",
        },
        "servers": [{"url": "."}],
        "security": [{"token": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "parameters": {
                name[1:]: {"name": name, "in": "query", "schema": schema}
                for name, schema in _LIST_OPTIONS.items()
            },
            "responses": {
                status: {"description": said, "content": {_JSON: {"schema": ref("error")}}}
                for status, said in _REFUSALS.items()
            },
            "schemas": SCHEMAS,
        },
    }


def _place(route: Route) -> str:
    """Return the path with its keys named after what stands before them."""
    parts = route.path.split("/")
    named = [
        f"{{{re.sub('s$', '', parts[at - 1])}-id}}" if part == "*" else part
        for at, part in enumerate(parts)
    ]
    return "/" + "/".join(named)


def _operation(route: Route, place: str) -> dict[str, Any]:
    rights = " and ".join(" or ".join(group) for group in route.rights)
    status, answer = _answer(route)
    found: dict[str, Any] = {
        "operationId": f"{route.method.lower()}{re.sub('[^A-Za-z]+', '_', place)}",
        "summary": (route.handler.__doc__ or "").strip().splitlines()[0],
        "description": f"Needs {rights}." if rights else "Needs no permission.",
        "tags": [route.path.split("/", maxsplit=1)[0]],
        "parameters": [*_keys(place), *_options(route)],
        "responses": {status: answer} | _refusals(route),
    }
    if route.takes_file:
        found["requestBody"] = {"content": {"image/*": {"schema": _FILE}}}
    if route.method in {"POST", "PATCH"}:
        found["requestBody"] = {"content": {_JSON: {"schema": _body(route)}}}
    return found


def _count(route: Route, place: str) -> dict[str, Any]:
    header = {
        "name": "ConsistencyLevel",
        "in": "header",
        "required": True,
        "schema": {"const": "eventual"},
    }
    names = ("$filter", "$search")
    return {
        "operationId": f"count{re.sub('[^A-Za-z]+', '_', place)}",
        "summary": "How many there are.",
        "tags": [route.path.split("/", maxsplit=1)[0]],
        "parameters": [*_keys(place), header, *(_option(name) for name in names)],
        "responses": {
            "200": {
                "description": "The number.",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            }
        }
        | _refusals(route),
    }


def _keys(place: str) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"{([^}]+)}", place):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _options(route: Route) -> list[dict[str, Any]]:
    if route.method != "GET":
        return []
    return [_option(name) for name in (_LIST_OPTIONS if _is_list(route) else _OPTIONS)]


def _option(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/parameters/{name[1:]}"}


def _answer(route: Route) -> tuple[str, dict[str, Any]]:
    last = route.path.rsplit("/", maxsplit=1)[-1]
    if route.method == "POST" and last in _ACTIONS:
        shown = _ACTIONS[last][1]
        return ("204", {"description": "Done."}) if shown is None else ("200", _shown(shown))
    if route.method == "POST":
        return "201", _shown(_resource(route)) | {
            "headers": {"Location": {"schema": {"type": "string"}}}
        }
    if route.method == "GET" and last in _STREAMS:
        return "200", {"description": "The file.", "content": {"image/*": {"schema": _FILE}}}
    if route.method == "GET":
        return "200", _shown(_page(_resource(route)) if _is_list(route) else _resource(route))
    return "204", {"description": "Done."}


def _is_list(route: Route) -> bool:
    return route.is_collection or route.path.endswith(_OTHER_LISTS)


def _shown(schema: Schema) -> dict[str, Any]:
    return {"description": "What was asked for.", "content": {_JSON: {"schema": schema}}}


def _page(item: Schema) -> Schema:
    return {
        "type": "object",
        "required": ["@odata.context", "value"],
        "additionalProperties": False,
        "properties": {
            "@odata.context": {"type": "string"},
            "@odata.count": {"type": "integer"},
            "@odata.nextLink": {"type": "string"},
            "value": {"type": "array", "items": item},
        },
    }


def _body(route: Route) -> Schema:
    last = route.path.rsplit("/", maxsplit=1)[-1]
    return _ACTIONS[last][0] if last in _ACTIONS else _resource(route)


def _resource(route: Route) -> Schema:
    """Return the schema of what a path leads to, by the last name in it."""
    names = [part for part in route.path.split("/") if part != "*"]
    name = _RESOURCES.get(names[-1])
    return ref(name) if name is not None else _ANY


def _refusals(route: Route) -> dict[str, Any]:
    return {
        status: {"$ref": f"#/components/responses/{status}"}
        for status in _REFUSALS
        if route.method != "GET" or status not in _ONLY_WRITING
    }
