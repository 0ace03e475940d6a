"""Restarts and crashes under load: a few of what ``make crash`` repeats."""

from __future__ import annotations

import pytest
from tests.endurance.crash import crash
from tests.endurance.rolling import rolling

pytestmark = pytest.mark.slow


def test_ga1_no_request_fails_while_workers_are_replaced(tmp_path):
    outcomes = rolling(tmp_path / "data", rate=40, restarts=2)
    assert [outcome for outcome in outcomes if outcome.status != 200] == []
    assert len(outcomes) >= 160


@pytest.mark.postgres
def test_ga1_no_request_fails_while_workers_are_replaced_on_postgres(tmp_path, postgres_url):
    outcomes = rolling(tmp_path / "data", "--database", postgres_url, rate=40, restarts=1)
    assert [outcome for outcome in outcomes if outcome.status != 200] == []


def test_ga2_and_gb1_a_killed_process_costs_only_what_it_had_under_way(tmp_path):
    found = crash(tmp_path / "data", worker_kills=4, server_kills=2)
    assert (found.kills, found.server_kills) == (4, 2)
    assert found.unexplained == []
    assert [outcome for outcome in found.outcomes if outcome.status != 200] == []
    assert found.tokens
    assert found.lost_records == set()
    assert found.secrets
    assert found.lost_changes == set()
    assert found.integrity == []
