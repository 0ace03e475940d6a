"""Admin consent creates what is asked for and nothing else; revoking takes it away."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, daemon, run
from tests.unit.directory.verbs import ALL, ASSIGN, OWNED

from daemonry.directory.app_roles import set_app_role_enabled
from daemonry.directory.applications import get_application, update_application
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.consent import (
    PermissionStatus,
    consent_status,
    grant_admin_consent,
    request_permissions,
    revoke_admin_consent,
    withdraw_permissions,
)
from daemonry.directory.service_principals import (
    delete_service_principal,
    get_service_principal_by_app_id,
)
from daemonry.model.application import PermissionScope, RequiredResourceAccess, ResourceAccess
from daemonry.model.errors import (
    CONSENT_NOTHING_REQUESTED,
    CONSENT_UNKNOWN_RESOURCE,
    FIRST_PARTY_READ_ONLY,
    INSUFFICIENT_PRIVILEGES,
    INVALID_PROPERTY,
    RESOURCE_NOT_FOUND,
    ROLE_NOT_ASSIGNABLE,
    ROLE_NOT_ON_RESOURCE,
    SERVICE_PRINCIPAL_EXISTS,
    TOO_MANY,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_APP_ROLES
from daemonry.model.grant import AppRoleAssignment
from daemonry.model.ids import AppId, AssignmentId, ObjectId, RoleId

NOWHERE = AppId("ffffffff-0000-4000-8000-000000000000")
UNKNOWN = RoleId("ffffffff-0000-4000-8000-000000000001")
GRAPH_ROLES = {role.value: role.role_id for role in GRAPH_APP_ROLES}


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value.rule


def asked(desk, object_id):
    application = run(get_application(desk.work(), object_id))
    return {
        (entry.resource_app_id, access.permission_id, access.type)
        for entry in application.required_resource_access
        for access in entry.resource_access
    }


def held(desk):
    """Return all assignments of the tenant as (client, API, role)."""
    return {
        (item.principal_id, item.resource_id, item.app_role_id)
        for item in desk.tables.assignments.values()
    }


# Asking.


def test_asking_adds_to_what_is_asked_and_grants_nothing(desk, scene):
    before = held(desk)
    w = desk.work()
    run(request_permissions(w, scene.bare, scene.api_app_id, [scene.read]))
    run(request_permissions(w, scene.bare, scene.api_app_id, [scene.write, scene.read]))
    run(request_permissions(w, scene.bare, GRAPH_APP_ID, [UNKNOWN], type="Scope"))
    assert asked(desk, scene.bare) == {
        (scene.api_app_id, scene.read, "Role"),
        (scene.api_app_id, scene.write, "Role"),
        (GRAPH_APP_ID, UNKNOWN, "Scope"),
    }
    assert held(desk) == before


def test_asking_again_or_in_capitals_changes_nothing(desk, scene):
    before = len(desk.tables.events)
    resource, permission = AppId(scene.api_app_id.upper()), RoleId(scene.read.upper())
    run(request_permissions(desk.work(), scene.client, resource, [permission]))
    assert desk.events_after(before) == []


@pytest.mark.parametrize(
    ("resource", "permission", "kind"),
    [("api", UNKNOWN, "Role"), (NOWHERE, "read", "Role"), (NOWHERE, UNKNOWN, "All")],
)
def test_a_malformed_wish_is_refused(desk, scene, resource, permission, kind):
    coroutine = request_permissions(desk.work(), scene.bare, resource, [permission], type=kind)
    assert refusal(InvalidError, coroutine) == INVALID_PROPERTY


def test_withdrawing_asks_no_longer_and_keeps_what_was_granted(desk, scene):
    before = held(desk)
    w = desk.work()
    run(withdraw_permissions(w, scene.client, scene.api_app_id, [scene.read]))
    assert asked(desk, scene.client) == {(scene.api_app_id, scene.write, "Role")}
    run(withdraw_permissions(w, scene.client, scene.api_app_id, [scene.write]))
    assert run(get_application(w, scene.client)).required_resource_access == ()
    run(withdraw_permissions(w, scene.client, scene.api_app_id, [scene.write]))
    assert held(desk) == before


def test_a_role_and_a_scope_with_one_identifier_are_two_wishes(desk, scene):
    w = desk.work()
    run(request_permissions(w, scene.client, scene.api_app_id, [scene.read], type="Scope"))
    run(withdraw_permissions(w, scene.client, scene.api_app_id, [scene.read]))
    assert (scene.api_app_id, scene.read, "Scope") in asked(desk, scene.client)


# Granting.


def test_consent_creates_exactly_what_is_asked_for(desk, scene):
    before = held(desk)
    outcome = run(grant_admin_consent(desk.work(), scene.client))
    assert held(desk) - before == {(scene.client_sp, scene.api_sp, scene.write)}
    assert [item.app_role_id for item in outcome.granted] == [scene.write]
    assert [item.app_role_id for item in outcome.already_granted] == [scene.read]


def test_consent_a_second_time_changes_nothing(desk, scene):
    run(grant_admin_consent(desk.work(), scene.client))
    before, events = held(desk), len(desk.tables.events)
    outcome = run(grant_admin_consent(desk.work(), scene.client))
    assert (outcome.granted, len(outcome.already_granted)) == ((), 2)
    assert held(desk) == before
    assert desk.events_after(events) == []


def test_consent_leaves_what_was_granted_without_being_asked_for(desk, scene):
    run(withdraw_permissions(desk.work(), scene.client, scene.api_app_id, [scene.read]))
    run(grant_admin_consent(desk.work(), scene.client))
    assert (scene.client_sp, scene.api_sp, scene.read) in held(desk)


def test_consent_ignores_delegated_permissions(desk, scene):
    run(withdraw_permissions(desk.work(), scene.client, scene.api_app_id, [scene.write]))
    run(request_permissions(desk.work(), scene.client, NOWHERE, [UNKNOWN], type="Scope"))
    before = held(desk)
    run(grant_admin_consent(desk.work(), scene.client))
    assert held(desk) == before


def test_consent_makes_the_service_principal_when_there_is_none(desk, scene):
    run(request_permissions(desk.work(), scene.bare, scene.api_app_id, [scene.read]))
    before = len(desk.tables.events)
    run(grant_admin_consent(desk.work(), scene.bare))
    made = run(get_service_principal_by_app_id(desk.work(), scene.bare_app_id))
    assert (made.object_id, scene.api_sp, scene.read) in held(desk)
    assert [event.activity for event in desk.events_after(before)] == [
        "Add service principal",
        "Add app role assignment to service principal",
        "Consent to application",
    ]


def test_making_the_service_principal_needs_its_own_permission(desk, scene):
    run(request_permissions(desk.work(), scene.bare, scene.api_app_id, [scene.read]))
    w = desk.work(daemon(scene, ASSIGN, "Application.Read.All"))
    assert refusal(ForbiddenError, grant_admin_consent(w, scene.bare)) == INSUFFICIENT_PRIVILEGES
    run(grant_admin_consent(desk.work(daemon(scene, ASSIGN, ALL)), scene.bare))


def test_a_soft_deleted_service_principal_is_not_replaced(desk, scene):
    run(request_permissions(desk.work(), scene.lone, scene.api_app_id, [scene.read]))
    coroutine = grant_admin_consent(desk.work(), scene.lone)
    assert refusal(ConflictError, coroutine) == SERVICE_PRINCIPAL_EXISTS


@pytest.mark.parametrize("permissions", [(ALL,), (ALL, "Directory.ReadWrite.All"), (OWNED,)])
def test_writing_applications_is_no_right_to_consent(desk, scene, permissions):
    run(desk.uow.owners.add(CONTOSO, scene.client, scene.caller_sp))
    w = desk.work(daemon(scene, *permissions))
    before = held(desk)
    for verb in (grant_admin_consent(w, scene.client), revoke_admin_consent(w, scene.client)):
        assert refusal(ForbiddenError, verb) == INSUFFICIENT_PRIVILEGES
    assert held(desk) == before


REFUSED_WISHES = {
    "an API that is not there": (NOWHERE, UNKNOWN, CONSENT_UNKNOWN_RESOURCE),
    "an API without a service principal": ("bare_app_id", UNKNOWN, CONSENT_UNKNOWN_RESOURCE),
    "a role the API does not have": ("api_app_id", UNKNOWN, ROLE_NOT_ON_RESOURCE),
    "a disabled role": ("api_app_id", "old", ROLE_NOT_ASSIGNABLE),
}


@pytest.mark.parametrize("case", sorted(REFUSED_WISHES))
def test_one_wish_that_cannot_be_granted_stops_them_all(desk, scene, case):
    resource, permission, rule = REFUSED_WISHES[case]
    resource = getattr(scene, resource, resource)
    permission = getattr(scene, permission, permission)
    run(request_permissions(desk.work(), scene.client, resource, [permission]))
    before = held(desk)
    assert refusal(InvalidError, grant_admin_consent(desk.work(), scene.client)) == rule
    assert held(desk) == before


def test_a_role_that_is_held_may_be_disabled_by_now(desk, scene):
    run(set_app_role_enabled(desk.work(), scene.api, scene.read, False))
    outcome = run(grant_admin_consent(desk.work(), scene.client))
    assert len(outcome.already_granted) == 1


def test_without_a_wish_there_is_nothing_to_consent_to(desk, scene):
    coroutine = grant_admin_consent(desk.work(), scene.bare)
    assert refusal(InvalidError, coroutine) == CONSENT_NOTHING_REQUESTED


def test_consent_keeps_to_the_limit_of_1500(desk, scene):
    for number in range(1499):
        item = AppRoleAssignment(
            CONTOSO,
            AssignmentId(str(number)),
            RoleId(str(number)),
            scene.client_sp,
            scene.api_sp,
            desk.clock.now(),
        )
        desk.tables.assignments[CONTOSO, item.assignment_id] = item
    assert refusal(InvalidError, grant_admin_consent(desk.work(), scene.client)) == TOO_MANY


def test_consent_to_a_takeover_permission_is_marked(desk, scene):
    wish = [GRAPH_ROLES[ASSIGN], GRAPH_ROLES["Application.Read.All"]]
    run(request_permissions(desk.work(), scene.bare, GRAPH_APP_ID, wish))
    before = len(desk.tables.events)
    run(grant_admin_consent(desk.work(), scene.bare))
    marks = [
        (event.activity, event.details.get("severity", "")) for event in desk.events_after(before)
    ]
    assert marks == [
        ("Add service principal", ""),
        ("Add app role assignment to service principal", "high"),
        ("Add app role assignment to service principal", ""),
        ("Consent to application", "high"),
    ]


# Revoking.


def grants(desk, scene):
    run(grant_admin_consent(desk.work(), scene.client))
    graph = NewAssignment(scene.client_sp, scene.graph_sp, GRAPH_ROLES["User.Read.All"])
    run(assign_app_role(desk.work(), graph))


@pytest.mark.parametrize(
    ("narrowing", "left"),
    [
        ({}, 0),
        ({"resource_app_id": "api_app_id"}, 1),
        ({"resource_app_id": "api_app_id", "permission_id": "read"}, 2),
        ({"permission_id": "write"}, 2),
        ({"resource_app_id": "bare_app_id"}, 3),
        ({"resource_app_id": "api_app_id", "permission_id": "old"}, 3),
    ],
)
def test_revoking_takes_away_what_it_names(desk, scene, narrowing, left):
    grants(desk, scene)
    before = held(desk)
    named = {name: getattr(scene, of).upper() for name, of in narrowing.items()}
    removed = run(revoke_admin_consent(desk.work(), scene.client, **named))
    assert len(held(desk)) == left
    gone = {(item.principal_id, item.resource_id, item.app_role_id) for item in removed}
    assert before - held(desk) == gone


def test_revoking_keeps_the_wishes_and_other_clients(desk, scene):
    other = NewAssignment(scene.caller_sp, scene.api_sp, scene.read)
    run(assign_app_role(desk.work(), other))
    wishes = asked(desk, scene.client)
    run(revoke_admin_consent(desk.work(), scene.client))
    assert asked(desk, scene.client) == wishes
    assert held(desk) == {(scene.caller_sp, scene.api_sp, scene.read)}


def test_revoking_where_nothing_was_granted_is_no_error(desk, scene):
    assert run(revoke_admin_consent(desk.work(), scene.bare)) == ()


# Status.


def status(desk, object_id):
    return {
        (row.value or row.permission_id): (row.status, row.is_requested)
        for row in run(consent_status(desk.work(), object_id))
    }


def test_status_tells_granted_from_not_granted(desk, scene):
    first, second = run(consent_status(desk.work(), scene.client))
    assert first == PermissionStatus(
        resource_app_id=scene.api_app_id,
        resource_display_name="api",
        permission_id=scene.read,
        value="ToDoList.Read.All",
        type="Role",
        display_name="ToDoList.Read.All",
        status="granted",
    )
    assert (second.value, second.status) == ("ToDoList.ReadWrite.All", "not granted")


def test_status_shows_what_was_granted_without_being_asked_for(desk, scene):
    run(withdraw_permissions(desk.work(), scene.client, scene.api_app_id, [scene.read]))
    assert status(desk, scene.client) == {
        "ToDoList.ReadWrite.All": ("not granted", True),
        "ToDoList.Read.All": ("granted", False),
    }


def test_status_tells_what_cannot_be_resolved(desk, scene):
    scope = PermissionScope(UNKNOWN, "Tasks.Read", "Admin", "Read tasks", "May read tasks")
    run(update_application(desk.work(), scene.api, {"api": {"oauth2_permission_scopes": (scope,)}}))
    wish = (
        RequiredResourceAccess(NOWHERE, (ResourceAccess(scene.read, "Role"),)),
        RequiredResourceAccess(
            scene.api_app_id,
            (
                ResourceAccess(RoleId(NOWHERE), "Role"),
                ResourceAccess(RoleId(NOWHERE), "Scope"),
                ResourceAccess(UNKNOWN, "Scope"),
                ResourceAccess(scene.read, "Scope"),
            ),
        ),
    )
    run(update_application(desk.work(), scene.bare, {"required_resource_access": wish}))
    rows = run(consent_status(desk.work(), scene.bare))
    assert [(row.status, row.type, row.value) for row in rows] == [
        ("unknown resource", "Role", ""),
        ("unknown permission", "Role", ""),
        ("unknown permission", "Scope", ""),
        ("not granted", "Scope", "Tasks.Read"),
        ("unknown permission", "Scope", ""),
    ]


def test_status_after_the_api_was_deleted(desk, scene):
    run(delete_service_principal(desk.work(), scene.api_sp))
    rows = run(consent_status(desk.work(), scene.client))
    assert {row.status for row in rows} == {"unknown resource"}


def test_an_application_that_is_not_there_is_not_found(desk, scene):
    missing = ObjectId(NOWHERE)
    for verb in (
        consent_status(desk.work(), missing),
        grant_admin_consent(desk.work(), missing),
        revoke_admin_consent(desk.work(), missing),
        request_permissions(desk.work(), missing, GRAPH_APP_ID, []),
    ):
        assert refusal(NotFoundError, verb) == RESOURCE_NOT_FOUND


def test_nothing_can_be_asked_for_the_management_api(desk, scene):
    coroutine = request_permissions(desk.work(), ObjectId(GRAPH_APP_ID), scene.api_app_id, [])
    assert refusal(ForbiddenError, coroutine) == FIRST_PARTY_READ_ONLY
