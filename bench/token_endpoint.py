"""The token endpoint beside this machine's RS256 signing rate, in one run.

Every server is pinned to one core and the load generator (wrk, 32 kept-alive
connections, 200 clients in turn) to another. Right before and after each round the
bare RSA-2048 signing rate of OpenSSL is taken on the server's core: only the ratio to
it carries over to other machines. Each token is signed on its own and has its own
``uti``, and its sign-in record is committed (``synchronous=FULL``) before it leaves.

Usage: python -m bench.token_endpoint [--rounds N] [--seconds S] [--clients N]
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench.arrange import arrange, sign_with
from bench.load import Measured, Target, median, memory_mb, run_load, signing_rate, write_script
from bench.open_loop import latencies
from bench.servers import MULTI_BUFFER, NOBODY, Way, forms, ours, peer

HEAD = f"{'':34}  {'per s':>7}  {'of RS256':>8}  {'CPU us':>6}  {'of CPU':>6}  {'p99 ms':>6}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="seconds of load a round")
    parser.add_argument("--clients", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        data = Path(directory) / "data"
        arranged = arrange(data, options.clients)
        path = f"/{arranged.tenant_id}/oauth2/v2.0/token"
        bodies = forms(arranged)
        targets: dict[str, Target] = {}

        def add(way: Way, source: Path = data) -> Target:
            base, pids, host = stack.enter_context(ours(way, source))
            targets[way.name] = Target(base + path, host, bodies, pids)
            return targets[way.name]

        plain = add(Way("plain, OpenSSL"))
        add(Way("TLS, OpenSSL", tls=True))
        wrong = forms(arranged, client_secret="dmns_" + "0" * 42)
        targets["plain, wrong secrets"] = replace(plain, bodies=wrong, expected=401)
        nobody = forms(arranged, client_id=NOBODY)
        targets["plain, unknown client"] = replace(plain, bodies=nobody, expected=400)
        if MULTI_BUFFER:
            library = str(MULTI_BUFFER[0])
            add(Way("plain, multi-buffer", multi_buffer=library))
            add(Way("TLS, multi-buffer", tls=True, multi_buffer=library))
        es256 = Path(directory) / "es256"
        sign_with(data, es256, arranged, "ES256")
        add(Way("plain, ES256"), es256)
        targets["node-oidc-provider"] = stack.enter_context(peer(arranged))
        idle = {name: memory_mb(target.pids[-1]) for name, target in targets.items()}
        measured, limit = measure(targets, Path(directory), options.rounds, options.seconds)
        report(measured, limit)
        name = "plain, OpenSSL"
        print(
            f"\nmemory of the worker: {idle[name]:.0f} MB idle,"
            f" {memory_mb(plain.pids[-1]):.0f} MB after {options.clients} clients"
        )
        half = asyncio.run(latencies(plain, measured[name].rate / 2, options.seconds))
        signature = 1e3 / limit
        print(
            f"p99 at half load: {half.p99_ms:.2f} ms, {half.p99_ms / signature:.1f} signatures'"
            f" time ({half.count} requests, {half.failed} failed)"
        )


def measure(
    targets: dict[str, Target], directory: Path, rounds: int, seconds: int
) -> tuple[dict[str, Measured], float]:
    """Load all targets in turn, several rounds; return medians and the signing limit."""
    scripts = {}
    for number, (name, target) in enumerate(targets.items()):
        scripts[name] = write_script(directory / f"{number}.lua", target)
        run_load(target, scripts[name], 1)
    found: dict[str, list[Measured]] = {name: [] for name in targets}
    limits: list[float] = []
    for number in range(rounds):
        for name, target in targets.items():
            before = signing_rate()
            one = run_load(target, scripts[name], seconds)
            limit = (before + signing_rate()) / 2
            limits.append(limit)
            # Kept as ratios to the limit beside them: the clock of a shared machine varies.
            found[name].append(Measured(one.rate / limit, one.cpu_us * limit, one.p99_ms))
            print(f"round {number + 1}: {name:24} {one.rate:7.0f}/s of {limit:.0f}", flush=True)
    middle = sorted(limits)[len(limits) // 2]
    medians = {name: median(rows) for name, rows in found.items()}
    return {
        name: Measured(row.rate * middle, row.cpu_us / middle, row.p99_ms)
        for name, row in medians.items()
    }, middle


def report(measured: dict[str, Measured], limit: float) -> None:
    """Print the table; the last row is what the others are compared with."""
    print(f"\nRS256-2048 by OpenSSL on the server's core: {limit:.0f} signatures/s\n\n{HEAD}")
    for name, row in measured.items():
        print(
            f"{name:34}  {row.rate:7.0f}  {row.rate / limit:8.2f}  {row.cpu_us:6.0f}"
            f"  {1e6 / row.cpu_us / limit:6.2f}  {row.p99_ms:6.1f}"
        )
    base = measured["node-oidc-provider"].rate
    print(
        "\ntimes the rate of node-oidc-provider: "
        + ", ".join(
            f"{name} {row.rate / base:.2f}" for name, row in measured.items() if row.rate != base
        )
    )


if __name__ == "__main__":
    main()
