"""Which redirect URIs an application may register, and what is wrong with the others.

RFC 6749 section 3.1.2: absolute, no fragment. https, or http on this machine; native
applications any scheme that runs nothing (RFC 8252 section 7; Entra: reply-url).
"""

from __future__ import annotations

from typing import Final

from daemonry.directory.text_rules import host_of
from daemonry.model.errors import DUPLICATE_VALUE, REDIRECT_URI, TOO_LONG, InvalidError

MAX_REDIRECT_URI: Final = 256
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SCRIPTS: Final = frozenset({"javascript", "data", "vbscript", "file"})


def check_redirect_uris(uris: tuple[str, ...], name: str, *, native: bool) -> None:
    """Check the redirect URIs of one platform; ``name`` is its property.

    Raises InvalidError(DUPLICATE_VALUE, TOO_LONG, REDIRECT_URI).
    """
    if len(set(uris)) < len(uris):
        raise InvalidError(DUPLICATE_VALUE, target=name, detail_code=DUPLICATE_VALUE.code)
    for uri in uris:
        if len(uri) > MAX_REDIRECT_URI:
            raise InvalidError(TOO_LONG, target=name, property=name, limit=str(MAX_REDIRECT_URI))
        fault = _fault_of(uri, native=native)
        if fault:
            raise InvalidError(
                REDIRECT_URI, target=name, property=name, uri=ascii(uri)[1:-1], reason=fault
            )


def _fault_of(uri: str, *, native: bool) -> str:
    """Return what is wrong with a URI, or nothing."""
    if "#" in uri:
        return "it has a fragment (#)"
    if host_of(uri, ("https",)) or host_of(uri, ("http",)) in _LOOPBACK:
        return ""
    if native and _is_native(uri):
        return ""
    if host_of(uri, ("http",)):
        return "http is for localhost, 127.0.0.1 and [::1] only; others need https"
    if native:
        return "it is neither https, nor http on this machine, nor a URI with a scheme of its own"
    return "it is no https URL with a host; schemes of their own are for native applications"


def _is_native(uri: str) -> bool:
    scheme, colon, rest = uri.partition(":")
    plain = scheme.replace("-", "").replace(".", "").replace("+", "").isalnum()
    return (
        bool(colon and rest)
        and plain
        and uri.isascii()
        and uri.isprintable()
        and " " not in uri
        and scheme.lower() not in (*_SCRIPTS, "http", "https")
    )
