"""Figures kept beside the sign-in records, in the records' own transaction.

Counting a million records for a picture would take seconds, so each batch of records
adds to two small tables while it is stored: ``sign_in_hours`` has a row for each hour
and code, ``resource_use`` one for each client and API. On SQLite ``arrivals.Mover``
counts what it moves, on PostgreSQL a trigger counts what was inserted; there a row is
split by ``shard``, so that nodes do not wait for each other's commits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.exc import DBAPIError

from daemonry.model.figures import HourOfSignIns, ResourceUse
from daemonry.storage.schema import resource_use, sign_in_hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.ids import TenantId
    from daemonry.storage.unit_of_work import SqlDirectory

_ADD_HOUR: Final = """
INSERT INTO sign_in_hours (tenant_id, hour, error_code, shard, count)
SELECT tenant_id, {hour}, error_code, {shard}, count(*)
  FROM {fresh} AS fresh WHERE true
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3
ON CONFLICT (tenant_id, hour, error_code, shard)
DO UPDATE SET count = sign_in_hours.count + excluded.count
"""
# On PostgreSQL the tokens of a batch count for its newest hour: no row may be updated
# twice by one statement, and a batch is made within milliseconds.
_ADD_USE: Final = """
INSERT INTO resource_use
       (tenant_id, app_id, resource_id, shard, hour, tokens, tokens_before, last_at)
SELECT tenant_id, app_id, resource_id, {shard}, {hour_of_use}, count(*), 0, max(at)
  FROM {fresh} AS fresh
 WHERE error_code = 0
 GROUP BY {group_of_use}
 ORDER BY {group_of_use}
ON CONFLICT (tenant_id, app_id, resource_id, shard)
DO UPDATE SET
    tokens_before = CASE WHEN excluded.hour = {next_hour} THEN resource_use.tokens
                         WHEN excluded.hour > resource_use.hour THEN 0
                         ELSE resource_use.tokens_before END,
    tokens = CASE WHEN excluded.hour > resource_use.hour THEN excluded.tokens
                  ELSE resource_use.tokens + excluded.tokens END,
    hour = {later}(resource_use.hour, excluded.hour),
    last_at = {later}(resource_use.last_at, excluded.last_at)
