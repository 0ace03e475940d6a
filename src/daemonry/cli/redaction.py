"""What must not stand in a log, whoever wrote it there: the last look at each line.

Nobody logs secrets or tokens on purpose; this is for the exception of a library that
quotes what it was given. What a stranger sent cannot forge a line either: control and
bidirectional characters are shown as escapes, and values have a bounded length.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from daemonry.model.secret import SECRET_PATTERN

MAX_VALUE: Final = 2_000
MAX_TRACEBACK: Final = 20_000
_TRACEBACK: Final = "exception"
_MASKS: Final = (
    (SECRET_PATTERN, "(client secret)"),
    # The header of a JWS or JWE is a JSON object, which begins with {" or { " in base64url.
    (re.compile(r"\bey[IJ][A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}"), "(token)"),
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s\\]*"), "(private key)"),
    (re.compile(r"(?i)\b(basic|bearer|dpop) [A-Za-z0-9._~+/=-]{8,}"), r"\1 (credential)"),
    (
        re.compile(
            r"(?i)\b(client_secret|client_assertion|password|code|refresh_token)=[^&\s\"']+"
        ),
        r"\1=(secret)",
    ),
)
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_LINE_BREAK: Final = re.compile(r"[\t\n]")


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Return a log event as it may be written; a processor of structlog."""
    for name, value in event.items():
        if name == _TRACEBACK:
            event[name] = _masked(str(value), MAX_TRACEBACK)
        elif isinstance(value, str):
            event[name] = _LINE_BREAK.sub(_escape, _masked(value, MAX_VALUE))
        elif not isinstance(value, int | float | None):
            event[name] = _LINE_BREAK.sub(_escape, _masked(str(value), MAX_VALUE))
    return event


def _masked(text: str, limit: int) -> str:
    shown = text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
    for pattern, mask in _MASKS:
        shown = pattern.sub(mask, shown)
    return _CONTROL.sub(_escape, shown)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
