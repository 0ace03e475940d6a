"""A tenant: one isolated directory with its own domains, applications and keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.app_management import UNRESTRICTED, DefaultAppManagementPolicy

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import TenantId

ALIASES: Final = frozenset({"common", "organizations", "consumers"})
"""Path segments that clients probe in place of a tenant; none names a tenant."""

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MAX_DOMAIN = 253


@dataclass(frozen=True, slots=True)
class Domain:
    """A DNS name of a tenant. Only a verified one resolves to the tenant.

    ``verification`` is the text that the owner publishes to prove the domain.
    """

    name: str
    is_initial: bool
    is_default: bool
    is_verified: bool
    verification: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to tell what about a tenant (Graph: organization-update)."""

    technical: tuple[str, ...] = ()
    marketing: tuple[str, ...] = ()
    security_mails: tuple[str, ...] = ()
    security_phones: tuple[str, ...] = ()
    privacy_email: str | None = None
    privacy_statement_url: str | None = None


NO_CONTACTS: Final = Contacts()


@dataclass(frozen=True, slots=True)
class Tenant:
    """A tenant with all its domains, the initial one among them."""

    tenant_id: TenantId
    display_name: str
    subdomain: str
    domains: tuple[Domain, ...]
    created_at: datetime
    tenant_type: str = "CIAM"
    contacts: Contacts = NO_CONTACTS
    app_management: DefaultAppManagementPolicy = UNRESTRICTED

    @property
    def initial_domain(self) -> str:
        """The domain given at creation; it never changes."""
        return next(domain.name for domain in self.domains if domain.is_initial)

    @property
    def default_domain(self) -> str:
        """The domain that stands for the tenant in user names and messages."""
        return next((domain.name for domain in self.domains if domain.is_default), "")

    @property
    def verified_domains(self) -> frozenset[str]:
        """Names that application ID URIs and authorities may use."""
        return frozenset(domain.name for domain in self.domains if domain.is_verified)


def normalise_domain(text: str) -> str | None:
    """Return ``text`` as a lower-case DNS name of two labels or more, else None."""
    name = text.strip().lower().removesuffix(".")
    if len(name) > _MAX_DOMAIN or "." not in name:
        return None
    return name if all(_LABEL.fullmatch(label) for label in name.split(".")) else None


def normalise_subdomain(text: str) -> str | None:
    """Return ``text`` as one lower-case DNS label that is no alias, else None."""
    label = text.strip().lower()
    return label if _LABEL.fullmatch(label) and label not in ALIASES else None
