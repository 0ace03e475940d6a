"""Traces arrive at a real receiver of OTLP over HTTP, and say nothing that is secret."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx2
import pytest
import structlog
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from tests.surface.login.arrange import ORIGIN, READ, Server, opened_server

from daemonry.watching.tracing import TracedApp, tracer_provider
from daemonry.web.requests import Request

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
TRACEPARENT = f"00-{TRACE}-{PARENT}-01"
CORRELATION = "0c1d2e3f-4a5b-4c6d-8e9f-0a1b2c3d4e5f"


class Collector:
    """Takes what is exported, as a collector does."""

    def __init__(self):
        self.requests, self.texts = [], []

    def take(self, path, headers, body):
        assert path == "/v1/traces"
        assert headers["content-type"] == "application/x-protobuf"
        body = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        self.texts.append(body)
        self.requests.append(ExportTraceServiceRequest.FromString(body))

    def spans(self):
        return [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@contextmanager
def collecting():
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            collector.take(self.path, self.headers, body)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield collector, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class TracedServer(Server):
    def __init__(self, runner, services, clock):
        super().__init__(runner, services, clock)
        self.provider = tracer_provider({})
        self.app = TracedApp(self.app, self.provider)


@pytest.fixture
def traced(tmp_path, monkeypatch):
    with collecting() as (collector, endpoint):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        with opened_server(tmp_path / "data", kind=TracedServer) as server:
            server.assign(server.daemon, READ)
            server.collector = collector
            yield server
            server.provider.shutdown()


def spans(server):
    server.provider.force_flush()
    return server.collector.spans()


def attributes(span):
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_a_token_request_is_a_span_below_that_of_its_caller(traced):
    headers = {"traceparent": TRACEPARENT, "client-request-id": CORRELATION}
    path = f"/{traced.tenant.tenant_id}/oauth2/v2.0/token"
    answer = traced.send("POST", path, data=traced.form(), headers=headers)
    (span,) = spans(traced)
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    assert span.name == "POST /{tenant}/oauth2/v2.0/token"
    assert attributes(span) == {
        "http.request.method": "POST",
        "http.route": "/{tenant}/oauth2/v2.0/token",
        "http.response.status_code": 200,
        "daemonry.correlation_id": CORRELATION,
        "daemonry.request_id": answer.headers["x-ms-request-id"],
    }
    resource = traced.collector.requests[0].resource_spans[0].resource
    assert attributes(resource)["service.name"] == "daemonry"


def test_what_is_answered_without_asgi_is_traced_as_well(traced):
    path = f"/{traced.tenant.tenant_id}/oauth2/v2.0/token".encode()
    answer = traced.app.direct(path)
    body = str(httpx2.QueryParams(traced.form())).encode()
    headers = {
        b"host": ORIGIN.removeprefix("https://").encode(),
        b"content-type": b"application/x-www-form-urlencoded",
        b"traceparent": TRACEPARENT.encode(),
    }
    made = traced.run(answer(Request("POST", b"", headers, body)))
    assert made.status == 200
    (span,) = spans(traced)
    assert span.trace_id.hex() == TRACE
    assert attributes(span)["http.response.status_code"] == 200
    assert traced.app.direct(b"/livez") is None


def test_l3_a_span_holds_no_path_no_query_and_no_secret(traced):
    traced.token(client_secret="wrong-but-secret")
    traced.token()
    traced.send(
        "GET", "/v1.0/applications?$search=hidden-query", headers={"authorization": "Bearer x"}
    )
    traced.send("GET", "/hidden-path/made-up")
    assert [span.name for span in spans(traced)][-2:] == ["GET /v1.0/applications", "GET (none)"]
    text = b"".join(traced.collector.texts)
    for hidden in ("hidden", "wrong-but-secret", traced.daemon.secret, traced.tenant.tenant_id):
        assert hidden.encode() not in text


def test_what_the_caller_or_the_operator_does_not_sample_is_not_sent(traced):
    traced.send("GET", "/livez", headers={"traceparent": f"00-{TRACE}-{PARENT}-00"})
    assert spans(traced) == []
    traced.send("GET", "/livez", headers={"traceparent": "no context"})
    assert len(spans(traced)) == 1


def test_log_lines_of_a_request_name_its_trace(traced):
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        traced.send(
            "POST",
            "/contoso/oauth2/v2.0/token",
            data=traced.form(client_secret="wrong"),
            headers={"traceparent": TRACEPARENT},
        )
    assert {line.get("otel_trace_id") for line in lines} == {TRACE}


def test_certificates_of_a_proxy_are_seen_although_requests_are_traced(tmp_path):
    proxy = {"client_certificate_header": "client-cert", "trusted_proxies": ("10.0.0.1",)}
    with opened_server(tmp_path / "data", kind=TracedServer, **proxy) as server:
        assert server.app.not_direct == {b"client-cert"}
        server.provider.shutdown()
