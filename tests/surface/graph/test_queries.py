"""Query options over the wire: what is answered, in which shape, with how many statements."""

import pytest
from sqlalchemy import event
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture
from tests.surface.login.arrange import READ

EVENTUAL = {"consistencylevel": "eventual"}
NAMES = ("alpha one", "alpha two", "beta one")


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    caller = Caller(server, "Application.ReadWrite.All", "User.Read.All", "Directory.Read.All")
    for name in NAMES:
        made = caller("POST", "/applications", {"displayName": name}).json()
        principal = caller("POST", "/servicePrincipals", {"appId": made["appId"]}).json()
        link = {"@odata.id": f"https://any/directoryObjects/{caller.daemon.principal.object_id}"}
        for place in (f"/applications/{made['id']}", f"/servicePrincipals/{principal['id']}"):
            assert caller("POST", f"{place}/owners/$ref", link).status_code == 204
    return caller


def names(response):
    assert response.status_code == 200, response.text
    return [item["displayName"] for item in response.json()["value"]]


SELECTIONS = {
    "/applications?$filter=startswith(displayName,'alpha')": NAMES[:2],
    "/applications?$filter=displayName in ('beta one','alpha two')&$orderby=displayName desc": (
        "beta one",
        "alpha two",
    ),
    '/applications?$search="displayName:one"&$orderby=displayName': ("alpha one", "beta one"),
    "/applications?$search=\"displayName:alpha\"&$filter=endswith(displayName,'two')": (
        "alpha two",
    ),
    '/servicePrincipals?$search="displayName:beta"': ("beta one",),
    "/servicePrincipals?$filter=startswith(displayName,'alpha')&$orderby=displayName desc": (
        "alpha two",
        "alpha one",
    ),
}


@pytest.mark.parametrize("path", SELECTIONS)
def test_a_list_is_narrowed_and_ordered(admin, path):
    assert tuple(names(admin("GET", path, **EVENTUAL))) == SELECTIONS[path]


REFUSED = {
    '/applications?$search="displayName:x"': (
        "Request_UnsupportedQuery",
        (
            "Request with $search query parameter only works through MSGraph with a special request"
            " header: 'ConsistencyLevel: eventual'"
        ),
    ),
    "/applications/$count": ("Request_BadRequest", "$count is not currently supported."),
    "/applications?$search=x": ("Request_UnsupportedQuery", None),
    "/applications?$orderby=notes": ("Request_UnsupportedQuery", "Unsupported Query."),
    "/applications?$orderby=displayName up": ("BadRequest", None),
    "/applications?$expand=nothing": ("Request_UnsupportedQuery", "Unsupported Query."),
    "/applications?$expand=owners($filter=id eq 'x')": ("Request_UnsupportedQuery", None),
    "/applications?$top=0": ("Request_BadRequest", None),
    "/applications?$skip=1": ("BadRequest", None),
    "/applications?$filter=displayName eq": ("BadRequest", None),
    '/organization?$search="x:y"': ("Request_UnsupportedQuery", None),
    "/domains?$filter=nothing eq 1": ("BadRequest", None),
}


@pytest.mark.parametrize("path", REFUSED)
def test_a_query_that_cannot_be_honoured_is_refused_in_graphs_words(server, path):  # noqa: F811 - the fixture
    caller = Caller(server, "Directory.Read.All")
    code, message = REFUSED[path]
    response = caller("GET", path)
    assert error(response) == (400, code)
    assert message in {None, response.json()["error"]["message"]}


def test_a_count_needs_its_header_and_stands_on_the_first_page_only(admin):
    path = "/applications?$filter=startswith(displayName,'alpha')&$count=true&$top=1"
    assert "@odata.count" not in admin("GET", path).json()
    first = admin("GET", path, **EVENTUAL).json()
    assert first["@odata.count"] == 2
    second = admin("GET", first["@odata.nextLink"].split("/v1.0")[1], **EVENTUAL).json()
    assert "@odata.count" not in second
    assert [item["displayName"] for item in second["value"]] == ["alpha two"]


def test_the_number_itself_is_text(admin):
    path = "/applications/$count?$filter=startswith(displayName,'alpha')"
    response = admin("GET", path, **EVENTUAL)
    assert (response.status_code, response.text) == (200, "2")
    assert response.headers["content-type"].startswith("text/plain")


