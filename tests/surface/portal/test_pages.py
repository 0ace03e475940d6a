"""The pages of the admin center: the tutorial's click path, and what each form does."""

import base64
import json
import re

import pytest
from tests.fakes.certificates import certificate
from tests.surface.login.arrange import READ
from tests.surface.portal.arrange import Form

from daemonry.directory.audit import list_audit_events
from daemonry.model.secret import SECRET_PATTERN


def actors_of(server, activity):
    """Return the names of those who did something; the clock stands, so there is no newest."""
    events = server.change(list_audit_events, limit=1000)
    return {event.actor.display_name for event in events if event.activity == activity}


def claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def pem(der):
    text = base64.encodebytes(der).decode("ascii")
    return f"-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----\n"


def register(admin, name):
    """Register an application by its form; return the address of its pages."""
    answer = admin.submit("/admin/apps/new", name=name)
    return answer.headers["location"].partition("?")[0]


@pytest.fixture(scope="module")
def daemon(admin):
    return register(admin, "ciam-client-app")


def test_the_tenant_overview_shows_what_a_tutorial_asks_for(server, admin):
    page = admin.get("/admin/tenant").text
    tenant_id = server.tenant.tenant_id
    for text in (
        tenant_id,
        "contoso.onmicrosoft.com",
        f"https://localhost:8443/{tenant_id}/v2.0",
        f"https://localhost:8443/{tenant_id}/v2.0/.well-known/openid-configuration",
    ):
        assert f">{text}<" in page


def test_the_tutorial_by_forms_ends_with_a_token_that_holds_the_roles(server, admin):
    api = register(admin, "tutorial-api")
    for value in ("ToDoList.Read.All", "ToDoList.ReadWrite.All"):
        role = {"display_name": value, "value": value, "description": f"May {value}"}
        assert admin.submit(f"{api}/roles/new", **role).status_code == 303
    assert admin.submit(f"{api}/expose/uri").status_code == 303
    assert admin.submit(f"{api}/token-configuration/add", claim="idtyp").status_code == 303
    daemon = register(admin, "tutorial-daemon")
    shown = admin.submit(f"{daemon}/credentials/secrets/new", description="laptop")
    secret = SECRET_PATTERN.search(shown.text).group()
    api_id, client_id = api.rpartition("/")[2], daemon.rpartition("/")[2]
    choice = f"{daemon}/permissions/add/{api_id}/application"
    roles = re.findall(r'name="permission" value="([^"]+)"', admin.get(choice).text)
    asked = admin.submit(choice, permission=roles)
    assert admin.follow(asked).text.count("Not granted for Contoso") == 2

    def token():
        scope = f"api://{api_id}/.default"
        return server.token(client_id=client_id, client_secret=secret, scope=scope).json()

    assert "ToDoList" in admin.get(f"{daemon}/permissions/consent").text
    consented = admin.follow(admin.submit(f"{daemon}/permissions/consent"))
    assert "Successfully granted admin consent" in consented.text
    assert consented.text.count(">Granted for Contoso<") == 2
    assert actors_of(server, "Consent to application") == {"admin@contoso.onmicrosoft.com"}
    claims = claims_of(token()["access_token"])
    assert sorted(claims["roles"]) == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert (claims["idtyp"], claims["ver"]) == ("app", "2.0")


def test_a_secret_is_shown_once_and_a_reload_makes_no_second_one(admin, daemon):
    """Row A7."""
    address = f"{daemon}/credentials/secrets/new"
    fields = Form(admin.get(address).text).fields | {"description": "once", "expires": "90"}
    shown = admin.post(address, fields)
    secret = SECRET_PATTERN.search(shown.text).group()
    assert shown.headers["cache-control"] == "no-store"
    again = admin.post(address, fields)
    assert again.headers["location"].startswith(f"{daemon}/credentials?")
    listed = admin.get(f"{daemon}/credentials").text
    assert listed.count(">once<") == 1
    assert secret not in listed
    assert secret not in admin.get("/admin/audit-logs").text


