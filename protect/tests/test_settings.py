"""What can be configured, by constructor and by environment, and what is refused."""

from dataclasses import fields
from pathlib import Path

import pytest

from daemonry_protect import ANY_TENANT, Settings, SettingsError
from daemonry_protect.testing import TENANT_ID

AUTHORITY = f"https://localhost:8443/{TENANT_ID}/v2.0"
API = "9F3A1C5E-7B2D-4E6F-8A90-B1C2D3E4F506"


def test_two_values_are_enough():
    settings = Settings(authority=AUTHORITY + "/", audiences=API)
    assert settings.authority == AUTHORITY
    assert settings.audiences == {API.lower()}
    assert settings.clock_skew == 300


def test_identifiers_keep_their_spelling():
    settings = Settings(authority=AUTHORITY, audiences=["api://ToDo/", API])
    assert settings.audiences == {"api://ToDo/", API.lower()}


def test_the_environment_holds_the_same_settings():
    settings = Settings.from_environment(
        {
            "PROTECT_AUTHORITY": AUTHORITY,
            "PROTECT_AUDIENCE": f"{API}, api://todo",
            "PROTECT_CA_FILE": "ca.pem",
            "PROTECT_TENANT_ID": TENANT_ID,
            "PROTECT_REQUIRE_IDTYP": "true",
            "PROTECT_CLOCK_SKEW": "60",
            "PROTECT_CACHED_TOKENS": "5",
            "PROTECT_ISSUER": "",
            "PATH": "/bin",
        }
    )
    assert settings == Settings(
        authority=AUTHORITY,
        audiences=[API, "api://todo"],
        ca_file=Path("ca.pem"),
        tenant_ids=[TENANT_ID],
        require_idtyp=True,
        clock_skew=60,
        cached_tokens=5,
    )


def test_every_setting_can_come_from_the_environment():
    samples = {
        "str": "https://h.example/t/v2.0",
        "str | None": "https://h.example/x",
        "Collection[str]": TENANT_ID,
        "Path | None": "ca.pem",
        "float": "7",
        "int": "7",
        "bool": "false",
    }
    by_name = {"algorithms": "ES256 EdDSA", "signing_key_app_id": API}
    environ = {
        f"API_{field.name.upper()}": by_name.get(field.name) or samples[str(field.type)]
        for field in fields(Settings)
    }
    assert Settings.from_environment(environ, prefix="API_").retry == 7


REFUSED_VARIABLES = {
    "an unknown name": ({"PROTECT_AUDIENSE": "x"}, "PROTECT_AUDIENSE"),
    "a number that is none": ({"PROTECT_CLOCK_SKEW": "soon"}, "PROTECT_CLOCK_SKEW"),
    "a switch that is none": ({"PROTECT_REQUIRE_IDTYP": "perhaps"}, "PROTECT_REQUIRE_IDTYP"),
    "singular and plural": ({"PROTECT_AUDIENCES": "y"}, "PROTECT_AUDIENCE"),
    "no authority": ({"PROTECT_AUTHORITY": ""}, "PROTECT_AUTHORITY"),
    "no audience": ({"PROTECT_AUDIENCE": " "}, "PROTECT_AUDIENCES"),
}


@pytest.mark.parametrize("case", REFUSED_VARIABLES)
def test_a_variable_that_cannot_be_meant_is_refused_by_name(case):
    change, name = REFUSED_VARIABLES[case]
    environ = {"PROTECT_AUTHORITY": AUTHORITY, "PROTECT_AUDIENCE": API, **change}
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(environ)


REFUSED = {
    "no TLS": ({"authority": AUTHORITY.replace("https", "http")}, "authority"),
    "no scheme": ({"authority": "localhost/contoso"}, "authority"),
    "no host": ({"authority": "https:///contoso"}, "authority"),
    "user information": ({"authority": "https://a:b@localhost/contoso"}, "authority"),
    "a fragment": ({"authority": AUTHORITY + "#x"}, "authority"),
    "a broken address": ({"authority": "https://[::1/contoso"}, "authority"),
    "no audience": ({"audiences": []}, "audiences"),
    "an empty audience": ({"audiences": [""]}, "audiences"),
    "a tenant by name": ({"tenant_ids": ["contoso"]}, "tenant_ids"),
    "all tenants by accident": ({"authority": "https://h.example/common/v2.0"}, "tenant_ids"),
    "organizations likewise": ({"authority": "https://h.example/Organizations"}, "tenant_ids"),
    "negative tolerance": ({"clock_skew": -1}, "clock_skew"),
    "endless tolerance": ({"clock_skew": 601}, "clock_skew"),
    "tolerance that is no number": ({"clock_skew": float("nan")}, "clock_skew"),
    "no time to fetch": ({"fetch_timeout": 0}, "fetch_timeout"),
    "a refresh that is no number": ({"key_refresh": float("nan")}, "key_refresh"),
    "unbounded asking": ({"unknown_key_refresh": 0}, "unknown_key_refresh"),
    "negative grace": ({"stale_keys": -1}, "stale_keys"),
    "no algorithm": ({"algorithms": []}, "algorithms"),
    "no signature": ({"algorithms": ["none"]}, "algorithms"),
    "a shared secret": ({"algorithms": ["RS256", "HS256"]}, "algorithms"),
    "keys of no application": ({"signing_key_app_id": "api://todo"}, "signing_key_app_id"),
    "negative memory": ({"cached_tokens": -1}, "cached_tokens"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_settings_that_would_weaken_the_protection_are_refused(case):
    change, name = REFUSED[case]
    with pytest.raises(SettingsError, match=name):
        Settings(**{"authority": AUTHORITY, "audiences": [API], **change})


def test_http_is_possible_for_tests_alone():
    http = AUTHORITY.replace("https", "http")
    assert Settings(authority=http, audiences=API, allow_http=True).authority == http


def test_every_tenant_can_be_served_on_request():
    settings = Settings(
        authority="https://h.example/common/v2.0", audiences=API, tenant_ids=[ANY_TENANT]
    )
    assert settings.tenant_ids == {ANY_TENANT}
