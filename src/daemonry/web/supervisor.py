"""Keeping several worker processes alive on one listening socket.

The supervisor binds and never accepts, so a connection that waits in the queue
survives the death of any worker. It opens no database and no key. Workers that die are
replaced at once, later when they die at once; SIGHUP replaces them one after the
other, and the old one serves until the new one is ready.
"""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

import structlog

from daemonry.web.lifecycle import FINISH
from daemonry.web.orders import DRAINING, END
from daemonry.web.worker import Order, Worker

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Coroutine, Mapping, Sequence

MAX_PAUSE: Final = 10.0
"""Seconds; the longest wait before a worker that keeps dying is started again."""

MAX_FAILURES: Final = 3
"""Starts that fail in a row, while nobody serves, before the supervisor gives up."""

_FIRST_PAUSE: Final = 0.1
_SETTLED: Final = 1.0
"""Seconds after which a worker counts as having started well."""

_OVERDUE: Final = 5.0
"""Seconds beyond the time that a worker has to end, before it is killed."""

_PATIENCE: Final = 1.0
"""Seconds that the report of a worker is waited for; then its last one counts."""

_log = structlog.get_logger("daemonry.supervisor")


class Reports(Protocol):
    """Where reports of workers go (``watching/ledger.py``). A post is known by its number."""

    def heard(self, post: int, pid: int, report: Sequence[Any]) -> None:
        """Take note of what a worker has counted until now."""

    def departed(self, post: int, pid: int) -> None:
        """Take note that a worker has ended."""


class WorkersFailedError(Exception):
    """No worker starts; each of them has told why. ``exit_code`` is the last one's."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class _Post:
    """One of the places that must be filled, and who fills it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.worker: Worker | None = None
        self.since = 0.0
        self.failures = 0
        self.changing = asyncio.Lock()


