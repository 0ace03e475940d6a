"""Signing keys: beginning lines, taking turns, revoking (security K4, K5, K6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, NOW, MarkingVault, run

from daemonry.directory.applications import (
    create_application,
    delete_application,
    purge_application,
    restore_application,
    update_application,
)
from daemonry.directory.signing_key_schedule import outlook
from daemonry.directory.signing_keys import (
    create_signing_key,
    ensure_signing_key,
    follow_schedule,
    list_signing_keys,
    plan_rotation,
    revoke_signing_key,
    rotate_now,
)
from daemonry.model.errors import (
    ALGORITHM_UNKNOWN,
    NO_SIGNING_KEY,
    RESOURCE_NOT_FOUND,
    SIGNING_KEY_EXISTS,
    SIGNING_KEY_NOT_FOUND,
    SIGNING_KEY_WITHDRAWN,
    TENANT_NOT_FOUND,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.signing_key import (
    KeyLine,
    RotationPolicy,
    active_key,
    sealing_context,
    state_of,
)

DAY = timedelta(days=1)
POLICY = RotationPolicy()


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value.rule


def keys_of(desk):
    return run(list_signing_keys(desk.work()))


def states(desk, line=KeyLine()):  # noqa: B008 - immutable
    """Return the states of a line's keys in the order in which they were made."""
    keys = list(desk.tables.keys.values())
    return [state_of(k, keys, desk.clock.now()).value for k in keys if k.line == line]


def signer(desk, line=KeyLine()):  # noqa: B008 - likewise
    return active_key(keys_of(desk), line, desk.clock.now())


def follow(desk, policy=POLICY):
    return run(follow_schedule(desk.work(), desk.tools, policy))


def wait(desk, by, policy=POLICY):
    desk.clock.advance(by)
    follow(desk, policy)


def test_a_first_key_signs_at_once_and_is_sealed_for_its_tenant(desk, scene):
    key = run(create_signing_key(desk.work(), desk.tools, KeyLine("ES256")))
    assert states(desk, key.line) == ["active"]
    context = sealing_context(CONTOSO, key.kid)
    assert MarkingVault().open(key.sealed_private_key, context=context) == b"private"
    assert (CONTOSO, None) in desk.tables.touched
    assert "private" not in repr(desk.tables.events)


def test_a_first_key_with_a_lead_waits_for_its_time(desk, scene):
    line = KeyLine("RS256", scene.api_app_id)
    run(create_signing_key(desk.work(), desk.tools, line, lead=DAY))
    assert states(desk, line) == ["next"]
    desk.clock.advance(DAY)
    assert states(desk, line) == ["active"]


def test_a_line_is_begun_once(desk, scene):
    assert refusal(ConflictError, create_signing_key(desk.work(), desk.tools)) == SIGNING_KEY_EXISTS


def test_a_key_needs_a_tenant_an_algorithm_and_an_application_that_are_there(desk, scene):
    work, tools = desk.work(), desk.tools
    of_fabrikam = desk.work(tenant_id=FABRIKAM)
    assert refusal(NotFoundError, create_signing_key(of_fabrikam, tools)) == TENANT_NOT_FOUND
    wrong = create_signing_key(work, tools, KeyLine("HS256"))
    assert refusal(InvalidError, wrong) == ALGORITHM_UNKNOWN
    nobody = create_signing_key(work, tools, KeyLine("RS256", CONTOSO))
    assert refusal(NotFoundError, nobody) == RESOURCE_NOT_FOUND


def test_a_key_on_demand_is_made_once(desk, scene):
    made = run(ensure_signing_key(desk.work(), desk.tools, algorithm="EdDSA"))
    assert run(ensure_signing_key(desk.work(), desk.tools, algorithm="EdDSA")) == made


def test_a_planned_key_is_published_a_lead_before_it_signs(desk, scene):
    first = signer(desk)
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert states(desk) == ["active", "next"]
    wait(desk, DAY - timedelta(seconds=1))
    assert signer(desk) == first
    wait(desk, timedelta(seconds=1))
    assert states(desk) == ["retiring", "active"]
    assert signer(desk).kid == planned.kid


def test_a_rotation_is_planned_once(desk, scene):
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert run(plan_rotation(desk.work(), desk.tools, lead=DAY)) == planned
    assert len(keys_of(desk)) == 2


def test_a_retired_key_cannot_sign_because_its_private_part_is_gone(desk, scene):
    run(rotate_now(desk.work(), desk.tools))
    (retiring,) = (key for key in keys_of(desk) if key.retired_at is not None)
    assert retiring.is_published
    assert retiring.sealed_private_key == b""


def test_rotating_now_lets_the_planned_key_begin_early(desk, scene):
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert run(rotate_now(desk.work(), desk.tools)).kid == planned.kid
    assert states(desk) == ["retiring", "active"]
    assert signer(desk).active_from == NOW


def test_the_schedule_plans_hands_over_and_withdraws(desk, scene):
    wait(desk, 89 * DAY - timedelta(seconds=1))
    assert states(desk) == ["active"]
    wait(desk, timedelta(seconds=1))
    assert states(desk) == ["active", "next"]
    wait(desk, DAY)
    assert states(desk) == ["retiring", "active"]
    wait(desk, timedelta(hours=52) - timedelta(seconds=1))
    assert states(desk) == ["retiring", "active"]
    wait(desk, timedelta(seconds=1))
    assert states(desk) == ["retired", "active"]


def test_following_the_schedule_again_does_nothing(desk, scene):
    desk.clock.advance(89 * DAY)
    assert len(follow(desk)) == 1
    stored = keys_of(desk)
    assert follow(desk) == []
    assert keys_of(desk) == stored


