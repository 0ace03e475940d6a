"""``daemonry doctor``: what would keep production from being safe, and what to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.surface.cli.arrange import plain

from daemonry.web.tls import LIFETIME, development_certificate

NOW = datetime.now(UTC)  # noqa: TID251 - the check compares with the real time


def states(answer):
    found = {}
    for row in json.loads(answer.out):
        found.setdefault(row["check"], []).append(row["state"])
    return found


def with_certificate(monkeypatch, tmp_path, made_at):
    own = development_certificate(tmp_path / "own", ("id.contoso.test",), made_at)
    monkeypatch.setenv("DAEMONRY_TLS_CERTIFICATE", str(own.certificate))
    monkeypatch.setenv("DAEMONRY_TLS_KEY", str(own.key))


def test_what_init_made_is_in_order_but_for_key_and_certificate(contoso):
    answer = contoso("doctor", "-o", "json")
    assert answer.code == 0
    found = states(answer)
    assert found.pop("server keys") == ["ok", "warning"]
    assert found.pop("TLS certificate") == ["warning"]
    assert found.pop("notices") == ["warning"]
    assert set(found) == {
        "settings",
        "SQLite library",
        "data directory",
        "disk",
        "database",
        "audit trail",
    }
    assert "error" not in str(found)


def test_people_see_each_check_and_what_to_do(contoso):
    answer = contoso("doctor")
    assert answer.code == 0
    assert "server keys" in answer.out
    assert "DAEMONRY_KEY_ENCRYPTION_KEY_FILE" in answer.out


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (timedelta(), "ok"),
        (LIFETIME - timedelta(days=10), "warning"),
        (LIFETIME + timedelta(days=1), "error"),
    ],
)
def test_the_end_of_the_certificate_is_seen_coming(contoso, monkeypatch, tmp_path, age, state):
    with_certificate(monkeypatch, tmp_path, NOW - age)
    answer = contoso("doctor", "-o", "json")
    assert states(answer)["TLS certificate"] == [state]
    assert answer.code == (1 if state == "error" else 0)


def _lose_key(data, monkeypatch):
    (data / "keys" / "kek").unlink()


def _show_key(data, monkeypatch):
    (data / "keys" / "kek").chmod(0o644)


def _open_directory(data, monkeypatch):
    data.chmod(0o755)


def _leave_dev_secrets(data, monkeypatch):
    (data / "dev-credentials.json").write_text("{}")


def _contradict(data, monkeypatch):
    monkeypatch.setenv("DAEMONRY_BEHIND_PROXY", "true")


def _lose_certificate(data, monkeypatch):
    monkeypatch.setenv("DAEMONRY_TLS_CERTIFICATE", "absent.pem")
    monkeypatch.setenv("DAEMONRY_TLS_KEY", "absent.pem")


@pytest.mark.parametrize(
    ("spoil", "check", "advice"),
    [
        (_lose_key, "server keys", "Put it back"),
        (_show_key, "server keys", "chmod 600"),
        (_open_directory, "data directory", "chmod 700"),
        (_leave_dev_secrets, "data directory", "daemonry init"),
        (_contradict, "settings", "--public-url"),
        (_lose_certificate, "TLS certificate", "Check the two TLS paths"),
    ],
)
def test_each_deviation_is_an_error_with_advice(contoso, monkeypatch, spoil, check, advice):
    spoil(contoso.data, monkeypatch)
    answer = contoso("doctor", "-o", "json")
    assert answer.code == 1
    wrong = [row for row in json.loads(answer.out) if row["state"] == "error"]
    (row,) = [row for row in wrong if row["check"] == check]
    assert advice in row["what_to_do"]


def test_a_missing_directory_is_an_error_and_is_not_made(tmp_path):
    answer = plain("doctor", "--data", str(tmp_path / "data"), "-o", "json")
    assert answer.code == 1
    assert states(answer)["data directory"] == ["error"]
    assert not (tmp_path / "data").exists()
