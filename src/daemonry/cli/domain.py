"""``daemonry tenant domain``: DNS names of a tenant."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.directory.tenants import add_domain, get_organization, remove_domain, verify_domain

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.tenant import Domain

domains = typer.Typer(no_args_is_help=True, help="Domains of a tenant.")

NameArgument = Annotated[
    str, typer.Argument(help="A DNS name, such as contoso.com.", show_default=False)
]


def domain_record(domain: "Domain") -> dict[str, Any]:
    """Return a domain as it is printed."""
    return {
        "name": domain.name,
        "is_verified": domain.is_verified,
        "is_default": domain.is_default,
        "is_initial": domain.is_initial,
        "verification": domain.verification,
    }


@directory_command(
    domains,
    "add",
    examples="""
    daemonry tenant domain add contoso.com
    daemonry tenant domain add contoso.com --tenant contoso -o json
    """,
)
def add(place: Place, name: NameArgument) -> None:
    """Add a domain. It counts only after verification."""

    async def verb(work: "Work") -> "Domain":
        return await add_domain(work, name)

    domain = change(place, verb)
    show_record(place.output, domain_record(domain), title=f"Added domain {domain.name}")
    if place.output is Output.TABLE:
        note("It counts once it is verified. If it is yours, vouch for it:")
    place.suggest(f"daemonry tenant domain verify {domain.name} --vouch")


@directory_command(
    domains,
    "verify",
    examples="""
    daemonry tenant domain verify contoso.com --vouch
    """,
)
def verify(
    place: Place,
    name: NameArgument,
    *,
    vouch: Annotated[
        bool, typer.Option("--vouch", help="Say that the domain is yours; DNS is not asked.")
    ] = False,
) -> None:
    """Verify a domain, so that authorities and application ID URIs may use it."""

    async def verb(work: "Work") -> "Domain":
        return await verify_domain(work, name, vouched=vouch)

    domain = change(place, verb)
    show_record(place.output, domain_record(domain), title=f"Verified domain {domain.name}")


@directory_command(
    domains,
    "remove",
    examples="""
    daemonry tenant domain remove contoso.com
    """,
)
def remove(place: Place, name: NameArgument) -> None:
    """Remove a domain that is neither the initial nor the default one, nor in use."""

    async def verb(work: "Work") -> None:
        await remove_domain(work, name)

    change(place, verb)
    show_record(place.output, {"name": name}, title=f"Removed domain {name}")


@directory_command(
    domains,
    "list",
    examples="""
    daemonry tenant domain list
    daemonry tenant domain list --tenant contoso -o json
    """,
)
def list_(place: Place) -> None:
    """List the domains of a tenant."""
    tenant = look(place, get_organization)
    show_rows(
        place.output,
        [domain_record(domain) for domain in tenant.domains],
        columns=("name", "is_verified", "is_default", "is_initial"),
        empty="The tenant has no domain.",
    )