def test_owners_are_expanded_counted_cast_and_referred_to(admin):
    path = "/applications?$filter=displayName eq 'alpha one'&$expand=owners($select=id)"
    (found,) = admin("GET", path).json()["value"]
    me = admin.daemon.principal.object_id
    kind = "#microsoft.graph.servicePrincipal"
    assert found["owners"] == [{"@odata.type": kind, "id": me}]
    owners = f"/applications/{found['id']}/owners"
    assert admin("GET", f"{owners}/$count", **EVENTUAL).text == "1"
    (reference,) = admin("GET", f"{owners}/$ref").json()["value"]
    assert reference["@odata.id"].endswith(f"/v1.0/directoryObjects/{me}")
    assert len(admin("GET", f"{owners}/microsoft.graph.servicePrincipal").json()["value"]) == 1
    assert admin("GET", f"{owners}/microsoft.graph.user").json()["value"] == []
    assert admin("GET", f"{owners}/microsoft.graph.user/$count", **EVENTUAL).text == "0"


def test_assignments_are_expanded_filtered_and_paged(server, admin):  # noqa: F811 - the fixture
    for _ in range(3):
        server.assign(server.register_daemon(), READ)
    api = server.api_principal.object_id
    path = f"/servicePrincipals/{api}/appRoleAssignedTo"
    first = admin("GET", f"{path}?$top=2").json()
    second = admin("GET", first["@odata.nextLink"].split("/v1.0")[1]).json()
    ids = [item["id"] for page in (first, second) for item in page["value"]]
    assert len(ids) == len(set(ids)) == 3
    principal = second["value"][0]["principalId"]
    narrowed = admin("GET", f"{path}?$filter=principalId eq '{principal}'").json()["value"]
    assert [item["id"] for item in narrowed] == [second["value"][0]["id"]]
    assert admin("GET", f"{path}/$count", **EVENTUAL).text == "3"
    shown = admin("GET", f"/servicePrincipals/{api}?$expand=appRoleAssignedTo&$select=id").json()
    assert {item["id"] for item in shown["appRoleAssignedTo"]} == set(ids)
    assert set(shown) == {"@odata.context", "id", "appRoleAssignedTo"}


def test_a_page_token_is_good_for_its_caller_and_query_only(server, admin):  # noqa: F811 - the fixture
    first = admin("GET", "/applications?$top=1").json()["@odata.nextLink"].split("/v1.0")[1]
    other = Caller(server, "Application.Read.All")
    for caller, path in (
        (other, first),
        (admin, first.replace("/applications", "/servicePrincipals")),
        (admin, first.replace("%24", "$").replace("$top=1", "$top=2")),
    ):
        assert error(caller("GET", path)) == (400, "Directory_ExpiredPageToken")
    assert admin("GET", first).status_code == 200


NOBODY = "99999999-9999-4999-8999-999999999999"
STATEMENTS = {
    f"/applications?$filter=appId eq '{NOBODY}'": 2,
    "/applications?$filter=displayName eq 'alpha one'": 2,
    "/applications?$filter=identifierUris/any(u:u eq 'api://alpha')": 2,
    f"/applications?$filter=startswith(displayName,'a') and appId ne '{NOBODY}'": 2,
    f"/servicePrincipals?$filter=appId eq '{NOBODY}'": 2,
    f"/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq '{NOBODY}')": 2,
    "/servicePrincipals?$filter=startswith(displayName,'a')": 2,
    "/oauth2PermissionGrants": 2,
    f"/oauth2PermissionGrants?$filter=clientId eq '{NOBODY}' and consentType eq 'AllPrincipals'": 2,
    f"/oauth2PermissionGrants?$filter=resourceId eq '{NOBODY}' and principalId eq null": 2,
    "/users": 2,
    "/users?$filter=userPrincipalName eq 'a@contoso.example'": 2,
    "/directory/deletedItems/microsoft.graph.application": 2,
    "/directory/deletedItems/microsoft.graph.servicePrincipal": 2,
    f"/roleManagement/directory/roleAssignments?$filter=principalId eq '{NOBODY}'": 2,
    "/applications": 2,
    "/applications?$filter=startswith(displayName,'a')&$orderby=displayName": 2,
    '/applications?$search="displayName:a"&$count=true': 4,
    "/applications?$expand=owners": 6,
    "/applications/$count": 1,
    "/servicePrincipals": 2,
    "/servicePrincipals?$filter=displayName eq 'alpha one'": 2,
    "/servicePrincipals?$expand=owners,appRoleAssignments,appRoleAssignedTo": 8,
}


@pytest.mark.parametrize("path", STATEMENTS)
def test_the_number_of_statements_does_not_grow_with_the_list(server, admin, path):  # noqa: F811 - the fixture
    admin("GET", path, **EVENTUAL)  # what the token needs is in memory afterwards
    seen = []
    engine = server.services.store.directory._engine.sync_engine

    def note(_connection, _cursor, text, *_rest):
        if text.startswith("SELECT") and "revoked_tokens" not in text:  # asked once a request
            seen.append(text)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert admin("GET", path, **EVENTUAL).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(seen) <= STATEMENTS[path]
