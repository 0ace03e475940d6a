"""Row S15: whatever opens something opens that alone, at every other place it is nothing."""

import pytest
from tests.surface.login.people import USER_NAME
from tests.surface.login.test_managed_identity import IMDS_PATH, MSI_PATH, Machine

from daemonry.directory.setup_links import create_setup_link
from daemonry.model.managed_identity import APP_SERVICE
from daemonry.storage.managed_identities import ManagedIdentityFile
from daemonry.web.csrf import SESSION_COOKIE

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture(scope="module")
def machine(server, tmp_path_factory):
    made = Machine(server, ManagedIdentityFile(tmp_path_factory.mktemp("identities")))
    made.bind(server.daemon)
    made.bind(server.register_daemon(), kind=APP_SERVICE, secret="a header secret")
    return made


@pytest.fixture(scope="module")
def kinds(server, machine):
    """One of everything that is handed to somebody."""
    person = server.tokens_of_person()
    identity = machine.ask().json()["access_token"]
    link = server.change(create_setup_link, USER_NAME)
    return {
        "a daemon's token for an API": server.token().json()["access_token"],
        "a daemon's token for Graph": server.graph.token,
        "a managed identity's token": identity,
        "a person's token for an API": person["access_token"],
        "an id token": person["id_token"],
        "a refresh token": person["refresh_token"],
        "a code": server.person_browser.code(server),
        "a device code": server.device_code()["device_code"],
        "a session": server.admin_browser.cookies[SESSION_COOKIE],
        "a client secret": server.daemon.secret,
        "a setup link": link.rpartition("/")[2],
        "a header secret": "a header secret",
    }


def as_bearer(server, machine, value):
    headers = {"authorization": f"Bearer {value}"}
    return server.send("GET", "/v1.0/applications", headers=headers).status_code == 200


def as_bearer_of_userinfo(server, machine, value):
    headers = {"authorization": f"Bearer {value}"}
    return server.send("GET", "/oidc/userinfo", headers=headers).status_code == 200


def as_session(server, machine, value):
    headers = {"cookie": f"{SESSION_COOKIE}={value}"}
    return server.send("GET", "/admin/", headers=headers).status_code == 200


def as_session_of_the_authority(server, machine, value):
    headers = {"cookie": f"{SESSION_COOKIE}={value}"}
    answer = server.send("GET", server.address(prompt="none"), headers=headers)
    return "login_required" not in answer.headers["location"]


def as_client_secret(server, machine, value):
    return server.token(client_secret=value).status_code == 200


def as_client_assertion(server, machine, value):
    form = {"client_assertion": value, "client_assertion_type": JWT_BEARER}
    return server.token(client_secret=None, **form).status_code == 200


def as_refresh_token(server, machine, value):
    return server.refresh(value).status_code == 200


def as_code(server, machine, value):
    return server.redeem(value).status_code == 200


def as_device_code(server, machine, value):
    form = {"grant_type": DEVICE, "client_id": server.device.app_id, "device_code": value}
    return "authorization_pending" in server.post_token(form).text


def as_user_code(server, machine, value):
    page = server.person_browser.submit("/devicelogin", user_code=value)
    return "a television" in page.text


def as_setup_link(server, machine, value):
    return server.send("GET", f"/setup/{value}").status_code == 200


def as_introspecting_client(server, machine, value):
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/introspect"
    form = server.form(client_secret=value, token="x")
    return "AADSTS7000215" not in server.send("POST", path, data=form).text


def as_managed_identity(server, machine, value):
    headers = {"x-identity-header": value}
    return machine.ask(MSI_PATH, headers=headers).status_code == 200


def as_a_word_for_metadata(server, machine, value):
    return machine.ask(IMDS_PATH, headers={"metadata": value}).status_code == 200


def as_form_token(server, machine, value):
    browser = server.person_browser
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/consent"
    fields = {"request": server.address().partition("?")[2], "decision": "accept"}
    return "AADSTS" not in browser.post(path, fields | {"form_token": value}).text


PLACES = {
    as_bearer: {"a daemon's token for Graph"},
    as_bearer_of_userinfo: set(),
    as_session: {"a session"},
    as_session_of_the_authority: {"a session"},
    as_client_secret: {"a client secret"},
    as_client_assertion: set(),
    as_refresh_token: {"a refresh token"},
    as_code: {"a code"},
    as_device_code: {"a device code"},
    as_user_code: set(),
    as_setup_link: {"a setup link"},
    as_introspecting_client: {"a client secret"},
    as_managed_identity: {"a header secret"},
    as_a_word_for_metadata: set(),
    as_form_token: set(),
}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_s15_each_kind_of_token_counts_at_its_own_place_only(server, machine, kinds, place):
    taken = {kind for kind, value in kinds.items() if place(server, machine, value)}
    assert taken == PLACES[place]
