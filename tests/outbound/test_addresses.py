"""Which addresses are on the public Internet (security row F1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemonry.outbound.addresses import is_public

HERE = Path(__file__).parent
NOT_PUBLIC = (HERE / "not_public.txt").read_text().split()
PUBLIC = (HERE / "public.txt").read_text().split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_f1_addresses_of_somebodys_own_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "1.2.3", "1.2.3.4.5"])
def test_what_is_no_address_is_not_public(text):
    assert not is_public(text)
