"""Every page before axe, light and dark, in forced colours and small windows (WCAG 2.2 AA)."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.crawl import walk_every_page
from tests.browser.looks import STILL, look_at
from tests.fakes.certificates import MIDDLE, YEAR, authority, certificate
from tests.fakes.pictures import png
from tests.interop.graph import Graph, get_access_token
from tests.interop.node_packages import install_node_packages

from daemonry.portal.routes import PAGES

if TYPE_CHECKING:
    from tests.browser.steps import Person
    from tests.interop.dev_server import DevServer

pytestmark = pytest.mark.browser
SCOPE_ID = "5ca1ab1e-0000-4000-8000-000000000001"
AXE = Path(__file__).parent / "axe"


@pytest.fixture(scope="module")
def axe() -> str:
    install_node_packages(AXE)
    return (AXE / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def furnished(server) -> DevServer:
    """The seeded tenant with what some pages are about: a certificate, a deleted application."""
    der = certificate("axe", ends=MIDDLE + 20 * YEAR)
    with server.connect() as http:
        token = get_access_token(
            http,
            server.token_endpoint,
            server.management_client_id,
            server.management_client_secret,
            f"{server.base_url}/.default",
        )
        graph = Graph(http, server.graph_url, token)
        daemon = f"/applications(appId='{server.daemon_client_id}')"
        key = {
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
            "key": base64.b64encode(der).decode("ascii"),
        }
        redirects = {"redirectUris": ["http://localhost:3000/callback"]}
        graph.update(daemon, {"keyCredentials": [key], "web": redirects})
        headers = {"authorization": f"Bearer {token}", "content-type": "image/png"}
        put = http.put(f"{server.graph_url}{daemon}/logo", content=png(), headers=headers)
        assert put.status_code == 204, put.text
        workload = {
            "name": "deployment",
            "issuer": "https://issuer.example",
            "subject": "repo:example/daemon:environment:production",
            "audiences": ["api://AzureADTokenExchange"],
        }
        graph.create(f"{daemon}/federatedIdentityCredentials", workload)
        manager = f"servicePrincipals(appId='{server.management_client_id}')"
        owner = graph.get(f"/{manager}")
        for owned in (daemon, f"/servicePrincipals(appId='{server.daemon_client_id}')"):
            reference = f"{server.graph_url}/directoryObjects/{owner['id']}"
            graph.act(f"{owned}/owners/$ref", {"@odata.id": reference}, 204)
        api = f"/applications(appId='{server.api_app_id}')"
        scope = {
            "id": SCOPE_ID,
            "value": "Files.See",
            "type": "User",
            "adminConsentDisplayName": "See files",
            "adminConsentDescription": "Sees the files of the person",
            "isEnabled": True,
        }
        known = graph.get(api)["api"]["oauth2PermissionScopes"]
        graph.update(api, {"api": {"oauth2PermissionScopes": [*known, scope]}})
        trusted = {"appId": server.daemon_client_id, "delegatedPermissionIds": [SCOPE_ID]}
        graph.update(api, {"api": {"preAuthorizedApplications": [trusted]}})
        ends = [
            graph.get(f"/servicePrincipals(appId='{app_id}')")["id"]
            for app_id in (server.daemon_client_id, server.api_app_id)
        ]
        granted = {"clientId": ends[0], "consentType": "AllPrincipals", "resourceId": ends[1]}
        graph.create("/oauth2PermissionGrants", granted | {"scope": "Files.See"})
        doomed = graph.create("/applications", {"displayName": "Doomed"})
        graph.delete(f"/applications/{doomed['id']}")
    return server


UNLINKED = {
    "/admin/users/{object_id}/methods/{method_id}/remove",
    "/admin/my-sign-in/methods/{method_id}",
    "/admin/my-sign-in/methods/{method_id}/remove",
    "/admin/my-sign-in/recovery-codes",
    "/admin/notices/webhook/remove",
}
"""Linked once an account has a second factor, as in ``test_passkeys``, or a webhook is set."""


def make_tenant(person: Person, name: str) -> None:
    """Make another tenant, and come back from it."""
    person.follow("Manage tenants")
    person.follow("Create")
    person.type("Tenant name", name)
    person.type("Domain name", name.lower())
    person.press("Create")
    person.press("Back to Contoso")


def make_policy(person: Person) -> None:
    """Make a policy, assign it, and register an authority."""
    person.follow("Token lifetime policies")
    person.follow("Create policy")
    person.type("Name", "short")
    person.press("Create")
    person.press("Assign")
    person.follow("Certificate authorities")
    person.follow("Add authority")
    der = authority(ends=MIDDLE + 20 * YEAR)
    person.type("Its certificate", base64.b64encode(der).decode("ascii"))
    person.press("Add")


def add_domain(person: Person, name: str) -> None:
    person.follow("Domains")
    person.follow("Add domain")
    person.type("Domain", name)
    person.press("Add")


def test_no_page_has_a_violation_and_links_lead_to_every_page(person, furnished, axe):
    person().sign_in()  # so that there is another session to be ended
    someone = person(**STILL).sign_in()
    make_tenant(someone, "Fabrikam")
    add_domain(someone, "axe.example")
    make_policy(someone)
    wrong: dict[str, list[str]] = {}
    seen = set()
    for page in walk_every_page(someone, "/admin/"):
        seen.add(page)
        if found := look_at(someone, axe):
            wrong[page.path] = found
    assert wrong == {}
    unseen = {page.path for page in PAGES if page not in seen and not page.is_file}
    assert unseen == UNLINKED


def test_pages_outside_the_table_have_no_violation(person, furnished, axe):
    someone = person(**STILL)
    someone.page.goto(furnished.admin_url)
    assert look_at(someone, axe) == []
    someone.type("User name", "nobody@contoso.onmicrosoft.com")
    someone.type("Password", "wrong")
    someone.press("Sign in")
    assert look_at(someone, axe) == []
    someone.complaints.clear()  # the browser remarks on the status 401
    someone.sign_in()
    secrets = f"/admin/apps/{furnished.daemon_client_id}/credentials/secrets/new"
    someone.page.goto(furnished.base_url + secrets)
    someone.type("Description", "looked at by axe")
    someone.press("Add")
    assert look_at(someone, axe) == []
    someone.follow("I stored it")
    someone.page.goto(f"{furnished.base_url}/admin/nowhere")
    assert look_at(someone, axe) == []
    someone.complaints.clear()  # the browser remarks on the status 404
