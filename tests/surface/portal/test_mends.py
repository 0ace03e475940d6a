"""Token preview: the claims a client would get, what is missing, and the mend as a button."""

from __future__ import annotations

import html
import re

import pytest
from tests.surface.login.arrange import READ, WRITE
from tests.surface.portal.test_pages import actors_of, claims_of

from daemonry.directory.service_principals import update_service_principal


@pytest.fixture
def preview(server, admin):
    """The preview of a new daemon for the API of the tutorial, and its buttons."""
    daemon = server.register_daemon()
    return Preview(server, admin, daemon)


class Preview:
    def __init__(self, server, admin, daemon) -> None:
        self.server, self.admin, self.daemon = server, admin, daemon
        base = f"/admin/apps/{daemon.application.app_id}"
        self.address = f"{base}/preview?resource={server.api.app_id}"

    @property
    def page(self) -> str:
        return html.unescape(self.admin.get(self.address).text)

    def buttons(self) -> dict[str, list[str]]:
        """Return the addresses of buttons by their words."""
        found: dict[str, list[str]] = {}
        for address, words in re.findall(
            r'<a class="button small-button" href="([^"]+)">([^<]+)</a>', self.page
        ):
            found.setdefault(words, []).append(address)
        return found

    def press(self, words: str) -> str:
        """Press the first button of this name and confirm; return the page after it."""
        return self.admin.follow(self.admin.submit(self.buttons()[words][0])).text

    def token(self):
        return self.server.token(
            client_id=self.daemon.application.app_id, client_secret=self.daemon.secret
        )


def test_a_missing_role_is_assigned_from_the_preview_after_a_question(preview):
    """Complaint 5: roles absent because consent is missing."""
    assert "roles" not in claims_of(preview.token().json()["access_token"])
    address = preview.buttons()["Assign"][0]
    asked = preview.admin.get(address).text
    assert "asks for ToDoList.Read.All of ciam-ToDoList-api" in asked
    assert "roles" not in claims_of(
        preview.token().json()["access_token"]
    )  # asking changes nothing
    page = preview.press("Assign")
    assert "Done. This is what the client gets now." in page
    assert claims_of(preview.token().json()["access_token"])["roles"] == ["ToDoList.Read.All"]
    assert "admin@contoso.onmicrosoft.com" in actors_of(
        preview.server, "Add app role assignment to service principal"
    )


def test_the_claims_that_are_shown_are_those_of_the_next_token(preview):
    preview.server.assign(preview.daemon, WRITE)
    claims = claims_of(preview.token().json()["access_token"])
    shown = preview.page
    for name in ("aud", "azp", "oid", "sub", "tid", "iss"):
        assert f'"{name}": "{claims[name]}"' in shown
    assert '"idtyp": "app"' in shown
    assert '"ToDoList.ReadWrite.All"' in shown
    assert "No token lifetime policy concerns the API" in shown
    assert "The API's optional claims list it." in shown


def test_a_disabled_client_and_a_disabled_api_are_enabled_from_the_preview(preview):
    server = preview.server
    for principal in (preview.daemon.principal, server.api_principal):
        server.change(update_service_principal, principal.object_id, {"account_enabled": False})
    assert preview.token().json()["error_codes"] == [7000112]
    preview.press("Enable")
    assert preview.token().json()["error_codes"] == [50001]
    preview.press("Enable")
    assert preview.token().status_code == 200


def test_a_button_for_something_that_is_not_there_leads_nowhere(preview):
    base = preview.address.partition("?")[0]
    for path in ("/mend/nothing", "/mend/assign", f"/mend/assign?resource={READ}"):
        assert preview.admin.get(f"{base}{path}").status_code == 404, path
    wrong_role = f"{base}/mend/assign?resource={preview.server.api.app_id}&role={READ[:-1]}9"
    assert preview.admin.get(wrong_role).status_code == 404


def test_a_client_without_credential_is_led_to_a_new_secret(server, admin):
    daemon = server.register_daemon(with_secret=False)
    found = Preview(server, admin, daemon).buttons()
    assert found["New client secret"] == [
        f"/admin/apps/{daemon.application.app_id}/credentials/secrets/new"
    ]
