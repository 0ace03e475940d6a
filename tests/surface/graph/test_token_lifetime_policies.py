"""Token lifetime policies over the management API."""

import json

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture

APPLICATIONS = "Application.ReadWrite.All"
WRITE = "Policy.ReadWrite.ApplicationConfiguration"
SET = "/policies/tokenLifetimePolicies"
DEFINITION = json.dumps({"TokenLifetimePolicy": {"Version": 1, "AccessTokenLifetime": "4:00:00"}})
BODY = {"displayName": "WebPolicyScenario", "definition": [DEFINITION]}


@pytest.fixture
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, APPLICATIONS, WRITE)


@pytest.fixture
def policy(admin):
    """A policy that is gone after the test."""
    made = admin("POST", SET, BODY).json()
    yield made
    admin("DELETE", f"{SET}/{made['id']}")


def test_a_policy_is_made_shown_changed_and_deleted(admin):
    made = admin("POST", SET, {"isOrganizationDefault": False} | BODY)
    assert made.status_code == 201
    value = made.json()
    place = f"{SET}/{value['id']}"
    assert made.headers["location"].endswith(place)
    assert value["definition"] == [DEFINITION]
    assert value["isOrganizationDefault"] is False
    assert admin("PATCH", place, {"id": value["id"], "description": "x"}).status_code == 204
    shown = admin("GET", place).json()
    assert (shown["displayName"], shown["description"]) == ("WebPolicyScenario", "x")
    assert value["id"] in {item["id"] for item in admin("GET", SET).json()["value"]}
    assert admin("DELETE", place).status_code == 204
    assert error(admin("GET", place)) == (404, "Request_ResourceNotFound")


@pytest.mark.parametrize("kind", ["applications", "servicePrincipals"])
def test_a_policy_is_assigned_by_reference_and_taken_away(admin, policy, server, kind):  # noqa: F811
    holder = server.api if kind == "applications" else server.api_principal
    place = f"/{kind}/{holder.object_id}/tokenLifetimePolicies"
    reference = {"@odata.id": f"https://graph.microsoft.com/v1.0{SET}/{policy['id']}"}
    assert admin("POST", f"{place}/$ref", reference).status_code == 204
    (listed,) = admin("GET", place).json()["value"]
    assert listed["id"] == policy["id"]
    assert listed["@odata.type"] == "#microsoft.graph.tokenLifetimePolicy"
    (applied,) = admin("GET", f"{SET}/{policy['id']}/appliesTo").json()["value"]
    assert applied["id"] == holder.object_id
    assert applied["@odata.type"].lower() == f"#microsoft.graph.{kind[:-1]}".lower()
    assert error(admin("POST", f"{place}/$ref", reference)) == (400, "Request_BadRequest")
    assert admin("DELETE", f"{place}/{policy['id']}/$ref").status_code == 204
    assert admin("GET", place).json()["value"] == []
    assert admin("DELETE", f"{place}/{policy['id']}/$ref").status_code == 404


REFUSED = {
    "no name": {"definition": [DEFINITION]},
    "no definition": {"displayName": "x"},
    "two definitions": BODY | {"definition": [DEFINITION, DEFINITION]},
    "an empty list": BODY | {"definition": []},
    "a text": BODY | {"definition": DEFINITION},
    "24 hours": BODY | {"definition": [DEFINITION.replace("4:00:00", "24:00:00")]},
    "nine minutes": BODY | {"definition": [DEFINITION.replace("4:00:00", "00:09:00")]},
    "an unknown property": BODY | {"lifetime": 1},
    "an identifier": BODY | {"id": GUID},
    "null for a switch": BODY | {"isOrganizationDefault": None},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_policy_is_refused(admin, case):
    response = admin("POST", SET, REFUSED[case])
    assert response.status_code == 400
    assert admin("GET", SET).json()["value"] == []


RIGHTS = [
    ("GET", SET, ("Policy.Read.All",)),
    ("POST", SET, (WRITE,)),
    ("GET", "/applications/{api}/tokenLifetimePolicies", ("Policy.Read.All", APPLICATIONS)),
    ("POST", "/applications/{api}/tokenLifetimePolicies/$ref", (WRITE, APPLICATIONS)),
]


@pytest.mark.parametrize(("method", "path", "needed"), RIGHTS)
def test_a_route_needs_all_of_its_permissions(server, policy, method, path, needed):  # noqa: F811
    path = path.format(api=server.api.object_id)
    body = None
    if method == "POST":
        body = {"@odata.id": f"{SET}/{policy['id']}"} if "$ref" in path else BODY
    for missing in needed:
        caller = Caller(server, *(one for one in needed if one != missing))
        assert error(caller(method, path, body)) == (403, "Authorization_RequestDenied")
    answer = Caller(server, *needed)(method, path, body)
    assert answer.status_code in {200, 201, 204}
    if answer.status_code == 201:
        Caller(server, WRITE)("DELETE", f"{SET}/{answer.json()['id']}")
