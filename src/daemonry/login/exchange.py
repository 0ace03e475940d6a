"""One request to the authority and the identifiers that its answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import correlation_id_of

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.ports import Clock, IdSource
    from daemonry.web.origins import Origins
    from daemonry.web.requests import Request
    from daemonry.web.responses import Headers

_MAX_USER_AGENT: Final = 256


@dataclass(slots=True)
class Exchange:
    """A request underway: when, through which origin, under which identifiers.

    ``trace_id`` is ours and equals ``x-ms-request-id``; ``correlation_id`` is the
    client's ``client-request-id`` when it sent a GUID. ``reader`` is the origin of the
    script that may read the answer, if any (Fetch: CORS protocol).
    """

    at: datetime
    origin: str
    trace_id: str
    correlation_id: str
    tenant_name: str = ""
    echo_correlation: bool = False
    used_basic: bool = False
    reader: str = ""

    def headers(self) -> Headers:
        """Return the identifying headers of the answer."""
        headers = [(b"x-ms-request-id", self.trace_id.encode("ascii"))]
        if self.echo_correlation:
            headers.append((b"client-request-id", self.correlation_id.encode("ascii")))
        if self.reader:
            headers.append((b"access-control-allow-origin", self.reader.encode("latin-1")))
            headers.append((b"vary", b"Origin"))
        return headers


def open_exchange(
    request: Request, origins: Origins, clock: Clock, ids: IdSource, *, tenant_name: str = ""
) -> Exchange:
    """Return the exchange for a request; its origin is the default for a foreign host."""
    return Exchange(
        at=clock.now(),
        origin=origins.of(request.header(b"host")) or origins.default,
        trace_id=ids.guid(),
        correlation_id="",
        tenant_name=tenant_name,
        echo_correlation=request.header(b"return-client-request-id").lower() == b"true",
    )


def correlate(exchange: Exchange, request: Request, ids: IdSource) -> None:
    """Settle the correlation identifier: the client's, or a fresh one."""
    exchange.correlation_id = (
        correlation_id_of(request.header(b"client-request-id"), request.query, request.body)
        or ids.guid()
    )


def require_our_host(request: Request, origins: Origins) -> None:
    """Raise OAuthError (421) when the request is for a host that is not ours."""
    host = request.header(b"host")
    if origins.of(host) is None:
        raise OAuthError(errors.UNKNOWN_HOST, host=host.decode("latin-1"))


def user_agent(request: Request) -> str:
    """Return the user agent, cut and without control characters."""
    return errors.printable(request.header(b"user-agent")[:_MAX_USER_AGENT].decode("latin-1"))
