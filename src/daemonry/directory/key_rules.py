"""Which certificates may be registered, and in which forms they may be handed in.

Administrators paste what their tools print: DER, base64 of DER (with or without line
breaks), PEM, or base64 of PEM (Graph: keyCredential; Terraform sends the last).
A private key has no business here and is refused by name, never stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from daemonry.jose.certificate import read_certificate
from daemonry.jose.public_key import KeyRefusedError
from daemonry.model.base64_text import lenient_base64
from daemonry.model.errors import CERTIFICATE_REFUSED, PRIVATE_KEY_GIVEN, InvalidError

if TYPE_CHECKING:
    from daemonry.jose.certificate import Certificate

MAX_CERTIFICATE: Final = 16 * 1024
_DER_SEQUENCE: Final = 0x30
_PEM: Final = re.compile(rb"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END ")
_PRIVATE: Final = re.compile(rb"PRIVATE KEY-----")


def certificate_der(given: bytes) -> bytes:
    """Return the DER of the one certificate in what was handed in, in whatever form.

    Of several certificates in PEM the first counts, as in a chain. Raises
    InvalidError(PRIVATE_KEY_GIVEN) for private keys and InvalidError(CERTIFICATE_REFUSED)
    for what is no X.509 certificate.
    """
    if len(given) > MAX_CERTIFICATE:
        raise refused(f"it is larger than {MAX_CERTIFICATE} bytes")
    text = _unwrapped(given)
    if _PRIVATE.search(text):
        raise InvalidError(PRIVATE_KEY_GIVEN, target="key")
    found = _PEM.search(text)
    if found is not None:
        text = _decoded(found.group(1))
    if not text or text[0] != _DER_SEQUENCE:
        raise refused("it is neither DER, nor base64, nor PEM")
    checked_certificate(text)
    return text


def checked_certificate(der: bytes) -> Certificate:
    """Return the certificate if its key may be used. Raises InvalidError(CERTIFICATE_REFUSED)."""
    try:
        return read_certificate(der)
    except KeyRefusedError as error:
        raise refused(str(error)) from None


def refused(reason: str) -> InvalidError:
    """Return the refusal of a certificate for this reason."""
    return InvalidError(CERTIFICATE_REFUSED, target="key", reason=reason.rstrip("."))


def _unwrapped(given: bytes) -> bytes:
    """Return DER or PEM: what base64 around it encodes, where there is any.

    DER is left as it is: its last byte may look like white space.
    """
    if given[:1] == bytes([_DER_SEQUENCE]) or b"-----" in given:
        return given
    return _decoded(given) or given


def _decoded(text: bytes) -> bytes:
    return lenient_base64(b"".join(text.split()).decode("latin-1")) or b""
