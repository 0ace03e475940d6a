"""``daemonry federation test``: step by step, why a token would or would not do."""

from __future__ import annotations

import io
import json
import sys

import pytest
from tests.fakes.certificates import assemble, key
from tests.outbound.arrange import public_jwk

from daemonry.storage.system import SystemClock

DAEMON = "ciam-client-app"
ISSUER = "https://issuer.example"
SUBJECT = "repo:acme/todo:ref:refs/heads/main"
AUDIENCE = "api://AzureADTokenExchange"


def token(private=None, header=None, **changes):
    now = int(SystemClock().now().timestamp())
    claims = {"iss": ISSUER, "sub": SUBJECT, "aud": AUDIENCE, "iat": now, "exp": now + 600}
    return assemble({"alg": "RS256", "kid": "one"} | (header or {}), claims | changes, private)


@pytest.fixture
def trusting(tutorial, tmp_path):
    contoso, api, daemon = tutorial
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps({"keys": [public_jwk(key(), kid="one")]}))
    main = ["--issuer", ISSUER, "--subject", SUBJECT, "--jwks-file", str(jwks)]
    contoso.json("federation", "add", DAEMON, "main", *main)
    other = ["--issuer", "https://other.example", "--subject", "x"]
    contoso.json("federation", "add", DAEMON, "other", *other)

    def run(text, *options):
        file = tmp_path / "token.jwt"
        file.write_text(text + "\n")
        return contoso("federation", "test", DAEMON, "--token-file", str(file), *options)

    run.shell, run.api, run.daemon = contoso, api, daemon
    return run


def steps(answer):
    return {step["check"]: (step["outcome"], step["detail"]) for step in answer.json}


def test_a_token_that_fits_passes_every_step(trusting):
    answer = trusting(token(), "-o", "json")
    assert answer.code == 0, answer.err
    assert {check: outcome for check, (outcome, _) in steps(answer).items()} == {
        "token": "passed",
        "credential main": "passed",
        "match": "passed",
        "keys": "passed",
        "signature": "passed",
        "times": "passed",
    }
    assert "stands for" in answer.err


def test_the_token_may_come_from_standard_input_and_is_never_printed(trusting, monkeypatch):
    text = token()
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    answer = trusting.shell("federation", "test", DAEMON, "--token-file", "-")
    assert answer.code == 0
    assert text.rpartition(".")[2] not in answer.out + answer.err


WRONG = {
    "the issuer's slash": (
        {"iss": ISSUER + "/"},
        700211,
        "credential main",
        "only the slash at the end differs",
    ),
    "the subject's case": (
        {"sub": SUBJECT.upper()},
        7002138,
        "credential main",
        "upper and lower case differ",
    ),
    "a look-alike": (
        {"sub": SUBJECT.replace("a", "\u0430")},
        700213,
        "credential main",
        "repo:\\u0430cme",
    ),
    "a line break": ({"sub": SUBJECT + "\n"}, 700213, "credential main", "only blanks around it"),
    "the audience": ({"aud": "api://x"}, 700212, "credential main", "'api://x' in the token"),
    "the time": ({"exp": 1}, 700024, "times", "not within its valid time range"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_where_it_is_found(trusting, case):
    changes, code, check, words = WRONG[case]
    answer = trusting(token(**changes), "-o", "json")
    assert answer.code == 1
    assert f"AADSTS{code}:" in answer.err
    outcome, detail = steps(answer)[check]
    assert outcome == "failed"
    assert words in detail


def test_a_forged_signature_fails_that_step(trusting):
    answer = trusting(token(key("mallory")), "-o", "json")
    assert steps(answer)["signature"][0] == "failed"
    assert "times" not in steps(answer)


def test_what_is_no_token_is_told(trusting):
    answer = trusting("no token", "-o", "json")
    assert answer.code == 1
    assert list(steps(answer)) == ["token"]


def test_an_assertion_of_the_client_itself_is_told_apart(trusting):
    app_id = trusting.daemon["app_id"]
    answer = trusting(token(iss=app_id, sub=app_id), "-o", "json")
    assert answer.code == 1
    assert "certificates count" in steps(answer)["token"][1]


def test_offline_nothing_is_fetched_and_that_is_said(trusting):
    answer = trusting(token(iss="https://other.example", sub="x"), "--offline", "-o", "json")
    assert answer.code == 0
    assert steps(answer)["keys"][0] == "not checked"
    assert "stands for" not in answer.err


def test_pinned_keys_are_shown_and_given_up_again(trusting):
    assert trusting.shell.json("federation", "show", DAEMON, "main")["keys"] == "pinned"
    changed = trusting.shell.json("federation", "update", DAEMON, "main", "--fetch-keys")
    assert changed["keys"] == "fetched"
