"""Write the reference pages that come from the code: ``make docs``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from daemonry import settings
from daemonry.configuration import shape
from daemonry.graph.openapi import openapi_document
from daemonry.graph.routes import ROUTES
from daemonry.oauth import errors, managed_identity
from daemonry.oauth.errors import Refusal
from daemonry.oauth.managed_identity import IdentityRefusal
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT
from daemonry.tokens.order import ORDER
from daemonry.watching.catalogue import METRICS
from tools.security_reference import limits_page, security_page

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
            " `oauth/errors/`. Words in braces are filled in."
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
    for name, words in settings.meanings().items():
        default = settings.Settings.model_fields[name].default
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
            " `/$count`, `/$ref` and casts. The same with every property, for tools, is the OpenAPI"
            " document [openapi.json](openapi.json), which a server answers to anybody at"
            " `/v1.0/openapi.json`."
        ),
        "",
        "| Method | Path | Application permissions |",
        "|---|---|---|",
    ]
    for route in sorted(ROUTES, key=lambda each: (each.pattern, each.method)):
        groups = " **and** ".join(", ".join(group) for group in route.rights) or "none"
        lines.append(f"| {route.method} | `/{route.path}` | {groups} |")
    return "\n".join(lines) + "\n"


def metrics_page() -> str:
    """Return the table of all metrics with the words that Prometheus is told, too."""
    lines = [
        "# Metrics",
        "",
        (
            "Read by Prometheus from `http://{DAEMONRY_METRICS_HOST}:{DAEMONRY_METRICS_PORT}"
            "/metrics`, which is off unless a port is set and never on the public port. What a"
            " process counts has the label `worker` besides, a number below"
            " `DAEMONRY_WORKERS`; a replaced worker goes on where the one before it stopped. How"
            " to put them to use: [watch a server](../how-to/watch-a-server.md)."
        ),
        "",
        "| Metric | Type | Labels | |",
        "|---|---|---|---|",
    ]
    for metric in METRICS:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        lines.append(f"| `{metric.name}` | {metric.kind} | {labels} | {metric.help} |")
    return "\n".join(lines) + "\n"


def configuration_page() -> str:
    """Return the schema of the configuration file, from the tables that read and write it."""
    lines = [
        "# The configuration file",
        "",
        (
            "What `daemonry export` writes and `plan` and `apply` read ([how to use it](../how-to/"
            "keep-a-tenant-in-a-file.md)). YAML 1.2 or JSON in UTF-8, at most 16 MiB, without tags,"
            " anchors and aliases; a key stands once; a property that is not listed is refused."
            " Names are those of Microsoft Graph. What is left out stays as it is, or with"
            " `--prune` returns to its default; an entry of a list is described whole."
        ),
    ]
    for title, words, rows in CONFIGURATION:
        lines += ["", f"## {title}", "", words, "", "| Property | Value | |", "|---|---|---|"]
        lines += [f"| `{name}` | {value} | {meaning} |" for name, value, meaning in rows]
    return "\n".join(lines) + "\n"


def _plain(table: tuple[shape.Property, ...]) -> list[tuple[str, str, str]]:
    """Return the rows of a table of plain properties."""
    return [(item.name, _value_of(item), item.meaning) for item in table]


def _value_of(item: shape.Property) -> str:
    default = json.dumps(item.default) if item.default not in (None, ()) else ""
    words = item.kind.value.partition(" (")[0]
    return f"{words}; default `{default}`" if default else words


_ROLE_NAMES = "texts: values, or identifiers"
_NAME_OR_ID = "text: display name, unique name or client ID"
CONFIGURATION = (
    (
        "The file",
        "",
        [
            ("version", "1", "Required"),
            ("tenant", "mapping", "`displayName`, the tenant's name"),
            ("tokenLifetimePolicies", "mappings", "Below"),
            ("applications", "mappings", "Below"),
        ],
    ),
    (
        "tokenLifetimePolicies",
        "Known by name.",
        [
            ("displayName", "text", "Required"),
            ("accessTokenLifetime", "text", "`hh:mm:ss`, 10 minutes to 1 day (`1.00:00:00`)"),
            ("definition", "text", "In place of it: the JSON text of Graph"),
            ("description", "text", ""),
            ("isOrganizationDefault", "true or false", "Counts for every API without one"),
            (
                "appliesTo",
                "mapping",
                "`applications` and `servicePrincipals`: names; takes the place of another policy",
            ),
        ],
    ),
    (
        "applications",
        (
            "Found by `appId`; without it by `uniqueName`; without that by `displayName`, which"
            " then only one application may have."
        ),
        [
            ("displayName", "text", "Required"),
            ("appId", "a GUID", "Client ID; made by the server where it is left out"),
            *_plain(shape.APPLICATION),
            ("api.knownClientApplications", "texts", "Names or client IDs"),
            ("api.oauth2PermissionScopes", "mappings", "Below"),
            (
                "api.preAuthorizedApplications",
                "mappings",
                "`application`: name or client ID; `scopes`: values or identifiers",
            ),
            ("appRoles", "mappings", "Below"),
            (
                "optionalClaims",
                "mapping",
                (
                    "`idToken`, `accessToken`, `saml2Token`: lists of names, or of mappings with"
                    " `name`, `source`, `essential`, `additionalProperties`"
                ),
            ),
            ("keyCredentials", "mappings", "Below"),
            ("federatedIdentityCredentials", "mappings", "Below"),
            ("owners", "texts", "User principal names, or names of applications"),
            (
                "requiredResourceAccess",
                "mappings",
                "What it asks for: `resource`, `roles`, `scopes`. Grants nothing",
            ),
            ("servicePrincipal", "mapping or false", "Below; there is one unless it says `false`"),
            ("appRoleAssignments", "mappings", "**Consent**: `resource`, `roles`"),
        ],
    ),
    (
        "appRoles",
        "Known by `id`, without it by `value`.",
        [
            ("value", "text", "What tokens carry in `roles`"),
            ("id", "a GUID", "Made by the server where it is left out"),
            ("displayName", "text", "Default: `value`"),
            ("description", "text", "Default: `displayName`"),
            ("allowedMemberTypes", "texts", "Default: `Application`"),
            ("isEnabled", "true or false", "Default: `true`"),
        ],
    ),
    (
        "api.oauth2PermissionScopes",
        "Known as roles are.",
        [
            ("value", "text", "What tokens carry in `scp`"),
            ("id", "a GUID", "Made by the server where it is left out"),
            ("type", "text", "`User` (default) or `Admin`"),
            ("adminConsentDisplayName", "text", "Default: `value`"),
            ("adminConsentDescription", "text", "Default: `adminConsentDisplayName`"),
            ("userConsentDisplayName", "text", ""),
            ("userConsentDescription", "text", ""),
            ("isEnabled", "true or false", "Default: `true`"),
        ],
    ),
    (
        "requiredResourceAccess and appRoleAssignments",
        "What is asked for, and what is consented to, API by API.",
        [
            ("resource", _NAME_OR_ID, "Required"),
            ("roles", _ROLE_NAMES, "App roles"),
            ("scopes", _ROLE_NAMES, "Delegated permissions; only asked for"),
        ],
    ),
    (
        "keyCredentials",
        "Certificates; known by `keyId`, without it by the certificate.",
        [
            ("key", "text", "Required: the certificate in PEM, or base64 of DER"),
            ("keyId", "a GUID", "Made by the server where it is left out"),
            ("displayName", "text", "Default: the certificate's subject"),
            ("startDateTime", "a time", "Default: that of the certificate"),
            ("endDateTime", "a time", "Default: that of the certificate"),
            ("customKeyIdentifier", "text", "Base64"),
        ],
    ),
    (
        "federatedIdentityCredentials",
        "Known by name.",
        [
            ("name", "text", "Required"),
            ("issuer", "text", "Required: exactly as in `iss`"),
            ("subject", "text", "This, exactly as in `sub`"),
            ("claimsMatchingExpression", "text", "or this"),
            ("audiences", "texts", "Default: `api://AzureADTokenExchange`"),
            ("description", "text", ""),
            ("pinnedJwks", "text", "JWKS of an issuer that cannot be reached"),
        ],
    ),
    (
        "servicePrincipal",
        "The application's presence in the tenant.",
        [
            *_plain(shape.SERVICE_PRINCIPAL),
            ("keyCredentials", "mappings", "Certificates of its own, as of the application"),
            ("owners", "texts", "As of the application"),
        ],
    ),
)


def openapi_page() -> str:
    """Return the OpenAPI document of the management API."""
    return json.dumps(openapi_document(), indent=1, sort_keys=True) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "claims.md": claims_page,
    "configuration.md": configuration_page,
    "errors.md": errors_page,
    "limits.md": limits_page,
    "metrics.md": metrics_page,
    "settings.md": settings_page,
    "../explanation/order-of-checks.md": order_page,
    "routes.md": routes_page,
    "security-requirements.md": security_page,
    "openapi.json": openapi_page,
}


def main() -> None:
    """Write all pages."""
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
