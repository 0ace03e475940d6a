"""The reference pages about security: what is promised with its tests, and every limit."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Final

from daemonry.graph import app as graph_app
from daemonry.graph import batch, directory_objects
from daemonry.login import token, visit
from daemonry.model import delegation, session, strict_json
from daemonry.oauth import authorization_request, client_assertion, dpop, token_request
from daemonry.odata import body, filter, path, query, search  # noqa: A004 - a module of ours
from daemonry.outbound import fetcher, issuer_keys
from daemonry.portal import app as portal_app
from daemonry.sign_in import app as sign_in_app
from daemonry.sign_in import throttle
from daemonry.web import lifecycle, protocol

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "tests" / "security" / "requirements.toml"

CHAPTERS = {
    "S": "Identity, isolation, what tokens hold",
    "K": "Keys and secrets at rest",
    "T": "The token endpoint and HTTP",
    "F": "What goes out",
    "A": "Pages for people",
    "L": "Evidence",
    "D": "Durability and continuity",
    "P": "Supply chain and process",
}


def security_page() -> str:
    """Return the table of security requirements with the tests that prove each."""
    rows = tomllib.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    lines = [
        "# Security requirements",
        "",
        (
            "What is promised, and the tests that prove it. From"
            " `tests/security/requirements.toml`; a test checks that each of these exists."
            " Who attacks what, and what remains, is in the"
            " [threat model](../explanation/threat-model.md)."
        ),
    ]
    for letter, title in CHAPTERS.items():
        lines += ["", f"## {title}", "", "| Row | Promise | Proved by |", "|---|---|---|"]
        for row, entry in rows.items():
            if row.startswith(letter):
                proof = "<br>".join(f"`{_short(node)}`" for node in entry.get("tests", ()))
                lines.append(f"| {row} | {entry['says']} | {proof or 'Open: ' + entry['open']} |")
    return "\n".join(lines) + "\n"


def _short(node: str) -> str:
    return node.removeprefix("tests/").replace("::test_", "::")


def limits_page() -> str:
    """Return the table of every bound on what comes in, goes out, or is kept."""
    lines = [
        "# Limits",
        "",
        (
            "What Daemonry takes, and what it answers beyond that; from the code. They are fixed,"
            " but for those with a [setting](settings.md). Each is tested"
            " ([security requirements](security-requirements.md), rows T1 to T6, F3, S20, S21)."
        ),
    ]
    for title, beyond, rows in _limits():
        lines += ["", f"## {title}", "", beyond, "", "| What | At most |", "|---|---|"]
        lines += [
            f"| {what} | {value if isinstance(value, str) else _told(value)} |"
            for what, value in rows
        ]
    return "\n".join(lines) + "\n"


_KIB: Final = 1024


def _told(value: float | timedelta) -> str:
    if isinstance(value, timedelta):
        value = value.total_seconds()
        for name, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
            if value >= 2 * length and value % length == 0:
                return f"{value / length:g} {name}"
        return f"{value:g} seconds"
    return f"{value:,.0f}"


def _size(value: int) -> str:
    for name, length in (("MiB", _KIB * _KIB), ("KiB", _KIB)):
        if value % length == 0:
            return f"{value // length} {name}"
    return f"{value:,} bytes"


def _seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


Rows = list[tuple[str, str | float | timedelta]]


def _limits() -> list[tuple[str, str, Rows]]:
    fetch = fetcher.Limits()
    return [
        (
            "A connection",
            (
                "Beyond a size: 431 and the connection ends. Beyond a time: it ends. What a proxy"
                " may read differently (two lengths, another transfer coding, folded lines, two"
                " hosts, an absolute target) is a 400."
            ),
            [
                ("The request line", _size(protocol.MAX_REQUEST_LINE)),
                ("Headers, trailers included", protocol.MAX_HEADERS),
                ("All headers together", _size(protocol.MAX_HEADER_BYTES)),
                (
                    "From the first byte of a request to its last",
                    _seconds(protocol.REQUEST_DEADLINE),
                ),
                ("Without a request", _seconds(protocol.IDLE_KEEP_ALIVE)),
                ("Without reading an answer that waits", _seconds(protocol.READING_DEADLINE)),
                ("To finish when the server ends", _seconds(lifecycle.FINISH)),
                (
                    "Requests in a second of a tenant, a client, an address",
                    (
                        "as many as `DAEMONRY_TENANT_REQUESTS_PER_SECOND`,"
                        " `DAEMONRY_CLIENT_REQUESTS_PER_SECOND`,"
                        " `DAEMONRY_ADDRESS_REQUESTS_PER_SECOND` say; then 429"
                    ),
                ),
                ("Connections", "as many files as the system lets a process open"),
            ],
        ),
        (
            "Token, introspection, revocation and device code requests",
            "A 400 with the OAuth error; a body that is too long is cut off.",
            [
                ("A body", _size(token.MAX_BODY)),
                ("Parameters, none that matters twice", token_request.MAX_FIELDS),
                ("A parameter", _size(token_request.MAX_FIELD)),
                ("A client assertion", _size(client_assertion.MAX_ASSERTION)),
                ("Certificates in its `x5c`", client_assertion.MAX_CHAIN),
                ("A DPoP proof", _size(dpop.MAX_PROOF)),
                ("JSON in parameters and assertions: levels", strict_json.MAX_DEPTH),
                (
                    "Failures of a client from one network in a minute",
                    "`DAEMONRY_FAILURES_PER_MINUTE` (production: 10), then 429",
                ),
            ],
        ),
        (
            "The management API",
            "A 400 with Graph's error; a body that is too long is a 413.",
            [
                ("A body", _size(graph_app.MAX_BODY)),
                ("A batch", _size(graph_app.MAX_BATCH)),
                ("Requests in a batch, none of them a batch", batch.MAX_REQUESTS),
                ("JSON: levels", body.MAX_DEPTH),
                ("A text", _size(body.MAX_STRING)),
                ("Entries of a list", body.MAX_ARRAY),
                ("A path", _size(path.MAX_PATH)),
                ("A query", _size(query.MAX_QUERY)),
                ("`$filter`", _size(filter.MAX_FILTER)),
                ("`$filter`: levels", filter.MAX_DEPTH),
                ("`$filter`: words, comparisons and values", filter.MAX_NODES),
                ("`$search`", _size(search.MAX_SEARCH)),
                ("`$search`: clauses", search.MAX_CLAUSES),
                ("`$top`", query.MAX_PAGE),
                ("Expanded objects", query.MAX_EXPANDED),
                ("`getByIds`: identifiers", directory_objects.MAX_IDS),
            ],
        ),
        (
            "Pages for people",
            "A page that says what is wrong.",
            [
                ("A form of the sign-in page", _size(sign_in_app.MAX_FORM)),
                ("A form of the authority", _size(visit.MAX_FORM)),
                ("A form of the admin center", _size(portal_app.MAX_FORM)),
                ("An authorization request", _size(authorization_request.MAX_QUERY)),
                ("Failures with a name from one network, then waiting", throttle.FREE_FAILURES),
                ("Failures with codes of one account from anywhere", throttle.FREE_ANYWHERE),
                ("Passwords hashed at once in a process", throttle.PARALLEL),
                ("Passwords that wait for that", throttle.WAITING),
                ("A session without use", session.IDLE),
                ("A session", session.ABSOLUTE),
                ("A sign-in that is not finished", session.UNFINISHED),
                ("An authorization code", delegation.CODE_LIFETIME),
                ("A device code", delegation.DEVICE_CODE_LIFETIME),
                ("A refresh token without use", delegation.IDLE_LIFETIME),
                ("Refresh tokens of a script, since the sign-in", delegation.SPA_LIFETIME),
            ],
        ),
        (
            "Keys of other issuers",
            "The token is refused; why is in the sign-in record only.",
            [
                ("To connect", _seconds(fetch.connect)),
                ("A fetch", _seconds(fetch.total)),
                ("A document", _size(fetch.size)),
                ("A URL", _size(fetcher.MAX_URL)),
                ("Fetches of a tenant in a minute", issuer_keys.BUDGET),
                ("Issuers that are kept for a tenant", issuer_keys.MAX_ISSUERS),
                ("Keys are believed while their issuer is away", issuer_keys.STALE_FOR),
            ],
        ),
    ]
