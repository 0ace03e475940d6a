"""How refusals look on the wire (RFC 6750 section 3)."""

import json
import re

import pytest

from daemonry_protect import AccessError, errors

CATALOGUE = [row for row in vars(errors).values() if isinstance(row, errors.Refusal)]
MEMBER = r'[a-z_]+="[\x20\x21\x23-\x5b\x5d-\x7e]*"'
CHALLENGE = re.compile(f"(?:Bearer|DPoP)( {MEMBER}(, {MEMBER})*)?")


@pytest.mark.parametrize("row", CATALOGUE, ids=lambda row: row.description[:40])
def test_every_refusal_can_be_sent(row):
    error = AccessError(row, claim="tid", needed="A", reason="B")
    assert "{" not in str(error)
    assert json.loads(error.body) == {"error": row.error, "error_description": str(error)}
    assert error.headers["cache-control"] == "no-store"
    if row.status < 500:
        assert CHALLENGE.fullmatch(error.headers["www-authenticate"])
    else:
        assert "www-authenticate" not in error.headers


@pytest.mark.spec("RFC 6750", "3.1")
def test_without_a_token_the_challenge_names_no_error():
    assert AccessError(errors.TOKEN_MISSING).headers["www-authenticate"] == "Bearer"


@pytest.mark.spec("RFC 6750", "3")
def test_a_bad_token_is_named_as_such():
    challenge = AccessError(errors.EXPIRED).headers["www-authenticate"]
    assert challenge == (
        'Bearer error="invalid_token", error_description="The access token has expired."'
    )


@pytest.mark.spec("RFC 6750", "3.1")
def test_a_missing_role_is_named_in_challenge_and_body():
    error = AccessError(errors.ROLE_MISSING, roles=("A.Read", "A.Write"), needed="A.Read, A.Write")
    assert error.status == 403
    assert 'scope="A.Read A.Write"' in error.headers["www-authenticate"]
    body = json.loads(error.body)
    assert body["required_roles"] == ["A.Read", "A.Write"]
    assert "consent" in body["error_description"]


def test_configured_names_cannot_break_out_of_the_challenge():
    role = 'A"\r\nSet-Cookie: x=1\\é'
    error = AccessError(errors.ROLE_MISSING, roles=(role,), needed=role)
    assert CHALLENGE.fullmatch(error.headers["www-authenticate"])
    assert json.loads(error.body)["required_roles"] == [role]
