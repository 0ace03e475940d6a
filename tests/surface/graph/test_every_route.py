"""What must hold for each route, whichever it is; a route that no table knows fails here.

Rights: no token, a token without the right, a token with exactly the least right.
Isolation: whatever tenant B asks with identifiers of tenant A is answered as if they
existed nowhere, and changes nothing of A (security: the matrix of callers, operations
and places where a foreign identifier can stand).
"""

import itertools
import json
import os
import re
from dataclasses import dataclass

import httpx2
import pytest
from sqlalchemy import select
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture
from tests.surface.graph.test_users import passkey
from tests.surface.login.arrange import ORIGIN, READ

from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.directory.users import create_administrator
from daemonry.graph.routes import ROUTES
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_APP_ROLES
from daemonry.storage.schema import DIRECTORY_TABLES

EVERY = tuple(role.value for role in GRAPH_APP_ROLES if role.value)
DEVELOPER = "cf1c38e5-3621-4004-a7cb-879624dced7c"
NOWHERE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
ISSUER = "https://token.actions.githubusercontent.com"
POLICY = ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"01:00:00"}}']
NAMES = ["/".join((route.method, *route.pattern)) for route in ROUTES]


@dataclass
class Ids:
    """Identifiers of one tenant by the segment behind which they stand."""

    organization: str = GUID
    directoryroletemplates: str = DEVELOPER
    directoryroles: str = DEVELOPER
    members: str = GUID
    roledefinitions: str = DEVELOPER
    roleassignments: str = GUID
    domains: str = "nowhere.example"
    applications: str = GUID
    serviceprincipals: str = GUID
    owners: str = GUID
    federatedidentitycredentials: str = GUID
    tokenlifetimepolicies: str = GUID
    users: str = GUID
    fido2methods: str = GUID
    directoryobjects: str = GUID
    approleassignments: str = NOWHERE
    approleassignedto: str = NOWHERE
    oauth2permissiongrants: str = NOWHERE
    deleteditems: str = GUID
    signins: str = GUID
    app_id: str = GUID
    api: str = GUID
    key_id: str = GUID
    own_key_id: str = GUID

    def path(self, route, **changes):
        ids = vars(self) | changes
        parts = [
            ids[before] if part == "*" else part
            for before, part in zip(("", *route.pattern), route.pattern, strict=False)
        ]
        return "/" + "/".join(parts)


def reference(object_id):
    return {"@odata.id": f"https://localhost:8443/v1.0/directoryObjects/{object_id}"}


def assignment(ids):
    return {"principalId": ids.serviceprincipals, "resourceId": ids.api, "appRoleId": READ}


