"""Search: pages by their old and new names, objects by name, and anything by its identifier.

The command palette shows the results of this very page, so that it can do nothing more
than somebody without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import list_applications
from daemonry.directory.audit import list_sign_ins
from daemonry.directory.service_principals import list_service_principals
from daemonry.directory.users import list_users
from daemonry.model.errors import ForbiddenError
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.oauth.errors.catalogue import rows_of
from daemonry.oauth.errors.guide import meaning_of
from daemonry.odata.filter import Or, StartsWith
from daemonry.portal.call import Shown
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.user import User
    from daemonry.portal.call import Call


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is, its name, and where it is."""

    kind: str
    name: str
    address: str


PLACES: Final = (
    ("Home", "/admin/", "home dashboard overview azure portal entra admin center azure ad"),
    (
        "Tenant overview",
        "/admin/tenant",
        "tenant directory organization azure ad entra identity",
    ),
    (
        "App registrations",
        "/admin/apps",
        "app registrations applications legacy azure ad clients api permissions secrets",
    ),
    ("New registration", "/admin/apps/new", "new registration register create application client"),
    ("Owned applications", "/admin/apps?view=owned", "owned applications my apps registrations"),
    (
        "Deleted applications",
        "/admin/apps?view=deleted",
        "deleted applications recycle bin restore app",
    ),
    (
        "Enterprise applications",
        "/admin/enterprise-apps",
        "enterprise applications enterprise apps service principals managed applications consent",
    ),
    (
        "Domains",
        "/admin/domains",
        "domains custom domain names verify verified primary domain settings",
    ),
    (
        "Token lifetime policies",
        "/admin/policies",
        "token lifetime policies access token expiry configurable",
    ),
    ("Users", "/admin/users", "users people accounts members all users password reset"),
    ("New user", "/admin/users/new", "new user create account invite person"),
    (
        "Roles and administrators",
        "/admin/roles",
        "roles and administrators roles & admins directory roles assignments privileged pim",
    ),
    ("Audit logs", "/admin/audit-logs", "audit logs directory changes activity history"),
    (
        "Sign-in logs",
        "/admin/sign-in-logs",
        "sign-in logs signins service principal sign-ins token requests correlation id",
    ),
    ("Live sign-ins", "/admin/sign-in-logs?live=1", "live sign-ins tail follow"),
    ("Failed sign-ins", "/admin/sign-in-logs?status=failure", "failed sign-ins failures errors"),
    (
        "My sign-in",
        "/admin/my-sign-in",
        "my sign-in account security info password mfa authenticator passkey sessions profile",
    ),
    (
        "Notices",
        "/admin/notices",
        "notices expiry notifications alerts webhook mail technical contacts expiring secrets",
    ),
    ("Error codes", "/admin/errors", "error codes aadsts errors diagnose and solve problems"),
)
"""Pages with every word by which people look for them, of the old portal and the new."""
PLACES_OF_OPERATORS: Final = (
    (
        "Manage tenants",
        "/admin/tenants",
        "manage tenants directories + subscriptions switch directory organizations",
    ),
    ("Create a tenant", "/admin/tenants/new", "create a tenant new directory organization"),
    (
        "Signing keys",
        "/admin/signing-keys",
        "signing keys jwks rotate rotation token signing certificate kid rollover",
    ),
    (
        "Certificate authorities",
        "/admin/certificate-authorities",
        "certificate authorities trusted ca pki subject name issuer",
    ),
    ("Settings", "/admin/settings", "settings server configuration portal settings options"),
)
"""Those of the whole server, likewise."""
_FEW: Final = 8


async def listing(call: Call) -> Shown:
    """Show what was found; nothing typed shows the pages."""
    typed = call.query.get("q", "").strip()[:200]
    hits = await _hits(call, typed)
    values = {
        "title": "Search",
        "blade": "search",
        "q": typed,
        "hits": list(dict.fromkeys(hits)),
        "cli": "daemonry app list",
    }
    return Shown("search.html", values)


