"""An application's own pages: branding, authentication, owners, deactivation."""

import re

import pytest
from tests.surface.login.arrange import READ
from tests.surface.portal.arrange import USER_NAME
from tests.surface.portal.test_pages import actors_of, register


@pytest.fixture(scope="module")
def app(admin):
    return register(admin, "pages-of-mine")


def test_branding_is_stored_and_shown_again(server, admin, app):
    typed = {
        "name": "pages-of-mine",
        "home_page": "https://contoso.example/",
        "terms": "https://contoso.example/terms",
        "privacy": "https://contoso.example/privacy",
        "support": "https://contoso.example/help",
        "reference": "CMDB-4711",
        "notes": "Owned by the night shift.\nCall before noon.",
    }
    page = admin.follow(admin.submit(f"{app}/branding", **typed)).text
    for text in ("CMDB-4711", "https://contoso.example/privacy", "Call before noon."):
        assert text in page
    assert USER_NAME in actors_of(server, "Update application")


def test_an_address_that_is_none_is_refused_beside_its_field(admin, app):
    page = admin.submit(f"{app}/branding", home_page="javascript:alert(1)")
    assert page.status_code == 400
    assert re.search(r'id="home_page"[^>]*aria-invalid="true"', page.text)
    assert "javascript:alert(1)" in page.text


REFUSED_URIS = {
    "plain HTTP elsewhere": ("web", "http://contoso.example/cb", "others need https"),
    "a fragment": ("web", "https://contoso.example/cb#x", "it has a fragment"),
    "a script": ("native", "javascript:alert(1)", "neither https"),
    "a scheme of its own on the web": ("spa", "com.contoso.app:/done", "for native applications"),
    "nothing": ("web", "", "no https URL"),
}


@pytest.mark.parametrize(("platform", "uri", "reason"), REFUSED_URIS.values(), ids=REFUSED_URIS)
def test_a_redirect_uri_is_refused_with_what_is_wrong_with_it(admin, app, platform, uri, reason):
    page = admin.submit(f"{app}/authentication/add", platform=platform, uri=uri)
    assert page.status_code == 400
    assert reason in page.text


@pytest.mark.parametrize(
    ("platform", "uri"),
    [
        ("web", "https://contoso.example/signin-oidc?from=portal"),
        ("spa", "http://localhost:3000/"),
        ("native", "com.contoso.app:/done"),
    ],
)
def test_a_redirect_uri_is_added_and_removed(admin, app, platform, uri):
    added = admin.submit(f"{app}/authentication/add", platform=platform, uri=uri)
    listed = admin.follow(added).text
    assert f">{uri}<" in listed
    twice = admin.submit(f"{app}/authentication/add", platform=platform, uri=uri)
    assert "duplicate values" in twice.text
    (address,) = re.findall(r'href="([^"]+/delete)"', listed)
    removed = admin.follow(admin.submit(address)).text
    assert "needs no redirect URI" in removed
    assert admin.get(address).status_code == 404


def test_account_types_and_public_client_flows_are_stored(admin, app):
    saved = admin.submit(
        f"{app}/authentication",
        audience="AzureADMultipleOrgs",
        public="yes",
        logout="https://contoso.example/logout",
    )
    page = admin.follow(saved).text
    assert re.search(r'value="AzureADMultipleOrgs" checked', page)
    assert re.search(r'name="public" value="yes" checked', page)
    refused = admin.submit(f"{app}/authentication", logout="http://contoso.example/logout")
    assert re.search(r'id="logout"[^>]*aria-invalid', refused.text)


def test_owners_are_added_by_ticking_and_removed(server, admin):
    api = f"/admin/apps/{server.api.app_id}"
    assert "Nobody owns it" in admin.get(f"{api}/owners").text
    chosen = [server.administrator.object_id, server.daemon.principal.object_id]
    found = admin.get(f"{api}/owners/add?q=ciam-client").text
    assert server.daemon.principal.object_id in found
    assert server.administrator.object_id not in found
    listed = admin.follow(admin.submit(f"{api}/owners/add", owner=chosen)).text
    assert USER_NAME in listed
    assert USER_NAME in actors_of(server, "Add owner to application")
    again = admin.submit(f"{api}/owners/add", owner=chosen[:1])
    assert "already exist" in again.text
    for address in re.findall(r'href="([^"]+/remove)"', listed):
        admin.submit(address)
    assert "Nobody owns it" in admin.get(f"{api}/owners").text


def test_an_enterprise_application_has_owners_of_its_own(server, admin):
    base = f"/admin/enterprise-apps/{server.api_principal.object_id}"
    added = admin.submit(f"{base}/owners/add", owner=server.administrator.object_id)
    assert USER_NAME in admin.follow(added).text
    assert USER_NAME in actors_of(server, "Add owner to service principal")
    asked = f"{base}/owners/{server.administrator.object_id}/remove"
    assert "Nobody owns it afterwards" in admin.get(asked).text
    assert "Nobody owns it:" in admin.follow(admin.submit(asked)).text


def test_a_deactivated_application_gets_no_token_until_it_is_reactivated(server, admin):
    daemon = server.register_daemon()
    server.assign(daemon, READ)
    client = {"client_id": daemon.application.app_id, "client_secret": daemon.secret}
    assert "access_token" in server.token(**client).json()
    address = f"/admin/apps/{daemon.application.app_id}/deactivate"
    asked = admin.get(address).text
    assert "It asked for a token last at" in asked
    assert "Deactivated" in admin.follow(admin.submit(address)).text
    assert server.token(**client).json()["error"] == "unauthorized_client"
    assert "Reactivated" in admin.follow(admin.submit(address)).text
    assert "access_token" in server.token(**client).json()


def test_an_overview_shows_the_endpoints_of_the_tenant(server, admin, app):
    page = admin.get(app).text
    tenant_id = server.tenant.tenant_id
    assert f">https://localhost:8443/{tenant_id}/oauth2/v2.0/token<" in page
    assert f">https://localhost:8443/{tenant_id}/discovery/v2.0/keys<" in page
