"""Consent of a person to delegated permissions: for themselves, or for everybody.

A permission of type User is each person's own to give. One of type Admin needs a role that
may consent, and so does consent for everybody (Entra: user-admin-consent-overview).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import as_json
from daemonry.directory.lookup import principal_target
from daemonry.directory.permission_grants import widen_grant
from daemonry.directory.permissions import WRITE_GRANTS, may_any
from daemonry.directory.powers import roles_with
from daemonry.directory.service_principals import make_present
from daemonry.model.audit import ModifiedProperty
from daemonry.model.errors import ROLE_NEEDED, ForbiddenError
from daemonry.model.first_party import FIRST_PARTY_CLIENTS, first_party_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import PermissionScope
    from daemonry.model.ids import AppId
    from daemonry.model.service_principal import ServicePrincipal

_USER: Final = "User"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Permissions of one API that a person agrees to."""

    resource: ServicePrincipal
    scopes: tuple[PermissionScope, ...]


def may_consent_for_everybody(work: Work) -> bool:
    """Tell whether the person holds a role that consents for the whole tenant."""
    return work.actor.user_id is not None and may_any(work, *WRITE_GRANTS)


async def consent_in_person(
    work: Work, client: ServicePrincipal, agreed: Sequence[Agreed], *, for_everybody: bool
) -> None:
    """Grant what the acting person agrees to, on their own behalf or on everybody's.

    Raises ForbiddenError when that is not theirs to give.
    """
    person = work.actor.user_id
    wanted = [scope for each in agreed for scope in each.scopes]
    needs_role = for_everybody or any(scope.type != _USER for scope in wanted)
    if person is None or (needs_role and not may_consent_for_everybody(work)):
        raise ForbiddenError(ROLE_NEEDED, roles=roles_with(WRITE_GRANTS))
    principal_id = None if for_everybody else person
    for each in agreed:
        values = [scope.value for scope in each.scopes if scope.value is not None]
        await widen_grant(work, client, each.resource, values, principal_id)
    text = as_json(
        tuple(
            f"{each.resource.app_id}: {', '.join(scope.value or '' for scope in each.scopes)}"
            for each in agreed
        )
    )
    modified = (ModifiedProperty("ConsentAction.Permissions", None, text),)
    await work.audit(
        activities.CONSENT,
        activities.ASSIGN,
        principal_target(client, modified),
        details={"isAdminConsent": str(for_everybody).lower()},
    )


async def make_tool_present(work: Work, app_id: AppId) -> None:
    """Give the tenant the service principal of a tool that everybody knows, if it has none.

    It grants nothing. Whoever asks does not matter: there are a handful of them.
    """
    known = first_party_application(app_id, work.tenant_id)
    if known is None or app_id not in FIRST_PARTY_CLIENTS:
        return
    principals = work.uow.service_principals
    for deleted in (False, True):
        if await principals.get_by_app_id(work.tenant_id, app_id, deleted=deleted) is not None:
            return
    await make_present(work, known)
