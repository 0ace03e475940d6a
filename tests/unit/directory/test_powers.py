"""What a person may do: by directory role, by owning, and never more than the client's scope."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, person, run
from tests.unit.directory.test_every_verb import is_open
from tests.unit.directory.verbs import VERBS

from daemonry.directory import permissions
from daemonry.directory.applications import create_application, update_application
from daemonry.directory.consent import grant_admin_consent, request_permissions
from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.powers import EVERYTHING, OF_EVERYBODY, RIGHTS, rights_of, roles_with
from daemonry.model.audit import Actor
from daemonry.model.directory_role import (
    APPLICATION_DEVELOPER,
    BUILT_IN,
    CLOUD_APPLICATION_ADMINISTRATOR,
    GLOBAL_ADMINISTRATOR,
    PRIVILEGED_ROLE_ADMINISTRATOR,
    REPORTS_READER,
)
from daemonry.model.errors import ForbiddenError
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_APP_ROLES
from daemonry.model.ids import ObjectId


def refusal(desk, verb, actor, *args):
    with pytest.raises(ForbiddenError) as caught:
        run(verb(desk.work(actor), *args))
    return caught.value.hint


def test_every_built_in_role_has_its_row():
    assert set(RIGHTS) == {role.template_id for role in BUILT_IN}


def test_the_table_knows_every_permission_that_verbs_ask_for():
    asked = {
        item
        for name, value in vars(permissions).items()
        if name.isupper() and isinstance(value, tuple)
        for group in value
        for item in (group if isinstance(group, tuple) else (group,))
    }
    assert asked <= EVERYTHING | OF_EVERYBODY


def test_roles_are_read_from_the_directory(desk, scene):
    run(assign_directory_role(desk.work(), scene.user, APPLICATION_DEVELOPER))
    assert run(rights_of(desk.uow, CONTOSO, scene.user)) >= OF_EVERYBODY


def test_a_member_registers_and_owns_and_changes_nothing_else(desk, scene):
    ada = person(scene.user)
    made = run(create_application(desk.work(ada), {"display_name": "hers"}))
    assert list(run(desk.uow.owners.list_of(CONTOSO, made.object_id))) == [scene.user]
    run(update_application(desk.work(ada), made.object_id, {"notes": "x"}))
    hint = refusal(desk, update_application, ada, scene.api, {"notes": "x"})
    assert hint.startswith("You need to own this, or one of these directory roles: ")
    assert "Cloud Application Administrator, Application Administrator" in hint


def test_an_application_administrator_changes_all_and_owns_nothing_by_that(desk, scene):
    ada = person(scene.user, CLOUD_APPLICATION_ADMINISTRATOR)
    run(update_application(desk.work(ada), scene.api, {"notes": "x"}))
    made = run(create_application(desk.work(ada), {"display_name": "theirs"}))
    assert not run(desk.uow.owners.list_of(CONTOSO, made.object_id))


def test_consent_to_microsoft_graph_needs_a_role_that_rules_roles(desk, scene):
    role = next(role.role_id for role in GRAPH_APP_ROLES if role.value == "User.Read.All")
    work = desk.work()
    made = run(create_application(work, {"display_name": "asks"}))
    run(request_permissions(work, made.object_id, GRAPH_APP_ID, [role]))
    admin = person(scene.user, CLOUD_APPLICATION_ADMINISTRATOR)
    hint = refusal(desk, grant_admin_consent, admin, made.object_id)
    roles = "Privileged Role Administrator, Global Administrator"
    assert hint == f"You need one of these directory roles: {roles}."
    ruler = person(scene.user, PRIVILEGED_ROLE_ADMINISTRATOR, CLOUD_APPLICATION_ADMINISTRATOR)
    assert run(grant_admin_consent(desk.work(ruler), made.object_id)).granted


def test_a_client_lends_a_person_no_more_than_its_scope(desk, scene):
    ada = person(scene.user, GLOBAL_ADMINISTRATOR, scopes=["User.Read"])
    hint = refusal(desk, update_application, ada, scene.api, {"notes": "x"})
    assert "Application.ReadWrite.All" in hint


def test_a_scope_lends_a_person_no_role(desk, scene):
    ada = person(scene.user, REPORTS_READER, scopes=["RoleManagement.ReadWrite.Directory"])
    hint = refusal(desk, assign_directory_role, ada, scene.user, GLOBAL_ADMINISTRATOR)
    assert "Privileged Role Administrator" in hint


def test_the_least_role_is_named_first():
    assert roles_with(["AuditLog.Read.All"]).startswith("Cloud Application Administrator")
    assert roles_with(["User.ReadWrite.All"]) == "User Administrator, Global Administrator"


@pytest.mark.parametrize("role", [role.template_id for role in BUILT_IN])
def test_no_verb_asks_who_a_person_is_but_what_the_role_lets_do(desk, scene, role):
    """Each verb, with each role: open as to an application with the same permissions."""
    stranger = person(ObjectId("99999999-9999-4999-8999-999999999999"), role)
    application = Actor("servicePrincipal", "same", RIGHTS[role] | OF_EVERYBODY)
    for name in VERBS:
        is_open_to_person = is_open(desk.copy(), scene, name, stranger)
        assert is_open_to_person == is_open(desk.copy(), scene, name, application), name
