"""Times as browsers type them: ``datetime-local`` fields, here always in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_of(text: str) -> datetime | None:
    """Return what was typed into a field, or None for nothing and for nonsense."""
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def field_of(at: datetime | None) -> str:
    """Return a time as such a field holds it (HTML: valid local date and time string)."""
    return f"{at:%Y-%m-%dT%H:%M}" if at is not None else ""
