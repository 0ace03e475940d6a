"""From accepting the first request to closing the last connection of one process.

A server that is to end first says so (``/readyz`` answers 503, every answer carries
``Connection: close``) and goes on serving while load balancers and clients learn it;
then it finishes what is under way. Nothing it accepted is left unanswered.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Final

import structlog
import uvicorn
from typing_extensions import override

from daemonry.web.certificate_watch import CertificateWatch
from daemonry.web.protocol import IDLE_KEEP_ALIVE, give_up_on_slow_clients
from daemonry.web.tls import server_context

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Coroutine, Iterator

    from daemonry.web.readiness import Readiness
    from daemonry.web.tls import ServerCertificate

FINISH: Final = 10
"""Seconds that requests in flight get once nothing new is accepted."""

_CLOSE: Final = (b"connection", b"close")
_POLL: Final = 0.05
_TICKS: Final = 10
"""uvicorn ticks ten times a second; slow clients and new certificates are looked for once."""

_log = structlog.get_logger("daemonry.server")


class RunningServer(uvicorn.Server):
    """uvicorn without its own signal handling, that can be told to end in three ways."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        certificate: ServerCertificate | None,
        readiness: Readiness,
        drain_delay: float,
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._certificate = certificate
        self._watch = CertificateWatch(certificate) if certificate is not None else None
        self._readiness = readiness
        self.drain_delay = drain_delay
        self._ready = ready
        self._leaving: asyncio.Task[None] | None = None
        self.servers = []

    def drain(self) -> None:
        """Withdraw, accept for the drain delay all the same, finish, end.

        For a server that goes as a whole: connections on their way must find it.
        """
        self._readiness.withdraw()
        self._leave(asyncio.sleep(self.drain_delay))

    def retire(self) -> None:
        """Accept no more and end with the last connection.

        For one of several processes on a listening socket: the others accept. Idle
        connections get the time they have anyway, so that none is closed under a request.
        """
        for server in self.servers:
            server.close()
        self._leave(self._wait_for_connections())

    def stop(self) -> None:
        """End now; requests in flight are given up."""
        self.should_exit = True
        self.force_exit = True

    def reload_certificate(self) -> None:
        """Show the certificate that is in the files now to whoever connects from here on.

        The old one is kept, and the log says so, when the files cannot be used.
        """
        if self._certificate is None or self._watch is None or self.config.ssl is None:
            return
        self._watch.take_note()
        try:
            # A chain without its key would spoil the context in use, so another tries first.
            server_context(self._certificate)
            self.config.ssl.load_cert_chain(self._certificate.certificate, self._certificate.key)
        except OSError as error:
            _log.error("the old TLS certificate stays", reason=str(error))
        else:
            _log.info("the TLS certificate was read anew")

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @override
    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS == 0:
            now = asyncio.get_running_loop().time()
            give_up_on_slow_clients(self.server_state.connections, now)
            if self._watch is not None and self._watch.is_changed():
                self.reload_certificate()
        return await super().on_tick(counter)

    @contextlib.contextmanager
    @override
    def capture_signals(self) -> Iterator[None]:
        yield

    def _leave(self, waiting: Coroutine[Any, Any, None]) -> None:
        """Say on every answer that it is the last of its connection; end after ``waiting``."""
        if _CLOSE not in self.config.encoded_headers:
            # uvicorn closes the connection after an answer with this header (RFC 9112
            # section 9.6), and makes the first list anew from the second each second.
            self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
            self.config.encoded_headers.append(_CLOSE)
        if self._leaving is not None:
            self._leaving.cancel()
        self._leaving = asyncio.create_task(self._end_after(waiting))

    async def _end_after(self, waiting: Coroutine[Any, Any, None]) -> None:
        await waiting
        self.should_exit = True

    async def _wait_for_connections(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(IDLE_KEEP_ALIVE):
                while self.server_state.connections:  # noqa: ASYNC110 - uvicorn tells nobody
                    await asyncio.sleep(_POLL)
