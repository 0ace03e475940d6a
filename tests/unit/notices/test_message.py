"""A notice in words: what people and programs read, and what names cannot do to it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook
from tests.fakes.clock import START

from daemonry.model.expiry import KINDS, SIGNING_KEY, Expiry
from daemonry.model.notice import TEST, Channel, Delivery, Notice, threshold
from daemonry.notices.message import cloud_event, mail, summary
from daemonry.notices.signature import parse_webhook_secret, signed_headers

ORIGIN = "https://id.contoso.example"
DAY = timedelta(days=1)
# From the documentation of the scheme's libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"


def expiry(kind="client secret", owner="todo-daemon", days=6.0, tenant="Contoso"):
    ends_at = START + timedelta(days=days)
    return Expiry(kind, "a-tenant", tenant, owner, "an-app", "a-key", "build server", ends_at)


def notice(*args, **changes):
    return Notice("a-tenant", "a-notice", 7, expiry(*args, **changes), START)


def written(what):
    delivery = Delivery(what, Channel.MAIL, "it@contoso.example", START)
    return mail(delivery, "Daemonry <daemonry@contoso.example>", ORIGIN, START)


@pytest.mark.parametrize("kind", [*KINDS, TEST])
def test_of_each_kind_it_is_said_what_to_do_and_where(kind):
    text = written(notice(kind)).get_content()
    data = json.loads(cloud_event(notice(kind), ORIGIN, START))["data"]
    assert data["command"] in text
    assert data["admin_center"] in text
    assert data["command"].startswith("daemonry ")
    assert data["admin_center"].startswith(f"{ORIGIN}/admin/")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (6.0, "ends in 6 days"),
        (5.01, "ends in 6 days"),
        (0.5, "ends in 1 day"),
        (0.0, "has ended"),
        (-3.0, "has ended"),
    ],
)
def test_how_long_is_left_is_rounded_up(days, words):
    assert summary(notice(days=days), START).endswith(words)


@pytest.mark.parametrize(
    "name",
    [
        "evil\r\nBcc: victim@contoso.example",
        "evil\u2028Bcc: victim@contoso.example",
        "evil" + "\u00e9" * 500,
        "=?utf-8?q?evil?=",
        "\ud800evil",
    ],
    ids=ascii,
)
def test_l1_a_name_adds_no_header_and_no_length(name):
    message = written(notice(owner=name, tenant=name))
    text = message.as_bytes().decode("ascii")
    head = text.partition("\r\n\r\n")[0]
    assert message["bcc"] is None
    assert not any(line.lower().startswith("bcc") for line in head.splitlines())
    assert max(map(len, text.splitlines())) <= 998
    assert "evil" in message["subject"]


def test_an_event_of_what_is_the_servers_own_names_no_tenant():
    own = Expiry("TLS certificate", "", "", "chain.pem", "", "01", "CN=id", START + DAY)
    event = json.loads(cloud_event(Notice("", "n", 1, own, START), ORIGIN, START))
    assert event["source"] == f"{ORIGIN}/"
    assert event["data"]["tenant_id"] is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [(61, None), (60, 60), (31, 60), (30, 30), (1.5, 7), (0.5, 1), (0, 0), (-6, 0), (-8, None)],
)
def test_the_last_threshold_that_was_passed_counts(days, expected):
    assert threshold(expiry(days=days), START, (60, 30, 14, 7, 1, 0)) == expected


def test_without_thresholds_there_is_no_notice():
    assert threshold(expiry(days=0), START, ()) is None


def test_keys_that_nobody_turns_are_news_however_late():
    assert threshold(expiry(SIGNING_KEY, days=-99), START, (7, 0)) == 0


def test_the_signature_is_the_one_that_libraries_of_the_scheme_make():
    from datetime import UTC, datetime

    at, body = datetime.fromtimestamp(1614265330, tz=UTC), b'{"test": 2432232314}'
    headers = signed_headers(parse_webhook_secret(SECRET), MESSAGE_ID, at, body)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-signature"] == Webhook(SECRET).sign(MESSAGE_ID, at, body.decode())


@pytest.mark.parametrize("text", ["whsec_", "whsec_c2hvcnQ=", "no prefix" * 9, "whsec_%%%%"])
def test_secrets_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match="whsec_"):
        parse_webhook_secret(text)
