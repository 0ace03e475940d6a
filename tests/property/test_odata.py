"""The parsers of the management API never crash, whatever arrives."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from daemonry.odata.body import parse_object
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import Comparison, parse_filter
from daemonry.odata.page import decode_skiptoken, encode_skiptoken
from daemonry.odata.path import parse_path
from daemonry.odata.query import parse_query

WORDS = st.sampled_from(
    ["a", "eq", "and", "or", "not", "(", ")", "'x'", "1", "any", "/", ":", ",", "startswith", "in"]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
@settings(deadline=None)
def test_t3_any_text_is_a_filter_or_a_refusal(text):
    with suppress(ODataError):
        parse_filter(text)


@given(st.text(max_size=60))
def test_a_quoted_text_is_read_as_it_is(text):
    quoted = text.replace("'", "''")
    assert parse_filter(f"displayName eq '{quoted}'") == Comparison(("displayname",), "eq", text)


@given(st.text(max_size=200), st.binary(max_size=200))
@settings(deadline=None)
def test_t3_any_path_query_and_body_is_read_or_refused(text, raw):
    for parse, value in ((parse_path, text), (parse_query, raw), (parse_object, raw)):
        with suppress(ODataError):
            parse(value)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=50))
def test_s20_only_our_own_page_tokens_are_read(after, forged):
    place = {"tenant": "t", "caller": "c", "query": "q"}
    token = encode_skiptoken(b"k", **place, after=after)
    if len(token) <= 1024:
        assert decode_skiptoken(b"k", token, **place) == after
    with suppress(ODataError):
        assert forged == encode_skiptoken(
            b"k", **place, after=decode_skiptoken(b"k", forged, **place)
        )
