"""Signing keys as clients and APIs see them: tokens, JWKS, discovery."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc import jws
from joserfc.jwk import KeySet
from tests.surface.login.arrange import ORIGIN, Server

from daemonry.directory.signing_keys import (
    TenantTools,
    create_signing_key,
    plan_rotation,
    revoke_signing_key,
    rotate_now,
)
from daemonry.model.signing_key import KeyLine, sealing_context

ALGORITHMS = ["RS256", "ES256", "EdDSA"]
# RFC 9864 renames EdDSA to Ed25519; most validators know the older name only.
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")


@pytest.fixture
def tools(server: Server):
    services = server.services
    return TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)


def keys(server, app_id=""):
    query = f"?appid={app_id}" if app_id else ""
    response = server.send("GET", f"/contoso/discovery/v2.0/keys{query}")
    assert response.status_code == 200
    return {key["kid"]: key for key in response.json()["keys"]}


def header_of(token):
    return jws.extract_compact(token.encode()).headers()


def signs(server, app_id=""):
    """Get a token, verify it with the published keys, and return the header."""
    token = server.token().json()["access_token"]
    header = header_of(token)
    published = KeySet.import_key_set({"keys": list(keys(server, app_id).values())})
    jws.deserialize_compact(token, published, algorithms=[header["alg"]])
    return header


def choose(server, algorithm):
    """Set the signing algorithm of the API."""

    async def save(work):
        stored = await work.uow.applications.get(work.tenant_id, server.api.object_id)
        settings = replace(stored.token_settings, signing_algorithm=algorithm)
        await work.uow.applications.save(replace(stored, token_settings=settings))

    server.change(save)


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_an_api_gets_tokens_signed_with_the_algorithm_it_chose(server, tools, algorithm):
    key = server.change(create_signing_key, tools, KeyLine(algorithm))
    assert signs(server)["alg"] == "RS256"
    choose(server, algorithm)
    assert signs(server) == {"typ": "JWT", "alg": algorithm, "kid": key.kid}


def test_an_algorithm_without_a_key_is_refused_rather_than_replaced(server):
    choose(server, "ES256")
    response = server.token()
    assert response.status_code == 503
    assert "access_token" not in response.json()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_version_1_tokens_carry_x5t_where_it_is_a_certificates(server, tools, algorithm):
    if algorithm != "RS256":
        server.change(create_signing_key, tools, KeyLine(algorithm))
    server.api, server.api_principal = server.register_api(version=1)
    choose(server, algorithm)
    header = header_of(server.token().json()["access_token"])
    assert header.get("x5t") == (header["kid"] if algorithm == "RS256" else None)


def test_a_key_of_one_api_signs_its_tokens_only_and_is_published_for_it_only(server, tools):
    of_tenant = set(keys(server))
    app_id = server.api.app_id
    key = server.change(create_signing_key, tools, KeyLine("RS256", app_id))
    assert signs(server, app_id)["kid"] == key.kid
    assert set(keys(server)) == of_tenant
    assert set(keys(server, app_id.upper())) == {key.kid, *of_tenant}
    server.api, server.api_principal = server.register_api()
    assert signs(server)["kid"] in of_tenant


def test_discovery_with_an_appid_leads_to_the_keys_of_that_application(server):
    app_id = server.api.app_id
    for path in ("/contoso/v2.0", "/contoso"):
        document = server.send(
            "GET", f"{path}/.well-known/openid-configuration?appid={app_id.upper()}"
        ).json()
        jwks_uri = document["jwks_uri"]
        assert jwks_uri.startswith(f"{ORIGIN}/{server.tenant.tenant_id}/discovery/")
        assert jwks_uri.endswith(f"/keys?appid={app_id}")


@pytest.mark.parametrize(
    "query", ["appid=", "appid=nonsense", "appid=%22%3E", "appid", "x=1", "a&" * 20]
)
def test_an_appid_that_is_none_counts_as_absent(server, query):
    document = server.send("GET", f"/contoso/v2.0/.well-known/openid-configuration?{query}").json()
    assert document["jwks_uri"].endswith("/keys")
    response = server.send("GET", f"/contoso/discovery/v2.0/keys?{query}")
    assert len(response.json()["keys"]) == 1


def test_an_api_without_keys_of_its_own_has_those_of_the_tenant(server):
    assert keys(server, server.api.app_id) == keys(server)


def test_k5_a_planned_key_is_published_and_does_not_sign(server, tools):
    (first,) = keys(server)
    planned = server.change(plan_rotation, tools, lead=timedelta(days=1))
    assert set(keys(server)) == {first, planned.kid}
    assert signs(server)["kid"] == first


def test_k5_a_rotated_key_verifies_the_tokens_it_has_signed(server, tools):
    token = server.token().json()["access_token"]
    new = server.change(rotate_now, tools)
    assert signs(server)["kid"] == new.kid
    assert header_of(token)["kid"] in keys(server)


def test_k6_a_revoked_key_is_gone_from_the_next_answer_on(server, tools):
    (first,) = keys(server)
    new = server.change(revoke_signing_key, tools, first)
    assert set(keys(server)) == {new.kid}
    assert signs(server)["kid"] == new.kid


def stored_keys(server):
    async def read(work):
        return await work.uow.signing_keys.list_of(work.tenant_id)

    return server.change(read)


def test_k4_a_private_key_that_was_moved_to_another_tenant_signs_nothing(server):
    (ours,) = stored_keys(server)
    contoso, server.tenant = server.tenant, server.run(server._create_tenant("fabrikam"))
    (theirs,) = stored_keys(server)
    server.tenant = contoso

    async def swap(work):
        moved = replace(ours, sealed_private_key=theirs.sealed_private_key)
        await work.uow.signing_keys.save(moved)

    server.change(swap)
    response = server.token()
    assert response.status_code == 503
    assert "access_token" not in response.json()


def test_k4_no_file_holds_a_private_key_in_clear(server):
    (key,) = stored_keys(server)
    context = sealing_context(key.tenant_id, key.kid)
    clear = server.services.vault.open(key.sealed_private_key, context=context)
    kept = [path.read_bytes() for path in server.services.settings.data.rglob("*.db*")]
    assert any(key.kid.encode() in content for content in kept)
    for content in kept:
        assert clear not in content
        assert clear[-64:] not in content
        assert b"PRIVATE KEY" not in content


def test_key_documents_are_not_cached_longer_than_a_key_is_published_ahead(server):
    response = server.send("GET", "/contoso/discovery/v2.0/keys")
    assert response.headers["access-control-allow-origin"] == "*"
    (age,) = re.findall(r"max-age=(\d+), private", response.headers["cache-control"])
    assert int(age) <= 24 * 3600


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_d10_a_clock_that_jumps_neither_stops_tokens_nor_stretches_them(server, jump):
    server.clock.time += jump
    server.daemon.secret = server.add_secret(server.daemon.application)
    before = server.clock.time.timestamp()
    claims = server.token().json()
    assert claims["expires_in"] == 3599
    assert signs(server)["alg"] == "RS256"
    payload = jws.extract_compact(claims["access_token"].encode()).payload
    assert f'"exp":{int(before) + 3600}'.encode() in payload
