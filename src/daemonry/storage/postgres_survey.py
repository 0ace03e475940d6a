"""What an operator should know of a PostgreSQL server before it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.storage.postgres import DRIVER_ERRORS, as_os_error, connect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# Times of standbys are hidden from roles without pg_read_all_stats: then state is null.
_STANDBYS: Final = (
    "SELECT application_name, state, sync_state,"
    " coalesce(extract(epoch FROM replay_lag), 0)::float8 AS lag FROM pg_stat_replication"
)


@dataclass(frozen=True, slots=True)
class Standby:
    """One that follows the primary; ``lag`` in seconds, ``state`` None when it is hidden."""

    name: str
    state: str | None
    sync_state: str | None
    lag: float

    @property
    def is_synchronous(self) -> bool:
        """Tell whether commits wait for it."""
        return self.sync_state in {"sync", "quorum"}


@dataclass(frozen=True, slots=True)
class Survey:
    """The server's own time, and who follows it."""

    now: datetime
    standbys: Sequence[Standby]


async def survey(dsn: str) -> Survey:
    """Ask the primary. Raises OSError when there is none, or it refuses."""
    connection = await connect(dsn)
    try:
        rows = await connection.fetch(_STANDBYS)
        now = await connection.fetchval("SELECT clock_timestamp()")
    except DRIVER_ERRORS as error:
        raise as_os_error(error) from error
    finally:
        await connection.close()
    return Survey(now, [Standby(*row) for row in rows])
