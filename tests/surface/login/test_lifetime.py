"""How long tokens live, as clients and APIs see it."""

import json

import pytest
from tests.surface.login.arrange import NOW
from tests.surface.login.test_token import claims_of

from daemonry.directory.applications import update_application
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
