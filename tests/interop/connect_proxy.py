"""A CONNECT proxy that knows one name; it stands for the hosts file and port 443.

Both need an administrator, while Python's clients take a proxy from the environment.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65536


class _Proxy(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.authority = f"{host}:443"
        self.port = port


class _Tunnel(StreamRequestHandler):
    @override
    def handle(self) -> None:
        assert isinstance(self.server, _Proxy)
        wanted = self.rfile.readline().split()[:2]
        while self.rfile.readline().strip():
            pass
        if wanted != [b"CONNECT", self.server.authority.encode()]:
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", self.server.port)) as upstream:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_copy, args=(upstream, self.connection), daemon=True)
            back.start()
            _copy(self.connection, upstream)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while chunk := source.recv(CHUNK):
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return  # either end went away, which ends the tunnel


@contextmanager
def mapped_host(host: str, port: int) -> Iterator[str]:
    """Yield the URL of a proxy that leads ``host`` port 443 to ``port`` on this machine.

    Anything else is refused, so that a client which asks another host fails.
    """
    with _Proxy(host, port) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
        proxy.shutdown()
        thread.join()
