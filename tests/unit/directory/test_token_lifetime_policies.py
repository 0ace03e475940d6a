"""Token lifetime policies: what a definition may say, and which policy decides."""

import json

import pytest
from tests.unit.directory.arrange import CONTOSO, NOW, daemon, run

from daemonry.directory.lifetime_rules import define, parse_definition
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    list_policies_of,
    list_policy_holders,
    unassign_policy,
    update_token_lifetime_policy,
)
from daemonry.model.errors import (
    DEFAULT_POLICY_EXISTS,
    POLICY_DEFINITION,
    POLICY_LIFETIME,
    POLICY_OF_KIND_ASSIGNED,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import ObjectId
from daemonry.model.policy import PoliciesInForce, TokenLifetimePolicy

OWNED_AND_POLICY = ("Application.ReadWrite.OwnedBy", "Policy.ReadWrite.ApplicationConfiguration")


def spanning(text, **members):
    policy = {"Version": 1, "AccessTokenLifetime": text} | members
    return json.dumps({"TokenLifetimePolicy": policy})


@pytest.mark.parametrize(
    ("span", "seconds"),
    [
        ("00:10:00", 600),
        ("02:00:00", 7200),
        ("8:00:00", 28_800),
        ("23:59:59", 86_399),
        ("1.00:00:00", 86_400),
        ("0.01:00:00", 3600),
    ],
)
def test_a_time_span_is_read(span, seconds):
    assert parse_definition(spanning(span, MaxAgeSessionSingleFactor="until-revoked")) == seconds


@pytest.mark.parametrize("seconds", [600, 3599, 86_399, 86_400])
def test_a_definition_that_we_write_says_what_was_meant(seconds):
    assert parse_definition(define(seconds)) == seconds


@pytest.mark.parametrize("span", ["00:09:59", "00:00:00", "1.00:00:01", "2.00:00:00"])
def test_a_lifetime_out_of_bounds_is_refused(span):
    with pytest.raises(InvalidError) as caught:
        parse_definition(spanning(span))
    assert caught.value.rule is POLICY_LIFETIME


MALFORMED = {
    "no JSON": "x",
    "nested too deep": "[" * 1000,
    "no object": "[]",
    "another policy": '{"ClaimsMappingPolicy":{"Version":1}}',
    "another version": '{"TokenLifetimePolicy":{"Version":2,"AccessTokenLifetime":"01:00:00"}}',
    "no lifetime": '{"TokenLifetimePolicy":{"Version":1}}',
    "a number": '{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":3600}}',
    "24 hours": spanning("24:00:00"),
    "60 minutes": spanning("00:60:00"),
    "no seconds": spanning("01:00"),
    "a sign": spanning("-01:00:00"),
    "other digits": spanning("\u0660\u0661:00:00"),
    "too long": spanning("01:00:00", x="x" * 2048),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_definition_is_refused(case):
    with pytest.raises(InvalidError) as caught:
        parse_definition(MALFORMED[case])
    assert caught.value.rule is POLICY_DEFINITION
    assert "TokenLifetimePolicy" in caught.value.hint


def policy(name):
    return TokenLifetimePolicy(CONTOSO, ObjectId(name), name, NOW, define(600), 600)


def test_the_principals_policy_goes_before_the_organizations_and_that_before_the_applications():
    one, two, three = policy("principal"), policy("organization"), policy("application")
    assert PoliciesInForce(one, two, three).deciding is one
    assert PoliciesInForce(None, two, three).deciding is two
    assert PoliciesInForce(None, None, three).deciding is three
    assert PoliciesInForce().deciding is None


def test_only_one_policy_can_be_the_default(desk, scene):
    new = NewTokenLifetimePolicy("all", define(7200), is_organization_default=True)
    made = run(create_token_lifetime_policy(desk.work(), new))
    with pytest.raises(InvalidError) as caught:
        run(update_token_lifetime_policy(desk.work(), scene.policy, is_organization_default=True))
    assert caught.value.rule is DEFAULT_POLICY_EXISTS
    run(update_token_lifetime_policy(desk.work(), made.policy_id, is_organization_default=False))
    run(update_token_lifetime_policy(desk.work(), scene.policy, is_organization_default=True))


def test_an_object_holds_one_policy(desk, scene):
    with pytest.raises(InvalidError) as caught:
        run(assign_policy(desk.work(), scene.policy, scene.api))
    assert caught.value.rule is POLICY_OF_KIND_ASSIGNED
    run(unassign_policy(desk.work(), scene.policy, scene.api))
    with pytest.raises(NotFoundError):
        run(unassign_policy(desk.work(), scene.policy, scene.api))


def test_the_management_api_can_have_one(desk, scene):
    run(assign_policy(desk.work(), scene.policy, scene.graph_sp))
    holders = run(list_policy_holders(desk.work(), scene.policy))
    assert {holder.object_id for holder in holders} == {scene.api, scene.graph_sp}


def test_an_owner_may_assign_to_what_it_owns_and_to_nothing_else(desk, scene):
    run(desk.uow.owners.add(CONTOSO, scene.client, scene.caller_sp))
    work = desk.work(daemon(scene, *OWNED_AND_POLICY))
    run(assign_policy(work, scene.policy, scene.client))
    with pytest.raises(ForbiddenError):
        run(assign_policy(work, scene.policy, scene.api_sp))


def test_a_deleted_policy_is_gone_from_its_holders(desk, scene):
    run(delete_token_lifetime_policy(desk.work(), scene.policy))
    assert list(run(list_policies_of(desk.work(), scene.api))) == []


def test_a_change_that_changes_nothing_leaves_no_trace(desk, scene):
    before = len(desk.tables.events)
    run(update_token_lifetime_policy(desk.work(), scene.policy, display_name="short"))
    assert desk.events_after(before) == []


def test_a_changed_lifetime_shows_in_the_audit_trail(desk, scene):
    run(update_token_lifetime_policy(desk.work(), scene.policy, definition=define(900)))
    (event,) = desk.tables.events[-1:]
    assert (event.activity, event.category) == ("Update policy", "Policy")
    changes = {one.name: (one.old_value, one.new_value) for one in event.targets[0].modified}
    assert changes["accessTokenLifetime"] == ("600", "900")
