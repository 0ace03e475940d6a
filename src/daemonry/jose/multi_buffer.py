"""Eight RS256 signatures in one call, where the processor and ``libcrypto_mb`` allow it.

RSA is what a token costs. Intel's multi-buffer library (Apache-2.0, packaged by
Debian, Ubuntu and Fedora) uses AVX-512 IFMA to compute eight independent signatures
side by side; they are the same bytes, for PKCS #1 v1.5 is deterministic. We write no
cryptography: padding is fixed bytes around a digest (RFC 8017 section 9.2), the
library exponentiates, and each result is checked with the public exponent before it
is used, which also catches faults that would betray the key (Boneh, DeMillo, Lipton).
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import structlog
from cryptography.hazmat.primitives.asymmetric import rsa

from daemonry.jose.jwk import RSA_BITS, RsaSigner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LANES: Final = 8
_NAMES: Final = ("libcrypto_mb.so.13", "libcrypto_mb.so.12", "libcrypto_mb.so.11")
_ALGORITHM_RSA_2K: Final = 1
_BYTES: Final = RSA_BITS // 8
_DIGEST_INFO: Final = bytes.fromhex("3031300d060960864801650304020105000420")
"""DER before a SHA-256 digest (RFC 8017 section 9.2, note 1)."""

_PADDING: Final = (
    b"\x00\x01" + b"\xff" * (_BYTES - 3 - len(_DIGEST_INFO) - 32) + b"\x00" + _DIGEST_INFO
)
_PUBLIC_EXPONENT: Final = 65537
_Lanes: Final = ctypes.c_void_p * LANES
_ROUNDS: Final = 3
_MAX_KEYS: Final = 1024

_log = structlog.get_logger("daemonry.jose")


class MultiBufferError(RuntimeError):
    """The library cannot be used here; the message says why."""


@dataclass(frozen=True, slots=True)
class _LaneKey:
    """Addresses of a private key's numbers, little-endian, and what keeps them alive."""

    addresses: tuple[int, ...]
    modulus: int
    buffers: tuple[Any, ...] = field(repr=False)


class MultiBuffer:
    """The library, tested on this processor. For one thread.

    ``worth_from`` is the number of signatures from which one call is cheaper than
    signing each by itself; it differs between processors, so it is measured once.
    """

    def __init__(self, path: str | None = None) -> None:
        """Load the library at ``path``, or the one of the system, and test it.

        Raises MultiBufferError when there is none, when the processor lacks the
        instructions, or when a signature of the self-test is not right.
        """
        self._library = _load(path)
        self._private = self._method("mbx_RSA_private_crt_Method")
        self._public = self._method("mbx_RSA_pub65537_Method")
        self._scratch = ctypes.create_string_buffer(
            max(self._scratch_size(self._private), self._scratch_size(self._public))
        )
        self._texts = ctypes.create_string_buffer(LANES * _BYTES)
        self._signatures = ctypes.create_string_buffer(LANES * _BYTES)
        self._checks = ctypes.create_string_buffer(LANES * _BYTES)
        self._keys: dict[int, _LaneKey] = {}
        self.worth_from = self._test()

    def sign_many(self, requests: Sequence[tuple[RsaSigner, bytes]]) -> list[bytes]:
        """Return the RS256 signatures of at most eight (key, signing input) pairs.

        A signature that does not verify is made again by OpenSSL, and that is logged.
        """
        texts = [_PADDING + hashlib.sha256(text).digest() for _, text in requests]
        keys = [self._lane_key(signer) for signer, _ in requests]
        # Lanes that are not needed repeat the first, since each one is computed anyway.
        filling = LANES - len(requests)
        self._texts.raw = b"".join(texts + texts[:1] * filling)
        lanes = keys + keys[:1] * filling
        status = self._exponentiate(lanes)
        signatures, checks = self._signatures.raw, self._checks.raw
        made = []
        for number, (signer, text) in enumerate(requests):
            lane = slice(number * _BYTES, (number + 1) * _BYTES)
            if status or checks[lane] != texts[number]:
                _log.error("multi-buffer signature is wrong", lane=number, status=status)
                made.append(signer(text))
            else:
                made.append(signatures[lane])
        return made

    def _exponentiate(self, lanes: list[_LaneKey]) -> int:
        """Sign all lanes and raise the results to the public exponent; return the status."""
        library = self._library
        numbers = [_Lanes(*column) for column in zip(*(k.addresses for k in lanes), strict=True)]
        moduli = _Lanes(*(key.modulus for key in lanes))
        scratch = ctypes.addressof(self._scratch)
        texts, signatures, checks = map(_lanes_of, (self._texts, self._signatures, self._checks))
        status: int = library.mbx_rsa_private_crt_mb8(
            texts, signatures, *numbers, RSA_BITS, self._private, scratch
        ) or library.mbx_rsa_public_mb8(signatures, checks, moduli, RSA_BITS, self._public, scratch)
        return status

    def _lane_key(self, signer: RsaSigner) -> _LaneKey:
        found = self._keys.get(id(signer))
        if found is None:
            found = _lane_key(signer)
            if len(self._keys) >= _MAX_KEYS:
                self._keys.clear()
            self._keys[id(signer)] = found
        return found

    def _method(self, name: str) -> int:
        method = getattr(self._library, name)(RSA_BITS)
        if not method:
            raise MultiBufferError("The library has no RSA-2048.")
        return int(method)

    def _scratch_size(self, method: int) -> int:
        return int(self._library.mbx_RSA_Method_BufSize(method))

    def _test(self) -> int:
        """Compare eight signatures of two keys with OpenSSL's; return ``worth_from``."""
        signers = [RsaSigner(_throw_away_key()) for _ in range(2)]
        requests = [(signers[n % 2], b"self-test %d" % n) for n in range(LANES)]
        if self.sign_many(requests) != [signer(text) for signer, text in requests]:
            raise MultiBufferError("The self-test gave a wrong signature.")
        together = _shortest(lambda: self.sign_many(requests))
        single = _shortest(lambda: signers[0](b"self-test"))
        self._keys.clear()
        return min(LANES, int(together / single) + 1)


