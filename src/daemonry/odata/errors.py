"""Every refusal of Graph's protocol (OData 4.01 part 1, 9.4; Graph: errors).

What the directory itself refuses stands in ``model.errors``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row of the catalogue; words in braces are filled in."""

    status: int
    code: str
    message: str


class ODataError(Exception):
    """A refusal on its way out. ``detail`` is for the log and never reaches the wire."""

    def __init__(
        self,
        refusal: Refusal,
        *,
        target: str = "",
        detail_code: str = "",
        detail: str = "",
        **words: str,
    ) -> None:
        super().__init__(refusal.message.format_map({k: _shown(v) for k, v in words.items()}))
        self.refusal = refusal
        self.target = target
        self.detail_code = detail_code
        self.detail = detail


TOKEN_EMPTY = Refusal(401, "InvalidAuthenticationToken", "Access token is empty.")
TOKEN_INVALID = Refusal(
    401, "InvalidAuthenticationToken", "CompactToken parsing failed with error code: 80049217"
)
TOKEN_EXPIRED = Refusal(
    401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."
)
TOKEN_AUDIENCE = Refusal(
    401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience."
)
NOT_FOUND = Refusal(
    404,
    "Request_ResourceNotFound",
    "Resource '{id}' does not exist or one of its queried reference-property objects are not"
    " present.",
)
SEGMENT_NOT_FOUND = Refusal(400, "BadRequest", "Resource not found for the segment '{segment}'.")
RESOURCE_MANAGER_NOT_FOUND = Refusal(
    404, "NotFound", "There is no resource manager here that knows '{path}'."
)
BAD_BATCH = Refusal(400, "BadRequest", "Invalid batch payload format: {reason}")
ME_IS_DELEGATED = Refusal(
    400,
    "Request_BadRequest",
    "/me request is only valid with delegated authentication flow.",
)
METHOD_NOT_ALLOWED = Refusal(
    405,
    "Request_BadRequest",
    "Specified HTTP method is not allowed for the request target.",
)
BAD_REQUEST = Refusal(400, "BadRequest", "{reason}")
BAD_JSON = Refusal(
    400,
    "BadRequest",
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is"
    " of valid JSON format.",
)
BAD_FILTER = Refusal(400, "BadRequest", "Invalid filter clause: {reason}")
BAD_SEARCH = Refusal(400, "BadRequest", "Invalid search clause: {reason}")
UNKNOWN_IN_FILTER = Refusal(
    400,
    "BadRequest",
    "Invalid filter clause: Could not find a property named '{property}' on type '{type}'.",
)
SEARCH_NEEDS_HEADER = Refusal(
    400,
    "Request_UnsupportedQuery",
    "Request with $search query parameter only works through MSGraph with a special request"
    " header: 'ConsistencyLevel: eventual'",
)
COUNT_NEEDS_HEADER = Refusal(400, "Request_BadRequest", "$count is not currently supported.")
ADVANCED_QUERY = Refusal(
    400,
    "Request_UnsupportedQuery",
    "Operator '{operator}' is not supported because the required parameters might be missing. Try"
    " adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to"
    " https://aka.ms/graph-docs/advanced-queries for more information",
)
UNSUPPORTED_QUERY = Refusal(400, "Request_UnsupportedQuery", "Unsupported Query.")
BAD_PAGE_SIZE = Refusal(
    400,
    "Request_BadRequest",
    "Invalid page size specified: '{size}'. Must be between 1 and 999 inclusive.",
)
BAD_SKIPTOKEN = Refusal(
    400,
    "Directory_ExpiredPageToken",
    "The specified page token value has expired and can no longer be included in your request.",
)
UNKNOWN_SELECT = Refusal(
    400, "BadRequest", "Could not find a property named '{property}' on type '{type}'."
)
INVALID_PROPERTY = Refusal(
    400,
    "Request_BadRequest",
    "Invalid value specified for property '{property}' of resource '{resource}'.",
)
UNKNOWN_PROPERTY = Refusal(400, "Request_BadRequest", "Property '{property}' is invalid.")
READ_ONLY_PROPERTY = Refusal(
    400, "Request_BadRequest", "Property '{property}' is read-only and cannot be set."
)
TOO_LARGE = Refusal(413, "RequestEntityTooLarge", "The request body is too large.")
UNAVAILABLE = Refusal(
    503, "ServiceUnavailable", "The service is temporarily unavailable. Please try again."
)
UNEXPECTED = Refusal(
    500, "InternalServerError", "An unexpected error occurred. Please contact your operator."
)


def error_body(  # noqa: PLR0913 - the members of one JSON object
    code: str,
    message: str,
    *,
    date: datetime,
    request_id: str,
    client_request_id: str,
    details: Sequence[Mapping[str, str]] = (),
    target: str = "",
) -> dict[str, object]:
    """Return the error envelope. ``date`` is UTC and written without a zone, as Graph does."""
    error: dict[str, object] = {"code": code, "message": message}
    if target:
        error["target"] = target
    if details:
        error["details"] = [dict(detail) for detail in details]
    error["innerError"] = {
        "date": date.strftime("%Y-%m-%dT%H:%M:%S"),
        "request-id": request_id,
        "client-request-id": client_request_id,
    }
    return {"error": error}


def _shown(text: str) -> str:
    """Return what a stranger sent fit to be quoted: cut, without control characters."""
    return "".join(c if c.isprintable() else "?" for c in text[:200])
