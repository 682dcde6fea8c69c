"""References come in, what it took to observe them with the local engine goes out."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import trio

from auditor.engines import Work
from auditor.engines.local import LocalEngine
from auditor.model import Observation, Probe, Reference
from auditor.settings import NetPolicy


@dataclass(slots=True, kw_only=True)
class Figures:
    """How long it took, and how the looks ended: by status, failure or the reason why they were cut short."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)

    @property
    def a_second(self) -> float:
        """Looks a second."""
        return self.ends.total() / self.seconds


def addresses(hosts: Iterable[str], port: int, each: int) -> list[Reference]:
    """`each` references a host, host after host, as they stand in a document that is sorted by source."""
    return [
        Reference(key=uri, uri=uri, host=host)
        for host in hosts
        for uri in (f"http://{host}:{port}/reports/{number}" for number in range(each))
    ]


def observe(references: list[Reference], policy: NetPolicy) -> Figures:
    """Probe them all, keeping nothing."""
    figures = Figures()

    async def emit(observation: Observation) -> None:
        if isinstance(observation, Probe):
            figures.ends[_end(observation)] += 1

    engine = LocalEngine(policy, clock=lambda: datetime.now(UTC), jitter=random.random)
    started, cpu = time.perf_counter(), time.process_time()
    trio.run(engine.observe, Work(references=references), emit)
    figures.seconds, figures.cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
    return figures


def peak_mb() -> float:
    """The most memory that this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _end(probe: Probe) -> str:
    last = probe.last
    if probe.skipped is not None or last is None:
        return str(probe.skipped)
    return str(last.response.status) if last.response else str(getattr(last.outcome, "kind", ""))
