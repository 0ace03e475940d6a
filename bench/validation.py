"""What validating a token costs an API, beside the bare signature check of the same token.

Usage: python -m bench.validation
"""

from __future__ import annotations

import asyncio
import base64
import json
import time
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from joserfc.jwk import RSAKey

from daemonry_protect import TokenValidator
from daemonry_protect.testing import LocalAuthority

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

API = "0c9b2f3e-52a1-4c0e-8f43-7c1d9a5e6b21"
TOKENS = 400
ROUNDS = 40


def main() -> None:
    key = RSAKey.generate_key(2048, parameters={"kid": "bench"})
    authority = LocalAuthority(key=key)
    tokens = [authority.token(API, uti=f"token-{number}") for number in range(TOKENS)]
    public = rsa.RSAPublicNumbers(**numbers_of(key)).public_key()

    def bare() -> None:
        for token in tokens:
            text, _, signature = token.rpartition(".")
            public.verify(decoded(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256())
            msgspec.json.decode(decoded(text.partition(".")[2]))

    with asyncio.Runner() as runner:
        # In turn, so that all three see the same machine.
        rounds = [(timed(bare), *runner.run(validation(authority, tokens))) for _ in range(ROUNDS)]
    yardstick, fresh, cached = (min(column) for column in zip(*rounds, strict=True))
    print(f"bare signature check and JSON parsing: {yardstick:.0f} us")
    print(f"a token never seen before: {fresh:.0f} us, {fresh / yardstick:.2f} times as much")
    print(f"a token seen before: {cached:.1f} us")


async def validation(authority: LocalAuthority, tokens: Sequence[str]) -> tuple[float, float]:
    """Return the microseconds for a token of the first time, and of the second."""
    validator = TokenValidator(authority.settings(API), transport=authority.transport)
    await validator.validate(authority.token(API))
    durations = []
    for _ in range(2):
        start = time.perf_counter()
        for token in tokens:
            await validator.validate(token)
        durations.append((time.perf_counter() - start) / len(tokens) * 1e6)
    return durations[0], durations[1]


def timed(action: Callable[[], None]) -> float:
    """Return the time for one token, in microseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) / TOKENS * 1e6


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def numbers_of(key: Any) -> dict[str, int]:
    members = json.loads(json.dumps(key.as_dict(private=False)))
    return {name: int.from_bytes(decoded(members[name]), "big") for name in ("n", "e")}


if __name__ == "__main__":
    main()
