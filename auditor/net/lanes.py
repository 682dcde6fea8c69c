"""References by host come in; what each has to ask is asked in its host's lane, and its errand is told when it is over.

1. A lane is one host (by name, whatever the port). Its requests start `host_interval_s` apart, and at most
   `host_connections` are in flight, each over a connection that is kept for the next.
2. The longest lane begins first: it is what the run will wait for. As many lanes are open as there are connections;
   the others wait as plain references.
3. In a lane, what has been begun is finished first, then comes what is new, then what is asked again. A redirect to
   another host goes on in that host's lane, which opens for it if need be.
4. A wait holds nothing: no lane, no connection, no permit. Permits for requests in flight are taken last.
5. A host that has never answered and failed `breaker_failures` times in a row is left alone for the rest of the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import trio

from auditor import uris
from auditor.model import Exchange, Failure, FailureKind, Reference, Request, SkipReason
from auditor.net import Caller
from auditor.settings import NetPolicy

# Failures that say nothing about the host: nobody has asked it.
_NOT_ASKED = frozenset({FailureKind.BAD_ADDRESS, FailureKind.PRIVATE_ADDRESS})

# Hosts whose pace outlasts their lane; those that are free again are forgotten when there are more.
HOSTS_REMEMBERED = 4096


class Turn(Protocol):
    """One request that an errand wants asked: not before `after_s` from now, on a new connection if need be."""

    @property
    def request(self) -> Request:
        """What to ask."""

    @property
    def after_s(self) -> float:
        """Seconds to wait first."""

    @property
    def fresh_connection(self) -> bool:
        """Whether the kept connection is not to be used."""


class Errand(Protocol):
    """One look at one reference, as the lanes see it."""

    def step(self, exchange: Exchange | None) -> Turn | None:
        """What to ask after this exchange (None: at first); None when there is nothing more to ask."""

    async def end(self, skipped: SkipReason | None) -> None:
        """It is over: asked to its end, or skipped."""


@dataclass(slots=True, eq=False)
class _Lane:
    """What is to be asked of one host, and who asks."""

    host: str
    seats: trio.Semaphore
    free_at: float
    begun: deque[tuple[Errand, Turn]] = field(default_factory=deque)
    new: deque[Reference] = field(default_factory=deque)
    again: deque[tuple[Errand, Turn]] = field(default_factory=deque)
    idle: list[Caller] = field(default_factory=list)
    running: bool = False
    has_place: bool = False
    answered: bool = False

    @property
    def over(self) -> bool:
        return not (self.running or self.begun or self.new or self.again) and self.seats.value == self.seats.max_value


class Lanes:
    """The lanes of one run. `begin` makes a reference's errand when its turn has come, `connect` a caller."""

    def __init__(
        self, policy: NetPolicy, *, begin: Callable[[Reference], Errand], connect: Callable[[], Caller]
    ) -> None:
        self._policy = policy
        self._begin = begin
        self._connect = connect
        self._lanes: dict[str, _Lane] = {}
        self._failures: dict[str, int] = {}
        self._free_at: dict[str, float] = {}
        self._permits = trio.Semaphore(policy.connections)
        self._places = trio.Semaphore(policy.connections)

    async def run(self, references: Sequence[Reference]) -> None:
        """Ask for all of them; returns when the last errand is over."""
        waiting = _by_host(references)
        async with trio.open_nursery() as self._nursery:
            for host in sorted(waiting, key=lambda host: -len(waiting[host])):
                await self._places.acquire()
                lane = self._lane(host)
                lane.has_place = True
                lane.new = waiting.pop(host)
                self._wake(lane)

    def _lane(self, host: str) -> _Lane:
        lane = self._lanes.get(host)
        if lane is None:
            seats = trio.Semaphore(self._policy.host_connections, max_value=self._policy.host_connections)
            lane = self._lanes[host] = _Lane(host, seats, self._free_at.pop(host, 0.0))
        return lane

    def _put(self, errand: Errand, turn: Turn, *, host: str) -> None:
        """Have a turn asked in its lane, before what is new if it needn't wait, else after its wait."""
        if turn.after_s > 0:
            self._nursery.start_soon(self._put_later, errand, turn, host)
        else:
            lane = self._lane(host)
            lane.begun.append((errand, turn))
            self._wake(lane)

    async def _put_later(self, errand: Errand, turn: Turn, host: str) -> None:
        await trio.sleep(turn.after_s)
        lane = self._lane(host)
        lane.again.append((errand, turn))
        self._wake(lane)

    def _wake(self, lane: _Lane) -> None:
        if not lane.running:
            lane.running = True
            self._nursery.start_soon(self._drive, lane)

    async def _drive(self, lane: _Lane) -> None:
        """Start what the lane has, one after the other at its pace, until it has nothing to start."""
        while lane.begun or lane.new or lane.again:
            errand, turn = self._next(lane)
            if turn is None:
                await errand.end(None)
            elif (host := _host(turn)) != lane.host:
                self._put(errand, turn, host=host)
            elif await self._may_start(lane):
                self._nursery.start_soon(self._ask, lane, errand, turn)
            else:
                await errand.end(SkipReason.BREAKER)
        lane.running = False
        await self._close_if_over(lane)

    def _next(self, lane: _Lane) -> tuple[Errand, Turn | None]:
        if lane.begun:
            return lane.begun.popleft()
        if lane.new:
            errand = self._begin(lane.new.popleft())
            return errand, errand.step(None)
        return lane.again.popleft()

    async def _may_start(self, lane: _Lane) -> bool:
        """Wait for the lane's pace, then a seat in it, then a permit; False if the breaker has opened."""
        if self._is_broken(lane):
            return False
        if lane.free_at > trio.current_time():
            await trio.sleep_until(lane.free_at)
        await _take(lane.seats)
        await _take(self._permits)
        if self._is_broken(lane):
            self._permits.release()
            lane.seats.release()
            return False
        lane.free_at = trio.current_time() + self._policy.host_interval_s
        return True

    async def _ask(self, lane: _Lane, errand: Errand, turn: Turn) -> None:
        """Ask, with the seat and the permit that `_may_start` took; the seat is kept until the answer is put away."""
        caller = lane.idle.pop() if lane.idle else self._connect()
        try:
            if turn.fresh_connection:
                await caller.aclose()
            exchange = await caller.fetch(turn.request)
        except BaseException:
            await caller.aclose()
            raise
        finally:
            self._permits.release()
        lane.idle.append(caller)
        self._note(lane, exchange)
        onward = errand.step(exchange)
        if onward is None:
            await errand.end(None)
        else:
            self._put(errand, onward, host=_host(onward))
        lane.seats.release()
        await self._close_if_over(lane)

    def _note(self, lane: _Lane, exchange: Exchange) -> None:
        if exchange.response is not None:
            lane.answered = True
            self._failures.pop(lane.host, None)
        elif not (lane.answered or (isinstance(exchange.outcome, Failure) and exchange.outcome.kind in _NOT_ASKED)):
            self._failures[lane.host] = self._failures.get(lane.host, 0) + 1

    def _is_broken(self, lane: _Lane) -> bool:
        return self._failures.get(lane.host, 0) >= self._policy.breaker_failures

    async def _close_if_over(self, lane: _Lane) -> None:
        if not lane.over or self._lanes.get(lane.host) is not lane:
            return
        del self._lanes[lane.host]
        if lane.has_place:
            self._places.release()
        now = trio.current_time()
        if lane.free_at > now:
            if len(self._free_at) >= HOSTS_REMEMBERED:
                self._free_at = {host: at for host, at in self._free_at.items() if at > now}
            self._free_at[lane.host] = lane.free_at
        for caller in lane.idle:
            await caller.aclose()


def _by_host(references: Sequence[Reference]) -> dict[str, deque[Reference]]:
    hosts: dict[str, deque[Reference]] = {}
    for reference in references:
        hosts.setdefault(reference.host, deque()).append(reference)
    return hosts


def _host(turn: Turn) -> str:
    parsed = uris.parse(turn.request.uri)
    return parsed.host if parsed else ""


async def _take(semaphore: trio.Semaphore) -> None:
    """Acquire, without giving up the turn on the loop if there is no need to wait."""
    try:
        semaphore.acquire_nowait()
    except trio.WouldBlock:
        await semaphore.acquire()