BODIES = {
    "PUT/applications/*/logo": lambda _: {"no": "picture"},
    "PATCH/organization/*": lambda _: {"technicalNotificationMails": ["it@other.example"]},
    "PATCH/policies/defaultappmanagementpolicy": lambda _: {"isEnabled": False},
    "POST/domains": lambda _: {"id": "other.example"},
    "PATCH/domains/*": lambda _: {"isDefault": True},
    "POST/domains/*/verify": lambda _: {},
    "POST/directoryroles": lambda _: {"roleTemplateId": DEVELOPER},
    "POST/directoryroles/*/members/$ref": lambda ids: reference(ids.users),
    "POST/rolemanagement/directory/roleassignments": lambda ids: {
        "principalId": ids.users,
        "roleDefinitionId": DEVELOPER,
        "directoryScopeId": "/",
    },
    "POST/applications": lambda ids: {
        "displayName": "x",
        "owners@odata.bind": [reference(ids.owners)["@odata.id"]],
    },
    "PATCH/applications/*": lambda _: {"notes": "changed"},
    "POST/applications/*/addpassword": lambda _: {},
    "POST/applications/*/removepassword": lambda ids: {"keyId": ids.key_id},
    "POST/applications/*/addkey": lambda _: {"proof": "a.b.c"},
    "POST/applications/*/removekey": lambda ids: {"keyId": ids.key_id, "proof": "a.b.c"},
    "POST/applications/*/restore": lambda _: {},
    "POST/applications/*/owners/$ref": lambda ids: reference(ids.owners),
    "POST/applications/*/federatedidentitycredentials": lambda _: {
        "name": "other",
        "issuer": ISSUER,
        "subject": "other",
        "audiences": ["api://AzureADTokenExchange"],
    },
    "PATCH/applications/*/federatedidentitycredentials/*": lambda _: {"description": "changed"},
    "POST/policies/tokenlifetimepolicies": lambda _: {
        "displayName": "x",
        "definition": POLICY,
    },
    "PATCH/policies/tokenlifetimepolicies/*": lambda _: {"displayName": "changed"},
    "POST/applications/*/tokenlifetimepolicies/$ref": lambda ids: reference(
        ids.tokenlifetimepolicies
    ),
    "POST/serviceprincipals/*/tokenlifetimepolicies/$ref": lambda ids: reference(
        ids.tokenlifetimepolicies
    ),
    "POST/serviceprincipals": lambda ids: {"appId": ids.app_id},
    "PATCH/serviceprincipals/*": lambda _: {"notes": "changed"},
    "POST/serviceprincipals/*/addpassword": lambda _: {},
    "POST/serviceprincipals/*/removepassword": lambda ids: {"keyId": ids.own_key_id},
    "POST/serviceprincipals/*/addkey": lambda _: {"proof": "a.b.c"},
    "POST/serviceprincipals/*/removekey": lambda ids: {"keyId": ids.own_key_id, "proof": "a.b.c"},
    "POST/serviceprincipals/*/owners/$ref": lambda ids: reference(ids.owners),
    "POST/directoryobjects/getbyids": lambda ids: {"ids": [ids.applications, ids.users]},
    "POST/directoryobjects/*/checkmembergroups": lambda _: {"groupIds": []},
    "POST/directoryobjects/*/checkmemberobjects": lambda _: {"ids": []},
    "POST/directoryobjects/*/getmembergroups": lambda _: {"securityEnabledOnly": False},
    "POST/directoryobjects/*/getmemberobjects": lambda _: {"securityEnabledOnly": False},
    "POST/serviceprincipals/*/approleassignments": assignment,
    "POST/serviceprincipals/*/approleassignedto": lambda ids: (
        assignment(ids) | {"resourceId": ids.serviceprincipals}
    ),
    "POST/oauth2permissiongrants": lambda ids: {
        "clientId": ids.serviceprincipals,
        "resourceId": ids.api,
        "consentType": "AllPrincipals",
        "scope": "x",
    },
    "PATCH/oauth2permissiongrants/*": lambda _: {"scope": "changed"},
    "POST/users": lambda _: {
        "accountEnabled": True,
        "displayName": "Grace",
        "userPrincipalName": "grace@elsewhere.example",
        "passwordProfile": {"password": "violet harbour cymbal"},
    },
    "PATCH/users/*": lambda _: {"jobTitle": "changed"},
    "POST/users/*/revokesigninsessions": lambda _: {},
    "POST/me/revokesigninsessions": lambda _: {},
    "POST/directory/deleteditems/*/restore": lambda _: {},
}


def body_of(name, ids):
    return BODIES[name](ids) if name in BODIES else None


