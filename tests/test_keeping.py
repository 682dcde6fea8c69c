"""The audit and its store: what an engine has handed over is in the file, whatever becomes of the run afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import trio
import trio.testing

from auditor.audit import audit
from auditor.engines import Emit, Work
from auditor.keeping import Means
from auditor.model import Audit, AuditRun, Citation, Document, Exchange, Failure, FailureKind, Probe, Request, Vantage
from auditor.settings import ArchivesPolicy, Settings
from auditor.store import Store
from tests.store.values import NOON, probe

SETTINGS = Settings(archives=ArchivesPolicy(enabled=False))
KEYS = [f"https://www.example.org/{number}" for number in range(700)]
CITED = Document(name="a.md", citations=tuple(Citation(uri=key, target=key, number=n) for n, key in enumerate(KEYS, 1)))

Observe = Callable[[Emit, trio.CancelScope], Awaitable[None]]


class Hand:
    """An engine that a test moves."""

    def __init__(self, observe: Observe, until: trio.CancelScope) -> None:
        self._observe, self._until = observe, until

    async def observe(self, _work: Work, emit: Emit) -> None:
        await self._observe(emit, self._until)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "auditor.db")


def audited(path: str, observe: Observe) -> Audit:
    async def controls() -> Vantage:
        return Vantage.ONLINE

    async def main() -> Audit:
        until = trio.CancelScope()
        with Store(path) as store:
            means = Means(store=store, engine=Hand(observe, until), vantage=controls, clock=lambda: NOON)
            return await audit([CITED], SETTINGS, means, run=AuditRun(id="one", started_at=NOON), until=until)

    return trio.run(main)


def stored(path: str) -> set[str]:
    """What somebody else finds in the file."""
    with sqlite3.connect(path) as other:
        found = {str(key) for (key,) in other.execute("select refs.key from probes join refs on refs.id = probes.ref")}
    other.close()
    return found


def failed(key: str) -> Probe:
    refused = Failure(kind=FailureKind.REFUSED)
    return probe(Exchange(request=Request(uri=key), outcome=refused, started_at=NOON), key=key)


def test_who_has_handed_over_a_look_finds_it_in_the_file(path: str) -> None:
    missing = []

    async def observe(emit: Emit, _until: trio.CancelScope) -> None:
        async def look(key: str) -> None:
            await emit(probe(key=key))
            if key not in stored(path):
                missing.append(key)

        async with trio.open_nursery() as nursery:  # more at once than go into one transaction
            for key in KEYS:
                nursery.start_soon(look, key)

    audited(path, observe)
    assert missing == []
    assert stored(path) == set(KEYS)


def test_failures_are_in_the_file_with_the_first_answer_after_them(path: str) -> None:
    seen: list[set[str]] = []

    async def observe(emit: Emit, _until: trio.CancelScope) -> None:
        for key in KEYS[:3]:
            await emit(failed(key))
        seen.append(stored(path))
        await emit(probe(key=KEYS[3]))
        seen.append(stored(path))

    audited(path, observe)
    assert seen == [set(), set(KEYS[:4])]


def test_what_was_handed_over_when_the_run_was_interrupted_is_in_the_file(path: str) -> None:
    async def observe(emit: Emit, until: trio.CancelScope) -> None:
        async with trio.open_nursery() as nursery:
            for key in KEYS:
                nursery.start_soon(emit, probe(key=key))
            await trio.testing.wait_all_tasks_blocked()
            until.cancel()

    assert audited(path, observe).run.complete is False
    assert stored(path) == set(KEYS)
