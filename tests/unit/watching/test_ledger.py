"""Adding up workers: what one has counted stays counted."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from daemonry.watching.ledger import Ledger
from daemonry.watching.report import Spread, decode, encode

COMMITTED = ("daemonry_records_committed_total", ())
WAITING = ("daemonry_records_waiting", ())
AGE = ("daemonry_snapshot_age_seconds", ())
DURATIONS = ("daemonry_record_commit_duration_seconds", ())


def report(committed, waiting=0, age=0.0):
    buckets = (committed, *[0] * 12)
    return json.loads(
        json.dumps(
            encode(
                {
                    COMMITTED: committed,
                    WAITING: waiting,
                    AGE: age,
                    DURATIONS: Spread(buckets, committed / 1000),
                }
            )
        )
    )


def test_a_report_is_the_same_after_its_way_through_json():
    series = {COMMITTED: 3, DURATIONS: Spread((1, *[0] * 12), 0.25)}
    assert decode(json.loads(json.dumps(encode(series)))) == series


def test_a_replaced_worker_goes_on_where_the_one_before_stopped():
    ledger = Ledger()
    ledger.heard(0, 100, report(7, waiting=2))
    ledger.departed(0, 100)
    assert ledger.posts()[0][COMMITTED] == 7
    assert WAITING not in ledger.posts()[0]
    ledger.heard(0, 200, report(1))
    assert ledger.posts()[0][COMMITTED] == 8
    assert ledger.posts()[0][DURATIONS] == Spread((8, *[0] * 12), 0.008)


def test_two_processes_at_a_post_are_added_up_and_the_older_snapshot_counts():
    ledger = Ledger()
    ledger.heard(1, 100, report(5, waiting=1, age=3.0))
    ledger.heard(1, 200, report(2, waiting=4, age=1.0))
    post = ledger.posts()[1]
    assert (post[COMMITTED], post[WAITING], post[AGE]) == (7, 5, 3.0)
    assert dict(ledger.of_server())["daemonry_workers", ()] == 2


def test_a_metric_of_another_release_is_left_out():
    ledger = Ledger()
    ledger.heard(0, 1, [["daemonry_of_tomorrow_total", [], 1]])
    assert ledger.posts() == {0: {}}


@given(st.lists(st.tuples(st.sampled_from(["more", "killed", "retired"]), st.integers(0, 2))))
def test_a_counter_never_goes_back_whatever_happens_to_workers(events):
    ledger, counted, pids = Ledger(), dict.fromkeys(range(3), 0), dict.fromkeys(range(3), 1)
    before = dict.fromkeys(range(3), 0)
    for event, post in events:
        if event == "more":
            counted[post] += 1
            ledger.heard(post, pids[post], report(counted[post]))
        else:
            if event == "retired":
                ledger.heard(post, pids[post], report(counted[post] + 1))
            ledger.departed(post, pids[post])
            counted[post], pids[post] = 0, pids[post] + 1
        now = {number: series.get(COMMITTED, 0) for number, series in ledger.posts().items()}
        assert all(now.get(number, 0) >= value for number, value in before.items())
        before |= now
