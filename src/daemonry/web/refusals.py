"""Turning a refusal into a page for people: the one place that does."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from daemonry.model.errors import DirectoryError
from daemonry.odata.errors import ODataError
from daemonry.web.requests import BodyIncompleteError, BodyTooLargeError
from daemonry.web.statuses import directory_status

_log = structlog.get_logger("daemonry.pages")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that says no: status, heading, and what to do next."""

    status: int
    heading: str
    advice: str


UNKNOWN_HOST = Refusal(400, "Wrong address", "This server does not answer for that host name.")
UNKNOWN_TENANT = Refusal(
    404, "There is no such tenant", "Look at the address: it begins with the tenant's name or ID."
)
LINK_SPENT = Refusal(
    404,
    "This link does not count any more",
    "It was used, it is too old, or there is a newer one. Ask for another.",
)
BAD_FORM = Refusal(400, "The form could not be read", "Go back, reload the page and try again.")
FOREIGN_FORM = Refusal(
    403,
    "This request did not come from a page of this server",
    "Go back, reload the page and try again. Nothing was changed.",
)
NOT_FOUND = Refusal(404, "Page not found", "There is nothing at this address.")
WRONG_METHOD = Refusal(405, "Wrong method", "Open this address with a link of the page before.")
TOO_LARGE = Refusal(413, "The form is too large", "Nothing was changed.")
UNEXPECTED = Refusal(
    500, "Something went wrong", "Nothing was changed. The server's log tells why."
)
UNAVAILABLE = Refusal(
    503, "The directory does not serve", "Wait a moment, look whether the change was made, repeat."
)


class RefusedError(Exception):
    """A refusal that has a page of its own."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.heading)
        self.refusal = refusal


def refusal_of(error: Exception, request_id: str) -> Refusal:
    """Return the page for any exception; an unexpected one is logged and made bland."""
    if isinstance(error, RefusedError):
        return error.refusal
    if isinstance(error, DirectoryError):
        return Refusal(directory_status(error), str(error), error.hint)
    if isinstance(error, ODataError):
        return Refusal(error.refusal.status, str(error), "")
    if isinstance(error, BodyTooLargeError | BodyIncompleteError):
        return TOO_LARGE if isinstance(error, BodyTooLargeError) else BAD_FORM
    if isinstance(error, OSError):
        _log.error("storage unavailable", request_id=request_id, reason=str(error))
        return UNAVAILABLE
    _log.error("unexpected", request_id=request_id, exc_info=error)
    return UNEXPECTED
