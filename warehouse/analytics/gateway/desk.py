"""Who gets an answer when: a query runs at once, and goes on as a long one only while there is room for long ones.

What a query costs is not known before it runs. So every query starts as a quick one. What has run longer than `quick_s` takes one of
`long` places; when none is free it is stopped, waits for one and begins anew (it reads only, so nothing is done twice). Look-ups are
answered however many long queries run. Each account has a desk of its own: an analyst's queries never hold up the line's.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

import duckdb

from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.errors import Unreachable

QUICK = 4  # queries that run at once before they count as long; more than the cores, because most are done in milliseconds
AGAIN_SECONDS = 0.05  # an interrupt before the engine has begun is not heard: it is repeated
T = TypeVar("T")


class Busy(Unreachable):
    """No place became free in time."""


class Reason(StrEnum):
    GONE = "gone"  # the client's connection ended
    KILLED = "killed"  # KILL QUERY


class Stopped(Exception):
    """The query was ended before its answer; nobody waits for it, or somebody killed it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class GatewayEngine(DuckDBEngine):
    """The engine of a gateway: a query that runs in a thread can be interrupted from another."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self._thread = threading.local()
        super().__init__(*args, **more)

    def ask(self, query: "Query[T]", work: Callable[[], T]) -> T:
        """`work` in this thread, as `query`."""
        self._thread.query = query
        try:
            return work()
        finally:
            self._thread.query = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = super()._cursor()
        query: Query[Any] | None = getattr(self._thread, "query", None)
        if query is not None:
            query.interrupts.append(cursor.interrupt)
        return cursor


class Query(Generic[T]):
    """One run of a query in a thread."""

    def __init__(self, engine: GatewayEngine, threads: ThreadPoolExecutor, work: Callable[[], T]) -> None:
        self.interrupts: list[Callable[[], None]] = []
        self.answer: asyncio.Future[T] = asyncio.get_running_loop().run_in_executor(threads, engine.ask, self, work)

    async def end(self) -> None:
        """Interrupt until the thread is free, whatever becomes of the caller meanwhile."""
        await asyncio.shield(asyncio.ensure_future(self._end()))

    async def _end(self) -> None:
        while not self.answer.done():
            for interrupt in list(self.interrupts):
                interrupt()
            await asyncio.wait({self.answer}, timeout=AGAIN_SECONDS)
        self.answer.exception()  # looked at, or asyncio would report it


@dataclass(frozen=True)
class Limits:
    """`long` queries at once; a query is long after `quick_s`; the longest wait for a place is `wait_s`."""

    long: int
    quick_s: float
    wait_s: float


class Desk:
    """The places of one account."""

    def __init__(self, engine: GatewayEngine, account: str, limits: Limits) -> None:
        self._engine, self._account, self._limits = engine, account, limits
        self._quick, self._long = asyncio.Semaphore(QUICK), asyncio.Semaphore(limits.long)
        self._threads = ThreadPoolExecutor(QUICK + limits.long, thread_name_prefix=f"query-{account}")

    async def answer(self, work: Callable[[], T], stop: "asyncio.Future[Reason]") -> T:
        """What `work` returns or raises. `stop` ends it (Stopped); so does cancelling. Busy: no place became free in time."""
        await self._take(self._quick, stop)
        goes_on = False
        try:
            query = Query(self._engine, self._threads, work)
            if await self._finished(query, stop, self._limits.quick_s):
                return query.answer.result()
            goes_on = not self._long.locked()
            if goes_on:
                await self._long.acquire()
            else:
                await query.end()
        finally:
            self._quick.release()
        if not goes_on:
            await self._take(self._long, stop)
        try:
            if not goes_on:
                query = Query(self._engine, self._threads, work)
            await self._finished(query, stop, None)
            return query.answer.result()
        finally:
            self._long.release()

    async def _finished(self, query: Query[T], stop: "asyncio.Future[Reason]", seconds: float | None) -> bool:
        try:
            await asyncio.wait({query.answer, stop}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            await query.end()
            raise
        if stop.done() and not query.answer.done():
            await query.end()
            raise Stopped(stop.result())
        return query.answer.done()

    async def _take(self, places: asyncio.Semaphore, stop: "asyncio.Future[Reason]") -> None:
        """Wait for a place. It is given back when nobody wants it any more."""
        getting = asyncio.ensure_future(places.acquire())
        try:
            await asyncio.wait({getting, stop}, timeout=self._limits.wait_s, return_when=asyncio.FIRST_COMPLETED)
            if getting.done() and not stop.done():
                return
            if stop.done():
                raise Stopped(stop.result())
            raise Busy(
                f"{self._limits.long} long queries of account {self._account} run already, and none ended in {self._limits.wait_s:g} s",
                "ask again later, or narrow the query",
            )
        except BaseException:
            if not getting.cancel() and not getting.cancelled():
                places.release()
            raise

    def close(self) -> None:
        self._threads.shutdown()
