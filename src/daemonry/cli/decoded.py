"""What stands in a token, for people. The signature is not checked here."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import instant

TIME_CLAIMS = ("iat", "nbf", "exp", "auth_time")
WARNING = "The signature was not checked: this shows what the token says, not that it is true."

_JWS_PARTS = 3
_LAST_SECOND = 253402300799  # 9999-12-31 23:59:59Z, the last that a datetime can hold
_MEANING = {
    "aud": "the API it is for",
    "iss": "who issued it",
    "azp": "the client it was issued to",
    "appid": "the client it was issued to",
    "oid": "the client's service principal",
    "sub": "the same, as subject",
    "tid": "the tenant",
    "roles": "what the client may do",
    "idtyp": "app: no person is involved",
    "ver": "format of the token",
    "uti": "the token's own identifier",
    "azpacr": "how the client proved itself",
    "appidacr": "how the client proved itself",
}


@dataclass(frozen=True, slots=True)
class DecodedToken:
    """Header and claims of a token, unverified."""

    header: dict[str, Any]
    claims: dict[str, Any]

    @property
    def roles(self) -> tuple[str, ...]:
        """The application permissions it carries."""
        roles = self.claims.get("roles", ())
        return tuple(roles) if isinstance(roles, list) else ()

    def times(self) -> dict[str, str]:
        """Return its times in UTC, by claim."""
        return {
            name: instant(at)
            for name in TIME_CLAIMS
            if (at := _time(self.claims.get(name))) is not None
        }


def decode_token(text: str) -> DecodedToken:
    """Return header and claims of a compact JWS (RFC 7519 section 7.2), unverified.

    A leading "Bearer" is ignored. Raises CommandError for anything else.
    """
    parts = text.strip().removeprefix("Bearer ").strip().split(".")
    if len(parts) != _JWS_PARTS:
        raise CommandError(
            "This is no JSON Web Token: it has not three parts divided by dots.",
            "Give the whole access token; an opaque token cannot be decoded by anybody but its"
            " issuer.",
            ExitCode.USAGE,
        )
    return DecodedToken(_part(parts[0]), _part(parts[1]))


def token_view(token: DecodedToken, now: datetime, *, only: Sequence[str] = ()) -> RenderableType:
    """Return header and claims with times in UTC, each claim with a word on its meaning.

    ``only`` picks claims, by name; one of them that the token lacks is told as absent.
    """
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold cyan", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim")
    for name in only or token.claims:
        if name in token.claims:
            table.add_row(name, *_claim(name, token.claims[name], now))
        else:
            table.add_row(name, Text("absent", style="bold red"), _MEANING.get(name, ""))
    header = Text("header  ", style="bold").append(
        json.dumps(token.header, ensure_ascii=False), style="not bold dim"
    )
    return Group(header, table)


def _claim(name: str, value: Any, now: datetime) -> tuple[Text, str]:
    """Return the value of a claim and a word on it."""
    at = _time(value) if name in TIME_CLAIMS else None
    if at is not None:
        return Text(f"{value}  {instant(at)}"), _distance(name, at, now)
    return _value(name, value), _MEANING.get(name, "")


def _part(text: str) -> dict[str, Any]:
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        value = None
    if isinstance(value, dict):
        return value
    raise CommandError(
        "This is no JSON Web Token: header or claims are not JSON in base64url.",
        "Give the whole access token, without line breaks or quotes.",
        ExitCode.USAGE,
    )


def _time(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return datetime.fromtimestamp(value, UTC) if 0 <= value <= _LAST_SECOND else None


def _value(name: str, value: Any) -> Text:
    if name == "roles" and isinstance(value, list):
        return Text("\n".join(str(role) for role in value), style="green")
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Text(plain)


def _distance(name: str, at: datetime, now: datetime) -> str:
    ahead = at > now
    span = _span(abs(at - now))
    if name == "exp":
        return f"expires in {span}" if ahead else f"expired {span} ago"
    return f"in {span}" if ahead else f"{span} ago"


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}s"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
