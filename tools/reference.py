"""Write the reference pages that come from the code: ``make docs``."""

from __future__ import annotations

import ast
import inspect
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from daemonry import settings
from daemonry.oauth import errors
from daemonry.oauth.errors import Refusal
from daemonry.tokens.order import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


def errors_page() -> str:
    """Return the table of all refusals of the authority."""
    rows = [row for row in vars(errors).values() if isinstance(row, Refusal)]
    rows.sort(key=lambda row: (str(row.aadsts), row.error))
    lines = [
        "# Refusals of the authority",
        "",
        (
            "Every AADSTS code that the token endpoint and discovery can answer, from"
            " `oauth/errors.py`. Words in braces are filled in."
        ),
        "",
        "| Code | error | HTTP | Description |",
        "|---|---|---|---|",
    ]
    lines += [f"| {r.aadsts} | {r.error} | {r.status} | {r.description} |" for r in rows]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Return the table of all settings with the reasons written beside them."""
    tree = ast.parse(inspect.getsource(settings))
    body = next(n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings")
    lines = [
        "# Settings",
        "",
        (
            "From the environment; secrets also from a file named by the variable with `_FILE`"
            " behind it. Unknown `DAEMONRY_*` names are refused."
        ),
        "",
        "| Variable | Default | |",
        "|---|---|---|",
    ]
    for field, text in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            name = ast.unparse(field.target)
            default = settings.Settings.model_fields[name].default
            words = " ".join(ast.literal_eval(text.value).replace("``", "`").split())
            shown = f"`{default}`" if default not in (None, ()) else ""
            lines.append(f"| `{settings.PREFIX}{name.upper()}` | {shown} | {words} |")
    return "\n".join(lines) + "\n"


def order_page() -> str:
    """Return the order of checks with the codes that each can end in."""
    lines = [
        "# The order of checks",
        "",
        (
            "What a token request has to pass, first to last, from `tokens/order.py`. The first"
            " check that fails decides the answer, as in Microsoft Entra; what comes behind it is"
            " not looked at. Nobody learns which APIs exist without having proved who asks."
            " `daemonry explain` reports by the names in the first column."
        ),
        "",
        "| Check | Question | Codes |",
        "|---|---|---|",
    ]
    for check in ORDER:
        codes = ", ".join(dict.fromkeys(str(row.aadsts) for row in check.refusals))
        lines.append(f"| {check.name} | {check.question} | {codes} |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "errors.md": errors_page,
    "settings.md": settings_page,
    "../explanation/order-of-checks.md": order_page,
}


def main() -> None:
    """Write all pages."""
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
