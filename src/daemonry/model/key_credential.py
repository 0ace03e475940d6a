"""A key credential: the certificate by which a client proves itself, public part only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import KeyId

CERTIFICATE: Final = "AsymmetricX509Cert"
VERIFY: Final = "Verify"


@dataclass(frozen=True, slots=True)
class KeyCredential:
    """One certificate of an application (Graph: resources/keyCredential).

    ``certificate`` is X.509 DER; the thumbprints by which assertions name it are made
    from these bytes and never stored apart. ``custom_key_identifier`` is None where it is
    the thumbprint. Times are aware UTC.
    """

    key_id: KeyId
    display_name: str | None
    starts_at: datetime
    ends_at: datetime
    certificate: bytes = field(repr=False)
    custom_key_identifier: bytes | None = None
    type: str = CERTIFICATE
    usage: str = VERIFY

    def is_live(self, now: datetime) -> bool:
        """Tell whether assertions signed with it count at ``now``."""
        return self.starts_at <= now < self.ends_at
