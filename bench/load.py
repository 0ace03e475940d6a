"""Load from wrk on a core of its own, and what the server spent on it."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SERVER_CORE, LOAD_CORE = 0, 1
CONNECTIONS = 32
_SIGNING = """
import sys, time
from datetime import UTC, datetime
from daemonry.jose.jwk import jws_signer, make_signing_key
algorithm = sys.argv[1]
made = make_signing_key("bench", datetime(2026, 1, 1, tzinfo=UTC), algorithm)
sign = jws_signer(algorithm, made.private_key_der)
text = b"x" * 900
for _ in range(50):
    sign(text)
start, count = time.process_time(), 0
while time.process_time() - start < 0.5:
    for _ in range(20):
        sign(text)
    count += 20
print(count / (time.process_time() - start))
"""


def pinned(core: int, command: Sequence[str]) -> list[str]:
    return ["taskset", "-c", str(core), *command]


def signing_rate(algorithm: str = "RS256") -> float:
    """Return signatures per second of CPU time on the server's core, by OpenSSL.

    CPU time, so that whatever else runs makes the limit no lower than it is.
    """
    command = [sys.executable, "-c", _SIGNING, algorithm]
    done = subprocess.run(pinned(SERVER_CORE, command), check=True, capture_output=True, text=True)
    return float(done.stdout)


@dataclass(frozen=True, slots=True)
class Target:
    """What to post where. ``pids`` are the server's processes; ``expected`` the status."""

    url: str
    host: str
    bodies: tuple[str, ...]
    pids: tuple[int, ...]
    expected: int = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: answers per second, CPU microseconds per answer, p99 in milliseconds."""

    rate: float
    cpu_us: float
    p99_ms: float


def median(rounds: Sequence[Measured]) -> Measured:
    """Return the median of each figure."""
    return Measured(
        statistics.median(one.rate for one in rounds),
        statistics.median(one.cpu_us for one in rounds),
        statistics.median(one.p99_ms for one in rounds),
    )


def write_script(path: Path, target: Target) -> Path:
    """Write the wrk script that posts the bodies in turn."""
    bodies = ",\n".join(f'"{body}"' for body in target.bodies)
    path.write_text(
        f"local bodies = {{{bodies}}}\n"
        "local requests, turn = {}, 0\n"
        'wrk.method = "POST"\n'
        'wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
        f'wrk.headers["Host"] = "{target.host}"\n'
        "init = function(arguments)\n"
        "  for k = 1, #bodies do requests[k] = wrk.format(nil, nil, nil, bodies[k]) end\n"
        "end\n"
        "request = function()\n"
        "  turn = turn % #requests + 1\n"
        "  return requests[turn]\n"
        "end\n",
        encoding="utf-8",
    )
    path.chmod(0o600)
    return path


def run_load(
    target: Target,
    script: Path,
    seconds: int,
    *,
    core: int | None = LOAD_CORE,
    connections: int = CONNECTIONS,
) -> Measured:
    """Load a target for some seconds. Exits when an answer was not the expected one."""
    options = ("-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script))
    command = ["wrk", *options, target.url]
    before = cpu_seconds(target.pids)
    done = subprocess.run(
        command if core is None else pinned(core, command),
        check=True,
        capture_output=True,
        text=True,
    )
    spent = cpu_seconds(target.pids) - before
    answers = int(_found(r"(\d+) requests in", done.stdout))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    wrong = int(failed.group(1)) if failed else 0
    if "Socket errors" in done.stdout or wrong != (0 if target.expected == 200 else answers):
        sys.exit(f"The load run on {target.url} had failures:\n{done.stdout}")
    return Measured(
        answers / seconds, spent / answers * 1e6, _milliseconds(_found(r"99%\s+(\S+)", done.stdout))
    )


def cpu_seconds(pids: Sequence[int]) -> float:
    """Return the CPU time of the processes so far, all threads together."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the proportional set size of a process in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(_found(r"\nPss:\s+(\d+) kB", rollup)) / 1024


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        sys.exit(f"Not found: {pattern} in\n{text}")
    return found.group(1)


def _milliseconds(text: str) -> float:
    factor = {"us": 1e-3, "ms": 1.0, "s": 1e3}
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return float(number) * factor[unit]
