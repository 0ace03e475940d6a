"""Application ID URIs: which forms prove whose they are, and which only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, NOW

from daemonry.directory.identifier_rules import check_identifier_uris, is_at_domain
from daemonry.model.application import ApiSettings, Application
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    HOST_NAME_NOT_VERIFIED,
    IDENTIFIER_URI_FORM,
    INVALID_PROPERTY,
    TOO_LONG,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import AppId, ObjectId
from daemonry.model.tenant import Domain, Tenant

APP = "aaaaaaaa-0000-4000-8000-000000000001"
OTHER = "bbbbbbbb-0000-4000-8000-000000000002"
TENANT = Tenant(
    CONTOSO,
    "Contoso",
    "contoso",
    (
        Domain("contoso.onmicrosoft.com", is_initial=True, is_default=True, is_verified=True),
        Domain("contoso.com", is_initial=False, is_default=False, is_verified=True),
        Domain("unproved.com", is_initial=False, is_default=False, is_verified=False),
    ),
    NOW,
)


def application(*uris, version=None, **changes):
    plain = Application(
        tenant_id=CONTOSO,
        object_id=ObjectId(OTHER),
        app_id=AppId(APP),
        display_name="api",
        created_at=NOW,
        identifier_uris=uris,
        api=ApiSettings(version),
    )
    return replace(plain, **changes)


def refusal(*uris, version=None, **changes):
    with pytest.raises(InvalidError) as refused:
        check_identifier_uris(application(*uris, version=version, **changes), TENANT)
    assert refused.value.target == "identifierUris"
    return refused.value.rule


@pytest.mark.parametrize(
    "uri",
    [
        f"api://{APP}",
        f"api://{APP}/sub",
        f"api://{APP.upper()}",
        f"api://{CONTOSO}/{APP}",
        f"api://{CONTOSO}/todo",
        f"api://todo/{APP}",
        f"api://localhost:3000/{APP}",
        "api://api.contoso.com/todo",
        "https://contoso.onmicrosoft.com/todo",
        "https://contoso.com",
        "https://contoso.com/todo",
        "https://CONTOSO.com/Todo",
        "https://api.contoso.com",
        "https://a.b.contoso.com/x/y",
        f"urn:contoso:{APP}",
        f"urn:x:{CONTOSO}:todo",
        "urn:app:contoso.com",
    ],
)
@pytest.mark.parametrize("version", [None, 1, 2])
def test_a_proved_identifier_is_accepted_for_every_token_version(uri, version):
    check_identifier_uris(application(uri, version=version), TENANT)


@pytest.mark.parametrize(
    "uri",
    [
        "api://todo",
        "api://todo/list",
        "api://contoso.com.evil.example/x",
        "api://notcontoso.com/x",
        f"api://{CONTOSO}",
        f"api://todo/more/{APP}",
        "urn:todo:list",
    ],
)
def test_an_unproved_identifier_is_only_for_version_2_tokens(uri):
    check_identifier_uris(application(uri, version=2), TENANT)
    assert refusal(uri) == IDENTIFIER_URI_FORM
    assert refusal(uri, version=1) == IDENTIFIER_URI_FORM


@pytest.mark.parametrize("version", [None, 2])
@pytest.mark.parametrize(
    ("uri", "rule"),
    [
        (f"api://{OTHER}", IDENTIFIER_URI_FORM),
        (f"api://{OTHER}/{APP}", IDENTIFIER_URI_FORM),
        (f"api://{FABRIKAM}/todo", IDENTIFIER_URI_FORM),
        (f"api://{GRAPH_APP_ID}", IDENTIFIER_URI_FORM),
        ("http://contoso.com/todo", IDENTIFIER_URI_FORM),
        ("ftp://contoso.com/todo", IDENTIFIER_URI_FORM),
        ("todo", IDENTIFIER_URI_FORM),
        ("HTTPS://contoso.com/todo", IDENTIFIER_URI_FORM),
        ("https://graph.microsoft.com", HOST_NAME_NOT_VERIFIED),
        ("https://fabrikam.com/todo", HOST_NAME_NOT_VERIFIED),
        ("https://unproved.com/todo", HOST_NAME_NOT_VERIFIED),
        ("https://evilcontoso.com/todo", HOST_NAME_NOT_VERIFIED),
        ("https://contoso.com.evil.example", HOST_NAME_NOT_VERIFIED),
        ("https://other.onmicrosoft.com/todo", HOST_NAME_NOT_VERIFIED),
        ("https://contoso.com@evil.example/x", INVALID_PROPERTY),
        ("https://evil.example@contoso.com/x", INVALID_PROPERTY),
        ("https://contoso.com:8443/x", INVALID_PROPERTY),
        ("https://contoso.com:x/x", INVALID_PROPERTY),
        ("https:///todo", INVALID_PROPERTY),
        ("https://contoso.com/", INVALID_PROPERTY),
        (f"api://{APP}/", INVALID_PROPERTY),
        ("api://", INVALID_PROPERTY),
        ("api:///x", INVALID_PROPERTY),
        (f"api://{APP}//x", INVALID_PROPERTY),
        (f"api://{OTHER}?{APP}", INVALID_PROPERTY),
        (f"api://{OTHER}#x", INVALID_PROPERTY),
        (f"api://x@{OTHER}", INVALID_PROPERTY),
        ("api://todo*", INVALID_PROPERTY),
        ("https://*.contoso.com/x", INVALID_PROPERTY),
        ("https://contoso.com/%74odo", INVALID_PROPERTY),
        ("https://contoso.com/t\u043edo", INVALID_PROPERTY),
        ("https://contoso.com/to do", INVALID_PROPERTY),
        ("https://contoso.com\\todo", INVALID_PROPERTY),
        ("https://contoso.com/todo\n", INVALID_PROPERTY),
        ("", INVALID_PROPERTY),
    ],
)
def test_an_identifier_that_claims_what_is_not_ours_is_always_refused(uri, rule, version):
    assert refusal(uri, version=version) == rule


def test_255_characters_fit_and_one_more_does_not():
    start = f"api://{APP}/"
    check_identifier_uris(application(start + "x" * (255 - len(start))), TENANT)
    assert refusal(start + "x" * (256 - len(start))) == TOO_LONG


def test_case_makes_no_second_identifier():
    assert refusal("https://contoso.com/a", "https://contoso.com/A") == DUPLICATE_VALUE


def test_a_personal_application_has_narrower_limits():
    personal = {"version": 2, "sign_in_audience": "PersonalMicrosoftAccount"}
    start = f"api://{APP}/"
    assert refusal(start + "x" * (121 - len(start)), **personal) == TOO_LONG
    assert refusal(*(f"{start}{n}" for n in range(51)), **personal) == TOO_MANY
    assert refusal(f"urn:x:{APP}", **personal) == IDENTIFIER_URI_FORM


def test_the_refusal_says_what_would_be_free():
    with pytest.raises(InvalidError) as refused:
        check_identifier_uris(application("api://todo"), TENANT)
    assert f"api://{APP}" in refused.value.hint
    assert "api://todo" in str(refused.value)


@pytest.mark.parametrize(
    ("uri", "rests"),
    [
        ("https://contoso.com/x", True),
        ("https://api.contoso.com", True),
        ("https://contoso.net/contoso.com", False),
        ("https://notcontoso.com", False),
        ("api://api.contoso.com/x", True),
        ("urn:app:contoso.com", True),
        (f"api://{APP}", False),
    ],
)
def test_a_domain_knows_which_identifiers_rest_on_it(uri, rests):
    assert is_at_domain(uri, "contoso.com") is rests
