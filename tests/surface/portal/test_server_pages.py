"""What concerns the whole server: tenants, domains, signing keys, settings."""

import base64
import json
import re
from datetime import timedelta

import pytest
from tests.fakes.certificates import authority
from tests.surface.portal.arrange import PASSWORD, USER_NAME, Browser, Form
from tests.surface.portal.test_pages import actors_of, pem, register

from daemonry.directory.tenants import get_organization
from daemonry.directory.users import create_administrator
from daemonry.portal.app import VIEW_COOKIE
from daemonry.portal.routes import PAGES

COLLEAGUE = "colleague@contoso.onmicrosoft.com"
OF_SERVER = [page.path for page in PAGES if page.is_for_operators]


@pytest.fixture
def operator(server):
    """A browser of its own, because it remembers which tenant it looks at."""
    browser = Browser(server)
    browser.sign_in()
    return browser


@pytest.fixture(scope="module")
def colleague(server):
    server.change(create_administrator, COLLEAGUE, "Carl Colleague", PASSWORD)
    browser = Browser(server)
    browser.sign_in(COLLEAGUE)
    return browser


def discovery(server, tenant):
    return server.send("GET", f"/{tenant}/v2.0/.well-known/openid-configuration")


def create(operator, subdomain):
    """Make a tenant by its form; return its ID and the page that follows."""
    words = {"name": subdomain.capitalize(), "subdomain": subdomain}
    page = operator.follow(operator.submit("/admin/tenants/new", **words)).text
    return re.search(r'id="tenant-id">([^<]+)<', page).group(1), page


def test_a_tenant_is_created_and_shown_with_id_domain_and_authority(server, operator):
    tenant_id, page = create(operator, "fabrikam")
    assert "fabrikam.onmicrosoft.com" in page
    assert f">https://localhost:8443/{tenant_id}/v2.0/.well-known/openid-configuration<" in page
    assert discovery(server, tenant_id).status_code == 200
    taken = operator.submit("/admin/tenants/new", name="Again", subdomain="fabrikam")
    assert "already exists" in taken.text


def test_what_is_made_in_another_tenant_stays_there(operator):
    create(operator, "adatum")
    app = register(operator, "only-in-adatum")
    assert "only-in-adatum" in operator.get(app).text
    trail = operator.get("/admin/audit-logs").text
    assert "Add application" in trail
    assert USER_NAME in trail
    home = re.search(r'action="(/admin/tenants/[^/]+/switch)" class="away"', operator.get(app).text)
    back = operator.follow(operator.submit(home.group(1))).text
    assert "contoso.onmicrosoft.com" in back
    assert operator.get(app).status_code == 404


def test_a_form_that_was_opened_before_a_switch_is_not_taken_in_the_other_tenant(operator):
    fields = Form(operator.get("/admin/apps/new").text).fields
    create(operator, "proseware")
    answer = operator.post("/admin/apps/new", fields | {"name": "misplaced"})
    assert answer.status_code == 409
    assert "misplaced" not in operator.get("/admin/apps").text


@pytest.mark.parametrize("path", OF_SERVER)
def test_pages_of_the_server_are_for_operators_alone(server, colleague, path):
    answer = colleague.get(re.sub(r"\{\w+\}", server.tenant.tenant_id, path))
    assert answer.status_code == 403
    assert "DAEMONRY_OPERATORS" in answer.text


def test_the_cookie_opens_no_other_tenant_to_anybody_else(server, operator, colleague):
    """Row S1: which tenant one sees follows from the account, never from what a browser says."""
    tenant_id, _ = create(operator, "litware")
    colleague.cookies[VIEW_COOKIE] = tenant_id
    page = colleague.get("/admin/tenant").text
    assert "litware" not in page
    assert server.tenant.tenant_id in page
    for value in ("nonsense", "99999999-9999-4999-8999-999999999999"):
        operator.cookies[VIEW_COOKIE] = value
        assert server.tenant.tenant_id in operator.get("/admin/tenant").text


def test_a_tenant_is_deleted_by_typing_its_domain_and_issues_no_more(server, operator):
    tenant_id, _ = create(operator, "wingtip")
    register(operator, "doomed")
    address = f"/admin/tenants/{tenant_id}/delete"
    asked = operator.get(address).text
    assert "Its 1 application, accounts" in asked
    assert "Tokens issued before cannot be called back" in asked
    refused = operator.submit(address, confirmation="wingtip")
    assert refused.status_code == 400
    gone = operator.follow(operator.submit(address, confirmation="wingtip.onmicrosoft.com")).text
    assert "Tenant deleted" in gone
    assert "wingtip" not in gone
    assert discovery(server, tenant_id).status_code != 200
    create(operator, "wingtip")


def test_nobody_deletes_the_tenant_of_their_own_account(server, operator):
    address = f"/admin/tenants/{server.tenant.tenant_id}/delete"
    refused = operator.submit(address, confirmation=server.tenant.initial_domain)
    assert "own account cannot be deleted" in refused.text


def test_the_tenant_is_renamed(server, admin):
    assert (
        "Contoso Ltd"
        in admin.follow(admin.submit("/admin/tenant/properties", name="Contoso Ltd")).text
    )
    admin.submit("/admin/tenant/properties", name="Contoso")
    assert USER_NAME in actors_of(server, "Set Company Information")


