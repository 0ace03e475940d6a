"""A client's DPoP key, and proofs made with it, good ones and any other."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json

from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

_COUNTER = itertools.count(1)


class ProofKey:
    """One private key of a client; ``proof`` signs RFC 9449 proofs with it."""

    def __init__(self, algorithm="ES256"):
        self.algorithm = algorithm
        self.key = _MAKERS[algorithm]()

    @property
    def jwk(self):
        return self.key.as_dict(private=False)

    @property
    def cnf(self):
        return {"jkt": self.thumbprint}

    @property
    def thumbprint(self):
        return self.key.thumbprint()

    def proof(self, method, url, *, at, header=None, token=None, **changes):
        """Return a proof; a change to None leaves its member out."""
        claims = {"jti": f"proof-{next(_COUNTER)}", "htm": method, "htu": url, "iat": int(at)}
        if token is not None:
            claims["ath"] = ath(token)
        claims |= changes
        members = {"typ": "dpop+jwt", "alg": self.algorithm, "jwk": self.jwk} | (header or {})
        return self.sign(
            {name: value for name, value in members.items() if value is not None},
            {name: value for name, value in claims.items() if value is not None},
        )

    def sign(self, header, claims):
        """Return a JWS with exactly this header, whatever the key's real algorithm is."""
        signing_input = f"{part(header)}.{part(claims)}"
        algorithm = JWSRegistry.algorithms[self.algorithm]
        signature = algorithm.sign(signing_input.encode(), self.key)
        return f"{signing_input}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def part(members):
    """Return one part of a compact JWS."""
    return base64.urlsafe_b64encode(json.dumps(members).encode()).rstrip(b"=").decode()


def ath(token):
    """Return the hash of an access token that a proof carries (RFC 9449 section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).rstrip(b"=").decode()


_MAKERS = {
    "ES256": lambda: ECKey.generate_key("P-256"),
    "ES384": lambda: ECKey.generate_key("P-384"),
    "ES512": lambda: ECKey.generate_key("P-521"),
    "EdDSA": lambda: OKPKey.generate_key("Ed25519"),
    "Ed25519": lambda: OKPKey.generate_key("Ed25519"),
    "PS256": lambda: RSAKey.generate_key(2048),
    "RS256": lambda: RSAKey.generate_key(2048),
}
