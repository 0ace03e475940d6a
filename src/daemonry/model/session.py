"""A session of a person: who signed in, when and how, and for how long it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=8)
"""Limits without activity and in all (ASVS 7.3.1, 7.3.2)."""

PASSWORD: Final = "pwd"  # noqa: S105 - the name of a method, no password
CODE: Final = "otp"
POSSESSION: Final = "pop"
SEVERAL: Final = "mfa"
"""Names of authentication methods (RFC 8176 section 2)."""

ASKED_PASSWORD: Final = "password"  # noqa: S105 - the name of a stage
ASKED_FACTOR: Final = "factor"
ASKED_ENROLMENT: Final = "enrolment"
"""Stages of a sign-in that goes on: another password, a second factor, setting one up."""
UNFINISHED: Final = timedelta(minutes=15)
"""How long a sign-in may take."""
FRESH: Final = timedelta(minutes=10)
"""How long a proof counts for what matters most (row A5)."""
_SHORT: Final = 16


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person. ``digest`` is of its secret, which is never kept.

    ``authenticated_at`` is when the person proved who they are, by ``methods`` (``auth_time``
    and ``amr`` of OpenID Connect Core section 2). ``stage`` is what is still to be done
    before the person is signed in, and empty of a session that counts. ``address`` and
    ``user_agent`` are of the browser that began it.
    """

    tenant_id: TenantId
    digest: str
    user_id: ObjectId
    created_at: datetime
    seen_at: datetime
    authenticated_at: datetime
    methods: tuple[str, ...]
    stage: str = ""
    address: str = ""
    user_agent: str = ""

    @property
    def session_id(self) -> str:
        """What names it among those of its person; it opens nothing."""
        return self.digest[:_SHORT]

    def is_live(self, now: datetime) -> bool:
        """Tell whether it still counts at ``now``."""
        if self.stage:
            return now < self.created_at + UNFINISHED
        return now < self.seen_at + IDLE and now < self.created_at + ABSOLUTE
