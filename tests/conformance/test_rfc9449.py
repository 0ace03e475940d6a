"""RFC 9449 at the token endpoint: proofs, nonces and tokens bound to a key, for APIs that opt in.

The negative cases follow the module dpop-negative-tests of the OpenID Foundation's suite
as far as they concern a token request; ``protect/tests/test_binding.py`` has the rest.
"""

import asyncio
import base64
import json
from datetime import timedelta

import httpx2
import pytest
from protect.tests.proofs import ProofKey
from tests.surface.login.arrange import NOW, ORIGIN, READ, Server, opened_server

from daemonry.oauth.dpop import NONCE_LIFETIME

AT = NOW.timestamp()
KEY = ProofKey()
RSA = ProofKey("RS256")


def claims_of(response):
    payload = response.json()["access_token"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=="))


def told(response):
    return response.status_code, response.json()["error"]


def url_of(server):
    return f"{ORIGIN}/{server.tenant.tenant_id}/oauth2/v2.0/token"


def proof_for(server, **changes):
    changes.setdefault("at", server.clock.time.timestamp())
    return KEY.proof(changes.pop("method", "POST"), url_of(server), **changes)


def post(server, *proofs, path=None, **form):
    headers = [("dpop", proof) for proof in proofs]
    target = path or url_of(server)
    return server.send("POST", target, data=server.form(**form), headers=headers)


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    """A server whose API takes DPoP-bound tokens alone."""
    with opened_server(tmp_path_factory.mktemp("dpop") / "data", kind=Server) as opened:
        opened.assign(opened.daemon, READ)
        opened.opt_in(opened.api, sender_constraint="dpop")
        yield opened


@pytest.mark.spec("RFC 9449", "5")
def test_a_proof_binds_the_token_to_its_key(bound):
    response = post(bound, proof_for(bound))
    assert response.json()["token_type"] == "DPoP"
    claims = claims_of(response)
    assert claims["cnf"] == KEY.cnf
    assert claims["roles"] == ["ToDoList.Read.All"]


@pytest.mark.spec("RFC 9449", "5")
def test_tokens_for_different_keys_are_bound_apart(bound):
    other = ProofKey("Ed25519")
    assert claims_of(post(bound, proof_for(bound)))["cnf"] == KEY.cnf
    assert claims_of(post(bound, other.proof("POST", url_of(bound), at=AT)))["cnf"] == other.cnf


def test_the_version_1_endpoint_binds_as_well(bound):
    path = f"/{bound.tenant.tenant_id}/oauth2/token"
    proof = KEY.proof("POST", ORIGIN + path, at=AT)
    response = post(bound, proof, path=path, scope=None, resource=f"api://{bound.api.app_id}")
    assert response.json()["token_type"] == "DPoP"


def test_the_tenant_may_be_named_in_any_way(bound):
    path = "/contoso/oauth2/v2.0/token"
    assert post(bound, KEY.proof("POST", ORIGIN + path, at=AT), path=path).status_code == 200


def test_a_plain_request_is_refused_clearly(bound):
    response = post(bound)
    assert told(response) == (400, "invalid_request")
    assert response.json()["error_codes"] == [9800002]
    assert "DPoP proof" in response.json()["error_description"]


def spoilt(server):
    head, body, signature = proof_for(server).split(".")
    return f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


REFUSED = {
    "no JWT": lambda s: ["abc"],
    "two headers": lambda s: [proof_for(s), proof_for(s)],
    "a wrong signature": lambda s: [spoilt(s)],
    "no typ": lambda s: [proof_for(s, header={"typ": None})],
    "typ JWT": lambda s: [proof_for(s, header={"typ": "JWT"})],
    "no alg": lambda s: [proof_for(s, header={"alg": None})],
    "alg none": lambda s: [proof_for(s, header={"alg": "none"})],
    "alg HS256": lambda s: [proof_for(s, header={"alg": "HS256"})],
    "alg RS256": lambda s: [RSA.proof("POST", url_of(s), at=AT)],
    "alg of another key": lambda s: [proof_for(s, header={"alg": "PS256"})],
    "no jwk": lambda s: [proof_for(s, header={"jwk": None})],
    "a private jwk": lambda s: [proof_for(s, header={"jwk": KEY.key.as_dict(private=True)})],
    "another's jwk": lambda s: [proof_for(s, header={"jwk": RSA.jwk})],
    "no jti": lambda s: [proof_for(s, jti=None)],
    "no htm": lambda s: [proof_for(s, htm=None)],
    "htm GET": lambda s: [proof_for(s, htm="GET")],
    "htm in small letters": lambda s: [proof_for(s, htm="post")],
    "no htu": lambda s: [proof_for(s, htu=None)],
    "htu of the API": lambda s: [proof_for(s, htu="https://api.example/")],
    "htu of another tenant": lambda s: [proof_for(s, htu=f"{ORIGIN}/fabrikam/oauth2/v2.0/token")],
    "no iat": lambda s: [proof_for(s, iat=None)],
    "iat one hour ago": lambda s: [proof_for(s, iat=int(AT) - 3600)],
    "iat one hour ahead": lambda s: [proof_for(s, iat=int(AT) + 3600)],
    "a token in its place": lambda s: [
        post(s, proof_for(s)).json()["access_token"],
    ],
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", REFUSED)
def test_t12_a_wrong_proof_is_refused(bound, case):
    response = post(bound, *REFUSED[case](bound))
    assert told(response) == (400, "invalid_dpop_proof")
    assert response.json()["error_codes"] == [9800003]


ACCEPTED = {
    "10 s ago": {"iat": int(AT) - 10},
    "10 s ahead": {"iat": int(AT) + 10},
    "nbf and exp besides": {"nbf": int(AT), "exp": int(AT) + 60},
    "a query and a fragment": {"query": "?a=b#c"},
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", ACCEPTED)
def test_what_rfc_9449_calls_equal_is_accepted(bound, case):
    changes = dict(ACCEPTED[case])
    if "query" in changes:
        changes["htu"] = url_of(bound) + changes.pop("query")
    assert post(bound, proof_for(bound, **changes)).status_code == 200


@pytest.mark.spec("RFC 9449", "11.1")
def test_t12_a_proof_serves_once(bound):
    proof = proof_for(bound)
    assert post(bound, proof).status_code == 200
    assert told(post(bound, proof)) == (400, "invalid_dpop_proof")


def test_s17_of_many_who_send_one_proof_exactly_one_wins(bound):
    proof = proof_for(bound)

    async def all_at_once():
        transport = httpx2.ASGITransport(bound.app)
        async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            sent = [
                client.post(url_of(bound), data=bound.form(), headers={"dpop": proof})
                for _ in range(20)
            ]
            return [response.status_code for response in await asyncio.gather(*sent)]

    statuses = bound.run(all_at_once())
    assert sorted(statuses) == [200] + [400] * 19


def test_a_stranger_uses_up_no_proof(bound):
    proof = proof_for(bound)
    assert told(post(bound, proof, client_secret="wrong")) == (401, "invalid_client")
    assert post(bound, proof).status_code == 200


def test_an_api_that_did_not_opt_in_gets_bearer_tokens_as_from_entra(server):
    response = post(server, proof_for(server), "even a second, wrong one")
    assert response.json()["token_type"] == "Bearer"
    assert "cnf" not in claims_of(response)


def test_an_api_may_leave_it_to_the_client(server):
    server.opt_in(server.api, sender_constraint="optional")
    assert post(server).json()["token_type"] == "Bearer"
    assert "cnf" not in claims_of(post(server))
    assert claims_of(post(server, proof_for(server)))["cnf"] == KEY.cnf
    assert told(post(server, "abc")) == (400, "invalid_dpop_proof")


@pytest.mark.spec("RFC 9449", "8")
def test_a_nonce_is_demanded_and_given(tmp_path):
    with opened_server(tmp_path / "data", kind=Server, dpop_nonce=True) as server:
        server.opt_in(server.api, sender_constraint="dpop")
        refused = post(server, proof_for(server))
        assert told(refused) == (400, "use_dpop_nonce")
        nonce = refused.headers["dpop-nonce"]
        assert post(server, proof_for(server, nonce=nonce)).status_code == 200
        assert told(post(server, proof_for(server, nonce="x" * 32))) == (400, "use_dpop_nonce")
        server.clock.time = NOW + timedelta(seconds=2 * NONCE_LIFETIME)
        late = post(server, proof_for(server, nonce=nonce))
        assert told(late) == (400, "use_dpop_nonce")
        assert late.headers["dpop-nonce"] != nonce
