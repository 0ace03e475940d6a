"""What a file asks for, as typed values; names are still names and nothing is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daemonry.configuration.entry import Entry
    from daemonry.directory.federated_credentials import NewFederatedCredential
    from daemonry.directory.key_credentials import NewKey
    from daemonry.model.application import AppRole, OptionalClaims, PermissionScope
    from daemonry.model.ids import AppId


@dataclass(frozen=True, slots=True)
class Grants:
    """Permissions of one API by name: asked for, or, as assignments, consented to."""

    entry: Entry
    resource: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreAuthorized:
    """A client whose delegated permissions need no consent, by name."""

    entry: Entry
    application: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrincipalWish:
    """What is said of a service principal, by field."""

    entry: Entry
    values: dict[str, Any]
    owners: tuple[str, ...] | None = None
    keys: tuple[NewKey, ...] | None = None


@dataclass(frozen=True, slots=True)
class ApplicationWish:
    """What is said of an application. None: the file does not speak of it.

    ``values`` are the plain properties by field. Roles and scopes whose identifier is
    empty get the one of the stored role with their value, or a new one.
    ``is_present`` False: it is to have no service principal.
    """

    entry: Entry
    display_name: str
    app_id: AppId | None
    values: dict[str, Any]
    app_roles: tuple[AppRole, ...] | None = None
    scopes: tuple[PermissionScope, ...] | None = None
    optional_claims: OptionalClaims | None = None
    known_clients: tuple[str, ...] | None = None
    pre_authorized: tuple[PreAuthorized, ...] | None = None
    requested: tuple[Grants, ...] | None = None
    keys: tuple[NewKey, ...] | None = None
    federated: tuple[NewFederatedCredential, ...] | None = None
    owners: tuple[str, ...] | None = None
    assignments: tuple[Grants, ...] | None = None
    is_present: bool = True
    principal: PrincipalWish | None = None


@dataclass(frozen=True, slots=True)
class PolicyWish:
    """A token lifetime policy and the names of what it is assigned to."""

    entry: Entry
    display_name: str
    definition: str
    description: str | None
    is_organization_default: bool
    applications: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a file, or several, ask of one tenant.

    ``mentioned`` has every GUID of the text, so that a plan can tell new ones apart.
    """

    tenant: Entry | None = None
    tenant_name: str | None = None
    applications: tuple[ApplicationWish, ...] = ()
    policies: tuple[PolicyWish, ...] = ()
    mentioned: frozenset[str] = field(default=frozenset(), repr=False)
