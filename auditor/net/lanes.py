"""References by host come in; what each has to ask is asked in its host's lane, and its errand is told when it is over.

1. A lane is one host (by name, whatever the port). Its requests start `host_interval_s` apart, and at most
   `host_connections` are in flight, each over a connection that is kept for the next.
2. The longest lane begins first: it is what the run will wait for. As many lanes are open as there are connections;
   the others wait as plain references.
3. In a lane, what has been begun is finished first, then comes what is new, then what is asked again. A redirect to
   another host goes on in that host's lane, which opens for it if need be.
4. A wait holds nothing: no lane, no connection, no permit. Permits for requests in flight are taken last.
5. A host that has never answered and failed `breaker_failures` times in a row is left alone for the rest of the run.
6. So is a host that has walled `WALLS_AT_MOST` looks in a row: which answers are walls the errand says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import trio

from auditor import uris
from auditor.model import Exchange, Failure, FailureKind, Reference, Request, SkipReason, Terms
from auditor.net import Caller
from auditor.settings import NetPolicy

# Failures that say nothing about the host: nobody has asked it.
_NOT_ASKED = frozenset({FailureKind.BAD_ADDRESS, FailureKind.PRIVATE_ADDRESS})

WALLS_AT_MOST = 2  # the first may be the page's, the second is the host's

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

    @property
    def walls(self) -> Collection[str]:
        """The hosts that have shown a wall to this look; asked once there is nothing more to ask."""

    async def end(self, skipped: SkipReason | None) -> None:
        """It is over: asked to its end, or skipped."""


Call = tuple[Errand, Turn]


@dataclass(slots=True, eq=False)
class _Lane:
    """What is to be asked of one host, and who asks. `ready` holds what of the new is to be asked next."""

    host: str
    free_at: float
    begun: deque[Call] = field(default_factory=deque)
    ready: deque[Call] = field(default_factory=deque)
    new: deque[Reference] = field(default_factory=deque)
    again: deque[Call] = field(default_factory=deque)
    idle: list[Caller] = field(default_factory=list)
    in_flight: int = 0
    landed: trio.lowlevel.ParkingLot = field(default_factory=trio.lowlevel.ParkingLot)
    running: bool = False
    has_place: bool = False
    answered: bool = False

    @property
    def over(self) -> bool:
        return not (self.running or self.in_flight or self.begun or self.ready or self.new or self.again)

    def take(self) -> Call:
        return (self.begun or self.ready or self.again).popleft()


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
        self._walls: dict[str, int] = {}
        self._free_at: dict[str, float] = {}
        self._permits = trio.Semaphore(policy.connections)
        self._places = trio.Semaphore(policy.connections)

    async def run(self, references: Sequence[Reference]) -> None:
        """Ask for all of them; returns when the last errand is over."""
        waiting = _by_host(references)
        try:
            async with trio.open_nursery() as self._nursery:
                for host in sorted(waiting, key=lambda host: -len(waiting[host])):
                    await self._places.acquire()
                    lane = self._lane(host)
                    lane.has_place = True
                    lane.new = deque(waiting.pop(host))
                    self._wake(lane)
        finally:
            for lane in self._lanes.values():  # those that a run cut short has left
                await _close(lane.idle)

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes:
            self._lanes[host] = _Lane(host, self._free_at.pop(host, 0.0))
        return self._lanes[host]

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
        while await self._prepare(lane):
            may_start = await self._may_start(lane)
            errand, turn = lane.take()
            if may_start:
                lane.in_flight += 1
                lane.free_at = trio.current_time() + self._policy.host_interval_s
                self._nursery.start_soon(self._ask, lane, errand, turn)
            else:
                await errand.end(SkipReason.WALLED if self._is_walled(lane.host) else SkipReason.BREAKER)
        lane.running = False
        await self._close_if_over(lane)

    async def _prepare(self, lane: _Lane) -> bool:
        """Begin what is new if there is nothing else to ask before it; False when there is nothing at all."""
        while lane.new and not (lane.begun or lane.ready):
            errand = self._begin(lane.new.popleft())
            turn = errand.step(None)
            if turn is None:
                await errand.end(None)
            elif (host := _host(turn)) != lane.host:
                self._put(errand, turn, host=host)
            else:
                lane.ready.append((errand, turn))
        return bool(lane.begun or lane.ready or lane.again)

    async def _may_start(self, lane: _Lane) -> bool:
        """Wait for the lane's pace, then a seat, then a permit, which is kept; False if the host is left alone."""
        while self._seats(lane) > 0:
            if lane.free_at > trio.current_time():
                await trio.sleep_until(lane.free_at)
            elif lane.in_flight >= self._seats(lane):
                await lane.landed.park()
            else:
                await _take(self._permits)
                if lane.in_flight < self._seats(lane):
                    return True
                self._permits.release()
        return False

    def _seats(self, lane: _Lane) -> int:
        """How many may be in flight: fewer, the nearer a host is to being left alone."""
        seats = self._policy.host_connections
        if failed := self._failures.get(lane.host, 0):
            seats = min(seats, self._policy.breaker_failures - failed)
        if walls := self._walls.get(lane.host, 0):
            seats = min(seats, WALLS_AT_MOST - walls)
        return seats

    async def _ask(self, lane: _Lane, errand: Errand, turn: Turn) -> None:
        """Ask, with the permit that `_may_start` took; the seat is kept until the answer has been put away."""
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
            self._remember(lane.host, exchange, errand.walls)
            await errand.end(None)
        else:
            self._put(errand, onward, host=_host(onward))
        lane.in_flight -= 1
        lane.landed.unpark_all()
        await self._close_if_over(lane)

    def _note(self, lane: _Lane, exchange: Exchange) -> None:
        if exchange.request.terms is Terms.UNVERIFIED:  # it only tells more of a failure that has been counted
            return
        if exchange.response is not None:
            lane.answered = True
            self._failures.pop(lane.host, None)
        elif not (lane.answered or (isinstance(exchange.outcome, Failure) and exchange.outcome.kind in _NOT_ASKED)):
            self._failures[lane.host] = self._failures.get(lane.host, 0) + 1

    def _remember(self, host: str, last: Exchange, walls: Collection[str]) -> None:
        """Count the walls that a look has met at its end; a page from a host makes an end of them."""
        for walled in walls:
            self._walls[walled] = self._walls.get(walled, 0) + 1
        if not walls and last.response is not None and not self._is_walled(host):
            self._walls.pop(host, None)

    def _is_walled(self, host: str) -> bool:
        return self._walls.get(host, 0) >= WALLS_AT_MOST

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
        await _close(lane.idle)


def _by_host(references: Sequence[Reference]) -> dict[str, list[Reference]]:
    hosts: dict[str, list[Reference]] = {}
    for reference in references:
        hosts.setdefault(reference.host, []).append(reference)
    return hosts


def _host(turn: Turn) -> str:
    parsed = uris.parse(turn.request.uri)
    return parsed.host if parsed else ""


async def _close(callers: Iterable[Caller]) -> None:
    for caller in callers:
        await caller.aclose()


async def _take(semaphore: trio.Semaphore) -> None:
    """Acquire, without giving up the turn on the loop if there is no need to wait."""
    try:
        semaphore.acquire_nowait()
    except trio.WouldBlock:
        await semaphore.acquire()
