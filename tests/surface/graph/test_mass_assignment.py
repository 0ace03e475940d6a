"""S19: every property of every type that is not a caller's to set, in every way to set it.

What is read-only comes from the schemas of the OpenAPI document, so that a property that
joins them joins this matrix. Each is sent with a telling value beside a body that would
be accepted: by POST, PATCH, upsert and inside a batch.
"""

import pytest
from tests.surface.graph.test_every_route import DEVELOPER, ISSUER, POLICY, Tenant, assignment
from tests.surface.graph.test_graph import server  # noqa: F401 - the fixture
from tests.surface.login.arrange import READ

from daemonry.graph.schemas import SCHEMAS

ANYTHING = {
    "string": "telling",
    "array": ["telling"],
    "object": {"telling": True},
    "integer": 7,
    "boolean": True,
    "null": "telling",
}
UNKNOWN = "telling"

TYPES = {
    "application": ("/applications", lambda ids: {"displayName": "x"}, "applications"),
    "servicePrincipal": (
        "/servicePrincipals",
        lambda ids: {"appId": ids.app_id},
        "serviceprincipals",
    ),
    "federatedIdentityCredential": (
        "/applications/{applications}/federatedIdentityCredentials",
        lambda ids: {
            "name": "y",
            "issuer": ISSUER,
            "subject": "y",
            "audiences": ["api://AzureADTokenExchange"],
        },
        "federatedidentitycredentials",
    ),
    "tokenLifetimePolicy": (
        "/policies/tokenLifetimePolicies",
        lambda ids: {"displayName": "x", "definition": POLICY},
        "tokenlifetimepolicies",
    ),
    "oAuth2PermissionGrant": (
        "/oauth2PermissionGrants",
        lambda ids: {
            "clientId": ids.api,
            "resourceId": ids.serviceprincipals,
            "consentType": "AllPrincipals",
            "scope": "x",
        },
        "oauth2permissiongrants",
    ),
    "appRoleAssignment": (
        "/servicePrincipals/{serviceprincipals}/appRoleAssignments",
        lambda ids: assignment(ids) | {"appRoleId": READ},
        None,
    ),
    "unifiedRoleAssignment": (
        "/roleManagement/directory/roleAssignments",
        lambda ids: {"principalId": ids.users, "roleDefinitionId": DEVELOPER},
        None,
    ),
}
"""Where a type is made, what is accepted there, and whose identifier leads to one."""


def closed(name):
    """Return the properties of a type that no caller may set, with a telling value each."""
    found = {
        prop: ANYTHING[_kind(schema)]
        for prop, schema in SCHEMAS[name]["properties"].items()
        if schema.get("readOnly") and prop != "owners"
    }
    return found | {UNKNOWN: "x"}


def _kind(schema):
    if "anyOf" in schema:
        return _kind(schema["anyOf"][0])
    return schema.get("type", "object")


CELLS = [(name, prop, value) for name in TYPES for prop, value in closed(name).items()]


@pytest.fixture(scope="module")
def tenant(server):  # noqa: F811 - the fixture
    return Tenant(server, server.tenant)


def ways(name, ids):
    """Return the requests that would set something: method, path, body, headers."""
    place, body, key = TYPES[name]
    place = place.format(**vars(ids))
    yield "POST", place, body(ids), {}
    if key is not None:
        kept = {"scope": "x"} if name == "oAuth2PermissionGrant" else {}
        yield "PATCH", f"{place}/{vars(ids)[key]}", kept, {}
    if name == "application":
        for unique_name in ("not-there", "there"):
            path = f"/applications(uniqueName='{unique_name}')"
            yield "PATCH", path, body(ids), {"prefer": "create-if-missing"}


@pytest.mark.parametrize(("name", "prop", "value"), CELLS, ids=[f"{n} {p}" for n, p, _ in CELLS])
def test_s19_what_no_caller_may_set_is_refused_by_name_in_every_way(tenant, name, prop, value):
    tenant.admin(
        "PATCH",
        "/applications(uniqueName='there')",
        {"displayName": "there"},
        prefer="create-if-missing",
    )
    before = tenant.everything()
    for method, path, body, headers in ways(name, tenant.ids):
        sent = body | {prop: value}
        direct = tenant.admin(method, path, sent, **headers)
        part = {"id": "1", "method": method, "url": path, "body": sent}
        part["headers"] = {"content-type": "application/json"} | headers
        batched = tenant.admin("POST", "/$batch", {"requests": [part]}).json()["responses"][0]
        for status, answer in (
            (direct.status_code, direct.json() if direct.text else {}),
            (batched["status"], batched.get("body") or {}),
        ):
            assert status == 400, (method, path, answer)
            message = answer["error"]["message"]
            # Graph's words for secrets that somebody would choose name the way, not the property.
            assert prop in message or "with service actions" in message, (method, path)
    assert tenant.everything() == before


def test_the_matrix_is_about_types_that_there_are():
    assert set(TYPES) <= set(SCHEMAS)
    assert len(CELLS) > 50
