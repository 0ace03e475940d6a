"""``daemonry tenant``: isolated directories, each with its own domains and keys."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look, open_directory
from daemonry.cli.domain import domains
from daemonry.cli.errors import CommandError
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.reference import guid_option
from daemonry.directory.tenants import (
    NewTenant,
    TenantTools,
    create_tenant,
    delete_tenant,
    get_organization,
    list_tenants,
    rename_tenant,
)
from daemonry.model.audit import OPERATOR
from daemonry.model.ids import TenantId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.services import Services

tenants = typer.Typer(no_args_is_help=True, help="Tenants: isolated directories on this server.")
tenants.add_typer(domains, name="domain")


def tools_of(services: "Services") -> TenantTools:
    """Return what the making of a tenant needs."""
    from daemonry.services import tenant_tools  # noqa: PLC0415 - loads storage and cryptography

    return tenant_tools(services)


def tenant_record(tenant: "Tenant") -> dict[str, Any]:
    """Return a tenant as it is printed."""
    return {
        "tenant_id": tenant.tenant_id,
        "display_name": tenant.display_name,
        "subdomain": tenant.subdomain,
        "default_domain": tenant.default_domain,
        "domains": [domain.name for domain in tenant.domains],
        "tenant_type": tenant.tenant_type,
        "created_at": tenant.created_at,
    }


@directory_command(
    tenants,
    "create",
    needs_tenant=False,
    examples="""
    daemonry tenant create Fabrikam --subdomain fabrikam
    daemonry tenant create Fabrikam --subdomain fabrikam -o json
    """,
)
def create(
    place: Place,
    name: Annotated[str, typer.Argument(help="The display name.", show_default=False)],
    subdomain: Annotated[
        str, typer.Option(help="First label of its initial domain.", show_default=False)
    ],
    tenant_id: Annotated[
        str | None, typer.Option(help="A GUID to use; made when left out.", show_default=False)
    ] = None,
) -> None:
    """Create a further tenant with its initial domain and first signing key.

    The first tenant comes with 'daemonry init', together with accounts that manage it.
    """
    new = NewTenant(
        display_name=name,
        subdomain=subdomain,
        suffix=place.settings().domain_suffix,
        tenant_id=TenantId(guid) if (guid := guid_option(tenant_id, "--tenant-id")) else None,
    )

    async def run() -> "Tenant":
        async with open_directory(place) as services, services.directory.change() as uow:
            return await create_tenant(uow, OPERATOR, new, tools_of(services))

    tenant = asyncio.run(run())
    show_record(place.output, tenant_record(tenant), title=f"Created tenant {tenant.display_name}")
    replace(place, tenant=tenant.subdomain).suggest("daemonry app create my-api --expose")


@directory_command(
    tenants,
    "list",
    needs_tenant=False,
    examples="""
    daemonry tenant list
    daemonry tenant list -o json --data /var/lib/daemonry
    """,
)
def list_(place: Place) -> None:
    """List the tenants, oldest first."""

    async def run() -> "Sequence[Tenant]":
        async with open_directory(place) as services, services.directory.read() as uow:
            return await list_tenants(uow, OPERATOR)

    show_rows(
        place.output,
        [tenant_record(tenant) for tenant in asyncio.run(run())],
        columns=("display_name", "subdomain", "default_domain", "tenant_id"),
        empty="There is no tenant yet: 'daemonry tenant create' makes one.",
    )


@directory_command(
    tenants,
    "show",
    examples="""
    daemonry tenant show
    daemonry tenant show --tenant fabrikam -o json
    """,
)
def show(place: Place) -> None:
    """Show one tenant with its domains."""
    show_record(place.output, tenant_record(look(place, get_organization)))


@directory_command(
    tenants,
    "delete",
    examples="""
    daemonry tenant delete --tenant fabrikam
    daemonry tenant delete --tenant fabrikam --yes
    """,
)
def delete(
    place: Place,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a tenant for good: applications, accounts, secrets, permissions, signing keys.

    Its tokens run out by themselves; its keys are published no longer. The audit trail
    and the sign-in records stay in the database.
    """
    found = look(place, get_organization)
    if not yes and not typer.confirm(f"Delete {found.display_name} ({found.initial_domain})?"):
        raise CommandError("Nothing was deleted.", "Repeat with --yes to delete it for good.")
    gone = change(place, delete_tenant)
    show_record(place.output, tenant_record(gone), title=f"Deleted tenant {gone.display_name}")


@directory_command(
    tenants,
    "rename",
    examples="""
    daemonry tenant rename "Contoso Customers"
    daemonry tenant rename "Fabrikam" --tenant fabrikam
    """,
)
def rename(
    place: Place,
    name: Annotated[str, typer.Argument(help="The new display name.", show_default=False)],
) -> None:
    """Change the display name; domains and identifiers stay."""

    async def verb(work: "Work") -> "Tenant":
        return await rename_tenant(work, name)

    tenant = change(place, verb)
    show_record(place.output, tenant_record(tenant), title=f"Renamed to {tenant.display_name}")
