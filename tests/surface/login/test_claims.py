"""docs/reference/claims.md against the tokens that a server issues."""

import pytest
from tests.surface.login.arrange import NOW, ORIGIN, READ
from tests.surface.login.test_token import claims_of, refusal
from tools.reference import EVERY_TOKEN

from daemonry.directory.applications import update_application
from daemonry.directory.tenants import add_domain, verify_domain
from daemonry.model.application import OptionalClaim, OptionalClaims
from daemonry.oauth.claims_request import CAE
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT

CAPABLE = '{"access_token":{"xms_cc":{"values":["CP1"]}}}'
VALUES = {
    "idtyp": "app",
    "ipaddr": "127.0.0.1",
    "xms_cc": [CAE],
    "xms_tcdt": int(NOW.timestamp()),
}


def with_claims(server, *names, version=2, **application):
    """Return the claims of a token for an API that lists these optional claims."""
    api, principal = server.register_api(
        version=version, claims=tuple(OptionalClaim(name) for name in names)
    )
    if application:
        server.change(update_application, api.object_id, application)
    server.assign(server.daemon, READ, principal)
    return claims_of(server.token(scope=f"api://{api.app_id}/.default", claims=CAPABLE))


@pytest.mark.parametrize("version", [1, 2])
def test_every_token_carries_what_the_page_says_and_nothing_else(server, version):
    documented = {name for name, (fmt, _) in EVERY_TOKEN.items() if f"{version}.0" in fmt}
    assert with_claims(server, version=version).keys() == documented


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_listed_claim_is_carried_with_its_value(server, name):
    assert with_claims(server, name)[name] == VALUES[name]


def test_the_page_lists_exactly_the_claims_that_are_carried():
    assert VALUES.keys() | {"aud"} == CARRIED.keys()
    assert CARRIED.keys().isdisjoint(WITHOUT_EFFECT)


def test_claims_without_effect_are_accepted_and_never_carried(server):
    found = with_claims(server, *WITHOUT_EFFECT, "extension_0123_color", "unheard_of")
    assert found.keys() == {name for name, (fmt, _) in EVERY_TOKEN.items() if "2.0" in fmt}


def test_include_user_token_changes_nothing_for_an_app(server):
    listed = OptionalClaim("idtyp", additional_properties=("include_user_token",))
    api, _ = server.register_api(claims=(listed,))
    assert claims_of(server.token(scope=f"{api.app_id}/.default"))["idtyp"] == "app"


def test_optional_claims_of_the_client_and_of_other_tokens_count_for_nothing(server):
    listed = (OptionalClaim("xms_tcdt"),)
    everywhere = OptionalClaims(id_token=listed, access_token=listed, saml2_token=listed)
    server.change(
        update_application, server.daemon.application.object_id, {"optional_claims": everywhere}
    )
    other = OptionalClaims(id_token=listed, saml2_token=listed)
    server.change(update_application, server.api.object_id, {"optional_claims": other})
    assert "xms_tcdt" not in claims_of(server.token())


def test_group_membership_claims_add_nothing_to_a_principal_without_directory_roles(server):
    assert "wids" not in with_claims(server, group_membership_claims="All")


def test_a_token_for_the_management_api_has_what_its_clients_expect(server):
    found = claims_of(server.token(scope="https://graph.microsoft.com/.default", claims=CAPABLE))
    assert found["idtyp"] == "app"
    assert found["app_displayname"] == server.daemon.application.display_name
    assert found["wids"] == ["0997a1d0-0d1d-4acb-b408-d5ca73121e90"]
    assert found["xms_cc"] == ["cp1"]


class TestMappedClaims:
    """``acceptMappedClaims`` (Entra: reference-claims-customization)."""

    MESSAGE = (400, "invalid_request", 501461)

    def api(self, server, *uris, version=1, **more):
        api, _ = server.register_api(version=version, **more)
        names = (f"api://{api.app_id}", *uris)
        mapped = {"identifier_uris": names, "api": {"accept_mapped_claims": True}}
        return server.change(update_application, api.object_id, mapped)

    def test_the_audience_must_be_the_app_id_or_in_a_verified_domain(self, server):
        server.change(add_domain, "contoso.example")
        server.change(verify_domain, "contoso.example", vouched=True)
        own, sub = "https://contoso.example/api", "https://a.contoso.onmicrosoft.com"
        api = self.api(server, own, sub)
        assert refusal(server.token(scope=f"api://{api.app_id}/.default")) == self.MESSAGE
        for name in (own, sub, api.app_id):
            assert claims_of(server.token(scope=f"{name}/.default"))["aud"] == name

    def test_version_2_tokens_and_use_guid_always_fit(self, server):
        use_guid = OptionalClaim("aud", additional_properties=("use_guid",))
        for api in (self.api(server, version=2), self.api(server, claims=(use_guid,))):
            assert claims_of(server.token(scope=f"api://{api.app_id}/.default"))["aud"] == (
                api.app_id
            )

    def test_the_refusal_has_a_page(self, server):
        api = self.api(server)
        body = server.token(scope=f"api://{api.app_id}/.default").json()
        assert body["error_uri"] == f"{ORIGIN}/error?code=501461"
