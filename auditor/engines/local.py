"""Work comes in, observations go out as they are made, in this process: probes in lanes, archives in pools beside them.

Lanes and pools share nothing but the names looked up, so that a slow archive holds no probe back. `emit` is awaited
by several tasks at a time, each with an observation of its own.
"""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import trio

from auditor.engines import Emit, Work
from auditor.engines.asking import Desk, Means
from auditor.engines.beside import Beside
from auditor.engines.registry import RegistryDesk
from auditor.errors import AuditorError
from auditor.judge.leaving import walls_of
from auditor.judge.suspicion import suspicious
from auditor.model import Exchange, Observation, Probe, Reference, SkipReason
from auditor.net import Clock
from auditor.net.client import HttpCaller, Wire
from auditor.net.lanes import Lanes
from auditor.net.ledger import Ledgers
from auditor.probe import Done, Send
from auditor.probe.steps import next_step
from auditor.settings import NetPolicy, RdapPolicy

# gc's default of 700 new objects makes it look at everything alive so often that it takes a fifth of a run.
GC_THRESHOLDS = (50_000, 20, 50)


class LocalEngine:
    """Lanes in this process. `jitter` gives numbers in [0, 1) that spread retries.

    `ledgers` are what all processes of this user know of the archives; without them this one keeps its own.
    """

    def __init__(
        self,
        policy: NetPolicy,
        *,
        clock: Clock,
        jitter: Callable[[], float],
        ledgers: Ledgers | None = None,
        rdap: RdapPolicy | None = None,
    ) -> None:
        self._policy = policy
        self._rdap = rdap or RdapPolicy()
        self._clock = clock
        self._jitter = jitter
        self._ledgers = ledgers or Ledgers()

    async def observe(self, work: Work, emit: Emit) -> None:
        """Observe all of `work`, as `auditor.engines.Engine` says; raises AuditorError for trouble of our own."""
        wire = Wire(self._policy, clock=self._clock)
        desk = Desk(work, self._means(wire), emit)
        registry = RegistryDesk(work, self._rdap, self._means(wire), emit)

        async def emit_probe(observation: Observation) -> None:
            if isinstance(observation, Probe):
                desk.note(observation)
                registry.note(observation)
            await emit(observation)

        beside = Beside() if self._policy.siblings else None
        lanes = Lanes(
            self._policy,
            begin=lambda reference: _Look(reference, self._policy, self._jitter, emit_probe, beside),
            connect=lambda: HttpCaller(wire),
        )
        _allow_many_files()
        try:
            with _rare_collections():
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(desk.run)
                    nursery.start_soon(registry.run)
                    await lanes.run(work.references)
                    registry.close()
        except BaseExceptionGroup as group:
            raise _ours(group) from None

    def _means(self, wire: Wire) -> Means:
        return Means(
            connect=lambda: HttpCaller(wire),
            clock=self._clock,
            breaker_failures=self._policy.breaker_failures,
            ledgers=self._ledgers,
            place=wire.dialer.place,
        )


class _Look:
    """One look at one reference, and where it gives a reason at made-up addresses beside it: the lanes' errand."""

    def __init__(
        self,
        reference: Reference,
        policy: NetPolicy,
        jitter: Callable[[], float],
        emit: Emit,
        beside: Beside | None = None,
    ) -> None:
        self._reference = self._at = reference
        self._policy = policy
        self._jitter = jitter
        self._emit = emit
        self._beside = beside
        self._past: tuple[Exchange, ...] = ()
        self._probe: Probe | None = None
        self._walls: frozenset[str] = frozenset()
        self._is_suspicious = False

    def step(self, exchange: Exchange | None) -> Send | None:
        """What to ask next; None when the look is over."""
        if exchange is not None:
            self._past = (*self._past, exchange)
        step = next_step(self._at, self._past, self._policy, jitter=self._jitter() if exchange else 0.0)
        match step:
            case Send():
                return step
            case Done(probe=probe):
                return self._beyond(probe)

    def _beyond(self, ended: Probe) -> Send | None:
        """The first request of the next made-up address after a look has ended; None when there is none."""
        self._walls = walls_of(self._at, ended)
        sibling = None
        if self._probe is None:
            self._probe = ended
            self._is_suspicious = self._beside is not None and suspicious(self._reference, ended)
            if self._beside and self._is_suspicious:
                sibling = self._beside.first(self._reference)
        elif self._beside:
            self._probe = replace(self._probe, siblings=(*self._probe.siblings, *ended.exchanges))
            sibling = None if self._walls else self._beside.second(self._reference, self._probe)
        if sibling is None:
            return None
        self._at, self._past = sibling, ()
        return self.step(None)

    @property
    def walls(self) -> Collection[str]:
        """The hosts that have walled the latest look."""
        return self._walls

    async def end(self, skipped: SkipReason | None) -> None:
        """Emit what was seen, with why it isn't more, and what has waited for it."""
        if self._probe is None:
            await self._emit(Probe(key=self._reference.key, exchanges=self._past, skipped=skipped))
        elif self._beside is None or not self._is_suspicious:
            await self._emit(self._probe)
        elif self._at is not self._reference:
            for each in (*self._beside.settle(self._reference, self._probe), self._probe):
                await self._emit(each)
        elif (known := self._beside.join(self._reference, self._probe)) is not None:
            await self._emit(known)


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _allow_many_files() -> None:
    """Raise the limit of open files as far as the system lets us: every connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(ValueError, OSError):  # macOS names a limit that it doesn't grant
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _ours(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one AuditorError that a group is about, or the group."""
    ours, others = group.split(AuditorError)
    if ours is None or others is not None:
        return group
    first: BaseException = ours
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return first
