"""The home page and the pages of error codes: figures, their causes, and where they lead."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.surface.login.arrange import NOW, READ, WRITE
from tests.surface.portal.arrange import Browser

from daemonry.oauth.errors.catalogue import ROWS
from daemonry.oauth.errors.guide import GUIDES
from daemonry.portal.plots import PERIODS, scale_top, timeline


@pytest.fixture(scope="module")
def busy(server):
    """A tenant whose daemon asked 25 times well, three times wrongly, and holds two roles.

    One role was granted to another daemon that never asked.
    """
    idle = server.register_daemon()
    for daemon, role in ((server.daemon, READ), (server.daemon, WRITE), (idle, READ)):
        server.assign(daemon, role)
    for _ in range(25):
        assert server.token().status_code == 200
    for _ in range(2):
        assert server.token(client_secret="wrong").status_code == 401
    assert server.token(scope="api://nowhere/.default").status_code == 400
    return idle


def after(server, days):
    """Sign in so many days later; sessions that began before are over then."""
    server.clock.time = NOW + timedelta(days=days)
    browser = Browser(server)
    browser.sign_in()
    return browser


@pytest.fixture
def clock_goes_back(server):
    yield
    server.clock.time = NOW


def row(page, *words):
    """Tell whether one row of a table holds all words."""
    rows = re.findall(r"<tr>.*?</tr>|<li>.*?</li>", page, re.DOTALL)
    return any(all(word in each for word in words) for each in rows)


def test_the_home_page_tells_tokens_by_outcome_in_a_picture_and_in_a_table(admin, busy):
    page = admin.get("/admin/").text
    assert "<svg" in page
    assert "25 issued, 3 refused" in page
    assert row(page, "12:00", "<td>25</td>", "<td>3</td>")
    for period in PERIODS:
        page = admin.get(f"/admin/?period={period.key}").text
        assert page.count("<g><title>") == period.steps
        assert "25 issued, 3 refused" in page
    assert admin.get("/admin/?period=nonsense").status_code == 200


def test_refusals_lead_to_the_page_of_their_code(admin, busy):
    page = admin.get("/admin/").text
    assert row(page, "/admin/errors/7000215", "The client secret is wrong", "<strong>2</strong>")
    assert row(page, "/admin/errors/500011", "<strong>1</strong>")


def test_a_client_that_keeps_no_token_is_named(admin, busy):
    assert row(admin.get("/admin/").text, "ciam-client-app", "ciam-ToDoList-api", ">25<")


def test_dots_of_the_timeline_stand_in_order_and_within_the_picture(server, admin, busy):
    ends = [NOW + timedelta(days=day) for day in (-400, -3, 0, 29, 31, 179, 900)]

    class Credential:
        def __init__(self, ends_at):
            self.ends_at = ends_at

    drawn = timeline([Credential(at) for at in ends], NOW)
    places = [dot.x for dot in drawn.dots]
    assert places == sorted(places)
    assert all(0 < place < 760 for place in places)
    states = [dot.state for dot in drawn.dots]
    assert states == ["Expired"] * 3 + ["Expiring soon"] + ["Current"] * 3


@pytest.mark.parametrize("highest", [0, 1, 4, 5, 9, 10, 11, 99, 101, 4321, 99_999, 1_000_001])
def test_an_axis_is_high_enough_and_has_whole_numbers_at_its_lines(highest):
    top = scale_top(highest)
    assert highest <= top <= max(4, 2.5 * highest)
    assert top % 4 == 0


def test_the_page_of_a_code_tells_its_cause_in_this_tenant(admin, busy):
    """Complaint 15: errors carry codes only."""
    page = admin.get("/admin/errors/7000215").text
    assert "AADSTS7000215: The client secret is wrong" in page
    assert row(page, "ciam-client-app", "<td>2</td>", "/admin/sign-in-logs/")
    assert "daemonry secret create ciam-client-app" in page
    assert "check 8 of" in page
    explained = re.search(r'href="(/admin/sign-in-logs/[^"]+)"', page).group(1)
    detail = admin.get(explained.replace("&amp;", "&")).text
    assert "AADSTS7000215" in detail
    assert "The same request now" in detail


def test_a_code_that_nobody_met_still_has_its_page_and_an_unknown_one_has_none(admin):
    assert "No request was answered so" in admin.get("/admin/errors/AADSTS70003").text
    assert admin.get("/admin/errors/12345").status_code == 404
    assert admin.get("/admin/errors/x").status_code == 404
    assert admin.get("/admin/sign-in-logs/nothing").status_code == 404


def test_codes_are_found_by_number_and_by_meaning(admin, busy):
    listed = admin.get("/admin/errors").text
    assert listed.index("AADSTS7000215") < listed.index("AADSTS1002012")  # frequent first
    assert "AADSTS700016" in admin.get("/admin/errors?q=client+id").text
    found = admin.get("/admin/errors?q=aadsts7000222").text
    assert found.count("/admin/errors/7") == 1


def test_every_code_says_what_it_means():
    assert [row.aadsts for row in ROWS if row.aadsts not in GUIDES] == []


def test_the_log_is_narrowed_to_a_code(admin, busy):
    page = admin.get("/admin/sign-in-logs?code=AADSTS500011").text
    assert page.count('/admin/errors/500011"') == 1
    assert "AADSTS7000215" not in page
    assert admin.get("/admin/sign-in-logs?code=nonsense").status_code == 200


def test_error_uri_leads_administrators_on(server):
    body = server.token(client_secret="wrong").json()
    path = body["error_uri"].removeprefix("https://localhost:8443")
    text = server.send("GET", path).text
    assert "The client secret is wrong" in text
    assert "/admin/errors/7000215" in text


def test_permissions_that_nobody_uses_are_listed_with_the_way_to_revoke_them(
    server, busy, clock_goes_back
):
    """Complaint 6: granted once, forgotten for ever."""
    later = after(server, days=29)
    assert "Every client that holds roles" in later.get("/admin/").text
    later = after(server, days=31)
    page = later.get("/admin/").text
    assert row(page, "ToDoList.Read.All", "Never", f"{busy.principal.object_id}/assignments/")
    assert row(page, "ToDoList.ReadWrite.All", "2026-06-01")
    address = re.search(r'href="(/admin/enterprise-apps/[^"]+/revoke)"', page).group(1)
    assert later.get(address).status_code == 200


def test_credentials_are_listed_by_their_end_and_lead_to_where_they_are_renewed(
    server, busy, clock_goes_back
):
    doomed = server.register_daemon()
    server.add_secret(doomed.application, days=10)
    address = f"/admin/apps/{doomed.application.app_id}/credentials"
    page = after(server, days=0).get("/admin/").text
    assert row(page, address, "Secret a secret", "Expiring soon", "2026-06-11")
    page = after(server, days=11).get("/admin/").text
    assert row(page, address, "Expired", "2026-06-11")
