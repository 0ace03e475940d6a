"""Turning a refusal into an answer of the authority: the one place that writes it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.errors.catalogue import rows_of
from daemonry.oauth.errors.guide import meaning_of
from daemonry.oauth.token_response import render_error
from daemonry.web.forms import query_of
from daemonry.web.requests import BodyIncompleteError, BodyTooLargeError
from daemonry.web.responses import (
    JSON,
    NOT_STORED,
    TEXT,
    Answer,
    common_headers,
    send_answer,
    send_response,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.oauth.errors import Refusal

_log = structlog.get_logger("daemonry.login")
_RETRY_AFTER: Final = 5

PRIVATE_JSON: Final = common_headers(JSON, *NOT_STORED)
"""Headers of every answer of the token endpoint, tokens and refusals alike."""


def refusal_answer(exchange: Exchange, error: OAuthError) -> Answer:
    """Return the answer for ``error``; why it really happened goes to the log."""
    row = error.refusal
    log = _log.debug if _is_repetition(error) else _log.info
    log(
        "refused",
        aadsts=row.aadsts,
        tenant=errors.printable(exchange.tenant_name),
        correlation_id=exchange.correlation_id,
        trace_id=exchange.trace_id,
        detail=error.detail or str(error),
    )
    body = render_error(
        error,
        at=exchange.at,
        trace_id=exchange.trace_id,
        correlation_id=exchange.correlation_id,
        origin=exchange.origin,
    )
    headers = exchange.headers()
    if row is errors.POST_ONLY:
        headers.append((b"allow", b"POST"))
    if error.nonce:
        headers.append((b"dpop-nonce", error.nonce.encode("ascii")))
    if error.retry_after or row is errors.TEMPORARY:
        seconds = error.retry_after or _RETRY_AFTER
        headers.append((b"retry-after", str(seconds).encode("ascii")))
    if row.status == HTTPStatus.UNAUTHORIZED and exchange.used_basic:
        # RFC 6749 section 5.2: answer in the scheme that the client used.
        headers.append((b"www-authenticate", b'Basic realm="Daemonry", charset="UTF-8"'))
    if row is errors.TOO_LARGE:
        headers.append((b"connection", b"close"))
    return Answer(row.status, headers, body, PRIVATE_JSON)


def _is_repetition(error: OAuthError) -> bool:
    """Tell whether this is one of many that are counted instead of recorded one by one."""
    return error.refusal is errors.THROTTLED and not error.detail


async def send_refusal(send: Send, exchange: Exchange, error: OAuthError) -> None:
    """Answer with the error body of ``error`` by ASGI."""
    await send_answer(send, refusal_answer(exchange, error))


def as_refusal(error: Exception, exchange: Exchange) -> OAuthError:
    """Return the refusal for any exception; an unexpected one is logged and made bland."""
    if isinstance(error, OAuthError):
        return error
    if isinstance(error, BodyTooLargeError):
        return OAuthError(errors.TOO_LARGE, limit="64 KiB")
    if isinstance(error, BodyIncompleteError):
        return OAuthError(errors.MALFORMED, reason="The body is incomplete.")
    if isinstance(error, OSError):
        return OAuthError(errors.TEMPORARY, detail=str(error))
    _log.error(
        "unexpected",
        correlation_id=exchange.correlation_id,
        trace_id=exchange.trace_id,
        exc_info=error,
    )
    return OAuthError(errors.UNEXPECTED, detail=type(error).__name__)


async def send_error_page(scope: Scope, send: Send) -> None:
    """Answer ``/error?code=N``, the target of ``error_uri``: what the number means."""
    rows = rows_of(query_of(scope).get("code", ""))
    if not rows:
        text, status = "This error code is not one of this server.\n", 404
    else:
        text, status = _page(rows), 200
    await send_response(send, status, text.encode("utf-8"), [TEXT, *NOT_STORED])


def _page(rows: Sequence[Refusal]) -> str:
    """Return what is said to everybody: why it happened here is for administrators."""
    number = rows[0].aadsts
    words = "\n\n".join(f"{row.error}: {row.description}" for row in rows)
    return (
        f"AADSTS{number}\n{meaning_of(number)}\n\n{words}\n\n"
        f"What caused it in a tenant, and what mends it: /admin/errors/{number} (administrators)\n"
    )
