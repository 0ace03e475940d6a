"""Certificates of the server: the operator's own, or one of a development CA.

The development CA lives in the data directory and signs for names that this server
answers to. Its certificate is exported as ``ca.pem``, so that clients can trust it;
its key never leaves the ``tls`` directory. Wildcards are not used: clients refuse a
star directly below a top-level name (RFC 6125 section 7.2), so every name is listed.
"""

from __future__ import annotations

import ipaddress
import os
import re
import shlex
import ssl
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import trustme
from cryptography import x509
from cryptography.exceptions import InvalidSignature

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from daemonry.model.tenant import Tenant

CA_FILE: Final = "ca.pem"
TRUST_VARIABLES: Final = ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
"""What Node.js, requests, and OpenSSL with httpx and aiohttp read the CA from."""

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")
LIFETIME: Final = timedelta(days=397)
"""Browsers refuse certificates that are valid for longer (CA/B Baseline 6.3.2)."""

RENEW_BEFORE: Final = timedelta(days=30)

_ORGANIZATION: Final = "Daemonry development CA"
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MAX_NAME: Final = 253


class TLSError(Exception):
    """A certificate cannot be used. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """PEM files of a server; ``ca_file`` is None for the operator's own certificate."""

    certificate: Path
    key: Path
    ca_file: Path | None = None


def normalise_name(text: str) -> str | None:
    """Return ``text`` as a lower-case host name or IP address, None when it is neither."""
    name = text.strip().lower().removesuffix(".")
    try:
        return str(ipaddress.ip_address(name.removeprefix("[").removesuffix("]")))
    except ValueError:
        pass
    fits = len(name) <= _MAX_NAME and all(_LABEL.fullmatch(part) for part in name.split("."))
    return name if fits else None


def ciam_names(tenants: Iterable[Tenant]) -> tuple[str, ...]:
    """Return the names under ``ciamlogin.com`` that stand for these tenants.

    They are of use only on machines that map them to this server, so nobody gets
    them unasked.
    """
    return tuple(
        f"{label}.ciamlogin.com"
        for tenant in tenants
        for label in (tenant.subdomain, tenant.tenant_id)
    )


def certificate_names(
    tenants: Iterable[Tenant], *, further: Sequence[str] = (), machine: str = ""
) -> tuple[str, ...]:
    """Return every name in use, each once: loopback, machine, tenants, further ones.

    A ``further`` name that is none raises TLSError; an unusable ``machine`` name is
    left out, as containers carry such names.
    """
    names = [*LOOPBACK_NAMES]
    if machine and (own := normalise_name(machine)) is not None:
        names.append(own)
    for text in further:
        name = normalise_name(text)
        if name is None:
            raise TLSError(f"'{text}' is no host name.", "Give names such as id.contoso.com.")
        names.append(name)
    names += [f"{tenant.subdomain}.localhost" for tenant in tenants]
    return tuple(dict.fromkeys(names))


def operator_certificate(certificate: Path, key: Path) -> ServerCertificate:
    """Return the operator's certificate once it was loaded. Raises TLSError."""
    files = ServerCertificate(certificate, key)
    try:
        server_context(files)
    except FileNotFoundError as error:
        missing = certificate if not certificate.exists() else key
        raise TLSError(
            f"The TLS file {missing} does not exist.", "Check the two TLS paths."
        ) from error
    except OSError as error:  # ssl.SSLError is one
        raise TLSError(
            f"The TLS certificate {certificate} and the key {key} cannot be used together.",
            "Give a PEM certificate chain and the PEM private key it was made for,"
            " readable for this user.",
        ) from error
    return files


def certificate_files(data: Path) -> ServerCertificate:
    """Return where ``development_certificate`` keeps its files."""
    directory = data / "tls"
    return ServerCertificate(directory / "server.pem", directory / "server-key.pem", data / CA_FILE)


def development_certificate(data: Path, names: Sequence[str], now: datetime) -> ServerCertificate:
    """Return a certificate for ``names`` signed by the CA of the data directory.

    CA and certificate are made when missing. The certificate is made anew when its
    names differ, when it is about to expire, or when another CA signed it.
    """
    files = certificate_files(data)
    directory = files.key.parent
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _authority(directory / "ca.pem", directory / "ca-key.pem")
    if not _is_exported(authority, data / CA_FILE):
        _write(data / CA_FILE, authority.cert_pem.bytes(), mode=0o644)
    if not _is_current(files, names, now, authority):
        leaf = authority.issue_cert(
            *names,
            organization_name="Daemonry",
            organization_unit_name="Development server",
            common_name=names[0],
            not_before=now - timedelta(hours=1),
            not_after=now + LIFETIME,
        )
        _write(files.key, leaf.private_key_pem.bytes(), mode=0o600)
        _write(files.certificate, b"".join(p.bytes() for p in leaf.cert_chain_pems), mode=0o644)
    return files


def server_context(files: ServerCertificate) -> ssl.SSLContext:
    """Return a server context for TLS 1.2 and later (RFC 9325 section 3.1.1).

    Raises OSError when the files cannot be read or do not belong together. An
    encrypted key counts as unreadable: nobody is there to type its password.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(files.certificate, files.key, password="")
    return context


def prove_each_connection(context: ssl.SSLContext) -> None:
    """Let no connection resume another: each must prove its client certificate anew.

    A resumed session would carry a certificate that nobody checked again, even one
    that has expired since (RFC 8446 section 4.6.1 leaves that to the server).
    """
    context.num_tickets = 0
    context.options |= ssl.OP_NO_TICKET
    context.minimum_version = ssl.TLSVersion.TLSv1_3


def trust_lines(ca_file: Path) -> tuple[str, ...]:
    """Return the shell lines that make clients of all kinds trust the CA."""
    return tuple(f"export {name}={shlex.quote(str(ca_file))}" for name in TRUST_VARIABLES)


def _authority(certificate: Path, key: Path) -> trustme.CA:
    """Return the CA, made on first use with an ECDSA P-256 key."""
    if certificate.exists() and key.exists():
        try:
            return trustme.CA.from_pem(certificate.read_bytes(), key.read_bytes())
        except ValueError as error:
            raise TLSError(
                f"The development CA in {certificate.parent} cannot be read.",
                "Remove that directory to have a new CA; clients must then trust the new one.",
            ) from error
    authority = trustme.CA(
        path_length=0, organization_name=_ORGANIZATION, key_type=trustme.KeyType.ECDSA
    )
    _write(key, authority.private_key_pem.bytes(), mode=0o600)
    _write(certificate, authority.cert_pem.bytes(), mode=0o644)
    return authority


def _is_exported(authority: trustme.CA, path: Path) -> bool:
    return path.exists() and path.read_bytes() == authority.cert_pem.bytes()


def _is_current(
    files: ServerCertificate, names: Sequence[str], now: datetime, authority: trustme.CA
) -> bool:
    try:
        server_context(files)
        certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
        issuer = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
        certificate.verify_directly_issued_by(issuer)
    except (OSError, ValueError, TypeError, InvalidSignature):
        return False
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    held_names = {str(name.value) for name in held}
    valid = certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - RENEW_BEFORE
    return valid and held_names == set(names)


def _write(path: Path, content: bytes, *, mode: int) -> None:
    """Replace ``path`` in one step; it never exists with wider permissions than ``mode``."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, mode)  # whatever the umask; clients read the CA's certificate
        file.write(content)
    scratch.replace(path)
