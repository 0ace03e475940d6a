"""The logo of an application: uploaded, shown from our own host, and nothing but a picture."""

from __future__ import annotations

import html
import re

import pytest
from tests.fakes.pictures import jpeg, png
from tests.surface.login.arrange import ORIGIN
from tests.surface.portal.arrange import Form
from tests.surface.portal.test_pages import actors_of, register

BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"


def upload(browser, path, content, name="logo.png", **changed):
    """Send the form as browsers do (RFC 7578)."""
    fields = Form(browser.get(path).text).fields
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{values[0]}\r\n'
        for key, values in fields.items()
        if values
    ]
    file = f'Content-Disposition: form-data; name="logo"; filename="{name}"\r\nContent-Type: x/y'
    body = "".join(parts).encode() + f"--{BOUNDARY}\r\n{file}\r\n\r\n".encode() + content
    headers = {
        "origin": ORIGIN,
        "sec-fetch-site": "same-origin",
        "content-type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    whole = body + f"\r\n--{BOUNDARY}--\r\n".encode()
    return browser._send("POST", path, headers=headers | changed, content=whole)


@pytest.fixture
def app(admin):
    return register(admin, "pictured")


def address_of(page: str) -> str | None:
    found = re.search(r'<img class="logo[^"]*" src="([^"]+)"', page)
    return None if found is None else html.unescape(found[1])


def test_a_picture_is_uploaded_shown_and_taken_away(server, admin, stranger, app):
    assert address_of(admin.get(app).text) is None
    saved = admin.follow(upload(admin, f"{app}/branding/logo", png()))
    assert "Logo saved." in saved.text
    assert "admin@contoso.onmicrosoft.com" in actors_of(server, "Update application")
    address = address_of(saved.text)
    assert address == address_of(admin.get("/admin/apps?q=pictured").text)
    shown = stranger.get(address)  # a consent page shows it to people who are not signed in here
    assert (shown.status_code, shown.content) == (200, png())
    assert admin.submit(f"{app}/branding/logo/remove").status_code == 303
    assert address_of(admin.get(app).text) is None
    assert stranger.get(address).status_code == 404


def test_a_logo_can_be_nothing_but_a_picture_for_a_browser(admin, stranger, app):
    upload(admin, f"{app}/branding/logo", jpeg(), name="page.html")
    headers = stranger.get(address_of(admin.get(app).text)).headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("content", [b"", b"<svg/>", png() + b"x", png(2000, 1)])
def test_what_is_no_fitting_picture_is_refused_in_words(admin, app, content):
    refused = upload(admin, f"{app}/branding/logo", content)
    assert refused.status_code == 400
    assert "The logo must be a PNG or JPEG picture." in refused.text
    assert address_of(admin.get(app).text) is None


def test_uploads_are_bounded_and_must_be_what_they_say(admin, app):
    path = f"{app}/branding/logo"
    assert upload(admin, path, bytes(200_000)).status_code == 413
    for kind in ("multipart/form-data", "multipart/form-data; boundary=other"):
        assert upload(admin, path, png(), **{"content-type": kind}).status_code == 400


def test_another_picture_takes_the_place_of_the_first(admin, stranger, app):
    addresses = []
    for grey in (1, 2):
        upload(admin, f"{app}/branding/logo", png(grey=grey))
        addresses.append(address_of(admin.get(app).text))
    assert [stranger.get(address).status_code for address in addresses] == [404, 200]


def test_logos_of_one_tenant_are_not_found_in_another(admin, stranger, app):
    upload(admin, f"{app}/branding/logo", png())
    _, where, _, *rest = address_of(admin.get(app).text).split("/")
    other = "/".join(["", where, "11111111-1111-4111-8111-111111111111", *rest])
    assert stranger.get(other).status_code == 404


@pytest.mark.parametrize(
    ("rest", "status"),
    [("sign-in", 404), ("sign-in/factor", 303), ("a/b/c", 404), ("a/b/c/d", 404), ("%00/x/y", 404)],
)
def test_an_address_that_is_no_logo_is_answered_as_any_other(server, rest, status):
    """What looks like the sign-in pages of a tenant of that name is asked to begin there."""
    assert server.send("GET", f"/logos/{rest}").status_code == status
