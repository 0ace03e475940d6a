"""The parsers of the authority never crash, whatever bytes arrive."""

import string
from urllib.parse import quote_plus, urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import instance_discovery
from daemonry.oauth.scope import parse_default_scope
from daemonry.oauth.token_request import correlation_id_of, parse_token_request

FORM = b"application/x-www-form-urlencoded"
NAMES = st.sampled_from(
    ["grant_type", "client_id", "client_secret", "scope", "claims", "client_assertion", "resource"]
)
PAIRS = st.tuples(NAMES.map(str.encode), st.binary(max_size=40)).map(b"=".join)
BODIES = st.one_of(st.binary(max_size=400), st.lists(PAIRS, max_size=12).map(b"&".join))


@given(body=BODIES, authorization=st.binary(max_size=80), query=st.binary(max_size=40))
@settings(deadline=None)
def test_t3_any_bytes_are_a_request_or_a_refusal(body, authorization, query):
    for version in (1, 2):
        try:
            parse_token_request(
                body,
                content_type=FORM,
                authorization=b"Basic " + authorization,
                query=query,
                version=version,
            )
        except OAuthError as refusal:
            assert str(refusal).isascii()


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(secret=TEXT, client_id=TEXT)
@settings(deadline=None)
def test_what_a_client_encodes_is_what_we_read(secret, client_id):
    body = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
            "scope": "x/.default",
        }
    )
    request = parse_token_request(
        body.encode(), content_type=FORM, authorization=b"", query=b"", version=2
    )
    assert (request.client_id, request.client_secret) == (client_id, secret)


@given(resource=st.text(string.ascii_letters + "/:.-", min_size=1))
def test_a_default_scope_round_trips(resource):
    assert parse_default_scope(f"{resource}/.default") == resource


@given(st.text(max_size=200))
def test_t3_any_text_is_an_assertion_or_a_refusal(text):
    for assertion in (text, f"a.{text}.c", f"a.{quote_plus(text)}.c"):
        try:
            assert parse_client_assertion(assertion).issuer
        except OAuthError as refusal:
            assert refusal.refusal.aadsts in {50027, 90014}


@given(st.text(max_size=120), st.binary(max_size=120))
def test_t3_any_query_is_answered_or_refused(text, raw):
    for query in (text, f"authorization_endpoint={text}", f"authorization_endpoint=https://{text}"):
        try:
            instance_discovery(query, origin="https://h", hosts={"h"})
        except OAuthError as refusal:
            assert refusal.refusal.aadsts in {50049, 50050}
    correlation_id_of(raw, raw, raw)
