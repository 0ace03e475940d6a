"""X.509 certificates that others registered: what is read of them, each parsed once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from daemonry.jose.public_key import KeyRefusedError, require_strength
from daemonry.model.base64_text import lenient_base64

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.jose.public_key import PublicKey

_KEPT: Final = 4096
UNREADABLE: Final = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises for bytes of strangers, some of it only when a part is looked at."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What counts of a certificate. Times are aware UTC; ``subject`` is RFC 4514 text.

    ``sha1`` and ``sha256`` are the thumbprints: digests of the DER (RFC 7515 sections
    4.1.7 and 4.1.8). Nobody vouches for any of it but whoever registered the bytes.
    """

    key: PublicKey = field(repr=False)
    sha1: bytes
    sha256: bytes
    not_before: datetime
    not_after: datetime
    subject: str

    def is_valid(self, now: datetime) -> bool:
        """Tell whether its own dates include ``now`` (RFC 5280 section 4.1.2.5)."""
        return self.not_before <= now <= self.not_after

    def is_named(
        self, *, sha1: bytes | None, sha256: bytes | None, key_id: str | None, own_key_id: str
    ) -> bool:
        """Tell whether every reference in a JWS header means this certificate.

        ``own_key_id`` is the identifier it is registered under, in lower case. A ``kid``
        counts only where no thumbprint does, because clients put names of their own
        there; it may be that identifier or a thumbprint in hexadecimal or base64url.
        """
        if sha1 is not None or sha256 is not None:
            return sha1 in {None, self.sha1} and sha256 in {None, self.sha256}
        if not key_id:
            return False
        thumbprints = (self.sha1, self.sha256)
        return (
            key_id.lower() in {own_key_id, self.sha1.hex(), self.sha256.hex()}
            or lenient_base64(key_id) in thumbprints
        )


def parse_certificate(der: bytes) -> Certificate:
    """Return what a certificate says. Dates, issuer and signature are not checked here.

    Raises KeyRefusedError for bytes that are no certificate and for keys that
    ``require_strength`` refuses.
    """
    try:
        found = x509.load_der_x509_certificate(der)
        return Certificate(
            key=require_strength(found.public_key()),
            sha1=hashlib.sha1(der, usedforsecurity=False).digest(),
            sha256=hashlib.sha256(der).digest(),
            not_before=found.not_valid_before_utc,
            not_after=found.not_valid_after_utc,
            subject=found.subject.rfc4514_string(),
        )
    except KeyRefusedError:
        raise
    except UNREADABLE as error:
        raise KeyRefusedError(f"The certificate cannot be read: {error}.") from None


@lru_cache(maxsize=_KEPT)
def read_certificate(der: bytes) -> Certificate:
    """Return what a registered certificate says; parsed ones are kept by their own bytes.

    Not for what strangers send, which would push the registered ones out. Raises
    KeyRefusedError as ``parse_certificate`` does.
    """
    return parse_certificate(der)
