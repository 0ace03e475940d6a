"""``daemonry identity``: service principals that workloads of this machine act as."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, directory_command, open_directory, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.local_identities import local_url
from daemonry.cli.output import note, show_record, show_rows
from daemonry.cli.secret import DaemonArgument
from daemonry.directory.applications import find_application
from daemonry.directory.managed_identities import bind_managed_identity, unbind_managed_identity
from daemonry.model.managed_identity import APP_SERVICE, IMDS, ManagedIdentity
from daemonry.model.secret import new_secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.settings import Settings

identities = typer.Typer(
    no_args_is_help=True,
    help="Managed identities: tokens for workloads of this machine, without a secret.",
)

AppServiceOption = Annotated[
    bool,
    typer.Option(
        "--app-service",
        help="By App Service's protocol: for workloads that are given a header secret.",
    ),
]


@directory_command(
    identities,
    "bind",
    examples="""
    daemonry identity bind ciam-client-app
    daemonry identity bind ciam-client-app --app-service
    """,
)
def bind(
    place: Place,
    application: DaemonArgument,
    *,
    app_service: AppServiceOption = False,
    resource_id: Annotated[
        str,
        typer.Option(help="A name of your choice that clients may give as msi_res_id."),
    ] = "",
) -> None:
    """Let workloads of this machine act as an application's service principal.

    Without --app-service every process of this machine may ask. The server answers on
    the port that DAEMONRY_MANAGED_IDENTITY_PORT names, and takes the binding at once.
    """
    kind = APP_SERVICE if app_service else IMDS
    header = new_secret() if app_service else None
    settings = place.settings()

    async def run() -> ManagedIdentity:
        from daemonry.storage.managed_identities import (  # noqa: PLC0415 - with the storage
            ManagedIdentityFile,
        )

        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            work = work_in(services, uow, tenant)
            found = await find_application(work, application)
            made = await bind_managed_identity(
                work,
                found.app_id,
                services.secret_keys,
                kind=kind,
                resource_id=resource_id,
                header_secret=header,
            )
            file = ManagedIdentityFile(settings.data)
            kept = [one for one in file.list_all() if not _is_same(one, made)]
            file.save([*kept, made])
            return made

    record = _record(asyncio.run(run())) | _environment(settings, kind, header)
    show_record(place.output, record, title="Bound identity")
    if settings.managed_identity_port is None:
        note("Set DAEMONRY_MANAGED_IDENTITY_PORT and start the server again: it is off so far.")
    if header is not None:
        note("The header secret is shown this once.")


@directory_command(
    identities,
    "list",
    examples="""
    daemonry identity list
    daemonry identity list -o json
    """,
    needs_tenant=False,
)
def list_(place: Place) -> None:
    """List the identities of this machine, of all tenants."""

    async def run() -> "Sequence[ManagedIdentity]":
        from daemonry.storage.managed_identities import (  # noqa: PLC0415 - with the storage
            ManagedIdentityFile,
        )

        async with open_directory(place) as services:
            return ManagedIdentityFile(services.settings.data).list_all()

    show_rows(
        place.output,
        [_record(identity) for identity in asyncio.run(run())],
        columns=("kind", "app_id", "principal_id", "resource_id"),
        empty="No identity: 'daemonry identity bind' adds one.",
    )


@directory_command(
    identities,
    "unbind",
    examples="""
    daemonry identity unbind ciam-client-app
    daemonry identity unbind 8f2c1c7e-0000-4000-8000-000000000001 --app-service
    """,
)
def unbind(
    place: Place, application: DaemonArgument, *, app_service: AppServiceOption = False
) -> None:
    """End a binding: the next request of a workload is refused."""
    kind = APP_SERVICE if app_service else IMDS

    async def run() -> ManagedIdentity:
        from daemonry.storage.managed_identities import (  # noqa: PLC0415 - with the storage
            ManagedIdentityFile,
        )

        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            work = work_in(services, uow, tenant)
            file = ManagedIdentityFile(services.settings.data)
            bound = [one for one in file.list_all() if one.kind == kind]
            app_id = application.lower()
            if app_id not in {one.app_id for one in bound}:  # the application may be gone
                app_id = (await find_application(work, application)).app_id
            for identity in bound:
                if identity.app_id == app_id and identity.tenant_id == tenant.tenant_id:
                    await unbind_managed_identity(work, identity)
                    file.save([one for one in file.list_all() if one != identity])
                    return identity
        raise CommandError(
            f"'{application}' is not bound here by {kind}.",
            "See what is with 'daemonry identity list'.",
            ExitCode.NOT_FOUND,
        )

    show_record(place.output, _record(asyncio.run(run())), title="Ended binding")


def _is_same(one: ManagedIdentity, other: ManagedIdentity) -> bool:
    return (one.kind, one.tenant_id, one.app_id) == (other.kind, other.tenant_id, other.app_id)


def _record(identity: ManagedIdentity) -> dict[str, Any]:
    return {
        "kind": identity.kind,
        "app_id": identity.app_id,
        "principal_id": identity.principal_id,
        "tenant_id": identity.tenant_id,
        "resource_id": identity.resource_id or None,
    }


def _environment(settings: "Settings", kind: str, header: str | None) -> dict[str, Any]:
    """Return the variables that a workload needs, under their own names."""
    url = local_url(settings.managed_identity_port or 0)
    if kind == IMDS:
        return {"AZURE_POD_IDENTITY_AUTHORITY_HOST": url}
    return {"IDENTITY_ENDPOINT": f"{url}/msi/token", "IDENTITY_HEADER": header}
