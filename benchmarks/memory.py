"""10,000 references go in, then 200,000, each in a process of its own; what the lanes need beside them comes out.

Nobody is asked: answers are made on the spot, so that what is measured is the lanes' own. The references themselves,
their documents and their verdicts are held by the audit, at about 2 kB each; that isn't measured here.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import trio

from auditor.model import Exchange, Reference, Request, Response, SkipReason
from auditor.net.lanes import Lanes
from auditor.probe import Send
from auditor.settings import NetPolicy
from benchmarks.observing import addresses, peak_mb

FEW, MANY = 10_000, 200_000
EACH = 10
AT_MOST_MB = 20.0
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = Response(status=200, headers=(("content-type", "text/html"),), body=b"<p>What was cited is still here.</p>" * 60)


def run() -> None:
    """Both, and that many need hardly more than few."""
    few, many = (_measured(count) for count in (FEW, MANY))
    assert many < AT_MOST_MB, f"{many} MB"
    print(f"  lanes for {FEW:,} references: {few:.1f} MB, for {MANY:,}: {many:.1f} MB")


def _measured(count: int) -> float:
    ended = subprocess.run([sys.executable, "-m", "benchmarks.memory", str(count)], capture_output=True, check=True)
    return float(ended.stdout)


class _Caller:
    async def fetch(self, request: Request) -> Exchange:
        await trio.lowlevel.checkpoint()
        return Exchange(request=request, outcome=PAGE, started_at=NOW)

    async def aclose(self) -> None:
        pass


class _Errand:
    """Asks once."""

    walls: tuple[str, ...] = ()

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def step(self, exchange: Exchange | None) -> Send | None:
        return Send(request=Request(uri=self._reference.uri)) if exchange is None else None

    async def end(self, skipped: SkipReason | None) -> None:
        pass


def _lanes(count: int) -> None:
    references = addresses([f"h{number}.example" for number in range(count // EACH)], 80, EACH)
    before = peak_mb()
    trio.run(Lanes(NetPolicy(host_interval_s=0), begin=_Errand, connect=_Caller).run, references)
    print(peak_mb() - before)


if __name__ == "__main__":
    _lanes(int(sys.argv[1]))
