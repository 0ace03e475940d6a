"""Tenants and their domains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

from daemonry.directory import activities
from daemonry.directory.changes import changed, created
from daemonry.directory.identifier_rules import is_at_domain
from daemonry.directory.lookup import tenant_of
from daemonry.directory.permissions import (
    READ_DOMAINS,
    READ_ORGANIZATION,
    WRITE_DOMAINS,
    WRITE_ORGANIZATION,
    require_any,
    require_operator,
)
from daemonry.directory.service_principals import make_present
from daemonry.directory.signing_keys import TenantTools, create_signing_key
from daemonry.directory.text_rules import check_text, check_web_address
from daemonry.directory.work import DIRECTORY_MANAGEMENT, Work
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import (
    DOMAIN_INVALID,
    DOMAIN_NOT_FOUND,
    DOMAIN_NOT_PROVED,
    DOMAIN_NOT_REMOVABLE,
    DOMAIN_RESERVED,
    DOMAIN_TAKEN,
    DOMAIN_UNVERIFIED,
    INVALID_PROPERTY,
    NAME_IN_USE,
    OWN_TENANT,
    SUBDOMAIN_INVALID,
    TENANT_NOT_FOUND,
    TOO_MANY,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID, first_party_application
from daemonry.model.ids import TenantId, parse_guid
from daemonry.model.tenant import Contacts, Domain, Tenant, normalise_domain, normalise_subdomain
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daemonry.model.audit import Actor, ModifiedProperty
    from daemonry.ports import UnitOfWork

__all__ = [
    "NewTenant",
    "TenantTools",
    "add_domain",
    "change_contacts",
    "create_tenant",
    "delete_tenant",
    "find_tenant",
    "get_domain",
    "get_organization",
    "list_domains",
    "list_tenants",
    "make_domain_default",
    "remove_domain",
    "rename_tenant",
    "verify_domain",
]

MAX_NAME: Final = 256
MAX_CONTACTS: Final = 20
_PROOF_BYTES: Final = 16
_PROOF_PREFIX: Final = "daemonry-domain-verification="
_PAGE: Final = 999


@dataclass(frozen=True, slots=True)
class NewTenant:
    """A tenant to be made; its initial domain is ``{subdomain}.{suffix}``."""

    display_name: str
    subdomain: str
    suffix: str
    tenant_id: TenantId | None = None


class ContactChanges(TypedDict, total=False):
    """Changes to the contacts of a tenant; a missing key leaves its property as it is."""

    technical: tuple[str, ...]
    marketing: tuple[str, ...]
    security_mails: tuple[str, ...]
    security_phones: tuple[str, ...]
    privacy_email: str | None
    privacy_statement_url: str | None


async def create_tenant(
    uow: UnitOfWork, actor: Actor, new: NewTenant, tools: TenantTools
) -> Tenant:
    """Make a tenant with its initial domain, first signing key and Microsoft Graph in it.

    For the operator only. Raises InvalidError for a bad name, ConflictError for a taken
    one, ForbiddenError.
    """
    require_operator(actor)
    tenant = _blank_tenant(new, tools)
    work = Work(uow, actor, tenant.tenant_id, tools.clock, tools.ids)
    for name in (tenant.tenant_id, tenant.subdomain, tenant.initial_domain):
        if await uow.tenants.find(name) is not None:
            raise ConflictError(NAME_IN_USE, target="subdomain", property=f"tenant name '{name}'")
    await uow.tenants.add(tenant)
    uow.touch(tenant.tenant_id)
    target = _tenant_target(tenant, created(tenant))
    await work.audit(activities.ADD_TENANT, activities.ADD, target, category=DIRECTORY_MANAGEMENT)
    await create_signing_key(work, tools)
    graph = first_party_application(GRAPH_APP_ID, tenant.tenant_id)
    if graph is not None:
        await make_present(work, graph)
    return tenant


async def delete_tenant(work: Work) -> Tenant:
    """Remove the tenant with everything in it but its audit trail and sign-in records.

    Tokens that it issued stay good for APIs that keep its keys, until they expire; nobody
    can fetch the keys any more. For the operator only. Raises NotFoundError,
    ForbiddenError, InvalidError(OWN_TENANT) for the tenant of the operator's own account.
    """
    require_operator(work.actor)
    tenant = await tenant_of(work)
    own = work.actor.user_id
    if own is not None and await work.uow.users.get(work.tenant_id, own) is not None:
        raise InvalidError(OWN_TENANT)
    await work.uow.tenants.remove(work.tenant_id)
    work.uow.touch(work.tenant_id)
    await work.audit(
        activities.REMOVE_TENANT,
        activities.DELETE,
        _tenant_target(tenant, ()),
        category=DIRECTORY_MANAGEMENT,
    )
    return tenant


async def find_tenant(uow: UnitOfWork, name: str) -> Tenant:
    """Return the tenant with this ID, verified domain or subdomain (case ignored).

    Public knowledge, as every authority resolves it. Raises NotFoundError(TENANT_NOT_FOUND).
    """
    tenant = await uow.tenants.find(name.lower())
    if tenant is None:
        raise NotFoundError(TENANT_NOT_FOUND, id=name)
    return tenant


async def list_tenants(uow: UnitOfWork, actor: Actor) -> Sequence[Tenant]:
    """Return every tenant, oldest first. For the operator only: raises ForbiddenError."""
    require_operator(actor)
    return await uow.tenants.list_all()


async def get_organization(work: Work) -> Tenant:
    """Return the tenant as its own members see it.

    Needs Organization.Read.All or Directory.Read.All. Raises ForbiddenError.
    """
    require_any(work, *READ_ORGANIZATION)
    return await tenant_of(work)


async def rename_tenant(work: Work, display_name: str) -> Tenant:
    """Change the display name; domains stay. Raises InvalidError, ForbiddenError."""
    require_any(work, *WRITE_ORGANIZATION)
    check_text(display_name, "displayName", MAX_NAME, resource="Organization")
    stored = await tenant_of(work)
    tenant = replace(stored, display_name=display_name)
    await work.uow.tenants.save(tenant)
    work.uow.touch(work.tenant_id)
    await work.audit(
        activities.UPDATE_ORGANIZATION,
        activities.UPDATE,
        _tenant_target(tenant, changed(stored, tenant)),
        category=DIRECTORY_MANAGEMENT,
    )
    return tenant


async def change_contacts(work: Work, **changes: Unpack[ContactChanges]) -> Tenant:
    """Change whom to tell what about the tenant. Raises InvalidError, ForbiddenError."""
    require_any(work, *WRITE_ORGANIZATION)
    stored = await tenant_of(work)
    tenant = replace(stored, contacts=replace(stored.contacts, **changes))
    if tenant == stored:
        return stored
    _check_contacts(tenant.contacts)
    await work.uow.tenants.save(tenant)
    work.uow.touch(work.tenant_id)
    await work.audit(
        activities.UPDATE_ORGANIZATION,
        activities.UPDATE,
        _tenant_target(tenant, changed(stored.contacts, tenant.contacts)),
        category=DIRECTORY_MANAGEMENT,
    )
    return tenant


async def list_domains(work: Work) -> tuple[Domain, ...]:
    """Return all domains of the tenant, verified or not. Raises ForbiddenError."""
    require_any(work, *READ_DOMAINS)
    return (await tenant_of(work)).domains


async def add_domain(work: Work, name: str) -> Domain:
    """Add a domain, unverified; ``verification`` tells how its owner proves it.

    Raises InvalidError(DOMAIN_INVALID, DOMAIN_RESERVED), ConflictError(DOMAIN_TAKEN),
    ForbiddenError.
    """
    require_any(work, *WRITE_DOMAINS)
    normal = normalise_domain(name)
    if normal is None:
        raise InvalidError(DOMAIN_INVALID, target="id", name=name)
    tenant = await tenant_of(work)
    suffix = tenant.initial_domain.removeprefix(f"{tenant.subdomain}.")
    if normal == suffix or normal.endswith(f".{suffix}"):
        # Otherwise one tenant could block or take the initial domain of the next.
        raise InvalidError(DOMAIN_RESERVED, target="id", name=normal)
    if any(domain.name == normal for domain in tenant.domains):
        raise ConflictError(DOMAIN_TAKEN, target="id", name=normal)
    proof = _PROOF_PREFIX + work.ids.token_bytes(_PROOF_BYTES).hex()
    domain = Domain(
        normal, is_initial=False, is_default=False, is_verified=False, verification=proof
    )
    await work.uow.tenants.add_domain(work.tenant_id, domain)
    await _domain_changed(work, activities.ADD_DOMAIN, activities.ADD, domain, created(domain))
    return domain


async def get_domain(work: Work, name: str) -> Domain:
    """Return a domain, verified or not. Raises NotFoundError(DOMAIN_NOT_FOUND), ForbiddenError."""
    require_any(work, *READ_DOMAINS)
    return _domain(await tenant_of(work), name)


async def make_domain_default(work: Work, name: str) -> Domain:
    """Let a verified domain stand for the tenant in names and messages.

    Raises NotFoundError(DOMAIN_NOT_FOUND), InvalidError(DOMAIN_UNVERIFIED), ForbiddenError.
    """
    require_any(work, *WRITE_DOMAINS)
    tenant = await tenant_of(work)
    stored = _domain(tenant, name)
    if not stored.is_verified:
        raise InvalidError(DOMAIN_UNVERIFIED, target="isDefault", name=stored.name)
    for domain in tenant.domains:
        is_default = domain.name == stored.name
        if domain.is_default != is_default:
            new = replace(domain, is_default=is_default)
            await work.uow.tenants.save_domain(work.tenant_id, new)
            modified = changed(domain, new)
            await _domain_changed(work, activities.UPDATE_DOMAIN, activities.UPDATE, new, modified)
    return replace(stored, is_default=True)


async def verify_domain(
    work: Work, name: str, *, vouched: bool = False, published: Collection[str] = ()
) -> Domain:
    """Mark a domain verified because its proof is published, or the operator vouches for it.

    ``published`` are the TXT records of the name as the server knows them. Without its
    proof among them the answer is InvalidError(DOMAIN_NOT_PROVED) that tells what to
    publish. Only the operator may vouch. Raises NotFoundError(DOMAIN_NOT_FOUND),
    ForbiddenError.
    """
    require_any(work, *WRITE_DOMAINS)
    stored = _domain(await tenant_of(work), name)
    if stored.is_verified:
        return stored
    if not stored.verification or stored.verification not in published:
        if not vouched:
            raise InvalidError(DOMAIN_NOT_PROVED, name=stored.name, proof=stored.verification)
        require_operator(work.actor)
    domain = replace(stored, is_verified=True)
    await work.uow.tenants.save_domain(work.tenant_id, domain)
    modified = changed(stored, domain)
    await _domain_changed(work, activities.VERIFY_DOMAIN, activities.UPDATE, domain, modified)
    return domain


async def remove_domain(work: Work, name: str) -> None:
    """Remove a domain that is neither initial nor default nor part of an application ID URI.

    Soft-deleted applications count: they must fit the rules when they come back.
    Raises NotFoundError(DOMAIN_NOT_FOUND), InvalidError(DOMAIN_NOT_REMOVABLE), ForbiddenError.
    """
    require_any(work, *WRITE_DOMAINS)
    stored = _domain(await tenant_of(work), name)
    if stored.is_initial or stored.is_default or await _is_used(work, stored.name):
        raise InvalidError(DOMAIN_NOT_REMOVABLE, target="id", name=stored.name)
    await work.uow.tenants.remove_domain(work.tenant_id, stored.name)
    await _domain_changed(work, activities.REMOVE_DOMAIN, activities.DELETE, stored, ())


def _blank_tenant(new: NewTenant, tools: TenantTools) -> Tenant:
    check_text(new.display_name, "displayName", MAX_NAME, resource="Organization")
    subdomain = normalise_subdomain(new.subdomain)
    if subdomain is None or parse_guid(subdomain) is not None:
        # A GUID is a DNS label too, but as a tenant's name it would read like an ID.
        raise InvalidError(SUBDOMAIN_INVALID, target="subdomain", name=new.subdomain)
    initial = normalise_domain(f"{subdomain}.{new.suffix}")
    if initial is None:
        raise InvalidError(DOMAIN_INVALID, target="suffix", name=f"{subdomain}.{new.suffix}")
    given = new.tenant_id if new.tenant_id is not None else tools.ids.guid()
    tenant_id = parse_guid(given)
    if tenant_id is None:
        name = "tenantId"
        raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource="Organization")
    return Tenant(
        tenant_id=TenantId(tenant_id),
        display_name=new.display_name,
        subdomain=subdomain,
        domains=(Domain(initial, is_initial=True, is_default=True, is_verified=True),),
        created_at=tools.clock.now(),
    )


def _domain(tenant: Tenant, name: str) -> Domain:
    normal = normalise_domain(name)
    for domain in tenant.domains:
        if domain.name == normal:
            return domain
    raise NotFoundError(DOMAIN_NOT_FOUND, name=name)


async def _is_used(work: Work, name: str) -> bool:
    """Tell whether an application, live or deleted, has an identifier at this domain."""
    for deleted in (False, True):
        query = ListQuery(limit=_PAGE)
        while page := await work.uow.applications.list_matching(
            work.tenant_id, query, deleted=deleted
        ):
            if any(is_at_domain(uri, name) for item in page for uri in item.identifier_uris):
                return True
            query = replace(query, after=page[-1].object_id)
    return False


async def _domain_changed(
    work: Work,
    activity: str,
    operation: str,
    domain: Domain,
    modified: tuple[ModifiedProperty, ...],
) -> None:
    work.uow.touch(work.tenant_id)
    target = AuditTarget(domain.name, domain.name, "Domain", modified)
    await work.audit(activity, operation, target, category=DIRECTORY_MANAGEMENT)


def _check_contacts(contacts: Contacts) -> None:
    lists = {
        "technicalNotificationMails": contacts.technical,
        "marketingNotificationEmails": contacts.marketing,
        "securityComplianceNotificationMails": contacts.security_mails,
        "securityComplianceNotificationPhones": contacts.security_phones,
        "privacyProfile.contactEmail": tuple(filter(None, [contacts.privacy_email])),
    }
    for name, texts in lists.items():
        if len(texts) > MAX_CONTACTS:
            raise InvalidError(TOO_MANY, target=name, property=name, limit=str(MAX_CONTACTS))
        for text in texts:
            check_text(text, name, MAX_NAME, resource="Organization")
    name = "privacyProfile.statementUrl"
    check_web_address(contacts.privacy_statement_url, name, resource="Organization")


def _tenant_target(tenant: Tenant, modified: tuple[ModifiedProperty, ...]) -> AuditTarget:
    return AuditTarget(tenant.tenant_id, tenant.display_name, "Organization", modified)
