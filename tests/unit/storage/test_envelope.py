"""Sealing under the key encryption key: what fits opens, everything else is refused (K4)."""

from __future__ import annotations

import pytest

from daemonry.model.ids import TenantId
from daemonry.model.signing_key import sealing_context
from daemonry.storage.envelope import EnvelopeVault

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
CONTOSO = sealing_context(TenantId("11111111-1111-4111-8111-111111111111"), "kid")
FABRIKAM = sealing_context(TenantId("22222222-2222-4222-8222-222222222222"), "kid")
OTHER_KEY = sealing_context(TenantId("11111111-1111-4111-8111-111111111111"), "other")
SECRET = b"a private key in PKCS#8"


def test_what_was_sealed_opens_and_is_not_readable():
    sealed = EnvelopeVault([OLD]).seal(SECRET, context=CONTOSO)
    assert EnvelopeVault([OLD]).open(sealed, context=CONTOSO) == SECRET
    assert SECRET not in sealed


@pytest.mark.parametrize("context", [FABRIKAM, OTHER_KEY, "signing-key", ""])
def test_it_opens_for_its_own_tenant_key_and_purpose_only(context):
    sealed = EnvelopeVault([OLD]).seal(SECRET, context=CONTOSO)
    with pytest.raises(ValueError, match="belongs elsewhere"):
        EnvelopeVault([OLD]).open(sealed, context=context)


def test_every_changed_byte_is_noticed():
    vault = EnvelopeVault([OLD])
    sealed = vault.seal(SECRET, context=CONTOSO)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(ValueError, match=r"."):
            vault.open(changed, context=CONTOSO)


@pytest.mark.parametrize("length", [0, 1, 2, 18, 30, 40])
def test_less_than_was_sealed_is_refused(length):
    vault = EnvelopeVault([OLD])
    sealed = vault.seal(SECRET, context=CONTOSO)
    with pytest.raises(ValueError, match=r"."):
        vault.open(sealed[:length], context=CONTOSO)


def test_two_seals_of_the_same_share_no_nonce():
    vault = EnvelopeVault([OLD])
    assert len({vault.seal(SECRET, context=CONTOSO) for _ in range(100)}) == 100


def test_an_old_key_opens_and_the_first_one_seals():
    sealed = EnvelopeVault([OLD]).seal(SECRET, context=CONTOSO)
    both = EnvelopeVault([NEW, OLD])
    assert both.open(sealed, context=CONTOSO) == SECRET
    assert not both.is_current(sealed)
    anew = both.seal(SECRET, context=CONTOSO)
    assert both.is_current(anew)
    with pytest.raises(ValueError, match="not at hand"):
        EnvelopeVault([OLD]).open(anew, context=CONTOSO)


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b""]])
def test_a_key_of_another_size_is_refused(keys):
    with pytest.raises(ValueError, match="32 bytes"):
        EnvelopeVault(keys)


def test_a_vault_shows_no_key():
    assert OLD.hex() not in repr(EnvelopeVault([OLD]))
