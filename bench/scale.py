"""The token endpoint by size of the directory and by number of workers.

Compares, round by round, a directory of ten applications with one of many, with a
working set of 1,000 clients at most, and one worker with two. The many registrations
that nobody asks tokens for are written to the tables as they are.

Usage: python -m bench.scale [--applications 1000000] [--rounds 3] [--seconds 4]
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from bench.arrange import arrange
from bench.load import Measured, Target, median, memory_mb, run_load, write_script
from bench.servers import Way, forms, ours

from daemonry.storage.sqlite import open_connection
from daemonry.storage.store import DIRECTORY_FILE
from daemonry.storage.system import SystemIds

CHUNK = 20_000
WORKING_SET = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--applications", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        small, large = Path(directory) / "small", Path(directory) / "large"
        few, many = arrange(small, 10), arrange(large, WORKING_SET)
        fill(large, options.applications)
        targets = {
            "10 applications": serve(stack, Way("small"), small, few),
            f"{options.applications:,} applications": serve(stack, Way("large"), large, many),
            "one worker, both cores": serve(stack, Way("one", is_pinned=False), small, few),
            "two workers, both cores": serve(
                stack, Way("two", workers=2, is_pinned=False), small, few
            ),
        }
        scripts = {
            name: write_script(Path(directory) / f"{number}.lua", target)
            for number, (name, target) in enumerate(targets.items())
        }
        found: dict[str, list[Measured]] = {name: [] for name in targets}
        for name, target in targets.items():
            run_load(target, scripts[name], 2)
        for _ in range(options.rounds):
            for name, target in targets.items():
                core = None if "both cores" in name else 1
                found[name].append(run_load(target, scripts[name], options.seconds, core=core))
        medians = {name: median(rows) for name, rows in found.items()}
        for name, row in medians.items():
            print(
                f"{name:26} {row.rate:7.0f}/s  {row.cpu_us:5.0f} us of CPU  p99 {row.p99_ms:.1f} ms"
            )
        a, b, one, two = medians.values()
        print(
            f"\nrate at {options.applications:,} over rate at 10: {b.rate / a.rate:.2f}"
            f" (CPU per token {b.cpu_us / a.cpu_us:.2f})"
        )
        worker = list(targets.values())[1].pids[-1]
        print(f"memory with {WORKING_SET} clients at work: {memory_mb(worker):.0f} MB")
        print(
            f"two workers over one: {two.rate / one.rate:.2f}"
            f" (CPU per token {two.cpu_us / one.cpu_us:.2f})"
        )


def serve(stack: ExitStack, way: Way, data: Path, arranged: object) -> Target:
    base, pids, host = stack.enter_context(ours(way, data))
    tenant_id = arranged.tenant_id  # type: ignore[attr-defined]
    bodies = forms(arranged)  # type: ignore[arg-type]
    return Target(f"{base}/{tenant_id}/oauth2/v2.0/token", host, bodies, pids)


def fill(data: Path, count: int) -> None:
    """Copy one application and its service principal under new identifiers, many times."""
    ids = SystemIds()
    with closing(open_connection(data / DIRECTORY_FILE)) as connection:
        for table in ("applications", "service_principals"):
            cursor = connection.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608
            names = [column[0] for column in cursor.description]
            row = dict(zip(names, cursor.fetchone(), strict=True))
            row |= {name: None for name in ("unique_name", "unique_name_key") if name in row}
            marks = ", ".join("?" * len(names))
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
            for start in range(0, count, CHUNK):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    statement,
                    (
                        tuple((row | {"object_id": ids.guid(), "app_id": ids.guid()}).values())
                        for _ in range(min(CHUNK, count - start))
                    ),
                )
                connection.execute("COMMIT")


if __name__ == "__main__":
    main()
