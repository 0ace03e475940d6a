"""Every route, asked by a person of each directory role, who owns things or does not.

A person needs a scope of the client and a right of their own. What each role may do is
written down here once more, from Entra's own pages and not from the table of the code
(Entra: permissions-reference, users-default-permissions).
"""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.surface.graph.test_every_route import EVERY, NAMES, Tenant, body_of
from tests.surface.graph.test_graph import server  # noqa: F401 - the fixture
from tests.surface.login.arrange import ORIGIN

from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.powers import rights_of
from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.directory.users import NewUser, create_user
from daemonry.graph.operation import perform
from daemonry.graph.routes import ROUTES
from daemonry.graph.services import Caller, GraphServices, Request
from daemonry.model.audit import Actor
from daemonry.model.errors import DirectoryError, ForbiddenError
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.odata.errors import ODataError
from daemonry.services import federation_rules
from daemonry.storage.domain_proofs import FileDomainProofs
from daemonry.web.origins import make_origins

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from daemonry.model.ids import ObjectId

ORIGINS = make_origins(names=["localhost"], port=8443)
ROLES = {
    "member without a role": None,
    "Application Developer": "cf1c38e5-3621-4004-a7cb-879624dced7c",
    "Application Administrator": "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    "Cloud Application Administrator": "158c047a-c907-4556-b7ef-446551a6b5f7",
    "Privileged Role Administrator": "e8611ab8-c189-46e8-94e1-60213ab1f814",
    "Global Administrator": "62e90394-69f5-4237-9190-012177145e10",
    "Global Reader": "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    "Reports Reader": "4a5d8f65-41da-4de4-8968-e035b65339cf",
    "Security Reader": "5d6b6bb7-de71-4623-b4af-96380a352509",
    "User Administrator": "fe930be7-5e62-47db-91af-98c3a49a38b1",
    "Domain Name Administrator": "8329153b-31d0-4727-b945-745eb3bc5f31",
}
EVERYBODY = frozenset(ROLES)
GLOBAL = frozenset({"Global Administrator"})
APPLICATIONS = GLOBAL | {"Application Administrator", "Cloud Application Administrator"}
PRIVILEGED = GLOBAL | {"Privileged Role Administrator"}
LOGS = APPLICATIONS | {"Global Reader", "Reports Reader", "Security Reader"}
OWNER = frozenset({"owner"})

WHO_MAY: Mapping[str, frozenset[str]] = {
    r"GET/auditlogs/.*": LOGS,
    r"GET/serviceprincipals/\*/daemonry\.explain": LOGS,
    r"GET/(.*/)?(tokenlifetimepolicies|defaultappmanagementpolicy)(/.*)?": APPLICATIONS
    | {"Global Reader", "Security Reader"},
    r"GET/.*": EVERYBODY,
    r"POST/directoryobjects/.*": EVERYBODY,
    r"POST/me/.*": EVERYBODY,
    r"\w+/organization/\*": GLOBAL,
    r"\w+/domains.*": GLOBAL | {"Domain Name Administrator"},
    r"\w+/(directoryroles|rolemanagement)/?.*": PRIVILEGED,
    r"\w+/users.*": GLOBAL | {"User Administrator"},
    r"\w+/.*tokenlifetimepolicies.*": APPLICATIONS,
    r"PATCH/policies/defaultappmanagementpolicy": APPLICATIONS,
    r"\w+/.*/(approleassignments|approleassignedto)(/\*)?": APPLICATIONS | PRIVILEGED,
    r"\w+/oauth2permissiongrants(/\*)?": APPLICATIONS | PRIVILEGED,
    r"POST/applications": EVERYBODY,
    r"\w+/(applications|serviceprincipals|directory/deleteditems).*": APPLICATIONS | OWNER,
}
"""Who may, by the first pattern that fits; ``owner``: whoever owns the object."""


class _UndoneError(Exception):
    """The end of a change that leaves no trace."""


class Rehearsal:
    """A directory in which a person owns some objects, and every change is undone."""

    def __init__(self, directory: Any, tenant_id: Any, person: ObjectId, owned: Any) -> None:
        self._directory = directory
        self._owned = [(tenant_id, object_id, person) for object_id in owned]

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Any]:
        with suppress(_UndoneError):
            async with self._directory.change() as uow:
                for ownership in self._owned:
                    await uow.owners.add(*ownership)
                yield uow
                raise _UndoneError

    read = change


