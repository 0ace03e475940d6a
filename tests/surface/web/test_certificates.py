"""A certificate that is renewed while the server runs, by TLS handshakes with it."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from daemonry.storage.system import SystemClock
from daemonry.web.orders import signal_orders
from daemonry.web.server import listen, serve
from daemonry.web.tls import development_certificate, operator_certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from daemonry.web.tls import ServerCertificate

pytestmark = pytest.mark.anyio
RENEWED = "the TLS certificate was read anew"
KEPT = "the old TLS certificate stays"


async def nothing(scope, receive, send):
    """Answer nobody: a handshake is all that is asked for."""


def put_in_place(directory: Path, files: ServerCertificate) -> None:
    """Turn a link to other files at once, as Kubernetes and certbot do."""
    link = directory / "next"
    link.symlink_to(files.key.parent)
    link.replace(directory / "live")


@asynccontextmanager
async def server(files: ServerCertificate) -> AsyncIterator[int]:
    listener = listen("127.0.0.1", 0)
    ready = asyncio.Event()
    serving = asyncio.create_task(
        serve(nothing, listener, certificate=files, orders=signal_orders, ready=ready.set)
    )
    await ready.wait()
    yield listener.getsockname()[1]
    os.kill(os.getpid(), signal.SIGTERM)
    await serving


async def shown(port: int, trusted: ServerCertificate) -> bool:
    """Tell whether a client that trusts one CA only is content."""
    context = ssl.create_default_context(cafile=trusted.ca_file)
    try:
        _, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=context, server_hostname="localhost"
        )
    except ssl.SSLCertVerificationError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the server tells its log only
        await asyncio.sleep(0.01)


async def test_renewed_files_are_shown_without_a_signal_and_unfit_ones_are_not(tmp_path):
    now = SystemClock().now()
    first, second = (
        development_certificate(tmp_path / name, ("localhost",), now) for name in ("a", "b")
    )
    put_in_place(tmp_path, first)
    live = tmp_path / "live"
    files = operator_certificate(live / first.certificate.name, live / first.key.name)
    with capture_logs() as logs:
        async with server(files) as port:
            assert await shown(port, first)
            put_in_place(tmp_path, second)
            await until(lambda: RENEWED in [entry["event"] for entry in logs])
            assert await shown(port, second)
            assert not await shown(port, first)
            # A chain whose key is another one's:
            second.key.write_bytes(first.key.read_bytes())
            await until(lambda: KEPT in [entry["event"] for entry in logs])
            assert await shown(port, second)
            live.unlink()  # nothing is there for a while
            put_in_place(tmp_path, first)
            await until(lambda: logs[-1]["event"] == RENEWED)
            assert await shown(port, first)