def test_a_deleted_secret_opens_nothing(server, admin, daemon):
    shown = admin.submit(f"{daemon}/credentials/secrets/new", description="doomed")
    secret = SECRET_PATTERN.search(shown.text).group()
    listed = admin.get(f"{daemon}/credentials").text
    key_id = re.search(r"doomed.*?secrets/([0-9a-f-]{36})/delete", listed, re.DOTALL).group(1)
    address = f"{daemon}/credentials/secrets/{key_id}/delete"
    assert "get no further access tokens" in admin.get(address).text
    assert "Client secret deleted" in admin.follow(admin.submit(address)).text
    client_id = daemon.rpartition("/")[2]
    refused = server.token(client_id=client_id, client_secret=secret)
    assert refused.json()["error"] == "invalid_client"
    assert admin.get(address).status_code == 404


def test_a_refused_form_comes_back_with_the_reason_and_what_was_typed(server, admin):
    address = f"/admin/apps/{server.api.app_id}/roles/new"
    typed = {"display_name": "Two words", "value": "not allowed", "description": "x"}
    page = admin.submit(address, **typed)
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "not valid: at most 120 characters" in page.text
    for text in typed.values():
        assert text in page.text


def test_a_secret_that_ends_before_it_begins_is_refused(admin, daemon):
    address = f"{daemon}/credentials/secrets/new"
    for end in ("2020-01-01", "nonsense", ""):
        page = admin.submit(address, expires="custom", end=end)
        assert page.status_code == 400
        assert not SECRET_PATTERN.search(page.text)


def test_a_role_is_edited_disabled_and_deleted_with_its_holders_named(server, admin):
    base = f"/admin/apps/{server.api.app_id}/roles"
    server.assign(server.daemon, READ)
    changed = admin.submit(f"{base}/{READ}", description="Reads every list")
    assert "Reads every list" in admin.follow(changed).text
    asked = admin.get(f"{base}/{READ}/delete").text
    assert "ciam-client-app" in asked
    assert "Disable and delete" in asked
    assert READ not in admin.follow(admin.submit(f"{base}/{READ}/delete")).text


def test_certificates_are_pasted_listed_and_deleted(admin, daemon):
    address = f"{daemon}/credentials/certificates/new"
    refused = admin.submit(address, certificate="nonsense")
    assert refused.status_code == 400
    added = admin.submit(address, certificate=pem(certificate()), description="workload")
    listed = admin.follow(added).text
    found = re.search(r"certificates/([0-9a-f-]{36})/delete", listed)
    removed = admin.submit(f"{daemon}/credentials/certificates/{found.group(1)}/delete")
    assert "Certificates (0)" in admin.follow(removed).text


def test_an_application_is_deleted_restored_and_purged(admin):
    app = register(admin, "short-lived")
    deleted = admin.follow(admin.submit(f"{app}/delete"))
    assert admin.get(app).status_code == 404
    object_id = re.search(r"short-lived.*?deleted-apps/([0-9a-f-]{36})", deleted.text, re.DOTALL)
    address = f"/admin/deleted-apps/{object_id.group(1)}"
    assert "short-lived" in admin.follow(admin.submit(f"{address}/restore")).text
    admin.submit(f"{app}/delete")
    assert "short-lived" in admin.get(f"{address}/purge").text
    for typed in ("", "Short-Lived", "something else"):
        refused = admin.submit(f"{address}/purge", confirmation=typed)
        assert refused.status_code == 400
        assert "Nothing was deleted" in refused.text
    assert (
        "short-lived"
        not in admin.follow(admin.submit(f"{address}/purge", confirmation="short-lived")).text
    )


