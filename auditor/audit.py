"""The whole pipeline, top to bottom: documents in, evidence gathered and kept, verdicts derived, an audit out.

Documents are read before, and reports rendered and published after; both are the caller's. Nothing here knows the
web: an engine observes it, and what it observes is stored as it comes, in transactions as large as the moment has.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

import trio

from auditor.archives import Question
from auditor.archives.links import unwrap
from auditor.archives.select import archives_for
from auditor.engines import Engine, Work
from auditor.judge.verdict import judge
from auditor.model import (
    AUDITED,
    ArchiveReply,
    Audit,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Document,
    Evidence,
    Failure,
    Observation,
    Probe,
    Reference,
    SkipReason,
    Vantage,
    Verdict,
)
from auditor.settings import Settings
from auditor.store import Store
from auditor.uris import cited_on, key_of, references

Clock = Callable[[], datetime]
T = TypeVar("T")

_BATCH = 256  # observations stored in one transaction, references judged at once
_MOST_DOUBTS = 32  # failures in a row before our own network is asked about
_LAST_WORDS_S = 10.0  # after an interruption, to find out what the last failures were worth


class Watcher(Protocol):
    """Somebody who wants to see how a run goes on."""

    def begin(self, *, probes: int, questions: int) -> None:
        """So much is to be observed."""

    def saw(self, observation: Observation) -> None:
        """One thing was observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an audit works with: where evidence is kept, who observes, what our own network can see, the time."""

    store: Store
    engine: Engine
    vantage: Callable[[], Awaitable[Vantage]]
    clock: Clock
    watcher: Watcher | None = None


async def audit(
    documents: Sequence[Document], settings: Settings, means: Means, *, run: AuditRun, until: trio.CancelScope
) -> Audit:
    """Audit `documents`: observe what isn't fresh, keep it, judge everything.

    Cancelling `until` ends the observing; what was seen is judged all the same and the run is incomplete. When our
    own network is down nothing is judged and the audit has no citations.
    """
    store = means.store
    await _in_thread(lambda: store.begin(run))
    await _in_thread(lambda: store.put_documents(run.id, documents))
    cited = references(documents)
    work = await _in_thread(lambda: _due(cited, settings, store, run.started_at))
    if means.watcher:
        means.watcher.begin(probes=len(work.references), questions=len(work.questions) * len(work.archives))
    vantage = await _observe(work, means, run, until)
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


def _due(cited: Sequence[Reference], settings: Settings, store: Store, now: datetime) -> Work:
    """What of `cited` has to be observed, what was seen lately left out; where the archives are off, no question."""
    seen = store.checked_since([one.key for one in cited], now - timedelta(hours=settings.net.fresh_hours))
    archives = archives_for(settings.archives)
    known = store.replied_since(
        [one.key for one in cited],
        archived=now - timedelta(days=settings.archives.archived_days),
        none=now - timedelta(days=settings.archives.none_days),
    )
    names = {archive.name for archive in archives}
    questions = [
        Question(key=one.key, uri_r=one.uri, around=one.cited_on)
        for one in cited
        if one.host and not names <= known.get(one.key, frozenset()) and unwrap(one.uri) is None
    ]
    return Work(
        references=[one for one in cited if one.key not in seen],
        questions=questions if archives else [],
        archives=archives,
    )


async def _observe(work: Work, means: Means, run: AuditRun, until: trio.CancelScope) -> Vantage:
    """Have all of `work` observed and stored; OFFLINE when our own network turns out to be down."""
    if not work.references and not work.questions:
        return Vantage.ONLINE
    keeper = _Keeper(means, run)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(keeper.keep)
        with until:
            if await keeper.look_around() is Vantage.ONLINE:
                await means.engine.observe(work, keeper.take)
        with trio.move_on_after(_LAST_WORDS_S, shield=True):
            await keeper.settle()
        keeper.close()
    return keeper.vantage


class _Keeper:
    """Stores observations as they come. A failure counts only once something has answered since.

    Failures in a row are held back, not longer than it takes to ask the controls: when those fail too, our own
    network is down, and the failures are stored as proving nothing.
    """

    def __init__(self, means: Means, run: AuditRun) -> None:
        self.vantage = Vantage.ONLINE
        self._means, self._run = means, run
        self._doubts: list[Probe] = []
        self._send, self._receive = trio.open_memory_channel[Observation](4 * _BATCH)

    async def take(self, observation: Observation) -> None:
        """Take one observation; waits while the store is behind."""
        if self._means.watcher:
            self._means.watcher.saw(observation)
        if isinstance(observation, Probe) and _is_doubtful(observation):
            self._doubts.append(observation)
            if len(self._doubts) >= _MOST_DOUBTS:
                await self.settle()
            return
        if isinstance(observation, Probe) and observation.exchanges:
            await self._release()
        await self._send.send(observation)

    async def look_around(self) -> Vantage:
        """Ask the controls what our own network can see."""
        self.vantage = await self._means.vantage()
        return self.vantage

    async def settle(self) -> None:
        """Find out whether the failures held back are the web's or our own network's."""
        if self._doubts:
            await self.look_around()
            await self._release()

    async def _release(self) -> None:
        doubts, self._doubts = self._doubts, []
        for probe in doubts:
            await self._send.send(replace(probe, vantage=self.vantage))

    async def keep(self) -> None:
        """Append what is there, again and again, each time all of it in one transaction."""
        async with self._receive:
            async for first in self._receive:
                batch = [first, *self._waiting()]
                with trio.CancelScope(shield=True):
                    await _in_thread(partial(self._means.store.append, self._run.id, batch))

    def _waiting(self) -> Iterator[Observation]:
        for _ in range(_BATCH):
            try:
                yield self._receive.receive_nowait()
            except (trio.WouldBlock, trio.EndOfChannel):
                return

    def close(self) -> None:
        """No further observations come."""
        self._send.close()


def _is_doubtful(probe: Probe) -> bool:
    return probe.last is not None and isinstance(probe.last.outcome, Failure)


def judge_all(cited: Sequence[Reference], settings: Settings, store: Store) -> dict[str, Verdict]:
    """The verdict of every reference, from stored evidence alone; the bodies of a batch are in memory at once."""
    verdicts: dict[str, Verdict] = {}
    archives = [archive.name for archive in archives_for(settings.archives)]
    for start in range(0, len(cited), _BATCH):
        batch = cited[start : start + _BATCH]
        keys = [one.key for one in batch]
        probes, replies = store.probes(keys), store.replies(keys)
        for one in batch:
            seen = probes.get(one.key) or (_never_looked_at(one),)
            replied = replies.get(one.key, ())
            evidence = Evidence(reference=one, probes=seen, replies=(*replied, *_not_asked(one, seen, replied, archives)))
            verdicts[one.key] = judge(evidence, settings.judge)
    return verdicts


def _not_asked(
    reference: Reference, seen: Sequence[Probe], replied: Sequence[ArchiveReply], archives: Sequence[str]
) -> Iterator[ArchiveReply]:
    """A reply that is none for each archive that should have been asked and wasn't, so that it isn't "none held"."""
    known = {reply.archive for reply in replied}
    when = next((probe.checked_at for probe in seen if probe.checked_at), datetime.min.replace(tzinfo=UTC))
    for archive in archives:
        if archive not in known:
            yield ArchiveReply(archive=archive, key=reference.key, asked_at=when, because="it was not asked")


def _never_looked_at(reference: Reference) -> Probe:
    reason = SkipReason.INTERRUPTED if reference.host else SkipReason.INVALID
    return Probe(key=reference.key, skipped=reason)


def assemble(run: AuditRun, documents: Sequence[Document], verdicts: Mapping[str, Verdict]) -> Audit:
    """The audit of `documents` whose citations have these verdicts; where there is none the citation is left out."""
    return Audit(
        run=run,
        documents=tuple(
            AuditedDocument(
                document=document,
                citations=tuple(
                    AuditedCitation(citation=citation, verdict=verdict)
                    for citation in document.citations
                    if citation.kind in AUDITED and (verdict := verdicts.get(key_of(citation.uri)))
                ),
            )
            for document in documents
        ),
    )


async def _in_thread(work: Callable[[], T]) -> T:
    return await trio.to_thread.run_sync(work)
