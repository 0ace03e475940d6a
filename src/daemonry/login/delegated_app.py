"""The part of the authority that people see: routes, and the page of whatever goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.login.admin_consent import admin_consent
from daemonry.login.authorize import authorize, consent
from daemonry.login.devices import device_authorization, device_login
from daemonry.login.errors import as_refusal
from daemonry.login.logout import logout
from daemonry.login.visit import Pages, Visit, exchange_of, open_visit
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.delegated.service import DelegatedService
from daemonry.web.html import send_page
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.ports import Directory
    from daemonry.tokens.service import TokenService
    from daemonry.web.forms import Reply
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies

    Endpoint = Callable[[Pages, Visit], Awaitable[Reply]]

DEVICE_LOGIN: Final = "/devicelogin"
DEVICE_AUTHORIZATION: Final = frozenset(
    {("oauth2", "v2.0", "devicecode"), ("oauth2", "devicecode")}
)
_ENDPOINTS: Final[Mapping[tuple[str, ...], Endpoint]] = {
    ("oauth2", "v2.0", "authorize"): authorize,
    ("oauth2", "authorize"): authorize,
    ("oauth2", "v2.0", "consent"): consent,
    ("oauth2", "consent"): consent,
    ("oauth2", "v2.0", "logout"): logout,
    ("oauth2", "logout"): logout,
    ("v2.0", "adminconsent"): admin_consent,
    ("adminconsent",): admin_consent,
}


class DelegatedApp:
    """The pages of one process."""

    def __init__(
        self,
        tokens: TokenService,
        directory: Directory,
        origins: Origins,
        proxies: TrustedProxies,
    ) -> None:
        self._pages = Pages(DelegatedService(tokens, directory), origins, proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing may leave as a traceback."""
        parts = scope["path"].split("/")
        tail, tenant_name = tuple(parts[2:]), parts[1]
        if tail in DEVICE_AUTHORIZATION:
            await device_authorization(self._pages, scope, receive, send, tenant_name)
            return
        endpoint = device_login if scope["path"] == DEVICE_LOGIN else _ENDPOINTS[tail]
        exchange = exchange_of(self._pages, scope, tenant_name)
        try:
            visit = await open_visit(self._pages, scope, receive, exchange)
            reply = await endpoint(self._pages, visit)
        except Exception as error:  # noqa: BLE001 - see above
            reply = self._refused(exchange, error)
        reply.headers.extend(exchange.headers())
        await send_page(scope, send, reply)

    def _refused(self, exchange: Exchange, error: Exception) -> Reply:
        if isinstance(error, RefusedError):
            error = OAuthError(errors.MALFORMED, reason="The form could not be read.")
        told = as_refusal(error, exchange)
        return self._pages.page(
            "sign_in_error.html",
            {"code": told.refusal.aadsts, "text": str(told), "exchange": exchange},
            told.refusal.status,
        )
