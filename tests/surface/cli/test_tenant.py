"""``daemonry tenant``: tenants and their domains."""

from __future__ import annotations


def test_a_tenant_is_made_listed_and_renamed(contoso):
    made = contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    assert made["domains"] == ["fabrikam.onmicrosoft.com"]
    assert [row["subdomain"] for row in contoso.json("tenant", "list")] == ["contoso", "fabrikam"]
    renamed = contoso.json("tenant", "rename", "Fabrikam Inc", "--tenant", "fabrikam")
    assert renamed["display_name"] == "Fabrikam Inc"
    assert renamed["tenant_id"] == made["tenant_id"]
    assert "Fabrikam Inc" in contoso("tenant", "list").out


def test_the_next_step_names_the_new_tenant(contoso):
    answer = contoso("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    assert answer.err.endswith("--tenant fabrikam\n")


def test_a_taken_subdomain_is_refused(contoso):
    answer = contoso("tenant", "create", "Other", "--subdomain", "contoso")
    assert answer.code == 1
    assert "what to do: " in answer.err


def test_a_domain_counts_after_somebody_vouched_for_it(contoso):
    added = contoso("tenant", "domain", "add", "Contoso.com")
    assert "--vouch" in added.err
    refused = contoso("tenant", "domain", "verify", "contoso.com")
    assert refused.code == 1
    assert "--vouch" in refused.err
    domain = contoso.json("tenant", "domain", "verify", "contoso.com", "--vouch")
    assert (domain["name"], domain["is_verified"]) == ("contoso.com", True)
    rows = {row["name"]: row for row in contoso.json("tenant", "domain", "list")}
    assert rows["contoso.com"]["is_verified"]
    assert rows["contoso.onmicrosoft.com"]["is_initial"]
    api = contoso.json("app", "create", "api", "--identifier-uri", "https://contoso.com/api")
    assert api["identifier_uris"] == ["https://contoso.com/api"]


def test_a_domain_in_use_stays_and_an_unused_one_goes(contoso):
    contoso.json("tenant", "domain", "add", "contoso.com")
    contoso.json("tenant", "domain", "remove", "contoso.com")
    assert len(contoso.json("tenant", "domain", "list")) == 1
    assert contoso("tenant", "domain", "remove", "contoso.onmicrosoft.com").code == 1


def test_something_that_is_no_domain_is_refused_with_an_example(contoso):
    answer = contoso("tenant", "domain", "add", "no domain")
    assert answer.code == 1
    assert "contoso.com" in answer.err


def test_a_domain_that_is_not_there_is_not_found(contoso):
    answer = contoso("tenant", "domain", "remove", "nobody.example")
    assert answer.code == 3
    assert "what to do: " in answer.err


def test_a_tenant_is_deleted_with_everything_in_it(tutorial):
    contoso, _, _ = tutorial
    contoso("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    assert contoso("app", "create", "theirs", "--tenant", "fabrikam").code == 0
    assert contoso("tenant", "delete", "--tenant", "fabrikam").code != 0  # nobody says yes
    assert len(contoso.json("tenant", "list")) == 2
    assert contoso("tenant", "delete", "--tenant", "fabrikam", "--yes").code == 0
    assert contoso("app", "list", "--tenant", "fabrikam").code != 0
    assert [row["subdomain"] for row in contoso.json("tenant", "list")] == ["contoso"]
