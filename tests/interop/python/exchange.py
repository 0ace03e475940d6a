"""How a test talks to a client: one case in JSON on standard input, one result on output.

A refusal is a result; anything unforeseen ends the program with a traceback.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class TokenCase:
    """What to ask for, where, and as whom."""

    origin: str
    tenant: str
    client_id: str
    scope: str
    client_secret: str = ""
    assertion_file: str = ""
    """A file with a token of another issuer, in place of a secret."""
    certificate_file: str = ""
    """PEM with a private key and its certificate, in place of a secret; beside it .pfx."""
    key_id: str = ""
    """The identifier under which that certificate is registered."""
    trusted_name: bool = False
    """The library knows the host, so that no setting may tell it more."""


class RefusedError(Exception):
    """What a user of the library sees of a refusal."""

    def __init__(self, message: str, error: str | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.error = error
        self.status = status


def answer(get_token: Callable[[TokenCase], str]) -> None:
    """Answer the case on standard input with the token, or with what was refused."""
    case = TokenCase(**json.load(sys.stdin))
    try:
        result: dict[str, object] = {"access_token": get_token(case)}
    except RefusedError as refused:
        result = {
            "error": refused.error,
            "aadsts": _aadsts_in(str(refused)),
            "status": refused.status,
            "message": str(refused),
        }
    print(json.dumps(result))  # noqa: T201 - the result


def _aadsts_in(description: str) -> int | None:
    found = re.search(r"AADSTS(\d+):", description)
    return int(found[1]) if found else None
