"""Whose token stands for a client: only the one that a credential names, to the character."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.certificates import assemble

from daemonry.model.federated_credential import FederatedIdentityCredential
from daemonry.model.ids import KeyId
from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.external_issuer import OurIssuers, check_issuer
from daemonry.tokens.federation import compare

TEXT = st.text(min_size=1, max_size=30)
CREDENTIAL = FederatedIdentityCredential(KeyId("id"), "main", "", "", ("",))
OURS = OurIssuers(frozenset({"https://localhost:8443", "https://id.contoso.com"}))


def changed(text: str) -> st.SearchStrategy[str]:
    """Texts that are close to ``text``."""
    return st.sampled_from(
        [text, text + "/", text[:-1] or "x", text.upper(), text.lower(), text + " ", f" {text}"]
    )


@given(data=st.data(), issuer=TEXT, subject=TEXT, audience=TEXT)
def test_a_token_fits_exactly_when_all_three_are_equal(data: Any, issuer, subject, audience):
    claims = {
        "iss": data.draw(changed(issuer)),
        "sub": data.draw(changed(subject)),
        "aud": [data.draw(changed(audience)), "another"],
    }
    compared = compare(
        replace(CREDENTIAL, issuer=issuer, subject=subject, audiences=(audience,)),
        parse_client_assertion(assemble({"alg": "RS256"}, claims)),
    )
    assert compared.fits == (
        claims["iss"] == issuer and claims["sub"] == subject and audience in claims["aud"]
    )


@given(st.text(alphabet="https:/[]@?#%.0123456789aloch \\\n", max_size=60))
def test_any_text_is_an_issuer_or_a_refusal(text):
    try:
        host = check_issuer(text)
    except ValueError:
        return
    assert text.startswith("https://")
    assert host
    assert host in text.lower()
    assert not set("@?# \n\\") & set(text)


OUR_HOSTS = ["LocalHost:8443", "ID.contoso.com", "id.contoso.com:443", "localhost.:8443"]
OTHERS = [
    "https://localhost/",
    "https://localhost:8444/",
    "https://id.contoso.com.evil/",
    "https://contoso.com/",
    "https://[",
    "https://a:b",
    "x",
    "",
]


@given(path=st.text(alphabet="abc/.-", max_size=20), host=st.sampled_from(OUR_HOSTS))
def test_s15_whatever_stands_under_our_origins_is_ours(path, host):
    assert OURS.include(f"https://{host}/{path}")


@given(st.sampled_from(OTHERS))
def test_other_hosts_and_ports_are_not(issuer):
    assert not OURS.include(issuer)
