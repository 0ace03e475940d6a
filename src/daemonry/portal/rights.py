"""Which forms a person may send: told before they are filled in, and checked again after.

One table by the beginning of the address. The verbs behind the forms check the same
rights; here is only what lets a page say beforehand that it is of no use, and which
forms want a person who has just proved who they are (row A5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.permissions import (
    REMOVE_ASSIGNMENTS,
    WRITE_APPLICATIONS,
    WRITE_ROLES,
    WRITE_USERS,
    require_any,
    require_write_to_owned,
)
from daemonry.model.errors import ForbiddenError
from daemonry.model.ids import AppId, ObjectId
from daemonry.model.session import FRESH

if TYPE_CHECKING:
    from daemonry.portal.call import Call

IRREVOCABLE: Final = timedelta(minutes=5)
"""The same for what cannot be taken back (ASVS 7.5.1)."""


@dataclass(frozen=True, slots=True)
class Need:
    """What forms below ``beginning`` need: one of ``permissions``, or to own what is shown.

    ``proof`` is how long ago the person may have proved who they are; None: any time.
    """

    beginning: str
    permissions: tuple[str, ...] = ()
    is_owned: bool = False
    proof: timedelta | None = None


_APP: Final = "/admin/apps/{app_id}"
_ENTERPRISE: Final = "/admin/enterprise-apps/{object_id}"
NEEDS: Final = (
    Need("/admin/apps/new", WRITE_APPLICATIONS),
    Need(f"{_APP}/permissions/consent", REMOVE_ASSIGNMENTS, proof=FRESH),
    Need(f"{_APP}/permissions/{{api_id}}/{{role_id}}/revoke", REMOVE_ASSIGNMENTS),
    Need(f"{_APP}/credentials", is_owned=True, proof=FRESH),
    Need(f"{_APP}/preview/mend", is_owned=True, proof=FRESH),
    Need(_APP, is_owned=True),
    Need(f"{_ENTERPRISE}/assignments", REMOVE_ASSIGNMENTS, proof=FRESH),
    Need(_ENTERPRISE, is_owned=True),
    Need("/admin/users", WRITE_USERS, proof=FRESH),
    Need("/admin/roles", WRITE_ROLES, proof=FRESH),
    Need("/admin/tenants/{tenant_id}/delete", proof=IRREVOCABLE),
    Need("/admin/signing-keys/{kid}/rotate", proof=IRREVOCABLE),
    Need("/admin/signing-keys/{kid}/revoke", proof=IRREVOCABLE),
)


def need_of(template: str) -> Need:
    """Return what the forms at an address need; where no row fits, the verb alone decides."""
    return next((need for need in NEEDS if template.startswith(need.beginning)), Need(""))


async def refusal_of(call: Call, need: Need) -> ForbiddenError | None:
    """Return why this person's form would be refused for want of a right, or None."""
    try:
        if need.permissions:
            require_any(call.work, *need.permissions)
        owned_id = await _owned(call) if need.is_owned else None
        if owned_id is not None:
            await require_write_to_owned(call.work, owned_id)
    except ForbiddenError as refusal:
        return refusal
    return None


async def _owned(call: Call) -> ObjectId | None:
    """Return what the page is about, or None when it is not there: the page says so."""
    tenant_id, uow = call.work.tenant_id, call.work.uow
    if "app_id" not in call.params:
        return ObjectId(call.params["object_id"].lower())
    found = await uow.applications.get_by_app_id(tenant_id, AppId(call.params["app_id"].lower()))
    return None if found is None else found.object_id
