"""What was taken away through one worker is gone at every other (goal GA4, promise 3).

``python -m tests.endurance.coherence`` runs the full size; the test runs some trials.
"""

from __future__ import annotations

import base64
import json
import random
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.endurance.figures import arguments, progress, write_figure
from tests.endurance.tenant import ROLE, TOKEN_PATH, Daemon, new_directory
from tests.surface.cli.pool import pool

if TYPE_CHECKING:
    from tests.surface.cli.pool import Connection, Pool

WORKERS = 3


class Prober:
    """Two connections to each worker: one asks while a change is made, one right after it."""

    def __init__(self, server: Pool, daemon: Daemon) -> None:
        pids = server.pids()
        self.racing = [server.connect(pid) for pid in pids]
        self.probing = [server.connect(pid) for pid in pids]
        self.managing = [server.connect(pid) for pid in pids]
        self.daemon = daemon
        self.random = random.Random(4)
        self.requests = 0
        self.violations: list[tuple[str, int, Any]] = []

    def trial(self, number: int) -> None:
        """Take one thing away through one worker and ask all of them."""
        by = self.managing[number % len(self.managing)]
        (self._secret, self._role, self._account)[number // len(self.managing) % 3](by)

    def _secret(self, by: Connection) -> None:
        key_id, secret = self.daemon.add_secret(by)
        form = self.daemon.form(secret)
        self._expect("a new secret works", form, 200)
        self._race(form)
        self.daemon.remove_secret(key_id, by)
        self._expect("a deleted secret is refused", form, 401)
        self._end_race()

    def _role(self, by: Connection) -> None:
        assignment_id = self.daemon.grant(by)
        self._expect("an assigned role is in the token", self.form, 200, [ROLE])
        self._race(self.form)
        self.daemon.revoke(assignment_id, by)
        self._expect("a revoked role is not in the token", self.form, 200, [])
        self._end_race()

    def _account(self, by: Connection) -> None:
        self._race(self.form)
        self.daemon.enable(False, by)
        self._expect("a disabled application is refused", self.form, 400)
        self._end_race()
        self._race(self.form)
        self.daemon.enable(True, by)
        self._expect("an enabled application gets tokens", self.form, 200)
        self._end_race()

    def __enter__(self) -> Self:
        self.key_id, secret = self.daemon.add_secret()
        self.form = self.daemon.form(secret)
        return self

    def __exit__(self, *_: object) -> None:
        self.daemon.remove_secret(self.key_id, self.managing[0])

    def _expect(self, what: str, form: Any, status: int, roles: list[str] | None = None) -> None:
        """Ask all workers at once; each must answer as expected."""
        for connection in self.probing:
            connection.send("POST", TOKEN_PATH, form)
        for connection in self.probing:
            got, document, _ = connection.receive()
            self.requests += 1
            held = None if roles is None or got != 200 else _roles(document)
            if got != status or held != roles:
                self.violations.append((what, got, held))

    def _race(self, form: Any) -> None:
        """Have requests under way at some workers, which load what is about to change."""
        count = self.random.randint(0, len(self.racing))
        self.under_way = self.random.sample(self.racing, count)
        for connection in self.under_way:
            connection.send("POST", TOKEN_PATH, form)

    def _end_race(self) -> None:
        for connection in self.under_way:
            connection.receive()


def probe(data: Path, trials: int, *database: str) -> Prober:
    """Run trials on a new directory; the prober says what was found."""
    operator = new_directory(data, *database)
    with pool(data, *database, workers=WORKERS) as server, ExitStack() as stack:
        connection = server.connect()
        daemon = Daemon.register(connection, operator.sign_in(connection))
        prober = stack.enter_context(Prober(server, daemon))
        for number in range(trials):
            if number % 100 == 99:  # before the token expires, on a connection that is in use
                daemon.token = operator.sign_in(prober.managing[0])
                progress(f"{number + 1} of {trials} changes")
            prober.trial(number)
    return prober


def _roles(document: Any) -> list[str]:
    body = document["access_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return list(claims.get("roles", []))


if __name__ == "__main__":
    given = arguments(trials=10_000)
    with tempfile.TemporaryDirectory() as parent:
        found = probe(Path(parent) / "data", given.trials)
    write_figure(
        "GA4",
        f"{len(found.violations)} of {found.requests:,} requests sent after"
        f" {given.trials:,} acknowledged changes were answered from before the change"
        f" ({WORKERS} workers, SQLite)",
    )
    assert not found.violations, found.violations[:5]
