"""Where commands work: data directory, tenant, and what happens when it goes wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.surface.cli.arrange import plain

from daemonry.cli import command


def test_a_missing_data_directory_is_not_made_by_the_way(tmp_path):
    answer = plain("app", "list", "--data", str(tmp_path / "data"))
    assert answer.code == 4
    assert f"no data directory at {tmp_path}/data" in answer.err
    assert f"daemonry init --data {tmp_path}/data" in answer.err
    assert not (tmp_path / "data").exists()


def test_the_environment_names_the_data_directory(contoso, monkeypatch):
    monkeypatch.setenv("DAEMONRY_DATA", str(contoso.data))
    assert plain("tenant", "show").code == 0


def test_an_unknown_setting_is_refused_by_name(contoso, monkeypatch):
    monkeypatch.setenv("DAEMONRY_PROT", "1")
    answer = contoso("app", "list")
    assert answer.code == 2
    assert "DAEMONRY_PROT" in answer.err


def test_the_only_tenant_need_not_be_named(contoso):
    assert contoso.json("tenant", "show")["subdomain"] == "contoso"


def test_several_tenants_are_listed_when_none_is_named(contoso):
    contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    answer = contoso("app", "list")
    assert answer.code == 2
    assert "contoso, fabrikam" in answer.err
    assert "what to do: Say which one you mean: --tenant NAME." in answer.err


@pytest.mark.parametrize("name", ["fabrikam", "FABRIKAM", "fabrikam.onmicrosoft.com"])
def test_a_tenant_goes_by_subdomain_and_domain(contoso, name):
    contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    shown = contoso.json("tenant", "show", "--tenant", name)
    assert shown["display_name"] == "Fabrikam"


def test_a_tenant_goes_by_its_identifier(contoso):
    made = contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    assert contoso.json("tenant", "show", "--tenant", made["tenant_id"]) == made


def test_an_unknown_tenant_is_not_found(contoso):
    answer = contoso("app", "list", "--tenant", "nobody")
    assert answer.code == 3
    assert "daemonry tenant list" in answer.err


def test_tenants_do_not_see_each_others_applications(contoso):
    contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    made = contoso.json("app", "create", "mine", "--tenant", "contoso")
    answer = contoso("app", "show", made["app_id"], "--tenant", "fabrikam")
    assert answer.code == 3


def test_the_next_command_is_suggested_with_the_options_that_were_given(contoso):
    answer = contoso("app", "create", "ciam-client-app", "--tenant", "contoso")
    assert answer.err == (
        f"next: daemonry secret create ciam-client-app --data {contoso.data} --tenant contoso\n"
    )


def test_programs_get_no_suggestions(contoso):
    assert contoso("app", "create", "ciam-client-app", "-o", "json").err == ""


def test_a_damaged_database_is_reported_with_what_to_check(contoso):
    (contoso.data / "directory.db").write_bytes(b"this is no database, " * 400)
    done = subprocess.run(
        [sys.executable, "-m", "daemonry", "app", "list", "--data", contoso.data],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "error: The database cannot be used: file is not a database." in done.stderr
    assert "what to do: Check --data or --database" in done.stderr


def test_something_unforeseen_shows_its_traceback_only_on_request(contoso, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(command, "work_in", fail)
    answer = contoso("app", "list")
    assert answer.code == 5
    assert "error: Something unexpected happened: ZeroDivisionError: by zero" in answer.err
    assert "daemonry --debug" in answer.err
    assert "Traceback" not in answer.err
    shown = plain("--debug", "app", "list", "--data", str(contoso.data))
    assert shown.code == 5
    assert "Traceback" in shown.err
