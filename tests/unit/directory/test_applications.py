"""Applications from registration to purge."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, daemon, new_tenant, run
from tests.unit.directory.verbs import ALL, ASSIGN, OWNED

from daemonry.directory.applications import (
    create_application,
    delete_application,
    find_application,
    get_application,
    get_application_by_unique_name,
    list_applications,
    purge_application,
    restore_application,
    update_application,
)
from daemonry.directory.assignments import list_assignments_of_principal
from daemonry.directory.owners import list_owners
from daemonry.directory.service_principals import (
    create_service_principal,
    delete_service_principal,
    get_service_principal,
    restore_service_principal,
)
from daemonry.directory.tenants import verify_domain
from daemonry.model.application import RequiredResourceAccess, ResourceAccess
from daemonry.model.errors import (
    AMBIGUOUS_NAME,
    ASSIGNED_ROLE_VALUE,
    ENABLED_ENTITLEMENT,
    FIRST_PARTY_READ_ONLY,
    HOST_NAME_NOT_VERIFIED,
    IDENTIFIER_URI_FORM,
    IDENTIFIER_URI_TAKEN,
    MANIFEST_TOO_LARGE,
    READ_ONLY_PROPERTY,
    REQUIRED_PROPERTY,
    RESOURCE_NOT_FOUND,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import AppId, ObjectId, RoleId
from daemonry.ports import ListQuery


def activities(desk, since):
    return [event.activity for event in desk.events_after(since)]


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def test_a_new_application_has_identifiers_and_the_tenants_initial_domain(desk, scene):
    made = run(create_application(desk.work(), {"display_name": "new", "tags": ("t",)}))
    assert made.object_id != made.app_id
    assert made.created_at == desk.clock.now()
    assert made.publisher_domain == "contoso.onmicrosoft.com"
    assert made.sign_in_audience == "AzureADMyOrg"
    assert made.created_by_app_id is None
    assert run(get_application(desk.work(), made.object_id)) == made
    assert (CONTOSO, made.app_id) in desk.tables.touched


def test_a_new_application_knows_which_application_made_it(desk, scene):
    w = desk.work(daemon(scene, ALL))
    assert run(create_application(w, {"display_name": "new"})).created_by_app_id == (
        scene.caller_app_id
    )


@pytest.mark.parametrize("changes", [{}, {"display_name": ""}])
def test_a_new_application_needs_a_name(desk, scene, changes):
    error = refusal(InvalidError, create_application(desk.work(), changes))
    assert (error.rule, error.target) == (REQUIRED_PROPERTY, "displayName")


@pytest.mark.parametrize(
    "name",
    ["app_id", "object_id", "tenant_id", "created_at", "publisher_domain", "password_credentials"],
)
def test_a_property_that_is_not_listed_is_refused(desk, scene, name):
    changes = {"display_name": "x", name: None}
    assert refusal(InvalidError, create_application(desk.work(), changes)).rule == (
        READ_ONLY_PROPERTY
    )
    error = refusal(InvalidError, update_application(desk.work(), scene.api, {name: None}))
    assert error.rule == READ_ONLY_PROPERTY


def test_an_unlisted_property_inside_a_block_is_refused_too(desk, scene):
    error = refusal(InvalidError, update_application(desk.work(), scene.api, {"api": {"x": 1}}))
    assert error.rule == READ_ONLY_PROPERTY
    assert "api.x" in str(error)


def test_blocks_merge_and_collections_replace(desk, scene):
    w = desk.work()
    run(update_application(w, scene.api, {"web": {"home_page_url": "https://a.example"}}))
    run(update_application(w, scene.api, {"api": {"requested_access_token_version": 2}}))
    run(update_application(w, scene.api, {"web": {"logout_url": "https://a.example/out"}}))
    run(update_application(w, scene.api, {"tags": ("one", "two")}))
    changed = run(update_application(w, scene.api, {"tags": ("three",)}))
    assert changed.web.home_page_url == "https://a.example"
    assert changed.web.logout_url == "https://a.example/out"
    assert changed.access_token_version == 2
    assert changed.tags == ("three",)
    assert changed.identifier_uris == (f"api://{scene.api_app_id}",)


def test_guids_are_stored_in_lower_case(desk, scene):
    asked = RequiredResourceAccess(
        AppId(scene.api_app_id.upper()), (ResourceAccess(RoleId(scene.read.upper()), "Role"),)
    )
    w = desk.work()
    stored = run(update_application(w, scene.bare, {"required_resource_access": (asked,)}))
    (entry,) = stored.required_resource_access
    assert entry.resource_app_id == scene.api_app_id
    assert entry.resource_access[0].permission_id == scene.read


def test_a_change_that_changes_nothing_leaves_no_trace(desk, scene):
    before = len(desk.tables.events)
    desk.tables.touched.clear()
    run(update_application(desk.work(), scene.api, {}))
    run(update_application(desk.work(), scene.api, {"display_name": "api"}))
    assert activities(desk, before) == []
    assert desk.tables.touched == set()


def test_a_change_is_audited_with_before_and_after(desk, scene):
    before = len(desk.tables.events)
    run(update_application(desk.work(), scene.api, {"display_name": "renamed"}))
    (event,) = desk.events_after(before)
    (target,) = event.targets
    assert (event.activity, event.category, event.operation) == (
        "Update application",
        "ApplicationManagement",
        "Update",
    )
    assert (target.object_id, target.type) == (scene.api, "Application")
    (prop,) = target.modified
    assert (prop.name, json.loads(prop.old_value), json.loads(prop.new_value)) == (
        "displayName",
        "api",
        "renamed",
    )
    assert (CONTOSO, scene.api_app_id) in desk.tables.touched


# One validator for create, update and restore, on the merged object.


def test_create_and_update_refuse_alike(desk, scene):
    for changes in ({"tags": ("a b",)}, {"sign_in_audience": "x"}, {"notes": "n" * 1025}):
        made = refusal(
            InvalidError, create_application(desk.work(), {"display_name": "x"} | changes)
        )
        changed = refusal(InvalidError, update_application(desk.work(), scene.api, changes))
        assert made.rule == changed.rule


def test_two_harmless_changes_cannot_add_up_to_a_forbidden_state(desk, scene):
    w = desk.work()
    run(update_application(w, scene.bare, {"api": {"requested_access_token_version": 2}}))
    run(update_application(w, scene.bare, {"identifier_uris": ("api://todo",)}))
    change = {"api": {"requested_access_token_version": 1}}
    error = refusal(InvalidError, update_application(w, scene.bare, change))
    assert error.rule == IDENTIFIER_URI_FORM


def test_entries_are_counted_on_the_merged_object(desk, scene):
    addresses = tuple(f"https://a.example/{number}" for number in range(1000))
    run(update_application(desk.work(), scene.bare, {"web": {"redirect_uris": addresses}}))
    more = {"spa_redirect_uris": addresses[:201]}
    error = refusal(InvalidError, update_application(desk.work(), scene.bare, more))
    assert error.rule == MANIFEST_TOO_LARGE


def test_a_restored_application_must_fit_the_rules_again(desk, scene):
    w = desk.work()
    run(verify_domain(w, "contoso.example", vouched=True))
    run(update_application(w, scene.bare, {"identifier_uris": ("https://contoso.example/x",)}))
    run(delete_application(w, scene.bare))
    run(desk.uow.tenants.remove_domain(CONTOSO, "contoso.example"))
    error = refusal(InvalidError, restore_application(w, scene.bare))
    assert error.rule == HOST_NAME_NOT_VERIFIED


# Identifiers are unique in the tenant, and stay reserved while deleted.


def test_an_identifier_belongs_to_one_application(desk, scene):
    w = desk.work()
    changes = {"identifier_uris": ("https://contoso.onmicrosoft.com/x",)}
    run(update_application(w, scene.bare, changes))
    shouted = {"identifier_uris": ("https://contoso.onmicrosoft.com/X",)}
    assert refusal(InvalidError, update_application(w, scene.client, shouted)).rule == (
        IDENTIFIER_URI_TAKEN
    )
    run(delete_application(w, scene.bare))
    assert refusal(InvalidError, update_application(w, scene.client, changes)).rule == (
        IDENTIFIER_URI_TAKEN
    )
    run(purge_application(w, scene.bare))
    run(update_application(w, scene.client, changes))


def test_the_same_identifier_may_stand_in_two_tenants(desk, scene):
    new_tenant(desk, FABRIKAM, "fabrikam")
    change = {"api": {"requested_access_token_version": 2}, "identifier_uris": ("api://todo",)}
    run(update_application(desk.work(), scene.bare, change))
    w = desk.work(tenant_id=FABRIKAM)
    made = run(create_application(w, {"display_name": "x", **change}))
    assert made.identifier_uris == ("api://todo",)


def test_a_unique_name_is_unique_and_fixed(desk, scene):
    w = desk.work()
    named = run(create_application(w, {"display_name": "x", "unique_name": "only"}))
    assert run(get_application_by_unique_name(w, "only")) == named
    refusal(NotFoundError, get_application_by_unique_name(w, "other"))
    with pytest.raises(ConflictError):
        run(create_application(w, {"display_name": "y", "unique_name": "only"}))
    error = refusal(InvalidError, update_application(w, named.object_id, {"unique_name": "b"}))
    assert error.rule == READ_ONLY_PROPERTY


# Roles and their assignments.


def test_an_enabled_role_cannot_be_left_out(desk, scene):
    before = desk.tables.copy()
    error = refusal(InvalidError, update_application(desk.work(), scene.api, {"app_roles": ()}))
    assert error.rule == ENABLED_ENTITLEMENT
    assert desk.tables == before


def test_removing_a_role_removes_its_assignments(desk, scene):
    w = desk.work()
    stored = run(get_application(w, scene.api))
    disabled = tuple(replace(role, is_enabled=False) for role in stored.app_roles)
    run(update_application(w, scene.api, {"app_roles": disabled}))
    assert run(list_assignments_of_principal(w, scene.client_sp))
    desk.tables.touched.clear()
    before = len(desk.tables.events)
    kept = tuple(role for role in disabled if role.role_id != scene.read)
    run(update_application(w, scene.api, {"app_roles": kept}))
    assert run(list_assignments_of_principal(w, scene.client_sp)) == ()
    assert activities(desk, before) == [
        "Update application",
        "Remove app role assignment from service principal",
    ]
    assert desk.tables.touched == {(CONTOSO, scene.api_app_id), (CONTOSO, scene.client_app_id)}


def revalued(desk, scene, value):
    stored = run(get_application(desk.work(), scene.api))
    disabled = tuple(replace(role, is_enabled=False) for role in stored.app_roles)
    run(update_application(desk.work(), scene.api, {"app_roles": disabled}))
    return {
        "app_roles": tuple(
            replace(role, value=value) if role.role_id == scene.read else role for role in disabled
        )
    }


def test_another_value_for_an_assigned_role_needs_the_right_to_assign(desk, scene):
    change = revalued(desk, scene, "ToDoList.Everything")
    w = desk.work(daemon(scene, ALL))
    error = refusal(ForbiddenError, update_application(w, scene.api, change))
    assert error.rule == ASSIGNED_ROLE_VALUE
    run(update_application(desk.work(daemon(scene, ALL, ASSIGN)), scene.api, change))


def test_another_value_for_a_role_that_nobody_holds_needs_no_more(desk, scene):
    change = revalued(desk, scene, "ToDoList.Everything")
    run(desk.uow.assignments.remove(CONTOSO, scene.assignment))
    run(update_application(desk.work(daemon(scene, ALL)), scene.api, change))


def test_another_value_without_a_service_principal_needs_no_more(desk, scene):
    change = revalued(desk, scene, "ToDoList.Everything")
    run(delete_service_principal(desk.work(), scene.api_sp))
    run(update_application(desk.work(daemon(scene, ALL)), scene.api, change))


# Deletion and return.


def test_a_deleted_application_takes_its_service_principal_along_and_brings_it_back(desk, scene):
    w = desk.work()
    before = len(desk.tables.events)
    run(delete_application(w, scene.client))
    assert activities(desk, before) == ["Delete application", "Remove service principal"]
    for missing in (
        get_application(w, scene.client),
        get_service_principal(w, scene.client_sp),
        delete_application(w, scene.client),
        update_application(w, scene.client, {"notes": "x"}),
    ):
        assert refusal(NotFoundError, missing).rule == RESOURCE_NOT_FOUND
    assert run(get_application(w, scene.client, deleted=True)).deleted_at == desk.clock.now()
    assert run(get_service_principal(w, scene.client_sp, deleted=True)).deleted_at is not None

    desk.clock.advance(timedelta(days=1))
    restored = run(restore_application(w, scene.client))
    assert restored.deleted_at is None
    assert restored.password_credentials
    assert run(get_service_principal(w, scene.client_sp)).deleted_at is None
    (held,) = run(list_assignments_of_principal(w, scene.client_sp))
    assert held.app_role_id == scene.read
    assert (CONTOSO, scene.client_app_id) in desk.tables.touched


def test_a_service_principal_that_was_deleted_before_stays_deleted(desk, scene):
    w = desk.work()
    run(delete_service_principal(w, scene.client_sp))
    desk.clock.advance(timedelta(minutes=1))
    run(delete_application(w, scene.client))
    run(restore_application(w, scene.client))
    refusal(NotFoundError, get_service_principal(w, scene.client_sp))
    run(restore_service_principal(w, scene.client_sp))
    run(get_service_principal(w, scene.client_sp))


def test_restoring_brings_no_assignment_back_whose_role_is_gone(desk, scene):
    w = desk.work()
    run(delete_application(w, scene.client))
    stored = run(get_application(w, scene.api))
    disabled = tuple(replace(role, is_enabled=False) for role in stored.app_roles)
    run(update_application(w, scene.api, {"app_roles": disabled}))
    run(update_application(w, scene.api, {"app_roles": ()}))
    run(restore_application(w, scene.client))
    assert run(list_assignments_of_principal(w, scene.client_sp)) == ()


def test_only_what_is_in_the_deleted_items_can_be_restored_or_purged(desk, scene):
    for verb in (restore_application, purge_application):
        assert refusal(NotFoundError, verb(desk.work(), scene.api)).rule == RESOURCE_NOT_FOUND


def test_purge_removes_application_service_principal_and_assignments_for_good(desk, scene):
    w = desk.work()
    run(delete_application(w, scene.client))
    before = len(desk.tables.events)
    run(purge_application(w, scene.client))
    assert activities(desk, before) == [
        "Hard delete service principal",
        "Hard Delete application",
    ]
    assert desk.tables.assignments == {}
    for verb in (
        get_application(w, scene.client, deleted=True),
        restore_application(w, scene.client),
    ):
        refusal(NotFoundError, verb)
    refusal(NotFoundError, get_service_principal(w, scene.client_sp, deleted=True))


def test_purge_works_without_a_service_principal(desk, scene):
    run(delete_application(desk.work(), scene.bare))
    run(purge_application(desk.work(), scene.bare))
    refusal(NotFoundError, get_application(desk.work(), scene.bare, deleted=True))


def test_lists_show_live_or_deleted_ones(desk, scene):
    w = desk.work()
    names = [item.display_name for item in run(list_applications(w, ListQuery()))]
    assert sorted(names) == ["api", "bare", "caller", "client", "lone"]
    (gone,) = run(list_applications(w, ListQuery(), deleted=True))
    assert gone.object_id == scene.gone
    (page,) = run(list_applications(w, ListQuery(limit=1)))
    assert page == min(run(list_applications(w, ListQuery())), key=lambda item: item.object_id)


# The server's own application.


def test_the_management_api_is_read_only(desk, scene):
    for verb in (
        update_application(desk.work(), ObjectId(GRAPH_APP_ID), {"notes": "x"}),
        delete_application(desk.work(), ObjectId(GRAPH_APP_ID)),
        purge_application(desk.work(), ObjectId(GRAPH_APP_ID)),
    ):
        assert refusal(ForbiddenError, verb).rule == FIRST_PARTY_READ_ONLY


def test_nobody_can_take_the_management_apis_identifier(desk, scene):
    tenant = run(desk.uow.tenants.get(CONTOSO))
    domains = (*tenant.domains, replace(tenant.domains[-1], name="microsoft.com", is_verified=True))
    desk.tables.tenants[CONTOSO] = replace(tenant, domains=domains)
    change = {"identifier_uris": ("https://graph.microsoft.com",)}
    error = refusal(InvalidError, update_application(desk.work(), scene.bare, change))
    assert error.rule == IDENTIFIER_URI_TAKEN


# What a person means.


@pytest.mark.parametrize("how", ["object id", "app id", "APP ID", "identifier", "name"])
def test_an_application_is_found_by(desk, scene, how):
    references = {
        "object id": scene.api,
        "app id": scene.api_app_id,
        "APP ID": scene.api_app_id.upper(),
        "identifier": f"api://{scene.api_app_id}",
        "name": "API",
    }
    assert run(find_application(desk.work(), references[how])).object_id == scene.api


def test_a_name_that_several_bear_is_answered_with_their_app_ids(desk, scene):
    twin = run(create_application(desk.work(), {"display_name": "api"}))
    error = refusal(InvalidError, find_application(desk.work(), "api"))
    assert error.rule == AMBIGUOUS_NAME
    assert twin.app_id in str(error)
    assert scene.api_app_id in str(error)


@pytest.mark.parametrize("reference", ["nothing", "", "ffffffff-0000-4000-8000-000000000000"])
def test_what_is_not_there_is_not_found(desk, scene, reference):
    assert refusal(NotFoundError, find_application(desk.work(), reference)).rule == (
        RESOURCE_NOT_FOUND
    )


# Who owns what was created.


def test_a_caller_with_owned_by_owns_what_it_creates_and_can_work_with_it(desk, scene):
    w = desk.work(daemon(scene, OWNED))
    before = len(desk.tables.events)
    made = run(create_application(w, {"display_name": "mine"}))
    principal = run(create_service_principal(w, made.app_id))
    for owned in (made.object_id, principal.object_id):
        (owner,) = run(list_owners(w, owned))
        assert owner.object_id == scene.caller_sp
    assert activities(desk, before) == [
        "Add application",
        "Add owner to application",
        "Add service principal",
        "Add owner to service principal",
    ]
    run(update_application(w, made.object_id, {"notes": "mine"}))
    run(delete_application(w, made.object_id))
    run(restore_application(w, made.object_id))


@pytest.mark.parametrize("permissions", [(ALL,), (ALL, OWNED)])
def test_a_caller_that_may_write_everything_owns_nothing_by_itself(desk, scene, permissions):
    w = desk.work(daemon(scene, *permissions))
    made = run(create_application(w, {"display_name": "ours"}))
    principal = run(create_service_principal(w, made.app_id))
    assert run(list_owners(w, made.object_id)) == ()
    assert run(list_owners(w, principal.object_id)) == ()


def test_the_operator_owns_nothing_by_itself(desk, scene):
    made = run(create_application(desk.work(), {"display_name": "ours"}))
    assert run(list_owners(desk.work(), made.object_id)) == ()


def test_owners_may_be_named_at_creation(desk, scene):
    named = (scene.user, scene.api_sp, scene.user)
    made = run(create_application(desk.work(), {"display_name": "x"}, owner_ids=named))
    owners = run(list_owners(desk.work(), made.object_id))
    assert [owner.object_id for owner in owners] == [scene.user, scene.api_sp]


def test_an_owner_that_names_itself_is_no_conflict(desk, scene):
    w = desk.work(daemon(scene, OWNED))
    made = run(create_application(w, {"display_name": "x"}, owner_ids=(scene.caller_sp,)))
    assert len(run(list_owners(w, made.object_id))) == 1


def test_an_unknown_owner_at_creation_is_not_found(desk, scene):
    nobody = (ObjectId("ffffffff-0000-4000-8000-000000000000"),)
    coroutine = create_application(desk.work(), {"display_name": "x"}, owner_ids=nobody)
    assert refusal(NotFoundError, coroutine).rule == RESOURCE_NOT_FOUND
    assert len(run(list_applications(desk.work(), ListQuery()))) == 5


CHOSEN = AppId("99999999-1111-4111-8111-111111111111")


def test_the_operator_may_choose_a_client_id_that_the_tenant_never_had(desk, scene):
    made = run(create_application(desk.work(), {"display_name": "x"}, app_id=CHOSEN))
    assert made.app_id == CHOSEN
    run(delete_application(desk.work(), made.object_id))
    for taken in (CHOSEN, scene.api_app_id):
        with pytest.raises(ConflictError):
            run(create_application(desk.work(), {"display_name": "x"}, app_id=taken))


def test_nobody_else_chooses_and_nobody_takes_the_management_apis(desk, scene):
    caller = desk.work(daemon(scene, ALL, ASSIGN))
    with pytest.raises(ForbiddenError):
        run(create_application(caller, {"display_name": "x"}, app_id=CHOSEN))
    with pytest.raises(ForbiddenError):
        run(create_application(desk.work(), {"display_name": "x"}, app_id=GRAPH_APP_ID))
    with pytest.raises(InvalidError):
        run(create_application(desk.work(), {"display_name": "x"}, app_id=AppId("no-guid")))
