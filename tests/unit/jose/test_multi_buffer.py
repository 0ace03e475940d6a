"""Signatures made eight at a time: the same bytes as OpenSSL's, or none at all."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from daemonry.jose import multi_buffer
from daemonry.jose.jwk import RsaSigner
from daemonry.jose.multi_buffer import LANES, MultiBuffer, MultiBufferError, find_multi_buffer

UNPACKED = sorted(Path(".multi-buffer/usr/lib").glob("*/libcrypto_mb.so.*"))
"""Where ``make packages`` puts the distribution's library on a processor that can use it."""


def signer():
    return RsaSigner(rsa.generate_private_key(public_exponent=65537, key_size=2048))


@pytest.fixture(scope="module", params=UNPACKED[:1], ids=lambda path: path.name)
def together(request):
    return MultiBuffer(str(request.param))


@pytest.mark.parametrize("count", range(1, LANES + 1))
def test_any_number_of_signatures_equals_those_of_openssl(together, count):
    signers = [signer() for _ in range(min(count, 3))]
    requests = [(signers[n % len(signers)], b"text %d" % n) for n in range(count)]
    assert together.sign_many(requests) == [sign(text) for sign, text in requests]


def test_many_keys_in_turn_stay_apart(together, monkeypatch):
    monkeypatch.setattr(multi_buffer, "_MAX_KEYS", 3)
    for number in range(6):
        sign = signer()
        assert together.sign_many([(sign, b"%d" % number)]) == [sign(b"%d" % number)]


@pytest.mark.parametrize("where", ["_signatures", "_checks"])
def test_k10_a_faulty_signature_never_leaves(together, monkeypatch, where):
    """A fault in RSA with the Chinese remainder theorem would give the key away."""
    right = together._exponentiate

    def faulty(lanes):
        status = right(lanes)
        ctypes.memset(ctypes.addressof(getattr(together, where)) + 100, 0x55, 8)
        if where == "_signatures":
            ctypes.memset(ctypes.addressof(together._checks) + 100, 0x55, 8)
        return status

    monkeypatch.setattr(together, "_exponentiate", faulty)
    requests = [(signer(), b"text %d" % n) for n in range(LANES)]
    assert together.sign_many(requests) == [sign(text) for sign, text in requests]


def test_a_failure_of_the_library_is_made_good_by_openssl(together, monkeypatch):
    monkeypatch.setattr(together, "_exponentiate", lambda _: 2)
    sign = signer()
    assert together.sign_many([(sign, b"text")]) == [sign(b"text")]


def test_a_self_test_that_fails_refuses_the_library(together, monkeypatch):
    monkeypatch.setattr(MultiBuffer, "sign_many", lambda _, requests: [b""] * len(requests))
    with pytest.raises(MultiBufferError, match="self-test"):
        MultiBuffer(together._library._name)


def test_from_how_many_it_is_worth_it_was_measured(together):
    assert 1 <= together.worth_from <= LANES


def test_off_loads_nothing():
    assert find_multi_buffer("off") is None


def test_a_path_that_is_no_such_library_is_refused():
    with pytest.raises(MultiBufferError, match=r"cannot be loaded: /nowhere/lib\.so"):
        find_multi_buffer("/nowhere/lib.so")


def test_automatic_choice_does_without_a_library_that_is_not_there(monkeypatch):
    monkeypatch.setattr(multi_buffer, "_NAMES", ("libnowhere_mb.so.1",))
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    assert find_multi_buffer("auto") is None


def test_a_processor_without_the_instructions_is_told(monkeypatch):
    class Old:
        """A library that says it can do nothing here."""

        def __getattr__(self, name):
            return type("Function", (), {"__call__": lambda *_: 0})()

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Old())
    with pytest.raises(MultiBufferError, match="AVX-512 IFMA"):
        MultiBuffer("any.so")