def test_a_domain_is_added_proved_made_primary_and_removed(server, admin):
    added = admin.follow(admin.submit("/admin/domains/new", name="contoso.com")).text
    assert "daemonry-domain-verification=" in added
    address = "/admin/domains/contoso.com"
    refused = admin.submit(address)
    assert refused.status_code == 400
    assert "daemonry-domain-verification=" in refused.text
    assert "Domain verified" in admin.follow(admin.submit(address, vouch="on")).text
    assert discovery(server, "contoso.com").status_code == 200
    admin.submit(address, act="default")
    assert "Primary" in admin.get("/admin/domains").text
    admin.submit("/admin/domains/contoso.onmicrosoft.com", act="default")
    assert "contoso.com" not in admin.follow(admin.submit(f"{address}/remove")).text
    assert admin.get(address).status_code == 404


def test_who_is_no_operator_cannot_vouch_for_a_domain(server, colleague):
    colleague.submit("/admin/domains/new", name="other.example")
    page = colleague.submit("/admin/domains/other.example", vouch="on")
    assert page.status_code in {400, 403}
    tenant = server.change(get_organization)
    assert "other.example" not in tenant.verified_domains


def keys_of(server):
    path = f"/{server.tenant.tenant_id}/discovery/v2.0/keys"
    return {key["kid"] for key in server.send("GET", path).json()["keys"]}


def kid_of_token(server):
    head = server.token().json()["access_token"].split(".")[0]
    return json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"]


def test_a_key_is_rotated_by_plan_at_once_and_in_an_emergency(server, operator):
    first = kid_of_token(server)
    page = operator.get("/admin/signing-keys").text
    assert first in page
    assert f"/{server.tenant.tenant_id}/discovery/v2.0/keys" in page
    base = "/admin/signing-keys"
    operator.submit(f"{base}/{first}/rotate", way="plan")
    assert len(keys_of(server)) == 2
    assert kid_of_token(server) == first
    operator.submit(f"{base}/{first}/rotate", way="now")
    second = kid_of_token(server)
    assert second != first
    assert first in keys_of(server)
    refused = operator.submit(f"{base}/{second}/revoke", confirmation="wrong")
    assert refused.status_code == 400
    operator.submit(f"{base}/{second}/revoke", confirmation=second[:8])
    assert second not in keys_of(server)
    assert kid_of_token(server) != second
    assert second in operator.get(f"{base}?view=all").text
    assert USER_NAME in actors_of(server, "Revoke token signing key")


@pytest.mark.parametrize("act", ["revoke", "rotate"])
def test_who_signed_in_a_while_ago_is_asked_again_before_a_key_is_touched(server, operator, act):
    """Row A5."""
    kid = kid_of_token(server)
    address = f"/admin/signing-keys/{kid}/{act}"
    fields = Form(operator.get(address).text).fields | {"confirmation": kid[:8], "way": "now"}
    server.clock.time += timedelta(minutes=6)
    try:
        for answer in (operator.get(address), operator.post(address, fields)):
            assert answer.status_code == 303
            assert "prompt=login" in answer.headers["location"]
        assert kid_of_token(server) == kid
        operator.sign_in()
        assert operator.get(address).status_code == 200
    finally:
        server.clock.time -= timedelta(minutes=6)


def test_an_api_gets_keys_of_its_own(server, operator):
    words = {"application": server.api.app_id, "algorithm": "RS256", "at_once": "on"}
    page = operator.follow(operator.submit("/admin/signing-keys/new", **words)).text
    assert "ciam-ToDoList-api" in page
    assert kid_of_token(server) not in keys_of(server)


def test_settings_are_shown_with_source_and_meaning_and_without_secrets(server, operator):
    page = operator.get("/admin/settings").text
    row = page.partition("DAEMONRY_OPERATORS")[2].partition("</tr>")[0]
    assert USER_NAME in row
    assert ">Set<" in row
    assert "DAEMONRY_FAILURES_PER_MINUTE" in page
    secret = page.partition("DAEMONRY_KEY_ENCRYPTION_KEY")[2].partition("</tr>")[0]
    assert "From its file in the data directory" in secret


def test_a_policy_decides_how_long_tokens_of_an_api_live(server, admin):
    refused = admin.submit("/admin/policies/new", name="too short", minutes="5")
    assert refused.status_code == 400
    made = admin.submit("/admin/policies/new", name="brief", minutes="10")
    address = made.headers["location"].partition("?")[0]
    assigned = admin.submit(address, api=server.api_principal.object_id)
    assert "Policy assigned" in admin.follow(assigned).text
    assert server.token().json()["expires_in"] == 599
    listed = admin.get("/admin/policies").text
    assert "10.0 minutes" in listed
    assert "ciam-ToDoList-api" in listed
    (unassign,) = re.findall(r'href="([^"]+/unassign)"', admin.get(address).text)
    admin.submit(unassign)
    assert server.token().json()["expires_in"] == 3599
    assert "Policy deleted" in admin.follow(admin.submit(f"{address}/delete")).text
    assert USER_NAME in actors_of(server, "Add policy")


def test_a_certificate_authority_is_added_and_removed(server, operator):
    base = "/admin/certificate-authorities"
    added = operator.submit(f"{base}/new", certificate=pem(authority()), name="Corporate CA")
    listed = operator.follow(added).text
    assert "Corporate CA" in listed
    refused = operator.submit(f"{base}/new", certificate="nonsense")
    assert refused.status_code == 400
    (remove,) = re.findall(r'href="([^"]+/remove)"', listed)
    assert "No certificate authorities" in operator.follow(operator.submit(remove)).text
