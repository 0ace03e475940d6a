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

    Raises ValueError for anything but an https URL without a query, as ``https_host``
    reads it.
    """
    if "?" in issuer:
        raise ValueError("it has a query")
    return https_host(issuer)


def https_host(url: str) -> str:
    """Return the host of an absolute https URL.

    Raises ValueError for user information, a fragment, and characters outside printable
    ASCII: a name in another script is given in its ``xn--`` form.
    """
    if not url.isascii() or not url.isprintable() or set(url) & set(' "<>\\^`{|}'):
        raise ValueError("it holds a character that no such URL has")
    parts = urlsplit(url)
    if not url.startswith("https://"):
        raise ValueError("it does not begin with https://")
    if "@" in parts.netloc or "%" in parts.netloc or "#" in url:
        raise ValueError("it has a user or a fragment")
    if parts.port == 0 or parts.netloc.endswith(":") or not parts.hostname:
        raise ValueError("it has no host, or no port after the colon")
    return parts.hostname


def configuration_url(issuer: str) -> str:
    """Return where the issuer publishes its configuration (section 4.1)."""
    return issuer.removesuffix("/") + CONFIGURATION_PATH


def _place(origin: str) -> tuple[str, int]:
    parts = urlsplit(origin)
    return parts.hostname or "", parts.port or _DEFAULT_PORT
