"""Users, roles and administrators; and what somebody sees who may not do everything."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.surface.login.arrange import READ
from tests.surface.portal.arrange import PASSWORD, Browser, Form
from tests.surface.portal.test_protection import GUID, filled
from tests.surface.portal.test_search import crawl

from daemonry.directory.applications import create_application
from daemonry.directory.audit import list_audit_events
from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.users import NewUser, create_user
from daemonry.model.directory_role import (
    APPLICATION_ADMINISTRATOR,
    APPLICATION_DEVELOPER,
    GLOBAL_READER,
    PRIVILEGED_ROLE_ADMINISTRATOR,
    USER_ADMINISTRATOR,
)
from daemonry.portal.rights import need_of
from daemonry.portal.routes import PAGES, find_page


@pytest.fixture(scope="module")
def someone(server):
    """Sign somebody in who has these roles."""

    def signed_in(name, *roles):
        account = f"{name}@contoso.onmicrosoft.com"
        user = server.change(create_user, NewUser(account, name.title(), PASSWORD))
        for role in roles:
            server.change(assign_directory_role, user.object_id, role)
        browser = Browser(server)
        assert browser.sign_in(account).status_code == 303
        return browser

    return signed_in


def test_an_account_is_made_and_its_person_sets_the_password(server, admin):
    shown = admin.submit("/admin/users/new", user_name="new@contoso.onmicrosoft.com", name="New")
    link = re.search(r">(https://localhost:8443)(/setup/[^<]+)<", shown.text).group(2)
    person = Browser(server)
    done = person.submit(link, new_password=PASSWORD, new_password_again=PASSWORD)
    assert done.status_code == 303
    assert person.get("/admin/users").status_code == 200
    page = re.search(r'href="(/admin/users/[0-9a-f-]{36})">New<', admin.get("/admin/users").text)
    address = page.group(1)
    assert "Every session" in admin.get(f"{address}/sign-out").text
    assert admin.submit(f"{address}/sign-out").status_code == 303
    assert person.get("/admin/users").status_code == 303
    for step in ("block", "block", "delete"):
        assert admin.submit(f"{address}/{step}").status_code == 303
    assert admin.get(address).status_code == 404
    activities = {e.activity for e in server.change(list_audit_events, limit=1000)}
    assert {"Add user", "Create setup link", "Update user", "Delete user"} <= activities
    assert link.rpartition("/")[2] not in admin.get("/admin/audit-logs").text


def test_a_role_is_given_and_taken_away(server, admin, someone):
    plain = someone("plain")
    listed = admin.get("/admin/users?q=plain").text
    user_id = re.search(r"/admin/users/([0-9a-f-]{36})", listed).group(1)
    role = f"/admin/roles/{USER_ADMINISTRATOR}"
    assert plain.get("/admin/users/new").text.count("disabled") == 1
    assert admin.submit(f"{role}/add", user=user_id).status_code == 303
    assert " disabled" not in plain.get("/admin/users/new").text
    shown = admin.get(role).text
    assert "plain@contoso.onmicrosoft.com" in shown
    removal = re.search(rf'href="({role}/[0-9a-f-]+/remove)"', shown).group(1)
    assert admin.submit(removal).status_code == 303
    assert " disabled" in plain.get("/admin/users/new").text


def test_what_one_may_not_do_is_told_before_and_refused_with_the_same_words(server, someone):
    reader = someone("reader", GLOBAL_READER)
    for path, roles in {
        "/admin/users/new": "User Administrator, Global Administrator",
        f"/admin/roles/{GLOBAL_READER}/add": "Privileged Role Administrator, Global Administrator",
        f"/admin/apps/{server.api.app_id}/roles/new": "You need to own this",
        f"/admin/apps/{server.api.app_id}/credentials/secrets/new": "You need to own this",
    }.items():
        page = reader.get(path)
        assert page.status_code == 200
        assert '<fieldset class="denied" disabled' in page.text
        assert roles in page.text
        refused = reader.post(path, Form(page.text).fields)
        assert refused.status_code == 403
        assert roles in refused.text
    assert reader.get("/admin/apps/new").text.count("<fieldset class=") == 0


@pytest.mark.parametrize("log", ["sign-in-logs", "audit-logs"])
def test_whoever_may_not_read_a_log_is_told_so_before_a_file_begins(someone, log):
    browser = someone(f"reads-no-{log}")
    answer = browser.get(f"/admin/{log}/export")
    assert answer.status_code == 403
    assert "content-disposition" not in answer.headers


def test_whoever_owns_an_application_changes_it_without_a_role(someone):
    developer = someone("developer", APPLICATION_DEVELOPER)
    made = developer.submit("/admin/apps/new", name="hers")
    assert made.status_code == 303, made.text
    address = made.headers["location"].partition("?")[0]
    assert "denied" not in developer.get(f"{address}/credentials/secrets/new").text
    assert developer.submit(f"{address}/expose/uri").status_code == 303
    consent = developer.get(f"{address}/permissions/consent")
    assert "Cloud Application Administrator" in consent.text


LOOKING = {
    "nobody": (),
    "reader": (GLOBAL_READER,),
    "helpdesk": (USER_ADMINISTRATOR,),
    "granter": (PRIVILEGED_ROLE_ADMINISTRATOR,),
    "applications": (APPLICATION_ADMINISTRATOR,),
}


@pytest.fixture(scope="module")
def _granted(server):
    """Something to revoke."""
    server.assign(server.daemon, READ)


@pytest.mark.usefixtures("_granted")
@pytest.mark.parametrize("who", LOOKING)
def test_no_page_offers_what_its_reader_may_not_do(someone, who):
    """Every page by its links: greyed with the missing role named, or a form that is open."""
    browser = someone(f"looks-{who}", *LOOKING[who])
    useless, greyed = [], 0
    for address, text in crawl(browser, "/admin/"):
        page, _ = find_page(address.partition("?")[0])
        greyed += text.count('aria-disabled="true" ')
        assert text.count('aria-describedby="need-') == 0 or "directory roles:" in text, address
        if page.is_change and not page.is_view and '<fieldset class="denied"' in text:
            useless.append(address)
    assert useless == []
    assert greyed


def test_a_mend_is_greyed_for_whoever_lacks_the_right_that_this_one_needs(server, someone):
    client = server.register_daemon().application.app_id
    preview = f"/admin/apps/{client}/preview?resource={server.api.app_id}"
    shown = {
        name: someone(f"mends-{name}", *roles).get(preview).text
        for name, roles in {
            "all": (APPLICATION_ADMINISTRATOR,),
            "none": (GLOBAL_READER,),
        }.items()
    }
    assert 'href="/admin/apps/' in shown["all"]
    assert "/preview/mend/assign" in shown["all"]
    assert "/preview/mend/" not in shown["none"]
    assert "You need one of these directory roles: Cloud Application" in shown["none"]


ROLES = {"nobody": (), "manager": (APPLICATION_ADMINISTRATOR,)}


@pytest.mark.parametrize("who", ROLES)
def test_no_form_answers_anybody_with_a_server_error(server, someone, who):
    """Every form, sent by somebody without a role and by one with a role for applications."""
    browser = someone(f"walk-{who}", *ROLES[who])
    app_id = server.change(create_application, {"display_name": "walked over"}).app_id
    sheet = Form(browser.get("/admin/apps/new").text).fields
    token = {name: sheet[name] for name in ("form_token", "form_tenant")}
    for page in PAGES:
        if page.submit is None:
            continue
        path = filled(page.path.replace("{app_id}", app_id))
        sent = browser.post(re.sub(r"\{\w+\}", GUID, path), token | {"once": page.path})
        assert sent.status_code < 500, path
        need = need_of(page.path)
        if not ROLES[who] and need.is_owned and "{app_id}" in page.path and not page.is_question:
            assert sent.status_code in {403, 404}, path


def test_what_matters_most_wants_a_fresh_proof(server, admin):
    """Row A5."""
    browser = Browser(server)
    browser.sign_in()
    address = f"/admin/apps/{server.api.app_id}/credentials/secrets/new"
    fields = Form(browser.get(address).text).fields
    start = server.clock.time
    try:
        server.clock.time += timedelta(minutes=11)
        asked = browser.get(address).headers["location"]
        assert "prompt=login" in asked
        assert browser.post(address, fields).headers["location"] == asked
        assert browser.get(f"/admin/apps/{server.api.app_id}").status_code == 200
        mend = f"/admin/apps/{server.api.app_id}/preview/mend/assign?resource=x&role=y"
        query = parse_qs(urlsplit(browser.get(mend).headers["location"]).query)
        assert query["continue"] == [mend]
        done = browser.submit(asked, password=PASSWORD)
        assert done.headers["location"] == address
        assert browser.get(address).status_code == 200
    finally:
        server.clock.time = start
