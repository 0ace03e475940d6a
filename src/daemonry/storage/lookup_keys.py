"""Normalised forms under which names are compared, so that spelling is no loophole."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

_MAX_URI: Final = 1024
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_LAST_CHARACTER: Final = "\U0010ffff"
_SURROGATES: Final = range(0xD800, 0xE000)


def storable(text: str) -> str:
    """Return ``text`` as both databases can hold it: U+FFFD for NUL and lone surrogates.

    PostgreSQL knows no NUL in text and neither database knows lone surrogates.
    """
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    clean = text.replace("\0", "\ufffd")
    return "".join("\ufffd" if ord(char) in _SURROGATES else char for char in clean)


def name_key(text: str) -> str:
    """Return the form in which names are compared: composed and without case."""
    return unicodedata.normalize("NFC", text).casefold()


def ascii_lower(text: str) -> str:
    """Return what SQL's ``lower`` makes of a text in both databases."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def after_prefix(prefix: str) -> str:
    """Return a text behind everything that begins with ``prefix`` (code point order)."""
    return prefix + _LAST_CHARACTER


@lru_cache(maxsize=4096)
def uri_key(uri: str) -> str | None:
    """Return the form under which an identifier URI is unique in its tenant.

    Case, percent-encoding (also repeated), compatibility forms of Unicode, invisible
    characters and trailing slashes make no difference, so that none of them can be
    used to claim another's identifier (OWASP ASVS 9.2.4). None when ``uri`` is
    longer than any identifier can be, or nothing is left of it.
    """
    if len(uri) > _MAX_URI:
        return None
    decoded = uri
    while (once := unquote(decoded)) != decoded:
        decoded = once
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", decoded).casefold())
    seen = "".join(char for char in folded if unicodedata.category(char) not in _UNSEEN)
    return seen.strip().rstrip("/") or None
