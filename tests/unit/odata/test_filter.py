"""``$filter`` in the forms that real tools send, and what is refused."""

from datetime import UTC, datetime

import pytest

from daemonry.odata.errors import ODataError
from daemonry.odata.filter import (
    AllOf,
    And,
    AnyOf,
    Comparison,
    EndsWith,
    In,
    Not,
    Or,
    StartsWith,
    conjunction,
    parse_filter,
)

GUID = "0f0e0d0c-0b0a-4908-8706-050403020100"

FORMS = {
    f"appId eq '{GUID}'": Comparison(("appid",), "eq", GUID),
    f"appId eq {GUID.upper()}": Comparison(("appid",), "eq", GUID),
    "DisplayName eq 'it''s'": Comparison(("displayname",), "eq", "it's"),
    "startswith(displayName,'to do')": StartsWith(("displayname",), "to do"),
    "startsWith(displayName, 'x')": StartsWith(("displayname",), "x"),
    "endswith(displayName,'x')": EndsWith(("displayname",), "x"),
    "identifierUris/any(s:s eq 'api://x')": AnyOf(
        ("identifieruris",), Comparison((), "eq", "api://x")
    ),
    "servicePrincipalNames/any(c:c eq 'x')": AnyOf(
        ("serviceprincipalnames",), Comparison((), "eq", "x")
    ),
    "targetResources/any(t:t/id eq 'x')": AnyOf(
        ("targetresources",), Comparison(("id",), "eq", "x")
    ),
    "tags/any()": AnyOf(("tags",), None),
    "tags/all(t:t ne 'x')": AllOf(("tags",), Comparison((), "ne", "x")),
    "owners/$count eq 0": Comparison(("owners", "$count"), "eq", 0),
    "initiatedBy/app/appId ne null": Comparison(("initiatedby", "app", "appid"), "ne", None),
    "accountEnabled eq true": Comparison(("accountenabled",), "eq", True),
    "createdDateTime ge 2026-01-02T03:04:05Z": Comparison(
        ("createddatetime",), "ge", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    ),
    "appId in ('a','b')": In(("appid",), ("a", "b")),
    "not startswith(displayName,'x')": Not(StartsWith(("displayname",), "x")),
    "a eq 1 and b eq 2": And((Comparison(("a",), "eq", 1), Comparison(("b",), "eq", 2))),
    "a eq 1 or b eq 2": Or((Comparison(("a",), "eq", 1), Comparison(("b",), "eq", 2))),
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_is_read(text):
    assert parse_filter(text) == FORMS[text]


def test_and_binds_closer_than_or_and_parentheses_closer_still():
    one, two, three = (Comparison((name,), "eq", 1) for name in "abc")
    assert parse_filter("a eq 1 or b eq 1 and c eq 1") == Or((one, And((two, three))))
    assert parse_filter("(a eq 1 or b eq 1) and c eq 1") == And((Or((one, two)), three))
    assert conjunction(parse_filter("a eq 1 and (b eq 1 and c eq 1)")) == (one, two, three)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "appId",
        "appId eq",
        "appId eq 'x",
        "appId eq 'x' and",
        "appId like 'x'",
        "startswith(displayName,1)",
        "a eq 1 b",
        "a eq 99999999999999999999",
        "a eq 2026-13-01T00:00:00Z",
        "x/any(y:y eq 1",
        "'; DROP TABLE applications; --",
        "(" * 30 + "a eq 1" + ")" * 30,
        " and ".join(["a eq 1"] * 201),
        "a eq '" + "x" * 4096 + "'",
    ],
)
def test_s20_anything_else_is_refused(text):
    with pytest.raises(ODataError) as caught:
        parse_filter(text)
    assert caught.value.refusal.status == 400
    assert str(caught.value).startswith("Invalid filter clause: ")
