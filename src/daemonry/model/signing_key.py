"""A token signing key of one tenant, its private part encrypted, and the states of its life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from daemonry.model.token_settings import RS256

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from daemonry.model.ids import TenantId

MAX_TOKEN_LIFE: Final = timedelta(hours=28)
"""The longest life of an access token (Entra: app-resilience-continuous-access-evaluation)."""

MIN_PUBLICATION_LEAD: Final = timedelta(hours=24)
"""How long validators may cache keys, and caches our key documents
(Entra: signing-key-rollover)."""

MIN_OVERLAP: Final = MAX_TOKEN_LIFE + timedelta(hours=24)
"""How long the last token of a key lives, and a day for slow clocks and caches."""


TENANT_KEYS: Final = ""
"""The ``app_id`` of keys that sign for every API without keys of its own."""


class KeyLine(NamedTuple):
    """Keys that follow each other: one algorithm, and the API whose tokens they sign."""

    algorithm: str = RS256
    app_id: str = TENANT_KEYS


class KeyState(StrEnum):
    """Where a key is in its life; it never goes back."""

    NEXT = "next"
    """Published, so that validators know it before its first token."""
    ACTIVE = "active"
    """Signs. One key of a line at most."""
    RETIRING = "retiring"
    """Signs no more; published until its last token has expired."""
    RETIRED = "retired"
    """Not published: its tokens are void."""


@dataclass(frozen=True, slots=True)
class RotationPolicy:
    """When keys take turns. Without a ``period`` they only do so by command.

    ``lead`` is the time between publication and first signature, ``overlap`` the time
    from the last signature until the key is withdrawn.
    """

    period: timedelta | None = timedelta(days=90)
    lead: timedelta = MIN_PUBLICATION_LEAD
    overlap: timedelta = MIN_OVERLAP


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of one tenant for one algorithm, and with ``app_id`` for one API's tokens alone.

    It is published from the transaction that stored it. ``active_from`` is when it is to
    sign, later when it began to. ``retired_at`` and ``withdrawn_at`` are set when it
    happens, never ahead: what a key did is a fact on record, not a comparison with a
    clock that may go back. ``sealed_private_key`` is PKCS#8 DER under the key encryption
    key, bound to the tenant and ``kid``; it is erased when the key retires.
    ``certificate`` is self-signed X.509 DER.
    """

    tenant_id: TenantId
    kid: str
    algorithm: str
    certificate: bytes
    sealed_private_key: bytes = field(repr=False)
    published_at: datetime
    active_from: datetime
    retired_at: datetime | None = None
    withdrawn_at: datetime | None = None
    app_id: str = TENANT_KEYS

    @property
    def line(self) -> KeyLine:
        """The keys it takes turns with."""
        return KeyLine(self.algorithm, self.app_id)

    @property
    def turn(self) -> tuple[datetime, str]:
        """Its place in the line."""
        return self.active_from, self.kid

    @property
    def is_published(self) -> bool:
        """Tell whether the JWKS lists it."""
        return self.withdrawn_at is None

    @property
    def is_waiting_or_active(self) -> bool:
        """Tell whether it signs or may come to sign."""
        return self.retired_at is None and self.withdrawn_at is None


def active_key(keys: Iterable[SigningKey], line: KeyLine, now: datetime) -> SigningKey | None:
    """Return the key of the line that signs: the first that has not retired.

    Whoever follows a retired key signs whatever
    the clock says: the change of turns is on record. Only the very first key of a line,
    when it was made to begin later, waits for the clock.
    """
    first: SigningKey | None = None
    has_taken_over = False
    for key in keys:
        if key.algorithm != line.algorithm or key.app_id != line.app_id:
            continue
        if key.retired_at is not None:
            has_taken_over = True
        elif key.withdrawn_at is None and (first is None or key.turn < first.turn):
            first = key
    if first is None or has_taken_over:
        return first
    return first if first.active_from <= max(now, first.published_at) else None


def state_of(key: SigningKey, keys: Sequence[SigningKey], now: datetime) -> KeyState:
    """Return the state of ``key`` among all keys of its tenant."""
    if not key.is_published:
        return KeyState.RETIRED
    if key.retired_at is not None:
        return KeyState.RETIRING
    active = active_key(keys, key.line, now)
    return KeyState.ACTIVE if active is not None and active.kid == key.kid else KeyState.NEXT


def sealing_context(tenant_id: TenantId, kid: str) -> str:
    """Return what the encryption of a private key is bound to: tenant, key, purpose."""
    return f"signing-key|{tenant_id}|{kid}"
