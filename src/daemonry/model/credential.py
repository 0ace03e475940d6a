"""A password credential: what is kept of a client secret once it was shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import KeyId


SOON: Final = timedelta(days=30)
"""How long before its end something is said to end soon, wherever that is said."""


def ends_soon(ends_at: datetime, now: datetime) -> bool:
    """Tell whether less than thirty days are left, or none."""
    return ends_at - now < SOON


@dataclass(frozen=True, slots=True)
class SecretDigest:
    """A keyed hash of a client secret and the identifier of the key that made it."""

    hash_key_id: str
    digest: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PasswordCredential:
    """One client secret of an application, without the secret.

    ``hint`` holds the first three characters of its random part, so that a person
    can tell two secrets apart. Times are aware UTC.
    """

    key_id: KeyId
    display_name: str | None
    starts_at: datetime
    ends_at: datetime
    hint: str
    digest: SecretDigest = field(repr=False)

    def is_live(self, now: datetime) -> bool:
        """Tell whether the secret may be used at ``now``."""
        return self.starts_at <= now < self.ends_at
