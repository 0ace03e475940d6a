"""The listening server: uvicorn with uvloop, and our bounds on what it accepts.

Everything above is server-neutral ASGI; what happens on a connection is in
``protocol.py``, how a server ends in ``lifecycle.py``.
"""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import uvicorn

from daemonry.web.lifecycle import FINISH, RunningServer
from daemonry.web.protocol import IDLE_KEEP_ALIVE, BoundedProtocol
from daemonry.web.readiness import Readiness
from daemonry.web.tls import prove_each_connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.types import ASGIApp

    from daemonry.web.orders import Orders
    from daemonry.web.tls import ServerCertificate


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Return a bound TCP socket; port 0 picks a free one.

    With ``shared`` other processes of this user may listen there too, each with a queue
    of its own. Raises OSError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


async def serve(  # noqa: PLR0913 - what a process decides about its server
    app: ASGIApp,
    listener: socket.socket,
    *,
    certificate: ServerCertificate | None,
    orders: Orders,
    ready: Callable[[], None] = lambda: None,
    readiness: Readiness | None = None,
    drain_delay: float = 0,
    client_ca: Path | None = None,
) -> None:
    """Serve ``app`` on ``listener`` until ``orders`` end it.

    ``ready`` is called once requests are accepted. Without a certificate it speaks
    plain HTTP, which is for a proxy in front only. ``drain_delay`` is in seconds. With
    ``client_ca`` (PEM) clients are asked for a certificate that it vouches for.
    """
    config = _bounded(
        app,
        ssl_certfile=str(certificate.certificate) if certificate is not None else None,
        ssl_keyfile=str(certificate.key) if certificate is not None else None,
        ssl_ca_certs=str(client_ca) if client_ca is not None else None,
        ssl_cert_reqs=ssl.CERT_NONE if client_ca is None else ssl.CERT_OPTIONAL,
    )
    config.load()
    if config.ssl is not None and client_ca is not None:
        prove_each_connection(config.ssl)
    # What was made until now stays; the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    server = RunningServer(
        config,
        certificate=certificate,
        readiness=readiness or Readiness(),
        drain_delay=drain_delay,
        ready=ready,
    )
    with orders(server):
        await server.serve(sockets=[listener])
    if not server.started:
        raise OSError("The server could not start; the log says why.")


@asynccontextmanager
async def served_beside(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """Serve ``app`` over plain HTTP while the block runs; for clients on this machine.

    Nobody orders it to end but the end of the block, which lets requests finish.
    """
    is_ready = asyncio.Event()
    config = _bounded(app)
    server = RunningServer(
        config, certificate=None, readiness=Readiness(), drain_delay=0, ready=is_ready.set
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    serving.add_done_callback(lambda _: is_ready.set())
    try:
        await is_ready.wait()
        yield
    finally:
        server.should_exit = True
        await serving


def _bounded(app: ASGIApp, **tls: Any) -> uvicorn.Config:
    """Return how every listener of ours serves: within the same bounds, telling nothing."""
    return uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE_KEEP_ALIVE,
        timeout_graceful_shutdown=FINISH,
        **tls,
    )


def run(main: Any) -> None:
    """Run a coroutine on a uvloop event loop."""
    import uvloop  # noqa: PLC0415 - commands that do not serve need not load it

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)
