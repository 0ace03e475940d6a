"""The composition root: settings to storage to use cases to surfaces to one ASGI app.

The token endpoint and the public documents stand in front as plain functions; the
management API and everything else are loaded when they are first asked for.
"""

from __future__ import annotations

import hmac
import re
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

import structlog

from daemonry.clock_watch import ClockWatch
from daemonry.login.errors import send_error_page, send_refusal
from daemonry.login.exchange import correlate, open_exchange
from daemonry.login.metadata import MetadataEndpoints
from daemonry.login.token import TokenEndpoint
from daemonry.login.token_status import TokenStatusEndpoints
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.services import (
    federation_rules,
    newest_moment,
    operators_of,
    require_open_keys,
    signing_batches,
    tenant_tools,
    token_service,
)
from daemonry.storage.domain_proofs import FileDomainProofs
from daemonry.storage.errors import StorageError
from daemonry.tokens.delegated.service import DelegatedService
from daemonry.web.client_certificate import certificate_header
from daemonry.web.counts import Counts
from daemonry.web.proxies import trust
from daemonry.web.readiness import Readiness
from daemonry.web.requests import request_of
from daemonry.web.responses import JSON, send_response

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.ports import (
        ManagedIdentities,
    )
    from daemonry.services import Services
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.web.origins import Origins
    from daemonry.web.requests import Request
    from daemonry.web.responses import Answer

AUTHORIZATION_SERVER: Final = (".well-known", "oauth-authorization-server")
_log = structlog.get_logger("daemonry.server")
_PORTAL: Final = "/admin"
_STATIC: Final = "/static/"
_PERSONS: Final = re.compile(
    r"/(?:logos/[^/]+/[^/]+/[^/]+|[^/]+/sign-(?:in(?:/[a-z-]+)?|out)|setup/[^/]+)"
)
TODO_LIST_PATH: Final = "/api/todolist"
_PATHS: Final = 1024
_TOKEN_TAILS: Final = ((b"/oauth2/v2.0/token", 2), (b"/oauth2/token", 1))
_CLOUD_PATHS: Final = frozenset({"/metadata/endpoints", "/metadata/endpoints/"})
_DEVICE_LOGIN: Final = "/devicelogin"
DELEGATED_TAILS: Final = frozenset(
    [
        ("adminconsent",),
        ("v2.0", "adminconsent"),
        *(
            (*version, name)
            for version in (("oauth2", "v2.0"), ("oauth2",))
            for name in ("authorize", "consent", "devicecode", "logout")
        ),
    ]
)
"""What stands behind the tenant in the paths of the authority's pages."""
_GRAPH: Final = frozenset({"v1.0", "beta", "subscriptions", "tenants", "providers", "oidc"})
"""First segments that the management API answers: the resource manager's, and userinfo."""


