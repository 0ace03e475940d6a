"""Whether a registered authority issued a certificate (RFC 5280 section 6).

The library builds and checks the path; what is asked beyond its profile for clients
is that whoever issues may do so and that the end is no authority itself.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from daemonry.jose.certificate import UNREADABLE, parse_certificate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


MAX_INTERMEDIATES: Final = 4
_CLIENT_USAGES: Final = frozenset(
    {ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
)


class ChainError(ValueError):
    """The certificates do not lead to the authority; the message is for the log."""


def verify_chain(chain: Sequence[bytes], authority: bytes, now: datetime) -> None:
    """Check that ``chain``, leaf first, leads to the authority at ``now``.

    Signatures, dates, path lengths and name constraints; every key is one that
    ``require_strength`` takes. Revocation is not asked for: nothing is fetched. Raises
    ChainError.
    """
    try:
        for der in (*chain, authority):
            parse_certificate(der)
        leaf, *intermediates = [x509.load_der_x509_certificate(der) for der in chain]
        _require_client(leaf)
        verifier = (
            PolicyBuilder()
            .store(Store([x509.load_der_x509_certificate(authority)]))
            .time(now.astimezone(UTC).replace(tzinfo=None))
            .max_chain_depth(MAX_INTERMEDIATES)
            .extension_policies(ee_policy=ExtensionPolicy.permit_all(), ca_policy=_issuers())
            .build_client_verifier()
        )
        verifier.verify(leaf, intermediates)
    except (VerificationError, *UNREADABLE) as error:
        raise ChainError(f"{type(error).__name__}: {error}") from None


def require_authority(der: bytes) -> None:
    """Raise ChainError unless the certificate is one of an authority."""
    try:
        found = x509.load_der_x509_certificate(der)
        constraints = found.extensions.get_extension_for_class(x509.BasicConstraints).value
        _require_issuer(constraints)
        _require_signing_certificates(_key_usage(found))
    except (x509.ExtensionNotFound, *UNREADABLE) as error:
        raise ChainError(str(error)) from None


def names_of(der: bytes) -> tuple[str, ...]:
    """Return the common names and DNS names of a certificate, in that order.

    Raises ChainError when they cannot be read.
    """
    names: list[str] = []
    try:
        found = x509.load_der_x509_certificate(der)
        common = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        names += [str(attribute.value) for attribute in common]
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names += extension.value.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        pass  # then the subject alone names it
    except UNREADABLE as error:
        raise ChainError(str(error)) from None
    return tuple(names)


def _issuers() -> ExtensionPolicy:
    return (
        ExtensionPolicy.permit_all()
        .require_present(
            x509.BasicConstraints, Criticality.AGNOSTIC, lambda _, __, value: _require_issuer(value)
        )
        .may_be_present(
            x509.KeyUsage,
            Criticality.AGNOSTIC,
            lambda _, __, value: _require_signing_certificates(value),
        )
    )


def _require_issuer(value: x509.BasicConstraints) -> None:
    if not value.ca:
        raise ValueError("It is not marked as the certificate of an authority")


def _require_signing_certificates(value: x509.KeyUsage | None) -> None:
    if value is not None and not value.key_cert_sign:
        raise ValueError("Its key may not sign certificates")


def _require_client(leaf: x509.Certificate) -> None:
    """Check that the end of the chain may sign for a client (RFC 5280 4.2.1.3, .9, .12)."""
    for extension in leaf.extensions:
        value = extension.value
        if isinstance(value, x509.BasicConstraints) and value.ca:
            raise ChainError("The certificate is one of an authority.")
        if isinstance(value, x509.KeyUsage) and not value.digital_signature:
            raise ChainError("The key of the certificate may not sign.")
        if isinstance(value, x509.ExtendedKeyUsage) and _CLIENT_USAGES.isdisjoint(value):
            raise ChainError("The certificate is not for clients.")
        if extension.critical and isinstance(value, x509.UnrecognizedExtension):
            raise ChainError("The certificate has a critical extension that nobody knows.")


def _key_usage(found: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return found.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None
