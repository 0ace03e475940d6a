"""Notices in the admin center: recipients, a webhook and its secret, a test, what was sent."""

from __future__ import annotations

import re

PAGE = "/admin/notices"
HOOK = "https://hooks.contoso.example/daemonry?token=qwertz"


def test_a_webhook_is_set_shown_tried_and_taken_away(server, admin):
    assert "Nobody is told" in admin.get(PAGE).text
    refused = admin.submit(f"{PAGE}/webhook", url="http://hooks.contoso.example/")
    assert refused.status_code == 400
    made = admin.submit(f"{PAGE}/webhook", url=HOOK).text
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", made).group()
    page = admin.get(PAGE).text
    assert "https://hooks.contoso.example/…" in page
    assert "qwertz" not in page
    assert secret not in page
    shown = admin.follow(admin.submit(f"{PAGE}/test")).text
    assert "Test written" in shown
    assert "Waiting" in shown
    assert "Webhook removed" in admin.follow(admin.submit(f"{PAGE}/webhook/remove")).text
    refused = admin.submit(f"{PAGE}/test")
    assert refused.status_code == 400
    assert "Nobody would get a notice" in refused.text


def test_contacts_and_days_are_stored_and_what_is_wrong_is_shown_again(server, admin):
    saved = admin.submit(PAGE, contacts="it@contoso.example\nops@contoso.example\n", days="7, 30")
    page = admin.follow(saved).text
    assert "it@contoso.example\nops@contoso.example" in page
    assert 'value="30, 7"' in page
    for days in ("soon", "999", "-1"):
        assert admin.submit(PAGE, contacts="", days=days).status_code == 400
    assert 'value="none"' in admin.follow(admin.submit(PAGE, contacts="", days="none")).text
    assert 'value=""' in admin.follow(admin.submit(PAGE, contacts="", days="")).text
