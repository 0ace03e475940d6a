"""Expose an API and the manifest: scopes, authorized clients, changes shown before saved."""

import html
import json
import re

import pytest
from tests.surface.portal.arrange import USER_NAME
from tests.surface.portal.test_pages import actors_of

from daemonry.directory.applications import get_application_by_app_id

GUID = "77777777-8888-4999-8aaa-bbbbbbbbbbbb"
SCOPE = {
    "value": "ToDoList.Read",
    "who": "User",
    "admin_name": "Read lists",
    "admin_text": "Reads the lists of the person",
    "user_name": "Read your lists",
}


@pytest.fixture
def api(server):
    return server.register_api()[0]


@pytest.fixture
def base(api):
    return f"/admin/apps/{api.app_id}"


def stored(server, api):
    return server.change(get_application_by_app_id, api.app_id)


def test_a_scope_is_added_edited_disabled_and_deleted(server, admin, api, base):
    added = admin.follow(admin.submit(f"{base}/expose/scopes/new", **SCOPE)).text
    assert f"api://{api.app_id}/ToDoList.Read" in added
    assert "Admins and users" in added
    (scope,) = stored(server, api).api.oauth2_permission_scopes
    address = f"{base}/expose/scopes/{scope.scope_id}"
    words = {"admin_text": "Reads them", "state": "on"}
    refused = admin.submit(address, **words, value="ToDoList.See")
    assert "disabled first" in refused.text
    changed = admin.submit(address, **words | {"value": "ToDoList.See", "state": "off"})
    assert ">Disabled<" in admin.follow(changed).text
    admin.submit(address, **words)
    assert "disabled and deleted in one step" in admin.get(f"{address}/delete").text
    assert "No scopes have been" in admin.follow(admin.submit(f"{address}/delete")).text
    assert USER_NAME in actors_of(server, "Update application")


def test_a_bad_scope_name_is_refused_beside_its_field(admin, base):
    page = admin.submit(f"{base}/expose/scopes/new", **SCOPE | {"value": "two words"})
    assert page.status_code == 400
    assert re.search(r'id="value"[^>]*aria-invalid', page.text)


def test_a_client_application_is_authorized_and_removed_with_its_scope(server, admin, api, base):
    admin.submit(f"{base}/expose/scopes/new", **SCOPE)
    (scope,) = stored(server, api).api.oauth2_permission_scopes
    for client in (server.daemon.application.app_id.upper(), GUID):
        words = {"client": client, "scope": scope.scope_id}
        page = admin.follow(admin.submit(f"{base}/expose/clients/new", **words)).text
    assert "ciam-client-app" in page
    assert "not in this tenant" in page
    removed = admin.submit(f"{base}/expose/clients/{GUID}/remove")
    assert GUID not in admin.follow(removed).text
    admin.submit(f"{base}/expose/scopes/{scope.scope_id}/delete")
    assert stored(server, api).api.pre_authorized_applications == ()


def test_a_client_application_needs_a_client_id(admin, base):
    page = admin.submit(f"{base}/expose/clients/new", client="nobody", scope=[])
    assert page.status_code == 400


class Manifest:
    """The page of one application's manifest, filled in and sent as people do."""

    def __init__(self, admin, base):
        self.admin, self.address = admin, f"{base}/manifest"

    def text(self):
        page = self.admin.get(self.address).text
        return html.unescape(
            re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL).group(1)
        )

    def send(self, text, **more):
        return self.admin.submit(self.address, manifest=text, **more)


@pytest.fixture
def manifest(admin, base):
    return Manifest(admin, base)


def test_a_manifest_is_what_the_management_api_shows(manifest, api):
    document = json.loads(manifest.text())
    assert document["appId"] == api.app_id
    assert [role["value"] for role in document["appRoles"]] == [r.value for r in api.app_roles]


def test_a_change_is_shown_before_it_is_saved(server, admin, manifest, api):
    text = manifest.text().replace('"notes": null', '"notes": "from the manifest"')
    review = manifest.send(text)
    assert "+   &#34;notes&#34;: &#34;from the manifest&#34;,</ins>" in review.text
    assert "-   &#34;notes&#34;: null,</del>" in review.text
    assert stored(server, api).notes is None
    assert "from the manifest" not in admin.get("/admin/audit-logs").text
    saved = admin.follow(manifest.send(text, confirmed="yes")).text
    assert stored(server, api).notes == "from the manifest"
    history = saved.partition('id="history"')[2]
    assert "notes" in history
    assert USER_NAME in history


def test_an_unchanged_manifest_changes_nothing(manifest):
    assert "Nothing differs" in manifest.send(manifest.text()).text


def test_what_is_left_out_stays_as_it_is(server, manifest, api):
    manifest.send('{"notes": "short"}', confirmed="yes")
    after = stored(server, api)
    assert (after.notes, after.app_roles) == ("short", api.app_roles)


FAULTS = {
    "a comma too many": ('{\n  "notes": "x",\n}', "Line 3, column 1"),
    "a name twice": ('{"notes": "x",\n "notes": "y"}', "Line 2, column 2"),
    "no object": ("[]", "Line 1, column 1"),
    "nothing at all": ("", "Line 1, column 1"),
    "an unknown property": ('{\n\n  "nothing": 1}', "Line 3, column 3, at nothing"),
    "a wrong type": ('{"displayName":\n 5}', "Line 1, column 2, at displayName"),
    "a wrong value deep inside": (
        '{"api": {\n  "requestedAccessTokenVersion": 7}}',
        "Line 2, column 3, at api.requestedAccessTokenVersion",
    ),
    "a read-only property": ('{\n "publisherDomain": "evil.example"}', "Line 2, column 2"),
    "a secret": ('{"passwordCredentials": [{"displayName": "mine"}]}', "read-only"),
    "another identifier": (f'{{"appId": "{GUID}"}}', "at appId"),
    "deeper than anything": ("[" * 3000, "Line 1, column 1"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_line_and_column_and_the_text_stays(server, manifest, api, text, told):
    page = manifest.send(text)
    assert page.status_code == 400
    assert told in html.unescape(page.text)
    assert stored(server, api) == api
    if text:
        assert html.escape(text[:40], quote=False).replace('"', "&#34;") in page.text


def test_a_manifest_that_somebody_else_changed_meanwhile_is_not_saved(
    server, admin, manifest, base
):
    fields = {"manifest": '{"notes": "mine"}', "read": "0" * 64}
    page = manifest.send(text=fields["manifest"], read=fields["read"])
    assert page.status_code == 409
    assert "changed since this manifest was read" in page.text
