"""``daemonry server-key``: the two keys of the server itself, and how they are replaced."""

import asyncio
import base64
import secrets
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import Place, directory_command, open_directory
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.settings import Settings
    from daemonry.storage.secret_files import KeyText

server_keys = typer.Typer(
    no_args_is_help=True,
    help="The server's own keys: what seals signing keys, what makes digests of secrets.",
)


class Use(StrEnum):
    """What a server key is for; also the name of its file."""

    KEK = "kek"
    SECRET_HASH = "secret-hash"  # noqa: S105 - a file name


UseArgument = Annotated[Use, typer.Argument(help="kek or secret-hash.", show_default=False)]
ModuleOption = Annotated[
    str | None,
    typer.Option(
        "--pkcs11",
        metavar="URI",
        help="Make the key in a hardware module: pkcs11:token=T;object=KEY?module-path=/lib.so"
        "&pin-source=/file. Only for kek.",
        show_default=False,
    ),
]


@directory_command(
    server_keys,
    "list",
    needs_tenant=False,
    examples="""
    daemonry server-key list
    daemonry server-key list -o json
    """,
)
def list_(place: Place) -> None:
    """List the server keys by identifier, and how much depends on each."""
    texts = {use: _text(place.settings(), use) for use in Use}
    rows = []
    for use, depending in asyncio.run(_depending(place)).items():
        identifiers = _identifiers(use, texts[use])
        lost = sorted(depending.keys() - set(identifiers))
        for name in [*identifiers, *lost]:
            state = "missing" if name in lost else "older"
            if identifiers and name == identifiers[0]:
                state = "current"
            rows.append(
                {
                    "use": use.value,
                    "identifier": name,
                    "state": state,
                    "depending": depending.get(name, 0),
                    "source": texts[use].source,
                }
            )
    show_rows(
        place.output,
        rows,
        columns=("use", "identifier", "state", "depending", "source"),
        empty="There are no server keys.",
    )


@directory_command(
    server_keys,
    "add",
    needs_tenant=False,
    examples="""
    daemonry server-key add kek
    daemonry server-key add secret-hash
    daemonry server-key add kek --pkcs11 'pkcs11:token=T;object=kek?module-path=/lib/p11.so'
    """,
)
def add(place: Place, use: UseArgument, *, pkcs11: ModuleOption = None) -> None:
    """Make a new key the current one; the ones before it stay and go on opening.

    Running servers notice by themselves when the keys are files of the data directory.
    Keys that come from settings are changed there: see 'generate'.
    """
    from daemonry.storage.secret_files import write_key_file  # noqa: PLC0415 - loads storage

    text = _own_file(place.settings(), use)
    line = _new_line(use, pkcs11)
    write_key_file(text.path, [line, *text.lines()], replace=True)
    show_record(
        place.output,
        {"use": use.value, "identifier": _identifiers(use, text)[0], "file": str(text.path)},
        title="A new key is current",
    )
    if place.output is Output.TABLE:
        note("Keep a copy of the file elsewhere now: backups of the data do not have it.")
    if use is Use.KEK:
        place.suggest("daemonry server-key rewrap")


@directory_command(
    server_keys,
    "generate",
    needs_tenant=False,
    examples="""
    daemonry server-key generate kek -o json
    daemonry server-key generate kek --pkcs11 'pkcs11:token=T;object=kek?module-path=/lib/p11.so'
    """,
)
def generate(place: Place, use: UseArgument, *, pkcs11: ModuleOption = None) -> None:
    """Print a new key, for a setting or a secret store. Nothing else is changed.

    Put it as the first line before the present one, then restart the servers.
    """
    show_record(place.output, {"use": use.value, "line": _new_line(use, pkcs11)})


@directory_command(
    server_keys,
    "rewrap",
    needs_tenant=False,
    examples="""
    daemonry server-key rewrap
    daemonry server-key rewrap --database postgresql://daemonry@db/daemonry
    """,
)
def rewrap(place: Place) -> None:
    """Seal everything anew under the current key encryption key, while servers run.

    May be interrupted and repeated. Afterwards the older key can be removed.
    """
    from daemonry.storage.rewrap import rewrap as rewrap_all  # noqa: PLC0415 - loads storage

    async def run() -> tuple[int, str]:
        async with open_directory(place) as services:
            try:
                count = await rewrap_all(services.store.directory, services.vault)
            except ValueError as error:
                raise CommandError(
                    str(error), "Put the older key back behind the current one."
                ) from error
            return count, services.vault.current

    count, current = asyncio.run(run())
    show_record(place.output, {"rewrapped": count, "current": current}, title="Sealed anew")


