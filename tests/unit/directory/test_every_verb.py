"""What must hold for each verb, whichever it is; a verb that is not in the table fails here."""

from __future__ import annotations

import inspect
import json
from itertools import product

import pytest
from tests.unit.directory.arrange import (
    CONTOSO,
    FABRIKAM,
    daemon,
    furnish,
    new_tenant,
    nowhere,
    own_everything,
    run,
)
from tests.unit.directory.verbs import MODULES, OWNED, PARTS_OF_VERBS, VERBS

from daemonry.model.audit import OPERATOR
from daemonry.model.errors import DirectoryError, ForbiddenError
from daemonry.model.first_party import GRAPH_APP_ROLES

PERMISSIONS = sorted(role.value for role in GRAPH_APP_ROLES if role.value)
CHANGING = sorted(name for name, verb in VERBS.items() if verb.changes)
READING = sorted(set(VERBS) - set(CHANGING))
IS_BY_NAME = {
    "find_tenant",
    "get_application_by_unique_name",
    "get_domain",
    "make_domain_default",
    "remove_domain",
    "verify_domain",
}


def is_open(desk, scene, name, actor):
    """Call the verb and tell whether the actor was let in; other refusals count as let in."""
    try:
        run(VERBS[name].call(desk, desk.work(actor), scene))
    except ForbiddenError:
        return False
    except DirectoryError:
        return True
    return True


def outcome(desk, scene, name, tenant_id):
    """Return what a verb answers, in a form that does not name identifiers."""
    try:
        run(VERBS[name].call(desk, desk.work(OPERATOR, tenant_id), scene))
    except DirectoryError as error:
        return type(error), error.rule, error.target
    return None


def stored(desk, tenant_id):
    """Return everything that is stored of one tenant."""
    tables = desk.tables
    keyed = (
        tables.applications,
        tables.principals,
        tables.assignments,
        tables.owners,
        tables.keys,
        tables.users,
        tables.policies,
        tables.policy_holders,
        tables.authorities,
    )
    return (
        tables.tenants.get(tenant_id),
        [{key: value for key, value in table.items() if key[0] == tenant_id} for table in keyed],
        [event for event in tables.events if event.tenant_id == tenant_id],
        {app_id for tenant, app_id in tables.touched if tenant == tenant_id},
    )


def test_every_verb_is_in_the_table():
    found = {
        name
        for module in MODULES
        for name, item in vars(module).items()
        if inspect.iscoroutinefunction(item)
        and item.__module__ == module.__name__
        and not name.startswith("_")
    }
    assert found - PARTS_OF_VERBS == set(VERBS)


@pytest.mark.parametrize("name", CHANGING)
def test_a_verb_that_changes_something_adds_an_audit_event(desk, scene, name):
    before = len(desk.tables.events)
    run(VERBS[name].call(desk, desk.work(), scene))
    events = desk.events_after(before)
    assert events
    for event in events:
        assert event.activity
        assert event.actor == OPERATOR
        assert event.at == desk.clock.now()


@pytest.mark.parametrize("name", READING)
def test_a_verb_that_reads_changes_nothing(desk, scene, name):
    before = stored(desk, CONTOSO)
    run(VERBS[name].call(desk, desk.work(), scene))
    assert stored(desk, CONTOSO) == before


@pytest.mark.parametrize("name", CHANGING)
def test_audit_events_hold_json_texts_and_no_secrets(desk, scene, name):
    run(VERBS[name].call(desk, desk.work(), scene))
    for event in desk.tables.events:
        for prop in (prop for target in event.targets for prop in target.modified):
            for text in (prop.old_value, prop.new_value):
                assert text is None or json.loads(text) is not ...
        assert not any(
            word in repr(event) for word in ("digest", "dmns_", "argon2", "sealed", "private")
        )


@pytest.mark.parametrize("name", CHANGING)
def test_a_refused_verb_changes_nothing(desk, scene, name):
    if VERBS[name].needs == ():
        return
    before = stored(desk, CONTOSO)
    with pytest.raises(ForbiddenError):
        run(VERBS[name].call(desk, desk.work(daemon(scene)), scene))
    assert stored(desk, CONTOSO) == before


@pytest.mark.parametrize("name", sorted(VERBS))
def test_one_permission_opens_exactly_the_verbs_of_the_matrix(furnished, name):
    verb, (desk, scene) = VERBS[name], furnished
    wrong = {
        permission: is_open(desk.copy(), scene, name, daemon(scene, permission))
        for permission in PERMISSIONS
        if is_open(desk.copy(), scene, name, daemon(scene, permission))
        != all(permission in one_of for one_of in verb.needs)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", [name for name in sorted(VERBS) if len(VERBS[name].needs) > 1])
def test_a_verb_that_needs_two_rights_opens_to_every_pair_of_them(furnished, name):
    desk, scene = furnished
    pairs = product(*VERBS[name].needs)
    assert all(is_open(desk.copy(), scene, name, daemon(scene, *pair)) for pair in pairs)


@pytest.mark.parametrize("name", sorted(VERBS))
def test_an_owner_with_owned_by_may_change_what_it_owns_and_no_more(furnished, name):
    desk, scene = furnished[0].copy(), furnished[1]
    own_everything(desk, scene)
    expected = VERBS[name].owned or all(OWNED in one_of for one_of in VERBS[name].needs)
    assert is_open(desk, scene, name, daemon(scene, OWNED)) == expected


@pytest.mark.parametrize("name", sorted(name for name in VERBS if VERBS[name].owned))
def test_owning_without_the_permission_opens_nothing(furnished, name):
    desk, scene = furnished[0].copy(), furnished[1]
    own_everything(desk, scene)
    assert not is_open(desk, scene, name, daemon(scene, "Application.Read.All"))


@pytest.mark.parametrize("name", sorted(set(VERBS) - IS_BY_NAME))
def test_identifiers_of_another_tenant_answer_like_identifiers_that_exist_nowhere(furnished, name):
    desk, scene = furnished[0].copy(), furnished[1]
    new_tenant(desk, FABRIKAM, "fabrikam")
    untouched = stored(desk, CONTOSO)
    foreign = outcome(desk.copy(), scene, name, FABRIKAM)
    random = outcome(desk.copy(), nowhere(scene), name, FABRIKAM)
    assert foreign == random
    outcome(desk, scene, name, FABRIKAM)
    assert stored(desk, CONTOSO) == untouched


@pytest.mark.parametrize("name", [name for name in READING if name.startswith("list_")])
def test_a_list_shows_nothing_of_another_tenant(furnished, name):
    if name == "list_tenants":
        return  # the operator's, by its nature
    desk = furnished[0].copy()
    other = furnish(desk, FABRIKAM, "fabrikam")
    found = run(VERBS[name].call(desk, desk.work(OPERATOR, FABRIKAM), other))
    assert all(getattr(item, "tenant_id", FABRIKAM) == FABRIKAM for item in found)
    assert "contoso" not in repr(found).lower()
