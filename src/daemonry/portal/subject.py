"""The application that a page is about, and what every page about it shows."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.applications import get_application_by_app_id
from daemonry.directory.lookup import not_found
from daemonry.directory.service_principals import get_service_principal
from daemonry.model.credential import ends_soon
from daemonry.model.errors import NOT_CONFIRMED, InvalidError
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.oauth.metadata import Authority

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.key_credential import KeyCredential
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call

PAGE_SIZE: Final = 50


async def application_of(call: Call) -> Application:
    """Return the application that the path names. Raises NotFoundError, ForbiddenError."""
    return await get_application_by_app_id(call.work, AppId(guid_of(call, "app_id")))


async def principal_of(call: Call) -> ServicePrincipal:
    """Return the service principal that the path names. Raises NotFoundError, ForbiddenError."""
    return await get_service_principal(call.work, ObjectId(guid_of(call, "object_id")))


def guid_of(call: Call, name: str) -> str:
    """Return a part of the path that must be a GUID. Raises NotFoundError."""
    guid = parse_guid(call.params[name])
    if guid is None:
        raise not_found(call.params[name])
    return guid


def page_of(application: Application, blade: str, title: str, **values: Any) -> dict[str, Any]:
    """Return what a template about an application needs besides its own values."""
    return {
        "app": application,
        "blade": blade,
        "title": title,
        "base": f"/admin/apps/{application.app_id}",
        "layout": "app_base.html",
        **values,
    }


def enterprise_page_of(
    principal: ServicePrincipal, blade: str, title: str, **values: Any
) -> dict[str, Any]:
    """Return what a template about a service principal needs besides its own values."""
    return {
        "principal": principal,
        "blade": blade,
        "title": title,
        "base": f"/admin/enterprise-apps/{principal.object_id}",
        "layout": "enterprise_base.html",
        **values,
    }


async def principals_by_id(
    call: Call, object_ids: Collection[ObjectId]
) -> Mapping[ObjectId, ServicePrincipal]:
    """Return those of the service principals that are there, by one read."""
    work = call.work
    found = await work.uow.service_principals.get_many(work.tenant_id, list(object_ids))
    return {principal.object_id: principal for principal in found}


def require_typed(call: Call, name: str) -> None:
    """Let pass whoever typed the name of what cannot come back. Raises InvalidError."""
    if call.text("confirmation") != name.strip():
        raise InvalidError(NOT_CONFIRMED, target="confirmation", name=name)


def shell(text: str) -> str:
    """Return a name as it is typed in a shell."""
    return shlex.quote(text)


def state_of(credential: PasswordCredential | KeyCredential, now: datetime) -> str:
    """Return how far a credential is from its end, in the words of the list."""
    if credential.ends_at <= now:
        return "Expired"
    return "Expiring soon" if ends_soon(credential.ends_at, now) else "Current"


def credentials_state(application: Application, now: datetime) -> str:
    """Return the state of the credential that needs attention most, or a dash."""
    states = {state_of(item, now) for item in application.password_credentials}
    states |= {state_of(item, now) for item in application.key_credentials}
    ordered = ("Expired", "Expiring soon", "Current")
    return next((state for state in ordered if state in states), "-")


def first_end(application: Application) -> datetime | None:
    """Return when the first of its secrets and certificates ends or ended."""
    ends = [item.ends_at for item in application.password_credentials]
    ends += [item.ends_at for item in application.key_credentials]
    return min(ends, default=None)


def endpoints_of(call: Call) -> tuple[tuple[str, str], ...]:
    """Return the addresses of the tenant that clients and APIs are given."""
    tenant = call.tenant
    authority = Authority(call.origin, tenant.tenant_id, call.services.exact_entra_issuer)
    base = f"{call.origin}/{tenant.tenant_id}"
    return (
        ("Authority", base),
        ("Issuer", authority.issuer_v2),
        ("Discovery URL", f"{base}/v2.0/.well-known/openid-configuration"),
        ("OAuth 2.0 token endpoint (v2)", f"{base}/oauth2/v2.0/token"),
        ("JSON Web Key Set", f"{base}/discovery/v2.0/keys"),
        ("Microsoft Graph API endpoint", f"{call.origin}/v1.0"),
    )
