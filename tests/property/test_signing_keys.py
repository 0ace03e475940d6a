"""The life of signing keys, whatever is commanded and whatever the clock does (K5, D10)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.unit.directory.arrange import Desk, furnish, run

from daemonry.directory.signing_key_schedule import outlook
from daemonry.directory.signing_keys import (
    create_signing_key,
    follow_schedule,
    list_signing_keys,
    plan_rotation,
    revoke_signing_key,
    rotate_now,
)
from daemonry.model.signing_key import (
    MAX_TOKEN_LIFE,
    KeyLine,
    KeyState,
    RotationPolicy,
    active_key,
    state_of,
)
from daemonry.tokens.keys import published_keys

POLICY = RotationPolicy(period=timedelta(days=7))
ORDER = list(KeyState)
HOURS = st.integers(min_value=1, max_value=24 * 9).map(lambda hours: timedelta(hours=hours))
LEADS = st.sampled_from([timedelta(0), POLICY.lead])


class KeyLife(RuleBasedStateMachine):
    """Commands, the schedule and time, in any order."""

    @initialize()
    def begin(self):
        self.desk = Desk()
        self.scene = furnish(self.desk)
        self.lines = [KeyLine()]
        self.seen: dict[str, KeyState] = {}
        self.hurried: set[str] = set()
        """Keys that sign by command, without the time of their publication."""
        self.revoked: set[str] = set()
        self.tokens: dict[str, timedelta] = {}
        """When each key signed last."""
        self.lived = timedelta(0)
        self.published_since: dict[str, timedelta] = {}
        self.began: dict[str, timedelta] = {}
        self.note()
        self.hurried |= self.began.keys()

    @property
    def keys(self):
        return run(list_signing_keys(self.desk.work()))

    def call(self, verb, *args, **options):
        return run(verb(self.desk.work(), self.desk.tools, *args, **options))

    @rule(by=HOURS)
    def time_passes(self, by):
        """Time passes as it does on a server that runs: it looks at the keys all along."""
        self.pass_time(by)

    def pass_time(self, by):
        end = self.lived + by
        while self.lived < end:
            step = min(timedelta(hours=6), end - self.lived)
            self.desk.clock.advance(step)
            self.lived += step
            self.call(follow_schedule, POLICY)
            self.note()

    @rule(by=HOURS)
    def the_server_is_away(self, by):
        self.desk.clock.advance(by)
        self.lived += by
        self.call(follow_schedule, POLICY)

    @rule(data=st.data())
    def plan(self, data):
        line = data.draw(st.sampled_from(self.lines))
        if active_key(self.keys, line, self.desk.clock.now()) is not None:
            self.call(plan_rotation, line, lead=POLICY.lead)

    @rule(data=st.data())
    def rotate(self, data):
        line = data.draw(st.sampled_from(self.lines))
        if active_key(self.keys, line, self.desk.clock.now()) is not None:
            self.hurried.add(self.call(rotate_now, line).kid)

    @rule(data=st.data())
    def revoke(self, data):
        published = [key for key in self.keys if key.is_published]
        key = data.draw(st.sampled_from(published))
        self.revoked.add(key.kid)
        successor = self.call(revoke_signing_key, key.kid)
        if successor is not None:
            self.hurried.add(successor.kid)

    @precondition(lambda self: len(self.lines) == 1)
    @rule(lead=LEADS, algorithm=st.sampled_from(["RS256", "ES256"]))
    def give_the_api_a_key_of_its_own(self, lead, algorithm):
        line = KeyLine(algorithm, self.scene.api_app_id)
        key = self.call(create_signing_key, line, lead=lead)
        if not lead:
            self.hurried.add(key.kid)
        self.lines.append(line)

    def note(self):
        """See what is published, and sign a token in every line that can."""
        keys = self.keys
        for key in keys:
            self.published_since.setdefault(key.kid, self.lived)
        for line in self.lines:
            key = active_key(keys, line, self.desk.clock.now())
            if key is not None:
                self.tokens[key.kid] = self.lived
                self.began.setdefault(key.kid, self.lived)

    @invariant()
    def what_happens_is_noted(self):
        self.note()

    @invariant()
    def nothing_goes_back_and_nothing_is_doubled(self):
        keys, now = self.keys, self.desk.clock.now()
        active = defaultdict(list)
        for key in keys:
            state = state_of(key, keys, now)
            before = self.seen.get(key.kid, state)
            if not (before is KeyState.ACTIVE and self.waits_for_its_first_time(key)):
                assert ORDER.index(state) >= ORDER.index(before), (before, state)
            self.seen[key.kid] = state
            if state is KeyState.ACTIVE:
                active[key.line].append(key)
            assert (state is KeyState.RETIRED) == (not key.is_published)
            assert bool(key.sealed_private_key) == (state in {KeyState.NEXT, KeyState.ACTIVE})
        assert all(len(of_line) == 1 for of_line in active.values())
        assert active[KeyLine()], "a gap"

    @invariant()
    def who_signs_is_published(self):
        keys, now = self.keys, self.desk.clock.now()
        for line in self.lines:
            key = active_key(keys, line, now)
            if key is None:
                continue
            assert key.kid not in self.revoked
            assert key in published_keys(keys, line.app_id)
            until = outlook(key, keys, POLICY, now)
            assert until.signs_until is not None

    def waits_for_its_first_time(self, key):
        """Only a line's very first key, made to begin later, asks the clock whether it may."""
        return not any(other.retired_at for other in self.keys if other.line == key.line)


class OrderlyTime(KeyLife):
    """With a clock that shows the time, no valid token is ever without its key."""

    @invariant()
    def a_key_was_published_for_a_day_before_its_first_token(self):
        for kid, began in self.began.items():
            assert kid in self.hurried or began - self.published_since[kid] >= POLICY.lead

    @invariant()
    def the_key_of_every_token_that_lives_is_published(self):
        published = {key.kid for key in self.keys if key.is_published}
        for kid, signed in self.tokens.items():
            if self.lived - signed < MAX_TOKEN_LIFE and kid not in self.revoked:
                assert kid in published


class JumpingClock(KeyLife):
    """A clock that is set back or ahead brings no key back to life and leaves no gap."""

    @rule(by=HOURS)
    def the_clock_is_set_back(self, by):
        self.desk.clock.advance(-by)

    @rule(by=HOURS)
    def the_clock_is_set_ahead(self, by):
        self.desk.clock.advance(by)
        self.call(follow_schedule, POLICY)


TestOrderlyTime = OrderlyTime.TestCase
TestOrderlyTime.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
TestJumpingClock = JumpingClock.TestCase
TestJumpingClock.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