@directory_command(
    server_keys,
    "remove",
    needs_tenant=False,
    examples="""
    daemonry server-key remove kek 5f0c8a9d1e2b3c4d
    daemonry server-key remove secret-hash 5f0c8a9d1e2b3c4d
    """,
)
def remove(
    place: Place,
    use: UseArgument,
    identifier: Annotated[str, typer.Argument(help="As 'list' shows it.", show_default=False)],
) -> None:
    """Remove an older key that nothing depends on any more."""
    from daemonry.storage.secret_files import write_key_file  # noqa: PLC0415 - loads storage

    text = _own_file(place.settings(), use)
    lines, identifiers = text.lines(), _identifiers(use, text)
    if identifier not in identifiers:
        raise CommandError(
            f"There is no {use.value} key '{identifier}'.",
            "See them with 'daemonry server-key list'.",
            ExitCode.NOT_FOUND,
        )
    depending = asyncio.run(_depending(place))[use].get(identifier, 0)
    if identifier == identifiers[0] or depending:
        raise CommandError(
            f"The key {identifier} is in use: {depending} values depend on it."
            if depending
            else f"The key {identifier} is the current one.",
            "Add another key, then run 'daemonry server-key rewrap'."
            if use is Use.KEK
            else "Digests are renewed as secrets are used; delete the secrets that nobody uses.",
        )
    kept = [line for line, name in zip(lines, identifiers, strict=True) if name != identifier]
    write_key_file(text.path, kept, replace=True)
    show_record(place.output, {"use": use.value, "identifier": identifier}, title="Removed")


async def _depending(place: Place) -> "Mapping[Use, Mapping[str, int]]":
    from daemonry.storage.rewrap import count_digests, count_sealed  # noqa: PLC0415 - storage

    async with open_directory(place) as services:
        return {
            Use.KEK: await count_sealed(services.store.directory),
            Use.SECRET_HASH: await count_digests(services.store.directory),
        }


def _text(settings: "Settings", use: Use) -> "KeyText":
    from daemonry.storage.secret_files import (  # noqa: PLC0415 - loads storage
        KEYS_DIRECTORY,
        KeyText,
    )

    given = settings.key_encryption_key if use is Use.KEK else settings.secret_hash_key
    path = settings.data / KEYS_DIRECTORY / use.value
    return KeyText(path, given.get_secret_value() if given is not None else None)


def _own_file(settings: "Settings", use: Use) -> "KeyText":
    text = _text(settings, use)
    if text.is_file:
        return text
    raise CommandError(
        f"The {use.value} key comes from the settings, which this command does not change.",
        f"Make a line with 'daemonry server-key generate {use.value}', put it before the present"
        " one there, and restart the servers.",
        ExitCode.USAGE,
    )


def _identifiers(use: Use, text: "KeyText") -> list[str]:
    from daemonry.storage.envelope import key_identifier  # noqa: PLC0415 - loads storage
    from daemonry.storage.secret_files import parse_keys, sealing_keys  # noqa: PLC0415 - likewise

    if use is Use.KEK:
        return [key.identifier for key in sealing_keys(text)]
    return [key_identifier(key) for key in parse_keys(text.lines(), text.source)]


def _new_line(use: Use, uri: str | None) -> str:
    from daemonry.storage.envelope import KEY_BYTES  # noqa: PLC0415 - loads storage
    from daemonry.storage.pkcs11_key import make_pkcs11_key  # noqa: PLC0415 - likewise

    if uri is None:
        return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    if use is not Use.KEK:
        raise CommandError(
            "Digests of secrets are made on the way to every token: their key stays in memory.",
            "Leave out --pkcs11.",
            ExitCode.USAGE,
        )
    make_pkcs11_key(uri)
    return uri
