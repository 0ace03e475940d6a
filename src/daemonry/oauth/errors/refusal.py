"""A refusal: a row of the catalogue, and the exception that carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MAX_REFLECTED: Final = 200
_UNSAFE: Final = re.compile(r"""[^ !#-;=?-\[\]-~]""")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row of the catalogue. ``has_page`` tells whether ``error_uri`` is sent.

    ``suberror`` says more exactly to clients what to do, where Entra's does.
    """

    aadsts: int
    error: str
    status: int
    description: str
    has_page: bool = True
    suberror: str = ""


class OAuthError(Exception):
    """A refusal on its way out.

    ``str(error)`` is for the caller. ``detail`` is for the log and the sign-in
    record and never reaches the wire. ``nonce`` is one for DPoP proofs;
    ``retry_after`` is in whole seconds, 0 for none.
    """

    def __init__(
        self, refusal: Refusal, *, detail: str = "", nonce: str = "", **words: str
    ) -> None:
        safe = {name: printable(word) for name, word in words.items()}
        super().__init__(refusal.description.format_map(safe))
        self.refusal = refusal
        self.detail = detail
        self.nonce = nonce
        self.retry_after = 0


def printable(text: str) -> str:
    """Return ``text`` fit to be quoted in an error: no control characters, 200 at most.

    What a stranger sent must not forge log lines or markup (RFC 6749 section 5.2
    allows printable ASCII without quote and backslash in ``error_description``).
    """
    return _UNSAFE.sub("?", text[:_MAX_REFLECTED])
