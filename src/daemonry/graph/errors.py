"""Turning a refusal into Graph's error envelope: the one place that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import structlog

from daemonry.model.errors import DirectoryError
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.odata import errors
from daemonry.odata.errors import ODataError, error_body
from daemonry.web.requests import BodyIncompleteError, BodyTooLargeError
from daemonry.web.statuses import directory_status

if TYPE_CHECKING:
    from datetime import datetime

_log = structlog.get_logger("daemonry.graph")
RETRY_AFTER: Final = b"5"
_WHILE_UNAVAILABLE: Final = (
    "Repeat the request after the seconds in Retry-After. If it was to change something, read first"
    " whether that was done. Tokens are issued meanwhile from what is known."
)


def as_refusal(error: Exception, request_id: str) -> ODataError | DirectoryError:
    """Return the refusal for any exception; an unexpected one is logged and made bland."""
    if isinstance(error, ODataError | DirectoryError):
        return error
    if isinstance(error, BodyTooLargeError):
        return ODataError(errors.TOO_LARGE)
    if isinstance(error, BodyIncompleteError):
        return ODataError(errors.BAD_JSON)
    if isinstance(error, OSError):
        _log.error("storage unavailable", request_id=request_id, reason=str(error))
        return ODataError(errors.UNAVAILABLE)
    _log.error("unexpected", request_id=request_id, exc_info=error)
    return ODataError(errors.UNEXPECTED)


def status_of(error: ODataError | DirectoryError) -> int:
    """Return the HTTP status of a refusal."""
    if isinstance(error, ODataError):
        return error.refusal.status
    return directory_status(error)


def render(
    error: ODataError | DirectoryError, *, at: datetime, request_id: str, client_request_id: str
) -> dict[str, Any]:
    """Return the error envelope.

    What to do next stands in ``details``, because tools compare the message itself.
    """
    code = error.refusal.code if isinstance(error, ODataError) else error.rule.code
    details: list[dict[str, str]] = []
    if error.detail_code:
        details.append({"code": error.detail_code, "message": str(error), "target": error.target})
    if isinstance(error, DirectoryError) and error.hint:
        details.append({"code": "WhatToDo", "message": error.hint, "target": error.target})
    if isinstance(error, ODataError) and error.refusal is errors.UNAVAILABLE:
        details.append({"code": "WhatToDo", "message": _WHILE_UNAVAILABLE, "target": ""})
    return error_body(
        code,
        str(error),
        date=at,
        request_id=request_id,
        client_request_id=client_request_id,
        details=details,
        target=error.target,
    )


def challenge(origin: str) -> bytes:
    """Return the ``WWW-Authenticate`` value of a 401 (RFC 6750 section 3)."""
    return (
        f'Bearer realm="", authorization_uri="{origin}/common/oauth2/authorize",'
        f' client_id="{GRAPH_APP_ID}"'
    ).encode("latin-1")
