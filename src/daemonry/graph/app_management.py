"""``/policies/defaultAppManagementPolicy``: what credentials applications may be given.

The wire names of this one type stand here, because nothing else shows it
(Graph: resources/tenantappmanagementpolicy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from daemonry.directory.app_management import (
    POLICY_NAME,
    PolicyChanges,
    get_default_policy,
    update_default_policy,
)
from daemonry.graph.lists import entity
from daemonry.graph.reader import Reader
from daemonry.graph.representation import timestamp
from daemonry.graph.services import Answer, no_content
from daemonry.model.app_management import (
    POLICY_ID,
    CredentialRestriction,
    CredentialRestrictions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.graph.services import Call
    from daemonry.model.app_management import DefaultAppManagementPolicy

_SET: Final = "policies/defaultAppManagementPolicy"
_TYPE: Final = "TenantAppManagementPolicy"
_READ_ONLY: Final = frozenset({"id", "displayName", "description", "deletedDateTime"})


async def show(call: Call) -> Answer:
    """Answer ``GET /policies/defaultAppManagementPolicy``."""
    return Answer(200, entity(call, _SET, _render(await get_default_policy(call.work))))


async def update(call: Call) -> Answer:
    """Answer ``PATCH /policies/defaultAppManagementPolicy``; a kind of restrictions is whole."""
    reader = Reader(call.body, _TYPE)
    reader.tolerate(id=POLICY_ID)
    changes = reader.members(_MEMBERS)
    reader.finish(read_only=_READ_ONLY)
    await update_default_policy(call.work, cast("PolicyChanges", changes))
    return no_content()


def _restrictions(reader: Reader, name: str) -> CredentialRestrictions:
    inner = reader.inner(name, _TYPE)
    if inner is None:
        return CredentialRestrictions()
    found = inner.members(
        {
            "passwordCredentials": ("password_credentials", _kind),
            "keyCredentials": ("key_credentials", _kind),
        }
    )
    inner.finish(read_only=frozenset({"identifierUris", "audiences"}))  # not offered here
    return CredentialRestrictions(**found)


def _kind(reader: Reader, name: str) -> tuple[CredentialRestriction, ...]:
    return tuple(_restriction(item) for item in reader.objects(name, _TYPE))


def _restriction(item: Reader) -> CredentialRestriction:
    found = CredentialRestriction(
        restriction_type=item.required_text("restrictionType"),
        max_lifetime=item.text("maxLifetime"),
        created_after=item.moment("restrictForAppsCreatedAfterDateTime"),
        state=item.required_text("state") if item.has("state") else "enabled",
    )
    item.finish(read_only=frozenset({"excludeActors"}))
    return found


def _render(value: DefaultAppManagementPolicy) -> dict[str, Any]:
    return {
        "id": POLICY_ID,
        "displayName": POLICY_NAME,
        "description": "What credentials the applications of this tenant may be given.",
        "deletedDateTime": None,
        "isEnabled": value.is_enabled,
        "applicationRestrictions": _shown(value.application_restrictions),
        "servicePrincipalRestrictions": _shown(value.service_principal_restrictions),
    }


def _shown(value: CredentialRestrictions) -> dict[str, Any]:
    return {
        "passwordCredentials": [_shown_one(one) for one in value.password_credentials],
        "keyCredentials": [_shown_one(one) for one in value.key_credentials],
    }


def _shown_one(value: CredentialRestriction) -> dict[str, Any]:
    return {
        "restrictionType": value.restriction_type,
        "state": value.state,
        "maxLifetime": value.max_lifetime,
        "restrictForAppsCreatedAfterDateTime": timestamp(value.created_after),
        "excludeActors": None,
    }


_MEMBERS: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "isEnabled": ("is_enabled", Reader.flag),
    "applicationRestrictions": ("application_restrictions", _restrictions),
    "servicePrincipalRestrictions": ("service_principal_restrictions", _restrictions),
}
