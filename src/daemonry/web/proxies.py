"""Whose request it is behind proxies: forwarded addresses count only from listed proxies.

``X-Forwarded-For`` and ``Forwarded`` (RFC 7239) are lists that every hop appends to, so
only the part that our own proxies wrote is true: read from the end, the first address
that is no listed proxy is the client. What is no IP address ends the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

    Address = IPv4Address | IPv6Address
    Network = IPv4Network | IPv6Network

X_FORWARDED_FOR: Final = b"x-forwarded-for"
FORWARDED: Final = b"forwarded"
_MAX_HOPS: Final = 32
_FOR: Final = re.compile(
    r'(?:^|;)\s*for="?(?:\[([0-9a-f:.]+)\]|([0-9.]+))(?::\d+)?"?\s*(?:;|$)', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """The networks of proxies that say the truth about whom they forward for."""

    networks: tuple[Network, ...] = ()

    def address_of(self, peer: str, headers: Mapping[bytes, bytes]) -> str:
        """Return the address of the client as far as it is proven; ``peer`` is connected.

        A request that carries both headers is taken at neither: one of them was not
        written by the proxy, and there is no telling which.
        """
        proven = _parsed(peer) if self.networks else None
        if proven is None or not self._has(proven):
            return peer
        hops = _hops(headers.get(X_FORWARDED_FOR, b""), headers.get(FORWARDED, b""))
        for hop in reversed(hops[-_MAX_HOPS:]):
            address = _parsed(hop)
            if address is None:
                break
            proven = address
            if not self._has(address):
                break
        return str(proven)

    def _has(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


NO_PROXIES: Final = TrustedProxies()


def trust(networks: Iterable[str]) -> TrustedProxies:
    """Return the proxies of these addresses or networks. Raises ValueError for another text."""
    return TrustedProxies(tuple(ip_network(text.strip()) for text in networks))


def _hops(forwarded_for: bytes, forwarded: bytes) -> Sequence[str]:
    if forwarded_for and forwarded:
        return ()
    if forwarded_for:
        return [hop.strip() for hop in forwarded_for.decode("latin-1").split(",")]
    return [_for(element) for element in forwarded.decode("latin-1").split(",")]


def _for(element: str) -> str:
    """Return the address in one element of ``Forwarded``; what is hidden has none."""
    found = _FOR.search(element.strip())
    return (found[1] or found[2]) if found is not None else ""


def _parsed(text: str) -> Address | None:
    """Return an IP address; one of IPv4 in IPv6 clothes is of IPv4."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