def find_multi_buffer(choice: str) -> MultiBuffer | None:
    """Return the library as the setting says: ``auto``, ``off``, or a path.

    With ``auto`` a library that is absent or unfit is no error. Raises
    MultiBufferError for a path that cannot be used.
    """
    if choice == "off":
        return None
    if choice != "auto":
        return MultiBuffer(choice)
    try:
        return MultiBuffer()
    except MultiBufferError as error:
        _log.debug("no multi-buffer signatures", reason=str(error))
        return None


def _load(path: str | None) -> Any:
    names = [path] if path else [*_NAMES, ctypes.util.find_library("crypto_mb")]
    for name in names:
        if name is None:
            continue
        try:
            library = ctypes.CDLL(name)
            _declare(library)
        except (OSError, AttributeError):
            continue
        if not library.mbx_get_algo_info(_ALGORITHM_RSA_2K):
            raise MultiBufferError("The processor lacks AVX-512 IFMA.")
        return library
    raise MultiBufferError(f"The library cannot be loaded: {path or 'libcrypto_mb'}.")


def _declare(library: Any) -> None:
    library.mbx_get_algo_info.restype = ctypes.c_uint64
    for name in ("mbx_RSA_private_crt_Method", "mbx_RSA_pub65537_Method"):
        getattr(library, name).restype = ctypes.c_void_p
    library.mbx_RSA_Method_BufSize.argtypes = [ctypes.c_void_p]
    tail = [ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    library.mbx_rsa_private_crt_mb8.argtypes = [_Lanes] * 7 + tail
    library.mbx_rsa_private_crt_mb8.restype = ctypes.c_uint32
    library.mbx_rsa_public_mb8.argtypes = [_Lanes] * 3 + tail
    library.mbx_rsa_public_mb8.restype = ctypes.c_uint32


def _lane_key(signer: RsaSigner) -> _LaneKey:
    numbers = signer.private_numbers()
    half = _BYTES // 2
    parts = [
        ctypes.create_string_buffer(number.to_bytes(half, "little"), half)
        for number in (numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)
    ]
    modulus = ctypes.create_string_buffer(
        numbers.public_numbers.n.to_bytes(_BYTES, "little"), _BYTES
    )
    # The signer itself is kept too: its address is the key of the cache.
    return _LaneKey(
        tuple(ctypes.addressof(part) for part in parts),
        ctypes.addressof(modulus),
        (*parts, modulus, signer),
    )


def _lanes_of(buffer: Any) -> Any:
    start = ctypes.addressof(buffer)
    return _Lanes(*range(start, start + LANES * _BYTES, _BYTES))


def _throw_away_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=_PUBLIC_EXPONENT, key_size=RSA_BITS)


def _shortest(action: Callable[[], object]) -> float:
    """Return the shortest of a few durations, in seconds."""
    durations = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return min(durations)
