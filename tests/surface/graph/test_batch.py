"""``$batch``: the rights of the outer token, an answer for each request, and its bounds."""

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All")


def get(name, url, **more):
    return {"id": name, "method": "GET", "url": url} | more


def post(name, url, body, **more):
    return {"id": name, "method": "POST", "url": url, "body": body, "headers": JSON} | more


def batch(caller, *requests):
    response = caller("POST", "/$batch", {"requests": list(requests)})
    assert response.status_code == 200, response.text
    return {each["id"]: each for each in response.json()["responses"]}


def test_each_request_is_answered(admin):
    found = batch(
        admin,
        post("new", "/applications", {"displayName": "from a batch"}),
        get("list", "applications?$filter=displayName eq 'from a batch'", dependsOn=["NEW"]),
        get("gone", f"/applications/{GUID}"),
        get("late", "/applications", dependsOn=["gone"]),
        get("count", "/applications/$count", headers={"ConsistencyLevel": "eventual"}),
        {"id": "del", "method": "DELETE", "url": f"/applications/{GUID}"},
    )
    assert {name: each["status"] for name, each in found.items()} == {
        "new": 201,
        "list": 200,
        "gone": 404,
        "late": 424,
        "count": 200,
        "del": 404,
    }
    made = found["new"]
    assert made["headers"]["Location"].endswith(f"/applications/{made['body']['id']}")
    assert [item["id"] for item in found["list"]["body"]["value"]] == [made["body"]["id"]]
    assert found["gone"]["body"]["error"]["code"] == "Request_ResourceNotFound"
    assert found["count"]["body"].isdigit()


def test_s21_a_request_has_exactly_the_rights_of_the_outer_token(server):  # noqa: F811 - the fixture
    reader = Caller(server, "Application.Read.All")
    found = batch(
        reader,
        get("read", "/applications?$top=1"),
        post("write", "/applications", {"displayName": "x"}),
        get("organization", "/organization"),
    )
    assert [found[name]["status"] for name in ("read", "write", "organization")] == [200, 403, 403]
    assert found["write"]["body"]["error"]["code"] == "Authorization_RequestDenied"


MALFORMED = {
    "no list": {},
    "nothing in it": {"requests": []},
    "no object": {"requests": ["x"]},
    "too many": {"requests": [get(str(n), "/applications") for n in range(21)]},
    "an id twice": {"requests": [get("a", "/applications"), get("A", "/applications")]},
    "no id": {"requests": [{"method": "GET", "url": "/applications"}]},
    "an unknown dependency": {"requests": [get("a", "/applications", dependsOn=["b"])]},
    "a cycle": {
        "requests": [
            get("a", "/applications", dependsOn=["b"]),
            get("b", "/applications", dependsOn=["a"]),
        ]
    },
    "an absolute URL": {"requests": [get("a", "https://localhost:8443/v1.0/applications")]},
    "a batch in a batch": {"requests": [post("a", "/%24batch", {"requests": []})]},
    "an unknown method": {"requests": [get("a", "/applications") | {"method": "TRACE"}]},
    "a body without its type": {
        "requests": [{"id": "a", "method": "POST", "url": "/applications", "body": {}}]
    },
}


@pytest.mark.parametrize("case", MALFORMED)
def test_s21_a_malformed_batch_does_nothing(admin, case):
    assert error(admin("POST", "/$batch", MALFORMED[case])) == (400, "BadRequest")


def test_s19_a_request_of_a_batch_meets_the_same_whitelist(admin):
    found = batch(admin, post("a", "/applications", {"displayName": "x", "createdByAppId": GUID}))
    assert found["a"]["status"] == 400
    assert "createdByAppId" in found["a"]["body"]["error"]["message"]
