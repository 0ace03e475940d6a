"""``daemonry dev`` on a free port, as a script would start it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2

from daemonry.testing import LocalTenant, local_tenant

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "INTEROP_DAEMONRY"
"""Environment variable: another ``daemonry`` than the one beside this Python."""


class DevServer(LocalTenant):
    """A local tenant that tests talk to over HTTP."""

    def connect(self) -> httpx2.Client:
        """Return an HTTP client that trusts this server's CA and nothing else."""
        return httpx2.Client(verify=self.tls_context(), timeout=30)


@contextmanager
def running_dev_server(*options: str, **settings: str) -> Iterator[DevServer]:
    """Start the server with further options, wait for its line, and stop it in the end.

    ``settings`` are the only ``DAEMONRY_`` variables that it sees, named in full.
    """
    program = os.environ.get(PROGRAM) or str(Path(sys.executable).parent / "daemonry")
    with local_tenant(*options, program=(program,), **settings) as tenant:
        yield DevServer(**{name: getattr(tenant, name) for name in LocalTenant.__slots__})