def test_consent_is_revoked_where_the_client_is_and_where_the_api_is(server, admin):
    api = server.register_api()[1]
    one, two = server.register_daemon(), server.register_daemon()
    for holder in (one, two):
        server.assign(holder, READ, api)
    base = f"/admin/apps/{one.application.app_id}/permissions"
    page = admin.get(base).text
    assert "Other permissions granted for Contoso" in page
    revoke = f"{base}/{api.app_id}/{READ}/revoke"
    assert "Admin consent revoked" in admin.follow(admin.submit(revoke)).text
    held = f"/admin/enterprise-apps/{api.object_id}/assignments"
    (address,) = re.findall(r'href="([^"]+/revoke)"', admin.get(held).text)
    assert "No client application" in admin.follow(admin.submit(address)).text


def test_removing_a_permission_revokes_its_consent_unless_told_otherwise(server, admin):
    daemon = server.register_daemon()
    api = server.register_api()[1]
    base = f"/admin/apps/{daemon.application.app_id}/permissions"
    admin.submit(f"{base}/add/{api.app_id}/application", permission=READ)
    admin.submit(f"{base}/consent")
    page = admin.follow(admin.submit(f"{base}/{api.app_id}/{READ}/remove"))
    assert "ToDoList.Read.All" not in page.text


def test_a_disabled_enterprise_application_gets_no_token(server, admin):
    daemon = server.register_daemon()
    server.assign(daemon, READ, server.register_api()[1])
    address = f"/admin/enterprise-apps/{daemon.principal.object_id}"
    saved = admin.submit(address, enabled="no", required="yes", notes="paused")
    assert "Properties saved" in admin.follow(saved).text
    client = {"client_id": daemon.application.app_id, "client_secret": daemon.secret}
    assert server.token(**client).json()["error"] == "unauthorized_client"


def test_the_token_preview_says_why_a_role_is_missing(server, admin):
    daemon = server.register_daemon()
    api = server.register_api()[1]
    page = admin.get(f"/admin/apps/{daemon.application.app_id}/preview?resource={api.app_id}")
    assert "daemonry permission add" in page.text
    assert "API permissions" in page.text


def test_snippets_hold_the_identifiers_of_this_application(server, admin):
    app_id = server.daemon.application.app_id
    page = admin.get(f"/admin/apps/{app_id}/use").text
    assert page.count(app_id) > 5
    assert "knownAuthorities" in page


def test_lists_are_searched_by_name_and_identifier(server, admin):
    app_id = server.api.app_id
    assert app_id in admin.get("/admin/apps?q=ciam-ToDo").text
    assert app_id in admin.get(f"/admin/apps?q={app_id.upper()}").text
    assert app_id in admin.get("/admin/enterprise-apps?q=CIAM-todo").text
    assert "No results" in admin.get("/admin/apps?q=nobody").text


def test_whoever_registers_owns_and_finds_it_among_the_owned(admin):
    register(admin, "mine-alone")
    assert "mine-alone" in admin.get("/admin/apps?view=owned&q=mine").text


def test_lists_have_pages(server, admin):
    for number in range(52):
        register(admin, f"many-{number:02}")
    first = admin.get("/admin/apps?q=many-").text
    assert "52 applications" in first
    assert ">many-49<" in first
    assert ">many-50<" not in first
    (more,) = re.findall(r'href="([^"]+after=[^"]+)"', first)
    assert ">many-50<" in admin.get(more.replace("&amp;", "&")).text


def test_logs_are_filtered(server, admin):
    server.token(client_secret="wrong")
    failures = admin.get("/admin/sign-in-logs?status=failure").text
    assert "AADSTS7000215" in failures
    assert "AADSTS" not in admin.get("/admin/sign-in-logs?status=success").text
    assert "No sign-ins" in admin.get("/admin/sign-in-logs?client=nobody").text
    changes = admin.get("/admin/audit-logs?activity=Sign in&result=success").text
    assert "Sign in to admin center" in changes
    assert "Add application" not in changes


def test_nothing_is_found_under_identifiers_that_are_none(admin):
    for path in (
        "/admin/nowhere",
        "/admin/apps/nonsense",
        "/admin/apps/99999999-9999-4999-8999-999999999999/roles",
        "/static/nothing.css",
    ):
        assert admin.get(path).status_code == 404
