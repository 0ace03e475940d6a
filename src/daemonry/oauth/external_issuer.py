"""Issuers of other people's tokens: what their identifier looks like, and which are ours.

OpenID Connect Discovery 1.0 sections 3 and 4: an https URL with a host, perhaps a port
and a path, and nothing behind it; the configuration stands at a fixed place below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

CONFIGURATION_PATH: Final = "/.well-known/openid-configuration"
_DEFAULT_PORT: Final = 443
_ENTRA_ISSUERS: Final = ("ciamlogin.com", "sts.windows.net", "login.microsoftonline.com")


@dataclass(frozen=True, slots=True)
class OurIssuers:
    """How to tell an issuer of this server, of any tenant: by our origins.

    ``exact_entra_issuer`` says that we also issue under Entra's own names.
    """

    origins: frozenset[str]
    exact_entra_issuer: bool = False

    def include(self, issuer: str) -> bool:
        """Tell whether tokens of ``issuer`` can be ours, however its host is spelt."""
        try:
            parts = urlsplit(issuer)
            host, port = (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORT
        except ValueError:
            return False
        if self.exact_entra_issuer and host.endswith(_ENTRA_ISSUERS):
            return True
        return any((host, port) == _place(origin) for origin in self.origins)


def check_issuer(issuer: str) -> str:
    """Return the host of an issuer (lower case, no port, an IPv6 address without brackets).

    Raises ValueError for anything but https, a host, an optional port and a path:
    user information, queries, fragments, and characters outside printable ASCII are
    refused (a name in another script is given in its ``xn--`` form).
    """
    if not issuer.isascii() or not issuer.isprintable() or set(issuer) & set(' "<>\\^`{|}'):
        raise ValueError("it holds a character that no issuer has")
    parts = urlsplit(issuer)
    if parts.scheme != "https" or not issuer.startswith("https://"):
        raise ValueError("it does not begin with https://")
    if "@" in parts.netloc or "?" in issuer or "#" in issuer or "%" in parts.netloc:
        raise ValueError("it has a user, a query or a fragment")
    if parts.port == 0 or parts.netloc.endswith(":") or not parts.hostname:
        raise ValueError("it has no host, or no port after the colon")
    return parts.hostname


def configuration_url(issuer: str) -> str:
    """Return where the issuer publishes its configuration (section 4.1)."""
    return issuer.removesuffix("/") + CONFIGURATION_PATH


def _place(origin: str) -> tuple[str, int]:
    parts = urlsplit(origin)
    return parts.hostname or "", parts.port or _DEFAULT_PORT