class Tenant:
    """A tenant with one of everything, and an administrator who may do all there is."""

    def __init__(self, server, tenant):  # noqa: F811 - the fixture
        self.server, self.tenant = server, tenant
        mine, server.tenant = server.tenant, tenant
        try:
            self.admin = Caller(server, *EVERY)
            name = f"eve@{tenant.initial_domain}"
            self.person = server.change(create_administrator, name, "Eve", "correct horse x")
            self.ids = self._furnish()
        finally:
            server.tenant = mine

    def _made(self, path, body):
        response = self.admin("POST", path, body)
        assert response.status_code in {200, 201}, response.text
        return response.json()

    def _furnish(self):
        role = {
            "id": READ,
            "allowedMemberTypes": ["Application"],
            "displayName": "r",
            "description": "r",
            "value": "r",
        }
        api = self._made("/applications", {"displayName": "api", "appRoles": [role]})
        api_principal = self._made("/servicePrincipals", {"appId": api["appId"]})["id"]
        app = self._made("/applications", {"displayName": "client"})
        principal = self._made("/servicePrincipals", {"appId": app["appId"]})["id"]
        path = f"/applications/{app['id']}"
        secret = self._made(f"{path}/addPassword", {})
        own = self._made(f"/servicePrincipals/{principal}/addPassword", {})
        federated = self._made(
            f"{path}/federatedIdentityCredentials",
            {
                "name": "one",
                "issuer": ISSUER,
                "subject": "one",
                "audiences": ["api://AzureADTokenExchange"],
            },
        )
        policy = self._made(
            "/policies/tokenLifetimePolicies", {"displayName": "p", "definition": POLICY}
        )
        for owned in (path, f"/servicePrincipals/{principal}"):
            for place, target in (
                ("owners", self.person.object_id),
                ("tokenLifetimePolicies", policy["id"]),
            ):
                made = self.admin("POST", f"{owned}/{place}/$ref", reference(target))
                assert made.status_code == 204, made.text
        granted = {"principalId": principal, "resourceId": api_principal, "appRoleId": READ}
        assigned = self._made(f"/servicePrincipals/{principal}/appRoleAssignments", granted)
        grant = self._made(
            "/oauth2PermissionGrants",
            {
                "clientId": principal,
                "resourceId": api_principal,
                "consentType": "AllPrincipals",
                "scope": "x",
            },
        )
        given = self._made(
            "/roleManagement/directory/roleAssignments",
            {"principalId": self.person.object_id, "roleDefinitionId": DEVELOPER},
        )
        gone = self._made("/applications", {"displayName": "gone"})
        self.admin("DELETE", f"/applications/{gone['id']}")
        found = self.admin("GET", "/auditLogs/signIns?$top=1").json()["value"]
        return Ids(
            organization=self.tenant.tenant_id,
            members=self.person.object_id,
            roleassignments=given["id"],
            domains=self.tenant.initial_domain,
            applications=app["id"],
            serviceprincipals=principal,
            owners=self.person.object_id,
            federatedidentitycredentials=federated["id"],
            tokenlifetimepolicies=policy["id"],
            users=self.person.object_id,
            fido2methods=self.server.run(self._passkey()).method_id,
            directoryobjects=app["id"],
            approleassignments=assigned["id"],
            approleassignedto=assigned["id"],
            oauth2permissiongrants=grant["id"],
            deleteditems=gone["id"],
            signins=found[0]["id"],
            app_id=app["appId"],
            api=api_principal,
            key_id=secret["keyId"],
            own_key_id=own["keyId"],
        )

    async def _passkey(self):
        services = self.server.services
        made = passkey(self.person, services.clock.now(), services.ids.guid())
        async with services.directory.change() as uow:
            await uow.authentication_methods.add(made)
        return made

    def everything(self):
        """Return all rows of the tenant."""

        async def rows():
            engine = self.server.services.store.directory._engine
            async with engine.connect() as connection:
                return {
                    table.name: sorted(
                        map(repr, await connection.execute(select(table).where(_of(table, self))))
                    )
                    for table in DIRECTORY_TABLES
                    if "tenant_id" in table.c  # keys of the audit log are the server's
                }

        return self.server.run(rows())


def _of(table, tenant):
    return table.c.tenant_id == tenant.tenant.tenant_id


@pytest.fixture(scope="module")
def owner(server):  # noqa: F811 - the fixture
    """Tenant A, which everything belongs to."""
    return Tenant(server, server.tenant)


@pytest.fixture(scope="module")
def stranger(server):  # noqa: F811 - the fixture
    """Tenant B, whose administrator asks."""
    return Tenant(server, server.run(server._create_tenant("stranger")))


@pytest.fixture(scope="module")
def caller(server):  # noqa: F811 - the fixture
    known = {}

    def with_permissions(*permissions):
        key = frozenset(permissions)
        if key not in known:
            known[key] = Caller(server, *permissions)
        return known[key]

    return with_permissions


def test_every_route_that_takes_a_body_has_one_here():
    taking = {name for name in NAMES if name.split("/")[0] in {"POST", "PATCH", "PUT"}}
    assert taking == set(BODIES)
    keyed = {
        before
        for route in ROUTES
        for before, part in itertools.pairwise(route.pattern)
        if part == "*"
    }
    assert keyed <= set(vars(Ids()))


@pytest.mark.parametrize("route", ROUTES, ids=NAMES)
def test_a_route_answers_nobody_without_a_token(server, route):  # noqa: F811 - the fixture
    response = server.send(route.method, f"/v1.0{Ids().path(route)}")
    assert error(response) == (401, "InvalidAuthenticationToken")


