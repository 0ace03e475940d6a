"""An authenticator in software: keeps passkeys and answers as a browser's form would send it.

Written after WebAuthn level 3 sections 5.8.1, 6.1 and 6.5, on primitives alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40
_numbers = count(1)
NOBODY = bytes(16)
"""The AAGUID of whoever does not say what it is."""


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(encoded: str) -> bytes:
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def options_of(page: str) -> dict[str, Any]:
    """Return what the script of a page would hand to the browser."""
    found = re.search(r"data-options='([^']*)'", page)
    assert found is not None, "no passkey is asked for"
    options: dict[str, Any] = json.loads(unescape(found.group(1)))
    return options


@dataclass
class Passkey:
    identifier: bytes
    rp_id: str
    handle: bytes
    key: ec.EllipticCurvePrivateKey
    count: int = 0


@dataclass
class Authenticator:
    """``flags`` are what it claims of its person; ``step`` is what a use adds to the counter."""

    origin: str = "https://localhost:8443"
    flags: int = PRESENT | VERIFIED
    step: int = 1
    cross_origin: bool = False
    passkeys: list[Passkey] = field(default_factory=list)

    def create(
        self, options: dict[str, Any], identifier: bytes | None = None, **changes: Any
    ) -> str:
        """Make a passkey, as ``navigator.credentials.create`` does."""
        handle, rp_id = data(options["user"]["id"]), options["rp"]["id"]
        identifier = identifier or f"passkey {next(_numbers)}".encode()
        made = Passkey(identifier, rp_id, handle, ec.generate_private_key(ec.SECP256R1()))
        self.passkeys.append(made)
        attested = NOBODY + len(identifier).to_bytes(2, "big") + identifier + _cose(made.key)
        statement = {
            "fmt": "none",
            "attStmt": {},
            "authData": self._data(made, ATTESTED) + attested,
        }
        response = {
            "clientDataJSON": text(self._client_data("webauthn.create", options)),
            "attestationObject": text(encode_cbor(statement)),
            "transports": ["internal", "nonsense"],
        }
        return self._written(made, response, changes)

    def get(self, options: dict[str, Any], passkey: Passkey | None = None, **changes: Any) -> str:
        """Use a passkey that fits, the last one if none is named."""
        used = passkey or self.passkeys[-1]
        used.count += self.step
        client_data = self._client_data("webauthn.get", options)
        known = self._data(used)
        signed = known + hashlib.sha256(client_data).digest()
        response = {
            "clientDataJSON": text(client_data),
            "authenticatorData": text(known),
            "signature": text(used.key.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": text(used.handle),
        }
        return self._written(used, response, changes)

    def _data(self, used: Passkey, more: int = 0) -> bytes:
        begin = hashlib.sha256(used.rp_id.encode()).digest()
        return begin + bytes([self.flags | more]) + used.count.to_bytes(4, "big")

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told | {"crossOrigin": self.cross_origin}).encode()

    def _written(self, used: Passkey, response: dict[str, Any], changes: dict[str, Any]) -> str:
        name = text(used.identifier)
        sent = {"id": name, "rawId": name, "type": "public-key", "response": response | changes}
        return json.dumps(sent)


def _cose(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a public key as RFC 9053 section 7.1.1 writes one for ES256."""
    point = key.public_key().public_numbers()
    members = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
    encoded: bytes = encode_cbor(members)
    return encoded
