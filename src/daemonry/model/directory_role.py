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

GLOBAL_ADMINISTRATOR: Final = "62e90394-69f5-4237-9190-012177145e10"
PRIVILEGED_ROLE_ADMINISTRATOR: Final = "e8611ab8-c189-46e8-94e1-60213ab1f814"
APPLICATION_ADMINISTRATOR: Final = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
CLOUD_APPLICATION_ADMINISTRATOR: Final = "158c047a-c907-4556-b7ef-446551a6b5f7"
APPLICATION_DEVELOPER: Final = "cf1c38e5-3621-4004-a7cb-879624dced7c"
DIRECTORY_READERS: Final = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
DIRECTORY_WRITERS: Final = "9360feb5-f418-4baa-8175-e2a00bac4301"
GLOBAL_READER: Final = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
REPORTS_READER: Final = "4a5d8f65-41da-4de4-8968-e035b65339cf"
SECURITY_READER: Final = "5d6b6bb7-de71-4623-b4af-96380a352509"
USER_ADMINISTRATOR: Final = "fe930be7-5e62-47db-91af-98c3a49a38b1"
DOMAIN_NAME_ADMINISTRATOR: Final = "8329153b-31d0-4727-b945-745eb3bc5f31"
"""Identifiers of role templates, the same in every tenant."""


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A built-in role; ``template_id`` is Entra's well-known identifier."""

    template_id: str
    display_name: str
    description: str


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """A role of a user or service principal in the whole directory; time is aware UTC.

    ``created_by`` is the name of whoever assigned it, as the trail has it; empty for
    assignments from before it was kept.
    """

    tenant_id: TenantId
    assignment_id: str
    principal_id: ObjectId
    role_definition_id: str
    directory_scope_id: str
    created_at: datetime
    created_by: str = ""


BUILT_IN: Final = tuple(
    RoleDefinition(*row)
    for row in (
        (
            GLOBAL_ADMINISTRATOR,
            "Global Administrator",
            "Can manage everything in the tenant.",
        ),
        (
            PRIVILEGED_ROLE_ADMINISTRATOR,
            "Privileged Role Administrator",
            "Can manage role assignments and grant consent for any permission.",
        ),
        (
            APPLICATION_ADMINISTRATOR,
            "Application Administrator",
            "Can manage all applications, their credentials and most consent.",
        ),
        (
            CLOUD_APPLICATION_ADMINISTRATOR,
            "Cloud Application Administrator",
            "Can manage all applications, but for the application proxy.",
        ),
        (
            APPLICATION_DEVELOPER,
            "Application Developer",
            "Can register applications and own them.",
        ),
        (DIRECTORY_READERS, "Directory Readers", "Can read the directory."),
        (
            DIRECTORY_WRITERS,
            "Directory Writers",
            "Can read and write basic information of the directory.",
        ),
        (GLOBAL_READER, "Global Reader", "Can read everything."),
        (REPORTS_READER, "Reports Reader", "Can read sign-ins."),
        (SECURITY_READER, "Security Reader", "Can read security logs."),
        (USER_ADMINISTRATOR, "User Administrator", "Can manage users."),
        (DOMAIN_NAME_ADMINISTRATOR, "Domain Name Administrator", "Manages domains."),
    )
)

TAKEOVER_ROLES: Final = frozenset(role.template_id for role in BUILT_IN[:4])
"""Roles that amount to the whole tenant; assigning one is audited as such."""


PRIVILEGED_ROLES: Final = frozenset(
    {
        GLOBAL_ADMINISTRATOR,
        PRIVILEGED_ROLE_ADMINISTRATOR,
        APPLICATION_ADMINISTRATOR,
        CLOUD_APPLICATION_ADMINISTRATOR,
        USER_ADMINISTRATOR,
        DOMAIN_NAME_ADMINISTRATOR,
        DIRECTORY_WRITERS,
    }
)
"""Roles that manage things: their holders need a second factor, and only who may assign roles
changes their accounts."""


def role_definition(template_id: str) -> RoleDefinition | None:
    """Return the built-in role with this identifier."""
    return next((role for role in BUILT_IN if role.template_id == template_id), None)
