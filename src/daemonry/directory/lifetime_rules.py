"""The definition of a token lifetime policy: JSON text to seconds, strictly."""

from __future__ import annotations

import json
import re
from typing import Final

from daemonry.model.errors import POLICY_DEFINITION, POLICY_LIFETIME, InvalidError
from daemonry.model.policy import MAX_TOKEN_LIFETIME, MIN_TOKEN_LIFETIME

_MAX_DEFINITION: Final = 2048
_TIME_SPAN: Final = re.compile(r"(?:(\d{1,2})\.)?([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)", re.ASCII)


def parse_definition(text: str) -> int:
    """Return the access token lifetime of a definition, in seconds.

    Its members for other kinds of token are let through: nothing reads them, as in Entra
    since it retired them. Raises InvalidError.
    """
    if len(text) > _MAX_DEFINITION:
        raise _malformed()
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed() from None
    policy = parsed.get("TokenLifetimePolicy") if isinstance(parsed, dict) else None
    if not isinstance(policy, dict) or policy.get("Version") != 1:
        raise _malformed()
    span = policy.get("AccessTokenLifetime")
    seconds = _seconds(span) if isinstance(span, str) else None
    if seconds is None:
        raise _malformed()
    if not MIN_TOKEN_LIFETIME <= seconds <= MAX_TOKEN_LIFETIME:
        raise InvalidError(POLICY_LIFETIME, target="definition")
    return seconds


def define(seconds: int) -> str:
    """Return the definition of a lifetime. Raises InvalidError when it is out of bounds."""
    days, rest = divmod(seconds, 86_400)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    policy = {"Version": 1, "AccessTokenLifetime": f"{days}.{clock}" if days else clock}
    text = json.dumps({"TokenLifetimePolicy": policy}, separators=(",", ":"))
    parse_definition(text)
    return text


def _seconds(span: str) -> int | None:
    """Return the seconds of a .NET TimeSpan, ``[D.]HH:MM:SS``; ``24:00:00`` is none."""
    match = _TIME_SPAN.fullmatch(span)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def _malformed() -> InvalidError:
    return InvalidError(POLICY_DEFINITION, target="definition")
