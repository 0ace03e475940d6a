"""``daemonry audit verify``, ``checkpoint``, ``key`` and ``export``: records that can be proved."""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
from contextlib import closing, contextmanager

import pysqlite3
import pytest
from tests.surface.cli.arrange import plain

from daemonry.storage.store import DIRECTORY_FILE

LOG = "directoryAudits"


def export(contoso, *options):
    answer = contoso("audit", "export", *options)
    assert answer.code == 0, answer.err
    return answer.out


def tamper(contoso, *statements):
    with closing(pysqlite3.connect(str(contoso.data / DIRECTORY_FILE))) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_what_is_not_sealed_yet_is_counted_and_whole_once_it_is(contoso):
    (row,) = contoso.json("audit", "verify")
    assert (row["log"], row["state"], row["records"]) == (LOG, "not sealed", "-")
    assert row["unsealed"] > 0
    contoso.json("audit", "checkpoint")
    (row,) = contoso.json("audit", "verify")
    assert (row["state"], row["unsealed"]) == ("end unproved", 0)
    assert "without a checkpoint" in row["found"]


def test_l2_a_changed_record_is_named_and_the_exit_code_tells(contoso, tmp_path):
    kept = tmp_path / "checkpoint.json"
    kept.write_text(contoso("audit", "checkpoint", "-o", "json").out)
    (row,) = contoso.json("audit", "verify", "--checkpoint", str(kept))
    assert row["state"] == "ok"
    tamper(
        contoso,
        "UPDATE audit_events SET document = replace(document, 'operator', 'nobody') WHERE seq = 1",
    )
    answer = contoso("audit", "verify", "-o", "json")
    assert answer.code == 1
    (row,) = answer.json
    assert row["state"] == "broken"
    assert re.fullmatch(r"record 1 \([0-9a-f-]{36}\) was changed", row["found"])
    assert "was changed" in contoso("audit", "verify").out


def test_l2_records_cut_off_with_their_checkpoint_are_found_by_the_one_kept_elsewhere(
    contoso, tmp_path
):
    kept = tmp_path / "checkpoint.json"
    kept.write_text(contoso("audit", "checkpoint", "-o", "json").out)
    tables = ("audit_targets", "audit_events", "audit_checkpoints")
    tamper(contoso, *(f"DELETE FROM {table}" for table in tables))  # noqa: S608 - our own names
    assert contoso("audit", "verify").code == 0
    answer = contoso("audit", "verify", "--checkpoint", str(kept))
    assert (answer.code, "cut off" in answer.out) == (1, True)
    kept.write_text("{}")
    assert contoso("audit", "verify", "--checkpoint", str(kept)).code == 2


def test_an_export_is_verified_with_nothing_but_the_fingerprint(contoso, tmp_path):
    file = tmp_path / "audit.jsonl"
    file.write_text(export(contoso, "--tenant", "contoso"))
    (key,) = contoso.json("audit", "key")
    verify = ("audit", "verify", "--file", str(file), "--key", key["fingerprint"])
    answer = plain(*verify, "-o", "json")
    assert (answer.code, answer.json[0]["state"]) == (0, "end unproved")
    assert key["fingerprint"] in plain(*verify[:4]).err
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:-1]))
    assert "has no last line" in plain(*verify).out
    assert plain(*verify, "--open-ended").code == 0
    file.write_text("".join([*lines[:3], lines[4], lines[3], *lines[5:]]))
    assert "stands out of order" in plain(*verify).out
    assert plain(*verify[:4], "--key", "another").code == 1


def test_an_export_goes_on_where_the_last_one_stopped(contoso, tmp_path):
    file, state = tmp_path / "audit.jsonl", tmp_path / "audit.state"
    file.write_text(export(contoso, "--state", str(state)))
    before = len(file.read_text().splitlines())
    contoso.json("app", "create", "api")
    second = export(contoso, "--state", str(state), "--log", LOG)
    kinds = [json.loads(line)["type"] for line in second.splitlines()]
    assert kinds == ["export", "key", "record", "record", "checkpoint", "end"]
    file.write_text(file.read_text() + second)
    assert plain("audit", "verify", "--file", str(file)).code == 0
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:before] + lines[before + 4 :]))
    assert plain("audit", "verify", "--file", str(file)).code == 1
    state.write_text("[1]")
    assert contoso("audit", "export", "--state", str(state)).code == 2


