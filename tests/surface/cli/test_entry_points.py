"""``daemonry app redirect-uri``, ``scope``, ``authorized-client`` and ``logo``."""

from __future__ import annotations

from tests.fakes.pictures import png

API, CLIENT = "ciam-ToDoList-api", "ciam-client-app"


def test_redirect_uris_are_added_listed_and_removed_by_platform(tutorial):
    contoso, _, _ = tutorial
    app = ("app", "redirect-uri")
    assert "a daemon needs none" in contoso(*app, "list", CLIENT).err
    refused = contoso(*app, "add", CLIENT, "http://contoso.example/")
    assert refused.code == 1
    assert "https" in refused.err
    contoso.json(*app, "add", CLIENT, "https://contoso.example/back")
    listed = contoso.json(*app, "add", CLIENT, "http://localhost", "--platform", "native")
    assert listed == [
        {"platform": "web", "redirect_uri": "https://contoso.example/back"},
        {"platform": "native", "redirect_uri": "http://localhost"},
    ]
    refused = contoso(*app, "remove", CLIENT, "http://localhost")
    assert refused.code == 3  # that one is for another platform
    left = contoso.json(*app, "remove", CLIENT, "http://localhost", "--platform", "native")
    assert len(left) == 1


def test_scopes_are_added_changed_authorized_and_removed(tutorial):
    contoso, _, _ = tutorial
    made = contoso.json("app", "scope", "add", API, "Files.See", "--name", "See files")
    assert (made["who_can_consent"], made["is_enabled"]) == ("Admins only", True)
    (client,) = contoso.json("app", "authorized-client", "add", API, CLIENT, "Files.See")
    assert client["scopes"] == ["Files.See"]
    assert contoso.json("app", "authorized-client", "remove", API, CLIENT) == []
    assert contoso("app", "authorized-client", "remove", API, CLIENT).code == 3
    contoso.json("app", "authorized-client", "add", API, CLIENT, "Files.See")
    changed = contoso.json("app", "scope", "update", API, "Files.See", "--disabled")
    assert [one["is_enabled"] for one in changed if one["value"] == "Files.See"] == [False]
    left = contoso.json("app", "scope", "remove", API, made["scope_id"])
    assert "Files.See" not in [one["value"] for one in left]
    assert contoso.json("app", "authorized-client", "list", API) == []


def test_a_logo_is_set_and_removed(tutorial, tmp_path):
    contoso, _, _ = tutorial
    picture, page = tmp_path / "logo.png", tmp_path / "page.png"
    picture.write_bytes(png())
    page.write_text("<html>")
    assert contoso("app", "logo", "set", CLIENT, str(page)).code == 1
    record = contoso.json("app", "logo", "set", CLIENT, str(picture))
    assert record["logo_path"].endswith(".png")
    assert contoso.json("app", "logo", "remove", CLIENT)["logo_path"] is None
