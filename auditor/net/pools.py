"""Requests to one service come in, exchanges go out, at a pace that the service allows and with patience that ends.

1. Requests start evenly spaced, and few are in flight: the Internet Archive counts requests a minute and refuses
   connections for an hour, then two, after bursts.
2. 429 (RFC 6585) rests the pool for as long as its Retry-After says, but at least a minute. It is closed when that
   is asked too often in a row, or for too long.
3. Refused connections close it, which is how the Internet Archive shows that it has blocked us; so do failures of
   any kind, after the breaker's number of them in a row.
4. A closed pool answers every request at once with a failure of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import trio

from auditor.http_dates import retry_after_s
from auditor.model import Exchange, Failure, FailureKind, Request, Response
from auditor.net import Caller, Clock

IN_FLIGHT = 2
TOO_MANY_REQUESTS = 429
REST_S = 60.0  # the pause of the Internet Archive's own and other clients after a 429
REST_AT_MOST_S = 300.0
RESTS_IN_A_ROW = 2
REFUSALS_IN_A_ROW = 2


class Pool:
    """What may be asked of one service, `per_minute` times a minute; `closed` says why it isn't any more."""

    def __init__(
        self, per_minute: float, *, breaker_failures: int, connect: Callable[[], Caller], clock: Clock
    ) -> None:
        self._interval_s = 60.0 / per_minute
        self._breaker_failures = breaker_failures
        self._connect = connect
        self._clock = clock
        self._turn = trio.StrictFIFOLock()
        self._seats = trio.Semaphore(IN_FLIGHT)
        self._idle: list[Caller] = []
        self._free_at = self._rested_at = 0.0
        self._rests = self._refusals = self._failures = 0
        self._shut = trio.Event()
        self.closed = ""

    async def wait(self, seconds: float) -> None:
        """Wait, holding nothing; no longer than until the pool is closed."""
        if seconds > 0:
            with trio.move_on_after(seconds):
                await self._shut.wait()

    async def fetch(self, request: Request) -> Exchange:
        """Ask when it is this request's turn."""
        async with self._turn:
            await self._seats.acquire()
            while not self.closed and (at := max(self._free_at, self._rested_at)) > trio.current_time():
                await self.wait(at - trio.current_time())
            self._free_at = trio.current_time() + self._interval_s
        try:
            return await self._ask(request)
        finally:
            self._seats.release()

    async def aclose(self) -> None:
        """Close the connections."""
        for caller in self._idle:
            await caller.aclose()

    async def _ask(self, request: Request) -> Exchange:
        if self.closed:
            turned_away = Failure(kind=FailureKind.REFUSED, detail=f"not asked any more: {self.closed}")
            return Exchange(request=request, outcome=turned_away, started_at=self._clock())
        caller = self._idle.pop() if self._idle else self._connect()
        try:
            exchange = await caller.fetch(request)
        finally:
            self._idle.append(caller)
        self._learn(exchange)
        return exchange

    def _learn(self, exchange: Exchange) -> None:
        match exchange.outcome:
            case Response() as response if _throttles(response):
                self._rest(max(REST_S, retry_after_s(exchange) or 0.0))
            case Response():
                self._rests = self._refusals = self._failures = 0
            case Failure(kind=kind):
                self._failures += 1
                self._refusals = self._refusals + 1 if kind is FailureKind.REFUSED else 0
                if self._refusals >= REFUSALS_IN_A_ROW or self._failures >= self._breaker_failures:
                    self._close(kind)

    def _rest(self, seconds: float) -> None:
        now = trio.current_time()
        if now < self._rested_at:  # what was in flight when the rest began
            return
        self._rests += 1
        if self._rests > RESTS_IN_A_ROW or seconds > REST_AT_MOST_S:
            self._close("too many requests")
        self._rested_at = now + seconds

    def _close(self, why: str) -> None:
        self.closed = why
        self._shut.set()


def _throttles(response: Response) -> bool:
    """With Memento-Datetime (RFC 7089) the status is what the archived site once answered."""
    return response.status == TOO_MANY_REQUESTS and response.header("memento-datetime") is None
