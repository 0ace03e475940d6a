"""A key encryption key in a hardware module; SoftHSM stands for one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.programs import find_program

from daemonry.storage.envelope import EnvelopeVault
from daemonry.storage.errors import KeyFileError
from daemonry.storage.pkcs11_key import Pkcs11Key, make_pkcs11_key, open_pkcs11_key, parse_uri
from daemonry.storage.secret_files import open_server_keys, write_key_file

pytestmark = pytest.mark.debian
MODULE = next(
    (
        path
        for path in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")
        if Path(path).exists()
    ),
    None,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The part of a URI that names a token of SoftHSM with the PIN 1234."""
    program = find_program("softhsm2-util", package="softhsm2", marker="debian")
    assert MODULE, "softhsm2 is installed, and its module is not where Debian has it"
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\n")
    (home / "pin").write_text("1234\n")
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
    for label in ("daemonry", "locked"):
        words = f"--init-token --free --label {label} --pin 1234 --so-pin 5678"
        subprocess.run([program, *words.split()], check=True, stdout=subprocess.DEVNULL)
    yield f"?module-path={MODULE}&pin-source={home / 'pin'}"
    patch.undo()


@pytest.fixture(scope="module")
def uri(place):
    made = f"pkcs11:token=daemonry;object=kek{place}"
    make_pkcs11_key(made)
    return made


def test_what_the_module_sealed_opens_for_its_own_context_only(uri):
    vault = EnvelopeVault([open_pkcs11_key(uri)])
    sealed = vault.seal(b"a signing key", context="tenant|kid")
    assert b"a signing key" not in sealed
    assert vault.open(sealed, context="tenant|kid") == b"a signing key"
    with pytest.raises(ValueError, match="belongs elsewhere"):
        vault.open(sealed, context="other|kid")


def test_every_changed_byte_is_noticed(uri):
    vault = EnvelopeVault([open_pkcs11_key(uri)])
    sealed = vault.seal(b"x", context="c")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(ValueError, match=r"."):
            vault.open(changed, context="c")


def test_the_module_never_hands_the_key_out(uri):
    from pkcs11 import Attribute
    from pkcs11.exceptions import PKCS11Error

    key = open_pkcs11_key(uri)._key
    with pytest.raises(PKCS11Error):
        key[Attribute.VALUE]


def test_a_session_that_the_module_ended_is_opened_again(uri):
    key = open_pkcs11_key(uri)
    sealed = key.encrypt(b"x", b"c")
    key._key.session.close()
    assert key.decrypt(sealed, b"c") == b"x"


def test_a_key_file_names_the_module_and_older_keys_behind_it(uri, tmp_path):
    local = open_server_keys(tmp_path / "keys", create=True)
    sealed = local.vault.seal(b"old", context="c")
    path = tmp_path / "keys" / "kek"
    write_key_file(path, [uri, path.read_text().strip()], replace=True)
    moved = open_server_keys(tmp_path / "keys").vault
    assert moved.current.startswith("hsm-")
    assert moved.open(sealed, context="c") == b"old"
    anew = local.vault.seal(b"new", context="c")  # the one that was open has looked again
    assert moved.open(anew, context="c") == b"new"
    assert moved.is_current(anew)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (("token=daemonry", "token=absent"), "does not give the key"),
        (("object=kek", "object=absent"), "does not give the key"),
        ((MODULE or "x", "/absent.so"), "does not give the key"),
        (("/pin", "/absent"), "PIN of the module cannot be read"),
        (("object=kek", "slot-id=1"), "does not take slot-id"),
        (("token=daemonry;", ""), "lacks token"),
    ],
)
def test_what_is_wrong_with_a_uri_is_said_without_the_pin(uri, spoil, words):
    with pytest.raises(KeyFileError, match=words) as refused:
        Pkcs11Key(parse_uri(uri.replace(*spoil)))
    assert "1234" not in str(refused.value)


def test_a_wrong_pin_is_refused_without_being_told(place, tmp_path):
    (tmp_path / "pin").write_text("9999")
    module = place.partition("&")[0]
    with pytest.raises(KeyFileError, match="PinIncorrect") as refused:
        open_pkcs11_key(f"pkcs11:token=locked;object=kek{module}&pin-source={tmp_path / 'pin'}")
    assert "9999" not in str(refused.value)
