"""Signatures that are asked for together are made together, and each goes to who asked."""

from __future__ import annotations

import asyncio

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from daemonry.jose.batches import SigningBatches
from daemonry.jose.jwk import RsaSigner
from daemonry.jose.multi_buffer import LANES

pytestmark = pytest.mark.anyio

SIGN = RsaSigner(rsa.generate_private_key(public_exponent=65537, key_size=2048))


class Together:
    """Stands for a multi-buffer library; remembers how much it was given at a time."""

    def __init__(self, worth_from):
        self.worth_from = worth_from
        self.sizes = []

    def sign_many(self, requests):
        self.sizes.append(len(requests))
        return [sign(text) for sign, text in requests]


async def sign(batches, count):
    texts = [b"text %d" % number for number in range(count)]
    made = await asyncio.gather(*(batches.sign(SIGN, text) for text in texts))
    assert made == [SIGN(text) for text in texts]


async def test_each_gets_the_signature_of_its_own_text():
    await sign(SigningBatches(), 2 * LANES + 3)


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, []), (2, []), (3, [3]), (8, [8]), (20, [8, 8, 4])]
)
async def test_a_library_is_used_from_where_it_is_worth_it(count, sizes):
    together = Together(worth_from=3)
    await sign(SigningBatches(together), count)
    assert together.sizes == sizes


async def test_who_stopped_waiting_disturbs_nobody():
    batches = SigningBatches()
    gone = batches.sign(SIGN, b"gone")
    gone.cancel()
    await sign(batches, 3)
