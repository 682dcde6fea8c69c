"""Requests to one service come in, exchanges go out, at a pace that the service allows and with patience that ends.

1. How the service and all our processes stand, its pace, its rests and its being closed, is in a ledger; see
   `auditor.net.standing` for the rules. A slot is taken when it has come, not reserved before: who is killed while
   waiting has taken nothing.
2. Few requests are in flight, as many more as the service is fast.
3. Of those that wait, the one of the lowest rank is next, at equal rank the first that came.
4. Failures of any kind, after the breaker's number of them in a row, close the pool for this process: they may well
   be our own network's, which is nothing to tell the others.
5. A closed pool answers every request at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import trio

from auditor.http_dates import retry_after_s
from auditor.model import Exchange, Failure, FailureKind, Request, Response
from auditor.net import Caller, Clock
from auditor.net.ledger import Ledger
from auditor.net.standing import Standing, answered, claim, is_closed, refused, throttled

# A service that answers within half a second is asked as often as it allows with one request in flight for every
# 120 a minute; the Internet Archive has refused connections after some fifty at a time.
PER_MINUTE_EACH = 120.0
LEAST_IN_FLIGHT, MOST_IN_FLIGHT = 2, 4

TOO_MANY_REQUESTS = 429
_TOLD_WITHIN_S = 1.0
_MINUTE_S, _HOUR_S = 60.0, 3_600.0

Rank = Callable[[], float]


def first_come() -> float:
    """The rank of those that are all alike."""
    return 0.0


class Pool:
    """What may be asked of one service, `per_minute` times a minute; `closed` says why it isn't any more."""

    def __init__(
        self,
        per_minute: float,
        *,
        breaker_failures: int,
        connect: Callable[[], Caller],
        clock: Clock,
        ledger: Ledger | None = None,
    ) -> None:
        self._interval_s = 60.0 / per_minute
        self._breaker_failures = breaker_failures
        self._connect = connect
        self._clock = clock
        self._ledger = ledger or Ledger()
        in_flight = max(LEAST_IN_FLIGHT, min(MOST_IN_FLIGHT, round(per_minute / PER_MINUTE_EACH)))
        self._turns = _Turns()
        self._seats = trio.Semaphore(in_flight)
        self._idle: list[Caller] = []
        self._free_at = 0.0  # of the loop's clock, which never steps
        self._failures = 0
        self._shut = trio.Event()
        self.closed = ""

    async def wait(self, seconds: float) -> None:
        """Wait, holding nothing; no longer than until the pool is closed."""
        if seconds > 0:
            with trio.move_on_after(seconds):
                await self._shut.wait()

    async def fetch(self, request: Request) -> Exchange:
        """Ask when it is this request's turn; a closed pool gives a failure of its own."""
        exchange = await self.ask(request)
        if exchange is not None:
            return exchange
        turned_away = Failure(kind=FailureKind.REFUSED, detail=f"not asked any more: {self.closed}")
        return Exchange(request=request, outcome=turned_away, started_at=self._clock())

    async def ask(self, request: Request, rank: Rank = first_come) -> Exchange | None:
        """Ask when it is this request's turn; None when the pool is closed and nobody was asked.

        `rank` is looked at each time that somebody's turn comes: the lowest is next.
        """
        async with self._turns.turn(rank):
            await self._seats.acquire()
            try:
                may_ask = await self._claim()
            except BaseException:
                self._seats.release()
                raise
        try:
            return await self._ask(request) if may_ask else None
        finally:
            self._seats.release()

    async def aclose(self) -> None:
        """Close the connections."""
        for caller in self._idle:
            await caller.aclose()

    async def _claim(self) -> bool:
        """Wait for the next slot and take it; False when the pool is closed."""
        while not self.closed:
            wait_s = self._free_at - trio.current_time()
            if wait_s <= 0:
                wait_s = await self._ledger.change(self._claimed, interval_s=self._interval_s)
            if wait_s <= 0 and not self.closed:
                self._free_at = trio.current_time() + self._interval_s
                return True
            await self.wait(wait_s)
        return False

    def _claimed(self, standing: Standing, now: float) -> tuple[Standing, float]:
        if self._is_closed(standing, now):
            return standing, 0.0
        return claim(standing, now, self._interval_s)

    async def _ask(self, request: Request) -> Exchange:
        caller = self._idle.pop() if self._idle else self._connect()
        try:
            exchange = await caller.fetch(request)
        finally:
            self._idle.append(caller)
        with trio.move_on_after(_TOLD_WITHIN_S, shield=True):  # an interrupted run tells what it has seen, too
            await self._learn(exchange)
        return exchange

    async def _learn(self, exchange: Exchange) -> None:
        match exchange.outcome:
            case Response() as response if _throttles(response):
                await self._note(partial(throttled, asked_s=retry_after_s(exchange) or 0.0))
            case Response():
                self._failures = 0
                await self._note(answered)
            case Failure(kind=kind):
                self._failures += 1
                if kind is FailureKind.REFUSED:
                    await self._note(refused)
                if self._failures >= self._breaker_failures:
                    self._close(f"{kind}, {self._failures} times in a row")

    async def _note(self, what: Callable[[Standing, float], Standing]) -> None:
        """Tell the ledger what has happened; who waits finds out at once when that closes the service."""

        def noted(standing: Standing, now: float) -> tuple[Standing, bool]:
            then = what(standing, now)
            return then, self._is_closed(then, now)

        await self._ledger.change(noted, interval_s=self._interval_s)

    def _is_closed(self, standing: Standing, now: float) -> bool:
        if is_closed(standing, now):
            self._close(f"{standing.why}, and is left alone for {_in_words(standing.closed_s)}")
        return bool(self.closed)

    def _close(self, why: str) -> None:
        self.closed = self.closed or why
        self._shut.set()


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    rank: Rank
    called: trio.Event


class _Turns:
    """One turn at a time, given to the lowest rank of those that wait."""

    def __init__(self) -> None:
        self._waiting: list[_Ticket] = []
        self._taken = False

    @asynccontextmanager
    async def turn(self, rank: Rank) -> AsyncIterator[None]:
        ticket = _Ticket(rank, trio.Event())
        self._waiting.append(ticket)
        self._call()
        try:
            await ticket.called.wait()
            yield
        finally:
            if ticket.called.is_set():
                self._taken = False
                self._call()
            else:
                self._waiting.remove(ticket)

    def _call(self) -> None:
        if self._waiting and not self._taken:
            ticket = min(self._waiting, key=lambda each: each.rank())
            self._waiting.remove(ticket)
            self._taken = True
            ticket.called.set()


def _throttles(response: Response) -> bool:
    """With Memento-Datetime (RFC 7089) the status is what the archived site once answered."""
    return response.status == TOO_MANY_REQUESTS and response.header("memento-datetime") is None


def _in_words(seconds: float) -> str:
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.0f} minutes"
    return "an hour" if seconds == _HOUR_S else f"{seconds / _HOUR_S:.3g} hours"
