"""The token request: what is read, and the first thing that is wrong."""

import base64
from urllib.parse import quote_plus, urlencode

import pytest

from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import correlation_id_of, parse_token_request

FORM = b"application/x-www-form-urlencoded"
GOOD = {
    "grant_type": "client_credentials",
    "client_id": "11111111-1111-1111-1111-111111111111",
    "client_secret": "s+/&é",
    "scope": "api://x/.default",
}


def parse(form=GOOD, *, body=None, content_type=FORM, authorization=b"", query=b"", version=2):
    return parse_token_request(
        urlencode(form).encode() if body is None else body,
        content_type=content_type,
        authorization=authorization,
        query=query,
        version=version,
    )


def without(*names, **more):
    return {name: value for name, value in GOOD.items() if name not in names} | more


def basic(user, password):
    pair = f"{quote_plus(user)}:{quote_plus(password)}".encode()
    return b"Basic " + base64.b64encode(pair)


def test_a_form_is_read_with_its_encoding():
    request = parse()
    assert request.client_secret == "s+/&é"
    assert request.scope == "api://x/.default"
    assert not request.uses_basic


def test_the_media_type_may_carry_a_charset_in_any_case():
    assert parse(content_type=b"Application/X-WWW-Form-urlencoded;charset=utf-8").scope


@pytest.mark.spec("RFC 6749", "2.3.1")
def test_basic_credentials_are_form_decoded():
    request = parse(
        without("client_id", "client_secret"), authorization=basic(GOOD["client_id"], "p:+ %é")
    )
    assert (request.client_id, request.client_secret) == (GOOD["client_id"], "p:+ %é")
    assert request.uses_basic


def test_unknown_parameters_are_ignored_even_when_doubled():
    assert parse(body=urlencode(GOOD).encode() + b"&x-client-SKU=a&x-client-SKU=b").client_id


def test_version_1_takes_resource_and_falls_back_to_scope():
    assert parse(without("scope", resource="api://x"), version=1).resource == "api://x"
    assert parse(version=1).scope == "api://x/.default"
    both = parse(GOOD | {"resource": "api://y"}, version=1)
    assert (both.resource, both.scope) == ("api://y", None)


def test_the_trailing_newline_of_an_assertion_file_is_stripped():
    form = without(
        "client_secret",
        client_assertion="a.b.c\n",
        client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    )
    assert parse(form).client_assertion == "a.b.c"


@pytest.mark.parametrize(
    ("claims", "capabilities"),
    [
        ('{"access_token":{"xms_cc":{"values":["CP1"]}}}', {"cp1"}),
        ('{"access_token":{"xms_cc":{"values":["cp1",1,null]}}}', {"cp1"}),
        ('{"access_token":{"xms_cc":{"values":["cp2"]}}}', set()),
        ('{"access_token":{"xms_cc":{"essential":true,"value":"Cp1"}}}', {"cp1"}),
        ('{"access_token":{"xms_cc":null},"id_token":null}', set()),
        ('{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}', set()),
        ('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}', set()),
        ('{"access_token":{"nbf":{"essential":true},"xms_cc":{"values":["CP1"]}}}', {"cp1"}),
        ("{}", set()),
    ],
)
def test_capabilities_are_read_from_claims(claims, capabilities):
    assert parse(GOOD | {"claims": claims}).capabilities == capabilities


MANY = b"&".join(b"a%d=1" % number for number in range(51))

