"""A key encryption key that never leaves a hardware module, reached by PKCS#11.

The key is named by a URI (RFC 7512): ``pkcs11:token=daemonry;object=kek?
module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/run/secrets/pin``. Cloud key
services are reached alike, by the PKCS#11 libraries that their vendors publish.

For each value a data key is made here and encrypted in the module with AES-GCM; the
value itself is encrypted here. A module that does not support AES-GCM is of no use.
"""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from daemonry.storage.envelope import KEY_BYTES, NONCE_BYTES, LocalKey
from daemonry.storage.errors import KeyFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PKCS11: Final = "pkcs11:"
_TAG_BITS: Final = 128
_WRAPPED_BYTES: Final = NONCE_BYTES + KEY_BYTES + _TAG_BITS // 8
_ID_HEX_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """What a URI says: module, token, object, and where the PIN is."""

    module: str
    token: str
    label: str
    pin_file: Path | None


class Pkcs11Key:
    """``SealingKey`` in a module. For any thread, by one at a time."""

    def __init__(self, place: KeyPlace) -> None:
        """Open the module. Raises KeyFileError when it, the token or the key is not there."""
        name = f"daemonry pkcs11 key\0{place.token}\0{place.label}"
        self.identifier = "hsm-" + hashlib.sha256(name.encode()).hexdigest()[:_ID_HEX_DIGITS]
        self._place = place
        self._turn = threading.Lock()
        self._key: Any = _find(place)

    def encrypt(self, plaintext: bytes, associated: bytes) -> bytes:
        """Return the wrapped data key and what it made of the plaintext."""
        data_key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
        wrapped = self._do(lambda key: key.encrypt(data_key, **_mechanism(nonce, associated)))
        return nonce + bytes(wrapped) + LocalKey(data_key).encrypt(plaintext, associated)

    def decrypt(self, ciphertext: bytes, associated: bytes) -> bytes:
        """Undo ``encrypt``. Raises ValueError as ``LocalKey`` does, OSError for the module."""
        from pkcs11.exceptions import (  # noqa: PLC0415 - an extra
            ArgumentsBad,
            EncryptedDataInvalid,
            EncryptedDataLenRange,
            FunctionFailed,
            GeneralError,
        )

        nonce, wrapped = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:_WRAPPED_BYTES]
        try:
            data_key = self._do(lambda key: key.decrypt(wrapped, **_mechanism(nonce, associated)))
        except (
            *(EncryptedDataInvalid, EncryptedDataLenRange),
            *(ArgumentsBad, GeneralError, FunctionFailed),  # as modules put it
        ):
            raise ValueError("The sealed value was changed, or belongs elsewhere.") from None
        return LocalKey(bytes(data_key)).decrypt(ciphertext[_WRAPPED_BYTES:], associated)

    def _do(self, work: Callable[[Any], Any]) -> Any:
        """Use the key; a session that the module has ended meanwhile is opened once more."""
        from pkcs11.exceptions import (  # noqa: PLC0415 - an extra
            DeviceError,
            DeviceRemoved,
            ObjectHandleInvalid,
            SessionClosed,
            SessionHandleInvalid,
            UserNotLoggedIn,
        )

        with self._turn:
            try:
                return work(self._key)
            except (
                *(SessionClosed, SessionHandleInvalid, UserNotLoggedIn),
                *(ObjectHandleInvalid, DeviceError, DeviceRemoved),
            ):
                try:
                    self._key = _find(self._place)
                except KeyFileError as error:
                    raise OSError(str(error)) from error
                return work(self._key)


def open_pkcs11_key(uri: str) -> Pkcs11Key:
    """Return the key that a URI names. Raises KeyFileError."""
    return Pkcs11Key(parse_uri(uri))


def make_pkcs11_key(uri: str) -> None:
    """Make an AES-256 key in the module that it never hands out. Raises KeyFileError."""
    place = parse_uri(uri)
    with _words_of_modules():
        from pkcs11 import Attribute, KeyType  # noqa: PLC0415 - an extra

        session = _session(place, may_write=True)
        session.generate_key(
            KeyType.AES,
            KEY_BYTES * 8,
            label=place.label,
            store=True,
            template={
                Attribute.SENSITIVE: True,
                Attribute.EXTRACTABLE: False,
                Attribute.ENCRYPT: True,
                Attribute.DECRYPT: True,
            },
        )
        session.close()


def parse_uri(uri: str) -> KeyPlace:
    """Read a URI of RFC 7512. Raises KeyFileError with what is missing or unknown."""
    path, _, query = uri.removeprefix(PKCS11).partition("?")
    values: dict[str, str] = {}
    for part in [*path.split(";"), *(query.split("&") if query else [])]:
        name, _, value = part.partition("=")
        values[name] = unquote(value)
    known = {"token", "object", "type", "module-path", "pin-source"}
    unknown = sorted(values.keys() - known)
    missing = sorted({"token", "object", "module-path"} - values.keys())
    if unknown or missing:
        what = f"does not take {unknown[0]}" if unknown else f"lacks {missing[0]}"
        raise KeyFileError(
            f"The pkcs11 URI {what}. Write pkcs11:token=T;object=KEY?module-path=/lib.so"
            "&pin-source=/file."
        )
    pin = values.get("pin-source")
    file = Path(pin.removeprefix("file:").removeprefix("//")) if pin is not None else None
    return KeyPlace(values["module-path"], values["token"], values["object"], file)


def _find(place: KeyPlace) -> Any:
    with _words_of_modules():
        from pkcs11 import ObjectClass  # noqa: PLC0415 - an extra

        session = _session(place, may_write=False)
        return session.get_key(object_class=ObjectClass.SECRET_KEY, label=place.label)


def _session(place: KeyPlace, *, may_write: bool) -> Any:
    import pkcs11  # noqa: PLC0415 - an extra
    from pkcs11.exceptions import UserAlreadyLoggedIn  # noqa: PLC0415 - likewise

    pin = place.pin_file.read_text(encoding="utf-8").strip() if place.pin_file else None
    token = pkcs11.lib(place.module).get_token(token_label=place.token)
    try:
        return token.open(rw=may_write, user_pin=pin)
    except UserAlreadyLoggedIn:  # a process logs in once, for all of its sessions
        return token.open(rw=may_write)


@contextmanager
def _words_of_modules() -> Iterator[None]:
    """Turn what goes wrong with a module into KeyFileError; a PIN is never in it."""
    try:
        yield
    except ImportError:
        raise KeyFileError(
            "Keys in hardware modules need an extra. Install it: pip install 'daemonry[pkcs11]'."
        ) from None
    except OSError:
        raise KeyFileError("The PIN of the module cannot be read from its file.") from None
    except Exception as error:
        if not type(error).__module__.startswith("pkcs11") and not isinstance(error, RuntimeError):
            raise
        raise KeyFileError(
            f"The hardware module does not give the key: {type(error).__name__}. Check"
            " module-path, token, object and pin-source of the pkcs11 URI."
        ) from None


def _mechanism(nonce: bytes, associated: bytes) -> dict[str, Any]:
    from pkcs11 import GCMParams, Mechanism  # noqa: PLC0415 - an extra

    return {
        "mechanism": Mechanism.AES_GCM,
        "mechanism_param": GCMParams(nonce=nonce, aad=associated, tag_bits=_TAG_BITS),
    }
