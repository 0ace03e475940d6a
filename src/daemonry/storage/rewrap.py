"""Sealing everything anew under the current key encryption key, while servers run.

Row by row in small transactions: whoever is interrupted goes on where it stopped, because
what the current key sealed is left alone. Values keep their context, and a server that
holds an opened key notices nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from daemonry.storage.credentials import digests_by_key
from daemonry.storage.envelope import sealing_key
from daemonry.storage.sealed import SEALED

if TYPE_CHECKING:
    from daemonry.storage.envelope import EnvelopeVault
    from daemonry.storage.sealed import SealedColumn
    from daemonry.storage.unit_of_work import SqlDirectory

_CHUNK: Final = 100
"""Rows in one transaction: short enough that other writers hardly wait."""


async def rewrap(directory: SqlDirectory, vault: EnvelopeVault) -> int:
    """Seal anew what an older key sealed and return how many values those were.

    Raises ValueError for a value that no key at hand opens; what was done stays done.
    """
    return sum([await _rewrap_column(directory, vault, sealed) for sealed in SEALED])


async def count_sealed(directory: SqlDirectory) -> dict[str, int]:
    """Return how many values each key encryption key sealed, by identifier."""
    counted: dict[str, int] = {}
    async with directory.transaction() as transaction:
        for sealed in SEALED:
            for row in await transaction.rows(select(sealed.table)):
                if value := sealed.value(row):
                    name = sealing_key(value)
                    counted[name] = counted.get(name, 0) + 1
    return counted


async def count_digests(directory: SqlDirectory) -> dict[str, int]:
    """Return how many client secrets need each secret-hash key, by identifier."""
    async with directory.transaction() as transaction:
        rows = await transaction.rows(digests_by_key())
    return {row[0]: row[1] for row in rows}


async def _rewrap_column(
    directory: SqlDirectory, vault: EnvelopeVault, sealed: SealedColumn
) -> int:
    async with directory.transaction() as transaction:
        rows = await transaction.rows(select(sealed.table))
        older = [
            row for row in rows if (value := sealed.value(row)) and not vault.is_current(value)
        ]
    for start in range(0, len(older), _CHUNK):
        async with directory.transaction() as transaction:
            for row in older[start : start + _CHUNK]:
                of_key = [column == getattr(row, column.name) for column in sealed.key]
                query = select(sealed.table).where(*of_key)
                found = await transaction.row(transaction.locked(query, sealed.table))
                value = sealed.value(found) if found is not None else b""
                if not value or vault.is_current(value):
                    continue  # erased, or sealed anew, meanwhile
                context = sealed.context(found)
                anew = vault.seal(vault.open(value, context=context), context=context)
                changed = sealed.write(getattr(found, sealed.column.name), anew)
                await transaction.write(
                    update(sealed.table).where(*of_key).values({sealed.column.name: changed})
                )
    return len(older)
