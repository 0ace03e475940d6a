"""``daemonry notices``: who is told, a webhook and its secret, a test, and sending by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemonry.web.tls import LIFETIME, development_certificate

CLOSED = "https://127.0.0.1:9/hook?token=hidden"
"""Nothing can be sent there: it is no address of the public Internet."""

LONG_AGO = datetime.now(UTC) - LIFETIME + timedelta(days=10)  # noqa: TID251 - of a real command


def test_nobody_is_told_at_first_and_the_next_step_is_named(contoso):
    answer = contoso("notices", "list")
    assert answer.code == 0
    assert "60, 30, 14, 7, 1, 0" in answer.out
    assert "daemonry notices webhook" in answer.err
    refused = contoso("notices", "test")
    assert refused.code == 1
    assert "Nobody would get a notice" in refused.err


def test_a_webhook_is_set_with_a_secret_shown_once_and_taken_away(contoso):
    made = contoso.json("notices", "webhook", CLOSED)
    assert made["secret"].startswith("whsec_")
    assert made["webhook"] == "https://127.0.0.1:9/…"
    shown = contoso("notices", "list", "-o", "json")
    assert shown.json["recipients"] == ["https://127.0.0.1:9/…"]
    assert made["secret"] not in shown.out
    assert "hidden" not in shown.out + contoso("audit", "list", "-o", "json").out
    assert contoso("notices", "webhook", "--remove").code == 0
    assert contoso.json("notices", "list")["recipients"] == []


@pytest.mark.parametrize("arguments", [(), ("https://a.example/", "--remove")])
def test_a_webhook_is_either_given_or_removed(contoso, arguments):
    assert contoso("notices", "webhook", *arguments).code == 2


def test_a_tenant_chooses_its_days(contoso):
    assert contoso.json("notices", "days", "7,30,7")["days_before"] == [30, 7]
    assert contoso.json("notices", "list")["days_chosen_by"] == "tenant"
    assert contoso.json("notices", "days", "none")["days_before"] == []
    assert contoso.json("notices", "days", "default")["days_before"] == "default"
    assert contoso("notices", "days", "soon").code == 2
    assert contoso("notices", "days", "999").code == 1


def test_a_test_that_fails_says_why_and_is_in_the_list(contoso):
    contoso.json("notices", "webhook", CLOSED)
    answer = contoso("notices", "test", "-o", "json")
    assert answer.code == 1
    (row,) = answer.json
    assert (row["state"], row["attempts"], row["about"]) == ("given up", 1, "test")
    assert "DAEMONRY_PRIVATE_WEBHOOK_HOSTS" in row["failure"]
    assert contoso.json("notices", "deliveries") == [row]
    assert "given up" in contoso("notices", "deliveries").out


def test_what_is_the_servers_own_is_listed_apart(contoso, monkeypatch, tmp_path):
    own = development_certificate(tmp_path / "own", ("id.contoso.test",), LONG_AGO)
    monkeypatch.setenv("DAEMONRY_TLS_CERTIFICATE", str(own.certificate))
    monkeypatch.setenv("DAEMONRY_TLS_KEY", str(own.key))
    monkeypatch.setenv("DAEMONRY_NOTICE_WEBHOOK", CLOSED)
    monkeypatch.setenv("DAEMONRY_NOTICE_WEBHOOK_SECRET", "whsec_" + "c2VjcmV0" * 5)
    contoso("notices", "send-now")
    (row,) = contoso.json("notices", "deliveries", "--server")
    assert row["about"].startswith("TLS certificate")
    assert contoso.json("notices", "deliveries") == []


def test_what_is_due_can_be_sent_without_a_server(tutorial):
    contoso, _, daemon = tutorial
    contoso.json("notices", "webhook", CLOSED)
    assert "Nothing is due." in contoso("notices", "send-now").err
    contoso.json("secret", "create", "ciam-client-app", "--days", "6")
    answer = contoso("notices", "send-now", "-o", "json")
    assert answer.code == 1
    (row,) = answer.json
    assert (row["app_id"], row["days_before"], row["state"]) == (daemon["app_id"], 7, "waiting")
    assert row["next_attempt_at"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"NOTICE_WEBHOOK": "https://a.example/"}, "NOTICE_WEBHOOK_SECRET"),
        ({"SMTP_HOST": "mail.example"}, "DAEMONRY_SMTP_FROM"),
        (
            {
                "SMTP_HOST": "mail.example",
                "SMTP_FROM": "a@b.example",
                "SMTP_SECURITY": "none",
                "SMTP_PASSWORD": "p",
            },
            "needs TLS",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_refused(contoso, monkeypatch, variables, words):
    for name, value in variables.items():
        monkeypatch.setenv(f"DAEMONRY_{name}", value)
    answer = contoso("doctor", "-o", "json")
    (row,) = [row for row in answer.json if row["check"] == "settings"]
    assert words in row["what_to_do"]
