"""Fuzz every parser with atheris: ``make fuzz``, or ``python -m tests.fuzz.run NAME...``.

Each parser has a process of its own, because libFuzzer ends the one it runs in. What makes
one raise anything but its documented refusals is left in ``build/fuzz``, with the command
that tries it again; mend the parser and put the file into ``tests/fuzz/corpus``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
FOUND = Path("build/fuzz")
LONGEST = 4096
"""Bytes of one input; every limit that is larger has a test of its own."""


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one parser in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["daemonry", "urllib", "json"]):
        from tests.fuzz.parsers import PARSERS
    parse, refusals, sample = PARSERS[name]

    def once(data: bytes) -> None:
        try:
            parse(data)
        except refusals:
            return

    folder = name.replace(" ", "_")
    inputs = FOUND / "inputs" / folder
    inputs.mkdir(parents=True, exist_ok=True)
    (inputs / "sample").write_bytes(sample)
    kept = [str(path) for path in [CORPUS / folder] if path.is_dir()]
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=10",
        "-print_final_stats=1",
    ]
    artifacts = f"-artifact_prefix={FOUND / folder}-"
    atheris.Setup([sys.argv[0], str(inputs), *kept, *options, artifacts], once)
    atheris.Fuzz()


def main() -> int:
    """Fuzz the parsers that are named, or all; return how many of them failed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help="as in parsers.py")
    words.add_argument("--seconds", type=int, default=60, help="for each parser")
    words.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.here:
        fuzz(given.names[0], given.seconds)
    from tests.fuzz.parsers import PARSERS

    failed = [name for name in given.names or PARSERS if not is_sound(name, given.seconds)]
    told = f"{len(failed)} failed; what they got is in {FOUND}" if failed else "none failed"
    sys.stdout.write(f"{told}\n")
    return len(failed)


def is_sound(name: str, seconds: int) -> bool:
    """Fuzz one parser in a process of its own and say what came of it."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--here", name, f"--seconds={seconds}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wanted = ("Done", "stat::new_units", "stat::slowest")
    lines = [line for line in done.stderr.splitlines() if line.startswith(wanted)]
    told = done.stdout[-4000:] + done.stderr[-4000:] if done.returncode else "; ".join(lines)
    sys.stdout.write(f"{name}: {told}\n")
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    os.nice(19)
    sys.exit(main())
