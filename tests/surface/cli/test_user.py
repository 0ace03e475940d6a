"""``daemonry user``: accounts, setup links, passwords, factors."""

from __future__ import annotations

ADA = "ada@contoso.onmicrosoft.com"


def test_an_account_is_made_with_a_link_and_a_role(tutorial):
    contoso, _, _ = tutorial
    made = contoso.json("user", "create", ADA, "--name", "Ada", "--role", "Application Developer")
    assert made["setup_link"].startswith("https://localhost:8443/setup/")
    listed = {row["user_principal_name"]: row for row in contoso.json("user", "list")}
    assert listed[ADA]["roles"] == ["Application Developer"]
    assert listed[ADA]["has_factor"] is False
    assert "setup" not in str(listed)


def test_a_link_a_password_and_the_factor_of_an_account(tutorial):
    contoso, _, _ = tutorial
    contoso.json("user", "create", ADA)
    link = contoso.json("user", "setup-link", ADA, "--hours", "24")["setup_link"]
    reset = contoso.json("user", "reset-password", ADA)
    assert len(reset["password"]) == 20
    assert contoso.json("user", "require-factor", ADA)["is_factor_required"] is True
    assert contoso.json("user", "disable", ADA)["account_enabled"] is False
    assert contoso.json("user", "disable", ADA, "--undo")["account_enabled"] is True
    written = contoso("audit", "list", "-o", "json").out
    for secret in (link.rpartition("/")[2], reset["password"]):
        assert secret not in written


def test_what_does_not_exist_is_told_with_what_does(tutorial):
    contoso, _, _ = tutorial
    refused = contoso("user", "create", ADA, "--role", "Queen")
    assert refused.code == 2
    assert "Global Administrator" in refused.err
    assert contoso("user", "disable", "nobody@contoso.onmicrosoft.com").code != 0


def test_methods_are_listed_and_one_that_is_not_there_is_told(tutorial):
    contoso, _, _ = tutorial
    contoso.json("user", "create", ADA)
    assert contoso.json("user", "methods", ADA) == []
    assert "Only a password" in contoso("user", "methods", ADA).err
    refused = contoso("user", "remove-method", ADA, "5ca1ab1e-0000-4000-8000-00000000f1d0")
    assert refused.code != 0
    assert "5ca1ab1e-0000-4000-8000-00000000f1d0" in refused.err
