"""The texts of audit events: Graph's names, JSON values, no secrets."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from tests.unit.directory.arrange import CONTOSO, HASH_KEYS, NOW

from daemonry.directory.changes import as_json, changed, created, graph_name, passwords_changed
from daemonry.model.application import ApiSettings, Application, AppRole
from daemonry.model.credential import PasswordCredential
from daemonry.model.ids import AppId, KeyId, ObjectId, RoleId
from daemonry.model.secret import digest_secret

SECRET = PasswordCredential(
    KeyId("k"), "app secret", NOW, NOW, "abc", digest_secret(HASH_KEYS, CONTOSO, AppId("a"), "x")
)
PLAIN = Application(CONTOSO, ObjectId("o"), AppId("a"), "api", NOW, password_credentials=(SECRET,))


@pytest.mark.parametrize(
    ("name", "graph"),
    [
        ("display_name", "displayName"),
        ("app_id", "appId"),
        ("object_id", "id"),
        ("deleted_at", "deletedDateTime"),
        ("oauth2_permission_scopes", "oauth2PermissionScopes"),
        ("tags", "tags"),
    ],
)
def test_properties_are_spelled_as_in_graph(name, graph):
    assert graph_name(name) == graph


def test_values_are_json():
    role = AppRole(RoleId("r"), "Read", "Read", "May read", ("Application",))
    assert json.loads(as_json((role,))) == [
        {
            "id": "r",
            "value": "Read",
            "displayName": "Read",
            "description": "May read",
            "allowedMemberTypes": ["Application"],
            "isEnabled": True,
        }
    ]
    assert as_json(datetime(2026, 1, 2, tzinfo=UTC)) == '"2026-01-02T00:00:00Z"'


def test_a_new_object_lists_what_says_something():
    assert {item.name for item in created(PLAIN)} >= {"appId", "displayName", "createdDateTime"}
    assert {item.name for item in created(PLAIN)}.isdisjoint(
        {"passwordCredentials", "description", "tags", "id"}
    )


def test_a_change_lists_before_and_after():
    after = Application(CONTOSO, ObjectId("o"), AppId("a"), "api", NOW, api=ApiSettings(2))
    (item,) = changed(PLAIN, after)
    assert item.name == "api"
    assert json.loads(item.old_value)["requestedAccessTokenVersion"] is None
    assert json.loads(item.new_value)["requestedAccessTokenVersion"] == 2


def test_a_changed_secret_shows_its_hint_and_never_its_digest():
    (item,) = passwords_changed((), (SECRET,))
    (described,) = json.loads(item.new_value)
    assert set(described) == {"keyId", "displayName", "startDateTime", "endDateTime", "hint"}
    assert json.loads(item.old_value) == []
