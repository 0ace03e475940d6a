"""Discovery documents and instance discovery."""

import pytest

from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import (
    Authority,
    alias_authority,
    instance_discovery,
    openid_configuration,
)

TID = "aaaaaaaa-0000-0000-0000-000000000001"
ORIGIN = "https://localhost:8443"


def test_issuers_differ_by_version_and_only_version_1_ends_in_a_slash():
    authority = Authority(ORIGIN, TID)
    assert authority.issuer_v2 == f"{ORIGIN}/{TID}/v2.0"
    assert authority.issuer_v1 == f"{ORIGIN}/{TID}/"


def test_the_exact_entra_issuers_are_a_setting():
    authority = Authority(ORIGIN, TID, exact_entra_issuer=True)
    assert authority.issuer_v2 == f"https://{TID}.ciamlogin.com/{TID}/v2.0"
    assert authority.issuer_v1 == f"https://sts.windows.net/{TID}/"


@pytest.mark.spec("OpenID Connect Discovery 1.0", "3")
def test_the_version_2_document_names_what_clients_insist_on():
    document = openid_configuration(Authority(ORIGIN, TID), version=2, path=TID)
    assert document["issuer"] == f"{ORIGIN}/{TID}/v2.0"
    assert document["token_endpoint"] == f"{ORIGIN}/{TID}/oauth2/v2.0/token"
    assert document["jwks_uri"] == f"{ORIGIN}/{TID}/discovery/v2.0/keys"
    assert document["authorization_endpoint"] == f"{ORIGIN}/{TID}/oauth2/v2.0/authorize"
    assert document["device_authorization_endpoint"] == f"{ORIGIN}/{TID}/oauth2/v2.0/devicecode"


def test_the_version_1_document_has_no_v2_in_any_endpoint():
    document = openid_configuration(Authority(ORIGIN, TID), version=1, path=TID)
    assert document["token_endpoint"] == f"{ORIGIN}/{TID}/oauth2/token"
    assert document["microsoft_multi_refresh_token"] is True
    assert not any("v2.0" in str(value) for value in document.values())


def test_an_alias_has_a_template_as_issuer_and_itself_in_its_endpoints():
    document = openid_configuration(
        alias_authority(ORIGIN, "organizations"), version=2, path="organizations"
    )
    assert document["issuer"] == ORIGIN + "/{tenantid}/v2.0"
    assert document["token_endpoint"] == f"{ORIGIN}/organizations/oauth2/v2.0/token"


ASKED = f"https://localhost:8443/{TID}/oauth2/v2.0/authorize"


@pytest.mark.parametrize(
    "query",
    [
        f"api-version=1.1&authorization_endpoint={ASKED}",
        (
            f"authorization_endpoint=https%3A%2F%2Flocalhost%2F{TID}%2Foauth2%2Fv2.0%2Fauthorize"
            "&api-version=1.1"
        ),
    ],
    ids=["un-encoded, as MSAL Node", "encoded and without port, as MSAL Python"],
)
def test_instance_discovery_leads_back_to_us(query):
    document = instance_discovery(query, origin=ORIGIN, hosts={"localhost"})
    assert (
        document["tenant_discovery_endpoint"]
        == f"{ORIGIN}/{TID}/v2.0/.well-known/openid-configuration"
    )
    assert document["api-version"] == "1.1"
    assert document["metadata"][0]["aliases"] == ["localhost", "localhost:8443"]


def test_api_version_1_0_and_a_version_1_authority():
    document = instance_discovery(
        f"api-version=1.0&authorization_endpoint=https://localhost/{TID}/oauth2/authorize",
        origin=ORIGIN,
        hosts={"localhost"},
    )
    assert document == {
        "tenant_discovery_endpoint": f"{ORIGIN}/{TID}/.well-known/openid-configuration"
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("authorization_endpoint=https://evil.example/t/oauth2/v2.0/authorize", 50049),
        ("", 50050),
        ("authorization_endpoint=http://localhost/t/oauth2/authorize", 50050),
        ("authorization_endpoint=https://localhost", 50050),
        ("authorization_endpoint=https://[::1/t/x", 50050),
        ("authorization_endpoint=%ff", 50050),
    ],
)
def test_other_hosts_and_bad_requests_are_refused(query, code):
    with pytest.raises(OAuthError) as caught:
        instance_discovery(query, origin=ORIGIN, hosts={"localhost"})
    assert caught.value.refusal.aadsts == code
