"""Settings and documents in, an audit out: where the commands meet the clock, the signals and the network."""

from __future__ import annotations

import random
import signal
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import trio

from auditor import __version__
from auditor.audit import Means, Watcher, audit
from auditor.engines.select import engine_for
from auditor.model import Audit, AuditRun, Document, Vantage
from auditor.net.client import open_fetch
from auditor.net.controls import vantage as ask_controls
from auditor.settings import NetPolicy, Settings
from auditor.store import Store


def now() -> datetime:
    """The time, to the second: nothing that is shown is finer."""
    return datetime.now(UTC).replace(microsecond=0)


def observe(documents: Sequence[Document], settings: Settings, store: Store, watcher: Watcher | None) -> Audit:
    """Audit the documents; the first SIGINT or SIGTERM ends the observing, what was seen is judged and kept."""
    run = AuditRun(
        id=uuid.uuid4().hex[:12], started_at=now(), auditor=__version__, policy=settings.judge.policy.value
    )
    return trio.run(_observe, documents, settings, store, watcher, run)


async def _observe(
    documents: Sequence[Document], settings: Settings, store: Store, watcher: Watcher | None, run: AuditRun
) -> Audit:
    until = trio.CancelScope()
    engine = engine_for(settings.engine, settings.net, clock=now, jitter=random.random)
    means = Means(store=store, engine=engine, vantage=partial(vantage, settings.net), clock=now, watcher=watcher)
    async with trio.open_nursery() as nursery:
        await nursery.start(_until_interrupted, until)
        result = await audit(documents, settings, means, run=run, until=until)
        nursery.cancel_scope.cancel()
    return result


async def vantage(policy: NetPolicy) -> Vantage:
    """What our own network can see."""
    async with open_fetch(policy, clock=now) as fetch:
        return await ask_controls(policy.controls, fetch)


async def _until_interrupted(
    until: trio.CancelScope, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED
) -> None:
    with trio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        task_status.started()
        async for number in signals:
            until.cancel()
            signal.signal(number, signal.SIG_DFL)  # a second one means it
