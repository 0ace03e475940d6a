"""App role assignments: who may get what, and under which parent it is found."""

from __future__ import annotations

import json
import re

import pytest
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, daemon, furnish, run
from tests.unit.directory.verbs import ALL, ASSIGN

from daemonry.directory.app_roles import NewAppRole, create_app_role
from daemonry.directory.applications import delete_application
from daemonry.directory.assignments import (
    MAX_PER_PRINCIPAL,
    NewAssignment,
    assign_app_role,
    get_assignment,
    list_assignments_of_principal,
    list_assignments_of_resource,
    remove_assignment,
)
from daemonry.directory.service_principals import delete_service_principal
from daemonry.model.errors import (
    ASSIGNMENT_EXISTS,
    ASSIGNMENT_NOT_FOUND,
    INSUFFICIENT_PRIVILEGES,
    NOT_A_VALID_REFERENCE,
    RESOURCE_NOT_FOUND,
    ROLE_NOT_ASSIGNABLE,
    ROLE_NOT_ON_RESOURCE,
    TOO_MANY,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_APP_ROLES, TAKEOVER_PERMISSIONS
from daemonry.model.grant import AppRoleAssignment
from daemonry.model.ids import DEFAULT_ACCESS_ROLE, AssignmentId, ObjectId, RoleId

NOBODY = ObjectId("ffffffff-0000-4000-8000-000000000000")


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value.rule


def assign(desk, principal, resource, role, **parents):
    return assign_app_role(desk.work(), NewAssignment(principal, resource, role), **parents)


def test_an_assignment_names_both_ends_and_has_an_opaque_identifier(desk, scene):
    desk.tables.touched.clear()
    made = run(assign(desk, scene.client_sp, scene.api_sp, scene.write))
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", made.assignment_id)
    assert (made.principal_display_name, made.resource_display_name) == ("client", "api")
    assert (made.principal_type, made.created_at) == ("ServicePrincipal", desk.clock.now())
    assert made in run(list_assignments_of_principal(desk.work(), scene.client_sp))
    assert made in run(list_assignments_of_resource(desk.work(), scene.api_sp))
    assert desk.tables.touched == {(CONTOSO, scene.api_app_id), (CONTOSO, scene.client_app_id)}


def test_the_audit_event_names_role_resource_and_client(desk, scene):
    run(assign(desk, scene.client_sp, scene.api_sp, scene.write))
    event = desk.tables.events[-1]
    assert (event.activity, event.operation) == (
        "Add app role assignment to service principal",
        "Assign",
    )
    assert [target.object_id for target in event.targets] == [scene.api_sp, scene.client_sp]
    texts = {prop.name: json.loads(prop.new_value) for prop in event.targets[0].modified}
    assert texts["AppRole.Value"] == "ToDoList.ReadWrite.All"
    assert texts["ServicePrincipal.AppId"] == scene.client_app_id
    assert event.details == {}


def test_a_role_identifier_in_capitals_is_the_same_role(desk, scene):
    shouted = RoleId(scene.read.upper())
    assert refusal(InvalidError, assign(desk, scene.client_sp, scene.api_sp, shouted)) == (
        ASSIGNMENT_EXISTS
    )


def test_the_same_assignment_is_refused_twice(desk, scene):
    coroutine = assign(desk, scene.client_sp, scene.api_sp, scene.read)
    assert refusal(InvalidError, coroutine) == ASSIGNMENT_EXISTS


def test_a_service_principal_may_hold_roles_of_its_own_api(desk, scene):
    run(assign(desk, scene.api_sp, scene.api_sp, scene.read))


REFUSED_ROLES = {
    "disabled": ("old", ROLE_NOT_ASSIGNABLE),
    "for people only": ("people", ROLE_NOT_ASSIGNABLE),
    "of no application": ("unknown", ROLE_NOT_ON_RESOURCE),
    "default access of an API with roles": ("default", ROLE_NOT_ON_RESOURCE),
    "no identifier at all": ("text", ROLE_NOT_ON_RESOURCE),
}


@pytest.mark.parametrize("case", sorted(REFUSED_ROLES))
def test_a_role_cannot_be_assigned_that_is(desk, scene, case):
    people = NewAppRole("People", "People", "For people", ("User",))
    roles = {
        "old": scene.old,
        "people": run(create_app_role(desk.work(), scene.api, people)).role_id,
        "unknown": RoleId(NOBODY),
        "default": DEFAULT_ACCESS_ROLE,
        "text": RoleId("ToDoList.Read.All"),
    }
    which, rule = REFUSED_ROLES[case]
    assert refusal(InvalidError, assign(desk, scene.client_sp, scene.api_sp, roles[which])) == rule


def test_default_access_is_for_apis_that_declare_no_roles(desk, scene):
    made = run(assign(desk, scene.client_sp, scene.caller_sp, DEFAULT_ACCESS_ROLE))
    assert made.app_role_id == DEFAULT_ACCESS_ROLE
    texts = {prop.name: prop.new_value for prop in desk.tables.events[-1].targets[0].modified}
    assert texts["AppRole.Value"] == "null"


NO_PRINCIPALS = {
    "nobody": NOBODY,
    "an application instead of its service principal": "api",
    "a person": "user",
    "a deleted service principal": "lone_sp",
    "an appId": "api_app_id",
}


@pytest.mark.parametrize("end", ["principal", "resource"])
@pytest.mark.parametrize("case", sorted(NO_PRINCIPALS))
def test_both_ends_must_be_service_principals_of_the_tenant(desk, scene, case, end):
    wrong = getattr(scene, NO_PRINCIPALS[case], NOBODY)
    ends = (wrong, scene.api_sp) if end == "principal" else (scene.client_sp, wrong)
    assert refusal(InvalidError, assign(desk, *ends, scene.read)) == NOT_A_VALID_REFERENCE


def test_an_end_in_another_tenant_is_no_valid_reference(desk, scene):
    other = furnish(desk, FABRIKAM, "fabrikam")
    for ends in ((scene.client_sp, other.api_sp), (other.client_sp, scene.api_sp)):
        assert refusal(InvalidError, assign(desk, *ends, scene.read)) == NOT_A_VALID_REFERENCE


def test_a_parent_in_the_route_must_be_the_one_in_the_body(desk, scene):
    ends = (scene.client_sp, scene.api_sp, scene.write)
    for parents in ({"principal_id": scene.api_sp}, {"resource_id": scene.client_sp}):
        assert refusal(InvalidError, assign(desk, *ends, **parents)) == NOT_A_VALID_REFERENCE
    for parents in ({"principal_id": NOBODY}, {"resource_id": NOBODY}):
        assert refusal(NotFoundError, assign(desk, *ends, **parents)) == RESOURCE_NOT_FOUND
    run(assign(desk, *ends, principal_id=scene.client_sp, resource_id=scene.api_sp))


def test_a_principal_holds_at_most_1500(desk, scene):
    for number in range(MAX_PER_PRINCIPAL - 1):
        held = AppRoleAssignment(
            CONTOSO,
            AssignmentId(str(number)),
            RoleId(str(number)),
            scene.client_sp,
            scene.api_sp,
            desk.clock.now(),
        )
        desk.tables.assignments[CONTOSO, held.assignment_id] = held
    coroutine = assign(desk, scene.client_sp, scene.api_sp, scene.write)
    assert refusal(InvalidError, coroutine) == TOO_MANY


PARENTS = {
    "no parent": {},
    "its client": {"principal_id": "client_sp"},
    "its API": {"resource_id": "api_sp"},
    "both": {"principal_id": "client_sp", "resource_id": "api_sp"},
}
WRONG_PARENTS = {
    "its API as client": {"principal_id": "api_sp"},
    "its client as API": {"resource_id": "client_sp"},
    "another service principal": {"principal_id": "caller_sp"},
    "right client and wrong API": {"principal_id": "client_sp", "resource_id": "caller_sp"},
    "nobody": {"resource_id": "gone"},
}


@pytest.mark.parametrize("case", sorted(PARENTS))
@pytest.mark.parametrize("verb", [get_assignment, remove_assignment])
def test_an_assignment_is_found_under(desk, scene, case, verb):
    parents = {name: getattr(scene, of) for name, of in PARENTS[case].items()}
    run(verb(desk.work(), scene.assignment, **parents))


@pytest.mark.parametrize("case", sorted(WRONG_PARENTS))
@pytest.mark.parametrize("verb", [get_assignment, remove_assignment])
def test_an_assignment_is_not_found_under(desk, scene, case, verb):
    parents = {name: getattr(scene, of) for name, of in WRONG_PARENTS[case].items()}
    before = desk.tables.copy()
    assert refusal(NotFoundError, verb(desk.work(), scene.assignment, **parents)) == (
        ASSIGNMENT_NOT_FOUND
    )
    assert desk.tables == before


def test_removing_is_effective_audited_and_announced_to_both_ends(desk, scene):
    w = desk.work()
    desk.tables.touched.clear()
    run(remove_assignment(w, scene.assignment))
    assert run(list_assignments_of_principal(w, scene.client_sp)) == ()
    assert desk.tables.touched == {(CONTOSO, scene.api_app_id), (CONTOSO, scene.client_app_id)}
    event = desk.tables.events[-1]
    assert event.activity == "Remove app role assignment from service principal"
    texts = {prop.name: prop for prop in event.targets[0].modified}
    assert json.loads(texts["AppRole.Value"].old_value) == "ToDoList.Read.All"
    assert texts["AppRole.Value"].new_value is None
    assert refusal(NotFoundError, remove_assignment(w, scene.assignment)) == ASSIGNMENT_NOT_FOUND


def test_lists_need_a_live_service_principal(desk, scene):
    for verb in (list_assignments_of_principal, list_assignments_of_resource):
        for missing in (NOBODY, scene.lone_sp, scene.api):
            assert refusal(NotFoundError, verb(desk.work(), missing)) == RESOURCE_NOT_FOUND


def test_what_a_deleted_client_held_is_not_listed(desk, scene):
    run(delete_application(desk.work(), scene.client))
    assert run(list_assignments_of_resource(desk.work(), scene.api_sp)) == ()


def test_nobody_is_assigned_to_a_deleted_api(desk, scene):
    run(delete_service_principal(desk.work(), scene.api_sp))
    coroutine = assign(desk, scene.client_sp, scene.api_sp, scene.write)
    assert refusal(InvalidError, coroutine) == NOT_A_VALID_REFERENCE


# Power.


@pytest.mark.parametrize(
    "permissions",
    [(ALL,), (ALL, "Directory.ReadWrite.All"), ("RoleManagement.ReadWrite.Directory", ALL)],
)
def test_writing_applications_is_no_right_to_consent(desk, scene, permissions):
    w = desk.work(daemon(scene, *permissions))
    new = NewAssignment(scene.client_sp, scene.api_sp, scene.write)
    assert refusal(ForbiddenError, assign_app_role(w, new)) == INSUFFICIENT_PRIVILEGES


def test_owning_both_ends_is_no_right_to_consent(desk, scene):
    for owned in (scene.client_sp, scene.api_sp, scene.client, scene.api):
        run(desk.uow.owners.add(CONTOSO, owned, scene.caller_sp))
    w = desk.work(daemon(scene, "Application.ReadWrite.OwnedBy"))
    new = NewAssignment(scene.client_sp, scene.api_sp, scene.write)
    assert refusal(ForbiddenError, assign_app_role(w, new)) == INSUFFICIENT_PRIVILEGES


def test_the_right_to_assign_also_needs_sight_of_both_ends(desk, scene):
    new = NewAssignment(scene.client_sp, scene.api_sp, scene.write)
    blind = desk.work(daemon(scene, ASSIGN))
    assert refusal(ForbiddenError, assign_app_role(blind, new)) == INSUFFICIENT_PRIVILEGES
    run(assign_app_role(desk.work(daemon(scene, ASSIGN, "Application.Read.All")), new))


@pytest.mark.parametrize("role", GRAPH_APP_ROLES, ids=lambda role: role.value)
def test_exactly_the_takeover_permissions_are_audited_with_high_severity(desk, scene, role):
    run(assign(desk, scene.client_sp, scene.graph_sp, role.role_id))
    expected = (
        {"severity": "high", "takeoverPermissions": role.value}
        if role.value in TAKEOVER_PERMISSIONS
        else {}
    )
    assert desk.tables.events[-1].details == expected


def test_a_role_of_another_api_with_such_a_name_is_nothing_special(desk, scene):
    named = NewAppRole(ALL, "x", "x")
    role = run(create_app_role(desk.work(), scene.api, named))
    run(assign(desk, scene.client_sp, scene.api_sp, role.role_id))
    assert desk.tables.events[-1].details == {}
    assert scene.api_app_id != GRAPH_APP_ID
