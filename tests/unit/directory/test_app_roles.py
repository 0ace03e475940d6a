"""App roles one at a time."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import run

from daemonry.directory.app_roles import (
    NewAppRole,
    create_app_role,
    delete_app_role,
    edit_app_role,
    set_app_role_enabled,
)
from daemonry.directory.applications import get_application
from daemonry.directory.assignments import list_assignments_of_principal
from daemonry.directory.service_principals import delete_service_principal
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    ENABLED_ENTITLEMENT,
    INVALID_PROPERTY,
    INVALID_ROLE_VALUE,
    READ_ONLY_PROPERTY,
    ROLE_NOT_FOUND,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import RoleId


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value.rule


def roles(desk, scene):
    return run(get_application(desk.work(), scene.api)).app_roles


def test_a_new_role_is_enabled_for_applications_and_stands_last(desk, scene):
    made = run(create_app_role(desk.work(), scene.api, NewAppRole("New", "New", "May new")))
    assert roles(desk, scene)[-1] == made
    assert made.is_enabled
    assert made.allowed_member_types == ("Application",)


def test_the_caller_may_bring_the_identifier(desk, scene):
    wanted = RoleId("AAAAAAAA-0000-4000-8000-000000000001")
    new = NewAppRole("New", "New", "May new", ("User", "Application"), wanted)
    made = run(create_app_role(desk.work(), scene.api, new))
    assert made.role_id == wanted.lower()
    assert roles(desk, scene)[-1] == made


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        (NewAppRole("ToDoList.Read.All", "x", "x"), DUPLICATE_VALUE),
        (NewAppRole("User", "x", "x"), INVALID_ROLE_VALUE),
        (NewAppRole("New", "x", "x", ()), INVALID_PROPERTY),
        (NewAppRole("New", "x", "x", role_id=RoleId("one")), INVALID_PROPERTY),
    ],
)
def test_a_bad_role_is_refused(desk, scene, new, rule):
    assert refusal(InvalidError, create_app_role(desk.work(), scene.api, new)) == rule


@pytest.mark.parametrize("how", ["value", "identifier", "IDENTIFIER"])
def test_a_role_is_named_by(desk, scene, how):
    reference = {
        "value": "ToDoList.Read.All",
        "identifier": scene.read,
        "IDENTIFIER": scene.read.upper(),
    }[how]
    changed = run(edit_app_role(desk.work(), scene.api, reference, display_name="Reads"))
    assert changed.display_name == "Reads"
    assert roles(desk, scene)[0] == changed


def test_value_and_member_types_wait_until_it_is_disabled(desk, scene):
    w = desk.work()
    for change in ({"value": "Other"}, {"allowed_member_types": ("User",)}):
        assert refusal(InvalidError, edit_app_role(w, scene.api, scene.write, **change)) == (
            ENABLED_ENTITLEMENT
        )
    run(set_app_role_enabled(w, scene.api, scene.write, False))
    run(edit_app_role(w, scene.api, scene.write, value="Other"))
    run(set_app_role_enabled(w, scene.api, "Other", True))
    assert [role.value for role in roles(desk, scene) if role.is_enabled] == [
        "ToDoList.Read.All",
        "Other",
    ]


def test_disabling_keeps_the_assignments_and_deleting_takes_them(desk, scene):
    w = desk.work()
    assert refusal(InvalidError, delete_app_role(w, scene.api, scene.read)) == ENABLED_ENTITLEMENT
    run(set_app_role_enabled(w, scene.api, scene.read, False))
    assert len(run(list_assignments_of_principal(w, scene.client_sp))) == 1
    run(delete_app_role(w, scene.api, scene.read))
    assert run(list_assignments_of_principal(w, scene.client_sp)) == ()
    assert scene.read not in {role.role_id for role in roles(desk, scene)}


def test_a_role_of_an_application_without_a_service_principal_is_deleted(desk, scene):
    run(delete_service_principal(desk.work(), scene.api_sp))
    run(delete_app_role(desk.work(), scene.api, scene.old))
    assert scene.old not in {role.role_id for role in roles(desk, scene)}


def test_an_unknown_role_is_not_found(desk, scene):
    w = desk.work()
    for verb in (
        edit_app_role(w, scene.api, "Nothing", display_name="x"),
        set_app_role_enabled(w, scene.api, "ffffffff-0000-4000-8000-000000000000", True),
        delete_app_role(w, scene.api, ""),
    ):
        assert refusal(NotFoundError, verb) == ROLE_NOT_FOUND


def test_an_identifier_cannot_be_edited(desk, scene):
    verb = edit_app_role(desk.work(), scene.api, scene.read, role_id=scene.write)
    assert refusal(InvalidError, verb) == READ_ONLY_PROPERTY
