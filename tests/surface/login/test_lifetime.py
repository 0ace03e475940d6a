"""How long tokens live, as clients and APIs see it."""

import json

import pytest
from tests.surface.login.arrange import NOW
from tests.surface.login.test_token import claims_of

from daemonry.directory.applications import update_application
from daemonry.directory.lifetime_rules import define
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    unassign_policy,
    update_token_lifetime_policy,
)
from daemonry.settings import SettingsError, load_settings

CAPABLE = json.dumps({"access_token": {"xms_cc": {"values": ["CP1"]}}})
CHALLENGED = json.dumps(
    {
        "access_token": {
            "nbf": {"essential": True, "value": "1604106651"},
            "xms_cc": {"value": "cp1"},
        }
    }
)
GRAPH = "https://graph.microsoft.com/.default"


def lifetime_of(response):
    """Return seconds of life, after checking that answer and token agree."""
    body, claims = response.json(), claims_of(response)
    assert body["expires_in"] == body["ext_expires_in"]
    assert claims["exp"] == int(NOW.timestamp()) + body["expires_in"] + 1
    assert claims["iat"] == claims["nbf"] == int(NOW.timestamp()) - 300
    return body["expires_in"] + 1


def test_a_production_server_draws_60_to_90_minutes_anew_for_each_token(random_lifetime_server):
    drawn = [lifetime_of(random_lifetime_server.token()) for _ in range(8)]
    assert all(3600 <= seconds <= 5400 for seconds in drawn)
    assert len(set(drawn)) > 1


def test_a_fixed_lifetime_holds_for_capable_clients_too(server):
    assert lifetime_of(server.token()) == 3600
    assert lifetime_of(server.token(scope=GRAPH, claims=CAPABLE)) == 3600


@pytest.mark.parametrize("claims", [CAPABLE, CHALLENGED])
def test_a_capable_client_gets_a_long_token_for_the_management_api(random_lifetime_server, claims):
    response = random_lifetime_server.token(scope=GRAPH, claims=claims)
    assert 20 * 3600 <= lifetime_of(response) <= 28 * 3600
    assert list(response.json()) == [
        "token_type",
        "expires_in",
        "ext_expires_in",
        "refresh_in",
        "access_token",
    ]
    assert response.json()["refresh_in"] == response.json()["expires_in"] // 2
    assert lifetime_of(random_lifetime_server.token(scope=GRAPH)) <= 5400


def test_another_api_gets_long_tokens_only_when_it_says_that_it_evaluates(random_lifetime_server):
    server = random_lifetime_server
    assert lifetime_of(server.token(claims=CAPABLE)) <= 5400
    on = {"token_settings": {"continuous_access_evaluation": True}}
    server.change(update_application, server.api.object_id, on)
    assert lifetime_of(server.token(claims=CAPABLE)) >= 20 * 3600
    assert lifetime_of(server.token()) <= 5400
    v1 = server.token(v1=True, claims=CAPABLE)
    assert "refresh_in" not in v1.json()
    assert int(v1.json()["expires_on"]) == claims_of(v1)["exp"]


def test_a_short_token_comes_without_refresh_in(server):
    assert "refresh_in" not in server.token().json()


@pytest.mark.parametrize("text", ["599", "86401", "Random", "1h", "-1", ""])
def test_a_lifetime_that_is_no_lifetime_is_refused(text):
    with pytest.raises(SettingsError, match="access_token_lifetime"):
        load_settings({"DAEMONRY_ACCESS_TOKEN_LIFETIME": text})


@pytest.mark.parametrize(("text", "value"), [("random", "random"), ("600", 600), ("86400", 86400)])
def test_a_lifetime_is_seconds_or_random(text, value):
    settings = load_settings({"DAEMONRY_ACCESS_TOKEN_LIFETIME": text})
    assert settings.access_token_lifetime == value


class TestPolicies:
    """Token lifetime policies, as the API's tokens show them."""

    def policy(self, server, seconds, *holders, **more):
        new = NewTokenLifetimePolicy(f"{seconds} s", define(seconds), **more)
        policy = server.change(create_token_lifetime_policy, new)
        for holder in holders:
            server.change(assign_policy, policy.policy_id, holder.object_id)
        return policy

    def test_the_policy_of_the_resource_counts_and_not_that_of_the_client(self, server):
        self.policy(server, 600, server.daemon.application, server.daemon.principal)
        assert lifetime_of(server.token()) == 3600
        self.policy(server, 1200, server.api)
        assert lifetime_of(server.token()) == 1200

    def test_the_principals_goes_before_the_organizations_and_that_before_the_applications(
        self, server
    ):
        self.policy(server, 1200, server.api)
        for_all = self.policy(server, 1800, is_organization_default=True)
        assert lifetime_of(server.token()) == 1800
        self.policy(server, 2400, server.api_principal)
        assert lifetime_of(server.token()) == 2400
        server.change(delete_token_lifetime_policy, for_all.policy_id)
        assert lifetime_of(server.token()) == 2400

    def test_a_long_policy_brings_refresh_in(self, server):
        self.policy(server, 86_400, server.api)
        body = server.token().json()
        assert (body["expires_in"], body["refresh_in"]) == (86_399, 43_199)

    def test_a_changed_policy_counts_for_the_next_token(self, server):
        policy = self.policy(server, 600, server.api)
        assert lifetime_of(server.token()) == 600
        server.change(update_token_lifetime_policy, policy.policy_id, definition=define(900))
        assert lifetime_of(server.token()) == 900
        server.change(unassign_policy, policy.policy_id, server.api.object_id)
        assert lifetime_of(server.token()) == 3600

    def test_tokens_under_continuous_access_evaluation_follow_no_policy(
        self, random_lifetime_server
    ):
        server = random_lifetime_server
        self.policy(server, 600, is_organization_default=True)
        assert lifetime_of(server.token(scope=GRAPH, claims=CAPABLE)) >= 20 * 3600
        assert lifetime_of(server.token(scope=GRAPH)) == 600
