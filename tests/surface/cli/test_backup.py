"""``backup``, ``restore`` and ``verify``: what a person relies on after a lost disk."""

from __future__ import annotations

import asyncio
import json
import shutil
import stat
from datetime import UTC, datetime

import pysqlite3
import pytest
from tests.storage.arrange import sign_in
from tests.surface.cli.arrange import Shell, plain

from daemonry.model.ids import TenantId
from daemonry.storage.store import open_store


def backed_up(contoso, tmp_path, *options):
    return contoso.json("backup", str(tmp_path / "backups"), *options)


def restored(source, tmp_path, *options):
    data = tmp_path / "restored"
    answer = plain("restore", str(source), "--data", str(data), *options)
    assert answer.code == 0, answer.err
    return Shell(data), answer


def bring_keys(contoso, shell):
    shutil.copytree(contoso.data / "keys", shell.data / "keys")


def test_k9_a_backup_has_no_server_keys_and_its_files_are_private(contoso, tmp_path):
    made = backed_up(contoso, tmp_path)
    backup = tmp_path / "backups" / made["backup"].rsplit("/", 1)[1]
    held = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    for key in ("kek", "secret-hash"):
        assert (contoso.data / "keys" / key).read_bytes().strip() not in held
    assert not made["has_keys"]
    assert b"PRIVATE KEY" not in held
    for path in (backup, *backup.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_restored_directory_needs_both_keys_and_says_which(contoso, tmp_path):
    made = backed_up(contoso, tmp_path)
    contoso.json("app", "create", "made-later")
    shell, answer = restored(made["backup"], tmp_path)
    assert made["key_encryption_keys"][0] in answer.err
    assert made["secret_hash_keys"][0] in answer.err
    assert "daemonry verify" in answer.err
    bring_keys(contoso, shell)
    assert {row["state"] for row in shell.json("verify")} == {"ok"}
    names = [one["display_name"] for one in shell.json("app", "list")]
    assert "daemonry-management" in names
    assert "made-later" not in names


def test_with_keys_a_backup_is_all_that_a_clean_host_needs(contoso, tmp_path):
    made = backed_up(contoso, tmp_path, "--with-keys")
    shell, answer = restored(made["backup"], tmp_path)
    assert "Verified" in answer.err
    assert {row["state"] for row in shell.json("verify")} == {"ok"}


def test_a_restored_directory_proves_what_was_recorded_before_the_backup(contoso, tmp_path):
    kept = tmp_path / "checkpoint.json"
    kept.write_text(contoso("audit", "checkpoint", "-o", "json").out)
    made = backed_up(contoso, tmp_path, "--with-keys")
    shell, _ = restored(made["backup"], tmp_path)
    (row,) = shell.json("audit", "verify", "--checkpoint", str(kept))
    assert (row["state"], row["unsealed"]) == ("ok", 0)


def test_records_that_lie_in_the_journal_yet_are_in_the_backup(contoso, tmp_path):
    tenant = TenantId(contoso.json("tenant", "list")[0]["tenant_id"])

    async def sign_ins(data, *new):
        async with await open_store(data) as store:
            for letter in new:
                await store.sign_in_log.record(sign_in(tenant, letter))
                await asyncio.to_thread(backed_up, contoso, tmp_path)
            return len(await store.sign_in_log.list_newest(tenant))

    assert asyncio.run(sign_ins(contoso.data, "a", "b", "c")) == 3
    last = max((tmp_path / "backups").iterdir())
    shell, _ = restored(last, tmp_path)
    assert asyncio.run(sign_ins(shell.data)) == 3


def test_of_many_backups_the_newest_before_a_moment_is_restored(contoso, tmp_path):
    backed_up(contoso, tmp_path)
    contoso.json("app", "create", "made-in-between")
    wanted = backed_up(contoso, tmp_path)
    moment = datetime.now(UTC).isoformat()  # noqa: TID251 - as the command's own clock
    contoso.json("app", "update", "made-in-between", "--name", "renamed")
    backed_up(contoso, tmp_path)
    shell, answer = restored(tmp_path / "backups", tmp_path, "--at", moment, "-o", "json")
    assert answer.json["backup"] == wanted["backup"]
    bring_keys(contoso, shell)
    assert "made-in-between" in str(shell.json("app", "list"))
    early = plain("restore", str(tmp_path / "backups"), "--at", "2020-01-01", "--data", "x")
    assert early.code == 4
    assert "no backup of 2020-01-01" in early.err


def test_only_the_newest_backups_are_kept(contoso, tmp_path):
    first, second = backed_up(contoso, tmp_path), backed_up(contoso, tmp_path)
    third = backed_up(contoso, tmp_path, "--keep", "2")
    assert third["deleted"] == [first["backup"]]
    assert sorted(str(path) for path in (tmp_path / "backups").iterdir()) == [
        second["backup"],
        third["backup"],
    ]


def test_nothing_is_ever_overwritten(contoso, tmp_path):
    made = backed_up(contoso, tmp_path)
    answer = contoso("restore", made["backup"])
    assert answer.code == 4
    assert "is not empty" in answer.err


@pytest.mark.parametrize("spoil", ["changed", "lost", "unfinished"])
def test_a_backup_that_is_not_whole_is_refused(contoso, tmp_path, spoil):
    made = backed_up(contoso, tmp_path)
    backup = tmp_path / "backups" / made["backup"].rsplit("/", 1)[1]
    victim = backup / ("manifest.json" if spoil == "unfinished" else "directory.db")
    if spoil == "changed":
        victim.write_bytes(victim.read_bytes()[:-1] + b"\xff")
    else:
        victim.unlink()
    answer = plain("restore", str(backup), "--data", str(tmp_path / "restored"))
    assert answer.code == 4
    assert not (tmp_path / "restored").exists()


def test_verify_finds_what_does_not_fit_together(contoso):
    with pysqlite3.connect(str(contoso.data / "directory.db")) as database:
        database.execute("UPDATE signing_keys SET kid = 'other'")
        database.execute("UPDATE password_credentials SET hash_key_id = 'lost'")
        database.execute("UPDATE owners SET tenant_id = 'nobody'")
        database.execute("UPDATE app_role_assignments SET principal_id = 'nobody'")
    answer = contoso("verify", "-o", "json")
    assert answer.code == 1
    wrong = {row["check"] for row in json.loads(answer.out) if row["state"] == "error"}
    assert wrong == {"references", "sealed values", "signing keys", "client secrets"}


def test_verify_finds_a_broken_page(contoso):
    path = contoso.data / "directory.db"
    with pysqlite3.connect(str(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'applications'"
        ).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x00" * size)
    answer = contoso("verify", "-o", "json")
    assert answer.code in {1, 4}
    refused = plain("backup", str(contoso.data.parent / "b"), "--data", str(contoso.data))
    assert refused.code != 0


def test_postgresql_is_left_to_its_own_tools(tmp_path):
    answer = plain("backup", str(tmp_path), "--database", "postgresql://db/daemonry")
    assert answer.code == 2
    assert "pg_dump" in answer.err
