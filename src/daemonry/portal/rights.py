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
    APPLICATION_WRITE,
    REMOVE_ASSIGNMENTS,
    WRITE_APPLICATIONS,
    WRITE_DOMAINS,
    WRITE_GRANTS,
    WRITE_ORGANIZATION,
    WRITE_POLICIES,
    WRITE_ROLES,
    WRITE_USERS,
    may_any,
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
    Need("/admin/tenant/properties", WRITE_ORGANIZATION),
    Need("/admin/domains", WRITE_DOMAINS),
    Need("/admin/policies", WRITE_POLICIES),
    Need("/admin/apps/new", WRITE_APPLICATIONS),
    Need("/admin/deleted-apps/{object_id}", is_owned=True),
    Need(f"{_APP}/permissions/consent", REMOVE_ASSIGNMENTS, proof=FRESH),
    Need(f"{_APP}/permissions/{{api_id}}/{{role_id}}/revoke", REMOVE_ASSIGNMENTS),
    Need(f"{_APP}/credentials", is_owned=True, proof=FRESH),
    # What a mend needs depends on the mend: ``mends.require``.
    Need(f"{_APP}/preview/mend", proof=FRESH),
    Need(_APP, is_owned=True),
    Need(f"{_ENTERPRISE}/assignments", REMOVE_ASSIGNMENTS, proof=FRESH),
    Need(f"{_ENTERPRISE}/grants", WRITE_GRANTS),
    Need(_ENTERPRISE, is_owned=True),
    Need("/admin/my-sign-in/methods/{method_id}/remove", proof=FRESH),
    Need("/admin/my-sign-in/recovery-codes", proof=FRESH),
    Need("/admin/users", WRITE_USERS, proof=FRESH),
    Need("/admin/notices", WRITE_ORGANIZATION, proof=FRESH),
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
        if need.is_owned and not may_any(call.work, APPLICATION_WRITE):
            owned_id = await _owned(call)
            if owned_id is not None:
                await require_write_to_owned(call.work, owned_id)
    except ForbiddenError as refusal:
        return refusal
    return None


async def _owned(call: Call) -> ObjectId | None:
    """Return what the form is about, or None when it is not there: its page says so."""
    tenant_id, uow, params = call.work.tenant_id, call.work.uow, call.params
    if "app_id" not in params:
        return ObjectId(params["object_id"].lower())
    found = await uow.applications.get_by_app_id(tenant_id, AppId(params["app_id"].lower()))
    return None if found is None else found.object_id
