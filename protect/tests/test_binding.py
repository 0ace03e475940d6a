"""Sender-constrained tokens: DPoP (RFC 9449) and client certificates (RFC 8705)."""

import base64
import hashlib
import ssl

import httpx2
import pytest
from joserfc.jwk import OctKey
from protect.tests.conftest import NOW
from protect.tests.proofs import ProofKey

from daemonry_protect import AccessError, ProtectMiddleware, access_token
from daemonry_protect.binding import UsedProofs
from daemonry_protect.dpop import MAX_AGE, NONCE_LIFETIME

pytestmark = pytest.mark.anyio

URL = "https://api.example/api/todolist"
KEY = ProofKey()
OTHER = ProofKey()
CERTIFICATE = b"the DER of a certificate"


def thumbprint(certificate):
    return base64.urlsafe_b64encode(hashlib.sha256(certificate).digest()).rstrip(b"=").decode()


@pytest.fixture
def token(authority, audience):
    return authority.token(audience, roles=["Read"], cnf=KEY.cnf)


@pytest.fixture
def present(validator, token):
    async def send(proof, *, scheme="DPoP", url=URL, method="GET", text=None, validator=validator):
        proofs = [proof] if isinstance(proof, str) else proof
        headers = [(b"authorization", f"{scheme} {text or token}".encode())]
        headers += [(b"dpop", one.encode("latin-1")) for one in proofs]
        return await validator.authenticate(headers, method=method, url=url)

    return send


async def refusal_of(awaitable):
    with pytest.raises(AccessError) as refusal:
        await awaitable
    return refusal.value


@pytest.mark.spec("RFC 9449", "7.1")
@pytest.mark.parametrize("scheme", ["DPoP", "dPOP", "DPOP"])
async def test_a_bound_token_with_its_proof_is_taken(present, token, scheme):
    accepted = await present(KEY.proof("GET", URL, token=token, at=NOW), scheme=scheme)
    assert accepted.roles == {"Read"}
    assert accepted.claims["cnf"] == KEY.cnf


@pytest.mark.parametrize("algorithm", ["ES384", "ES512", "EdDSA", "Ed25519", "PS256"])
async def test_keys_of_every_kind_serve(authority, audience, present, algorithm):
    key = ProofKey(algorithm)
    bound = authority.token(audience, cnf=key.cnf)
    assert await present(key.proof("GET", URL, token=bound, at=NOW), text=bound)


@pytest.mark.spec("RFC 9449", "7.2")
async def test_t12_a_bound_token_as_bearer_is_refused(present, validator, token):
    for error in (
        await refusal_of(present(KEY.proof("GET", URL, token=token, at=NOW), scheme="Bearer")),
        await refusal_of(validator.validate(token)),
    ):
        assert (error.status, error.refusal.error) == (401, "invalid_token")
        assert error.headers["www-authenticate"].startswith('DPoP error="invalid_token"')
        assert 'algs="ES256 ' in error.headers["www-authenticate"]


@pytest.mark.spec("RFC 9449", "7.1")
async def test_a_bearer_token_under_the_scheme_dpop_is_refused(authority, audience, present):
    bearer = authority.token(audience)
    error = await refusal_of(present(KEY.proof("GET", URL, token=bearer, at=NOW), text=bearer))
    assert error.refusal.error == "invalid_token"


def proof_of(**changes):
    def make(token):
        return KEY.proof("GET", URL, token=token, at=NOW, **changes)

    return make


def spoilt(token):
    head, body, signature = proof_of()(token).split(".")
    return f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


