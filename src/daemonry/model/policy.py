"""A token lifetime policy, and which of several decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

MIN_TOKEN_LIFETIME: Final = 600
MAX_TOKEN_LIFETIME: Final = 86_400
"""Seconds that a policy may ask for (Entra: configurable-token-lifetimes)."""


@dataclass(frozen=True, slots=True)
class TokenLifetimePolicy:
    """How long access tokens for an API live; ``access_token_lifetime`` is in seconds.

    ``definition`` is the JSON text that said so, kept as it was written.
    """

    tenant_id: TenantId
    policy_id: ObjectId
    display_name: str
    created_at: datetime
    definition: str
    access_token_lifetime: int
    description: str | None = None
    is_organization_default: bool = False


@dataclass(frozen=True, slots=True)
class PoliciesInForce:
    """The policies that concern one API: of its service principal, of all, of its application."""

    of_principal: TokenLifetimePolicy | None = None
    of_organization: TokenLifetimePolicy | None = None
    of_application: TokenLifetimePolicy | None = None

    @property
    def deciding(self) -> TokenLifetimePolicy | None:
        """The one that counts.

        The organization's goes before the application's (Entra:
        configurable-token-lifetimes). That the principal's goes before both is
        unverified against Entra, whose documents no longer say.
        """
        return self.of_principal or self.of_organization or self.of_application
