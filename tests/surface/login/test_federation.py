"""A token of another issuer as a credential: whose, for whom, signed how, and nothing else."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import httpx2
import pytest
from tests.fakes.certificates import ASSERTION_TYPE, assemble, b64, key
from tests.outbound.arrange import CONFIGURATION, KEYS, answer, ca_file, public_jwk, site
from tests.surface.login.arrange import NOW, ORIGIN, READ, Server, opened_server
from tests.surface.login.test_token import claims_of, refusal

from daemonry.directory.federated_credentials import (
    FederationRules,
    NewFederatedCredential,
    add_federated_credential,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.graph.records import sign_in
from daemonry.model.federated_credential import ClaimsMatchingExpression
from daemonry.oauth.external_issuer import OurIssuers

SECONDS = int(NOW.timestamp())
AUDIENCE = "api://AzureADTokenExchange"
SUBJECT = "system:serviceaccount:default:todo"
ANYONE = FederationRules(OurIssuers(frozenset()))
"""Rules that let a test store what the directory would refuse."""


class Workload:
    """A daemon that trusts a real issuer on loopback, and the tokens of that issuer."""

    def __init__(self, server, foreign):
        self.server, self.foreign = server, foreign
        self.daemon = server.register_daemon()
        self.object_id = self.daemon.application.object_id
        self.issuer = foreign.publish(public_jwk(key(), kid="one", use="sig", alg="RS256"))

    def trust(self, **different):
        new = NewFederatedCredential("main", self.issuer, SUBJECT, (AUDIENCE,))
        return self.server.change(
            add_federated_credential, self.object_id, replace(new, **different), ANYONE
        )

    def claims(self, **changes):
        claims = {
            "iss": self.issuer,
            "sub": SUBJECT,
            "aud": AUDIENCE,
            "iat": SECONDS,
            "nbf": SECONDS,
            "exp": SECONDS + 3600,
        } | changes
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, private=None, header=None, **changes):
        return assemble(
            {"alg": "RS256", "kid": "one"} | (header or {}), self.claims(**changes), private
        )

    def form(self, assertion=None, **changes):
        return self.server.form(
            **{
                "client_id": self.daemon.application.app_id,
                "client_secret": None,
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": assertion or self.token(),
            }
            | changes
        )

    def send(self, assertion=None, **changes):
        path = f"/{self.server.tenant.tenant_id}/oauth2/v2.0/token"
        return self.server.send("POST", path, data=self.form(assertion, **changes))

    def sign_ins(self):
        listing = self.server.services.sign_in_log.list_newest
        return self.server.run(listing(self.server.tenant.tenant_id))


@pytest.fixture
def workload(tmp_path):
    settings = {
        "private_issuer_hosts": ("localhost",),
        "private_issuer_ca": ca_file(tmp_path),
    }
    with opened_server(tmp_path / "data", kind=Server, **settings) as server:
        opening = site()
        foreign = server.run(opening.__aenter__())
        yield Workload(server, foreign)
        server.run(opening.__aexit__(None, None, None))


def test_a_token_of_a_trusted_issuer_gets_a_token_that_says_how_the_client_was_proved(workload):
    credential = workload.trust()
    workload.server.assign(workload.daemon, READ)
    claims = claims_of(workload.send())
    assert claims["azpacr"] == "2"
    assert claims["roles"] == ["ToDoList.Read.All"]
    record = workload.sign_ins()[0]
    assert record.credential_type == "federatedIdentityCredential"
    assert record.credential_key_id == credential.credential_id
    assert record.error_code == 0


def test_keys_are_fetched_once_for_many_requests(workload):
    workload.trust()
    for _ in range(5):
        assert workload.send().status_code == 200
    assert workload.foreign.asked == [CONFIGURATION, KEYS]


def test_the_trailing_newline_of_a_token_file_is_nothing(workload):
    workload.trust()
    assert workload.send(workload.token() + "\n").status_code == 200


def test_an_audience_among_others_will_do(workload):
    workload.trust()
    audience = ["https://kubernetes.default.svc", AUDIENCE]
    assert workload.send(workload.token(aud=audience)).status_code == 200


def test_without_a_client_id_nobody_knows_whose_token_it_is(workload):
    workload.trust()
    assert refusal(workload.send(client_id=None)) == (401, "invalid_client", 7000110)


def test_an_application_that_trusts_nobody(workload):
    assert refusal(workload.send()) == (401, "invalid_client", 70025)
    assert workload.foreign.asked == []


MISMATCHES = {
    "another issuer": ({"iss": "https://issuer.example"}, 700211),
    "the issuer with a slash": ({"iss": "{issuer}/"}, 700211),
    "the issuer in capitals": ({"iss": "{ISSUER}"}, 700211),
    "another audience": ({"aud": "api://other"}, 700212),
    "the audience in another case": ({"aud": AUDIENCE.lower()}, 700212),
    "a part of the audience": ({"aud": AUDIENCE[:-1]}, 700212),
    "audiences without ours": ({"aud": ["api://other", AUDIENCE + "/"]}, 700212),
    "another subject": ({"sub": "system:serviceaccount:default:other"}, 700213),
    "a longer subject": ({"sub": SUBJECT + ":x"}, 700213),
    "a subject with a blank": ({"sub": SUBJECT + " "}, 700213),
    "a subject with a line break": ({"sub": SUBJECT + "\n"}, 700213),
    "a subject with a NUL": ({"sub": SUBJECT + "\0"}, 700213),
    "a wildcard for a subject": ({"sub": "*"}, 700213),
    "a look-alike": ({"sub": SUBJECT.replace("o", "\u043e")}, 700213),
    "the subject in another case": ({"sub": SUBJECT.upper()}, 7002138),
    "issuer, audience and subject": ({"iss": "https://x.example", "aud": "y", "sub": "z"}, 700211),
    "audience and subject": ({"aud": "y", "sub": "z"}, 700212),
}


@pytest.mark.parametrize("case", MISMATCHES)
def test_s13_f4_what_does_not_match_exactly_is_refused_and_nothing_is_fetched(workload, case):
    changes, code = MISMATCHES[case]
    workload.trust()
    filled = {
        name: value.format(issuer=workload.issuer, ISSUER=workload.issuer.upper())
        if isinstance(value, str)
        else value
        for name, value in changes.items()
    }
    assert refusal(workload.send(workload.token(**filled))) == (401, "invalid_client", code)
    assert workload.foreign.asked == []
    assert workload.sign_ins()[0].error_code == code


def test_each_part_must_match_in_one_and_the_same_credential(workload):
    workload.trust()
    workload.trust(name="other", audiences=("api://other",), subject="other")
    mixed = workload.send(workload.token(aud="api://other"))
    assert refusal(mixed) == (401, "invalid_client", 700213)
    assert workload.send(workload.token(aud="api://other", sub="other")).status_code == 200


def test_an_expression_stands_for_a_subject(workload):
    workload.trust(
        subject=None,
        claims_matching_expression=ClaimsMatchingExpression(
            "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/main'"
            " and claims['job_workflow_ref'] matches 'contoso/ci/.github/workflows/?eploy.yml@*'"
        ),
    )
    good = {
        "sub": "repo:contoso/todo:ref:refs/heads/main",
        "job_workflow_ref": "contoso/ci/.github/workflows/deploy.yml@refs/heads/main",
    }
    assert workload.send(workload.token(**good)).status_code == 200
    for different in ({"sub": good["sub"] + "2"}, {"job_workflow_ref": None}):
        sent = workload.send(workload.token(**good | different))
        assert refusal(sent) == (401, "invalid_client", 700213)


def test_s15_a_token_of_this_server_stands_for_no_client(workload):
    own = workload.server.token().json()["access_token"]
    claims = claims_of(workload.server.token())
    workload.trust(issuer=claims["iss"], audiences=(claims["aud"],), subject=claims["sub"])
    assert refusal(workload.send(own)) == (401, "invalid_client", 700222)


@pytest.mark.parametrize(
    "host", ["localhost:8443", "LOCALHOST:8443", "127.0.0.1:8443", "localhost.:8443"]
)
def test_s15_nor_does_one_under_any_of_its_names_and_any_tenant(workload, host):
    issuer = f"https://{host}/99999999-9999-4999-8999-999999999999/v2.0"
    workload.trust(issuer=issuer)
    assert refusal(workload.send(workload.token(iss=issuer))) == (401, "invalid_client", 700222)


ALGORITHMS = {
    "RS256": "rsa",
    "RS384": "rsa",
    "RS512": "rsa",
    "PS256": "rsa",
    "PS384": "rsa",
    "PS512": "rsa",
    "ES256": "p256",
    "ES384": "p384",
    "ES512": "p521",
    "EdDSA": "ed25519",
    "Ed25519": "ed25519",
}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_published_key_says_which_algorithms_count(workload, algorithm):
    private = key(ALGORITHMS[algorithm])
    workload.foreign.publish(public_jwk(private, kid="one"))
    workload.trust()
    token = workload.token(private, {"alg": algorithm})
    assert workload.send(token).status_code == 200


FORGERIES = {
    "no signature": (lambda w: w.token().rpartition(".")[0] + ".", 700027),
    "another key's signature": (lambda w: w.token(key("mallory")), 700027),
    "claims changed afterwards": (
        lambda w: _with_claims(w.token(), w.claims(exp=SECONDS + 7200)),
        700027,
    ),
    "a signature of another kind": (lambda w: w.token(header={"alg": "RS512"}), 7000272),
    "an unknown key": (lambda w: w.token(header={"kid": "two"}), 7000272),
    "the key's name in another case": (lambda w: w.token(header={"kid": "ONE"}), 7000272),
    "a key of its own": (
        lambda w: w.token(key("mallory"), {"jwk": public_jwk(key("mallory")), "kid": "mallory"}),
        7000272,
    ),
    "a place for keys": (
        lambda w: w.token(key("mallory"), {"jku": "https://localhost:1/", "kid": "mallory"}),
        7000272,
    ),
    "no algorithm": (lambda w: w.token(header={"alg": "none"}), 5002738),
    "HMAC": (lambda w: w.token(header={"alg": "HS256"}), 5002738),
    "an algorithm in small letters": (lambda w: w.token(header={"alg": "rs256"}), 5002738),
}


def _with_claims(token, claims):
    header, _, signature = token.split(".")
    return f"{header}.{b64(claims)}.{signature}"


@pytest.mark.parametrize("case", FORGERIES)
def test_s7_a_forged_token_is_refused(workload, case):
    forge, code = FORGERIES[case]
    workload.trust()
    assert refusal(workload.send(forge(workload))) == (401, "invalid_client", code)


def test_s7_a_key_published_for_one_algorithm_verifies_no_other(workload):
    workload.foreign.publish(public_jwk(key(), kid="one", alg="PS256"))
    workload.trust()
    assert refusal(workload.send()) == (401, "invalid_client", 7000272)
    assert workload.send(workload.token(header={"alg": "PS256"})).status_code == 200


def test_a_token_without_a_key_name_means_the_only_key_of_its_kind(workload):
    workload.trust()
    unnamed = assemble({"alg": "RS256"}, workload.claims())
    workload.foreign.publish(public_jwk(key(), kid="one"), public_jwk(key("p256"), kid="two"))
    assert workload.send(unnamed).status_code == 200


def test_a_token_without_a_key_name_means_none_of_several(workload):
    workload.trust()
    unnamed = assemble({"alg": "RS256"}, workload.claims())
    workload.foreign.publish(public_jwk(key(), kid="one"), public_jwk(key("rsa"), kid="two"))
    assert refusal(workload.send(unnamed)) == (401, "invalid_client", 7000272)


def test_a_new_key_of_the_issuer_counts_at_once(workload):
    workload.trust()
    assert workload.send().status_code == 200
    workload.foreign.publish(public_jwk(key("rsa"), kid="two"))
    assert workload.send(workload.token(key("rsa"), {"kid": "two"})).status_code == 200


TIMES = {
    "no expiry": {"exp": None},
    "expired beyond the skew": {"exp": SECONDS - 301},
    "not yet valid": {"nbf": SECONDS + 301},
    "issued in the future": {"iat": SECONDS + 301},
    "a life of more than a day": {"exp": SECONDS + 24 * 3600 + 1},
}
GOOD_TIMES = {
    "expired within the skew": {"exp": SECONDS - 299},
    "early within the skew": {"nbf": SECONDS + 299, "iat": SECONDS + 299},
    "no start": {"nbf": None, "iat": None},
    "fractions": {"exp": SECONDS + 60.5, "iat": SECONDS + 0.25},
    "a life of a day": {"exp": SECONDS + 24 * 3600},
}


@pytest.mark.parametrize("case", TIMES)
def test_a_token_outside_its_time_is_refused(workload, case):
    workload.trust()
    sent = workload.send(workload.token(**TIMES[case]))
    assert refusal(sent) == (401, "invalid_client", 700024)


@pytest.mark.parametrize("case", GOOD_TIMES)
def test_clocks_may_differ_by_five_minutes(workload, case):
    workload.trust()
    assert workload.send(workload.token(**GOOD_TIMES[case])).status_code == 200


def test_s10_the_signature_comes_before_the_times(workload):
    workload.trust()
    forged = workload.token(key("mallory"), exp=SECONDS - 9999)
    assert refusal(workload.send(forged)) == (401, "invalid_client", 700027)


def test_s18_a_change_counts_from_the_next_request_on(workload):
    workload.trust()
    assert workload.send().status_code == 200
    change = {"subject": "other"}
    workload.server.change(
        update_federated_credential, workload.object_id, "main", ANYONE, **change
    )
    assert refusal(workload.send()) == (401, "invalid_client", 700213)
    assert workload.send(workload.token(sub="other")).status_code == 200
    workload.server.change(remove_federated_credential, workload.object_id, "main")
    assert refusal(workload.send(workload.token(sub="other"))) == (401, "invalid_client", 70025)


def test_s1_a_credential_of_one_client_opens_no_other(workload):
    workload.trust()
    other = workload.server.register_daemon().application.app_id
    assert refusal(workload.send(client_id=other)) == (401, "invalid_client", 70025)


def test_pinned_keys_are_used_and_nothing_is_fetched(workload):
    jwks = json.dumps({"keys": [public_jwk(key("pinned"), kid="one")]})
    workload.trust(pinned_jwks=jwks)
    assert refusal(workload.send()) == (401, "invalid_client", 700027)
    assert workload.send(workload.token(key("pinned"))).status_code == 200
    assert workload.foreign.asked == []


def test_f5_why_keys_cannot_be_had_is_for_the_record_only(workload, tmp_path):
    answers = {
        "not found": answer(b"", status="404 Not Found"),
        "no HTTP": b"SSH-2.0-OpenSSH\r\n",
        "another issuer": answer({"issuer": "https://x.example", "jwks_uri": "https://x.example"}),
        "a place of ours": None,
        "nobody listens": None,
    }
    issuers = {case: f"{workload.foreign.url}/{number}" for number, case in enumerate(answers)}
    issuers["a place of ours"] = "https://127.0.0.1:1/x"
    issuers["nobody listens"] = "https://localhost:1/x"
    for number, case in enumerate(answers):
        at = f"/{number}{CONFIGURATION}"
        if answers[case] is not None:
            workload.foreign.answers[at] = answers[case]
        workload.trust(name=f"case-{number}", issuer=issuers[case])
    # A failure lasts the whole five seconds that a fetch may take; here they pass together.
    bodies, reasons = set(), set()

    async def send(issuer):
        form = workload.form(workload.token(iss=issuer))
        transport = httpx2.ASGITransport(workload.server.app)
        async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            tenant_id = workload.server.tenant.tenant_id
            return await client.post(f"/{tenant_id}/oauth2/v2.0/token", data=form)

    async def all_at_once():
        return await asyncio.gather(*map(send, issuers.values()))

    for response in workload.server.run(all_at_once()):
        assert refusal(response) == (400, "invalid_request", 90061)
        bodies.add(response.json()["error_description"].split(" Trace ID")[0])
    for record in workload.sign_ins():
        reasons.add(record.failure_reason)
    assert bodies == {"AADSTS90061: Request to External OIDC endpoint failed."}
    assert len(reasons) == len(answers)
    assert not any("OpenSSH" in reason for reason in reasons)


def test_graph_shows_which_credential_a_sign_in_used(workload):
    credential = workload.trust()
    workload.send()
    shown = sign_in(workload.sign_ins()[0])
    assert shown["federatedCredentialId"] == credential.credential_id
    assert shown["servicePrincipalCredentialKeyId"] is None
    assert shown["clientCredentialType"] == "federatedIdentityCredential"
