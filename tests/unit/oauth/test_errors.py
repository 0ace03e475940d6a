"""The catalogue of refusals and the error body."""

import json
from datetime import UTC, datetime

import pytest

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError, Refusal
from daemonry.oauth.token_response import render_error, render_success, render_success_v1

ROWS = [row for row in vars(errors).values() if isinstance(row, Refusal)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.aadsts))
def test_a_client_that_is_not_proved_gets_401_and_everything_else_400(row):
    if row.error == "invalid_client":
        assert row.status == 401
    else:
        assert row.status != 401


def test_t8_what_a_stranger_sent_is_cut_and_cleaned_before_it_is_quoted():
    error = OAuthError(errors.UNSUPPORTED_GRANT, grant_type='a\r\nb<i>"\x1b\u202e' + "x" * 500)
    text = str(error)
    assert "\r" not in text
    assert "\n" not in text
    assert "<" not in text
    assert text.isascii()
    assert len(text) < 300


def test_the_error_body_has_entras_members_in_order_and_one_space_before_its_tail():
    body = json.loads(
        render_error(
            OAuthError(errors.SECRET_MISMATCH, client_id="c", detail="not for the wire"),
            at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            trace_id="t",
            correlation_id="k",
            origin="https://h:1",
        )
    )
    assert list(body) == [
        "error",
        "error_description",
        "error_codes",
        "timestamp",
        "trace_id",
        "correlation_id",
        "error_uri",
    ]
    assert body["error"] == "invalid_client"
    assert body["error_codes"] == [7000215]
    assert body["error_description"].startswith("AADSTS7000215: Invalid client secret provided.")
    assert body["error_description"].endswith(
        " Trace ID: t Correlation ID: k Timestamp: 2026-01-02 03:04:05Z"
    )
    assert body["error_uri"] == "https://h:1/error?code=7000215"
    assert "not for the wire" not in json.dumps(body)


def test_a_code_without_a_page_has_no_error_uri():
    body = render_error(
        OAuthError(errors.UNSUPPORTED_GRANT, grant_type="x"),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        trace_id="t",
        correlation_id="k",
        origin="https://h",
    )
    assert "error_uri" not in json.loads(body)


def test_version_2_numbers_are_integers_and_version_1_numbers_are_strings():
    assert json.loads(render_success("a.b.c", lifetime=3600)) == {
        "token_type": "Bearer",
        "expires_in": 3599,
        "ext_expires_in": 3599,
        "access_token": "a.b.c",
    }
    assert json.loads(
        render_success_v1("a.b.c", lifetime=3600, not_before=10, expires_on=20, resource="r")
    ) == {
        "token_type": "Bearer",
        "expires_in": "3599",
        "ext_expires_in": "3599",
        "expires_on": "20",
        "not_before": "10",
        "resource": "r",
        "access_token": "a.b.c",
    }
