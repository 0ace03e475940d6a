"""The logs: narrowed by anything, exported as files, live without keeping a session alive."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from datetime import timedelta

import pytest
from tests.surface.login.arrange import NOW
from tests.surface.portal.arrange import Browser

from daemonry.directory import record_search
from daemonry.directory.applications import create_application
from daemonry.directory.record_search import SignInQuery, search_sign_ins
from daemonry.model.audit import SignIn
from daemonry.model.session import IDLE
from daemonry.portal.exporting import cell

FORMULA = "=cmd|' /C calc'!A1"


def record(server, number, **changes):
    values = {
        "tenant_id": server.tenant.tenant_id,
        "sign_in_id": f"{number:08d}-0000-4000-8000-000000000000",
        "at": NOW - timedelta(hours=number),
        "correlation_id": f"{number:08d}-0000-4000-9000-000000000000",
        "app_id": server.daemon.application.app_id,
        "app_display_name": "ciam-client-app",
        "service_principal_id": "",
        "resource_id": server.api.app_id,
        "resource_display_name": "ciam-ToDoList-api",
        "credential_type": "clientSecret",
        "credential_key_id": "",
        "roles": ("ToDoList.Read.All",),
        "unique_token_identifier": "",
        "error_code": 0,
        "failure_reason": "",
        "ip_address": "192.0.2.1",
        "user_agent": FORMULA,
        "latency_us": 700,
    }
    return SignIn(**(values | changes))


@pytest.fixture(scope="module")
def logged(server):
    """Records of six hours: one refused, one from elsewhere, one for another API."""
    records = [
        record(server, 1),
        record(server, 2, error_code=7000215, failure_reason="The secret was deleted."),
        record(server, 3, ip_address="198.51.100.7"),
        record(server, 4, resource_display_name="other-api"),
        record(server, 5, app_display_name="another", app_id="4" * 8),
        record(server, 6),
    ]

    async def keep() -> None:
        log = server.services.sign_in_log
        await asyncio.gather(*(log.record(one) for one in records))

    server.run(keep())
    return records


def numbers(page):
    """Return which of the records are on a page, newest first."""
    return [int(found) for found in re.findall(r"\?request=0*(\d+)-0000-4000-8000", page.text)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    {
        "": [1, 2, 3, 4, 5, 6],
        "status=failure": [2],
        "status=success": [1, 3, 4, 5, 6],
        "code=7000215": [2],
        "code=700016": [],
        "address=198.51.100.7": [3],
        "resource=other": [4],
        "client=another": [5],
        "from=2026-06-01T08:00": [1, 2, 3, 4],
        "to=2026-06-01T08:00": [5, 6],
        "from=2026-06-01T07:30&to=2026-06-01T09:30&status=success": [3, 4],
        "from=nonsense": [1, 2, 3, 4, 5, 6],
    }.items(),
)
def test_sign_ins_are_narrowed(admin, logged, asked, expected):
    assert numbers(admin.get(f"/admin/sign-in-logs?{asked}")) == expected


def test_what_was_narrowed_stays_in_the_fields_and_in_the_command(admin, logged):
    page = admin.get("/admin/sign-in-logs?status=failure&from=2026-06-01T07:30&address=x").text
    assert 'value="2026-06-01T07:30"' in page
    assert 'value="failure" selected' in page
    assert "daemonry audit sign-ins --failed --since 2026-06-01T07:30Z" in page


def test_a_search_reads_a_bounded_number_of_records_and_says_how_far(
    server, admin, logged, monkeypatch
):
    monkeypatch.setattr(record_search, "WINDOW", 2)
    page = admin.get("/admin/sign-in-logs?address=198.51.100.7")
    assert numbers(page) == []
    further = re.search(r'href="(/admin/sign-in-logs\?[^"]*to=\d[^"]+)"', page.text).group(1)
    assert numbers(admin.get(further.replace("&amp;", "&"))) == [3]
    # A rare code is found at once: hours without it are passed over.
    assert numbers(admin.get("/admin/sign-in-logs?code=7000215")) == [2]

    async def search(work):
        return await search_sign_ins(
            work, server.services.sign_in_log, SignInQuery(address="192.0.2.1"), limit=1
        )

    assert server.change(search).searched_to is None  # the page is full: nothing was left out


def test_an_export_is_csv_that_no_spreadsheet_executes(admin, logged):
    """CSV injection (OWASP): names and agents are what strangers choose."""
    answer = admin.get("/admin/sign-in-logs/export?form=csv&status=success")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="sign-ins.csv"'
    assert answer.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 5
    assert {row["user_agent"] for row in rows} == {f"'{FORMULA}"}
    assert rows[0]["ip_address"] == "192.0.2.1"
    for text in ("=1", "+1", "-1", "@x", "\tx", "\rx"):
        assert cell(text) == f"'{text}"
    assert cell(["a", "b"]) == "a b"


def test_an_export_is_json_lines_in_chunks(admin, logged, monkeypatch):
    monkeypatch.setattr(record_search, "_CHUNK", 2)
    answer = admin.get("/admin/sign-in-logs/export?form=jsonl")
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [int(each["request_id"][:8]) for each in found] == [1, 2, 3, 4, 5, 6]
    assert found[1]["error_code"] == 7000215
    assert admin.get("/admin/sign-in-logs/export?code=1").text == ""


def test_audit_events_are_narrowed_by_time_and_exported(server, admin, logged):
    server.change(create_application, {"display_name": "@SUM(1)"})
    today = admin.get("/admin/audit-logs?from=2026-06-01T00:00&activity=Add+app").text
    assert "@SUM(1)" in today
    assert "@SUM(1)" not in admin.get("/admin/audit-logs?to=2026-06-01T00:00").text
    assert "@SUM(1)" in admin.get("/admin/audit-logs?actor=operator").text
    assert "wait for the next seal" in admin.get("/admin/audit-logs").text
    text = admin.get("/admin/audit-logs/export?form=csv&activity=Add+application").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["activity"] for row in rows} >= {"Add application"}
    assert "'@SUM(1)" in {row["targets"] for row in rows}
    lines = admin.get("/admin/audit-logs/export").text.splitlines()
    assert len(lines) > len(rows)


def test_a_stranger_exports_nothing(stranger, logged):
    answer = stranger.get("/admin/sign-in-logs/export?form=csv")
    assert answer.status_code == 303


def test_a_live_log_reloads_by_itself_and_keeps_no_session_alive(server, logged):
    """An abandoned window must not stay signed in."""
    browser = Browser(server)
    browser.sign_in()
    try:
        assert (
            '<meta http-equiv="refresh" content="5">'
            in browser.get("/admin/sign-in-logs?live=1").text
        )
        for _ in range(4):
            server.clock.time += IDLE / 3
            answer = browser.get("/admin/sign-in-logs?live=1")
        assert answer.status_code == 303
    finally:
        server.clock.time = NOW
