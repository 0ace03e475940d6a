"""``daemonry init``: a directory, its keys, a tenant, and who manages it."""

from __future__ import annotations

import stat

import pytest
from tests.surface.cli.arrange import Shell, plain

from daemonry.model.first_party import BOOTSTRAP_PERMISSIONS


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_credentials_are_printed_once_for_people(tmp_path):
    answer = plain("init", "--tenant", "contoso", "--data", str(tmp_path / "data"))
    assert answer.code == 0
    assert "admin@contoso.onmicrosoft.com" in answer.out
    assert "dmns_" in answer.out
    assert "cannot be shown again" in answer.err
    assert f"next: daemonry serve --data {tmp_path}/data" in answer.err


def test_programs_get_the_identifiers_and_credentials(template):
    facts = template[1]
    assert set(facts) == {
        *("tenant_id", "tenant_name", "tenant_domain", "admin_username", "admin_password"),
        *("management_client_id", "management_client_secret"),
    }
    assert facts["tenant_name"] == "Contoso"
    assert facts["tenant_domain"] == "contoso.onmicrosoft.com"


def test_directory_and_keys_are_for_their_owner_alone(contoso):
    assert mode_of(contoso.data) == 0o700
    assert mode_of(contoso.data / "keys") == 0o700
    assert {mode_of(key) for key in (contoso.data / "keys").iterdir()} == {0o600}


def test_the_management_application_holds_the_bootstrap_permissions(template, contoso):
    rows = contoso.json("consent", "status", template[1]["management_client_id"])
    assert {row["permission"] for row in rows} == set(BOOTSTRAP_PERMISSIONS)
    assert {row["status"] for row in rows} == {"granted"}


def test_a_second_init_is_refused_and_changes_nothing(contoso):
    keys = {key.name: key.read_bytes() for key in (contoso.data / "keys").iterdir()}
    answer = contoso("init", "--tenant", "fabrikam")
    assert answer.code == 1
    assert "holds a tenant already" in answer.err
    assert "what to do: Make further ones with 'daemonry tenant create'." in answer.err
    assert keys == {key.name: key.read_bytes() for key in (contoso.data / "keys").iterdir()}
    assert len(contoso.json("tenant", "list")) == 1


def test_everything_can_be_chosen(tmp_path):
    password = tmp_path / "password"
    password.write_text("correct horse battery staple\n")
    tenant_id = "3C7B1F0E-1111-4A4A-8B8B-0123456789AB"
    shell = Shell(tmp_path / "data")
    facts = shell.json(
        *("init", "--tenant", "fabrikam", "--name", "Fabrikam Inc", "--tenant-id", tenant_id),
        *("--admin", "ada", "--admin-password-file", str(password)),
        *("--management-app", "robot", "--domain-suffix", "example.test"),
    )
    assert facts["tenant_id"] == tenant_id.lower()
    assert facts["tenant_name"] == "Fabrikam Inc"
    assert facts["tenant_domain"] == "fabrikam.example.test"
    assert facts["admin_username"] == "ada@fabrikam.example.test"
    assert "admin_password" not in facts
    assert [app["display_name"] for app in shell.json("app", "list")] == ["robot"]


def test_a_script_that_forgets_the_tenant_is_told_the_option(tmp_path):
    answer = plain("init", "--data", str(tmp_path / "data"))
    assert answer.code == 2
    assert "daemonry init --tenant contoso" in answer.err


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--tenant", "not a label"), 1, "cannot be a tenant's subdomain"),
        (("--tenant", "common"), 1, "cannot be a tenant's subdomain"),
        (("--tenant", "contoso", "--tenant-id", "7"), 2, "'7' is no GUID"),
        (("--tenant", "contoso", "--admin-password-file", "absent"), 4, "absent"),
    ],
)
def test_what_cannot_be_made_is_refused_and_can_be_repeated(tmp_path, options, code, message):
    shell = Shell(tmp_path / "data")
    answer = shell("init", *options)
    assert answer.code == code
    assert message in answer.err
    assert "what to do: " in answer.err
    assert shell("init", "--tenant", "contoso").code == 0


def test_a_directory_that_others_may_enter_is_refused(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "file").touch()
    data.chmod(0o755)
    answer = plain("init", "--tenant", "contoso", "--data", str(data))
    assert answer.code == 4
    assert f"chmod 700 {data}" in answer.err


def test_a_lost_key_is_not_replaced(contoso):
    (contoso.data / "keys" / "kek").unlink()
    answer = contoso("app", "list")
    assert answer.code == 4
    assert "kek is missing" in answer.err
    assert "what to do: Put it back" in answer.err
    assert contoso("init", "--tenant", "fabrikam").code == 4
    assert not (contoso.data / "keys" / "kek").exists()


def test_the_first_administrator_may_get_a_link_in_the_place_of_a_password(tmp_path):
    answer = plain("init", "--data", str(tmp_path / "d"), "--tenant", "contoso", "--setup-link")
    assert answer.code == 0, answer.err
    assert "/setup/" in "".join(answer.out.split())
    assert "admin_password" not in answer.out
