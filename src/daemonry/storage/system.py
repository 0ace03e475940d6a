"""The real clock and the real source of identifiers."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime


class SystemClock:
    """``ports.Clock`` of the machine."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the Clock that everybody else takes


class SystemIds:
    """``ports.IdSource`` from the operating system's CSPRNG."""

    def guid(self) -> str:
        """Return a random GUID in canonical lower case (RFC 9562 section 5.4)."""
        return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))

    def token_bytes(self, count: int) -> bytes:
        """Return ``count`` random bytes."""
        return secrets.token_bytes(count)
