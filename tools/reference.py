"""Write the reference pages that come from the code: ``make docs``."""

from __future__ import annotations

import ast
import inspect
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from daemonry import settings
from daemonry.graph.routes import ROUTES
from daemonry.oauth import errors, managed_identity
from daemonry.oauth.errors import Refusal
from daemonry.oauth.managed_identity import IdentityRefusal
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT
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
    lines += [
        "",
        "## Managed identity endpoints",
        "",
        (
            "Besides these, from `oauth/managed_identity.py`, they answer refusals of the token"
            " service with their code in front, as 400 whatever its status here, or as 5xx."
        ),
        "",
        "| error | HTTP | Description |",
        "|---|---|---|",
    ]
    local = [row for row in vars(managed_identity).values() if isinstance(row, IdentityRefusal)]
    lines += [f"| {r.error} | {r.status} | {r.description} |" for r in local]
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


EVERY_TOKEN = {
    "aio": ("1.0 2.0", "opaque, new for each token; means nothing"),
    "appid": ("1.0", "the client's application (client) ID"),
    "appidacr": ("1.0", "as `azpacr`"),
    "aud": (
        "1.0 2.0",
        (
            "2.0: the appId of the API; 1.0: the name that the client asked for, in its registered"
            " spelling"
        ),
    ),
    "azp": ("2.0", "the client's application (client) ID"),
    "azpacr": (
        "2.0",
        (
            'how the client proved itself: `"1"` by a secret, `"2"` by a certificate, another'
            " issuer's token or as a managed identity"
        ),
    ),
    "exp": ("1.0 2.0", "when it ends"),
    "iat": ("1.0 2.0", "300 seconds before it was issued, so that slow clocks agree"),
    "idp": ("1.0", "as `iss`"),
    "iss": ("1.0 2.0", "2.0: `{origin}/{tid}/v2.0`; 1.0: `{origin}/{tid}/`"),
    "nbf": ("1.0 2.0", "as `iat`"),
    "oid": ("1.0 2.0", "the client's service principal"),
    "rh": ("1.0 2.0", "opaque; means nothing"),
    "roles": ("1.0 2.0", "values of the app roles that are assigned; absent without any"),
    "sub": ("1.0 2.0", "as `oid`: there is no user"),
    "tid": ("1.0 2.0", "the tenant"),
    "uti": ("1.0 2.0", "identifies the token, also in its sign-in record"),
    "ver": ("1.0 2.0", 'format of the token: `"1.0"` or `"2.0"`'),
}
"""Claims without being asked, by format. A test compares them with tokens."""


def claims_page() -> str:
    """Return the tables of claims: in every token, when an API lists them, and never."""
    lines = [
        "# Claims of access tokens",
        "",
        (
            "Daemonry issues tokens without a user. Their format, 1.0 or 2.0, follows"
            " `api.requestedAccessTokenVersion` of the API, and so do optional claims: `daemonry"
            " claims add`, or `optionalClaims.accessToken` over Graph. No claim comes from a"
            " request but `xms_cc`."
        ),
        "",
        "## In every token",
        "",
        "| Claim | Format | Value |",
        "|---|---|---|",
    ]
    lines += [f"| `{n}` | {fmt.replace(' ', ', ')} | {v} |" for n, (fmt, v) in EVERY_TOKEN.items()]
    lines += [
        "",
        (
            "Tokens for the management API (Microsoft Graph) always carry `app_displayname`,"
            " `idtyp`, `wids` as Entra's do, and `xms_cc` for a capable client. `wids` is"
            " otherwise absent, whatever `groupMembershipClaims` says: service principals have"
            " no directory roles here."
        ),
        "",
        "## When the API lists them",
        "",
        "| Optional claim | What a token carries |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {words} |" for name, words in CARRIED.items()]
    lines += [
        "",
        "## Accepted, and without effect",
        "",
        (
            "Registrations that name these can be imported as they are. Tokens without a user never"
            " carry them."
        ),
        "",
        "| Optional claim | Why |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {words} |" for name, words in WITHOUT_EFFECT.items()]
    return "\n".join(lines) + "\n"


def routes_page() -> str:
    """Return the table of all routes of the management API with the least right of each."""
    lines = [
        "# Routes of the management API",
        "",
        (
            "Under `/v1.0` and `/beta`, from `graph/routes.py`. A caller needs one permission of"
            " each group; the first is the least, the others include it. Collections also answer"
            " `/$count`, `/$ref` and casts."
        ),
        "",
        "| Method | Path | Application permissions |",
        "|---|---|---|",
    ]
    for route in sorted(ROUTES, key=lambda each: (each.pattern, each.method)):
        groups = " **and** ".join(", ".join(group) for group in route.rights) or "none"
        lines.append(f"| {route.method} | `/{route.path}` | {groups} |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "claims.md": claims_page,
    "errors.md": errors_page,
    "settings.md": settings_page,
    "../explanation/order-of-checks.md": order_page,
    "routes.md": routes_page,
}


def main() -> None:
    """Write all pages."""
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
