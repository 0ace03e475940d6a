"""Challenges and verifiers, by the vector of the standard."""

from __future__ import annotations

import pytest

from daemonry.oauth.pkce import challenge_of, is_challenge, verifier_fits

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.spec("RFC 7636", "B")
def test_the_vector_of_the_standard_fits():
    assert challenge_of(VERIFIER) == CHALLENGE
    assert is_challenge(CHALLENGE)
    assert verifier_fits(VERIFIER, CHALLENGE)


@pytest.mark.spec("RFC 7636", "4.1")
@pytest.mark.parametrize("verifier", ["", "v" * 42, "v" * 129, "v" * 42 + "!", CHALLENGE])
def test_what_is_no_verifier_never_fits(verifier):
    assert not verifier_fits(verifier, challenge_of(verifier)) or verifier == CHALLENGE
    assert not verifier_fits(verifier, CHALLENGE)
