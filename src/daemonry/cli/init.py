"""``daemonry init``: keys, the first tenant, and the two accounts that manage it."""

import asyncio
import base64
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import (
    DatabaseOption,
    DataOption,
    OutputOption,
    Place,
    epilogue,
    open_new,
    settings_of,
    work_in,
)
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record
from daemonry.cli.reference import guid_option
from daemonry.cli.tenant import tools_of
from daemonry.cli.user import setup_link as whole_link
from daemonry.directory.applications import create_application
from daemonry.directory.consent import grant_admin_consent, request_permissions
from daemonry.directory.credentials import NewPassword, add_password
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.setup_links import create_setup_link
from daemonry.directory.tenants import NewTenant, create_tenant, list_tenants
from daemonry.directory.users import create_administrator
from daemonry.model.audit import OPERATOR
from daemonry.model.first_party import BOOTSTRAP_PERMISSIONS, GRAPH_APP_ID, GRAPH_APP_ROLES
from daemonry.model.ids import TenantId

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.services import Services
    from daemonry.settings import Settings

_PASSWORD_BYTES = 15

_EXAMPLES = """
daemonry init --data /var/lib/daemonry --tenant contoso --name Contoso
daemonry init --tenant contoso --admin ada --admin-password-file admin.txt -o json
daemonry init --tenant contoso --setup-link
daemonry init --tenant contoso --database postgresql://daemonry@db/daemonry
"""


@dataclass(frozen=True, slots=True)
class FirstTenant:
    """What ``init`` was asked to make."""

    subdomain: str
    name: str
    tenant_id: TenantId | None
    admin: str
    admin_password: str | None
    wants_setup_link: bool
    manager: str


def register_init(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("init", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(init)


def init(  # noqa: PLR0913 - one parameter for each option
    *,
    tenant: Annotated[
        str | None,
        typer.Option(help="The first tenant's subdomain, such as contoso.", show_default=False),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Its display name.", show_default=False)] = None,
    tenant_id: Annotated[
        str | None, typer.Option(help="A GUID to use; made when left out.", show_default=False)
    ] = None,
    admin: Annotated[
        str, typer.Option(help="The administrator's account name, with or without domain.")
    ] = "admin",
    admin_password_file: Annotated[
        Path | None,
        typer.Option(
            help="File with the password; a random one is made and printed without it.",
            show_default=False,
        ),
    ] = None,
    setup_link: Annotated[
        bool,
        typer.Option(
            "--setup-link",
            help="Print a link, good once for an hour, in the place of a password.",
        ),
    ] = False,
    management_app: Annotated[
        str, typer.Option(help="Name of the application that manages the tenant over Graph.")
    ] = "daemonry-management",
    domain_suffix: Annotated[
        str | None,
        typer.Option(help="What follows the subdomain in the initial domain.", show_default=False),
    ] = None,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Create the data directory, its keys, the first tenant and who manages it.

    Prints the credentials of the administrator and of a management application once.
    The application holds the Microsoft Graph permissions that manage all the rest.
    """
    settings = settings_of(data=data, database=database, domain_suffix=domain_suffix)
    subdomain = tenant or _asked("First label of the tenant's domain")
    first = FirstTenant(
        subdomain=subdomain,
        name=name or subdomain.capitalize(),
        tenant_id=TenantId(guid) if (guid := guid_option(tenant_id, "--tenant-id")) else None,
        admin=admin,
        admin_password=_password(admin_password_file),
        wants_setup_link=setup_link,
        manager=management_app,
    )
    if setup_link and admin_password_file is not None:
        raise CommandError(
            "--setup-link and --admin-password-file exclude each other.",
            "Keep one of them.",
            ExitCode.USAGE,
        )
    record = asyncio.run(_create(settings, first))
    place = Place(data=settings.data, database=database, output=output)
    if setup_link:
        record["setup_link"] = whole_link(place, record["setup_link"])
    show_record(output, record, title=f"Created tenant {first.name}")
    if output is Output.TABLE:
        shown = "link" if setup_link else "password"
        note(f"Copy the {shown} and the secret now: they cannot be shown again.")
    place.suggest("daemonry serve")


async def _create(settings: "Settings", first: FirstTenant) -> dict[str, str]:
    async with open_new(settings) as services:
        return await _create_tenant(services, first)


async def _create_tenant(services: "Services", first: FirstTenant) -> dict[str, str]:
    """Make everything in one transaction, so that a failure leaves nothing half done."""
    async with services.directory.change() as uow:
        if await list_tenants(uow, OPERATOR):
            raise CommandError(
                f"{services.settings.data} holds a tenant already.",
                "Make further ones with 'daemonry tenant create'.",
            )
        new = NewTenant(
            first.name, first.subdomain, services.settings.domain_suffix, first.tenant_id
        )
        tenant = await create_tenant(uow, OPERATOR, new, tools_of(services))
        work = work_in(services, uow, tenant)
        at = "" if "@" in first.admin else f"@{tenant.initial_domain}"
        password = first.admin_password or _random_password(services)
        known = None if first.wants_setup_link else password
        user = await create_administrator(work, first.admin + at, "Administrator", known)
        link = await create_setup_link(work, user.object_id) if known is None else ""
        client_id, secret = await _create_manager(work, services, first.manager)
    record = {
        "tenant_id": tenant.tenant_id,
        "tenant_name": tenant.display_name,
        "tenant_domain": tenant.initial_domain,
        "admin_username": user.user_principal_name,
        "admin_password": password,
        "management_client_id": client_id,
        "management_client_secret": secret,
    }
    if first.admin_password is not None or link:
        del record["admin_password"]
    if link:
        record["setup_link"] = link
    return record


async def _create_manager(work: "Work", services: "Services", name: str) -> tuple[str, str]:
    """Make the application that manages the tenant; return its client ID and secret."""
    wanted = [role.role_id for role in GRAPH_APP_ROLES if role.value in BOOTSTRAP_PERMISSIONS]
    manager = await create_application(work, {"display_name": name})
    await create_service_principal(work, manager.app_id)
    await request_permissions(work, manager.object_id, GRAPH_APP_ID, wanted)
    await grant_admin_consent(work, manager.object_id)
    new = NewPassword(display_name="made by daemonry init")
    issued = await add_password(work, manager.object_id, new, services.secret_keys)
    return manager.app_id, issued.secret_text


def _asked(question: str) -> str:
    """Ask a person; a script is told which option is missing."""
    if sys.stdin.isatty():
        return str(typer.prompt(question, err=True))
    raise CommandError(
        "The first tenant has no name.", "Give it: daemonry init --tenant contoso.", ExitCode.USAGE
    )


def _password(path: Path | None) -> str | None:
    return path.read_text(encoding="utf-8").rstrip("\r\n") if path is not None else None


def _random_password(services: "Services") -> str:
    return base64.urlsafe_b64encode(services.ids.token_bytes(_PASSWORD_BYTES)).decode("ascii")
