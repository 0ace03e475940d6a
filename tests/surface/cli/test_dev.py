"""``daemonry dev``: the finished tutorial on a free port, as scripts and people start it."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import subprocess
from pathlib import Path

import httpx2
import pytest
from tests.surface.cli.arrange import Shell, plain, started

from daemonry.cli.dev_screen import show_dev_screen

CONTRACT = (
    *("base_url", "tenant_id", "tenant_domain", "tenant_name", "authority", "issuer"),
    *("token_endpoint", "graph_url", "admin_url", "admin_username", "admin_password", "ca_file"),
    *("api_app_id", "api_identifier_uri", "daemon_client_id", "daemon_client_secret"),
    *("management_client_id", "management_client_secret", "todo_api_url"),
)
DAEMON = "ciam-client-app"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    data = tmp_path_factory.mktemp("dev") / "data"
    with started("dev", "--port", "0", "--data", str(data), "--json") as (_, line):
        yield Shell(data), json.loads(line)


@pytest.fixture
def facts(served):
    return served[1]


@pytest.fixture
def http(facts):
    with httpx2.Client(verify=ssl.create_default_context(cafile=facts["ca_file"])) as client:
        yield client


def ask(facts, *options, authority=None):
    return plain(
        *("token", "get", "--authority", authority or facts["authority"]),
        *("--client-id", facts["daemon_client_id"], "--ca-file", facts["ca_file"]),
        *("--scope", f"{facts['api_identifier_uri']}/.default", *options),
    )


@pytest.fixture
def with_secret(facts, monkeypatch):
    monkeypatch.setenv("CLIENT_SECRET", facts["daemon_client_secret"])


def test_the_line_has_exactly_the_promised_keys(facts):
    assert tuple(facts) == CONTRACT
    base, tenant = facts["base_url"], facts["tenant_id"]
    assert base.startswith("https://localhost:")
    assert facts["issuer"] == f"{base}/{tenant}/v2.0"
    assert facts["token_endpoint"] == f"{base}/{tenant}/oauth2/v2.0/token"
    assert facts["todo_api_url"] == f"{base}/api/todolist"
    assert Path(facts["ca_file"]).is_absolute()


def test_the_daemon_gets_a_token_with_both_roles(facts, with_secret):
    answer = ask(facts, "--decode")
    assert answer.code == 0, answer.err
    assert "ToDoList.Read.All" in answer.out
    assert "ToDoList.ReadWrite.All" in answer.out
    assert "expires in" in answer.out


def test_the_to_do_api_is_protected_and_lets_the_daemon_in(facts, http, with_secret):
    assert http.get(facts["todo_api_url"]).status_code == 401
    bearer = {"Authorization": f"Bearer {ask(facts).out.strip()}"}
    url = facts["todo_api_url"]
    made = http.post(url, headers=bearer, json={"description": "Buy milk"})
    assert made.status_code == 201
    assert http.get(url, headers=bearer).json()[-1]["description"] == "Buy milk"
    assert http.delete(f"{url}/{made.json()['id']}", headers=bearer).status_code == 204


def test_a_token_of_another_name_of_this_server_counts_as_well(facts, http, with_secret):
    authority = facts["authority"].replace("localhost", "127.0.0.1")
    answer = ask(facts, authority=authority)
    assert answer.code == 0, answer.err
    bearer = {"Authorization": f"Bearer {answer.out.strip()}"}
    assert http.get(facts["todo_api_url"], headers=bearer).status_code == 200


@pytest.mark.parametrize("authorization", ["Bearer nonsense", "Bearer a.e30.b", "Basic eDp5"])
def test_the_to_do_api_refuses_what_is_no_token(facts, http, authorization):
    answer = http.get(facts["todo_api_url"], headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer.headers


def test_the_server_is_not_trusted_without_its_ca(facts, monkeypatch, with_secret):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    answer = plain(
        *("token", "get", "--token-endpoint", facts["token_endpoint"]),
        *("--client-id", facts["daemon_client_id"], "--scope", "x"),
    )
    assert answer.code == 4
    assert "--ca-file" in answer.err


def test_a_secret_deleted_at_the_console_counts_no_more_at_once(served, monkeypatch):
    shell, facts = served
    made = shell.json("secret", "create", DAEMON, "--name", "short")
    monkeypatch.setenv("CLIENT_SECRET", made["secret"])
    assert ask(facts).code == 0
    shell.json("secret", "delete", DAEMON, "short")
    answer = ask(facts)
    assert answer.code == 1
    assert "AADSTS7000215" in answer.err
    assert "daemonry secret list" in answer.err


def test_consent_revoked_at_the_console_counts_at_once(served, with_secret):
    shell, facts = served
    shell.json("consent", "revoke", DAEMON)
    try:
        answer = ask(facts)
        assert answer.code == 0
        assert "carries no roles" in answer.err
    finally:
        shell.json("consent", "grant", DAEMON)
    assert ask(facts).err == ""


def test_token_requests_are_on_record(served, with_secret):
    shell, facts = served
    assert ask(facts).code == 0
    (row,) = shell.json("audit", "sign-ins", "--app", DAEMON, "--limit", "1")
    assert row["client"] == DAEMON
    assert row["api"] == "ciam-ToDoList-api"
    assert row["roles"] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert row["error_code"] == 0
    assert shell.json("audit", "sign-ins", "--correlation-id", row["correlation_id"]) == [row]
    assert "token" in shell("audit", "sign-ins").out


def test_an_unknown_client_is_on_record_with_its_code(served, monkeypatch):
    shell, facts = served
    monkeypatch.setenv("CLIENT_SECRET", "wrong")
    assert ask(facts).code == 1
    (row,) = shell.json("audit", "sign-ins", "--limit", "1")
    assert row["result"] == "AADSTS7000215"


def test_token_requests_are_picked_by_outcome_and_time(served, monkeypatch):
    shell, facts = served
    monkeypatch.setenv("CLIENT_SECRET", "wrong")
    assert ask(facts).code == 1
    monkeypatch.setenv("CLIENT_SECRET", facts["daemon_client_secret"])
    assert ask(facts).code == 0
    refused = shell.json("audit", "sign-ins", "--failed", "--since", "1h")
    issued = shell.json("audit", "sign-ins", "--issued", "--since", "2026-01-01T00:00Z")
    assert refused
    assert issued
    assert 0 not in {row["error_code"] for row in refused}
    assert {row["error_code"] for row in issued} == {0}
    assert shell.json("audit", "sign-ins", "--since", "2126-01-01") == []
    assert shell("audit", "sign-ins", "--since", "yesterday").code == 2


def test_token_requests_are_followed_as_they_arrive(served, with_secret):
    shell, facts = served
    assert ask(facts).code == 0
    arguments = ("audit", "sign-ins", "--follow", "--limit", "1", "-o", "json")
    with started(*arguments, "--data", str(shell.data)) as (process, line):
        known = json.loads(line)
        assert known["client"] == DAEMON
        assert ask(facts).code == 0
        arrived = json.loads(process.stdout.readline())
        assert arrived["at"] >= known["at"]
        assert arrived["sign_in_id"] != known["sign_in_id"]


def test_a_request_is_explained_by_its_correlation_id(served, monkeypatch):
    shell, facts = served
    monkeypatch.setenv("CLIENT_SECRET", "wrong")
    assert ask(facts).code == 1
    (row,) = shell.json("audit", "sign-ins", "--failed", "--limit", "1")
    told = shell("explain", "--correlation-id", row["correlation_id"]).out
    assert f"{DAEMON} gets no token" in told
    assert "AADSTS7000215" in told
    assert "does not look like one of this server's" in told
    assert f"daemonry secret create {DAEMON}" in told
    text = shell("explain", "--correlation-id", row["correlation_id"], "--text").out
    assert "The same request now:" in text


def test_a_port_that_is_taken_is_told(facts, tmp_path):
    port = facts["base_url"].rpartition(":")[2]
    answer = plain("dev", "--port", port, "--data", str(tmp_path / "data"))
    assert answer.code == 4
    assert f"port {port}" in answer.err
    assert "--port" in answer.err


def test_production_refuses_the_data_of_dev(served):
    answer = served[0]("serve", "--port", "0")
    assert answer.code == 1
    assert "daemonry dev" in answer.err


def test_the_next_start_has_the_same_credentials(tmp_path):
    lines = []
    for _ in range(2):
        with started("dev", "--port", "0", "--data", str(tmp_path / "d"), "--json") as (_, line):
            lines.append(json.loads(line))
    stable = [key for key in CONTRACT if "localhost" not in str(lines[0][key])]
    assert "daemon_client_secret" in stable
    assert "ca_file" in stable
    assert {key: lines[0][key] for key in stable} == {key: lines[1][key] for key in stable}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_ends_in_order_and_leaves_nothing_behind(number, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with started("dev", "--port", "0", "--json") as (process, line):
        assert Path(json.loads(line)["ca_file"]).is_relative_to(tmp_path)
        process.send_signal(number)
        rest, errors = process.communicate(timeout=30)
        assert process.returncode == 0
    assert rest == ""
    assert errors == ""
    assert list(tmp_path.iterdir()) == []


def test_a_data_directory_that_lost_its_credentials_is_refused(contoso):
    answer = plain("dev", "--port", "0", "--data", str(contoso.data))
    assert answer.code == 4
    assert "secrets are not known" in answer.err


def test_names_that_are_mapped_to_the_server_are_in_its_certificate(tmp_path):
    options = ("--ciam-names", "--tls-name", "login.microsoftonline.com")
    with started("dev", "--port", "0", "--data", str(tmp_path / "d"), "--json", *options) as run:
        facts = json.loads(run[1])
        context = ssl.create_default_context(cafile=facts["ca_file"])
        port = int(facts["base_url"].rpartition(":")[2])
        with (
            socket.create_connection(("127.0.0.1", port)) as connection,
            context.wrap_socket(connection, server_hostname="contoso.ciamlogin.com") as wrapped,
        ):
            names = {name for _, name in wrapped.getpeercert()["subjectAltName"]}
    assert {
        *("localhost", "127.0.0.1", "contoso.localhost", "contoso.ciamlogin.com"),
        *(f"{facts['tenant_id']}.ciamlogin.com", "login.microsoftonline.com"),
    } <= names


def test_people_get_a_screen_with_lines_to_copy(facts, capsys):
    show_dev_screen(facts, None)
    screen = capsys.readouterr().out
    for value in facts.values():
        assert value in screen or value in {facts["issuer"], facts["admin_url"]}
    for name in ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        assert f"export {name}={facts['ca_file']}\n" in screen
    assert "curl" in screen
    assert "temporary directory" in screen


def test_the_screen_of_a_kept_tenant_names_the_commands_for_it(facts, capsys):
    show_dev_screen(facts, Path("my tenant"))
    screen = capsys.readouterr().out
    assert "daemonry app list --data 'my tenant'" in screen


def test_the_curl_example_on_the_screen_works(facts, capsys, tmp_path):
    show_dev_screen(facts, None)
    lines = capsys.readouterr().out.splitlines()
    first = next(index for index, line in enumerate(lines) if "export CA_FILE=" in line)
    last = next(index for index, line in enumerate(lines) if "Authorization: Bearer" in line)
    script = tmp_path / "example.sh"
    script.write_text("\n".join(["set -e", *lines[first : last + 1]]))
    done = subprocess.run(["sh", script], capture_output=True, text=True, check=True)
    assert isinstance(json.loads(done.stdout), list)
