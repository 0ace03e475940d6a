"""``federatedIdentityCredentials`` of an application over the management API."""

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture

BODY = {
    "name": "main",
    "issuer": "https://token.actions.githubusercontent.com",
    "subject": "repo:contoso/todo:ref:refs/heads/main",
    "audiences": ["api://AzureADTokenExchange"],
    "description": "the pipeline",
}
EXPRESSION = {"value": "claims['sub'] matches 'repo:contoso/*'", "languageVersion": 1}
FLEXIBLE = {
    "name": "any-branch",
    "issuer": BODY["issuer"],
    "audiences": BODY["audiences"],
    "claimsMatchingExpression": EXPRESSION,
}


class BetaCaller(Caller):
    def __call__(self, method, path, body=None, **headers):
        return self.server.send(
            method,
            f"/beta{path}",
            json=body,
            headers={"authorization": f"Bearer {self.token}"} | headers,
        )


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All")


@pytest.fixture(scope="module")
def beta(server):  # noqa: F811 - the fixture
    return BetaCaller(server, "Application.ReadWrite.All")


@pytest.fixture
def path(admin):
    made = admin("POST", "/applications", {"displayName": "client"}).json()
    return f"/applications/{made['id']}/federatedIdentityCredentials"


def test_a_credential_is_made_shown_listed_changed_and_deleted(admin, path):
    made = admin("POST", path, BODY)
    assert made.status_code == 201
    shown = {name: value for name, value in made.json().items() if name[0] != "@"}
    assert shown == BODY | {"id": shown["id"]}
    assert made.headers["location"].endswith(f"{path}/{shown['id']}")
    assert admin("GET", path).json()["value"] == [shown]
    for key in (f"/{shown['id']}", "/main", "(name='main')", f"('{shown['id']}')"):
        assert admin("GET", path + key).json()["subject"] == BODY["subject"]
    assert admin("PATCH", f"{path}/main", {"subject": "other"}).status_code == 204
    assert admin("GET", f"{path}/main").json()["subject"] == "other"
    assert admin("DELETE", f"{path}/{shown['id']}").status_code == 204
    assert error(admin("GET", f"{path}/main")) == (404, "Request_ResourceNotFound")
    assert error(admin("DELETE", f"{path}/main")) == (404, "Request_ResourceNotFound")


def test_they_are_expanded_with_their_application(admin, path):
    admin("POST", path, BODY)
    asked = "$expand=federatedIdentityCredentials($select=name,subject)&$select=id"
    found = admin("GET", f"{path.rpartition('/')[0]}?{asked}").json()
    assert found["federatedIdentityCredentials"] == [
        {name: BODY[name] for name in ("name", "subject")}
    ]
    (listed,) = admin("GET", f"/applications?$filter=id eq '{found['id']}'&{asked}").json()["value"]
    assert listed["federatedIdentityCredentials"] == found["federatedIdentityCredentials"]


def test_the_application_may_be_named_by_its_app_id(server, admin, path):  # noqa: F811
    admin("POST", path, BODY)
    app_id = admin("GET", path.rpartition("/")[0]).json()["appId"]
    listed = admin("GET", f"/applications(appId='{app_id}')/federatedIdentityCredentials")
    assert [each["name"] for each in listed.json()["value"]] == ["main"]


def test_a_patch_may_repeat_what_cannot_change(admin, path):
    made = admin("POST", path, BODY).json()
    repeated = {"id": made["id"], "name": "main", "description": None}
    assert admin("PATCH", f"{path}/{made['id']}", repeated).status_code == 204
    assert admin("GET", f"{path}/main").json()["description"] is None
    for different in ({"name": "other"}, {"id": GUID}):
        assert error(admin("PATCH", f"{path}/main", different)) == (400, "Request_BadRequest")


def test_an_upsert_by_name_makes_what_is_missing_and_changes_what_is_there(admin, path):
    by_name, prefer = f"{path}(name='main')", {"prefer": "create-if-missing"}
    body = {name: value for name, value in BODY.items() if name != "name"}
    assert error(admin("PATCH", by_name, body)) == (404, "Request_ResourceNotFound")
    assert admin("PATCH", by_name, body, **prefer).status_code == 201
    assert admin("PATCH", by_name, {"subject": "x"}, **prefer).status_code == 204
    assert admin("GET", f"{path}/main").json()["subject"] == "x"
    by_id = f"{path}/{GUID}"
    assert error(admin("PATCH", by_id, body, **prefer)) == (404, "Request_ResourceNotFound")


