"""``daemonry authority``: registered, trusted for a name, distrusted, removed."""

from __future__ import annotations

import pytest
from tests.fakes.certificates import authority, certificate


@pytest.fixture
def root(tmp_path):
    file = tmp_path / "root.crt"
    file.write_bytes(authority())
    return str(file)


def test_an_authority_is_registered_listed_and_removed_by_name(tutorial, root):
    contoso, _, _ = tutorial
    added = contoso.json("authority", "add", root, "--name", "Corporate CA")
    assert added["subject"] == "CN=p256 ca"
    (row,) = contoso.json("authority", "list")
    assert row == added
    gone = contoso.json("authority", "remove", "Corporate CA")
    assert gone["authority_id"] == added["authority_id"]
    assert contoso.json("authority", "list") == []
    assert contoso("authority", "remove", "Corporate CA").code == 3


def test_a_certificate_that_is_no_authoritys_is_refused(tutorial, tmp_path):
    contoso, _, _ = tutorial
    file = tmp_path / "client.crt"
    file.write_bytes(certificate())
    answer = contoso("authority", "add", str(file))
    assert answer.code == 1
    assert "cannot be registered" in answer.err


def test_a_daemon_trusts_names_of_an_authority(tutorial, root):
    contoso, _, _ = tutorial
    added = contoso.json("authority", "add", root, "--name", "CA")
    options = ("--authority", "CA", "--subject")
    contoso.json("authority", "trust", "ciam-client-app", *options, "a.example")
    rows = contoso.json("authority", "trust", "ciam-client-app", *options, "b.example")
    assert [row["subject_name"] for row in rows] == ["a.example", "b.example"]
    assert {row["authority_id"] for row in rows} == {added["authority_id"]}
    assert contoso.json("authority", "trusted", "ciam-client-app") == rows
    left = contoso.json("authority", "distrust", "ciam-client-app", *options, "a.example")
    assert [row["subject_name"] for row in left] == ["b.example"]
    assert contoso("authority", "distrust", "ciam-client-app", *options, "a.example").code == 1


def test_a_name_of_an_authority_that_is_gone_can_still_be_distrusted(tutorial, root):
    contoso, _, _ = tutorial
    added = contoso.json("authority", "add", root)
    options = ("--authority", added["authority_id"], "--subject", "a.example")
    contoso.json("authority", "trust", "ciam-client-app", *options)
    contoso.json("authority", "remove", added["authority_id"])
    assert contoso.json("authority", "distrust", "ciam-client-app", *options) == []


def test_an_unknown_authority_cannot_be_trusted(tutorial):
    contoso, _, _ = tutorial
    answer = contoso(
        "authority", "trust", "ciam-client-app", "--authority", "nobody", "--subject", "x"
    )
    assert answer.code == 3
    assert "daemonry authority list" in answer.err


def test_empty_lists_say_what_to_do(tutorial):
    contoso, _, _ = tutorial
    assert "daemonry authority add" in contoso("authority", "list").err
    assert "daemonry authority trust" in contoso("authority", "trusted", "ciam-client-app").err
