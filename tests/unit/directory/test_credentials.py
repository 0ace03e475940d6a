"""Client secrets: made by the server, shown once, several at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.unit.directory.arrange import CONTOSO, HASH_KEYS, NOW, run

from daemonry.directory.applications import delete_application, get_application, update_application
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.credentials import NewPassword, add_password, remove_password
from daemonry.model.errors import (
    INVALID_PROPERTY,
    MANIFEST_TOO_LARGE,
    PASSWORD_LIFETIME,
    PASSWORD_NOT_FOUND,
    TOO_LONG,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ROLES
from daemonry.model.ids import KeyId
from daemonry.model.secret import digest_secret, has_valid_checksum, hint_of

DAY = timedelta(days=1)


def add(desk, scene, **wishes):
    return run(add_password(desk.work(), scene.client, NewPassword(**wishes), HASH_KEYS))


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(desk, scene):
    issued = add(desk, scene, display_name="app secret")
    assert has_valid_checksum(issued.secret_text)
    stored = run(get_application(desk.work(), scene.client)).password_credentials[-1]
    assert stored == issued.credential
    assert stored.hint == hint_of(issued.secret_text)
    assert stored.digest == digest_secret(
        HASH_KEYS, CONTOSO, scene.client_app_id, issued.secret_text
    )
    assert issued.secret_text not in repr(issued) + repr(desk.tables)
    assert (CONTOSO, scene.client_app_id) in desk.tables.touched


def test_several_secrets_live_side_by_side(desk, scene):
    first, second = add(desk, scene), add(desk, scene)
    assert first.secret_text != second.secret_text
    stored = run(get_application(desk.work(), scene.client)).password_credentials
    assert [item.key_id for item in stored] == [
        scene.key_id,
        first.credential.key_id,
        second.credential.key_id,
    ]


def test_by_default_it_lives_from_now_for_two_years(desk, scene):
    issued = add(desk, scene)
    assert issued.credential.starts_at == NOW.replace(microsecond=0)
    assert issued.credential.ends_at == NOW.replace(microsecond=0, year=2028)
    assert issued.credential.is_live(NOW)


def test_two_years_after_a_leap_day_is_the_28th(desk, scene):
    leap = datetime(2028, 2, 29, 1, tzinfo=UTC)
    assert add(desk, scene, starts_at=leap).credential.ends_at == leap.replace(2030, 2, 28)


def test_given_times_are_kept_as_given(desk, scene):
    starts, ends = datetime(2026, 2, 1, tzinfo=UTC), datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC)
    kept = add(desk, scene, starts_at=starts, ends_at=ends).credential
    assert (kept.starts_at, kept.ends_at) == (starts, ends)


def test_times_of_another_zone_are_the_same_instants(desk, scene):
    ends = datetime(2027, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    kept = add(desk, scene, ends_at=ends).credential
    assert kept.ends_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert kept.ends_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "wishes",
    [
        {"ends_at": NOW - DAY},
        {"ends_at": NOW},
        {"starts_at": NOW + DAY, "ends_at": NOW + DAY},
        {"starts_at": NOW + 2 * DAY, "ends_at": NOW + DAY},
        {"starts_at": NOW - 800 * DAY},
        {"starts_at": datetime(9998, 6, 1, tzinfo=UTC)},
        {"starts_at": datetime.max.replace(tzinfo=timezone(-DAY / 2)), "ends_at": NOW + DAY},
    ],
)
def test_an_end_that_is_not_after_start_and_now_is_refused(desk, scene, wishes):
    error = refusal(
        InvalidError, add_password(desk.work(), scene.client, NewPassword(**wishes), HASH_KEYS)
    )
    assert error.rule == PASSWORD_LIFETIME
    assert (error.detail_code, error.target) == ("InvalidKeyEndDate", "EndDate")


def test_a_time_without_a_zone_is_refused(desk, scene):
    wish = NewPassword(ends_at=datetime(2027, 1, 1))  # noqa: DTZ001 - the point of the test
    error = refusal(InvalidError, add_password(desk.work(), scene.client, wish, HASH_KEYS))
    assert error.rule == INVALID_PROPERTY


def test_a_long_description_is_refused(desk, scene):
    wish = NewPassword("d" * 257)
    error = refusal(InvalidError, add_password(desk.work(), scene.client, wish, HASH_KEYS))
    assert error.rule == TOO_LONG


def test_secrets_count_among_the_entries_of_the_manifest(desk, scene):
    addresses = tuple(f"https://a.example/{number}" for number in range(1200))
    run(update_application(desk.work(), scene.bare, {"web": {"redirect_uris": addresses}}))
    coroutine = add_password(desk.work(), scene.bare, NewPassword(), HASH_KEYS)
    assert refusal(InvalidError, coroutine).rule == MANIFEST_TOO_LARGE


def test_a_removed_secret_is_gone_and_the_others_stay(desk, scene):
    second = add(desk, scene)
    run(remove_password(desk.work(), scene.client, KeyId(scene.key_id.upper())))
    stored = run(get_application(desk.work(), scene.client)).password_credentials
    assert stored == (second.credential,)


def test_an_unknown_key_id_is_refused(desk, scene):
    error = refusal(
        InvalidError,
        remove_password(desk.work(), scene.client, KeyId("ffffffff-0000-4000-8000-000000000000")),
    )
    assert error.rule == PASSWORD_NOT_FOUND


def test_a_secret_of_another_application_is_unknown_here(desk, scene):
    before = desk.tables.copy()
    error = refusal(InvalidError, remove_password(desk.work(), scene.api, scene.key_id))
    assert error.rule == PASSWORD_NOT_FOUND
    assert desk.tables == before


def test_a_deleted_application_gets_no_secret(desk, scene):
    run(delete_application(desk.work(), scene.client))
    refusal(NotFoundError, add_password(desk.work(), scene.client, NewPassword(), HASH_KEYS))


def test_the_audit_event_shows_which_secret_and_nothing_of_it(desk, scene):
    issued = add(desk, scene, display_name="app secret")
    event = desk.tables.events[-1]
    assert event.activity == "Update application - Certificates and secrets management"
    (prop,) = event.targets[0].modified
    before, after = json.loads(prop.old_value), json.loads(prop.new_value)
    (added,) = [item for item in after if item not in before]
    assert added["keyId"] == issued.credential.key_id
    assert added["displayName"] == "app secret"
    assert issued.secret_text not in repr(event)
    assert issued.credential.digest.digest.hex() not in repr(event)


def test_a_secret_for_a_powerful_application_is_marked(desk, scene):
    powerful = next(
        role for role in GRAPH_APP_ROLES if role.value == "AppRoleAssignment.ReadWrite.All"
    )
    new = NewAssignment(scene.client_sp, scene.graph_sp, powerful.role_id)
    run(assign_app_role(desk.work(), new))
    add(desk, scene)
    assert desk.tables.events[-1].details["severity"] == "high"


def test_an_expired_secret_can_still_be_removed_when_the_rules_became_narrower(desk, scene):
    stored = desk.tables.applications[CONTOSO, scene.client]
    desk.tables.applications[CONTOSO, scene.client] = replace(stored, tags=("no longer valid",))
    run(remove_password(desk.work(), scene.client, scene.key_id))
