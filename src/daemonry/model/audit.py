"""Who did what: directory audit events, sign-in records, and the actor behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from daemonry.model.ids import AppId, ObjectId, TenantId

INTERACTIVE_USER: Final = "interactiveUser"
NON_INTERACTIVE_USER: Final = "nonInteractiveUser"
SERVICE_PRINCIPAL: Final = "servicePrincipal"
MANAGED_IDENTITY: Final = "managedIdentity"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks for a change: an operator at the console, a principal with a token, a person.

    ``display_name`` of a person in the admin center is the user principal name.

    ``permissions`` are Graph application permissions (values of app roles), or for a
    person the scopes of the client in between; ``rights`` are what the person may do by
    directory roles (``directory.powers``), in the same words: a person needs both.
    None for everybody who is no person.
    ``is_operator`` marks the owner of the data directory, who may do everything
    in every tenant; a token can never make one.
    """

    kind: str
    display_name: str
    permissions: frozenset[str] = frozenset()
    app_id: AppId | None = None
    service_principal_id: ObjectId | None = None
    user_id: ObjectId | None = None
    ip_address: str | None = None
    correlation_id: str = ""
    rights: frozenset[str] | None = None

    @property
    def is_operator(self) -> bool:
        """Tell whether this is the operator of the server itself."""
        return self.kind == "operator"


OPERATOR: Final = Actor(kind="operator", display_name="operator")


@dataclass(frozen=True, slots=True)
class ModifiedProperty:
    """One property before and after a change, as JSON text without secrets."""

    name: str
    old_value: str | None
    new_value: str | None


@dataclass(frozen=True, slots=True)
class AuditTarget:
    """An object that a directory change touched."""

    object_id: str
    display_name: str
    type: str
    modified: tuple[ModifiedProperty, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One directory change or denied attempt, written in the change's transaction."""

    tenant_id: TenantId
    event_id: str
    at: datetime
    activity: str
    category: str
    operation: str
    actor: Actor
    targets: tuple[AuditTarget, ...]
    result: str = "success"
    reason: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealState:
    """How far a tenant's directory changes are sealed: up to which number, signed when.

    ``unsealed`` is how many have no place in the chain yet.
    """

    sealed: int
    signed_at: datetime | None
    unsealed: int


@dataclass(frozen=True, slots=True)
class SignedInUser:
    """On whose behalf a token was asked for, and the delegated permissions in it.

    ``is_interactive`` tells whether the person was there: not for a refresh token.
    """

    user_id: str
    user_principal_name: str
    display_name: str
    is_interactive: bool
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """One token request and its outcome; never a secret, never a token.

    ``error_code`` is the AADSTS number, 0 for success. ``latency_us`` is in
    microseconds. Identifiers are as verified, or as claimed when it failed. ``user`` is
    None when a client asked on its own behalf.
    """

    tenant_id: TenantId
    sign_in_id: str
    at: datetime
    correlation_id: str
    app_id: str
    app_display_name: str
    service_principal_id: str
    resource_id: str
    resource_display_name: str
    credential_type: str
    credential_key_id: str
    roles: tuple[str, ...]
    unique_token_identifier: str
    error_code: int
    failure_reason: str
    ip_address: str
    user_agent: str
    latency_us: int
    user: SignedInUser | None = None

    @property
    def event_type(self) -> str:
        """Which of Entra's four sign-in logs it belongs to (Graph: signin, signInEventTypes)."""
        if self.user is not None:
            return INTERACTIVE_USER if self.user.is_interactive else NON_INTERACTIVE_USER
        if self.credential_type == MANAGED_IDENTITY:
            return MANAGED_IDENTITY
        return SERVICE_PRINCIPAL
