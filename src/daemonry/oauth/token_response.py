"""What the token endpoint answers: the success body and the error body.

RFC 6749 sections 5.1 and 5.2, with the members that Entra adds.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.oauth.errors import OAuthError

BEARER: Final = "Bearer"
_LONG: Final = 7200
"""Seconds from which a token is long-lived. Unverified against Entra."""


def render_success(access_token: str, *, lifetime: int, token_type: str = BEARER) -> bytes:
    """Return the version 2 body. ``lifetime`` is in seconds; ``expires_in`` is one less.

    A token for two hours or more comes with ``refresh_in``, half of its life, at which
    clients renew it in advance. Nothing in a compact JWS needs escaping, so the body is
    assembled as text.
    """
    left = lifetime - 1
    refresh = f'"refresh_in":{left // 2},' if lifetime >= _LONG else ""
    return (
        f'{{"token_type":"{token_type}","expires_in":{left},"ext_expires_in":{left},{refresh}'
        f'"access_token":"{access_token}"}}'
    ).encode("ascii")


def render_success_v1(  # noqa: PLR0913 - the members of the body
    access_token: str,
    *,
    lifetime: int,
    not_before: int,
    expires_on: int,
    resource: str,
    token_type: str = BEARER,
) -> bytes:
    """Return the version 1 body: all numbers are strings, times are Unix seconds."""
    left = str(lifetime - 1)
    return json.dumps(
        {
            "token_type": token_type,
            "expires_in": left,
            "ext_expires_in": left,
            "expires_on": str(expires_on),
            "not_before": str(not_before),
            "resource": resource,
            "access_token": access_token,
        },
        separators=(",", ":"),
    ).encode("utf-8")


def render_error(
    error: OAuthError, *, at: datetime, trace_id: str, correlation_id: str, origin: str
) -> bytes:
    """Return the error body. ``at`` is aware UTC; ``origin`` is that of ``error_uri``.

    The tail of ``error_description`` is joined by single spaces, as the service
    does since 2023; libraries read only the AADSTS prefix.
    """
    row = error.refusal
    timestamp = at.strftime("%Y-%m-%d %H:%M:%SZ")
    body: dict[str, object] = {
        "error": row.error,
        "error_description": (
            f"AADSTS{row.aadsts}: {error} Trace ID: {trace_id}"
            f" Correlation ID: {correlation_id} Timestamp: {timestamp}"
        ),
        "error_codes": [row.aadsts],
        "timestamp": timestamp,
        "trace_id": trace_id,
        "correlation_id": correlation_id,
    }
    if row.suberror:
        body["suberror"] = row.suberror
    if row.has_page:
        body["error_uri"] = f"{origin}/error?code={row.aadsts}"
    return json.dumps(body, separators=(",", ":")).encode("utf-8")
