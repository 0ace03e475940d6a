"""``daemonry serve``: production starts only when it is safe, and says why it does not."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
from datetime import UTC, datetime

import httpx2
import pytest
from tests.surface.cli.arrange import plain, started

from daemonry.web.tls import development_certificate

NOW = datetime.now(UTC)  # noqa: TID251 - the handshake checks against the real time


def live(base_url, ca_file, **options):
    context = ssl.create_default_context(cafile=ca_file)
    with httpx2.Client(verify=context) as client:
        return client.get(f"{base_url}/livez", **options)


def test_it_serves_until_it_is_told_to_end(contoso):
    arguments = ("serve", "--data", str(contoso.data), "--port", "0", "-o", "json")
    with started(*arguments) as (process, line):
        ready = json.loads(line)
        assert ready["ca_file"] == str(contoso.data / "ca.pem")
        assert live(ready["base_url"], ready["ca_file"]).json() == {"status": "alive"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_people_are_told_where_it_serves_on_standard_error(contoso):
    arguments = ("serve", "--data", str(contoso.data), "--port", "0")
    with started(*arguments, stream="stderr") as (process, line):
        told = f"{line}{process.stderr.readline()}{process.stderr.readline()}"
    assert "Daemonry serves https://localhost:" in told
    assert "Contoso: https://localhost:" in told
    assert f"{contoso.data}/ca.pem" in told


def test_the_operators_own_certificate_is_shown(contoso, tmp_path):
    own = development_certificate(tmp_path / "own", ("id.contoso.test", "localhost"), NOW)
    options = (
        *("--tls-certificate", str(own.certificate), "--tls-key", str(own.key)),
        *("--public-url", "https://id.contoso.test"),
    )
    arguments = ("serve", "--data", str(contoso.data), "--port", "0", "-o", "json", *options)
    with started(*arguments) as (_, line):
        ready = json.loads(line)
    assert ready == {"base_url": "https://id.contoso.test", "ca_file": None}
    assert not (contoso.data / "ca.pem").exists()


def test_behind_a_proxy_it_speaks_http_for_the_public_name(contoso):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ("--behind-proxy", "--public-url", "https://id.contoso.test")
    arguments = ("serve", "--data", str(contoso.data), "--port", str(port), "-o", "json", *options)
    with started(*arguments) as (_, line):
        assert json.loads(line)["base_url"] == "https://id.contoso.test"
        url = f"http://127.0.0.1:{port}/contoso/v2.0/.well-known/openid-configuration"
        document = httpx2.get(url, headers={"Host": "id.contoso.test"}).json()
    assert document["token_endpoint"].startswith("https://id.contoso.test/")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--behind-proxy",), 2, "--public-url"),
        (("--tls-key", "key.pem"), 2, "--tls-certificate and --tls-key"),
        (("--public-url", "http://id.contoso.test"), 2, "cannot be the public URL"),
        (("--public-url", "https://id.contoso.test/path"), 2, "no path"),
        (("--public-url", "id.contoso.test"), 2, "cannot be the public URL"),
        (("--port", "70000"), 2, "Setting 'port'"),
        (("--workers", "0"), 2, "Setting 'workers'"),
        (("--log-level", "loud"), 2, "Setting 'log_level'"),
        (("--tls-certificate", "absent.pem", "--tls-key", "absent.pem"), 4, "absent.pem"),
        (("--tls-name", "*.localhost"), 4, "no host name"),
        (("--host", "192.0.2.1"), 4, "Cannot listen on 192.0.2.1"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_advice(contoso, options, code, message):
    answer = contoso("serve", "--port", "0", *options)
    assert answer.code == code
    assert message in answer.err
    assert "what to do: " in answer.err


def test_without_a_data_directory_it_does_not_start(tmp_path):
    answer = plain("serve", "--data", str(tmp_path / "data"), "--port", "0")
    assert answer.code == 4
    assert f"daemonry init --data {tmp_path}/data" in answer.err
    assert not (tmp_path / "data").exists()


def test_ga7_a_read_only_data_directory_is_told_before_serving(contoso, monkeypatch):
    def may(path, mode):
        return not (path == contoso.data and mode & os.W_OK)

    monkeypatch.setattr(os, "access", may)
    answer = contoso("serve", "--port", "0")
    assert answer.code == 4
    assert "cannot be written to" in answer.err
    assert "mount it for writing" in answer.err


def test_a_signing_library_that_cannot_be_loaded_is_told_before_serving(contoso, monkeypatch):
    monkeypatch.setenv("DAEMONRY_MULTI_BUFFER", "/nowhere/libcrypto_mb.so")
    answer = contoso("serve", "--port", "0")
    assert answer.code == 2
    assert "cannot be loaded: /nowhere/libcrypto_mb.so" in answer.err
    assert "DAEMONRY_MULTI_BUFFER" in answer.err
