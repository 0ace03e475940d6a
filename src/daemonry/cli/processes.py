"""One process or several: how ``serve`` and ``dev`` listen and who answers."""

from typing import TYPE_CHECKING, Any

from daemonry.cli.metrics_listener import bound_metrics, metrics_url, own_metrics
from daemonry.cli.serving import bind
from daemonry.cli.supervisor import supervise

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from daemonry.settings import Settings


def listen_and_serve(  # noqa: PLR0913 - what a process is told
    serve: "Callable[..., Coroutine[Any, Any, None]]",
    settings: "Settings",
    announce: "Callable[[Mapping[str, Any]], None]",
    *,
    overrides: "Mapping[str, Any]",
    ciam: bool,
    can_reload: bool = False,
) -> None:
    """Listen where the settings say, and serve until SIGTERM or SIGINT.

    ``serve`` is what one process does; several are worker processes. ``announce`` gets
    what people are told once requests are accepted. ``overrides`` are the options given,
    for reading the settings again; with ``can_reload`` a single process renews its
    certificate at SIGHUP. Raises CommandError when it cannot listen or no worker starts.
    """
    with (
        bind(settings.host, settings.port) as listener,
        bound_metrics(settings) as metrics,
    ):
        told = {"metrics_url": metrics_url(metrics)} if metrics is not None else {}

        def ready(found: "Mapping[str, Any]") -> None:
            announce({**found, **told})

        if settings.workers > 1:
            supervise(settings, listener, ready, overrides=overrides, ciam=ciam, metrics=metrics)
            return
        from daemonry.web import orders  # noqa: PLC0415 - slow
        from daemonry.web.server import run  # noqa: PLC0415 - loads the HTTP server

        run(
            serve(
                settings,
                listener,
                ciam=ciam,
                orders=orders.signal_orders_with_reload if can_reload else orders.signal_orders,
                ready=ready,
                watched=own_metrics(metrics),
            )
        )
