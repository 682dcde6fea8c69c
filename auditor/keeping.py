"""Observations in as they are made, kept in the store out, before their makers go on.

Transactions are as large as the moment has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

import trio

from auditor.engines import Engine, Work
from auditor.model import AuditRun, Failure, Observation, Probe, Vantage
from auditor.store import Store

Clock = Callable[[], datetime]

_BATCH = 256  # observations stored in one transaction, at most
_MOST_DOUBTS = 32  # failures in a row before our own network is asked about


class Watcher(Protocol):
    """Somebody who wants to see how a run goes on."""

    def begin(self, *, probes: int, questions: int, is_rest: bool = False) -> None:
        """So much is to be observed; with `is_rest` so much more, since broken addresses may be read otherwise."""

    def saw(self, observation: Observation) -> None:
        """One thing was observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an audit works with: where evidence is kept, who observes, what our own network can see, the time.

    A spot check doesn't keep its documents: the newest run that has some is what reports are made of.
    """

    store: Store
    engine: Engine
    vantage: Callable[[], Awaitable[Vantage]]
    clock: Clock
    watcher: Watcher | None = None
    keeps_documents: bool = True


class Batch:
    """Observations that are stored in one transaction, and when that has happened."""

    def __init__(self) -> None:
        self.observations: list[Observation] = []
        self.stored = trio.Event()


class Keeper:
    """Stores observations as they come, as many in one transaction as have come while the last was written.

    Who brings one waits until it is stored: a lane asks its host for more only then, so that a run which is killed
    loses no more than the answers of that moment, `host_connections` a host.

    A failure counts only once something has answered since. Failures in a row are held back, not longer than it
    takes to ask the controls: when those fail too, our own network is down, and the failures are stored as proving
    nothing.
    """

    def __init__(self, means: Means, run: AuditRun) -> None:
        self.vantage = Vantage.ONLINE
        self._means, self._run = means, run
        self._doubts: list[Probe] = []
        self._batches: deque[Batch] = deque()
        self._news = trio.Event()
        self._closed = False

    async def observe(self, work: Work, *, is_rest: bool = False) -> None:
        """Have `work` observed, where our own network is up."""
        is_nothing = not work.references and not work.questions
        if self._means.watcher and not (is_rest and is_nothing):
            self._means.watcher.begin(probes=len(work.references), questions=work.inquiries, is_rest=is_rest)
        if is_nothing:
            return
        if self.vantage is Vantage.ONLINE and await self.look_around() is Vantage.ONLINE:
            await self._means.engine.observe(work, self.take)

    async def take(self, observation: Observation) -> None:
        """Take one observation; returns when it is stored, or held back."""
        if self._means.watcher:
            self._means.watcher.saw(observation)
        if isinstance(observation, Probe) and _is_doubtful(observation):
            self._doubts.append(observation)
            if len(self._doubts) >= _MOST_DOUBTS:
                await self.settle()
            return
        if isinstance(observation, Probe) and observation.exchanges:
            self._release()
        await self._put(observation).stored.wait()

    async def look_around(self) -> Vantage:
        """Ask the controls what our own network can see."""
        self.vantage = await self._means.vantage()
        return self.vantage

    async def settle(self) -> None:
        """Find out whether the failures held back are the web's or our own network's; returns when they are stored."""
        if self._doubts:
            await self.look_around()
            for batch in self._release():
                await batch.stored.wait()

    def _release(self) -> list[Batch]:
        doubts, self._doubts = self._doubts, []
        return [self._put(replace(probe, vantage=self.vantage)) for probe in doubts]

    def _put(self, observation: Observation) -> Batch:
        if not self._batches or len(self._batches[-1].observations) >= _BATCH:
            self._batches.append(Batch())
        self._batches[-1].observations.append(observation)
        self._news.set()
        return self._batches[-1]

    async def keep(self) -> None:
        """Append batch after batch, until there is none left and none to come."""
        while self._batches or not self._closed:
            await self._news.wait()
            self._news = trio.Event()
            while self._batches:
                batch = self._batches.popleft()
                with trio.CancelScope(shield=True):
                    await trio.to_thread.run_sync(partial(self._means.store.append, self._run.id, batch.observations))
                batch.stored.set()

    def close(self) -> None:
        """No further observations come."""
        self._closed = True
        self._news.set()


def _is_doubtful(probe: Probe) -> bool:
    return probe.last is not None and isinstance(probe.last.outcome, Failure)
