"""Token endpoint beside this machine's RS256 signing rate, measured in one run.

One worker is pinned to core 0, the load generator (wrk, TLS, keep-alive) to core 1.
Before and after each round the bare RSA-2048 signing rate is taken on core 0 with
the same library, so that the ratio does not depend on how fast the machine is just
now. Also: start to first token beside ``python -c "import ssl"``, and the memory of
the idle worker. Usage: python bench/token_endpoint.py [--rounds N] [--seconds S]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
SIGNING = """
import time
from datetime import UTC, datetime
from daemonry.jose.jwk import make_signing_key, load_rsa_signer
made = make_signing_key("bench", datetime(2026, 1, 1, tzinfo=UTC))
sign = load_rsa_signer(made.private_key_der)
text = b"x" * 900
for _ in range(50):
    sign(text)
start, count = time.perf_counter(), 0
while time.perf_counter() - start < 0.5:
    for _ in range(20):
        sign(text)
    count += 20
print(count / (time.perf_counter() - start))
"""


def pinned(core: int, command: list[str]) -> list[str]:
    return ["taskset", "-c", str(core), *command]


def signing_rate() -> float:
    """Return RSA-2048 signatures per second on core 0."""
    done = subprocess.run(
        pinned(0, [sys.executable, "-c", SIGNING]), check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def start_server(directory: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    server = subprocess.Popen(
        pinned(0, [str(BIN / "daemonry"), "dev", "--port", "0", "--data", directory, "--json"]),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"DAEMONRY_LOG_LEVEL": "error"},
    )
    assert server.stdout is not None  # noqa: S101
    return server, json.loads(server.stdout.readline())


def form(ready: dict[str, str]) -> str:
    return urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": ready["daemon_client_id"],
            "client_secret": ready["daemon_client_secret"],
            "scope": ready["api_identifier_uri"] + "/.default",
        }
    )


def first_token(ready: dict[str, str]) -> None:
    context = ssl.create_default_context(cafile=ready["ca_file"])
    request = urllib.request.Request(  # noqa: S310 - our own https endpoint
        ready["token_endpoint"], data=form(ready).encode(), method="POST"
    )
    with urllib.request.urlopen(request, context=context) as answer:  # noqa: S310
        assert json.load(answer)["access_token"]  # noqa: S101


def token_rate(ready: dict[str, str], script: Path, seconds: int) -> tuple[float, str]:
    done = subprocess.run(
        pinned(
            1,
            [
                *("wrk", "-t1", "-c32", f"-d{seconds}s", "--latency"),
                *("-s", str(script), ready["token_endpoint"]),
            ],
        ),
        check=True,
        capture_output=True,
        text=True,
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit("The load run had failures:\n" + done.stdout)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    p99 = re.search(r"99%\s+(\S+)", done.stdout)
    assert rate is not None  # noqa: S101
    return float(rate.group(1)), p99.group(1) if p99 is not None else "?"


def memory_mb(pid: int) -> float:
    """Return the proportional set size of a process in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found.group(1)) / 1024 if found is not None else 0.0


def start_up() -> tuple[float, float, float]:
    """Return seconds to the first token on an empty directory, the yardstick, and idle MB."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import ssl"], check=True)
    yardstick = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as directory:
        started = time.perf_counter()
        server, ready = start_server(directory)
        first_token(ready)
        took = time.perf_counter() - started
        memory = memory_mb(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait()
    return took, yardstick, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="seconds of load a round")
    options = parser.parse_args()
    starts = [start_up() for _ in range(3)]
    took, yardstick, memory = (statistics.median(column) for column in zip(*starts, strict=True))
    with tempfile.TemporaryDirectory() as directory:
        server, ready = start_server(directory)
        script = Path(directory) / "post.lua"
        script.write_text(
            'wrk.method = "POST"\n'
            'wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
            f"wrk.body = {json.dumps(form(ready))}\n",
            encoding="utf-8",
        )
        script.chmod(0o600)
        token_rate(ready, script, 2)
        print(f"{'round':>5}  {'signatures/s':>12}  {'tokens/s':>9}  {'ratio':>5}  {'p99':>8}")
        ratios = []
        for number in range(1, options.rounds + 1):
            before = signing_rate()
            tokens, p99 = token_rate(ready, script, options.seconds)
            limit = (before + signing_rate()) / 2
            ratios.append(tokens / limit)
            print(f"{number:>5}  {limit:>12.0f}  {tokens:>9.0f}  {ratios[-1]:>5.2f}  {p99:>8}")
        server.send_signal(signal.SIGTERM)
        server.wait()
    print(f"\ntokens/s over the RS256-2048 signing limit, median: {statistics.median(ratios):.2f}")
    print(f"start to first token: {took:.2f} s; python -c 'import ssl': {yardstick:.2f} s")
    print(f"idle worker: {memory:.0f} MB")


if __name__ == "__main__":
    main()
