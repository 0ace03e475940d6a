"""Sign-in records: committed in groups by one writer, one row each, read newest first.

A token leaves only after its record is durable, so the commit is shared: while one
batch is being flushed, the records of other requests gather for the next. On SQLite
it goes to a journal first (``arrivals.py``).
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from queue import SimpleQueue
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, Final

import pysqlite3
from sqlalchemy import case, select, tuple_
from typing_extensions import override

from daemonry.model.audit import (
    INTERACTIVE_USER,
    MANAGED_IDENTITY,
    NON_INTERACTIVE_USER,
    SERVICE_PRINCIPAL,
    SignIn,
)
from daemonry.storage.arrivals import Journal, record_text
from daemonry.storage.commits import Commits
from daemonry.storage.document_sql import DocumentFlag, DocumentNumber, DocumentText
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.filtering import (
    Flags,
    Identifiers,
    Moments,
    Numbers,
    OneText,
    Properties,
    compile_filter,
    document_texts,
)
from daemonry.storage.schema import sign_ins
from daemonry.storage.sign_in_figures import SignInFigures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.ids import TenantId
    from daemonry.odata.filter import Expression
    from daemonry.storage.arrivals import Mover

COLUMNS: Final = ("tenant_id", "at", "sign_in_id", "correlation_id", "app_id")
MAX_BATCH: Final = 64
"""Rows in one commit; it bounds how long one waits behind others."""

ENOUGH: Final = 16
"""Waiting records that are committed although more may come: two calls of a batch signer."""

_ELSEWHERE: Final = frozenset(COLUMNS)
_DOCUMENT: Final = sign_ins.c.document
_IS_INTERACTIVE: Final = DocumentFlag(_DOCUMENT, "user", "is_interactive")
_EVENT_TYPE: Final = case(
    (_IS_INTERACTIVE, INTERACTIVE_USER.lower()),
    (DocumentText(_DOCUMENT, "user", "user_id").is_not(None), NON_INTERACTIVE_USER.lower()),
    (
        DocumentText(_DOCUMENT, "credential_type") == MANAGED_IDENTITY,
        MANAGED_IDENTITY.lower(),
    ),
    else_=SERVICE_PRINCIPAL.lower(),
)
"""``SignIn.event_type`` as SQL tells it."""
_PROPERTIES: Final[Properties] = {
    ("id",): Identifiers(sign_ins.c.sign_in_id),
    ("createddatetime",): Moments(sign_ins.c.at),
    ("appid",): Identifiers(sign_ins.c.app_id),
    ("correlationid",): Identifiers(sign_ins.c.correlation_id),
    ("status", "errorcode"): Numbers(DocumentNumber(_DOCUMENT, "error_code")),
    ("signineventtypes",): OneText(_EVENT_TYPE),
    ("isinteractive",): Flags(_IS_INTERACTIVE, default=False),
    ("userid",): document_texts(_DOCUMENT, "user", "user_id"),
    ("userprincipalname",): document_texts(_DOCUMENT, "user", "user_principal_name"),
    ("userdisplayname",): document_texts(_DOCUMENT, "user", "display_name"),
    ("appdisplayname",): document_texts(_DOCUMENT, "app_display_name"),
    ("serviceprincipalid",): document_texts(_DOCUMENT, "service_principal_id"),
    ("serviceprincipalname",): document_texts(_DOCUMENT, "app_display_name"),
    ("serviceprincipalcredentialkeyid",): document_texts(_DOCUMENT, "credential_key_id"),
    ("resourceid",): document_texts(_DOCUMENT, "resource_id"),
    ("resourcedisplayname",): document_texts(_DOCUMENT, "resource_display_name"),
    ("ipaddress",): document_texts(_DOCUMENT, "ip_address"),
    ("uniquetokenidentifier",): document_texts(_DOCUMENT, "unique_token_identifier"),
}

WaitingText = tuple[bytes, asyncio.Future[None]]


class SignInReader(SignInFigures):
    """The reading half of ``ports.SignInLog``, for both databases."""

    is_spooling = False
    """Whether records wait on this node for a database that is away."""

    def start(self) -> None:
        """Begin what a server does beside its requests; without a spool that is nothing."""

    async def list_newest(  # noqa: PLR0913 - the filters of the log
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        app_id: str = "",
        correlation_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[SignIn]:
        """Return records, newest first; ``before`` is the last record id of the page before.

        A ``before`` that is not in the tenant yields nothing. Raises ODataError for a
        property that cannot be filtered by, OSError.
        """
        of_tenant = sign_ins.c.tenant_id == tenant_id
        query = select(sign_ins).where(of_tenant)
        newest_first = (sign_ins.c.at.desc(), sign_ins.c.sign_in_id.desc())
        if before:
            last = sign_ins.alias("last")
            place = (
                select(last.c.at, last.c.sign_in_id)
                .where(last.c.tenant_id == tenant_id, last.c.sign_in_id == before)
                .order_by(last.c.at.desc())
                .limit(1)
            )
            query = query.where(
                tuple_(sign_ins.c.at, sign_ins.c.sign_in_id) < place.scalar_subquery()
            )
        if app_id:
            query = query.where(sign_ins.c.app_id == app_id)
        if correlation_id:
            query = query.where(sign_ins.c.correlation_id == correlation_id)
        if where is not None:
            query = query.where(compile_filter(where, _PROPERTIES))
        rows = await self._rows(query.order_by(*newest_first).limit(limit))
        return [
            build(SignIn, row.document, **{name: getattr(row, name) for name in COLUMNS})
            for row in rows
        ]


class SqliteSignInLog(SignInReader):
    """``ports.SignInLog`` with one writer thread on a journal. For one event loop.

    Whoever lists moves first into the table what has arrived, from all processes.
    """

    def __init__(self, journal: Path, mover: Mover, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self._path = journal
        self._mover = mover
        self._waiting: list[WaitingText] = []
        self._seen = 0
        self._is_committing = False
        self._batches: SimpleQueue[list[WaitingText] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._journal: Journal | None = None
        self._has_failed = False
        self.commits = Commits()

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""
        if self._is_closed:
            raise OSError("The sign-in log is closed.")
        loop = asyncio.get_running_loop()
        durable: asyncio.Future[None] = loop.create_future()
        self._waiting.append((record_text(sign_in), durable))
        if len(self._waiting) == 1 and not self._is_committing:
            self._seen = 0
            loop.call_soon(self._consider, loop)
        await durable

    @override
    async def _rows(self, query: Select[Any]) -> Sequence[Any]:
        """Read, those that just arrived among them. Raises OSError."""
        await self.arrived()
        return await super()._rows(query)

    async def arrived(self) -> None:
        """Move into the table what is in the journal now. Raises OSError."""
        try:
            await asyncio.to_thread(self._mover.move_all)
        except pysqlite3.Error as error:
            raise OSError("The sign-in records cannot be read.") from error

    def waiting(self) -> int:
        """Return how many records wait for the next commit."""
        return len(self._waiting)

    async def is_healthy(self) -> bool:
        """Tell whether records can be accepted; after a failure, by writing an empty batch."""
        if self._is_closed or not (self._thread is None or self._thread.is_alive()):
            return False
        return not self._has_failed or await asyncio.to_thread(self._can_write)

    async def close(self) -> None:
        """Write what is waiting, then stop. Later records are refused."""
        self._is_closed = True
        while self._waiting:
            self._hand_over()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._batches.put(None)
            await asyncio.to_thread(thread.join)

    def _consider(self, loop: asyncio.AbstractEventLoop) -> None:
        """Commit when enough are waiting, or when a turn of the event loop brought no more.

        Under load others are on their way, and one commit for several costs the server
        less than one for each; alone, nobody waits for others.
        """
        count = len(self._waiting)
        if self._is_committing or not count:
            return
        if count >= ENOUGH or count == self._seen:
            self._hand_over()
        else:
            self._seen = count
            loop.call_soon(self._consider, loop)

    def _hand_over(self) -> None:
        """Give the writer what is waiting."""
        batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
        self._is_committing = True
        self._batches.put(batch)
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="sign-ins", daemon=True)
            self._thread.start()

    def _settle(self, batch: Sequence[WaitingText], problem: str) -> None:
        """Wake everybody of a batch; those who came meanwhile are the next one."""
        for _, durable in batch:
            if durable.done():
                continue
            if problem:
                durable.set_exception(OSError(problem))
            else:
                durable.set_result(None)
        self._is_committing = False
        if self._waiting:
            self._seen = 0
            self._consider(batch[0][1].get_loop())

    def _write(self) -> None:
        while (batch := self._batches.get()) is not None:
            problem = self._commit(batch)
            loop = batch[0][1].get_loop()
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._settle, batch, problem)
        self._disconnect()

    def _commit(self, batch: Sequence[WaitingText]) -> str:
        """Write a batch; return '' or what went wrong. The next batch starts afresh then."""
        began_ns = perf_counter_ns()
        try:
            if self._journal is None:
                self._journal = Journal(self._path)
            self._journal.append([text for text, _ in batch])
        except (pysqlite3.Error, OSError) as error:
            self._disconnect()
            self._has_failed = True
            self.commits.failures += 1
            return f"Sign-in records cannot be written: {error}"
        self._has_failed = False
        self.commits.add(len(batch), began_ns)
        return ""

    def _can_write(self) -> bool:
        try:
            with closing(Journal(self._path)) as journal:
                journal.append([])
        except (pysqlite3.Error, OSError):
            return False
        self._has_failed = False
        return True

    def _disconnect(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()


def document_of(sign_in: SignIn) -> str:
    """Return what has no column of its own, as JSON."""
    return encode_fields(sign_in, leave_out=_ELSEWHERE)
