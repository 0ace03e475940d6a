"""What an explanation suggests, as buttons: each asks first, then calls the verb of Graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from daemonry.directory.app_roles import set_app_role_enabled
from daemonry.directory.applications import update_application
from daemonry.directory.consent import NewAssignment, assign_app_role, request_permissions
from daemonry.directory.lookup import not_found
from daemonry.directory.permissions import (
    REMOVE_ASSIGNMENTS,
    require_any,
    require_consent_to,
    require_write_to_owned,
)
from daemonry.directory.service_principals import (
    create_service_principal,
    get_service_principal_by_app_id,
    update_service_principal,
)
from daemonry.model.application import OptionalClaim
from daemonry.model.ids import AppId, RoleId, parse_guid
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from daemonry.model.application import Application, AppRole
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call
    from daemonry.tokens.explanation import Mend


@dataclass(frozen=True, slots=True)
class Case:
    """What a mend is about: the client, and the API and role that the address names."""

    call: Call
    client: Application
    api: ServicePrincipal | None
    role: AppRole | None

    @property
    def to_api(self) -> ServicePrincipal:
        """The API. Raises NotFoundError when none is named."""
        if self.api is None:
            raise not_found(self.call.query.get("resource", ""))
        return self.api

    @property
    def of_role(self) -> AppRole:
        """The role of the API. Raises NotFoundError when none is named."""
        if self.role is None:
            raise not_found(self.call.query.get("role", ""))
        return self.role


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, what follows, its command, what it does, and who may.

    ``require`` asks for the right that ``run`` needs, before anybody presses: raises
    ForbiddenError.
    """

    button: str
    effects: Callable[[Case], tuple[str, ...]]
    command: Callable[[Case], str]
    run: Callable[[Case], Awaitable[object]]
    require: Callable[[Case], Awaitable[None]]


async def _assign(case: Case) -> None:
    role, api, work = case.of_role, case.to_api, case.call.work
    principal = await get_service_principal_by_app_id(work, case.client.app_id)
    if not _is_requested(case):
        await request_permissions(work, case.client.object_id, api.app_id, [role.role_id])
    new = NewAssignment(principal.object_id, api.object_id, role.role_id)
    await assign_app_role(work, new)


def _is_requested(case: Case) -> bool:
    return any(
        access.permission_id == case.of_role.role_id
        for entry in case.client.required_resource_access
        if entry.resource_app_id == case.to_api.app_id
        for access in entry.resource_access
    )


async def _may_assign(case: Case) -> None:
    """Ask for the right to consent, and for the client too where it asks for nothing yet."""
    require_any(case.call.work, *REMOVE_ASSIGNMENTS)
    require_consent_to(case.call.work, case.to_api.app_id)
    if not _is_requested(case):
        await _owns_client(case)


async def _owns_client(case: Case) -> None:
    await require_write_to_owned(case.call.work, case.client.object_id)


async def _owns_presence(case: Case) -> None:
    principal = await get_service_principal_by_app_id(case.call.work, case.client.app_id)
    await require_write_to_owned(case.call.work, principal.object_id, directory_writers=True)


async def _owns_api(case: Case) -> None:
    await require_write_to_owned(case.call.work, case.to_api.application.object_id)


async def _owns_presence_of_api(case: Case) -> None:
    await require_write_to_owned(case.call.work, case.to_api.object_id, directory_writers=True)


async def _enable_client(case: Case) -> None:
    principal = await get_service_principal_by_app_id(case.call.work, case.client.app_id)
    await update_service_principal(case.call.work, principal.object_id, {"account_enabled": True})


async def _enable_api(case: Case) -> None:
    await update_service_principal(case.call.work, case.to_api.object_id, {"account_enabled": True})


async def _activate(case: Case) -> None:
    await update_application(case.call.work, case.client.object_id, {"is_disabled": False})


async def _create_principal(case: Case) -> None:
    await create_service_principal(case.call.work, case.client.app_id)


async def _enable_role(case: Case) -> None:
    await set_app_role_enabled(
        case.call.work,
        case.to_api.application.object_id,
        case.of_role.role_id,
        enabled=True,
    )


async def _add_idtyp(case: Case) -> None:
    api = case.to_api.application
    listed = api.optional_claims_with((*api.access_token_claims, OptionalClaim("idtyp")))
    await update_application(case.call.work, api.object_id, {"optional_claims": listed})


def _role(case: Case) -> str:
    return shell(case.of_role.value or case.of_role.role_id)


def _of_client(words: str) -> Callable[[Case], str]:
    return lambda case: words.format(client=shell(case.client.display_name))


