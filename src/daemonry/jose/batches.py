"""Signing together what is asked for at about the same time.

Requests of one turn of the event loop are signed one after another at its end: the
processor's caches then hold the signing code for all of them, and Python's for the
rest of the time. With a multi-buffer library a batch is one call.
"""

from __future__ import annotations

import asyncio
from time import perf_counter_ns
from typing import TYPE_CHECKING

from daemonry.jose.multi_buffer import LANES
from daemonry.model.distribution import Distribution

if TYPE_CHECKING:
    from daemonry.jose.jwk import RsaSigner
    from daemonry.jose.multi_buffer import MultiBuffer


class SigningBatches:
    """Signs RS256 in batches of at most eight. For one event loop.

    ``sizes`` tells how large the batches were, ``spent_ns`` how long they took in all.
    """

    def __init__(self, multi_buffer: MultiBuffer | None = None) -> None:
        self._multi_buffer = multi_buffer
        self._waiting: list[tuple[RsaSigner, bytes, asyncio.Future[bytes]]] = []
        self.sizes = Distribution(tuple(range(1, LANES)))
        self.spent_ns = 0

    def sign(self, signer: RsaSigner, signing_input: bytes) -> asyncio.Future[bytes]:
        """Return the signature, to be awaited."""
        loop = asyncio.get_running_loop()
        signature: asyncio.Future[bytes] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._sign_batch, loop)
        self._waiting.append((signer, signing_input, signature))
        return signature

    def waiting(self) -> int:
        """Return how many wait for their signature."""
        return len(self._waiting)

    def _sign_batch(self, loop: asyncio.AbstractEventLoop) -> None:
        batch, self._waiting = self._waiting[:LANES], self._waiting[LANES:]
        if self._waiting:
            # Requests that arrive meanwhile fill up the next batch.
            loop.call_soon(self._sign_batch, loop)
        began_ns = perf_counter_ns()
        together = self._multi_buffer
        if together is not None and len(batch) >= together.worth_from:
            made = together.sign_many([(signer, text) for signer, text, _ in batch])
        else:
            made = [signer(text) for signer, text, _ in batch]
        self.spent_ns += perf_counter_ns() - began_ns
        self.sizes.add(len(batch))
        for (_, _, waiting), signature in zip(batch, made, strict=True):
            if not waiting.done():
                waiting.set_result(signature)
