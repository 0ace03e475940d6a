"""Unmodified client libraries over TLS: the same cases for each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.interop.arrange import READ, READ_WRITE
from tests.interop.tokens import verify
from tests.interop.vendor_clients import CLIENTS, Answer, Client, ask, parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2
    from tests.interop.dev_server import DevServer

pytestmark = pytest.mark.interop

NOBODY = "00000000-0000-4000-8000-000000000001"
LIFETIME = 3600
BACKDATED = 300

REFUSALS = {
    "a wrong secret": ({"client_secret": "wrong"}, 7000215, "invalid_client", 401),
    "a scope without .default": (
        {"scope": "api://{api}/ToDoList.Read.All"},
        1002012,
        "invalid_scope",
        400,
    ),
    "an unknown resource": (
        {"scope": f"api://{NOBODY}/.default"},
        500011,
        "invalid_resource",
        400,
    ),
    "an unknown client": ({"client_id": NOBODY}, 700016, "unauthorized_client", 400),
}
"""What differs from the good request, then AADSTS code, OAuth error and status."""


@pytest.fixture(params=parameters(CLIENTS))
def client(request: pytest.FixtureRequest, prepare: Callable[[Client], None]) -> Client:
    chosen: Client = request.param
    prepare(chosen)
    return chosen


@pytest.fixture
def token_of(client: Client, server: DevServer) -> Callable[..., Answer]:
    """Ask for a token as the seeded daemon, with changes."""
    good = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": server.daemon_client_id,
        "client_secret": server.daemon_client_secret,
        "scope": server.api_scope,
    }
    return lambda **changes: ask(client, good | changes, server.ca_file)


def test_the_token_has_the_claims_that_an_api_relies_on(
    token_of: Callable[..., Answer], server: DevServer, http: httpx2.Client
):
    answer = token_of()
    assert answer.access_token, answer.message

    header, claims = verify(http, server, answer.access_token, server.api_app_id)
    assert header["typ"] == "JWT"
    assert "x5t" not in header  # Entra: access tokens of version 2.0 name the key by kid only
    assert claims["aud"] == server.api_app_id
    assert claims["iss"] == server.issuer == f"{server.base_url}/{server.tenant_id}/v2.0"
    assert claims["tid"] == server.tenant_id
    assert claims["azp"] == server.daemon_client_id
    assert claims["azpacr"] == "1"
    assert sorted(claims["roles"]) == [READ, READ_WRITE]
    assert claims["idtyp"] == "app"
    assert claims["ver"] == "2.0"
    assert claims["oid"] == claims["sub"]
    assert claims["iat"] == claims["nbf"]
    assert claims["exp"] - claims["iat"] == LIFETIME + BACKDATED
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", claims["uti"])


def test_the_tenant_may_be_named_by_its_domain(
    client: Client, token_of: Callable[..., Answer], server: DevServer, http: httpx2.Client
):
    answer = token_of(tenant=server.tenant_domain)
    if not client.takes_domain:  # it insists on RFC 8414 section 3.3, against Entra as well
        assert "issuer" in answer.message
        return
    assert answer.access_token, answer.message
    _, claims = verify(http, server, answer.access_token, server.api_app_id)
    assert claims["tid"] == server.tenant_id


@pytest.mark.parametrize(("changes", "aadsts", "error", "status"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_reaches_the_user_with_its_code(
    token_of: Callable[..., Answer],
    server: DevServer,
    changes: dict[str, str],
    aadsts: int,
    error: str,
    status: int,
):
    answer = token_of(
        **{name: value.format(api=server.api_app_id) for name, value in changes.items()}
    )
    assert answer.access_token is None
    assert answer.aadsts == aadsts, answer.message
    assert answer.error in {error, None}  # None: the library does not tell
    assert answer.status in {status, None}


def test_an_unknown_tenant_is_refused_as_far_as_the_library_tells(
    client: Client, token_of: Callable[..., Answer]
):
    answer = token_of(tenant=NOBODY)
    assert answer.access_token is None
    assert client.unknown_tenant in {f"AADSTS{answer.aadsts}", answer.error} or (
        client.unknown_tenant in answer.message
    )
