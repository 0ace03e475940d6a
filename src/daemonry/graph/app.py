"""The management API as an ASGI app: one request from bytes to bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.graph import batch, resource_manager, userinfo
from daemonry.graph.authentication import actor_of, authenticate
from daemonry.graph.errors import RETRY_AFTER, as_refusal, challenge, render, status_of
from daemonry.graph.openapi import PATH as DOCUMENT_PATH
from daemonry.graph.openapi import openapi_document
from daemonry.graph.operation import perform
from daemonry.graph.services import Answer, Caller, Request
from daemonry.model.ids import parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.web.html import ONLY_A_PICTURE
from daemonry.web.requests import client_address, header, read_body
from daemonry.web.responses import TEXT, send_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.graph.services import GraphServices
    from daemonry.model.errors import DirectoryError

MAX_BODY: Final = 1024 * 1024
MAX_BATCH: Final = 4 * 1024 * 1024
_WITH_BODY: Final = frozenset({"POST", "PATCH", "PUT"})
_HEADERS: Final = ("consistencylevel", "prefer")
"""What an operation may depend on besides path, query and body."""

_MEDIA_TYPE: Final = (
    b"application/json;odata.metadata=minimal;odata.streaming=true;"
    b"IEEE754Compatible=false;charset=utf-8"
)
_JSON: Final = (b"content-type", _MEDIA_TYPE)
_log = structlog.get_logger("daemonry.graph")


@dataclass(slots=True)
class _Exchange:
    """A request underway: our identifier of it, the client's, and the origin it used."""

    request_id: str
    client_request_id: str
    origin: str


def create_graph_app(services: GraphServices) -> ASGIApp:
    """Return the ASGI app for ``/v1.0`` and ``/beta``.

    The document that describes it is for anybody, as Graph's own ``$metadata`` is.
    """
    document = Answer(200, openapi_document())

    async def graph(scope: Scope, receive: Receive, send: Send) -> None:
        request_id = services.ids.guid()
        sent = parse_guid(header(scope, b"client-request-id").decode("latin-1"))
        exchange = _Exchange(
            request_id,
            sent or request_id,
            services.origins.of(header(scope, b"host")) or services.origins.default,
        )
        try:
            answer = (
                document
                if _asks_for_document(scope)
                else await _answer(services, scope, receive, exchange)
            )
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            refusal = as_refusal(error, request_id)
            await _send_refusal(services, send, exchange, refusal)
            return
        await _send_answer(send, exchange, answer, is_head=scope["method"] == "HEAD")

    return graph


def _asks_for_document(scope: Scope) -> bool:
    is_read = scope["method"] in {"GET", "HEAD"}
    return is_read and scope["path"] in {f"/v1.0{DOCUMENT_PATH}", f"/beta{DOCUMENT_PATH}"}


async def _answer(
    services: GraphServices, scope: Scope, receive: Receive, exchange: _Exchange
) -> Answer:
    if services.origins.of(header(scope, b"host")) is None:
        raise ODataError(errors.BAD_REQUEST, reason="This server does not answer for that host.")
    proven = await authenticate(services, header(scope, b"authorization"))
    tenant = proven.token.tenant
    actor = actor_of(
        proven,
        ip_address=client_address(scope, services.proxies),
        correlation_id=exchange.client_request_id,
    )
    version, _, path = scope["path"].lstrip("/").partition("/")
    body = b""
    if scope["method"] in _WITH_BODY:
        limit = MAX_BATCH if path.lower() == batch.PATH[1:] else MAX_BODY
        body = await read_body(scope, receive, limit=limit)
    is_resource_manager = version.lower() in resource_manager.SEGMENTS
    request = Request(
        method=scope["method"],
        base=f"{exchange.origin}/{version.lower()}",
        path=scope["path"] if is_resource_manager else f"/{path}",
        query=scope.get("query_string", b""),
        headers={name: header(scope, name.encode()).decode("latin-1") for name in _HEADERS},
        body=body,
    )
    caller = Caller(actor, tenant.tenant_id)
    if version.lower() == userinfo.SEGMENT:
        return userinfo.answer(proven, request)
    if is_resource_manager:
        return resource_manager.answer(tenant, request)
    if request.path.lower() == batch.PATH:
        return await batch.perform_batch(services, caller, request)
    return await perform(services, caller, request)


async def _send_answer(send: Send, exchange: _Exchange, answer: Answer, *, is_head: bool) -> None:
    headers = _headers(exchange)
    body = b""
    if answer.file is not None:
        media_type, body = answer.file
        headers += [(b"content-type", media_type.encode("ascii")), *ONLY_A_PICTURE]
    elif answer.text is not None:
        headers.append(TEXT)
        body = answer.text.encode("utf-8")
    elif answer.body is not None:
        headers.append(_JSON)
        body = json.dumps(answer.body, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    if answer.location is not None:
        headers.append((b"location", answer.location.encode("ascii")))
    await send_response(send, answer.status, b"" if is_head else body, headers)


async def _send_refusal(
    services: GraphServices, send: Send, exchange: _Exchange, error: ODataError | DirectoryError
) -> None:
    status = status_of(error)
    detail = error.detail if isinstance(error, ODataError) else ""
    _log.info("refused", status=status, request_id=exchange.request_id, detail=detail or str(error))
    envelope = render(
        error,
        at=services.clock.now(),
        request_id=exchange.request_id,
        client_request_id=exchange.client_request_id,
    )
    headers = [*_headers(exchange), _JSON]
    if status == 401:  # noqa: PLR2004 - RFC 9110 section 15.5.2
        headers.append((b"www-authenticate", challenge(exchange.origin)))
    if status == 503:  # noqa: PLR2004 - RFC 9110 section 15.6.4
        headers.append((b"retry-after", RETRY_AFTER))
    await send_response(send, status, json.dumps(envelope).encode("utf-8"), headers)


def _headers(exchange: _Exchange) -> list[tuple[bytes, bytes]]:
    return [
        (b"request-id", exchange.request_id.encode("ascii")),
        (b"client-request-id", exchange.client_request_id.encode("ascii")),
        (b"odata-version", b"4.0"),
        (b"cache-control", b"no-store, no-cache"),
    ]
