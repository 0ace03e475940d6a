"""What a person proves who they are with besides a password (Graph: authenticationMethod)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

AUTHENTICATOR: Final = "softwareOath"
PASSKEY: Final = "fido2"
RECOVERY_CODES: Final = "recoveryCodes"
"""Kinds; the first two in Graph's words, the last is ours."""


@dataclass(frozen=True, slots=True)
class AuthenticationMethod:
    """One method of one person. ``document`` holds what checking it needs, by kind.

    Of an authenticator the sealed secret, whether the person confirmed it, and the last
    time step used; of a passkey its public key and counter, and for which host it was made;
    of recovery codes the digests of those that are left. ``credential_id`` is what a
    passkey calls itself, in base64url: no two of a tenant have the same.
    """

    tenant_id: TenantId
    method_id: str
    user_id: ObjectId
    kind: str
    display_name: str
    created_at: datetime
    document: Mapping[str, Any] = field(repr=False)
    last_used_at: datetime | None = None
    credential_id: str | None = None


def authenticator_context(user_id: ObjectId, method_id: str) -> str:
    """Return what the encryption of an authenticator's secret is bound to."""
    return f"authenticator {user_id} {method_id}"
