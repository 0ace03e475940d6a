"""What ``serve`` and ``dev`` share: names, certificate, and the server itself."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.local_identities import LocalIdentities, identities_served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.types import ASGIApp

    from daemonry.app import DaemonryApp
    from daemonry.model.tenant import Tenant
    from daemonry.services import Services
    from daemonry.settings import Settings
    from daemonry.watching.counted import CountedApp
    from daemonry.watching.report import Series
    from daemonry.web.lifecycle import RunningServer
    from daemonry.web.orders import Orders
    from daemonry.web.origins import Origins
    from daemonry.web.readiness import Readiness
    from daemonry.web.tls import ServerCertificate


Report = Callable[[], list[Any]]
Watched = Callable[[Report], AbstractAsyncContextManager[None]]
"""What is done with the reports of a process while it serves (``watching/report.py``)."""

_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables of which either turns traces on."""

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a server is reached, and the certificate it shows there, if it speaks TLS."""

    base_url: str
    origins: "Origins"
    certificate: "ServerCertificate | None"

    @property
    def ca_file(self) -> Path | None:
        """The development CA, None behind a proxy or with the operator's certificate."""
        return self.certificate.ca_file if self.certificate is not None else None


@contextmanager
def orderly_end(code: int) -> Iterator[None]:
    """Let SIGTERM leave by the same way as an exception, so that nothing is left behind.

    ``code`` is the exit code then. A running server takes the signal itself.
    """

    def stop(*_: object) -> None:
        raise SystemExit(code)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def bind(host: str, port: int) -> socket.socket:
    """Return a bound socket. Raises CommandError when the address cannot be had."""
    from daemonry.web.server import listen  # noqa: PLC0415 - loads the HTTP server

    try:
        return listen(host, port)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port}: {error.strerror}.",
            "Choose another --port (0 picks a free one), or stop what uses it.",
            ExitCode.UNREACHABLE,
        ) from error


def make_site(services: "Services", port: int, tenants: "Sequence[Tenant]", *, ciam: bool) -> Site:
    """Return origins and certificate of a server on ``port``.

    ``ciam`` adds the tenants' names under ``ciamlogin.com``, for machines that map
    them to this server.
    """
    from daemonry.web.origins import make_origins  # noqa: PLC0415 - with the HTTP server
    from daemonry.web.tls import (  # noqa: PLC0415 - loads cryptography
        TLSError,
        certificate_names,
        ciam_names,
    )

    settings = services.settings
    mapped = (*settings.tls_names, *(ciam_names(tenants) if ciam else ()))
    public = urlsplit(settings.public_url).hostname if settings.public_url else None
    try:
        own = certificate_names(tenants, machine=socket.gethostname())
        names = certificate_names(
            tenants, further=(*mapped, *((public,) if public else ())), machine=socket.gethostname()
        )
        origins = make_origins(names=own, port=port, public_url=settings.public_url, mapped=mapped)
        certificate = _certificate(services, names)
    except TLSError as error:
        raise CommandError(str(error), error.hint, ExitCode.UNREACHABLE) from error
    return Site(origins.default, origins, certificate)


def known_origins(settings: "Settings") -> "Origins":
    """Return the origins that the settings tell of, for commands beside the server.

    The server itself knows all its names and refuses its own tokens whatever is stored.
    """
    from daemonry.web.origins import make_origins  # noqa: PLC0415 - with the HTTP server

    return make_origins(names=_LOCAL_NAMES, port=settings.port, public_url=settings.public_url)


async def run_server(  # noqa: PLR0913 - what serve, dev and their workers decide
    services: "Services",
    listener: socket.socket,
    site: Site,
    *,
    orders: "Orders",
    ready: Callable[[], None],
    todo_api: "ASGIApp | None" = None,
    local: "LocalIdentities | None" = None,
    watched: "Watched | None" = None,
) -> None:
    """Serve, and look after signing keys and records, until ``orders`` end it.

    ``ready`` is called once requests are accepted; ``local`` workloads are answered
    beside that. ``watched`` gets the metrics; without it requests are not counted.
    """
    from daemonry.cli.tenant import tools_of  # noqa: PLC0415 - with the directory
    from daemonry.notices.sender import NoticeSender, notices_sent  # noqa: PLC0415 - likewise
    from daemonry.rotation import KeyRotation, keys_looked_after  # noqa: PLC0415 - likewise
    from daemonry.sealing import Sealing, records_sealed  # noqa: PLC0415 - likewise
    from daemonry.web.readiness import Readiness  # noqa: PLC0415 - with the HTTP server
    from daemonry.web.server import serve  # noqa: PLC0415 - loads the HTTP server

    readiness = Readiness()
    bare = _app(services, site, readiness, todo_api)
    app: ASGIApp = bare
    rotation = KeyRotation(
        services.directory, tools_of(services), services.settings.rotation_policy
    )
    sender = NoticeSender(services, site.base_url)
    sealing = Sealing(
        services.store,
        services.vault,
        services.clock,
        services.settings.retention,
    )
    await services.store.start()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(keys_looked_after(rotation))
        await stack.enter_async_context(notices_sent(sender))
        await stack.enter_async_context(records_sealed(sealing))
        await stack.enter_async_context(
            identities_served(services, site.origins, local, bare.counts)
        )
        if watched is not None:
            app = counted = _counted(bare, services, readiness)
            orders = _telling(counted, orders)
            counted.reports.append(sender.report)
            await stack.enter_async_context(_figures_kept(services, counted))
            await stack.enter_async_context(watched(counted.report))
        app = await stack.enter_async_context(_traced(app))
        await serve(
            app,
            listener,
            certificate=site.certificate,
            orders=orders,
            ready=ready,
            readiness=readiness,
            client_ca=services.settings.tls_client_ca,
            drain_delay=services.settings.drain_delay,
        )