class Supervisor:
    """Fills ``count`` posts. ``command`` starts a worker, ``load_job`` makes what it is told.

    The job is loaded again for a rolling restart; ValueError calls that off.
    ``drain_delay`` is in seconds. ``reports`` hears what workers have counted whenever
    ``gather_reports`` is called and when one ends. Use it once.
    """

    def __init__(  # noqa: PLR0913 - what it is told once
        self,
        command: Sequence[str],
        listener: socket.socket,
        load_job: Callable[[], Mapping[str, Any]],
        *,
        count: int,
        drain_delay: float,
        reports: Reports | None = None,
    ) -> None:
        self._reports = reports
        self._command = command
        self._listener = listener
        self._load_job = load_job
        self._job = load_job()
        self._posts = [_Post(number) for number in range(count)]
        self._drain_delay = drain_delay
        self._running: dict[Worker, asyncio.Task[None]] = {}
        self._numbers: dict[Worker, int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._rolling = asyncio.Lock()
        self._is_announced = False
        self._end = asyncio.Event()
        self._at_once = asyncio.Event()
        self._failure: WorkersFailedError | None = None

    async def run(self, announce: Callable[[Mapping[str, Any]], None]) -> None:
        """Serve until SIGTERM or SIGINT; a second one ends at once.

        ``announce`` gets the facts of a worker once all of them accept requests.
        Raises WorkersFailedError when none can be started.
        """
        loop = asyncio.get_running_loop()
        for number in END:
            loop.add_signal_handler(number, self._told_to_end)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._spawn(self._roll()))
        beginning = self._spawn(self._begin(announce))
        try:
            await _first_of(beginning, self._end.wait())
            if beginning.done():
                beginning.result()
                await self._end.wait()
            if self._failure is not None:
                raise self._failure
        finally:
            await self._finish()
            for number in (*END, signal.SIGHUP):
                loop.remove_signal_handler(number)

    async def gather_reports(self) -> None:
        """Hear from every worker that answers at once what it has counted."""
        workers = tuple(self._running)
        asking = [asyncio.create_task(worker.ask_for_report()) for worker in workers]
        if asking:
            _, late = await asyncio.wait(asking, timeout=_PATIENCE)
            for task in late:
                task.cancel()
        for worker in workers:
            if worker in self._running:
                self._take_note(worker)

    def _take_note(self, worker: Worker) -> None:
        if self._reports is not None and worker.report is not None:
            self._reports.heard(self._numbers[worker], worker.pid, worker.report)

    async def _begin(self, announce: Callable[[Mapping[str, Any]], None]) -> None:
        """Fill all posts. The first worker goes ahead: it may find data to be upgraded."""
        first, *others = self._posts
        facts = await self._fill_first(first)
        await asyncio.gather(*[self._fill_first(post) for post in others])
        announce(facts)
        self._is_announced = True

    async def _fill_first(self, post: _Post) -> Mapping[str, Any]:
        async with post.changing:
            facts, exit_code = await self._fill(post)
        if facts is None:
            raise WorkersFailedError("A worker process did not start.", exit_code)
        return facts

    async def _fill(self, post: _Post) -> tuple[Mapping[str, Any] | None, int]:
        """Start a worker for a post; return its facts, or None and its exit code."""
        try:
            worker = await Worker.start(self._command, self._listener, self._job)
        except OSError as error:  # no memory, too many processes or files
            _log.error("no process can be started", reason=str(error))
            return None, 1
        facts, exit_code = None, 0
        try:
            facts = await worker.ready()
        finally:
            if facts is None or self._end.is_set():
                exit_code = await self._see_off(worker)
        if facts is None or self._end.is_set():
            return None, exit_code
        before, post.worker = post.worker, worker
        post.since = time.monotonic()
        self._numbers[worker] = post.number
        self._running[worker] = asyncio.create_task(self._attend(post, worker))
        if before is not None:
            before.tell(Order.RETIRE)
        _log.info("a worker is ready", pid=worker.pid)
        return facts, 0

    async def _see_off(self, worker: Worker) -> int:
        """Return the exit code of a worker that does not serve; it has little time to end."""
        ending = asyncio.create_task(worker.exit_code())
        if not self._end.is_set():
            await _first_of(ending, asyncio.sleep(_OVERDUE))
        worker.kill()
        return await ending

    async def _attend(self, post: _Post, worker: Worker) -> None:
        """Watch a worker until it has ended, and see to its replacement."""
        while await worker.wants_to_leave():
            self._spawn(self._replace(post, worker))
        code = await worker.exit_code()
        self._running.pop(worker)
        self._take_note(worker)
        if self._reports is not None:
            self._reports.departed(self._numbers.pop(worker), worker.pid)
        if post.worker is not worker or self._end.is_set():
            return
        post.worker = None
        _log.error("a worker died", pid=worker.pid, exit_code=code)
        self._spawn(self._refill(post))

    async def _replace(self, post: _Post, worker: Worker) -> bool:
        """Put a new worker in the place of a living one; tell whether that worked."""
        async with post.changing:
            if post.worker is not worker or self._end.is_set():
                return True
            facts, exit_code = await self._fill(post)
        if facts is None:
            _log.error("a new worker did not start, the old one goes on", exit_code=exit_code)
        return facts is not None

    async def _refill(self, post: _Post) -> None:
        """Fill a post whose worker died, with growing pauses while that fails."""
        async with post.changing:
            if time.monotonic() - post.since >= _SETTLED:
                post.failures = 0
            while post.worker is None and not self._end.is_set():
                if post.failures:
                    pause = min(_FIRST_PAUSE * 2**post.failures, MAX_PAUSE)
                    await _first_of(self._end.wait(), asyncio.sleep(pause))
                post.failures += 1
                facts, exit_code = await self._fill(post)
                if facts is not None or self._end.is_set():
                    return
                _log.error("a worker did not start", exit_code=exit_code, attempts=post.failures)
                if post.failures >= MAX_FAILURES and not self._running:
                    self._failure = WorkersFailedError("No worker starts any more.", exit_code)
                    self._end.set()

    async def _roll(self) -> None:
        """Replace all workers, one after the other. The first failure calls it off."""
        async with self._rolling:
            before = self._job
            try:
                self._job = self._load_job()
            except ValueError as error:
                _log.error("the settings stay as they were", reason=str(error))
                return
            _log.info("the workers are being replaced")
            for post in self._posts:
                if post.worker is not None and not await self._replace(post, post.worker):
                    self._job = before
                    return
            _log.info("all workers were replaced")

    def _told_to_end(self) -> None:
        if self._end.is_set():
            self._at_once.set()
        self._end.set()

    async def _finish(self) -> None:
        """Let all workers drain; stop who is told to end at once, kill who does not end."""
        self._end.set()
        self._listener.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        ending = asyncio.gather(*self._running.values())
        if self._failure is None and self._is_announced:
            _log.info(DRAINING, seconds=self._drain_delay)
            self._tell_all(Order.DRAIN)
            patience = self._drain_delay + FINISH + _OVERDUE
            await _first_of(ending, self._at_once.wait(), asyncio.sleep(patience))
        if not ending.done():
            self._tell_all(Order.STOP)
            await _first_of(ending, asyncio.sleep(_OVERDUE))
        for worker in self._running:
            worker.kill()
        await ending

    def _tell_all(self, order: Order) -> None:
        for worker in self._running:
            worker.tell(order)

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _first_of(*waiting: Any) -> None:
    """Return when one of them is done; tasks made here for the others are cancelled."""
    tasks = [asyncio.ensure_future(one) for one in waiting]
    given = {one for one in waiting if isinstance(one, asyncio.Future)}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            if task not in given:
                task.cancel()