async def _hits(call: Call, typed: str) -> list[Hit]:
    guid = parse_guid(typed)
    if guid is not None:
        return await _identified(call, guid)
    numbers = {row.aadsts for row in rows_of(typed)}
    return [
        *_places(call, typed),
        *(
            Hit("Error code", f"AADSTS{number} {meaning_of(number)}", f"/admin/errors/{number}")
            for number in numbers
        ),
        *(await _named(call, typed) if typed else ()),
    ]


def _places(call: Call, typed: str) -> Iterator[Hit]:
    """Yield pages in whose words each word that was typed begins one."""
    places = PLACES if call.operator is None else (*PLACES, *PLACES_OF_OPERATORS)
    wanted = typed.casefold().replace("(", " ").replace(")", " ").replace(">", " ").split()
    for name, address, words in places:
        known = words.split()
        if all(any(word.startswith(begin) for word in known) for begin in wanted):
            yield Hit("Page", name, address)


async def _named(call: Call, typed: str) -> list[Hit]:
    query = ListQuery(display_name_prefix=typed, order_by="displayname", limit=_FEW)
    apps = await list_applications(call.work, query)
    principals = await list_service_principals(call.work, query)
    people = await _people(call, typed)
    return [
        *(Hit("App registration", one.display_name, f"/admin/apps/{one.app_id}") for one in apps),
        *(
            Hit(
                "Enterprise application",
                one.display_name,
                f"/admin/enterprise-apps/{one.object_id}",
            )
            for one in principals
        ),
        *people,
    ]


async def _people(call: Call, typed: str) -> list[Hit]:
    names = ("displayname",), ("userprincipalname",)
    where = Or(tuple(StartsWith(name, typed) for name in names))
    try:
        found = await list_users(call.work, ListQuery(where=where, limit=_FEW))
    except ForbiddenError:
        return []
    return [
        Hit("User", f"{one.display_name} ({one.user_principal_name})", _of_user(one))
        for one in found
    ]


async def _identified(call: Call, guid: str) -> list[Hit]:
    """Return whatever has this identifier, whichever of its identifiers it is."""
    work, hits = call.work, []
    by_app_id = ListQuery(app_id=AppId(guid), limit=1)
    apps = [*await list_applications(work, by_app_id)]
    uow, tenant_id = work.uow, work.tenant_id
    if (found := await uow.applications.get(tenant_id, ObjectId(guid))) is not None:
        apps.append(found)
    hits += [Hit("App registration", one.display_name, f"/admin/apps/{one.app_id}") for one in apps]
    principals = [*await list_service_principals(work, by_app_id)]
    if (one := await uow.service_principals.get(tenant_id, ObjectId(guid))) is not None:
        principals.append(one)
    hits += [
        Hit("Enterprise application", each.display_name, _of_principal(each)) for each in principals
    ]
    gone = await uow.applications.get(tenant_id, ObjectId(guid), deleted=True)
    if gone is not None:
        address = f"/admin/deleted-apps/{gone.object_id}/restore"
        hits.append(Hit("Deleted application", gone.display_name, address))
    if (person := await uow.users.get(tenant_id, ObjectId(guid))) is not None:
        hits.append(Hit("User", person.display_name, _of_user(person)))
    if guid == tenant_id:
        hits.append(Hit("Tenant", call.tenant.display_name, "/admin/tenant"))
    hits += await _request(call, guid)
    return hits


async def _request(call: Call, guid: str) -> list[Hit]:
    try:
        found = await list_sign_ins(
            call.work, call.services.sign_in_log, limit=1, correlation_id=guid
        )
    except ForbiddenError:
        return []
    return [
        Hit("Sign-in", f"{one.app_display_name or one.app_id} {one.at:%Y-%m-%d %H:%M}Z", address)
        for one in found
        if (address := f"/admin/sign-in-logs/{one.correlation_id}")
    ]


def _of_principal(principal: ServicePrincipal) -> str:
    return f"/admin/enterprise-apps/{principal.object_id}"


def _of_user(user: User) -> str:
    return f"/admin/users/{user.object_id}"