ACTIONS: Final[Mapping[str, Action]] = {
    "assign": Action(
        "Assign",
        lambda case: (
            (
                f"{case.client.display_name} asks for {case.of_role.value} of"
                f" {case.to_api.display_name}, and an administrator consents: you."
            ),
            "Its next token for the API holds the role.",
        ),
        lambda case: (
            f"daemonry permission add {shell(case.client.display_name)}"
            f" {shell(case.to_api.display_name)} {_role(case)}"
        ),
        _assign,
        _may_assign,
    ),
    "enable-client": Action(
        "Enable",
        lambda case: (f"{case.client.display_name} gets tokens again.",),
        _of_client("daemonry app update {client} --enabled"),
        _enable_client,
        _owns_presence,
    ),
    "activate": Action(
        "Activate",
        lambda case: (f"{case.client.display_name} gets tokens again, in every tenant.",),
        _of_client("daemonry app update {client} --enabled"),
        _activate,
        _owns_client,
    ),
    "create-principal": Action(
        "Create service principal",
        lambda case: (f"{case.client.display_name} becomes present in this tenant.",),
        _of_client("daemonry consent grant {client}"),
        _create_principal,
        _owns_client,
    ),
    "enable-api": Action(
        "Enable",
        lambda case: (f"Clients get tokens for {case.to_api.display_name} again.",),
        lambda case: f"daemonry app update {shell(case.to_api.display_name)} --enabled",
        _enable_api,
        _owns_presence_of_api,
    ),
    "enable-role": Action(
        "Enable role",
        lambda case: (f"{case.of_role.value} of {case.to_api.display_name} can be assigned.",),
        lambda case: f"daemonry role enable {shell(case.to_api.display_name)} {_role(case)}",
        _enable_role,
        _owns_api,
    ),
    "add-idtyp": Action(
        "Add idtyp",
        lambda case: (
            f"Every token for {case.to_api.display_name} carries the claim idtyp.",
            "The API can tell tokens of daemons from those of people by it.",
        ),
        lambda case: f"daemonry claims add {shell(case.to_api.display_name)} idtyp",
        _add_idtyp,
        _owns_api,
    ),
}
"""What is done here after a question; all other mends are pages that exist already."""

_PAGES: Final = {
    "new-secret": ("New client secret", "/admin/apps/{client}/credentials/secrets/new"),
    "credentials": ("Certificates & secrets", "/admin/apps/{client}/credentials"),
    "federated": ("Federated credentials", "/admin/apps/{client}/credentials?view=federated"),
    "permissions": ("API permissions", "/admin/apps/{client}/permissions"),
    "restore": ("Deleted applications", "/admin/apps?view=deleted"),
    "authentication": ("Authentication", "/admin/apps/{client}/authentication"),
    "api-scopes": ("Expose an API", "/admin/apps/{api}/expose"),
    "users": ("Users", "/admin/users"),
    "api-roles": ("App roles", "/admin/apps/{api}/roles"),
    "api-properties": ("Properties", "/admin/enterprise-apps/{api_principal}"),
}


def buttons_for(client_id: str, api: ServicePrincipal | None) -> Callable[..., Any]:
    """Return what a template calls for the button of a mend: its words and its address."""

    def button(mend: Mend | None, role_id: str = "") -> tuple[str, str] | None:
        if mend is None:
            return None
        if mend.action in ACTIONS:
            query = {"resource": api.app_id if api is not None else "", "role": role_id}
            asked = urlencode({name: text for name, text in query.items() if text})
            address = f"/admin/apps/{client_id}/preview/mend/{mend.action}"
            return ACTIONS[mend.action].button, f"{address}?{asked}"
        words, address = _PAGES.get(mend.action, ("", ""))
        if not words or ("{api" in address and api is None):
            return None
        return words, address.format(
            client=client_id,
            api=api.app_id if api is not None else "",
            api_principal=api.object_id if api is not None else "",
        )

    return button


async def asking(call: Call) -> Shown:
    """Show what a button would do. Raises NotFoundError for something that is gone."""
    action, case = await _case(call)
    values = page_of(
        case.client,
        "preview",
        action.button,
        subject=case.role.value if case.role is not None else case.client.display_name,
        effects=action.effects(case),
        button=action.button,
        is_danger=False,
        back=_back(case),
        cli=action.command(case),
    )
    return Shown("confirmation.html", values)


async def require(call: Call) -> None:
    """Ask for the right to press a button. Raises ForbiddenError, NotFoundError."""
    action, case = await _case(call)
    await action.require(case)


async def mend(call: Call) -> Moved:
    """Do it, and show the preview as it is now."""
    action, case = await _case(call)
    await action.run(case)
    return Moved(_back(case), "mended")


async def _case(call: Call) -> tuple[Action, Case]:
    action = ACTIONS.get(call.params["action"])
    if action is None:
        raise not_found(call.params["action"])
    client = await application_of(call)
    api_id, role_id = parse_guid(call.query.get("resource", "")), call.query.get("role", "")
    api = await get_service_principal_by_app_id(call.work, AppId(api_id)) if api_id else None
    role = api.application.role(RoleId(role_id)) if api is not None else None
    return action, Case(call, client, api, role)


def _back(case: Case) -> str:
    resource = f"?resource={case.api.app_id}" if case.api is not None else ""
    return f"/admin/apps/{case.client.app_id}/preview{resource}"
