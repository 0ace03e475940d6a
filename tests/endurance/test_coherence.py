"""No worker issues on what another one took away: some trials of what ``make crash`` repeats."""

from __future__ import annotations

import pytest
from tests.endurance.coherence import WORKERS, probe

pytestmark = pytest.mark.slow
TRIALS = 6 * WORKERS


def test_s18_what_one_worker_took_away_no_other_worker_gives(tmp_path):
    found = probe(tmp_path / "data", TRIALS)
    assert found.violations == []
    assert found.requests >= TRIALS * WORKERS


@pytest.mark.postgres
def test_s18_what_one_process_took_away_no_other_process_gives_on_postgres(tmp_path, postgres_url):
    found = probe(tmp_path / "data", TRIALS, "--database", postgres_url)
    assert found.violations == []