def test_s19_an_upsert_is_checked_like_a_post(admin, path):
    body = BODY | {"issuer": "http://plain.example"}
    made = admin("PATCH", f"{path}(name='main')", body, prefer="create-if-missing")
    assert error(made) == (400, "Request_BadRequest")
    incomplete = admin(
        "PATCH", f"{path}(name='main')", {"subject": "x"}, prefer="create-if-missing"
    )
    assert "'issuer'" in incomplete.json()["error"]["message"]


def test_a_name_or_an_identity_that_is_taken_is_a_conflict(admin, path):
    admin("POST", path, BODY)
    code = "Request_MultipleObjectsWithSameKeyValue"
    same_name = admin("POST", path, BODY | {"subject": "other"})
    assert error(same_name) == (409, code)
    assert "FederatedIdentityCredential with name main already exists." in same_name.text
    assert error(admin("POST", path, BODY | {"name": "other"})) == (409, code)


def test_an_expression_takes_the_place_of_a_subject_under_beta(admin, beta, path):
    made = beta("POST", path, FLEXIBLE)
    assert made.status_code == 201
    assert made.json()["claimsMatchingExpression"] == EXPRESSION
    assert made.json()["subject"] is None
    stable = admin("GET", f"{path}/any-branch").json()
    assert "claimsMatchingExpression" not in stable
    change = {"subject": "exact", "claimsMatchingExpression": None}
    assert beta("PATCH", f"{path}/any-branch", change).status_code == 204
    assert beta("GET", f"{path}/any-branch").json()["subject"] == "exact"


def test_a_bad_expression_is_a_400_that_says_where(beta, path):
    bad = FLEXIBLE | {"claimsMatchingExpression": {"value": "claims[sub]", "languageVersion": 1}}
    response = beta("POST", path, bad)
    assert error(response) == (400, "Request_BadRequest")
    assert "at character 8" in response.json()["error"]["message"]
    assert response.json()["error"]["target"] == "claimsMatchingExpression.value"


REFUSED = {
    "an expression in v1.0": {"claimsMatchingExpression": EXPRESSION},
    "an unknown property": {"trusted": True},
    "audiences as a text": {"audiences": "api://AzureADTokenExchange"},
    "no audiences": {"audiences": []},
    "no name": {"name": None},
    "an issuer of ours": {"issuer": "https://localhost:8443/x/v2.0"},
    "a number for a subject": {"subject": 5},
}


@pytest.mark.parametrize("case", REFUSED)
def test_s19_what_is_no_credential_is_refused(admin, path, case):
    assert error(admin("POST", path, BODY | REFUSED[case])) == (400, "Request_BadRequest")
    assert admin("GET", path).json()["value"] == []


def test_an_owner_manages_the_credentials_of_its_own_application_only(server, admin, path):  # noqa: F811
    owner = Caller(server, "Application.ReadWrite.OwnedBy")
    own = owner("POST", "/applications", {"displayName": "own"}).json()
    at_own = f"/applications/{own['id']}/federatedIdentityCredentials"
    assert owner("POST", at_own, BODY).status_code == 201
    assert error(owner("POST", path, BODY)) == (403, "Authorization_RequestDenied")
    admin("POST", path, BODY)
    assert error(owner("DELETE", f"{path}/main")) == (403, "Authorization_RequestDenied")


def test_s3_a_credential_of_another_application_is_not_there(admin, path):
    made = admin("POST", path, BODY).json()
    other = admin("POST", "/applications", {"displayName": "other"}).json()
    foreign = f"/applications/{other['id']}/federatedIdentityCredentials/{made['id']}"
    for method, body in (("GET", None), ("PATCH", {"subject": "x"}), ("DELETE", None)):
        assert error(admin(method, foreign, body)) == (404, "Request_ResourceNotFound")
