"""``daemonry secret``: made once, shown once, known by its first characters."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemonry.model.secret import has_valid_checksum, hint_of


def test_a_secret_is_printed_once_and_kept_as_a_digest(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("secret", "create", "ciam-client-app", "--name", "build")
    secret = next(word for word in answer.out.split() if word.startswith("dmns_"))
    assert has_valid_checksum(secret)
    assert "cannot be shown again" in answer.err
    for path in contoso.data.rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes()


def test_the_list_tells_secrets_apart_by_name_and_hint(tutorial):
    contoso, _, _ = tutorial
    made = [contoso.json("secret", "create", "ciam-client-app", "--name", n) for n in "ab"]
    rows = contoso.json("secret", "list", "ciam-client-app")
    assert [(row["display_name"], row["hint"], row["key_id"]) for row in rows] == [
        (one["display_name"], hint_of(one["secret"]), one["key_id"]) for one in made
    ]
    assert {row["status"] for row in rows} == {"current"}


def test_a_secret_can_be_short_lived_and_is_then_told_to_expire_soon(tutorial):
    contoso, _, _ = tutorial
    contoso.json("secret", "create", "ciam-client-app", "--days", "7")
    (row,) = contoso.json("secret", "list", "ciam-client-app")
    starts, ends = (datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at"))
    assert timedelta(days=7) - timedelta(minutes=1) < ends - starts <= timedelta(days=7, minutes=1)
    assert row["status"] == "expiring soon"


def test_without_a_choice_a_secret_lasts_two_years(tutorial):
    contoso, _, _ = tutorial
    contoso.json("secret", "create", "ciam-client-app")
    (row,) = contoso.json("secret", "list", "ciam-client-app")
    starts, ends = (datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at"))
    assert ends.year == starts.year + 2


def test_a_secret_is_deleted_by_key_hint_or_name(tutorial):
    contoso, _, _ = tutorial
    for how in ("key_id", "hint", "display_name"):
        made = contoso.json("secret", "create", "ciam-client-app", "--name", "mine")
        gone = contoso.json("secret", "delete", "ciam-client-app", made[how])
        assert gone["key_id"] == made["key_id"]
    assert contoso.json("secret", "list", "ciam-client-app") == []


def test_a_name_that_two_secrets_bear_deletes_neither(tutorial):
    contoso, _, _ = tutorial
    for _ in range(2):
        contoso.json("secret", "create", "ciam-client-app", "--name", "twin")
    assert contoso("secret", "delete", "ciam-client-app", "twin").code == 1
    assert len(contoso.json("secret", "list", "ciam-client-app")) == 2


def test_a_secret_that_is_not_there_is_not_found(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("secret", "delete", "ciam-client-app", "nope")
    assert answer.code == 3
    assert "daemonry secret list" in answer.err


def test_an_application_without_secrets_says_how_to_make_one(tutorial):
    contoso, _, _ = tutorial
    assert "daemonry secret create" in contoso("secret", "list", "ciam-client-app").err


def test_a_rotated_secret_leaves_the_old_one_a_few_days(tutorial):
    contoso, _, _ = tutorial
    old = contoso.json("secret", "create", "ciam-client-app", "--name", "build")
    new = contoso.json("secret", "rotate", "ciam-client-app", "build", "--overlap-days", "3")
    assert new["secret"] != old["secret"]
    rows = {row["key_id"]: row for row in contoso.json("secret", "list", "ciam-client-app")}
    assert rows[old["key_id"]]["status"] == "expiring soon"
    assert rows[new["key_id"]]["status"] == "current"
