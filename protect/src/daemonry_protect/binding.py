"""Sender-constrained tokens: who sends a bound token must show what it is bound to.

A token that names a key (``cnf.jkt``, RFC 9449) or a certificate (``cnf.x5t#S256``,
RFC 8705) is worth nothing without it; one that names anything else is refused, because
nobody could show it here.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry_protect import errors
from daemonry_protect.dpop import (
    ProofError,
    is_current_nonce,
    make_nonce,
    verify_proof,
)
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from daemonry_protect.settings import Settings
    from daemonry_protect.token import AccessToken

UseOnce = Callable[[str, float], Awaitable[bool]]
"""Tells whether a text was not used before; it counts as used until a Unix time."""

MAX_REMEMBERED: Final = 100_000
_MEMBERS: Final = frozenset({"jkt", "x5t#S256"})


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a token was presented: under which scheme, in which request, with what beside it.

    ``certificate`` is the DER of the client certificate of the TLS connection.
    """

    scheme: str = "Bearer"
    method: str = ""
    url: str = ""
    proofs: tuple[str, ...] = ()
    certificate: bytes | None = None


class UsedProofs:
    """Which proofs were used, in this process. Bounded: the first to expire leaves first."""

    def __init__(self, clock: Callable[[], float], limit: int = MAX_REMEMBERED) -> None:
        self._clock = clock
        self._limit = limit
        self._used: set[str] = set()
        self._by_time: list[tuple[float, str]] = []

    async def __call__(self, text: str, expires_at: float) -> bool:
        """Tell whether ``text`` is new, and remember it until ``expires_at``."""
        now = self._clock()
        while self._by_time and (self._by_time[0][0] < now or len(self._used) >= self._limit):
            self._used.discard(heapq.heappop(self._by_time)[1])
        if text in self._used:
            return False
        self._used.add(text)
        heapq.heappush(self._by_time, (expires_at, text))
        return True


class Binding:
    """Holds those who present bound tokens to what they are bound to.

    ``use_once`` tells whether a proof is new; ``clock`` returns Unix seconds.
    """

    def __init__(self, settings: Settings, use_once: UseOnce, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._use_once = use_once
        self._clock = clock

    async def require(self, token: AccessToken, text: str, shown: Presentation) -> None:
        """Raise AccessError unless ``shown`` has all that the token ``text`` is bound to.

        A token that is bound to nothing is refused under the scheme DPoP, and by an API
        that takes bound tokens only.
        """
        confirmation = token.claims.get("cnf")
        if confirmation is None:
            self._require_unbound_allowed(shown)
            return
        is_known = isinstance(confirmation, Mapping) and _MEMBERS.issuperset(confirmation)
        if not is_known or not confirmation:
            raise AccessError(errors.BINDING_UNKNOWN)
        is_dpop = "jkt" in confirmation
        if is_dpop != (shown.scheme == "DPoP"):
            raise AccessError(errors.DPOP_NEEDED if is_dpop else errors.NOT_BOUND)
        if "x5t#S256" in confirmation:
            _require_certificate(confirmation["x5t#S256"], shown.certificate)
        if is_dpop:
            await self._require_proof(confirmation["jkt"], text, shown)

    def _require_unbound_allowed(self, shown: Presentation) -> None:
        if shown.scheme == "DPoP":
            raise AccessError(errors.NOT_BOUND)
        if self._settings.require_bound_tokens:
            raise AccessError(errors.BOUND_TOKEN_NEEDED)

    async def _require_proof(self, thumbprint: object, text: str, shown: Presentation) -> None:
        if len(shown.proofs) != 1:
            raise _proof_wrong("There must be one header 'DPoP' with one proof.")
        now = self._clock()
        try:
            proof = verify_proof(
                shown.proofs[0], method=shown.method, url=shown.url, token=text, now=now
            )
        except ProofError as error:
            raise _proof_wrong(str(error)) from None
        if proof.thumbprint != thumbprint:
            raise AccessError(errors.PROOF_KEY_WRONG)
        key = self._settings.nonce_key
        if key is not None and not is_current_nonce(key, proof.nonce or "", now):
            raise AccessError(errors.NONCE_NEEDED, nonce=make_nonce(key, now))
        # Last, so that only holders of a bound token and its key can fill the memory.
        name = f"{proof.thumbprint}.{proof.token_id}".encode("utf-8", "surrogatepass")
        if not await self._use_once(hashlib.sha256(name).hexdigest(), proof.expires_at):
            raise _proof_wrong("It was used before.")


def _proof_wrong(reason: str) -> AccessError:
    return AccessError(errors.PROOF_WRONG, reason=reason)


def _require_certificate(expected: object, certificate: bytes | None) -> None:
    """RFC 8705 section 3: the certificate of the connection, by its SHA-256."""
    if certificate is None:
        raise AccessError(errors.CERTIFICATE_NEEDED)
    digest = hashlib.sha256(certificate).digest()
    if base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii") != expected:
        raise AccessError(errors.CERTIFICATE_WRONG)