REFUSED = {
    "no body": ({"body": b""}, 900144, "'grant_type'"),
    "JSON instead of a form": (
        {"body": b'{"grant_type":"client_credentials"}', "content_type": b"application/json"},
        900144,
        "'grant_type'",
    ),
    "no media type": ({"content_type": b""}, 900144, "'grant_type'"),
    "empty grant_type": ({"form": GOOD | {"grant_type": ""}}, 900144, "'grant_type'"),
    "another grant": ({"form": GOOD | {"grant_type": "password"}}, 70003, "'password'"),
    "no client_id": ({"form": without("client_id")}, 900144, "'client_id'"),
    "no scope": ({"form": without("scope")}, 900144, "'scope'"),
    "no resource on version 1": ({"form": without("scope"), "version": 1}, 900144, "'resource'"),
    "doubled client_id": (
        {"body": urlencode(GOOD).encode() + b"&client_id=2"},
        9000411,
        "client_id",
    ),
    "doubled secret": (
        {"body": urlencode(GOOD).encode() + b"&client_secret=2"},
        9000411,
        "client_secret",
    ),
    "not UTF-8": ({"body": urlencode(GOOD).encode() + b"&a=%ff"}, 9002313, "UTF-8"),
    "a NUL": ({"body": urlencode(GOOD).encode() + b"&a=%00"}, 9002313, "NUL"),
    "51 parameters": ({"body": MANY}, 9002313, "50 parameters"),
    "a long parameter": ({"body": b"a=" + b"x" * 32769}, 9002313, "too long"),
    "secret in the URL": ({"query": b"client_secret=x"}, 9002313, "URL"),
    "Basic that is not base64": ({"authorization": b"Basic ###"}, 9002313, "Basic"),
    "Basic without a colon": (
        {"authorization": b"Basic " + base64.b64encode(b"abc")},
        9002313,
        "Basic",
    ),
    "two methods": (
        {"authorization": basic(GOOD["client_id"], "x")},
        90023,
        "More than one client authentication method",
    ),
    "two clients": (
        {"form": without("client_secret"), "authorization": basic("other", "x")},
        7000110,
        "ambiguous",
    ),
    "assertion without type": (
        {"form": without("client_secret", client_assertion="a.b.c")},
        900144,
        "'client_assertion_type'",
    ),
    "claims that are not JSON": ({"form": GOOD | {"claims": "{"}}, 9002313, "not JSON"),
    "claims that are no object": ({"form": GOOD | {"claims": "[]"}}, 9002313, "no JSON object"),
    "claims of a token that are no object": (
        {"form": GOOD | {"claims": '{"access_token":[]}'}},
        9002313,
        "'access_token'",
    ),
    "a claim that is no object": (
        {"form": GOOD | {"claims": '{"access_token":{"nbf":1604106651}}'}},
        9002313,
        "'nbf'",
    ),
    "essential that is no boolean": (
        {"form": GOOD | {"claims": '{"id_token":{"acrs":{"essential":"true"}}}'}},
        9002313,
        "'acrs'",
    ),
    "values that are no list": (
        {"form": GOOD | {"claims": '{"access_token":{"xms_cc":{"values":"cp1"}}}'}},
        9002313,
        "'xms_cc'",
    ),
    "claims nested too deep": ({"form": GOOD | {"claims": "[" * 9000}}, 9002313, "not JSON"),
}


@pytest.mark.spec("RFC 6749", "5.2")
@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_request_is_refused_with_its_code(case):
    arguments, code, words = REFUSED[case]
    with pytest.raises(OAuthError) as caught:
        parse(**arguments)
    assert caught.value.refusal.aadsts == code
    assert words in str(caught.value)


def test_l3_secrets_do_not_show_in_repr():
    assert "s+/&" not in repr(parse())


GUID = "0f0e0d0c-0b0a-0908-0706-050403020100"


@pytest.mark.parametrize(
    ("header", "query", "body", "found"),
    [
        (GUID.upper().encode(), b"", b"", GUID),
        (b"", b"client-request-id=" + GUID.encode(), b"", GUID),
        (b"", b"", b"scope=x&client-request-id=" + GUID.encode() + b"&a=b", GUID),
        (b"not a guid", b"", b"", None),
        (b"", b"client-request-id=%0d%0ax", b"", None),
        (b"", b"", b"", None),
    ],
)
def test_the_correlation_identifier_comes_from_header_query_or_body(header, query, body, found):
    assert correlation_id_of(header, query, body) == found
