"""``serve --workers``: processes come and go, and nobody who connects notices."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from tests.surface.cli.pool import children, free_port, pool

from daemonry.web.tls import development_certificate

NOW = datetime.now(UTC)  # noqa: TID251 - the handshake checks against the real time
DISCOVERY = "/contoso/v2.0/.well-known/openid-configuration"


def serial_number(port, ca_file):
    context = ssl.create_default_context(cafile=ca_file)
    with (
        socket.create_connection(("localhost", port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        return secured.getpeercert()["serialNumber"]


def test_each_worker_answers_on_the_one_port(contoso):
    with pool(contoso.data, workers=3) as server:
        pids = server.pids()
        assert len(pids) == 3
        for pid in pids:
            connection = server.connect(pid)
            assert connection.ask("GET", "/readyz") == (200, {"status": "ready"})
            assert connection.ask("GET", DISCOVERY)[0] == 200
        server.signal(signal.SIGTERM)
        assert server.process.wait(30) == 0


def test_ga2_a_killed_worker_is_replaced_and_the_others_go_on(contoso):
    with pool(contoso.data) as server:
        victim, survivor = server.pids()
        other = server.connect(survivor)
        os.kill(victim, signal.SIGKILL)
        assert other.ask("GET", "/readyz")[0] == 200
        assert server.wait_for("a worker died")["exit_code"] == -signal.SIGKILL
        replacement = server.wait_for("a worker is ready")["pid"]
        assert server.pids() == [survivor, replacement]
        assert server.connect(replacement).ask("GET", "/readyz")[0] == 200


def test_d7_a_connection_in_the_queue_survives_the_death_of_every_worker(contoso):
    with pool(contoso.data) as server:
        for pid in server.pids():
            os.kill(pid, signal.SIGKILL)
        assert server.connect().ask("GET", "/readyz")[0] == 200


def test_d8_a_server_told_to_end_says_so_at_once_and_still_serves(contoso):
    with pool(contoso.data, "--drain-delay", "60") as server:
        before = [server.connect(pid) for pid in server.pids()]
        server.signal(signal.SIGTERM)
        server.wait_for("draining; a second signal ends at once")
        for connection in before:
            assert connection.last_answer("/readyz") == (503, {"status": "not ready"})
        for pid in server.pids():
            server.connect(pid)
        server.signal(signal.SIGTERM)
        assert server.process.wait(30) == 0


def test_d8_one_process_drains_likewise(contoso):
    with pool(contoso.data, "--drain-delay", "60", workers=1) as server:
        connection = server.connect()
        assert connection.ask("GET", "/readyz")[0] == 200
        server.signal(signal.SIGTERM)
        server.wait_for("draining; a second signal ends at once")
        assert connection.last_answer("/readyz") == (503, {"status": "not ready"})
        server.connect()
        server.signal(signal.SIGTERM)
        assert server.process.wait(30) == 0


def test_ga1_a_rolling_restart_replaces_all_and_cuts_no_connection(contoso):
    with pool(contoso.data) as server:
        old = server.pids()
        connections = [server.connect(pid) for pid in old]
        server.signal(signal.SIGHUP)
        server.wait_for("all workers were replaced")
        for connection in connections:
            assert connection.last_answer("/readyz")[0] == 200
        assert set(server.pids()[-2:]).isdisjoint(old)
        assert server.connect().ask("GET", "/readyz")[0] == 200


def test_ga1_one_worker_told_to_end_is_replaced_before_it_goes(contoso):
    with pool(contoso.data) as server:
        leaver, stayer = server.pids()
        connection = server.connect(leaver)
        os.kill(leaver, signal.SIGTERM)
        replacement = server.wait_for("a worker is ready")["pid"]
        assert connection.last_answer("/readyz")[0] == 200
        assert {stayer, replacement} <= set(server.pids())


def test_a_rolling_restart_that_cannot_work_is_called_off(contoso):
    with pool(contoso.data) as server:
        old = server.pids()
        hidden = contoso.data / "keys" / "kek"
        hidden.rename(contoso.data / "kek")
        server.signal(signal.SIGHUP)
        server.wait_for("a new worker did not start, the old one goes on")
        assert server.pids() == old
        for pid in old:
            assert server.connect(pid).ask("GET", "/readyz")[0] == 200


@pytest.mark.parametrize("workers", [1, 2])
def test_a_new_certificate_is_taken_at_sighup_and_a_wrong_one_is_not(contoso, tmp_path, workers):
    first, second = (
        development_certificate(tmp_path / name, ("localhost",), NOW) for name in ("a", "b")
    )
    shutil.copytree(first.key.parent, tmp_path / "tls")
    certificate, key = (tmp_path / "tls" / f.name for f in (first.certificate, first.key))
    files = ("--tls-certificate", str(certificate), "--tls-key", str(key))
    with pool(contoso.data, *files, workers=workers, behind_proxy=False) as server:
        before = serial_number(server.port, first.ca_file)

        shutil.copy(second.certificate, certificate)
        server.signal(signal.SIGHUP)
        server.wait_for(
            "the old TLS certificate stays"
            if workers == 1
            else "a new worker did not start, the old one goes on"
        )
        assert serial_number(server.port, first.ca_file) == before

        shutil.copy(second.key, key)
        server.signal(signal.SIGHUP)
        server.wait_for(
            "the TLS certificate was read anew" if workers == 1 else "all workers were replaced"
        )
        assert serial_number(server.port, second.ca_file) != before


def test_what_keeps_a_worker_from_starting_is_told_and_ends_the_server(contoso):
    (contoso.data / "keys" / "kek").unlink()
    command = (sys.executable, "-m", "daemonry", "serve", "--workers", "2", "--port", "0")
    ended = subprocess.run(
        (*command, "--data", contoso.data), check=False, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 4
    assert f"{contoso.data}/keys/kek is missing" in ended.stderr
    assert "A worker process did not start." in ended.stderr


def test_a_server_whose_workers_start_no_more_gives_up_and_says_why(contoso):
    with pool(contoso.data) as server:
        (contoso.data / "keys" / "kek").unlink()
        for pid in server.pids():
            os.kill(pid, signal.SIGKILL)
        assert server.process.wait(60) == 4
        told = server.rest_of_log()
    assert '"event": "a worker did not start"' in told
    assert "keys/kek is missing" in told
    assert "No worker starts any more." in told


def test_workers_end_with_their_supervisor_and_leave_the_port(contoso):
    with pool(contoso.data) as server:
        pids = server.pids()
        connection = server.connect(pids[0])
        server.process.kill()
        server.process.wait()
        assert connection.last_answer("/livez")[0] == 200
        assert "Traceback" not in server.rest_of_log()
    assert children(server.process.pid) == []
    with pool(contoso.data, port=server.port) as successor:
        assert successor.connect().ask("GET", "/readyz")[0] == 200


def test_the_tutorial_is_served_by_several_workers_as_well(tmp_path):
    from tests.surface.cli.arrange import started

    arguments = ("dev", "--data", str(tmp_path / "data"), "--port", str(free_port()), "--json")
    with started(*arguments, "--workers", "2") as (process, line):
        assert line.startswith('{"base_url"')
        assert len(children(process.pid)) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_d9_with_another_key_encryption_key_a_server_lives_and_is_not_ready(contoso):
    another = base64.b64encode(os.urandom(32)).decode()
    (contoso.data / "keys" / "kek").write_text(another)
    with pool(contoso.data, workers=1) as server:
        connection = server.connect()
        assert connection.ask("GET", "/livez") == (200, {"status": "alive"})
        assert connection.ask("GET", "/readyz") == (503, {"status": "not ready"})
        assert "cannot be decrypted" in server.wait_for("not ready")["reason"]
