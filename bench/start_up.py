"""Start to first token of ``daemonry dev`` on an empty directory, and an idle worker's memory.

Usage: python -m bench.start_up
"""

from __future__ import annotations

import json
import os
import signal
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from urllib.parse import urlencode

from bench.load import memory_mb
from bench.servers import BIN

ROUNDS = 3


def main() -> None:
    rounds = [start_up() for _ in range(ROUNDS)]
    took, yardstick, memory = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"start to first token on an empty directory: {took:.2f} s")
    print(f"python -c 'import ssl': {yardstick:.2f} s")
    print(f"idle worker: {memory:.0f} MB")


def start_up() -> tuple[float, float, float]:
    """Return seconds to the first token, those of the yardstick, and idle MB."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import ssl"], check=True)
    yardstick = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as directory:
        started = time.perf_counter()
        server = subprocess.Popen(
            [str(BIN / "daemonry"), "dev", "--port", "0", "--data", directory, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"DAEMONRY_LOG_LEVEL": "error"},
        )
        assert server.stdout is not None
        first_token(json.loads(server.stdout.readline()))
        took = time.perf_counter() - started
        memory = memory_mb(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait()
    return took, yardstick, memory


def first_token(ready: dict[str, str]) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": ready["daemon_client_id"],
        "client_secret": ready["daemon_client_secret"],
        "scope": ready["api_identifier_uri"] + "/.default",
    }
    context = ssl.create_default_context(cafile=ready["ca_file"])
    request = urllib.request.Request(  # noqa: S310 - our own https endpoint
        ready["token_endpoint"], data=urlencode(form).encode(), method="POST"
    )
    with urllib.request.urlopen(request, context=context) as answer:  # noqa: S310
        assert json.load(answer)["access_token"]


if __name__ == "__main__":
    main()
