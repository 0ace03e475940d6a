"""``daemonry doctor`` looks at a PostgreSQL database and at what waits for it."""

from __future__ import annotations

import json

import pytest
from tests.storage.arrange import A, sign_in
from tests.storage.conftest import postgres_server, postgres_url
from tests.surface.cli.arrange import plain

from daemonry.storage.arrivals import Journal, record_text
from daemonry.storage.postgres_survey import Standby
from daemonry.storage.spool import SPOOL_FILE

__all__ = ["postgres_server", "postgres_url"]
pytestmark = pytest.mark.postgres


def test_clock_standbys_and_spool_are_looked_at(tmp_path, postgres_url):
    data = tmp_path / "data"
    reach = ("--data", str(data), "--database", postgres_url)
    assert plain("init", "--tenant", "contoso", *reach).code == 0
    journal = Journal(data / SPOOL_FILE)
    journal.append([record_text(sign_in(A, letter)) for letter in "ab"])
    journal.close()
    answer = plain("doctor", *reach, "-o", "json")
    assert answer.code == 0
    found = {row["check"]: row for row in json.loads(answer.out)}
    assert found["database"]["state"] == found["clock"]["state"] == "ok"
    assert found["standbys"]["state"] == "warning"
    assert "only copy" in found["standbys"]["found"]
    assert found["spool"]["state"] == "warning"
    assert found["spool"]["found"].startswith("2 ")


def test_commits_wait_for_a_synchronous_standby_only():
    assert Standby("b", "streaming", "sync", 0.0).is_synchronous
    assert Standby("b", "streaming", "quorum", 0.0).is_synchronous
    assert not Standby("b", "streaming", "async", 0.0).is_synchronous
