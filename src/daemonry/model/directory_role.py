"""Directory roles: what people of a tenant may administer (Entra: permissions-reference).

Service principals act by application permissions; a role that is assigned to one is
kept, shown and without effect on what its tokens may do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

WHOLE_DIRECTORY: Final = "/"


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A built-in role; ``template_id`` is Entra's well-known identifier."""

    template_id: str
    display_name: str
    description: str


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """A role of a user or service principal in the whole directory; time is aware UTC."""

    tenant_id: TenantId
    assignment_id: str
    principal_id: ObjectId
    role_definition_id: str
    directory_scope_id: str
    created_at: datetime


BUILT_IN: Final = tuple(
    RoleDefinition(*row)
    for row in (
        (
            "62e90394-69f5-4237-9190-012177145e10",
            "Global Administrator",
            "Can manage everything in the tenant.",
        ),
        (
            "e8611ab8-c189-46e8-94e1-60213ab1f814",
            "Privileged Role Administrator",
            "Can manage role assignments and grant consent for any permission.",
        ),
        (
            "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
            "Application Administrator",
            "Can manage all applications, their credentials and most consent.",
        ),
        (
            "158c047a-c907-4556-b7ef-446551a6b5f7",
            "Cloud Application Administrator",
            "Can manage all applications, but for the application proxy.",
        ),
        (
            "cf1c38e5-3621-4004-a7cb-879624dced7c",
            "Application Developer",
            "Can register applications and own them.",
        ),
        ("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers", "Can read the directory."),
        (
            "9360feb5-f418-4baa-8175-e2a00bac4301",
            "Directory Writers",
            "Can read and write basic information of the directory.",
        ),
        ("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader", "Can read everything."),
        ("4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader", "Can read sign-ins."),
        ("5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader", "Can read security logs."),
        ("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", "Can manage users."),
        ("8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator", "Manages domains."),
    )
)

TAKEOVER_ROLES: Final = frozenset(role.template_id for role in BUILT_IN[:4])
"""Roles that amount to the whole tenant; assigning one is audited as such."""


def role_definition(template_id: str) -> RoleDefinition | None:
    """Return the built-in role with this identifier."""
    return next((role for role in BUILT_IN if role.template_id == template_id), None)
