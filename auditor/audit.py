"""The whole pipeline, top to bottom: documents in, evidence gathered and kept, verdicts derived, an audit out.

Documents are read before, and reports rendered and published after; both are the caller's. Nothing here knows the
web: an engine observes it, and what it observes is stored as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import trio

from auditor.due import cited_by, due
from auditor.engines import Work
from auditor.judge.readings import is_settled
from auditor.keeping import Keeper, Means
from auditor.model import Audit, AuditRun, Document, Reference, Vantage, Verdict
from auditor.readings import with_rivals
from auditor.settings import Settings
from auditor.store import Store
from auditor.verdicts import assemble, judge_all

T = TypeVar("T")

_LAST_WORDS_S = 10.0  # after an interruption, to find out what the last failures were worth


async def audit(
    documents: Sequence[Document], settings: Settings, means: Means, *, run: AuditRun, until: trio.CancelScope
) -> Audit:
    """Audit `documents`: observe what isn't fresh, keep it, judge everything.

    Cancelling `until` ends the observing; what was seen is judged all the same and the run is incomplete. When our
    own network is down nothing is judged and the audit has no citations.
    """
    store = means.store
    await _in_thread(lambda: store.begin(run))
    if means.keeps_documents:
        await _in_thread(lambda: store.put_documents(run.id, documents))
    cited = cited_by(documents)
    work = await _in_thread(lambda: due(cited, settings, store, run.started_at))
    further = partial(_due_rivals, cited, settings, store, run.started_at)
    vantage = await _observe(work, further, means, run, until)
    run = replace(
        run,
        finished_at=means.clock(),
        vantage=vantage,
        complete=run.complete and vantage is Vantage.ONLINE and not until.cancelled_caught,
    )
    verdicts: dict[str, Verdict] = {}
    if vantage is Vantage.ONLINE:
        verdicts = await _in_thread(lambda: judge_all(cited, settings, store))
        await _in_thread(lambda: store.put_verdicts(run.id, verdicts, judged_at=means.clock()))
    await _in_thread(lambda: store.finish(run))
    return assemble(run, documents, verdicts)


async def _observe(
    work: Work, further: Callable[[], Work], means: Means, run: AuditRun, until: trio.CancelScope
) -> Vantage:
    """Have all of `work` observed and stored, then what it leaves `further` to observe; OFFLINE when we are."""
    keeper = Keeper(means, run)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(keeper.keep)
        with until:
            await keeper.observe(work)
            await keeper.settle()
            await keeper.observe(await _in_thread(further), is_rest=True)
        with trio.move_on_after(_LAST_WORDS_S, shield=True):
            await keeper.settle()
        keeper.close()
    return keeper.vantage


def _due_rivals(cited: Sequence[Reference], settings: Settings, store: Store, now: datetime) -> Work:
    """What has to be looked at besides, since nothing seen so far tells how a broken address is to be read."""
    broken = [one for one in cited if one.readings]
    verdicts = judge_all(broken, settings, store) if broken else {}
    unsettled = [one for one in broken if not is_settled(one, verdicts[one.key].where_broken or verdicts[one.key])]
    known = {one.key for one in unsettled}
    return due([one for one in with_rivals(unsettled) if one.key not in known], settings, store, now)


async def _in_thread(work: Callable[[], T]) -> T:
    return await trio.to_thread.run_sync(work)