@pytest.mark.parametrize(
    ("route", "name"),
    [pytest.param(r, n, id=n) for r, n in zip(ROUTES, NAMES, strict=True) if r.rights],
)
def test_a_route_opens_to_the_least_right_and_to_nothing_less(caller, route, name):
    path, body = Ids().path(route), body_of(name, Ids())
    for group in route.rights:
        others = set(EVERY) - set(group)
        lacking = caller(*others)(route.method, path, body)
        assert error(lacking) == (403, "Authorization_RequestDenied"), group
    least = caller(*(group[0] for group in route.rights))(route.method, path, body)
    assert least.status_code not in {401, 403}, least.text


def test_an_application_itself_and_nobody_open_only_what_is_listed():
    unguarded = {name for route, name in zip(ROUTES, NAMES, strict=True) if not route.rights}
    assert unguarded == {
        "GET/me",
        "GET/me/authentication/fido2methods",
        "GET/me/authentication/methods",
        "GET/me/memberof",
        "GET/me/ownedobjects",
        "GET/me/transitivememberof",
        "POST/me/revokesigninsessions",
        "GET/users/me-token-to-replace",
        "POST/applications/*/addkey",  # opened by a proof of possession
        "POST/applications/*/removekey",  # likewise
        "POST/serviceprincipals/*/addkey",  # likewise
        "POST/serviceprincipals/*/removekey",  # likewise
    }


def masked(response, *identifiers):
    """Return status and body of an answer without identifiers, times and secrets."""
    text = response.text
    for each in identifiers:
        text = text.replace(each, "ID")
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return response.status_code, text
    if isinstance(found, dict) and "error" in found:
        found["error"].pop("innerError", None)
    return response.status_code, _without_what_is_new(found)


def _without_what_is_new(found):
    text = json.dumps(found, sort_keys=True)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
    text = re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "ID", text)
    return re.sub(r"skiptoken=[\w-]+", "skiptoken", text)


def foreign(route, name):
    """Return the places where identifiers of A can stand: one at a time, and all of them."""
    places = [before for before, part in itertools.pairwise(route.pattern) if part == "*"]
    yield "all", set(vars(Ids()))
    for place in places:
        yield place, {place}
    if name in BODIES:
        yield "body", set(vars(Ids())) - set(places)


def _mixed(own, other, places):
    """Return the identifiers of ``own``, those of some places replaced by those of ``other``."""
    return Ids(**{key: vars(other if key in places else own)[key] for key in vars(own)})


FORMS = {
    "a path": lambda path, _ids: path,
    "a path in capitals": lambda path, ids: _replaced(path, ids, str.upper),
    "keys in parentheses": lambda path, ids: _replaced(path, ids, "('{}')".format).replace(
        "/('", "('"
    ),
    "alternate keys": lambda path, ids: path.replace(
        f"applications/{ids.applications}", f"applications(appId='{ids.app_id}')"
    ).replace(
        f"serviceprincipals/{ids.serviceprincipals}", f"serviceprincipals(appId='{ids.app_id}')"
    ),
    "a trailing slash": lambda path, _ids: f"{path}/",
    "the beta version": lambda path, _ids: path,
    "a batch": lambda path, _ids: path,
}
"""How a request names what it is about."""

RIGHTS = {
    "an administrator": EVERY,
    "who owns things": ("Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All"),
    "who reads the directory": ("Directory.Read.All", "Application.Read.All"),
    "nobody": (),
}
"""Who of the other tenant asks."""

IS_WHOLE = int(os.environ.get("DAEMONRY_FUZZ_EXAMPLES", "0")) > 50
"""All cells, as ``make fuzz`` asks them; else some forms of each, in turn."""

SOME_IDS = Ids(
    **{key: f"{number:08}-9999-4999-8999-999999999999" for number, key in enumerate(vars(Ids()))}
)
PLACES = [
    (route, name, where, places)
    for route, name in zip(ROUTES, NAMES, strict=True)
    for where, places in foreign(route, name)
    if "*" in route.path or body_of(name, Ids()) != body_of(name, SOME_IDS)
]


def _replaced(path, ids, change):
    for each in set(vars(ids).values()):
        path = path.replace(f"/{each}", f"/{change(each)}")
    return path


@pytest.fixture(scope="module")
def callers(stranger):
    """Return the callers of tenant B by who they are."""
    mine, stranger.server.tenant = stranger.server.tenant, stranger.tenant
    try:
        return {who: Caller(stranger.server, *rights) for who, rights in RIGHTS.items()}
    finally:
        stranger.server.tenant = mine


