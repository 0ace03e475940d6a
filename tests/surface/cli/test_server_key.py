"""``daemonry server-key``: the server's keys are replaced while everything goes on working."""

from __future__ import annotations

import pytest
from tests.surface.login.arrange import ORIGIN, READ, Server, opened_server

from daemonry.directory.factors import begin_authenticator
from daemonry.directory.users import create_administrator
from daemonry.renewal import RENEWAL
from daemonry.services import open_services, token_service
from daemonry.settings import load_settings
from daemonry.storage.rewrap import count_digests, count_sealed, rewrap
from daemonry.storage.secret_files import HashKeys, KeyText
from daemonry.web.origins import make_origins


def listed(contoso, use):
    return [row for row in contoso.json("server-key", "list") if row["use"] == use]


def test_k8_a_new_key_encryption_key_takes_over_and_the_old_one_goes(contoso):
    (old,) = listed(contoso, "kek")
    assert (old["state"], old["depending"]) == ("current", 1)
    refused = contoso("server-key", "remove", "kek", old["identifier"])
    assert refused.code == 1
    contoso.json("server-key", "add", "kek")
    new, older = listed(contoso, "kek")
    assert (new["state"], new["depending"], older["depending"]) == ("current", 0, 1)
    in_use = contoso("server-key", "remove", "kek", old["identifier"])
    assert "1 values depend on it" in in_use.err
    assert contoso.json("server-key", "rewrap")["rewrapped"] == 1
    assert contoso.json("server-key", "rewrap")["rewrapped"] == 0
    contoso.json("server-key", "remove", "kek", old["identifier"])
    assert [row["identifier"] for row in listed(contoso, "kek")] == [new["identifier"]]
    assert {row["state"] for row in contoso.json("verify")} == {"ok"}


def test_a_key_that_is_missing_is_named(contoso):
    contoso.json("server-key", "add", "kek")
    path = contoso.data / "keys" / "kek"
    path.write_text(path.read_text().splitlines()[0])
    found = {row["state"]: row["depending"] for row in listed(contoso, "kek")}
    assert found == {"current": 0, "missing": 1}
    refused = contoso("server-key", "rewrap")
    assert refused.code == 1
    assert "Put the older key back" in refused.err


def test_keys_of_settings_are_changed_there(contoso, monkeypatch):
    line = contoso.json("server-key", "generate", "kek")["line"]
    present = (contoso.data / "keys" / "kek").read_text().strip()
    monkeypatch.setenv("DAEMONRY_KEY_ENCRYPTION_KEY", f"{line}\n{present}")
    assert contoso("server-key", "add", "kek").code == 2
    assert contoso.json("server-key", "rewrap")["rewrapped"] == 1
    monkeypatch.setenv("DAEMONRY_KEY_ENCRYPTION_KEY", line)
    assert {row["state"] for row in contoso.json("verify")} == {"ok"}


def test_a_hardware_module_makes_no_digests(contoso):
    refused = contoso("server-key", "add", "secret-hash", "--pkcs11", "pkcs11:token=T")
    assert refused.code == 2
    assert "stays in memory" in refused.err


@pytest.fixture
def server(tmp_path):
    with opened_server(tmp_path / "data", kind=Server) as opened:
        opened.assign(opened.daemon, READ)
        yield opened


def turn(server, use):
    """Do what ``server-key add`` does, beside the running server."""
    from tests.surface.cli.arrange import Shell

    return Shell(server.services.settings.data).json("server-key", "add", use)["identifier"]


def test_k8_a_running_server_seals_under_the_new_key_without_a_restart(server):
    vault = server.services.vault
    before = vault.seal(b"secret", context="c")
    new = turn(server, "kek")
    after = vault.seal(b"secret", context="c")
    assert vault.current == new
    assert vault.is_current(after)
    assert vault.open(before, context="c") == b"secret"
    assert server.run(rewrap(server.services.store.directory, vault)) == 1
    assert server.token().status_code == 200


def test_k8_the_authenticators_of_persons_are_sealed_anew_too(server):
    services = server.services
    address = f"ada@{server.tenant.initial_domain}"

    async def begin(work):
        user = await create_administrator(work, address, "Ada", "correct horse battery staple")
        return user, (await begin_authenticator(work, user, services.vault)).secret

    user, secret = server.change(begin)
    old = services.vault.current
    turn(server, "kek")
    assert server.run(rewrap(services.store.directory, services.vault)) == 2
    assert old not in server.run(count_sealed(services.store.directory))

    async def again(work):
        return (await begin_authenticator(work, user, services.vault)).secret

    assert server.change(again) == secret


def test_k8_secrets_survive_the_secret_hash_key_and_leave_the_old_one(server, tmp_path):
    keys = server.services.secret_keys
    old = keys.newest()
    new = turn(server, "secret-hash")

    async def meet() -> tuple[int, dict[str, int]]:
        # A second server over the same data, started after the rotation.
        settings = load_settings({}, data=server.services.settings.data)
        async with open_services(settings) as services:
            assert services.secret_keys.newest() == new
            service = token_service(services, make_origins(names=["localhost"], port=8443))
            status = await _token(services, service, server)
            await service.renew_digest.settled()
            return status, await count_digests(services.store.directory)

    assert server.run(count_digests(server.services.store.directory)) == {old: 1}
    assert server.run(meet()) == (server.daemon.application.app_id, {new: 1})
    # The first server never heard of the new key but finds it in the file.
    object.__setattr__(keys.keys, "_looked", float("-inf"))
    assert server.token().status_code == 200
    audit = server.run(_audit(server))
    assert [event.activity for event in audit if event.actor.display_name == RENEWAL.display_name]


async def _audit(server):
    async with server.services.directory.read() as uow:
        return await uow.audit.list_newest(server.tenant.tenant_id)


async def _token(services, service, server):
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.tokens.issue import prove_client
    from daemonry.tokens.service import Caller, begin

    request = TokenRequest(
        client_id=server.daemon.application.app_id,
        client_secret=server.daemon.secret,
        client_assertion=None,
        scope=f"api://{server.api.app_id}/.default",
        resource=None,
        capabilities=frozenset(),
        uses_basic=False,
    )
    caller = Caller(server.tenant.tenant_id, ORIGIN, "trace", "correlation")
    client = await prove_client(service, caller, request, begin(service))
    return client.application.app_id


def test_a_file_that_cannot_be_read_for_a_moment_makes_nobody_forget_a_key(tmp_path):
    path = tmp_path / "keys" / "secret-hash"
    text = KeyText(path, None, create=True)
    now = [0.0]
    keys = HashKeys({"a": b"1" * 32}, text, now=lambda: now[0])
    path.write_text("rubbish")
    now[0] = 2.0
    assert keys.newest() == "a"
    assert "b" not in keys
    assert list(keys) == ["a"]
