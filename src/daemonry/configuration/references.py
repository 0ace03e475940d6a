"""What the names in a file mean, once everything that the file describes is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.service_principals import get_service_principal
from daemonry.directory.users import get_user
from daemonry.model.application import PERMISSION_ROLE, PERMISSION_SCOPE, ResourceAccess
from daemonry.model.errors import (
    CONFIGURATION_AMBIGUOUS,
    CONFIGURATION_REFERENCE,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import AppId, ObjectId, RoleId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.configuration.document import Grants
    from daemonry.configuration.state import State
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal


class References:
    """Looks names up in the tenant as it is in this transaction. ``place`` is for messages.

    Of several applications with a name the one of ``described`` counts, which the file
    itself describes.
    """

    def __init__(self, state: State, described: frozenset[AppId]) -> None:
        self._state = state
        self._described = described
        self._known = state.known()

    def application(self, name: str, place: str) -> AppId:
        """Return the appId that a display name, unique name or appId means.

        An appId need not exist, as in Graph. Raises InvalidError(CONFIGURATION_REFERENCE,
        CONFIGURATION_AMBIGUOUS).
        """
        guid = parse_guid(name)
        if guid is not None:
            return AppId(guid)
        named = [item for item in self._known.values() if name in _names(item)]
        found = [item for item in named if item.app_id in self._described] or named
        if len(found) > 1:
            raise InvalidError(
                CONFIGURATION_AMBIGUOUS,
                place=place,
                kind="application",
                name=name,
                found=", ".join(item.app_id for item in found),
            )
        if not found:
            raise _unknown(place, "application", name, (a.display_name for a in self._all()))
        return found[0].app_id

    def principal(self, name: str, place: str) -> ServicePrincipal:
        """Return the service principal of an application. Raises InvalidError."""
        principals = self._state.principals
        found = principals.get(self.application(name, place))
        if found is None:
            known = (item.display_name for item in principals.values())
            raise _unknown(place, "application with a service principal", name, known)
        return found

    def registration(self, name: str, place: str) -> ObjectId:
        """Return the application of the tenant itself. Raises InvalidError."""
        found = self._state.applications.get(self.application(name, place))
        if found is None:
            known = (item.display_name for item in self._state.applications.values())
            raise _unknown(place, "application of the tenant", name, known)
        return found.object_id

    def role(self, app_id: AppId, name: str, place: str) -> RoleId:
        """Return the app role with this value or identifier. Raises InvalidError."""
        guid = parse_guid(name)
        if guid is not None:
            return RoleId(guid)
        home = self._known.get(app_id)
        role = None if home is None else home.role_by_value(name)
        if role is None:
            known = () if home is None else (item.value for item in home.app_roles)
            raise _unknown(place, "app role", name, known)
        return role.role_id

    def scope(self, app_id: AppId, name: str, place: str) -> RoleId:
        """Return the delegated permission with this value or identifier. Raises InvalidError."""
        guid = parse_guid(name)
        if guid is not None:
            return RoleId(guid)
        home = self._known.get(app_id)
        scopes = () if home is None else home.api.oauth2_permission_scopes
        for scope in scopes:
            if scope.value == name:
                return scope.scope_id
        raise _unknown(place, "delegated permission", name, (item.value for item in scopes))

    def accesses(self, grants: Grants) -> tuple[AppId, tuple[ResourceAccess, ...]]:
        """Return which API's permissions an entry of ``requiredResourceAccess`` asks for."""
        app_id = self.application(grants.resource, grants.entry.at("resource"))
        at_roles, at_scopes = grants.entry.at("roles"), grants.entry.at("scopes")
        return app_id, (
            *(
                ResourceAccess(self.role(app_id, name, at_roles), PERMISSION_ROLE)
                for name in grants.roles
            ),
            *(
                ResourceAccess(self.scope(app_id, name, at_scopes), PERMISSION_SCOPE)
                for name in grants.scopes
            ),
        )

    async def owner(self, work: Work, name: str, place: str) -> ObjectId:
        """Return the account or service principal that a name means. Raises InvalidError."""
        guid = parse_guid(name)
        try:
            if "@" in name:
                return (await get_user(work, name)).object_id
            if guid is not None and AppId(guid) not in self._known:
                return (await get_service_principal(work, ObjectId(guid))).object_id
        except NotFoundError:
            known = "accounts are made with 'daemonry init' and are no part of a file"
            raise _unknown(place, "account or service principal", name, [known]) from None
        return self.principal(name, place).object_id

    def _all(self) -> Iterable[Application]:
        return self._known.values()


def _names(application: Application) -> set[str | None]:
    return {application.display_name, application.unique_name}


def _unknown(place: str, kind: str, name: str, known: Iterable[str | None]) -> InvalidError:
    there = sorted({item for item in known if item})
    shown = ", ".join(there[:20]) + (", ..." if len(there) > 20 else "")  # noqa: PLR2004 - enough to spot a slip
    return InvalidError(
        CONFIGURATION_REFERENCE, place=place, kind=kind, name=name, known=shown or "none"
    )