def test_a_key_that_is_replaced_vouches_for_the_next_one(contoso):
    (first,) = contoso.json("audit", "key")
    assert first["jwk"].keys() == {"kty", "crv", "x"}
    contoso.json("audit", "checkpoint")
    second = contoso.json("audit", "key", "--replace")[1]
    assert second["endorsed_by"] == first["fingerprint"]
    contoso.json("app", "create", "api")
    contoso.json("audit", "checkpoint")
    rows = contoso.json("audit", "verify", "--key", first["fingerprint"])
    assert [row["state"] for row in rows] == ["end unproved"]
    assert {row["state"] for row in contoso.json("verify")} == {"ok"}


@contextmanager
def collector(kind=socket.SOCK_STREAM, context=None):
    """A syslog collector; yields its port and what it got."""
    got = bytearray()
    with socket.socket(socket.AF_INET, kind) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(20)

        def collect():
            if kind == socket.SOCK_DGRAM:
                while b'"type":"end"' not in got:
                    got.extend(listener.recv(65536) + b"\n")
                return
            connection, _ = listener.accept()
            with (
                connection
                if context is None
                else context.wrap_socket(connection, server_side=True) as stream
            ):
                while data := stream.recv(65536):
                    got.extend(data)

        if kind == socket.SOCK_STREAM:
            listener.listen()
        thread = threading.Thread(target=collect)
        thread.start()
        yield listener.getsockname()[1], got
        thread.join()


def unframed(data):
    """Messages out of frames that count octets (RFC 6587 section 3.4.1)."""
    messages = []
    while data:
        size, _, rest = data.partition(b" ")
        messages.append(rest[: int(size)])
        data = rest[int(size) :]
    return messages


@pytest.mark.spec("RFC 5424", "6")
@pytest.mark.spec("RFC 6587", "3.4.1")
def test_lines_arrive_at_a_collector_framed_and_can_be_verified_there(contoso, tmp_path):
    with collector() as (port, got):
        export(contoso, "--syslog", f"tcp://127.0.0.1:{port}")
    messages = [message.decode() for message in unframed(bytes(got))]
    head = re.compile(
        r"<(\d+)>1 \d{4}-\d\d-\d\dT[0-9:.]+Z \S+ daemonry \d+ (export|key|directoryAudits|"
        r"checkpoint) - (\{.*\})|<109>1 - \S+ daemonry \d+ (end) - (\{.*\})"
    )
    found = [head.fullmatch(message) for message in messages]
    assert {match[1] for match in found[:-1]} == {"109"}
    file = tmp_path / "collected.jsonl"
    file.write_text("".join((match[3] or match[5]) + "\n" for match in found))
    assert plain("audit", "verify", "--file", str(file)).code == 0


@pytest.mark.spec("RFC 5425", "4.3")
def test_a_collector_behind_tls_must_show_a_certificate_for_its_name(contoso, tmp_path):
    import trustme

    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(file)
    with collector(context=context) as (port, got):
        export(contoso, "--syslog", f"tls://localhost:{port}", "--syslog-ca", str(file))
    assert unframed(bytes(got))[-1].startswith(b"<109>1 - ")


def test_a_collector_can_be_told_by_datagrams(contoso):
    with collector(socket.SOCK_DGRAM) as (port, got):
        export(contoso, "--syslog", f"udp://127.0.0.1:{port}")
    assert b'"type":"end"' in got


def test_a_collector_that_is_none_or_away_is_named(contoso):
    assert contoso("audit", "export", "--syslog", "siem.contoso.com:514").code == 2
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        assert contoso("audit", "export", "--syslog", f"tcp://127.0.0.1:{port}").code == 4
    assert contoso("audit", "export", "--follow", "--to", "1h").code == 2


def test_the_doctor_sees_a_broken_chain_without_following_it(contoso):
    def found():
        rows = contoso("doctor", "-o", "json").json
        return [(row["state"], row["found"]) for row in rows if row["check"] == "audit trail"]

    assert {state for state, _ in found()} == {"ok"}
    contoso.json("audit", "checkpoint")
    assert "newest end signed" in found()[0][1]
    tamper(contoso, "UPDATE audit_events SET link = x'00'")
    assert found()[0] == ("error", f"1 checkpoints of {LOG} do not fit their records")


def test_l5_a_collector_that_is_away_keeps_no_change_and_no_record_back(contoso, tmp_path):
    state = tmp_path / "siem.state"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        answer = contoso("audit", "export", "--syslog", away, "--state", str(state))
    assert (answer.code, state.exists()) == (4, False)
    contoso.json("app", "create", "api")
    with collector() as (port, got):
        export(contoso, "--syslog", f"tcp://127.0.0.1:{port}", "--state", str(state))
    assert b'"Add application"' in got
