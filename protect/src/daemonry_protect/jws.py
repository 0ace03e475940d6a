"""Reading and verifying a compact JWS (RFC 7515 section 5.2): RS256, others if configured.

The header of a token chooses one thing: which of the authority's keys to try. The
algorithm is that key's, keys and addresses in the header are never looked at, and a header
that demands an extension is refused (RFC 8725 sections 3.1, 3.2 and 3.10).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.util import urlsafe_b64decode

from daemonry_protect import errors
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from daemonry_protect.jwk import VerificationKey

MAX_TOKEN: Final = 16 * 1024
MAX_HEADER: Final = 4 * 1024
MAX_HEADERS: Final = 64
"""Headers that are kept parsed; anybody can send any."""

RS256: Final = "RS256"
ES256: Final = "ES256"
EDDSA: Final = "EdDSA"
ALGORITHMS: Final = (RS256, ES256, EDDSA)
"""What can be configured (RFC 7518 section 3.1; RFC 8037 section 3.1, Ed25519 only)."""

_TYPES: Final = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_UNREADABLE: Final = (JoseError, ValueError, TypeError, KeyError, RecursionError, OverflowError)


class Registry(jws.JWSRegistry):
    """The library's registry with limits of ours."""

    max_header_length = MAX_HEADER
    max_payload_length = MAX_TOKEN

    def get_alg(self, name: str) -> Any:  # type: ignore[explicit-override] # Python 3.12
        """Return the algorithm without the warning that RFC 9864 renames EdDSA."""
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError(f"Algorithm of '{name}' is not supported")
        return self.algorithms[name]


# Header members that are not known are ignored, as RFC 7515 section 4 demands.
REGISTRY: Final = Registry(algorithms=ALGORITHMS, strict_check_header=False)


class UnverifiedToken(NamedTuple):
    """A well-formed JWS that claims to be signed with the key ``kid``."""

    kid: str
    algorithm: str
    signing_input: bytes
    payload: bytes
    signature: bytes

    def __repr__(self) -> str:  # type: ignore[explicit-override] # Python 3.12
        """Return what names the token; its text is a credential."""
        return f"UnverifiedToken(kid={self.kid!r}, algorithm={self.algorithm!r})"


def parse_compact(token: str, algorithms: Collection[str]) -> UnverifiedToken:
    """Return the token in parts, its signature unchecked.

    Raises AccessError when it is too large or not a JWS, or its header names none of the
    ``algorithms``, another type than an access token's or an extension (``crit``).
    """
    if len(token) > MAX_TOKEN:
        raise AccessError(errors.TOKEN_TOO_LARGE, detail=f"{len(token)} characters")
    if not token.isascii():
        raise AccessError(errors.TOKEN_MALFORMED, detail="not ASCII")
    try:
        signing_input, _, signature = token.encode("ascii").rpartition(b".")
        head, _, payload = signing_input.partition(b".")
        header = _header_of(head)
        kid, algorithm, type_ = header.get("kid"), header.get("alg"), header.get("typ")
        parts = (signing_input, urlsafe_b64decode(payload), urlsafe_b64decode(signature))
    except (*_UNREADABLE, AttributeError) as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None
    if not isinstance(algorithm, str) or algorithm not in algorithms:
        raise AccessError(errors.ALGORITHM_REFUSED)
    # ID tokens of Entra are "JWT" as well: token.py tells those apart by their claims.
    if not isinstance(type_, str) or type_.lower() not in _TYPES:
        raise AccessError(errors.TOKEN_TYPE_WRONG)
    if not isinstance(kid, str) or "crit" in header or "b64" in header:
        raise AccessError(errors.TOKEN_MALFORMED, detail="no 'kid', or an extension is demanded")
    return UnverifiedToken(kid, algorithm, *parts)


@lru_cache(maxsize=MAX_HEADERS)
def _header_of(segment: bytes) -> Mapping[str, Any]:
    """Return the header in the first segment; all tokens of one key have the same."""
    empty = segment + b".e30."
    header: Mapping[str, Any] = jws.extract_compact(empty, registry=REGISTRY).headers()
    return header


def verify(token: UnverifiedToken, key: VerificationKey) -> Mapping[str, Any]:
    """Return the claims of a token that ``key`` has signed.

    Nothing but the signature is checked here. Raises AccessError when it is wrong, when
    the key is for another algorithm (RFC 8725 section 3.1), or when the payload is no
    JSON object in UTF-8 (RFC 7519 section 7.2).
    """
    if token.algorithm != key.algorithm:
        raise AccessError(errors.ALGORITHM_REFUSED, detail=f"the key is for {key.algorithm}")
    try:
        algorithm = REGISTRY.get_alg(key.algorithm)
        is_genuine = algorithm.verify(token.signing_input, token.signature, key.key)
    except _UNREADABLE as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None
    if not is_genuine:
        raise AccessError(errors.SIGNATURE_WRONG)
    try:
        return _json_object(token.payload)
    except _UNREADABLE as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None


def _json_object(payload: bytes) -> dict[str, Any]:
    members = _decoder.decode(payload.decode("utf-8"))
    if not isinstance(members, dict):
        raise TypeError
    if b"\\u" in payload:
        # Half of a surrogate pair is no character: it would break whoever writes it out.
        json.dumps(members, ensure_ascii=False).encode("utf-8")
    return members


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which are not JSON (RFC 8259 section 6)."""
    raise ValueError(name)


_decoder: Final = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: ``json.loads`` with an option makes one for each call."""
