"""Paths, query options, page tokens and bodies."""

import pytest

from daemonry.odata.body import parse_object
from daemonry.odata.errors import ODataError
from daemonry.odata.page import decode_skiptoken, encode_skiptoken, next_link
from daemonry.odata.path import Segment, parse_path
from daemonry.odata.query import parse_query

KEY = b"k" * 32
MINE = {"tenant": "t", "caller": "c", "query": "/applications?[]"}


def test_paths_are_read_with_their_key_forms():
    assert parse_path("/Applications(appId='it''s')/owners/$ref/") == (
        Segment("applications", "Applications", "it's", "appid"),
        Segment("owners", "owners"),
        Segment("$ref", "$ref"),
    )
    assert parse_path("/applications('x')")[0].key == "x"
    assert parse_path("/directoryObjects(0f-1)")[0].key == "0f-1"


@pytest.mark.parametrize(
    "path", ["/a//b", "/a/../b", "/a(", "/a('x'", "/a('x')b", "/a\n", "/" + "a" * 3000, "/a(b='x)"]
)
def test_t9_malformed_paths_are_refused(path):
    with pytest.raises(ODataError):
        parse_path(path)


def test_query_options_are_read_and_foreign_parameters_ignored():
    options = parse_query(b"$Select=id,%20appId&$top=5&$count=true&$filter=a%20eq%20%27b%27&x=1")
    assert options.select == ("id", "appId")
    assert (options.top, options.count, options.filter) == (5, True, "a eq 'b'")


@pytest.mark.parametrize(
    "query",
    [
        b"$top=0",
        b"$top=1000",
        b"$top=x",
        b"$top=-1",
        b"$count=1",
        b"$apply=x",
        b"$top=1&$top=2",
        b"$filter=%ff",
        b"$filter=" + b"x" * 9000,
    ],
)
def test_bad_query_options_are_refused(query):
    with pytest.raises(ODataError) as caught:
        parse_query(query)
    assert caught.value.refusal.status == 400


def test_the_page_size_message_is_the_documented_one():
    with pytest.raises(ODataError, match=r"Invalid page size specified: '1000'. Must be between 1"):
        parse_query(b"$top=1000")


def test_a_page_token_goes_on_where_the_page_ended():
    token = encode_skiptoken(KEY, **MINE, after="last")
    assert decode_skiptoken(KEY, token, **MINE) == "last"
    link = next_link("https://h/v1.0/applications", (("$top", "2"), ("$filter", "a b")), token)
    assert link == f"https://h/v1.0/applications?$top=2&$filter=a%20b&$skiptoken={token}"


@pytest.mark.parametrize("other", ["tenant", "caller", "query"])
def test_s20_a_page_token_of_another_tenant_caller_or_query_is_refused(other):
    token = encode_skiptoken(KEY, **MINE, after="last")
    with pytest.raises(ODataError):
        decode_skiptoken(KEY, token, **(MINE | {other: "x"}))


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000, "AAAA"])
def test_s20_a_made_up_page_token_is_refused(token):
    with pytest.raises(ODataError):
        decode_skiptoken(KEY, token, **MINE)


def test_bodies_are_objects():
    assert parse_object(b"") == {}
    assert parse_object(b' {"a": [1, {"b": null}]} ') == {"a": [1, {"b": None}]}


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"1",
        b"{",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
        b"\xff",
        b'{"a":' + b"1" * 4000 + b"}",
        b'{"a":' + b"[" * 40 + b"]" * 40 + b"}",
        b"[" * 100_000,
        b'{"a":"' + b"x" * 70_000 + b'"}',
        b'{"a":[' + b"1," * 1300 + b"1]}",
    ],
)
def test_t3_any_other_body_is_refused_in_graphs_words(body):
    with pytest.raises(ODataError, match="Unable to read JSON request payload"):
        parse_object(body)
