"""Settings and documents in, an audit out: where the commands meet the clock, the signals and the network."""

from __future__ import annotations

import os
import random
import signal
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import trio
from platformdirs import user_state_path

from auditor import __version__
from auditor.audit import audit
from auditor.engines.select import engine_for
from auditor.keeping import Means, Watcher
from auditor.model import Audit, AuditRun, Document, Vantage
from auditor.net.client import open_fetch
from auditor.net.controls import vantage as ask_controls
from auditor.net.ledger import Ledgers
from auditor.settings import NetPolicy, Settings
from auditor.store import Store


def now() -> datetime:
    """The time, to the second: nothing that is shown is finer."""
    return datetime.now(UTC).replace(microsecond=0)


def observe(
    documents: Sequence[Document],
    settings: Settings,
    store: Store,
    watcher: Watcher | None,
    *,
    keeps_documents: bool = True,
) -> Audit:
    """Audit the documents; the first SIGINT or SIGTERM ends the observing, what was seen is judged and kept."""
    run = AuditRun(id=uuid.uuid4().hex[:12], started_at=now(), auditor=__version__, policy=settings.judge.policy.value)
    engine = engine_for(
        settings.engine, settings.net, clock=now, jitter=random.random, ledgers=ledgers(), rdap=settings.rdap
    )
    means = Means(
        store=store,
        engine=engine,
        vantage=partial(vantage, settings.net),
        clock=now,
        watcher=watcher,
        keeps_documents=keeps_documents,
    )
    return trio.run(_observe, documents, settings, means, run)


async def _observe(documents: Sequence[Document], settings: Settings, means: Means, run: AuditRun) -> Audit:
    until = trio.CancelScope()
    async with trio.open_nursery() as nursery:
        await nursery.start(until_interrupted, until)
        result = await audit(documents, settings, means, run=run, until=until)
        nursery.cancel_scope.cancel()
    return result


def ledgers() -> Ledgers:
    """What all processes of this user know of the archives: cron and spot checks ask as one.

    Tests and demos have a world of their own, and name its folder in AUDITOR_STATE.
    """
    own = os.environ.get("AUDITOR_STATE")
    return Ledgers(directory=Path(own) if own else user_state_path("auditor"), wall=time.time)


async def vantage(policy: NetPolicy) -> Vantage:
    """What our own network can see."""
    async with open_fetch(policy, clock=now) as fetch:
        return await ask_controls(policy.controls, fetch)


async def until_interrupted(
    until: trio.CancelScope, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED
) -> None:
    """Cancel `until` at the first SIGINT or SIGTERM; the second ends the process."""
    with trio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        task_status.started()
        async for number in signals:
            until.cancel()
            signal.signal(number, signal.SIG_DFL)  # a second one means it
