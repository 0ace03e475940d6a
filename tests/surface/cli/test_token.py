"""``daemonry token``: any OAuth server will do; refusals are explained."""

from __future__ import annotations

import base64
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from tests.surface.cli.arrange import plain

SECRET = "s3cret"


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2ln"


class OAuthServer(HTTPServer):
    """A token endpoint that answers what a test puts into it."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.status, self.body = 200, {"access_token": "opaque", "token_type": "Bearer"}
        self.forms = []
        self.discovery = "/tenant/v2.0/.well-known/openid-configuration"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.forms.append(parse_qs(self.rfile.read(length).decode()))
        self._answer(self.server.status, self.server.body)

    def do_GET(self):
        if self.path == self.server.discovery:
            self._answer(200, {"token_endpoint": f"{self.server.url}/token"})
        else:
            self._answer(404, {"error": "not_found"})

    def _answer(self, status, body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with OAuthServer() as oauth_server:
        thread = threading.Thread(target=oauth_server.serve_forever, args=(0.01,))
        thread.start()
        yield oauth_server
        oauth_server.shutdown()
        thread.join()


def get(server, *options):
    return plain(
        *("token", "get", "--token-endpoint", f"{server.url}/token"),
        *("--client-id", "me", "--scope", "api://x/.default", *options),
    )


@pytest.fixture
def secret(monkeypatch):
    monkeypatch.setenv("CLIENT_SECRET", SECRET)


def test_the_token_alone_goes_to_standard_output(server, secret):
    answer = get(server)
    assert (answer.code, answer.out, answer.err) == (0, "opaque\n", "")
    assert server.forms == [
        {
            "grant_type": ["client_credentials"],
            "client_id": ["me"],
            "client_secret": [SECRET],
            "scope": ["api://x/.default"],
        }
    ]


def test_programs_get_the_whole_answer(server, secret):
    assert get(server, "-o", "json").json == server.body


def test_the_secret_comes_from_a_file(server, tmp_path):
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n")
    assert get(server, "--secret-file", str(path)).code == 0
    assert server.forms[0]["client_secret"] == [SECRET]


def test_the_secret_comes_from_standard_input(server, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert get(server, "--secret-file", "-").code == 0
    assert server.forms[0]["client_secret"] == [SECRET]


def test_a_person_is_asked_for_the_secret(server, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **options: SECRET * options["hide_input"])
    assert get(server).code == 0
    assert server.forms[0]["client_secret"] == [SECRET]


def test_a_script_without_a_secret_is_told_how_to_give_one(server, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    answer = get(server)
    assert answer.code == 2
    assert "CLIENT_SECRET" in answer.err
    assert server.forms == []


def test_the_token_endpoint_is_discovered_from_the_authority(server, secret, monkeypatch):
    monkeypatch.setenv("AUTHORITY", f"{server.url}/tenant/")
    monkeypatch.setenv("CLIENT_ID", "me")
    assert plain("token", "get", "--scope", "x").out == "opaque\n"
    server.discovery = "/tenant/.well-known/openid-configuration"
    assert plain("token", "get", "--scope", "x").out == "opaque\n"


def test_an_authority_without_a_discovery_document_is_not_found(server, secret):
    answer = plain(
        *("token", "get", "--authority", f"{server.url}/other", "--client-id", "me"),
        *("--scope", "x"),
    )
    assert answer.code == 3
    assert "--token-endpoint" in answer.err


def test_without_authority_and_endpoint_it_is_wrong_usage(secret):
    answer = plain("token", "get", "--client-id", "me", "--scope", "x")
    assert answer.code == 2
    assert "--authority or --token-endpoint" in answer.err


REFUSALS = {
    "a code of Entra": (
        {
            "error": "invalid_client",
            "error_description": "AADSTS7000215: Invalid client secret provided."
            " Trace ID: 1 Correlation ID: 2 Timestamp: 3",
        },
        "error: invalid_client: AADSTS7000215: Invalid client secret provided.",
        "its value, not its ID",
    ),
    "an error of the standard": (
        {"error": "invalid_scope", "error_description": "No.\r\nTrace ID: 1"},
        "error: invalid_scope: No.",
        "Check the scope",
    ),
    "an error without words": ({"error": "slow_down"}, "error: slow_down", "Check the endpoint"),
    "no JSON at all": (b"<html>", "error: HTTP status 400", "Check the endpoint"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_told_and_explained(server, secret, case):
    server.body, message, advice = REFUSALS[case]
    server.status = 400
    answer = get(server)
    assert answer.code == 1
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first == message
    assert advice in second
    assert SECRET not in answer.err


def test_programs_get_the_refusal_as_the_server_sent_it(server, secret):
    server.status, server.body = 401, {"error": "invalid_client"}
    answer = get(server, "-o", "json")
    assert answer.code == 1
    assert answer.json == {"error": "invalid_client"}
    assert answer.err.startswith("error: invalid_client")


def test_a_token_without_roles_is_remarked_upon(server, secret):
    server.body = {"access_token": jwt(tid="t", aud="x")}
    answer = get(server)
    assert answer.code == 0
    assert "carries no roles" in answer.err
    assert "daemonry consent status me" in answer.err


def test_a_token_can_be_shown_at_once(server, secret):
    server.body = {"access_token": jwt(tid="t", aud="the-api", roles=["ToDoList.Read.All"])}
    answer = get(server, "--decode")
    assert "ToDoList.Read.All" in answer.out
    assert "The signature was not checked" in answer.err
    assert "no roles" not in answer.err


def test_an_opaque_token_is_said_to_be_one(server, secret):
    answer = get(server, "--decode")
    assert answer.out == "opaque\n"
    assert "opaque" in answer.err


@pytest.mark.parametrize(
    ("endpoint", "code", "advice"),
    [
        ("http://127.0.0.1:1/token", 4, "daemonry serve"),
        ("ftp://127.0.0.1/token", 2, "https://"),
        ("http://[::1/token", 2, "https://"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_says_what_to_check(secret, endpoint, code, advice):
    answer = plain(
        "token", "get", "--token-endpoint", endpoint, "--client-id", "me", "--scope", "x"
    )
    assert answer.code == code
    assert advice in answer.err


def test_a_ca_file_that_is_none_is_told(server, secret, tmp_path):
    answer = get(server, "--ca-file", str(tmp_path / "absent.pem"))
    assert answer.code == 4
    assert "ca.pem" in answer.err


def test_a_token_is_decoded_from_the_command_line_or_a_pipe(monkeypatch):
    token = jwt(aud="the-api", exp=1772370000, roles=["ToDoList.Read.All"])
    answer = plain("token", "decode", token)
    assert answer.code == 0
    assert "2026-03-01 13:00:00Z" in answer.out
    assert "The signature was not checked" in answer.err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{token}\n"))
    assert plain("token", "decode").out == answer.out


def test_programs_get_the_parts_of_a_token(monkeypatch):
    token = jwt(aud="the-api", exp=1772370000)
    assert plain("token", "decode", token, "-o", "json").json == {
        "header": {"alg": "RS256"},
        "claims": {"aud": "the-api", "exp": 1772370000},
        "times": {"exp": "2026-03-01 13:00:00Z"},
        "signature_checked": False,
    }


def test_something_that_is_no_token_is_wrong_usage():
    answer = plain("token", "decode", "nonsense")
    assert answer.code == 2
    assert "what to do: " in answer.err
