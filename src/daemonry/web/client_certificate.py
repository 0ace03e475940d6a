"""The client certificate of a request: from the TLS handshake, or from a proxy that is trusted.

What a handshake proved is in the scope, in the form of ASGI's TLS extension, put there
by ``protocol.py``. A header counts only from an address that the operator named, since
anybody can write one (RFC 9440 section 4).
"""

from __future__ import annotations

import base64
import binascii
import ssl
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network

    from starlette.types import Scope

_MAX_HEADER: Final = 16 * 1024
_PEM: Final = "-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class CertificateHeader:
    """The header (lower case) by which proxies at certain addresses pass certificates on."""

    name: bytes
    proxies: tuple[IPv4Network | IPv6Network, ...]


def certificate_header(name: str | None, proxies: Iterable[str]) -> CertificateHeader | None:
    """Return the header with its proxies, None without a name.

    ``proxies`` are addresses or networks. Raises ValueError for anything else and when
    there is none: a header that everybody may write proves nothing.
    """
    if not name:
        return None
    networks = tuple(ip_network(proxy.strip()) for proxy in proxies)
    if not networks:
        raise ValueError("a certificate header needs the addresses of the proxies that send it.")
    return CertificateHeader(name.lower().encode("ascii"), networks)


def tls_extension(transport: Any) -> dict[str, Any] | None:
    """Return ASGI's TLS extension when the client proved a certificate, else None."""
    connection = transport.get_extra_info("ssl_object")
    # Without a request for certificates there is nothing to ask: it costs a round trip in C.
    if connection is None or connection.context.verify_mode is ssl.CERT_NONE:
        return None
    certificate = connection.getpeercert(binary_form=True)
    if not certificate:
        return None
    return {"client_cert_chain": [ssl.DER_cert_to_PEM_cert(certificate)]}


def client_certificate(scope: Scope, header: CertificateHeader | None) -> bytes | None:
    """Return the DER of the certificate that the client holds the key of, None without one."""
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain") or ()
    for pem in chain:
        return ssl.PEM_cert_to_DER_cert(pem)
    if header is None or not _is_from(scope, header):
        return None
    values = [value for name, value in scope["headers"] if name == header.name]
    # A proxy that appends instead of replacing lets the client's own value through.
    return _parse(values[0]) if len(values) == 1 else None


def _is_from(scope: Scope, header: CertificateHeader) -> bool:
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return False
    return address is not None and any(address in network for network in header.proxies)


def _parse(value: bytes) -> bytes | None:
    """Return the DER in ``:base64:`` (RFC 9440) or in percent-encoded PEM (nginx, Envoy)."""
    text = value.decode("latin-1").strip()
    if len(text) > _MAX_HEADER:
        return None
    try:
        if text.startswith(":") and text.endswith(":"):
            return base64.b64decode(text.strip(":"), validate=True) or None
        pem = unquote(text)
        return ssl.PEM_cert_to_DER_cert(pem) if pem.startswith(_PEM) else None
    except (binascii.Error, ValueError):
        return None
