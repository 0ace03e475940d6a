"""The validator of applications: every limit at its edge, on the object as it will be stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.directory.arrange import CONTOSO, HASH_KEYS, NOW

from daemonry.directory.application_rules import count_manifest_entries, validate_application
from daemonry.model.application import (
    SIGN_IN_AUDIENCES,
    ApiSettings,
    Application,
    AppRole,
    InformationalUrls,
    OptionalClaim,
    OptionalClaims,
    RequiredResourceAccess,
    ResourceAccess,
    WebSettings,
)
from daemonry.model.credential import PasswordCredential
from daemonry.model.errors import (
    AUDIENCE_NEEDS_VERSION_2,
    DUPLICATE_VALUE,
    ENABLED_ENTITLEMENT,
    INVALID_PROPERTY,
    MANIFEST_TOO_LARGE,
    READ_ONLY_PROPERTY,
    REDIRECT_URI,
    REQUIRED_PROPERTY,
    TOO_LONG,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.ids import AppId, KeyId, ObjectId, RoleId
from daemonry.model.secret import digest_secret
from daemonry.model.tenant import Domain, Tenant

TENANT = Tenant(
    CONTOSO,
    "Contoso",
    "contoso",
    (Domain("contoso.onmicrosoft.com", is_initial=True, is_default=True, is_verified=True),),
    NOW,
)
PERSONAL = {"sign_in_audience": "PersonalMicrosoftAccount", "api": ApiSettings(2)}


def guid(number):
    return f"aaaaaaaa-0000-4000-8000-{number:012x}"


PLAIN = Application(
    tenant_id=CONTOSO,
    object_id=ObjectId(guid(1)),
    app_id=AppId(guid(2)),
    display_name="api",
    created_at=NOW,
)


def asked(resources, each):
    return tuple(
        RequiredResourceAccess(
            AppId(guid(1000 + resource)),
            tuple(ResourceAccess(RoleId(guid(number)), "Role") for number in range(each)),
        )
        for resource in range(resources)
    )


def addresses(count):
    return tuple(f"https://contoso.example/{number}" for number in range(count))


def secrets(count):
    digest = digest_secret(HASH_KEYS, CONTOSO, PLAIN.app_id, "x")
    return tuple(
        PasswordCredential(KeyId(guid(number)), None, NOW, NOW, "abc", digest)
        for number in range(count)
    )


def check(previous=None, **changes):
    validate_application(replace(PLAIN, **changes), previous, TENANT)


def refusal(previous=None, **changes):
    with pytest.raises(InvalidError) as refused:
        check(previous, **changes)
    return refused.value


FITS = {
    "a name of 120 characters": {"display_name": "n" * 120},
    "a personal name of 90 characters": {"display_name": "n" * 90, **PERSONAL},
    "a description of 1,024 characters in lines": {"description": "d\n" * 512},
    "notes of 1,024 characters": {"notes": "n" * 1024},
    "no description": {"description": ""},
    "50 APIs with 400 permissions": {"required_resource_access": asked(50, 8)},
    "an API nothing is asked of": {"required_resource_access": asked(1, 0)},
    "a scope asked for": {
        "required_resource_access": (
            RequiredResourceAccess(AppId(guid(1)), (ResourceAccess(RoleId(guid(2)), "Scope"),)),
        )
    },
    "a logout address of 255 characters": {
        "web": WebSettings(logout_url="https://a.example/".ljust(255, "x"))
    },
    "redirects to https and to this machine": {
        "web": WebSettings(redirect_uris=("https://a.example/cb", "http://localhost:3000/cb")),
        "spa_redirect_uris": ("http://127.0.0.1/cb",),
    },
    "redirects of native clients": {
        "public_client_redirect_uris": (
            "urn:ietf:wg:oauth:2.0:oob",
            "http://localhost",
            f"msal{guid(2)}://auth",
            "com.contoso.app:/done",
        )
    },
    "all group claims": {"group_membership_claims": "SecurityGroup, ApplicationGroup"},
    "tags": {"tags": ("WindowsAzureActiveDirectoryIntegratedApp", "t" * 256)},
    "optional claims": {
        "optional_claims": OptionalClaims(
            access_token=(OptionalClaim("idtyp", None, False, ("include_user_token",)),),
            id_token=(OptionalClaim("extension_x", "user"),),
        )
    },
    "known clients": {"api": ApiSettings(known_client_applications=(AppId(guid(7)),))},
    "two personal secrets": {"password_credentials": secrets(2), **PERSONAL},
    "a hundred secrets": {"password_credentials": secrets(100)},
    "1,200 entries": {"web": WebSettings(redirect_uris=addresses(1200))},
    "addresses of information": {
        "info": InformationalUrls("https://a.example", "http://b.example", None, "")
    },
}


@pytest.mark.parametrize("case", sorted(FITS))
def test_it_accepts(case):
    check(**FITS[case])


@pytest.mark.parametrize("audience", SIGN_IN_AUDIENCES)
def test_every_audience_of_the_enumeration_is_accepted_with_version_2(audience):
    check(sign_in_audience=audience, api=ApiSettings(2))


@pytest.mark.parametrize("version", [None, 1, 2])
def test_every_token_version_is_accepted_for_one_tenant(version):
    check(api=ApiSettings(version))


REFUSED = {
    "no name": ({"display_name": ""}, REQUIRED_PROPERTY, "displayName"),
    "a blank name": ({"display_name": " \t"}, REQUIRED_PROPERTY, "displayName"),
    "a name of 121 characters": ({"display_name": "n" * 121}, TOO_LONG, "displayName"),
    "a personal name of 91 characters": (
        {"display_name": "n" * 91, **PERSONAL},
        TOO_LONG,
        "displayName",
    ),
    "a name with a line break": ({"display_name": "a\nb"}, INVALID_PROPERTY, "displayName"),
    "a name with NUL": ({"display_name": "a\0b"}, INVALID_PROPERTY, "displayName"),
    "a name with half a character": ({"display_name": "a\ud800"}, INVALID_PROPERTY, "displayName"),
    "a long description": ({"description": "d" * 1025}, TOO_LONG, "description"),
    "long notes": ({"notes": "n" * 1025}, TOO_LONG, "notes"),
    "an unknown audience": ({"sign_in_audience": "Everybody"}, INVALID_PROPERTY, "signInAudience"),
    "a personal audience with version 1": (
        {"sign_in_audience": "AzureADandPersonalMicrosoftAccount"},
        AUDIENCE_NEEDS_VERSION_2,
        "signInAudience",
    ),
    "token version 3": (
        {"api": ApiSettings(3)},
        INVALID_PROPERTY,
        "api.requestedAccessTokenVersion",
    ),
    "a known client that is no GUID": (
        {"api": ApiSettings(known_client_applications=(AppId("x"),))},
        INVALID_PROPERTY,
        "api.knownClientApplications",
    ),
    "51 APIs": ({"required_resource_access": asked(51, 1)}, TOO_MANY, "requiredResourceAccess"),
    "401 permissions": (
        {"required_resource_access": asked(1, 401)},
        TOO_MANY,
        "requiredResourceAccess",
    ),
    "31 permissions of one API for a personal audience": (
        {"required_resource_access": asked(1, 31), **PERSONAL},
        TOO_MANY,
        "requiredResourceAccess",
    ),
    "201 permissions for a personal audience": (
        {"required_resource_access": asked(7, 29), **PERSONAL},
        TOO_MANY,
        "requiredResourceAccess",
    ),
    "an API twice": (
        {"required_resource_access": asked(1, 1) * 2},
        DUPLICATE_VALUE,
        "requiredResourceAccess",
    ),
    "an API that is no GUID": (
        {"required_resource_access": (RequiredResourceAccess(AppId("x"), ()),)},
        INVALID_PROPERTY,
        "requiredResourceAccess.resourceAppId",
    ),
    "a permission that is no GUID": (
        {
            "required_resource_access": (
                RequiredResourceAccess(AppId(guid(1)), (ResourceAccess(RoleId("x"), "Role"),)),
            )
        },
        INVALID_PROPERTY,
        "requiredResourceAccess.resourceAccess.id",
    ),
    "a permission of an unknown type": (
        {
            "required_resource_access": (
                RequiredResourceAccess(AppId(guid(1)), (ResourceAccess(RoleId(guid(1)), "All"),)),
            )
        },
        INVALID_PROPERTY,
        "requiredResourceAccess.resourceAccess.type",
    ),
    "a permission twice": (
        {
            "required_resource_access": (
                RequiredResourceAccess(
                    AppId(guid(1)), (ResourceAccess(RoleId(guid(1)), "Role"),) * 2
                ),
            )
        },
        DUPLICATE_VALUE,
        "requiredResourceAccess",
    ),
    "a logout address without TLS": (
        {"web": WebSettings(logout_url="http://a.example/out")},
        INVALID_PROPERTY,
        "web.logoutUrl",
    ),
    "a logout address of 256 characters": (
        {"web": WebSettings(logout_url="https://a.example/".ljust(256, "x"))},
        TOO_LONG,
        "web.logoutUrl",
    ),
    "a script as home page": (
        {"web": WebSettings(home_page_url="javascript:alert(1)")},
        INVALID_PROPERTY,
        "web.homePageUrl",
    ),
    "a relative support address": (
        {"info": InformationalUrls(support_url="/support")},
        INVALID_PROPERTY,
        "info.supportUrl",
    ),
    "a redirect without TLS": (
        {"web": WebSettings(redirect_uris=("http://a.example/cb",))},
        REDIRECT_URI,
        "web.redirectUris",
    ),
    "a redirect with a fragment": (
        {"web": WebSettings(redirect_uris=("https://a.example/cb#x",))},
        REDIRECT_URI,
        "web.redirectUris",
    ),
    "a redirect with user information": (
        {"spa_redirect_uris": ("https://a.example@b.example/",)},
        REDIRECT_URI,
        "spa.redirectUris",
    ),
    "a redirect with a space": (
        {"web": WebSettings(redirect_uris=("https://a.example/c b",))},
        REDIRECT_URI,
        "web.redirectUris",
    ),
    "a redirect to a broken host": (
        {"web": WebSettings(redirect_uris=("https://[a.example/",))},
        REDIRECT_URI,
        "web.redirectUris",
    ),
    "a redirect twice": (
        {"web": WebSettings(redirect_uris=addresses(1) * 2)},
        DUPLICATE_VALUE,
        "web.redirectUris",
    ),
    "a redirect of 257 characters": (
        {"web": WebSettings(redirect_uris=("https://a.example/".ljust(257, "x"),))},
        TOO_LONG,
        "web.redirectUris",
    ),
    "a native redirect to a script": (
        {"public_client_redirect_uris": ("javascript:alert(1)",)},
        REDIRECT_URI,
        "publicClient.redirectUris",
    ),
    "a native redirect without a scheme": (
        {"public_client_redirect_uris": ("done",)},
        REDIRECT_URI,
        "publicClient.redirectUris",
    ),
    "an unknown group claim": (
        {"group_membership_claims": "Everything"},
        INVALID_PROPERTY,
        "groupMembershipClaims",
    ),
    "an optional claim without a name": (
        {"optional_claims": OptionalClaims(access_token=(OptionalClaim(""),))},
        REQUIRED_PROPERTY,
        "optionalClaims.name",
    ),
    "an optional claim of an unknown source": (
        {"optional_claims": OptionalClaims(access_token=(OptionalClaim("x", "app"),))},
        INVALID_PROPERTY,
        "optionalClaims.source",
    ),
    "an empty additional property": (
        {
            "optional_claims": OptionalClaims(
                access_token=(OptionalClaim("x", additional_properties=("",)),)
            )
        },
        REQUIRED_PROPERTY,
        "optionalClaims.additionalProperties",
    ),
    "a tag with a space": ({"tags": ("two words",)}, INVALID_PROPERTY, "tags"),
    "an empty tag": ({"tags": ("",)}, REQUIRED_PROPERTY, "tags"),
    "a tag of 257 characters": ({"tags": ("t" * 257,)}, TOO_LONG, "tags"),
    "a tag twice": ({"tags": ("a", "a")}, DUPLICATE_VALUE, "tags"),
    "a third personal secret": (
        {"password_credentials": secrets(3), **PERSONAL},
        TOO_MANY,
        "passwordCredentials",
    ),
    "1,201 entries": ({"web": WebSettings(redirect_uris=addresses(1201))}, MANIFEST_TOO_LARGE, ""),
    "1,201 entries over several collections": (
        {
            "web": WebSettings(redirect_uris=addresses(700)),
            "spa_redirect_uris": addresses(400),
            "tags": tuple(f"t{number}" for number in range(50)),
            "password_credentials": secrets(51),
        },
        MANIFEST_TOO_LARGE,
        "",
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_it_refuses(case):
    changes, rule, target = REFUSED[case]
    error = refusal(**changes)
    assert (error.rule, error.target) == (rule, target)


def test_entries_are_counted_over_all_collections():
    assert count_manifest_entries(PLAIN) == 0
    assert count_manifest_entries(replace(PLAIN, required_resource_access=asked(2, 3))) == 8


def test_the_same_validator_knows_what_was_stored_before():
    role = AppRole(RoleId(guid(1)), "Read", "Read", "Read", ("Application",))
    assert refusal(replace(PLAIN, app_roles=(role,))).rule == ENABLED_ENTITLEMENT


def test_a_unique_name_never_changes():
    named = replace(PLAIN, unique_name="one")
    check(named, unique_name="one")
    for name in ("two", None):
        assert refusal(named, unique_name=name).rule == READ_ONLY_PROPERTY
    assert refusal(PLAIN, unique_name="late").rule == READ_ONLY_PROPERTY