WRONG_PROOFS = {
    "no proof": lambda _: [],
    "two headers": lambda token: [proof_of()(token), proof_of()(token)],
    "no JWT": lambda _: "abc",
    "not ASCII": lambda _: "\xff.\xff.\xff",
    "two parts": lambda token: ".".join(proof_of()(token).split(".")[:2]),
    "no typ": proof_of(header={"typ": None}),
    "typ JWT": proof_of(header={"typ": "JWT"}),
    "no alg": proof_of(header={"alg": None}),
    "alg none": proof_of(header={"alg": "none"}),
    "alg HS256": proof_of(header={"alg": "HS256"}),
    "alg RS256": lambda token: ProofKey("RS256").proof("GET", URL, token=token, at=NOW),
    "alg of another key": proof_of(header={"alg": "PS256"}),
    "no jwk": proof_of(header={"jwk": None}),
    "jwk is private": proof_of(header={"jwk": KEY.key.as_dict(private=True)}),
    "jwk is symmetric": proof_of(header={"jwk": OctKey.generate_key(256).as_dict(private=True)}),
    "jwk of another": proof_of(header={"jwk": OTHER.jwk}),
    "jwk off the curve": proof_of(header={"jwk": KEY.jwk | {"x": "AA"}}),
    "a critical extension": proof_of(header={"crit": ["exp"]}),
    "a wrong signature": spoilt,
    "no jti": proof_of(jti=None),
    "an empty jti": proof_of(jti=""),
    "no htm": proof_of(htm=None),
    "another method": proof_of(htm="POST"),
    "the method in small letters": proof_of(htm="get"),
    "no htu": proof_of(htu=None),
    "another path": proof_of(htu=URL + "/1"),
    "another host": proof_of(htu=URL.replace("api.example", "evil.example")),
    "no iat": proof_of(iat=None),
    "iat is a text": proof_of(iat=str(NOW)),
    "one hour old": proof_of(iat=NOW - 3600),
    "one hour ahead": proof_of(iat=NOW + 3600),
    "no ath": proof_of(ath=None),
    "ath of another token": proof_of(ath="AAAA"),
    "a nonce that is a number": proof_of(nonce=7),
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", WRONG_PROOFS)
async def test_t12_a_wrong_proof_is_refused(present, token, case):
    error = await refusal_of(present(WRONG_PROOFS[case](token)))
    assert (error.status, error.refusal.error) == (401, "invalid_dpop_proof")
    assert error.headers["www-authenticate"].startswith('DPoP error="invalid_dpop_proof"')


@pytest.mark.spec("RFC 9449", "6.1")
async def test_t12_a_proof_of_another_key_is_refused(present, token):
    error = await refusal_of(present(OTHER.proof("GET", URL, token=token, at=NOW)))
    assert error.refusal.error == "invalid_token"


@pytest.mark.spec("RFC 9449", "11.1")
async def test_t12_a_proof_serves_once(present, token):
    proof = KEY.proof("GET", URL, token=token, at=NOW)
    await present(proof)
    error = await refusal_of(present(proof))
    assert error.refusal.error == "invalid_dpop_proof"


ACCEPTED = {
    "10 s old": proof_of(iat=NOW - 10),
    "10 s ahead": proof_of(iat=NOW + 10),
    "nbf and exp besides": proof_of(nbf=NOW - 1, exp=NOW + 60),
    "a query and a fragment": proof_of(htu=URL + "?a=b#c"),
    "the default port": proof_of(htu=URL.replace(".example", ".example:443")),
    "scheme and host in capitals": proof_of(htu=URL.replace("https://api", "HTTPS://API")),
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", ACCEPTED)
async def test_what_rfc_9449_calls_equal_is_accepted(present, token, case):
    assert await present(ACCEPTED[case](token))


@pytest.mark.spec("RFC 9449", "9")
async def test_a_nonce_is_demanded_and_given(make_validator, present, token, clock):
    validator = make_validator(dpop_nonce_key="shared by all processes")
    error = await refusal_of(
        present(KEY.proof("GET", URL, token=token, at=NOW), validator=validator)
    )
    assert (error.status, error.refusal.error) == (401, "use_dpop_nonce")
    nonce = error.headers["dpop-nonce"]
    assert await present(
        KEY.proof("GET", URL, token=token, at=NOW, nonce=nonce), validator=validator
    )
    clock.now += 2 * NONCE_LIFETIME
    late = KEY.proof("GET", URL, token=token, at=clock.now, nonce=nonce)
    assert (await refusal_of(present(late, validator=validator))).headers["dpop-nonce"] != nonce


async def test_the_memory_of_used_proofs_is_bounded_and_forgets_what_is_over(clock):
    use_once = UsedProofs(clock, limit=3)
    for number in range(5):
        assert await use_once(str(number), NOW + number)
    assert not await use_once("4", NOW + 4)
    clock.now += MAX_AGE
    assert await use_once("4", NOW + 2 * MAX_AGE)


async def test_a_store_of_the_api_can_remember_used_proofs(authority, audience, clock, token):
    from daemonry_protect import TokenValidator

    seen = []

    async def use_once(text, until):
        seen.append((text, until))
        return False

    validator = TokenValidator(
        authority.settings(audience), clock=clock, transport=authority.transport, use_once=use_once
    )
    headers = [
        (b"authorization", f"DPoP {token}".encode()),
        (b"dpop", KEY.proof("GET", URL, token=token, at=NOW).encode()),
    ]
    await refusal_of(validator.authenticate(headers, method="GET", url=URL))
    assert [until for _, until in seen] == [NOW + MAX_AGE]


@pytest.mark.spec("RFC 8705", "3")
async def test_a_token_bound_to_a_certificate_needs_that_certificate(
    authority, audience, validator
):
    bound = authority.token(audience, cnf={"x5t#S256": thumbprint(CERTIFICATE)})
    headers = [(b"authorization", f"Bearer {bound}".encode())]
    assert await validator.authenticate(headers, certificate=CERTIFICATE)
    for certificate in (None, b"another certificate"):
        error = await refusal_of(validator.authenticate(headers, certificate=certificate))
        assert (error.status, error.refusal.error) == (401, "invalid_token")


@pytest.mark.parametrize(
    "cnf", [{}, {"jwk": {}}, {"jkt": None}, {"x5t#S256": None}, "text", [], {"jkt": "a", "k": 1}]
)
async def test_a_binding_that_cannot_be_checked_is_never_taken(authority, audience, validator, cnf):
    bound = authority.token(audience, cnf=cnf)
    for scheme in ("Bearer", "DPoP"):
        headers = [(b"authorization", f"{scheme} {bound}".encode())]
        await refusal_of(validator.authenticate(headers, certificate=CERTIFICATE))


async def test_an_api_can_refuse_bearer_tokens_altogether(make_validator, authority, audience):
    validator = make_validator(require_bound_tokens=True)
    headers = [(b"authorization", f"Bearer {authority.token(audience)}".encode())]
    error = await refusal_of(validator.authenticate(headers))
    assert error.refusal.error == "invalid_token"
    missing = await refusal_of(validator.authenticate([]))
    assert missing.headers["www-authenticate"].startswith('DPoP algs="ES256')


async def whoami(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": access_token(scope).app_id.encode()})


def client_of(app):
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="https://api.example")


async def test_the_middleware_checks_the_proof_against_the_request(validator, token):
    async with client_of(ProtectMiddleware(whoami, validator)) as client:

        async def get(path, proof):
            headers = {"authorization": f"DPoP {token}", "dpop": proof}
            return (await client.get(path, headers=headers)).status_code

        assert await get("/api/todolist?x=1", KEY.proof("GET", URL, token=token, at=NOW)) == 200
        assert await get("/api/else", KEY.proof("GET", URL, token=token, at=NOW)) == 401
        assert (
            await get("/a%20b", KEY.proof("GET", "https://api.example/a%20b", token=token, at=NOW))
            == 200
        )


async def test_behind_a_proxy_the_public_url_counts(make_validator, token):
    validator = make_validator(public_url="https://public.example/")
    async with client_of(ProtectMiddleware(whoami, validator)) as client:
        proof = KEY.proof("GET", "https://public.example/x", token=token, at=NOW)
        headers = {"authorization": f"DPoP {token}", "dpop": proof}
        assert (await client.get("/x", headers=headers)).status_code == 200


async def test_the_middleware_finds_the_certificate_of_the_connection(
    authority, audience, validator
):
    bound = authority.token(audience, cnf={"x5t#S256": thumbprint(CERTIFICATE)})
    app = ProtectMiddleware(whoami, validator)

    async def over_tls(scope, receive, send):
        pem = ssl.DER_cert_to_PEM_cert(CERTIFICATE)
        scope["extensions"] = {"tls": {"client_cert_chain": [scope["path"][1:] or pem]}}
        await app(scope, receive, send)

    async with client_of(over_tls) as client:
        headers = {"authorization": f"Bearer {bound}"}
        assert (await client.get("/", headers=headers)).status_code == 200
        assert (await client.get("/no-pem", headers=headers)).status_code == 401
