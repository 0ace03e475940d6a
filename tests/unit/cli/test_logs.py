"""A log line is one line, in one form, and holds nothing that opens anything."""

from __future__ import annotations

import base64
import io
import json
import logging
import secrets
import sys

import pytest
import structlog

from daemonry.cli.logs import configure_logging
from daemonry.cli.redaction import MAX_VALUE, redact
from daemonry.model.secret import new_secret
from daemonry.settings import load_settings

TOKEN = ".".join(
    base64.urlsafe_b64encode(part).rstrip(b"=").decode()
    for part in (b'{"alg":"RS256","typ":"JWT"}', b'{"sub":"x"}', secrets.token_bytes(256))
)


@pytest.fixture
def json_log(monkeypatch):
    """Return a way to read what was logged, and put logging back as it was."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    structlog.reset_defaults()
    configure_logging(load_settings({}, log_format="json"))
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.reset_defaults()
    root.handlers[:] = before
    root.setLevel(level)


def redacted(value):
    return redact(None, "info", {"event": "x", "detail": value})["detail"]


SECRET = new_secret()
PRIVATE_KEY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (SECRET, SECRET),
        (TOKEN, TOKEN[-40:]),
        (f"Authorization: Bearer {TOKEN}", TOKEN[-40:]),
        ("Basic Y2xpZW50OnNlY3JldC1vZi1jbGllbnQ=", "Y2xpZW50"),
        ("grant_type=client_credentials&client_secret=not-one-of-ours&scope=x", "not-one-of-ours"),
        (f"-----BEGIN PRIVATE KEY-----\n{PRIVATE_KEY}\n-----END PRIVATE KEY-----", PRIVATE_KEY),
    ],
    ids=["secret", "token", "bearer", "basic", "form", "private key"],
)
def test_l3_what_opens_something_never_reaches_a_line(text, secret):
    shown = redacted(f"before {text} behind")
    assert secret not in shown
    assert shown.startswith("before ")


def test_a4_l4_what_a_stranger_sent_cannot_forge_a_line_or_turn_it_around():
    shown = redacted('x\r\n{"event": "issued"}\x1b[2J\u202e\u2028')
    assert shown == 'x\\r\\n{"event": "issued"}\\x1b[2J\\u202e\\u2028'


def test_l4_values_are_bounded():
    assert len(redacted("a" * 100_000)) < MAX_VALUE + 50


def test_identifiers_and_numbers_stay_readable():
    event = {"event": "refused", "aadsts": 7000215, "correlation_id": "0c1d2e3f-1111-4222-8333-4"}
    assert redact(None, "info", dict(event)) == event


def test_lines_of_libraries_have_the_same_form(json_log):
    logging.getLogger("a.library").warning("could not %s", "connect")
    structlog.get_logger("daemonry").info("ready", port=1)
    library, ours = json_log()
    assert (library["event"], library["level"]) == ("could not connect", "warning")
    assert library["logger"] == "a.library"
    assert (ours["event"], ours["level"], ours["port"]) == ("ready", "info", 1)
    assert library["timestamp"][:10] == ours["timestamp"][:10]


def test_l3_a_traceback_that_quotes_a_token_is_masked(json_log):
    for log in (structlog.get_logger("daemonry").exception, logging.getLogger("x").exception):
        try:
            raise ValueError(f"cannot parse {TOKEN}")  # noqa: TRY301 - what a library may do
        except ValueError:
            log("unexpected")
    for line in json_log():
        assert "ValueError" in line["exception"]
        assert TOKEN[-40:] not in json.dumps(line)
