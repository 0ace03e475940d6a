"""The form of client secrets and their keyed hash."""

import random
import string

from daemonry.model import secret
from daemonry.model.ids import AppId, TenantId

KEYS = secret.SecretHashKeys("k1", {"k1": b"1" * 32, "k2": b"2" * 32})
TENANT, APP = TenantId("t"), AppId("a")


def test_k1_a_secret_has_prefix_body_and_checksum_and_more_than_160_bits():
    made = secret.new_secret()
    assert made.startswith("dmns_")
    assert len(made) == len("dmns_") + 36 + 6
    assert 62**36 > 2**160
    assert len({secret.new_secret() for _ in range(1000)}) == 1000


def test_k1_the_hint_is_the_first_three_random_characters():
    made = secret.new_secret()
    assert secret.hint_of(made) == made[5:8]


def test_k3_every_generated_secret_is_found_in_text_with_a_valid_checksum():
    for _ in range(2000):
        made = secret.new_secret()
        found = secret.SECRET_PATTERN.search(f"CLIENT_SECRET={made}\n")
        assert found is not None
        assert secret.has_valid_checksum(found.group())


def test_k3_random_words_of_the_same_form_do_not_pass_the_checksum():
    rng = random.Random(1)
    letters = string.ascii_letters + string.digits
    words = ("dmns_" + "".join(rng.choices(letters, k=42)) for _ in range(20_000))
    assert sum(secret.has_valid_checksum(word) for word in words) == 0


def test_one_changed_character_breaks_the_checksum():
    made = secret.new_secret()
    for position in range(5, len(made)):
        changed = "A" if made[position] != "A" else "B"
        assert not secret.has_valid_checksum(made[:position] + changed + made[position + 1 :])


def test_s2_the_same_secret_hashes_differently_in_another_tenant_app_or_under_another_key():
    digests = {
        secret.digest_secret(KEYS, TENANT, APP, "x").digest,
        secret.digest_secret(KEYS, TenantId("u"), APP, "x").digest,
        secret.digest_secret(KEYS, TENANT, AppId("b"), "x").digest,
        secret.digest_secret(KEYS, TENANT, APP, "x", key_id="k2").digest,
    }
    assert len(digests) == 4


def test_l3_keys_and_digests_do_not_show_in_repr():
    digest = secret.digest_secret(KEYS, TENANT, APP, "x")
    assert "1111" not in repr(KEYS)
    assert repr(digest.digest) not in repr(digest)
