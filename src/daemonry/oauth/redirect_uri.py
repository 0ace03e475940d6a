"""Which of an application's redirect URIs a request names, if any.

Compared as text, character by character (RFC 9700 section 2.1): no prefix, no pattern, no
normalising. The one freedom is the port of a loopback address of a native application,
because it takes a free one when it starts (RFC 8252 section 7.3). Entra leaves the port
of ``http://localhost`` free for every platform; here a website says its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from daemonry.model.application import Application

WEB: Final = "web"
SPA: Final = "spa"
PUBLIC_CLIENT: Final = "publicClient"
MAX_LENGTH: Final = 2048
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!$-;=?-\[\]_a-z~%]*")
"""An absolute URI without fragment, blanks, quotes, angle brackets or backslashes."""
_LOOPBACK: Final = re.compile(
    r"(http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::([0-9]{1,5}))?((?:[/?].*)?)"
)
_LAST_PORT: Final = 65535


@dataclass(frozen=True, slots=True)
class RedirectUri:
    """A registered redirect URI as the request spells it, and its platform."""

    uri: str
    platform: str

    @property
    def is_public(self) -> bool:
        """Tell whether whoever is there can keep no secret."""
        return self.platform != WEB


def match_redirect_uri(asked: str, application: Application) -> RedirectUri | None:
    """Return the registered redirect URI that a request names, or None."""
    if len(asked) > MAX_LENGTH or _PLAIN.fullmatch(asked) is None:
        return None
    platforms = (
        (WEB, application.web.redirect_uris),
        (SPA, application.spa_redirect_uris),
        (PUBLIC_CLIENT, application.public_client_redirect_uris),
    )
    for platform, registered in platforms:
        if asked in registered:
            return RedirectUri(asked, platform)
    wanted = _without_port(asked)
    natives = application.public_client_redirect_uris
    if wanted is not None and any(_without_port(uri) == wanted for uri in natives):
        return RedirectUri(asked, PUBLIC_CLIENT)
    return None


def registered_uris(application: Application) -> tuple[str, ...]:
    """Return all redirect URIs of an application."""
    return (
        *application.web.redirect_uris,
        *application.spa_redirect_uris,
        *application.public_client_redirect_uris,
    )


def origins_of_spa(application: Application) -> frozenset[str]:
    """Return the origins from which single-page scripts of an application ask (RFC 6454)."""
    parts = (urlsplit(uri) for uri in application.spa_redirect_uris)
    return frozenset(f"{part.scheme}://{part.netloc}" for part in parts)


def _without_port(uri: str) -> tuple[str, str] | None:
    """Return host and the rest of a loopback URI; None for every other one."""
    found = _LOOPBACK.fullmatch(uri)
    if found is None:
        return None
    host, port, rest = found.groups()
    if port is not None and not 0 < int(port) <= _LAST_PORT:
        return None
    # "http://localhost" and "http://localhost/" are one address (RFC 9110 section 4.2.3).
    return host, rest or "/"