def test_a_server_that_was_away_for_a_year_still_publishes_before_it_signs(desk, scene):
    first = signer(desk)
    wait(desk, 365 * DAY)
    assert signer(desk) == first
    wait(desk, DAY)
    assert states(desk) == ["retiring", "active"]


def test_without_a_period_keys_turn_by_command_only(desk, scene):
    by_command = RotationPolicy(period=None)
    wait(desk, 1000 * DAY, by_command)
    assert states(desk) == ["active"]
    run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    wait(desk, DAY, by_command)
    assert states(desk) == ["retiring", "active"]


def test_a_clock_that_goes_back_reactivates_nothing(desk, scene):
    run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    wait(desk, DAY)
    now_signs = signer(desk)
    wait(desk, -400 * DAY)
    assert states(desk) == ["retiring", "active"]
    assert signer(desk) == now_signs
    later = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert later.active_from >= now_signs.active_from + DAY
    assert signer(desk) == now_signs


def test_revoking_the_active_key_lets_a_new_one_sign_at_once(desk, scene):
    first = signer(desk)
    new = run(revoke_signing_key(desk.work(), desk.tools, first.kid))
    assert states(desk) == ["retired", "active"]
    assert signer(desk) == new
    assert new.kid != first.kid


def test_revoking_the_active_key_lets_a_planned_one_sign_at_once(desk, scene):
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    run(revoke_signing_key(desk.work(), desk.tools, signer(desk).kid))
    assert signer(desk).kid == planned.kid


def test_revoking_a_planned_or_a_retiring_key_leaves_the_active_one(desk, scene):
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert run(revoke_signing_key(desk.work(), desk.tools, planned.kid)) is None
    assert states(desk) == ["active", "retired"]
    retiring = signer(desk)
    desk.clock.advance(DAY)
    run(rotate_now(desk.work(), desk.tools))
    assert run(revoke_signing_key(desk.work(), desk.tools, retiring.kid)) is None
    assert states(desk) == ["retired", "retired", "active"]


def test_k6_a_revocation_is_an_event_of_high_severity(desk, scene):
    kid = signer(desk).kid
    run(revoke_signing_key(desk.work(), desk.tools, kid))
    (event,) = (e for e in desk.tables.events if e.activity == "Revoke token signing key")
    assert event.details == {"severity": "high"}
    assert event.targets[0].object_id == kid


def test_a_key_is_revoked_once_and_must_exist(desk, scene):
    kid = signer(desk).kid
    run(revoke_signing_key(desk.work(), desk.tools, kid))
    again = revoke_signing_key(desk.work(), desk.tools, kid)
    assert refusal(InvalidError, again) == SIGNING_KEY_WITHDRAWN
    unknown = revoke_signing_key(desk.work(), desk.tools, "no such key")
    assert refusal(NotFoundError, unknown) == SIGNING_KEY_NOT_FOUND


def test_a_line_that_was_never_begun_cannot_be_rotated(desk, scene):
    none = rotate_now(desk.work(), desk.tools, KeyLine("ES256"))
    assert refusal(InvalidError, none) == NO_SIGNING_KEY


def test_an_api_cannot_choose_an_algorithm_that_has_no_active_key(desk, scene):
    def choose():
        change = {"token_settings": {"signing_algorithm": "ES256"}}
        return update_application(desk.work(), scene.api, change)

    assert refusal(InvalidError, choose()) == NO_SIGNING_KEY
    run(create_signing_key(desk.work(), desk.tools, KeyLine("ES256", scene.api_app_id), lead=DAY))
    assert refusal(InvalidError, choose()) == NO_SIGNING_KEY
    desk.clock.advance(DAY)
    assert run(choose()).token_settings.signing_algorithm == "ES256"
    other = {"display_name": "x", "token_settings": {"signing_algorithm": "EdDSA"}}
    assert refusal(InvalidError, create_application(desk.work(), other)) == NO_SIGNING_KEY


def test_keys_of_a_deleted_application_wait_and_go_with_it(desk, scene):
    line = KeyLine("RS256", scene.api_app_id)
    run(create_signing_key(desk.work(), desk.tools, line))
    run(delete_application(desk.work(), scene.api))
    wait(desk, 90 * DAY)
    assert states(desk, line) == ["active"]
    run(restore_application(desk.work(), scene.api))
    follow(desk)
    assert states(desk, line) == ["active", "next"]
    run(delete_application(desk.work(), scene.api))
    run(purge_application(desk.work(), scene.api))
    assert states(desk, line) == ["retired", "retired"]
    assert signer(desk) is not None


def test_the_outlook_says_until_when_a_key_signs_and_is_published(desk, scene):
    def of(key):
        found = outlook(key, keys_of(desk), POLICY, desk.clock.now())
        return found.signs_until, found.published_until

    overlap = timedelta(hours=52)
    first = signer(desk)
    assert of(first) == (NOW + 90 * DAY, NOW + 90 * DAY + overlap)
    planned = run(plan_rotation(desk.work(), desk.tools, lead=DAY))
    assert of(first) == (NOW + DAY, NOW + DAY + overlap)
    assert of(planned)[0] == planned.active_from + 90 * DAY
    wait(desk, DAY)
    first = next(key for key in keys_of(desk) if key.kid == first.kid)
    assert of(first) == (NOW + DAY, NOW + DAY + overlap)
    by_command = RotationPolicy(period=None)
    assert outlook(signer(desk), keys_of(desk), by_command, NOW).signs_until is None
