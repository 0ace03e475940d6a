"""Writing metrics down for Prometheus, and the app of the listener that it reads."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector, CollectorRegistry
from typing_extensions import override

from daemonry.watching.catalogue import METRICS, WORKER, Kind
from daemonry.watching.report import Series, Spread, Value
from daemonry.web.requests import header
from daemonry.web.responses import TEXT, send_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.watching import catalogue
    from daemonry.watching.ledger import Ledger

PATH = "/metrics"


def expose(posts: Mapping[int, Series], server: Series, accept: str = "") -> tuple[bytes, str]:
    """Return the metrics of all posts and of the server, with their media type.

    ``accept`` is the header of whoever asks: OpenMetrics 1.0, or else the text format of
    Prometheus 0.0.4.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Families(posts, server))
    encoder, media_type = choose_encoder(accept)
    return encoder(registry), media_type


def create_metrics_app(gather: Callable[[], Awaitable[Ledger]]) -> ASGIApp:
    """Return the ASGI app of the metrics listener, which answers ``GET /metrics`` alone."""

    async def metrics(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        if scope["path"] != PATH or scope["method"] not in {"GET", "HEAD"}:
            await send_response(send, 404, b"Metrics are at /metrics.\n", [TEXT])
            return
        ledger = await gather()
        accept = header(scope, b"accept").decode("latin-1")
        body, media_type = expose(ledger.posts(), ledger.of_server() | _build(), accept)
        headers = [(b"content-type", media_type.encode("ascii")), (b"cache-control", b"no-store")]
        await send_response(send, 200, b"" if scope["method"] == "HEAD" else body, headers)

    return metrics


def _build() -> Series:
    return {("daemonry_build_info", (version("daemonry"), platform.python_version())): 1}


class _Families(Collector):
    """The catalogue with values, in the library's terms."""

    def __init__(self, posts: Mapping[int, Series], server: Series) -> None:
        self._posts = posts
        self._server = server

    @override
    def collect(self) -> Iterable[Metric]:
        for metric in METRICS:
            family = _family(metric)
            for labels, value in self._values(metric):
                _add(metric, family, labels, value)
            yield family

    def _values(self, metric: catalogue.Metric) -> Iterable[tuple[list[str], Value]]:
        if metric.of_server:
            for (name, labels), value in self._server.items():
                if name == metric.name:
                    yield [*labels], value
            return
        for post, series in self._posts.items():
            for (name, labels), value in series.items():
                if name == metric.name:
                    yield [*labels, str(post)], value


def _family(metric: catalogue.Metric) -> Any:
    labels = [*metric.labels, *(() if metric.of_server else (WORKER,))]
    match metric.kind:
        case Kind.COUNTER:
            return CounterMetricFamily(metric.name, metric.help, labels=labels)
        case Kind.GAUGE:
            return GaugeMetricFamily(metric.name, metric.help, labels=labels)
        case Kind.HISTOGRAM:
            return HistogramMetricFamily(metric.name, metric.help, labels=labels)


def _add(metric: catalogue.Metric, family: Any, labels: list[str], value: Value) -> None:
    if not isinstance(value, Spread):
        family.add_metric(labels, value)
        return
    names = [*(str(float(bound)) for bound in metric.bounds), "+Inf"]
    below, buckets = 0, []
    for name, count in zip(names, value.buckets, strict=True):
        below += count
        buckets.append((name, below))
    family.add_metric(labels, buckets, value.total)