class DaemonryApp:
    """The one ASGI app: a look-up by path, then the surface that answers."""

    def __init__(
        self,
        services: Services,
        origins: Origins,
        readiness: Readiness,
        todo_api: ASGIApp | None = None,
    ) -> None:
        self._services = services
        self._readiness = readiness
        self._origins = origins
        self._clock_watch = ClockWatch(services.clock)
        self._knows_newest = False
        self._todo_api = todo_api
        self.counts = Counts(by_tenant=services.settings.metrics_by_tenant)
        self.batches = signing_batches(services.settings)
        self._tokens = token_service(services, origins, self.batches)
        settings = services.settings
        self._certificate_header = certificate_header(
            settings.client_certificate_header, settings.trusted_proxies
        )
        self._proxies = trust(settings.trusted_proxies)
        self._token_endpoint = TokenEndpoint(
            self._tokens,
            origins,
            self._certificate_header,
            self._proxies,
            self.counts,
            DelegatedService(self._tokens, services.directory),
        )
        asks_certificates = bool(settings.tls_client_ca or settings.client_certificate_header)
        self._metadata = MetadataEndpoints(self._tokens, origins, asks_certificates)
        self.direct = lru_cache(maxsize=_PATHS)(self._find_direct)
        """What answers a POST to this raw path without ASGI, for the server; or None."""

        header = self._certificate_header
        self.not_direct = frozenset() if header is None else frozenset({header.name})
        """Headers of which ASGI alone makes something; whatever has none goes straight."""

        metadata = self._metadata
        status = TokenStatusEndpoints(self._tokens, services.directory, origins, self._proxies)
        self._with_form: dict[tuple[str, ...], Callable[..., Any]] = {
            ("oauth2", "v2.0", "introspect"): status.introspection,
            ("oauth2", "v2.0", "revoke"): status.revocation,
            **dict.fromkeys(DELEGATED_TAILS, self._delegated_page),
        }
        self._of_tenant: dict[tuple[str, ...], Callable[..., Any]] = {
            ("v2.0", ".well-known", "openid-configuration"): _on(metadata.configuration, 2),
            (".well-known", "openid-configuration"): _on(metadata.configuration, 1),
            ("v2.0", *AUTHORIZATION_SERVER): metadata.authorization_server,
            ("discovery", "v2.0", "keys"): _on(metadata.keys, 2),
            ("discovery", "keys"): _on(metadata.keys, 1),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["type"] != "http":
            return
        parts = scope["path"].split("/")
        tail = tuple(parts[2:])
        if tail == ("oauth2", "v2.0", "token"):
            await self._token_endpoint(scope, receive, send, tenant_name=parts[1], version=2)
        elif tail == ("oauth2", "token"):
            await self._token_endpoint(scope, receive, send, tenant_name=parts[1], version=1)
        elif tail in self._of_tenant:
            await self._of_tenant[tail](scope, send, tenant_name=parts[1])
        elif tail in self._with_form:
            await self._with_form[tail](scope, receive, send, tenant_name=parts[1])
        elif tuple(parts[1:3]) == AUTHORIZATION_SERVER and parts[4:] == ["v2.0"]:
            await self._metadata.authorization_server(scope, send, tenant_name=parts[3])
        elif tail == ("discovery", "instance"):
            await self._metadata.instance(scope, send)
        elif scope["path"].lower() in _CLOUD_PATHS:
            await self._metadata.cloud(scope, send)
        elif parts[1].lower() in _GRAPH:
            await self._graph_app(scope, receive, send)
        else:
            await self._elsewhere(scope, receive, send)

    async def _delegated_page(
        self, scope: Scope, receive: Receive, send: Send, *, tenant_name: str
    ) -> None:
        del tenant_name  # told by the path, like which page it is
        await self._delegated_app(scope, receive, send)

    def _find_direct(self, path: bytes) -> Callable[[Request], Coroutine[Any, Any, Answer]] | None:
        for tail, version in _TOKEN_TAILS:
            if path.endswith(tail):
                name = path[1 : -len(tail)]
                if name.isascii() and b"/" not in name and b"%" not in name:
                    return partial(
                        self._token_endpoint.answer,
                        tenant_name=name.decode("ascii"),
                        version=version,
                    )
        return None

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path == "/livez":
            await send_response(send, 200, b'{"status":"alive"}', [JSON])
        elif path == "/readyz":
            await self._ready(send)
        elif path == "/error":
            await send_error_page(scope, send)
        elif path == _PORTAL or path.startswith(f"{_PORTAL}/"):
            await self._portal_app(scope, receive, send)
        elif path == _DEVICE_LOGIN:
            await self._delegated_app(scope, receive, send)
        elif path.startswith(_STATIC) or _PERSONS.fullmatch(path):
            await self._sign_in_app(scope, receive, send)
        elif self._todo_api is not None and path.startswith(TODO_LIST_PATH):
            await self._todo_api(scope, receive, send)
        else:
            services = self._services
            request = request_of(scope)
            exchange = open_exchange(request, self._origins, services.clock, services.ids)
            correlate(exchange, request, services.ids)
            await send_refusal(send, exchange, OAuthError(errors.PAGE_NOT_FOUND))

    async def _ready(self, send: Send) -> None:
        """Answer whether tokens can be issued. Why not is for the log, not for strangers."""
        reason = "the server is ending"
        if not self._readiness.is_withdrawn:
            try:
                condition = await self._services.store.check()
                if not condition.is_degraded:
                    await require_open_keys(self._services)
                    await self._note_newest()
            except (StorageError, OSError) as error:
                reason = str(error)
            else:
                # Degraded is ready all the same: without a database no node is better off.
                is_degraded = self._is_clock_wrong() or condition.is_degraded
                body = b'{"status":"degraded"}' if is_degraded else b'{"status":"ready"}'
                await send_response(send, 200, body, [JSON])
                return
        _log.warning("not ready", reason=reason)
        await send_response(send, 503, b'{"status":"not ready"}', [JSON])

    async def _note_newest(self) -> None:
        """Learn once from the records what time it must be at least. Raises OSError."""
        if not self._knows_newest:
            self._clock_watch.note(await newest_moment(self._services))
            self._knows_newest = True

    def _is_clock_wrong(self) -> bool:
        """Tell whether the clock is behind what has happened; log that, and that it was set."""
        if jump := self._clock_watch.jump():
            _log.warning("the clock was set", seconds=round(jump))
        if behind := self._clock_watch.behind():
            _log.warning("the clock is behind what is on record", seconds=round(behind))
        return bool(behind)

    @cached_property
    def _graph_app(self) -> ASGIApp:
        """Return the management API, imported on first use to keep start-up short."""
        from daemonry.graph.app import create_graph_app  # noqa: PLC0415 - see above
        from daemonry.graph.services import GraphServices  # noqa: PLC0415 - likewise

        services = self._services
        keys = services.secret_keys
        return create_graph_app(
            GraphServices(
                directory=services.directory,
                token_directory=services.token_directory,
                sign_in_log=services.sign_in_log,
                secret_keys=keys,
                clock=services.clock,
                ids=services.ids,
                origins=self._origins,
                page_key=hmac.digest(keys.keys[keys.current], b"page tokens", "sha256"),
                federation=federation_rules(services.settings, self._origins.all),
                proxies=self._proxies,
                exact_entra_issuer=services.settings.exact_entra_issuer,
                domain_proofs=FileDomainProofs(services.settings.domain_proofs),
                strict_queries=services.settings.strict_graph_queries,
            )
        )

    @cached_property
    def _portal_app(self) -> ASGIApp:
        """Return the admin center, imported on first use likewise."""
        from daemonry.graph.manifest import GraphManifest  # noqa: PLC0415 - likewise
        from daemonry.notices.settings import server_notices  # noqa: PLC0415 - likewise
        from daemonry.portal.app import create_portal_app  # noqa: PLC0415 - see above
        from daemonry.portal.call import PortalServices  # noqa: PLC0415 - likewise

        services = self._services
        return create_portal_app(
            PortalServices(
                directory=services.directory,
                token_directory=services.token_directory,
                sign_in_log=services.sign_in_log,
                single_use=services.store.single_use,
                secret_keys=services.secret_keys,
                clock=services.clock,
                ids=services.ids,
                origins=self._origins,
                federation=federation_rules(services.settings, self._origins.all),
                issuer_keys=self._tokens.issuer_keys,
                manifest=GraphManifest(),
                tenant_tools=tenant_tools(services),
                rotation=services.settings.rotation_policy,
                notices=server_notices(services.settings),
                domain_proofs=FileDomainProofs(services.settings.domain_proofs),
                domain_suffix=services.settings.domain_suffix,
                factor_rule=services.settings.factor_rule,
                password_gate=self._password_gate,
                operators=operators_of(services.settings),
                settings=services.settings.explained(),
                proxies=self._proxies,
                exact_entra_issuer=services.settings.exact_entra_issuer,
            )
        )

    @cached_property
    def _delegated_app(self) -> ASGIApp:
        """Return the authority's pages, imported on first use likewise."""
        from daemonry.login.delegated_app import DelegatedApp  # noqa: PLC0415 - see above

        return DelegatedApp(self._tokens, self._services.directory, self._origins, self._proxies)

    @cached_property
    def _password_gate(self) -> PasswordGate:
        """Return what slows down whoever guesses passwords, at whichever surface."""
        from daemonry.sign_in.throttle import PasswordGate  # noqa: PLC0415 - likewise

        return PasswordGate()

    @cached_property
    def _sign_in_app(self) -> ASGIApp:
        """Return the sign-in pages of persons, imported on first use likewise."""
        from daemonry.sign_in.app import SignInApp  # noqa: PLC0415 - see above
        from daemonry.sign_in.challenges import Challenges  # noqa: PLC0415 - likewise
        from daemonry.sign_in.visits import SignInServices  # noqa: PLC0415 - likewise

        services = self._services
        return SignInApp(
            SignInServices(
                directory=services.directory,
                clock=services.clock,
                ids=services.ids,
                origins=self._origins,
                vault=services.vault,
                factor_rule=services.settings.factor_rule,
                challenges=Challenges(
                    services.secret_keys,
                    services.store.single_use,
                    services.clock,
                    services.ids,
                ),
                gate=self._password_gate,
                proxies=self._proxies,
            )
        )


def create_app(
    services: Services,
    *,
    origins: Origins,
    readiness: Readiness | None = None,
    todo_api: ASGIApp | None = None,
) -> DaemonryApp:
    """Return the ASGI app of one server that answers for ``origins``.

    ``readiness`` is withdrawn by whoever ends the server.
    """
    return DaemonryApp(services, origins, readiness or Readiness(), todo_api)


def create_managed_identity_app(
    services: Services,
    *,
    origins: Origins,
    identities: ManagedIdentities,
    counts: Counts | None = None,
) -> ASGIApp:
    """Return the ASGI app for workloads on this machine; its issuer is our default origin.

    ``counts`` are those of the server beside it.
    """
    from daemonry.login.managed_identity import ManagedIdentityEndpoints  # noqa: PLC0415 - optional

    counts = counts or Counts(by_tenant=services.settings.metrics_by_tenant)
    service = token_service(services, origins)
    return ManagedIdentityEndpoints(service, identities, origins.default, counts)


def _on(document: Callable[..., Any], version: int) -> Callable[..., Any]:
    def answer(scope: Scope, send: Send, *, tenant_name: str) -> Any:
        return document(scope, send, tenant_name=tenant_name, version=version)

    return answer
