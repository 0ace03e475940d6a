"""Serving managed identities beside the server: a second listener, on loopback only."""

import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.cli.errors import CommandError, ExitCode

if TYPE_CHECKING:
    from daemonry.model.managed_identity import ManagedIdentity
    from daemonry.ports import ManagedIdentities
    from daemonry.services import Services
    from daemonry.settings import Settings
    from daemonry.web.counts import Counts
    from daemonry.web.origins import Origins

HOST = "127.0.0.1"
"""Never another address: whoever can reach the listener gets tokens."""


@dataclass(frozen=True, slots=True)
class LocalIdentities:
    """A bound listener and the identities it answers for."""

    listener: socket.socket
    identities: "ManagedIdentities"

    @property
    def url(self) -> str:
        """The value of AZURE_POD_IDENTITY_AUTHORITY_HOST."""
        return local_url(self.listener.getsockname()[1])


class FixedIdentities:
    """``ports.ManagedIdentities`` with some that no file has, before those of another source."""

    def __init__(
        self, fixed: "Sequence[ManagedIdentity]", source: "ManagedIdentities | None" = None
    ) -> None:
        self._fixed = tuple(fixed)
        self._source = source

    def list_all(self) -> "Sequence[ManagedIdentity]":
        """Return the identities as they are now."""
        return (*self._fixed, *(self._source.list_all() if self._source is not None else ()))


def local_url(port: int) -> str:
    """Return where workloads of this machine find the endpoints."""
    return f"http://{HOST}:{port}"


@contextmanager
def bound_identities(
    settings: "Settings", identities: "ManagedIdentities"
) -> "Iterator[LocalIdentities | None]":
    """Bind the listener that the settings ask for; yield None when they ask for none.

    Raises CommandError when the port cannot be had or the bindings cannot be read.
    """
    from daemonry.storage.errors import StorageError  # noqa: PLC0415 - with the storage
    from daemonry.web.server import listen  # noqa: PLC0415 - loads the HTTP server

    if settings.managed_identity_port is None:
        yield None
        return
    try:
        identities.list_all()
        # Each of several workers listens itself; nobody else of this machine may join in.
        listener = listen(HOST, settings.managed_identity_port, shared=settings.workers > 1)
    except StorageError as error:
        raise CommandError(
            str(error), "Correct or remove the file, and bind anew.", ExitCode.UNREACHABLE
        ) from error
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {HOST} port {settings.managed_identity_port}: {error.strerror}.",
            "Choose another DAEMONRY_MANAGED_IDENTITY_PORT, or stop what uses it.",
            ExitCode.UNREACHABLE,
        ) from error
    with listener:
        yield LocalIdentities(listener, identities)


@asynccontextmanager
async def identities_served(
    services: "Services", origins: "Origins", local: LocalIdentities | None, counts: "Counts"
) -> AsyncIterator[None]:
    """Serve managed identities while the block runs, if there is a listener for them.

    Their requests are added to ``counts``.
    """
    if local is None:
        yield
        return
    from daemonry.app import create_managed_identity_app  # noqa: PLC0415 - loads the surface
    from daemonry.web.server import served_beside  # noqa: PLC0415 - loads the HTTP server

    app = create_managed_identity_app(
        services, origins=origins, identities=local.identities, counts=counts
    )
    async with served_beside(app, local.listener):
        yield
