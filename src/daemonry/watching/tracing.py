"""Traces for OpenTelemetry: one server span for each request, exported by OTLP over HTTP.

Loaded only when an endpoint is set; without one a request does not know of it. A span holds
the template of the route, the status and identifiers of the answer, never a path, a query, a
header or a body. The standard ``OTEL_*`` variables configure endpoint, headers, sampling and
resource (OpenTelemetry specification, "Environment Variable Specification").
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import structlog
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from daemonry.model.ids import parse_guid
from daemonry.watching.routes import route_of
from daemonry.web.counts import method_label
from daemonry.web.requests import headers_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping

    from opentelemetry.trace import Span
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from daemonry.web.requests import Request
    from daemonry.web.responses import Answer

    DirectAnswer = Callable[[Request], Coroutine[Any, Any, Answer]]

_CONTEXT: Final = ("traceparent", "tracestate")
_CORRELATION: Final = b"client-request-id"
_IDENTIFIERS: Final = frozenset({b"x-ms-request-id", b"request-id"})
_TOKEN: Final = ("/oauth2/v2.0/token", "/oauth2/token")
_SERVER_ERROR: Final = 500


def tracer_provider(environment: Mapping[str, str]) -> TracerProvider:
    """Return what makes spans and exports them in a thread of its own, as the environment says."""
    resource = environment.get("OTEL_RESOURCE_ATTRIBUTES", "")
    is_named = "OTEL_SERVICE_NAME" in environment or "service.name=" in resource
    own = {} if is_named else {"service.name": "daemonry"}
    provider = TracerProvider(resource=Resource.create(own))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class TracedApp:
    """An ASGI app around the one of a server, whose direct answers are traced as well."""

    def __init__(self, app: ASGIApp, provider: TracerProvider) -> None:
        self._app = app
        self._find_direct = getattr(app, "direct", None)
        self.not_direct: frozenset[bytes] = getattr(app, "not_direct", frozenset())
        self._tracer = provider.get_tracer("daemonry")
        self._propagator = TraceContextTextMapPropagator()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request within its span."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = headers_by_name(scope["headers"])
        with self._span(scope["method"], scope["path"], headers) as span:

            async def seen(message: Message) -> None:
                if message["type"] == "http.response.start":
                    _answered(span, message["status"], message.get("headers", ()))
                await send(message)

            await self._app(scope, receive, seen)

    def direct(self, path: bytes) -> DirectAnswer | None:
        """Return what answers a POST to this raw path without ASGI, within its span; or None."""
        found: DirectAnswer | None = self._find_direct(path) if self._find_direct else None
        if found is None:
            return None
        name = path.decode("ascii")

        async def traced(request: Request) -> Answer:
            with self._span(request.method, name, request.headers) as span:
                answer = await found(request)
                _answered(span, answer.status, answer.headers)
            return answer

        return traced

    @contextmanager
    def _span(self, method: str, path: str, headers: Mapping[bytes, bytes]) -> Iterator[Span]:
        """Begin the span of a request, below that of the caller if it tells one."""
        carrier = {
            name: headers[name.encode()].decode("latin-1")
            for name in _CONTEXT
            if name.encode() in headers
        }
        method, route = method_label(method), _route(method, path)
        with self._tracer.start_as_current_span(
            f"{method} {route}",
            context=self._propagator.extract(carrier),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route},
            record_exception=False,  # its words could hold what was sent
            set_status_on_exception=False,
        ) as span:
            correlation_id = parse_guid(headers.get(_CORRELATION, b"").decode("latin-1"))
            if correlation_id is not None:
                span.set_attribute("daemonry.correlation_id", correlation_id)
            of_span = span.get_span_context()
            with structlog.contextvars.bound_contextvars(
                otel_trace_id=f"{of_span.trace_id:032x}", otel_span_id=f"{of_span.span_id:016x}"
            ):
                yield span


def _route(method: str, path: str) -> str:
    for tail in _TOKEN:
        if path.endswith(tail):
            return f"/{{tenant}}{tail}"
    return route_of(method, path)[1]


def _answered(span: Span, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Note how a request was answered, and under which identifiers."""
    if not span.is_recording():
        return
    span.set_attribute("http.response.status_code", status)
    for name, value in headers:
        if name in _IDENTIFIERS:
            span.set_attribute("daemonry.request_id", value.decode("latin-1"))
    if status >= _SERVER_ERROR:
        span.set_status(StatusCode.ERROR)
