"""Owners, and the power that comes with them."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, daemon, own_everything, run
from tests.unit.directory.verbs import ALL, OWNED

from daemonry.directory.applications import delete_application
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.owners import MAX_OWNERS, add_owner, list_owners, remove_owner
from daemonry.directory.service_principals import delete_service_principal
from daemonry.model.errors import (
    INSUFFICIENT_PRIVILEGES,
    NOT_OWNED,
    OWNER_EXISTS,
    RESOURCE_NOT_FOUND,
    TOO_MANY,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ROLES
from daemonry.model.ids import ObjectId

NOBODY = ObjectId("ffffffff-0000-4000-8000-000000000000")


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def test_users_and_service_principals_own_applications_and_service_principals(desk, scene):
    w = desk.work()
    for owned in (scene.api, scene.api_sp):
        run(add_owner(w, owned, scene.user))
        run(add_owner(w, owned, scene.client_sp))
        owners = run(list_owners(w, owned))
        assert [owner.object_id for owner in owners] == [scene.user, scene.client_sp]


def test_an_owner_is_added_once(desk, scene):
    error = refusal(InvalidError, add_owner(desk.work(), scene.client, scene.user))
    assert error.rule == OWNER_EXISTS


@pytest.mark.parametrize("which", ["owned", "owner"])
def test_both_must_exist(desk, scene, which):
    ids = (NOBODY, scene.user) if which == "owned" else (scene.client, NOBODY)
    assert refusal(NotFoundError, add_owner(desk.work(), *ids)).rule == RESOURCE_NOT_FOUND


def test_an_application_cannot_own(desk, scene):
    error = refusal(NotFoundError, add_owner(desk.work(), scene.client, scene.api))
    assert error.rule == RESOURCE_NOT_FOUND


def test_there_are_at_most_a_hundred(desk, scene):
    for number in range(MAX_OWNERS):
        run(desk.uow.owners.add(CONTOSO, scene.api, ObjectId(str(number))))
    assert refusal(InvalidError, add_owner(desk.work(), scene.api, scene.user)).rule == TOO_MANY


def test_removing_takes_the_right_away(desk, scene):
    own_everything(desk, scene)
    w = desk.work(daemon(scene, OWNED))
    before = len(desk.tables.events)
    run(remove_owner(w, scene.api, scene.caller_sp))
    (event,) = desk.events_after(before)
    assert event.activity == "Remove owner from application"
    assert [target.type for target in event.targets] == ["Application", "ServicePrincipal"]
    error = refusal(ForbiddenError, add_owner(w, scene.api, scene.caller_sp))
    assert error.rule == NOT_OWNED


def test_who_is_no_owner_cannot_be_removed(desk, scene):
    for owner in (scene.api_sp, NOBODY):
        error = refusal(NotFoundError, remove_owner(desk.work(), scene.client, owner))
        assert error.rule == RESOURCE_NOT_FOUND


def test_an_owner_of_a_service_principal_is_removed(desk, scene):
    run(add_owner(desk.work(), scene.api_sp, scene.user))
    before = len(desk.tables.events)
    run(remove_owner(desk.work(), scene.api_sp, scene.user))
    (event,) = desk.events_after(before)
    assert event.activity == "Remove owner from service principal"


def test_a_deleted_owner_is_not_shown_and_can_be_removed(desk, scene):
    w = desk.work()
    run(add_owner(w, scene.api, scene.client_sp))
    run(delete_service_principal(w, scene.client_sp))
    assert run(list_owners(w, scene.api)) == ()
    run(remove_owner(w, scene.api, scene.client_sp))


def test_a_deleted_application_has_no_owners_to_show(desk, scene):
    run(delete_application(desk.work(), scene.client))
    refusal(NotFoundError, list_owners(desk.work(), scene.client))


def test_a_person_may_become_owner_only_by_who_may_see_people(desk, scene):
    error = refusal(ForbiddenError, add_owner(desk.work(daemon(scene, ALL)), scene.api, scene.user))
    assert error.rule == INSUFFICIENT_PRIVILEGES
    assert "User.Read" in error.hint
    run(add_owner(desk.work(daemon(scene, ALL, "User.Read.All")), scene.api, scene.user))


def test_becoming_owner_of_a_powerful_application_is_marked(desk, scene):
    powerful = next(role for role in GRAPH_APP_ROLES if role.value == ALL)
    new = NewAssignment(scene.client_sp, scene.graph_sp, powerful.role_id)
    run(assign_app_role(desk.work(), new))
    run(add_owner(desk.work(), scene.client, scene.api_sp))
    assert desk.tables.events[-1].details == {
        "severity": "high",
        "takeoverPermissions": ALL,
    }
    run(add_owner(desk.work(), scene.api, scene.client_sp))
    assert desk.tables.events[-1].details == {}
