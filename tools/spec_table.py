"""Print which paragraph of which document is proved by how many tests: ``make spec``."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]


def proofs() -> Counter[tuple[str, str]]:
    """Return the number of tests by (document, section), from their ``spec`` marks."""
    found: Counter[tuple[str, str]] = Counter()
    for path in [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("protect/tests/**/test_*.py")]:
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "pytest.mark.spec"
                and all(isinstance(argument, ast.Constant) for argument in node.args)
            ):
                document, section = (ast.literal_eval(argument) for argument in node.args)
                found[document, section] += 1
    return found


def main() -> None:
    """Print the table."""
    print("| Document | Section | Tests |\n|---|---|---|")
    for (document, section), count in sorted(proofs().items()):
        print(f"| {document} | {section} | {count} |")


if __name__ == "__main__":
    main()