@pytest.fixture(scope="module")
def tenant(server):  # noqa: F811 - the fixture
    """A tenant with one of everything, of which a role's person may be made the owner."""
    tenant = Tenant(server, server.tenant)
    domain = server.tenant.initial_domain
    plain = server.change(create_user, NewUser(f"plain@{domain}", "Plain", None))
    bare = tenant._made("/applications", {"displayName": "bare"})
    tenant.owned = [
        tenant.ids.applications,
        tenant.ids.serviceprincipals,
        tenant.ids.deleteditems,
        bare["id"],
    ]
    tenant.ids = replace(tenant.ids, users=plain.object_id, app_id=bare["appId"])
    return tenant


@pytest.fixture(scope="module")
def people(server):  # noqa: F811 - the fixture
    """Return a person of each role, as the management API sees them."""
    tenant_id, made = server.tenant.tenant_id, {}

    async def rights(user_id):
        async with server.services.directory.read() as uow:
            return await rights_of(uow, tenant_id, user_id)

    for number, (role, template_id) in enumerate(ROLES.items()):
        new = NewUser(f"p{number}@{server.tenant.initial_domain}", role, None)
        user = server.change(create_user, new)
        if template_id is not None:
            server.change(assign_directory_role, user.object_id, template_id)
        made[role] = Actor(
            kind="user",
            display_name=user.user_principal_name,
            permissions=frozenset({*EVERY, "User.Read"}),
            rights=server.run(rights(user.object_id)),
            user_id=user.object_id,
        )
    return made


def walk(tenant, actor, names, *, owns=False, body=None):
    """Return which of these routes answer something else than 403; nothing is changed."""
    services, tenant_id = tenant.server.services, tenant.tenant.tenant_id
    owned = tenant.owned if owns else ()
    graph = GraphServices(
        directory=Rehearsal(services.directory, tenant_id, actor.user_id, owned),
        token_directory=services.token_directory,
        sign_in_log=services.sign_in_log,
        secret_keys=services.secret_keys,
        clock=services.clock,
        ids=services.ids,
        origins=ORIGINS,
        page_key=bytes(32),
        federation=federation_rules(services.settings, ORIGINS.all),
        domain_proofs=FileDomainProofs(services.settings.domain_proofs),
    )

    async def is_let_in(route, name):
        # Only what was deleted can be restored.
        gone = {"applications": tenant.ids.deleteditems} if name.endswith("restore") else {}
        sent = body or body_of(name, tenant.ids)
        payload = b"" if sent is None else json.dumps(sent).encode()
        path = tenant.ids.path(route, **gone)
        request = Request(route.method, f"{ORIGIN}/v1.0", path, b"", {}, payload)
        try:
            await perform(graph, Caller(actor, tenant_id), request)
        except ForbiddenError:
            return False
        except (DirectoryError, ODataError):
            return True
        return True

    async def ask_all():
        asked = [(r, n) for r, n in zip(ROUTES, NAMES, strict=True) if n in names]
        return {name for route, name in asked if await is_let_in(route, name)}

    return tenant.server.run(ask_all())


def allowed(name):
    return next(who for pattern, who in WHO_MAY.items() if re.fullmatch(pattern, name))


GUARDED = frozenset(name for name in NAMES if not name.endswith(("/addkey", "/removekey")))
"""Routes but those that a proof of possession opens, whoever asks."""


@pytest.mark.parametrize("role", ROLES)
def test_each_route_opens_to_the_roles_that_may(tenant, people, role):
    expected = {name for name in GUARDED if role in allowed(name)}
    assert walk(tenant, people[role], GUARDED) ^ expected == set()


@pytest.mark.parametrize("role", sorted(EVERYBODY - APPLICATIONS))
def test_who_owns_an_object_may_change_it_whatever_the_role(tenant, people, role):
    of_objects = {name for name in GUARDED if "owner" in allowed(name)}
    assert of_objects - walk(tenant, people[role], of_objects, owns=True) == set()


@pytest.mark.parametrize("role", ROLES)
def test_s5_permissions_of_microsoft_graph_are_given_by_privileged_roles_only(tenant, people, role):
    name = "POST/serviceprincipals/*/approleassignments"
    graph = tenant.server.change(get_service_principal_by_app_id, GRAPH_APP_ID)
    body = {
        "principalId": tenant.ids.serviceprincipals,
        "resourceId": graph.object_id,
        "appRoleId": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    }
    let_in = walk(tenant, people[role], {name}, owns=True, body=body)
    assert let_in == ({name} if role in PRIVILEGED else set())


def test_a_right_counts_for_nothing_without_the_scope_of_the_client(tenant, people):
    without = replace(people["Global Administrator"], permissions=frozenset())
    assert walk(tenant, without, GUARDED, owns=True) == set()
