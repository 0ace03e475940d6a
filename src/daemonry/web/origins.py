"""Our own origins: which host names we answer for, and what we call ourselves there.

Issuers and URLs in documents follow the origin that the client used, because
clients compare them; only names on this list count, so that a forged ``Host``
header cannot choose an issuer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Origins:
    """Origins by the ``Host`` header (lower case) that leads to them.

    ``default`` is the one for links when a request tells none.
    """

    default: str
    by_host: Mapping[str, str]

    def of(self, host: bytes) -> str | None:
        """Return the origin for a ``Host`` header, or None when it is not ours."""
        return self.by_host.get(host.decode("latin-1").lower())

    @property
    def hosts(self) -> frozenset[str]:
        """All our host names, without ports."""
        return frozenset(urlsplit(origin).hostname or "" for origin in self.by_host.values())

    @property
    def all(self) -> frozenset[str]:
        """All our origins."""
        return frozenset(self.by_host.values())


def make_origins(
    *, names: Iterable[str], port: int, public_url: str | None = None, mapped: Iterable[str] = ()
) -> Origins:
    """Return the origins of a server on ``port``.

    ``names`` are reached with the port; ``mapped`` ones also without, because
    somebody maps port 443 of that name to us. ``public_url`` becomes the default.
    """
    by_host: dict[str, str] = {}
    for name in names:
        host = _host(name)
        by_host[f"{host}:{port}"] = _origin(host, port)
        if port == 443:  # noqa: PLR2004 - https's own port is left out of Host headers
            by_host[host] = f"https://{host}"
    for name in mapped:
        host = _host(name)
        by_host[f"{host}:{port}"] = _origin(host, port)
        by_host[host] = f"https://{host}"
    default = next(iter(by_host.values()))
    if public_url is not None:
        parts = urlsplit(public_url)
        default = f"{parts.scheme}://{parts.netloc}".lower()
        by_host[parts.netloc.lower()] = default
    return Origins(default, by_host)


def _host(name: str) -> str:
    return f"[{name}]" if ":" in name else name.lower()


def _origin(host: str, port: int) -> str:
    return f"https://{host}" if port == 443 else f"https://{host}:{port}"  # noqa: PLR2004 - likewise
