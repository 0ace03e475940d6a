"""The database dies under load: a short run of what ``make failover`` does for ten minutes."""

from __future__ import annotations

import pytest
from tests.endurance.failover import TRIALS, failover

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_ga5_a_killed_primary_costs_no_token_no_record_and_no_acknowledged_change(tmp_path):
    found = failover(tmp_path, rate=20, seconds=2)
    assert [each.status for each in found.outcomes if each.status != 200] == []
    assert len(found.outcomes) >= 160
    assert found.acknowledged
    assert (found.lost_changes, found.lost_records, found.recorded_twice) == (set(), set(), 0)
    assert found.incoherent == []
    assert found.standbys == 1
    assert TRIALS > 1  # through either node
    for status, document, retry_after in found.refusals:
        assert (status, retry_after) == (503, "5")
        (advice,) = document["error"]["details"]
        assert advice["code"] == "WhatToDo"
    assert found.readiness == [(200, {"status": "degraded"})] * 2
    assert found.is_former_refused
