"""The tutorial's to-do API as ``daemonry dev`` mounts it: tokens of every own origin count.

A token's issuer follows the host name that the client used. An API in production
trusts one issuer; here a tester may come by any of this server's names, so there is
one validator for each, and the token says which of them has to check it.
"""

from typing import TYPE_CHECKING

from daemonry.emulator.todo_list import create_todo_list_api
from daemonry.jose.jwt import TokenError, unverified_claims
from daemonry.model.token_settings import ALGORITHMS
from daemonry.oauth.metadata import Authority
from daemonry_protect import Settings as ProtectSettings
from daemonry_protect import TokenValidator

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

    from daemonry.cli.serving import Site
    from daemonry.emulator.seed import TutorialTenant

_BEARER = b"bearer "


class DevTodoApi:
    """The to-do API of the seeded tenant on this server's own origins."""

    def __init__(
        self,
        site: "Site",
        tutorial: "TutorialTenant",
        database: "Path",
        *,
        exact_entra_issuer: bool,
    ) -> None:
        self._database = database
        self._authority = f"{site.base_url}/{tutorial.tenant_id}/v2.0"
        self._audience = tutorial.api_app_id
        self._ca_file = site.ca_file
        self._issuers = dict.fromkeys(
            Authority(origin, tutorial.tenant_id, exact_entra_issuer).issuer_v2
            for origin in (site.base_url, *sorted(site.origins.all))
        )
        self._by_issuer: dict[str, ASGIApp] = {}

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let the validator of the token's own issuer decide; any other is refused by it."""
        await self._of(_unverified_issuer(scope["headers"]))(scope, receive, send)

    def _of(self, unverified_issuer: str) -> "ASGIApp":
        known = unverified_issuer in self._issuers
        issuer = unverified_issuer if known else next(iter(self._issuers))
        if issuer not in self._by_issuer:
            settings = ProtectSettings(
                authority=self._authority,
                audiences=self._audience,
                issuer=issuer,
                # Whatever a developer tries with this API is accepted by it.
                algorithms=ALGORITHMS,
                signing_key_app_id=self._audience,
                ca_file=self._ca_file,
            )
            self._by_issuer[issuer] = create_todo_list_api(self._database, TokenValidator(settings))
        return self._by_issuer[issuer]


def _unverified_issuer(headers: "Iterable[tuple[bytes, bytes]]") -> str:
    for name, value in headers:
        if name == b"authorization" and value[: len(_BEARER)].lower() == _BEARER:
            try:
                issuer = unverified_claims(value[len(_BEARER) :].decode("latin-1")).get("iss")
            except TokenError:
                return ""
            return issuer if isinstance(issuer, str) else ""
    return ""
