"""My sign-in: everybody's own password, methods and sessions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.fakes.authenticator import Authenticator
from tests.surface.portal.arrange import Browser
from tests.surface.sign_in.test_credentials import (
    BETTER,
    GOOD,
    add_person,
    code_of,
    sign_in,
)
from tests.surface.sign_in.test_passkeys import add, enter, owner

from daemonry.directory.audit import list_audit_events
from daemonry.directory.factors import list_methods
from daemonry.directory.users import update_user
from daemonry.sign_in.throttle import FREE_FAILURES

HERE = "/admin/my-sign-in"


@pytest.fixture
def somebody(server):
    """Somebody without any role, signed in."""
    user = add_person(server)
    return user, sign_in(server, user)[0]


def links(page, label):
    """Return where the links with this label lead."""
    return re.findall(rf'<a (?:class="button" )?href="([^"]+)"[^>]*>{label}</a>', page)


def activities(server, user):
    events = server.change(list_audit_events, limit=1000)
    return [e.activity for e in events if any(t.object_id == user.object_id for t in e.targets)]


def test_the_own_password_is_changed_by_whoever_knows_the_old_one(server, somebody):
    user, browser = somebody
    second, _ = sign_in(server, user)
    typed = {"new_password": BETTER, "new_password_again": BETTER}
    for wrong, problem in (
        ({"current_password": "wrong"}, "current password is wrong"),
        ({"current_password": GOOD, "new_password_again": "x"}, "differ"),
        ({"current_password": GOOD, "new_password": "x", "new_password_again": "x"}, "12 to"),
        ({"current_password": GOOD, "new_password": GOOD, "new_password_again": GOOD}, "already"),
    ):
        refused = browser.submit(f"{HERE}/password", **typed | wrong)
        assert (refused.status_code, problem in refused.text) == (400, True), problem
        assert BETTER not in refused.text
    done = browser.submit(f"{HERE}/password", **typed, current_password=GOOD)
    assert "notice=password-changed" in done.headers["location"]
    for ended in (browser, second):
        assert ended.get(HERE).status_code == 303
    assert sign_in(server, user)[1].status_code == 401
    assert sign_in(server, user, BETTER)[1].status_code == 303
    assert activities(server, user).count("Change user password") == 1


def test_the_old_password_is_guessed_here_no_faster_than_at_the_sign_in(server, somebody):
    """Row A6: one count of failures for both pages."""
    user, browser = somebody
    typed = {"new_password": BETTER, "new_password_again": BETTER}
    for _ in range(FREE_FAILURES):
        browser.submit(f"{HERE}/password", **typed, current_password="wrong")
    slowed = browser.submit(f"{HERE}/password", **typed, current_password=GOOD)
    assert "Too many attempts" in slowed.text
    assert sign_in(server, user)[1].status_code == 429


def test_methods_are_set_up_renamed_and_removed_and_what_is_there_is_shown(server, somebody):
    user, browser = somebody
    page = browser.get(HERE).text
    assert "You have no passkey." in page
    (passkey,), (app,) = links(page, "Add passkey"), links(page, "Set up authenticator app")
    keys = Authenticator()
    assert passkey.startswith(f"/{server.tenant.tenant_id}/sign-in/new-passkey?continue=%2Fadmin")
    add(server, browser, keys)
    shown = browser.get(app).text
    secret = re.search(r'id="key">([A-Z2-7]+)<', shown).group(1)
    done = browser.submit(app, code=code_of(server, secret))
    assert done.headers["location"] == f"{HERE}?notice=method-added"  # it has codes already
    page = browser.follow(done).text
    assert "on one device" in page
    assert "10 left" in page
    renaming = links(page, "Rename")[0]
    assert browser.submit(renaming, name="  ").status_code == 400
    assert browser.submit(renaming, name="My <phone>").status_code == 303
    page = browser.get(HERE).text
    assert "My &lt;phone&gt;" in page
    removing, last = links(page, "Remove")
    asked = browser.get(removing).text
    assert "other sessions end" in asked
    assert "your last one" not in asked
    other, _ = enter(server, keys)
    assert other.get(HERE).status_code == 200
    removed = browser.submit(removing)
    assert "own-method-removed" in removed.headers["location"]
    assert browser.get(HERE).status_code == 200
    assert other.get(HERE).status_code == 303
    assert enter(server, keys)[1].status_code == 401
    assert "recovery codes go with it" in browser.get(last).text
    browser.submit(last)
    assert server.change(list_methods, user.object_id) == []
    told = activities(server, user)
    assert told.count("User changed security info") == 1
    assert told.count("User deleted security info") == 3  # with the recovery codes


def test_recovery_codes_are_made_anew_and_shown_once(server):
    _, _, browser = owner(server)
    asked = browser.get(f"{HERE}/recovery-codes")
    fields = dict(re.findall(r'name="(form_token|once|form_tenant)" value="([^"]*)"', asked.text))
    made = browser.post(f"{HERE}/recovery-codes", fields)
    assert len(re.findall(r"<code>[a-z2-7-]{19}</code>", made.text)) == 10
    again = browser.post(f"{HERE}/recovery-codes", fields)
    assert again.status_code == 303  # a reload makes no others


def test_sessions_are_shown_and_ended_one_by_one_or_all_others(server, somebody):
    user, browser = somebody
    others = [sign_in(server, user)[0] for _ in range(3)]
    page = browser.get(HERE).text
    assert page.count("This one") == 1
    assert len(links(page, "Sign out")) == 3
    ended = browser.submit(links(page, "Sign out")[0])
    assert "session-ended" in ended.headers["location"]
    assert sum(one.get(HERE).status_code == 200 for one in others) == 2
    assert browser.submit(f"{HERE}/other-sessions/end").status_code == 303
    assert [one.get(HERE).status_code for one in others] == [303] * 3
    page = browser.get(HERE).text
    assert "Sign out everywhere else" not in page
    assert browser.get(f"{HERE}/sessions/{'0' * 16}/end").status_code == 404


def test_nobody_sees_or_ends_what_is_another_persons(server, somebody):
    _, browser = somebody
    other, _, theirs = owner(server)
    for _ in range(2):
        sign_in(server, other)
    page = theirs.get(HERE).text
    assert links(page, "Remove")
    for address in (*links(page, "Remove"), *links(page, "Rename"), *links(page, "Sign out")):
        assert browser.get(address).status_code == 404
    assert len(server.change(list_methods, other.object_id)) == 2


def test_removing_a_method_wants_a_fresh_proof(server):
    """Row A5."""
    _, _, browser = owner(server)
    removing = links(browser.get(HERE).text, "Remove")[0]
    start = server.clock.time
    try:
        server.clock.time += timedelta(minutes=11)
        for address in (removing, f"{HERE}/recovery-codes"):
            assert "prompt=login" in browser.get(address).headers["location"]
        assert browser.get(HERE).status_code == 200
    finally:
        server.clock.time = start


def test_what_is_demanded_of_the_account_is_said_with_the_reason(server, somebody):
    user, browser = somebody
    assert "second factor" not in browser.get(HERE).text
    server.change(update_user, user.object_id, {"is_factor_required": True})
    assert "an administrator demands it of your account" in browser.get(HERE).text


def test_an_operator_in_another_tenant_changes_the_own_account_still(server, admin):
    other = server.run(server._create_tenant("adventure"))
    operator = Browser(server)
    operator.sign_in()
    assert operator.submit(f"/admin/tenants/{other.tenant_id}/switch").status_code == 303
    page = operator.get(HERE)
    assert page.status_code == 200
    assert f"/{server.tenant.tenant_id}/sign-in/new-passkey" in page.text
    assert operator.submit(f"{HERE}/other-sessions/end").status_code == 303
    assert admin.get(HERE).status_code == 303
    admin.sign_in()
