"""Redirect URIs: whatever is asked for, an answer goes to what was registered and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from daemonry.model.application import Application, WebSettings
from daemonry.model.ids import AppId, ObjectId, TenantId
from daemonry.oauth.redirect_uri import PUBLIC_CLIENT, match_redirect_uri

REGISTERED = ("https://app.example/cb", "https://app.example/cb?x=1", "myapp://auth")
LOOPBACK = ("http://localhost", "http://127.0.0.1/cb", "http://[::1]/")
HOSTS = st.sampled_from(["localhost", "127.0.0.1", "[::1]", "app.example", "localhost.evil"])
PIECES = st.lists(
    st.sampled_from(
        [*REGISTERED, *LOOPBACK, "@", ":", "/", "//", "?", "#", "%2f", "..", "\\", "evil.example"]
    )
    | st.text(max_size=3),
    max_size=5,
).map("".join)


def application(**more: object) -> Application:
    return Application(
        tenant_id=TenantId("t"),
        object_id=ObjectId("o"),
        app_id=AppId("a"),
        display_name="app",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        **more,
    )


WEB = application(web=WebSettings(redirect_uris=(*REGISTERED, *LOOPBACK)))
NATIVE = application(public_client_redirect_uris=(*REGISTERED, *LOOPBACK))


@given(PIECES)
def test_a_website_is_answered_at_exactly_what_it_registered(asked: str) -> None:
    found = match_redirect_uri(asked, WEB)
    assert (found is not None) == (asked in WEB.web.redirect_uris)
    assert found is None or found.uri == asked


@given(PIECES)
def test_a_native_client_is_answered_there_or_at_another_port_of_loopback(asked: str) -> None:
    found = match_redirect_uri(asked, NATIVE)
    if found is None or asked in NATIVE.public_client_redirect_uris:
        return
    parts = urlsplit(found.uri)
    assert (found.uri, found.platform) == (asked, PUBLIC_CLIENT)
    assert parts.scheme == "http"
    assert parts.username is None
    same = [
        uri
        for uri in map(urlsplit, LOOPBACK)
        if (uri.hostname, uri.path or "/", uri.query)
        == (parts.hostname, parts.path or "/", parts.query)
    ]
    assert same


@given(HOSTS, st.integers(-1, 70000), st.sampled_from(["", "/", "/cb", "/cb/", "?x"]))
def test_only_ports_are_free(host: str, port: int, path: str) -> None:
    found = match_redirect_uri(f"http://{host}:{port}{path}", NATIVE)
    is_registered = (host, path) in {
        *(("localhost", ""), ("localhost", "/"), ("127.0.0.1", "/cb")),
        *(("[::1]", "/"), ("[::1]", "")),
    }
    assert (found is not None) == (is_registered and 0 < port <= 65535)
