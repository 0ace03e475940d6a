"""Discovery, keys and instance discovery: what clients read before they ask for a token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from daemonry.jose.jwk import public_jwk
from daemonry.login.cloud import cloud_metadata
from daemonry.login.errors import as_refusal, send_refusal
from daemonry.login.exchange import correlate, open_exchange, require_our_host
from daemonry.model.ids import parse_guid
from daemonry.model.signing_key import MIN_PUBLICATION_LEAD
from daemonry.model.tenant import ALIASES
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import (
    Authority,
    alias_authority,
    authorization_server_metadata,
    instance_discovery,
    openid_configuration,
)
from daemonry.tokens.issue import resolve_tenant
from daemonry.tokens.keys import published_keys
from daemonry.web.forms import query_of
from daemonry.web.requests import request_of
from daemonry.web.responses import JSON, send_response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.tokens.service import TokenService
    from daemonry.web.origins import Origins

_MAX_AGE: Final = int(MIN_PUBLICATION_LEAD.total_seconds())
"""As in Entra, and no longer than a new key is published before its first signature."""

_PUBLIC: Final = [
    JSON,
    (b"cache-control", f"max-age={_MAX_AGE}, private".encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, OPTIONS"),
]
_AS_DISCOVERY: Final = {
    errors.TENANT_NOT_FOUND.aadsts: errors.DISCOVERY_TENANT_NOT_FOUND,
    errors.TENANT_NAME_MALFORMED.aadsts: errors.DISCOVERY_TENANT_MALFORMED,
}


@dataclass(frozen=True, slots=True)
class MetadataEndpoints:
    """The public documents of the authority; none of them needs a credential."""

    service: TokenService
    origins: Origins
    asks_certificates: bool = False

    async def configuration(
        self, scope: Scope, send: Send, *, tenant_name: str, version: int
    ) -> None:
        """Answer the OpenID Connect discovery document of ``version`` 1 or 2.

        With ``?appid=`` it leads to the keys of that application (Entra: access-tokens).
        """

        async def document(exchange: Exchange) -> dict[str, Any]:
            if tenant_name.lower() in ALIASES:
                alias = tenant_name.lower()
                authority = alias_authority(exchange.origin, alias)
                return openid_configuration(authority, version=version, path=alias)
            authority = await self._authority(exchange, tenant_name)
            return openid_configuration(
                authority, version=version, path=authority.tenant_id, app_id=_asked_app_id(scope)
            )

        await self._answer(scope, send, tenant_name, document)

    async def authorization_server(self, scope: Scope, send: Send, *, tenant_name: str) -> None:
        """Answer what this server really does (RFC 8414), at either place of the path.

        An alias is no authorization server: it issues no tokens.
        """

        async def document(exchange: Exchange) -> dict[str, Any]:
            authority = await self._authority(exchange, tenant_name)
            return authorization_server_metadata(
                authority, binds_certificates=self.asks_certificates
            )

        await self._answer(scope, send, tenant_name, document)

    async def keys(self, scope: Scope, send: Send, *, tenant_name: str, version: int) -> None:
        """Answer the JWKS of a tenant (RFC 7517 section 5), of one application with ``?appid=``.

        Keys belong to tenants, so an alias has none of its own. An application without
        keys of its own, known or not, has those of the tenant.
        """

        async def document(exchange: Exchange) -> dict[str, Any]:
            if tenant_name.lower() in ALIASES:
                return {"keys": []}
            authority = await self._authority(exchange, tenant_name)
            tenant = await resolve_tenant(self.service.directory, tenant_name)
            keys = await self.service.directory.signing_keys(tenant.tenant_id)
            issuer = authority.issuer(version)
            return {
                "keys": [
                    public_jwk(key.certificate, issuer=issuer)
                    for key in published_keys(keys, _asked_app_id(scope))
                ]
            }

        await self._answer(scope, send, tenant_name, document)

    async def instance(self, scope: Scope, send: Send) -> None:
        """Answer instance discovery for our own hosts, 50049 for any other."""

        async def document(exchange: Exchange) -> dict[str, Any]:
            query = scope.get("query_string", b"").decode("latin-1")
            return instance_discovery(query, origin=exchange.origin, hosts=self.origins.hosts)

        await self._answer(scope, send, "", document)

    async def cloud(self, scope: Scope, send: Send) -> None:
        """Answer how tools find everything from one URL."""

        async def document(exchange: Exchange) -> Any:
            return cloud_metadata(exchange.origin, query_of(scope).get("api-version", ""))

        await self._answer(scope, send, "", document)

    async def _authority(self, exchange: Exchange, tenant_name: str) -> Authority:
        try:
            tenant = await resolve_tenant(self.service.directory, tenant_name)
        except OAuthError as error:
            # The same refusals as at the token endpoint, under discovery's own name.
            row = _AS_DISCOVERY.get(error.refusal.aadsts, error.refusal)
            raise OAuthError(row, tenant=tenant_name.lower()) from None
        return Authority(exchange.origin, tenant.tenant_id, self.service.exact_entra_issuer)

    async def _answer(
        self,
        scope: Scope,
        send: Send,
        tenant_name: str,
        document: Callable[[Exchange], Awaitable[Any]],
    ) -> None:
        service = self.service
        request = request_of(scope)
        exchange = open_exchange(
            request, self.origins, service.clock, service.ids, tenant_name=tenant_name
        )
        correlate(exchange, request, service.ids)
        if scope["method"] == "OPTIONS":
            await send_response(send, 204, b"", _PUBLIC)
            return
        try:
            if scope["method"] not in {"GET", "HEAD"}:
                raise OAuthError(  # noqa: TRY301 - one path for every refusal
                    errors.MALFORMED, reason="The endpoint only accepts GET requests."
                )
            require_our_host(request, self.origins)
            body = json.dumps(await document(exchange), separators=(",", ":")).encode("utf-8")
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            await send_refusal(send, exchange, as_refusal(error, exchange))
            return
        await send_response(send, 200, body, [*_PUBLIC, *exchange.headers()])


def _asked_app_id(scope: Scope) -> str:
    """Return the ``appid`` of the query, or '' when there is none that could be one."""
    return parse_guid(query_of(scope).get("appid", "")) or ""