@asynccontextmanager
async def _traced(app: "ASGIApp") -> "AsyncIterator[ASGIApp]":
    """Yield the app with its requests traced where the environment names a collector.

    What was not exported yet is, when the block ends.
    """
    if os.environ.get("OTEL_SDK_DISABLED") == "true" or not any(map(os.environ.get, _COLLECTORS)):
        yield app
        return
    try:
        from daemonry.watching.tracing import TracedApp, tracer_provider  # noqa: PLC0415 - an extra
    except ImportError:
        logger = structlog.get_logger("daemonry.server")
        logger.warning("no traces: OpenTelemetry is missing", do="pip install 'daemonry[otel]'")
        yield app
        return
    provider = tracer_provider(os.environ)
    try:
        yield TracedApp(app, provider)
    finally:
        await asyncio.to_thread(provider.shutdown)


def _counted(app: "DaemonryApp", services: "Services", readiness: "Readiness") -> "CountedApp":
    """Return the app with its requests counted."""
    from daemonry.watching.counted import CountedApp  # noqa: PLC0415 - only when watched

    return CountedApp(app, services.store, readiness)


def _telling(counted: "CountedApp", orders: "Orders") -> "Orders":
    """Return the orders, of which the app learns what server it runs in."""

    @contextmanager
    def seen(server: "RunningServer") -> Iterator[None]:
        counted.server = server
        with orders(server):
            yield

    return seen


def _figures_kept(services: "Services", counted: "CountedApp") -> AbstractAsyncContextManager[None]:
    """Look now and then for what ends soon, for the report of the app."""
    from daemonry.notices.figures import figures_kept  # noqa: PLC0415 - only when watched

    def tell(found: "Series") -> None:
        counted.looked_up = found

    return figures_kept(services, tell)


def _app(
    services: "Services", site: Site, readiness: "Readiness", todo_api: "ASGIApp | None"
) -> "DaemonryApp":
    from daemonry.app import create_app  # noqa: PLC0415 - loads all surfaces
    from daemonry.jose.multi_buffer import MultiBufferError  # noqa: PLC0415 - with the surfaces

    try:
        return create_app(services, origins=site.origins, readiness=readiness, todo_api=todo_api)
    except MultiBufferError as error:
        raise CommandError(
            str(error),
            "Set DAEMONRY_MULTI_BUFFER to 'auto' or 'off', or to the path of libcrypto_mb.so.",
            ExitCode.USAGE,
        ) from error


def _certificate(services: "Services", names: "Sequence[str]") -> "ServerCertificate | None":
    from daemonry.web.tls import (  # noqa: PLC0415 - loads cryptography
        development_certificate,
        operator_certificate,
    )

    settings = services.settings
    if settings.behind_proxy:
        return None
    if settings.tls_certificate is not None and settings.tls_key is not None:
        return operator_certificate(settings.tls_certificate, settings.tls_key)
    return development_certificate(settings.data, names, services.clock.now())


def check_settings(settings: "Settings") -> None:
    """Refuse settings that contradict each other, with what to do."""
    if settings.behind_proxy and settings.public_url is None:
        raise CommandError(
            "Behind a proxy the server cannot know its own address.",
            "Give --public-url https://HOST, the origin that clients use.",
            ExitCode.USAGE,
        )
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise CommandError(
            "A TLS certificate needs its key, and a key its certificate.",
            "Give both --tls-certificate and --tls-key, or neither.",
            ExitCode.USAGE,
        )
    _check_client_certificates(settings)
    _check_notices(settings)
    check_identity_port(settings)
    parts = urlsplit(settings.public_url or "https://localhost")
    if parts.scheme != "https" or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise CommandError(
            f"'{settings.public_url}' cannot be the public URL.",
            "Give an origin such as https://id.contoso.com: https, a host, no path.",
            ExitCode.USAGE,
        )


def check_identity_port(settings: "Settings") -> None:
    """Refuse what each of several workers would choose for itself: a port, a header secret."""
    if settings.managed_identity_port is None or settings.workers == 1:
        return
    if settings.managed_identity_port == 0 or settings.profile == "dev":
        raise CommandError(
            "Several workers cannot agree on a free port or, under 'dev', on a header secret.",
            "Give --workers 1, or 'daemonry serve' a DAEMONRY_MANAGED_IDENTITY_PORT above 0.",
            ExitCode.USAGE,
        )


def _check_notices(settings: "Settings") -> None:
    from daemonry.notices.settings import check_notice_settings  # noqa: PLC0415 - of use here only

    try:
        check_notice_settings(settings)
    except ValueError as error:
        raise CommandError(
            "The settings of expiry notices do not fit.", str(error), ExitCode.USAGE
        ) from error


def _check_client_certificates(settings: "Settings") -> None:
    from daemonry.web.client_certificate import (  # noqa: PLC0415 - with the HTTP server
        certificate_header,
    )

    if settings.tls_client_ca is not None and not settings.tls_client_ca.is_file():
        raise CommandError(
            f"There is no file {settings.tls_client_ca}.",
            "Give DAEMONRY_TLS_CLIENT_CA the PEM file of the CAs of client certificates.",
            ExitCode.USAGE,
        )
    try:
        certificate_header(settings.client_certificate_header, settings.trusted_proxies)
    except ValueError as error:
        raise CommandError(
            f"Client certificates from a proxy cannot be taken: {error}",
            "Give DAEMONRY_TRUSTED_PROXIES the addresses or networks of the proxies.",
            ExitCode.USAGE,
        ) from error