"""
_SQLITE_HOUR: Final = "substr(at, 1, 13) || ':00:00.000000'"
SQLITE_COUNTS: Final = tuple(
    statement.format(
        fresh="temp.fresh",
        hour=_SQLITE_HOUR,
        hour_of_use=_SQLITE_HOUR,
        group_of_use="1, 2, 3, 5",
        next_hour="strftime('%Y-%m-%d %H:00:00.000000', resource_use.hour, '+1 hour')",
        later="max",
        shard="0",
    )
    for statement in (_ADD_HOUR, _ADD_USE)
)
"""What counts the rows of ``temp.fresh``: sign-ins with error_code and resource_id."""

_SHARDS: Final = 8
_POSTGRES_FRESH: Final = (
    "(SELECT tenant_id, at, app_id, (document::json ->> 'error_code')::integer AS error_code,"
    " document::json ->> 'resource_id' AS resource_id FROM new_sign_ins)"
)
_POSTGRES_COUNTS: Final = "".join(
    statement.format(
        fresh=_POSTGRES_FRESH,
        hour="date_trunc('hour', at, 'UTC')",
        hour_of_use="max(date_trunc('hour', at, 'UTC'))",
        group_of_use="1, 2, 3",
        next_hour="resource_use.hour + interval '1 hour'",
        later="greatest",
        shard=f"pg_backend_pid() % {_SHARDS}",
    )
    + ";"
    for statement in (_ADD_HOUR, _ADD_USE)
)
POSTGRES_TRIGGER: Final = (
    (
        "CREATE FUNCTION count_sign_ins() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_POSTGRES_COUNTS} RETURN NULL; END $$"
    ),
    (
        "CREATE TRIGGER count_sign_ins AFTER INSERT ON sign_ins"
        " REFERENCING NEW TABLE AS new_sign_ins"
        " FOR EACH STATEMENT EXECUTE FUNCTION count_sign_ins()"
    ),
)
BUSY: Final = 4
"""Tokens an hour from which a row of ``resource_use`` is in the index of busy ones."""


async def forget_figures(records: SqlDirectory, before: datetime) -> None:
    """Remove what was counted in hours before a time. Raises OSError."""
    async with records.transaction() as transaction:
        for table, at in ((sign_in_hours, "hour"), (resource_use, "last_at")):
            await transaction.write(delete(table).where(table.c[at] < before))


class SignInFigures:
    """The counting half of ``ports.SignInLog``, for both databases."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def count_by_hour(
        self, tenant_id: TenantId, *, since: datetime
    ) -> Sequence[HourOfSignIns]:
        """Return how many requests ended with which code in each hour, oldest first."""
        table = sign_in_hours
        place = (table.c.hour, table.c.error_code)
        query = (
            select(*place, func.sum(table.c.count).label("count"))
            .where(table.c.tenant_id == tenant_id, table.c.hour >= since)
            .group_by(*place)
            .order_by(*place)
        )
        return [
            HourOfSignIns(row.hour, row.error_code, int(row.count))
            for row in await self._rows(query)
        ]

    async def uses_of(
        self, tenant_id: TenantId, pairs: Sequence[tuple[str, str]]
    ) -> Sequence[ResourceUse]:
        """Return what these clients had of these APIs (appIds); nothing for never."""
        if not pairs:
            return []
        pair = tuple_(resource_use.c.app_id, resource_use.c.resource_id)
        return await self._uses(tenant_id, pair.in_(pairs))

    async def busiest(
        self, tenant_id: TenantId, *, since: datetime, at_least: int, limit: int
    ) -> Sequence[ResourceUse]:
        """Return who had most tokens for one API within an hour, busiest first.

        Only hours from ``since`` on count; ``at_least`` is a number of tokens, 4 or more.
        """
        table = resource_use
        is_busy = (table.c.tokens >= BUSY) | (table.c.tokens_before >= BUSY)
        found = await self._uses(tenant_id, is_busy, table.c.hour >= since)
        counted = [(max(use.tokens, use.tokens_before), use) for use in found]
        counted.sort(key=lambda item: (-item[0], item[1].app_id, item[1].resource_id))
        return [use for tokens, use in counted if tokens >= at_least][:limit]

    async def _uses(self, tenant_id: TenantId, *conditions: Any) -> Sequence[ResourceUse]:
        table = resource_use
        query = select(table).where(table.c.tenant_id == tenant_id, *conditions)
        found: dict[tuple[str, str], ResourceUse] = {}
        for row in await self._rows(query):
            use = ResourceUse(
                row.app_id,
                row.resource_id,
                row.hour,
                row.tokens,
                row.tokens_before,
                row.last_at,
            )
            pair = (use.app_id, use.resource_id)
            found[pair] = _together(found[pair], use) if pair in found else use
        return list(found.values())

    async def _rows(self, query: Select[Any]) -> Sequence[Any]:
        try:
            async with self._engine.connect() as connection:
                found: Sequence[Any] = (await connection.execute(query)).all()
        except DBAPIError as error:
            raise OSError("The sign-in records cannot be read.") from error
        return found


def _together(one: ResourceUse, other: ResourceUse) -> ResourceUse:
    """Return two shards as one; what an older one knows of other hours is left out."""
    newer, older = (one, other) if one.hour >= other.hour else (other, one)
    is_same = newer.hour == older.hour
    return ResourceUse(
        newer.app_id,
        newer.resource_id,
        newer.hour,
        newer.tokens + (older.tokens if is_same else 0),
        newer.tokens_before + (older.tokens_before if is_same else 0),
        max(newer.last_at, older.last_at),
    )
