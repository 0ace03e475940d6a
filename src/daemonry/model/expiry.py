"""What ends at a known time, whoever looks after it: credentials, authorities, the server's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime, timedelta

CLIENT_SECRET: Final = "client secret"  # noqa: S105 - a kind of thing
CERTIFICATE: Final = "certificate"
CERTIFICATE_AUTHORITY: Final = "certificate authority"
TLS_CERTIFICATE: Final = "TLS certificate"
SIGNING_KEY: Final = "signing key"
"""Ends when its turn is over, and is told of only when nobody takes over: rotation stands still."""

KINDS: Final = (CLIENT_SECRET, CERTIFICATE, CERTIFICATE_AUTHORITY, TLS_CERTIFICATE, SIGNING_KEY)


@dataclass(frozen=True, slots=True)
class Expiry:
    """One thing and when it ends (UTC).

    ``tenant_id`` is empty for what belongs to the server. ``owner`` is the application or
    authority that it belongs to, ``key_id`` tells it from others of the same owner.
    """

    kind: str
    tenant_id: str
    tenant: str
    owner: str
    app_id: str
    key_id: str
    description: str
    ends_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Tell whether it has ended."""
        return self.ends_at <= now

    def left(self, now: datetime) -> timedelta:
        """Return how long it still counts; negative once it has ended."""
        return self.ends_at - now
