"""What credentials a tenant allows its applications (Graph: tenantappmanagementpolicy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

ENABLED: Final = "enabled"
DISABLED: Final = "disabled"
PASSWORD_ADDITION: Final = "passwordAddition"  # noqa: S105 - the name of a restriction
PASSWORD_LIFETIME: Final = "passwordLifetime"  # noqa: S105 - likewise
KEY_LIFETIME: Final = "asymmetricKeyLifetime"
PASSWORD_RESTRICTIONS: Final = frozenset(
    {
        PASSWORD_ADDITION,
        PASSWORD_LIFETIME,
        # Kept and shown; there is nothing here that they could restrict: secrets are always
        # the server's own, and no symmetric key is taken.
        "customPasswordAddition",
        "symmetricKeyAddition",
        "symmetricKeyLifetime",
    }
)
KEY_RESTRICTIONS: Final = frozenset({KEY_LIFETIME})
LIFETIMES: Final = frozenset({PASSWORD_LIFETIME, KEY_LIFETIME, "symmetricKeyLifetime"})
"""Restrictions that have a longest lifetime; the others have none."""


@dataclass(frozen=True, slots=True)
class CredentialRestriction:
    """One restriction. ``max_lifetime`` is an ISO 8601 duration, kept as it was written.

    It binds applications or service principals created after ``created_after``, or all of
    them when that is None.
    """

    restriction_type: str
    max_lifetime: str | None = None
    created_after: datetime | None = None
    state: str = ENABLED


@dataclass(frozen=True, slots=True)
class CredentialRestrictions:
    """The restrictions of secrets and of certificates."""

    password_credentials: tuple[CredentialRestriction, ...] = ()
    key_credentials: tuple[CredentialRestriction, ...] = ()


NO_RESTRICTIONS: Final = CredentialRestrictions()


@dataclass(frozen=True, slots=True)
class DefaultAppManagementPolicy:
    """The policy that every tenant has; it restricts nothing until it is enabled."""

    is_enabled: bool = False
    application_restrictions: CredentialRestrictions = NO_RESTRICTIONS
    service_principal_restrictions: CredentialRestrictions = NO_RESTRICTIONS


UNRESTRICTED: Final = DefaultAppManagementPolicy()
POLICY_ID: Final = "00000000-0000-0000-0000-000000000000"
"""What Graph calls the one policy of a tenant, and what refusals name."""
