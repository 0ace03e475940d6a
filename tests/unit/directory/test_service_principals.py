"""Service principals: made, changed, deleted, brought back."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, daemon, run
from tests.unit.directory.verbs import OWNED

from daemonry.directory.applications import delete_application, update_application
from daemonry.directory.assignments import list_assignments_of_principal
from daemonry.directory.owners import add_owner
from daemonry.directory.service_principals import (
    create_service_principal,
    delete_service_principal,
    find_service_principal,
    get_service_principal,
    get_service_principal_by_app_id,
    list_service_principals,
    purge_service_principal,
    restore_service_principal,
    update_service_principal,
)
from daemonry.model.errors import (
    AMBIGUOUS_NAME,
    DUPLICATE_VALUE,
    FIRST_PARTY_READ_ONLY,
    INVALID_PROPERTY,
    NO_BACKING_APPLICATION,
    NOT_OWNED,
    READ_ONLY_PROPERTY,
    RESOURCE_NOT_FOUND,
    SERVICE_PRINCIPAL_EXISTS,
    TOO_LONG,
    TOO_MANY,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import AppId
from daemonry.ports import ListQuery

NOBODY = AppId("ffffffff-0000-4000-8000-000000000000")


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def test_it_carries_the_roles_names_and_tags_of_its_application(desk, scene):
    w = desk.work()
    made = run(create_service_principal(w, scene.bare_app_id, {"own_tags": ("HideApp",)}))
    run(update_application(w, scene.bare, {"tags": ("shared",), "display_name": "renamed"}))
    found = run(get_service_principal(w, made.object_id))
    assert found.display_name == "renamed"
    assert found.tags == ("HideApp", "shared")
    assert found.service_principal_names == (scene.bare_app_id,)
    assert found.account_enabled
    assert (CONTOSO, scene.bare_app_id) in desk.tables.touched


@pytest.mark.parametrize("app_id", [NOBODY, AppId("no-guid"), AppId("")])
def test_an_unknown_application_is_refused_with_the_detail_code(desk, scene, app_id):
    error = refusal(InvalidError, create_service_principal(desk.work(), app_id))
    assert error.rule == NO_BACKING_APPLICATION
    assert (error.detail_code, error.target) == ("NoBackingApplicationObject", "appId")
    assert f"'{app_id}'" in str(error)


def test_an_application_is_present_once(desk, scene):
    w = desk.work()
    for app_id in (scene.api_app_id, AppId(scene.api_app_id.upper()), GRAPH_APP_ID):
        error = refusal(ConflictError, create_service_principal(w, app_id))
        assert error.rule == SERVICE_PRINCIPAL_EXISTS


def test_a_soft_deleted_one_reserves_its_name_until_it_is_purged(desk, scene):
    w = desk.work()
    lone = run(get_service_principal(w, scene.lone_sp, deleted=True))
    error = refusal(ConflictError, create_service_principal(w, lone.app_id))
    assert error.rule == SERVICE_PRINCIPAL_EXISTS
    run(purge_service_principal(w, scene.lone_sp))
    run(create_service_principal(w, lone.app_id))


def test_the_service_principal_of_a_deleted_application_cannot_be_made(desk, scene):
    run(delete_application(desk.work(), scene.bare))
    error = refusal(InvalidError, create_service_principal(desk.work(), scene.bare_app_id))
    assert error.rule == NO_BACKING_APPLICATION


def test_with_owned_by_the_application_must_be_owned(desk, scene):
    w = desk.work(daemon(scene, OWNED))
    error = refusal(ForbiddenError, create_service_principal(w, scene.bare_app_id))
    assert error.rule == NOT_OWNED
    run(add_owner(desk.work(), scene.bare, scene.caller_sp))
    run(create_service_principal(w, scene.bare_app_id))


@pytest.mark.parametrize(
    "name", ["app_id", "object_id", "application", "created_at", "deleted_at", "tags"]
)
def test_a_property_that_is_not_listed_is_refused(desk, scene, name):
    change = {name: None}
    error = refusal(InvalidError, update_service_principal(desk.work(), scene.api_sp, change))
    assert error.rule == READ_ONLY_PROPERTY
    made = refusal(InvalidError, create_service_principal(desk.work(), scene.bare_app_id, change))
    assert made.rule == READ_ONLY_PROPERTY


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"description": "d" * 1025}, TOO_LONG),
        ({"notes": "n" * 1025}, TOO_LONG),
        ({"login_url": "javascript:alert(1)"}, INVALID_PROPERTY),
        ({"own_tags": ("a b",)}, INVALID_PROPERTY),
        ({"own_tags": ("a", "a")}, DUPLICATE_VALUE),
        ({"alternative_names": ("n" * 257,)}, TOO_LONG),
        ({"notification_email_addresses": ("a@b.example",) * 101}, TOO_MANY),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_creation_and_change(desk, scene, change, rule):
    w = desk.work()
    assert refusal(InvalidError, update_service_principal(w, scene.api_sp, change)).rule == rule
    assert (
        refusal(InvalidError, create_service_principal(w, scene.bare_app_id, change)).rule == rule
    )


def test_disabling_announces_that_tokens_stop(desk, scene):
    desk.tables.touched.clear()
    changed = run(
        update_service_principal(
            desk.work(), scene.api_sp, {"account_enabled": False, "login_url": "https://a.example"}
        )
    )
    assert not changed.account_enabled
    assert desk.tables.touched == {(CONTOSO, scene.api_app_id)}


def test_a_change_that_changes_nothing_leaves_no_trace(desk, scene):
    before = len(desk.tables.events)
    run(update_service_principal(desk.work(), scene.api_sp, {"account_enabled": True}))
    assert desk.events_after(before) == []


def test_deleting_keeps_the_application_and_restoring_brings_the_assignments_back(desk, scene):
    w = desk.work()
    run(delete_service_principal(w, scene.api_sp))
    assert refusal(NotFoundError, get_service_principal(w, scene.api_sp)).rule == (
        RESOURCE_NOT_FOUND
    )
    assert run(list_assignments_of_principal(w, scene.client_sp)) == ()
    restored = run(restore_service_principal(w, scene.api_sp))
    assert restored.deleted_at is None
    assert len(run(list_assignments_of_principal(w, scene.client_sp))) == 1


def test_it_cannot_come_back_while_its_application_is_deleted(desk, scene):
    error = refusal(InvalidError, restore_service_principal(desk.work(), scene.gone_sp))
    assert error.rule == NO_BACKING_APPLICATION


def test_purging_removes_assignments_in_both_directions(desk, scene):
    w = desk.work()
    run(delete_service_principal(w, scene.api_sp))
    run(purge_service_principal(w, scene.api_sp))
    assert desk.tables.assignments == {}
    refusal(NotFoundError, restore_service_principal(w, scene.api_sp))


def test_the_management_apis_service_principal_is_read_only(desk, scene):
    w = desk.work()
    for verb in (
        update_service_principal(w, scene.graph_sp, {"account_enabled": False}),
        delete_service_principal(w, scene.graph_sp),
        add_owner(w, scene.graph_sp, scene.client_sp),
    ):
        assert refusal(ForbiddenError, verb).rule == FIRST_PARTY_READ_ONLY
    assert run(get_service_principal_by_app_id(w, GRAPH_APP_ID)).account_enabled


@pytest.mark.parametrize("how", ["object id", "app id", "identifier", "name"])
def test_it_is_found_by(desk, scene, how):
    references = {
        "object id": scene.api_sp,
        "app id": scene.api_app_id,
        "identifier": f"api://{scene.api_app_id}",
        "name": "API",
    }
    assert run(find_service_principal(desk.work(), references[how])).object_id == scene.api_sp


def test_the_management_api_is_found_by_its_well_known_names(desk, scene):
    for reference in ("Microsoft Graph", "https://graph.microsoft.com", GRAPH_APP_ID):
        found = run(find_service_principal(desk.work(), reference))
        assert found.object_id == scene.graph_sp


def test_a_name_that_several_bear_or_nobody_is_refused(desk, scene):
    w = desk.work()
    run(create_service_principal(w, scene.bare_app_id))
    run(update_application(w, scene.bare, {"display_name": "api"}))
    assert refusal(InvalidError, find_service_principal(w, "api")).rule == AMBIGUOUS_NAME
    assert refusal(NotFoundError, find_service_principal(w, "x")).rule == RESOURCE_NOT_FOUND
    refusal(NotFoundError, get_service_principal_by_app_id(w, NOBODY))


def test_lists_show_live_or_deleted_ones(desk, scene):
    w = desk.work()
    names = [item.display_name for item in run(list_service_principals(w, ListQuery()))]
    assert sorted(names) == ["Microsoft Graph", "api", "caller", "client"]
    deleted = run(list_service_principals(w, ListQuery(), deleted=True))
    assert {item.object_id for item in deleted} == {scene.gone_sp, scene.lone_sp}