def _request(form, method, path, body):
    """Return how a request is sent in a form: path and body."""
    if form != "a batch":
        version = "/beta" if form == "the beta version" else "/v1.0"
        return method, f"{version}{path}", body
    request = {"id": "1", "method": method, "url": path}
    if body is not None:
        request |= {"body": body, "headers": {"content-type": "application/json"}}
    return "POST", "/v1.0/$batch", {"requests": [request]}


async def _answers(server, token, requests):  # noqa: F811 - the fixture
    headers = {"authorization": f"Bearer {token}"}
    transport = httpx2.ASGITransport(server.app)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        return [
            masked(
                await client.request(method, path, json=body, headers=headers),
                *values,
                *map(str.upper, values),
            )
            for (method, path, body), values in requests
        ]


def test_the_matrix_is_as_large_as_it_should_be():
    assert len(PLACES) * len(FORMS) * len(RIGHTS) >= 5000


@pytest.mark.parametrize(
    ("route", "name", "where", "places"), PLACES, ids=[f"{n}, {w}" for _, n, w, _ in PLACES]
)
def test_s1_s3_s21_what_belongs_to_another_tenant_exists_nowhere(
    owner, stranger, callers, route, name, where, places
):
    changes = route.method != "GET"
    before = owner.everything() if changes else None
    # B's own identifiers stand only where nothing of B can be changed by them.
    own = Ids() if changes else stranger.ids
    turn = PLACES.index((route, name, where, places))
    for at, (who, caller) in enumerate(callers.items()):
        forms = list(FORMS)
        if not IS_WHOLE:
            first = (turn + at) % len(forms)
            forms = (forms + forms)[first : first + (3 if at == 0 else 1)]
        answers = []
        for other in (owner.ids, Ids()):
            ids = _mixed(own, other, places)
            path, body = ids.path(route), body_of(name, ids)
            asked = [_request(form, route.method, FORMS[form](path, ids), body) for form in forms]
            values = sorted(set(vars(ids).values()), key=len, reverse=True)
            requests = [(request, values) for request in asked]
            answers.append(stranger.server.run(_answers(stranger.server, caller.token, requests)))
        theirs, nowhere = (dict(zip(forms, each, strict=True)) for each in answers)
        assert theirs == nowhere, who
    if changes:
        assert owner.everything() == before


FILTERS = {
    "applications": ("appId eq '{app_id}'", "owners/any(o:o/id eq '{owners}')"),
    "serviceprincipals": ("servicePrincipalNames/any(n:n eq '{app_id}')", "id eq '{api}'"),
    "oauth2permissiongrants": ("clientId eq '{serviceprincipals}'",),
    "users": ("id eq '{users}'",),
    "rolemanagement/directory/roleassignments": ("principalId eq '{users}'",),
    "auditlogs/directoryaudits": ("targetResources/any(t:t/id eq '{applications}')",),
    "auditlogs/signins": ("appId eq '{app_id}'",),
}


@pytest.mark.parametrize("path", FILTERS)
def test_s20_a_filter_finds_nothing_of_another_tenant(owner, stranger, path):
    for text in FILTERS[path]:
        asked = f"/{path}?$filter={text.format(**vars(owner.ids))}"
        assert stranger.admin("GET", asked).json()["value"] == []


@pytest.mark.parametrize("path", ["applications", "servicePrincipals", "auditLogs/signIns"])
def test_s20_a_page_token_of_another_tenant_is_refused(owner, stranger, path):
    for _ in range(2):  # granted or not, it is a sign-in more
        owner.server.token(tenant=owner.tenant.tenant_id)
    link = owner.admin("GET", f"/{path}?$top=1").json()["@odata.nextLink"]
    replayed = stranger.admin("GET", link.split("/v1.0")[1])
    assert error(replayed) == (400, "Directory_ExpiredPageToken")


def test_s1_a_token_with_another_tenant_written_into_it_is_refused(owner, stranger):
    graph = stranger.server.change(get_service_principal_by_app_id, GRAPH_APP_ID)
    assert graph.tenant_id == owner.tenant.tenant_id
    header, _, signature = stranger.admin.token.split(".")
    payload = owner.admin.token.split(".")[1]
    forged = {"authorization": f"Bearer {header}.{payload}.{signature}"}
    response = stranger.server.send("GET", "/v1.0/organization", headers=forged)
    assert error(response) == (401, "InvalidAuthenticationToken")
