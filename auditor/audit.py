"""The whole pipeline, top to bottom: documents in, evidence gathered and kept, verdicts derived, an audit out.

Documents are read before, and reports rendered and published after; both are the caller's. Nothing here knows the
web: an engine observes it, and what it observes is stored as it comes, in transactions as large as the moment has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Protocol, TypeVar

import trio

from auditor.archive_links import unwrap
from auditor.archives.select import archives_for
from auditor.due import cited_by, due
from auditor.engines import Engine, Work
from auditor.judge.as_cited import as_cited
from auditor.judge.cited_copies import with_original
from auditor.judge.corpus import sinks
from auditor.judge.readings import is_settled, read
from auditor.judge.verdict import judge
from auditor.model import (
    AUDITED,
    ArchiveReply,
    Audit,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Citation,
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
from auditor.readings import with_rivals
from auditor.settings import Settings
from auditor.store import Store
from auditor.uris import cited_on, dated_by, key_of

Clock = Callable[[], datetime]
T = TypeVar("T")

_BATCH = 256  # observations stored in one transaction, at most
_MOST_DOUBTS = 32  # failures in a row before our own network is asked about
_LAST_WORDS_S = 10.0  # after an interruption, to find out what the last failures were worth


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
    keeper = _Keeper(means, run)
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
    unsettled = [one for one in broken if not is_settled(one, verdicts[one.key])]
    known = {one.key for one in unsettled}
    return due([one for one in with_rivals(unsettled) if one.key not in known], settings, store, now)


class _Batch:
    """Observations that are stored in one transaction, and when that has happened."""

    def __init__(self) -> None:
        self.observations: list[Observation] = []
        self.stored = trio.Event()


class _Keeper:
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
        self._batches: deque[_Batch] = deque()
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

    def _release(self) -> list[_Batch]:
        doubts, self._doubts = self._doubts, []
        return [self._put(replace(probe, vantage=self.vantage)) for probe in doubts]

    def _put(self, observation: Observation) -> _Batch:
        if not self._batches or len(self._batches[-1].observations) >= _BATCH:
            self._batches.append(_Batch())
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
                    await _in_thread(partial(self._means.store.append, self._run.id, batch.observations))
                batch.stored.set()

    def close(self) -> None:
        """No further observations come."""
        self._closed = True
        self._news.set()


def _is_doubtful(probe: Probe) -> bool:
    return probe.last is not None and isinstance(probe.last.outcome, Failure)


def judge_all(cited: Sequence[Reference], settings: Settings, store: Store) -> dict[str, Verdict]:
    """The verdict of every reference, from stored evidence alone; the bodies of few are in memory at once.

    What is known of the other readings of broken addresses is judged too, for the sake of those that are cited.
    """
    verdicts: dict[str, Verdict] = {}
    archives = [archive.name for archive in archives_for(settings.archives)]
    common = sinks(store.ends())
    with store.reading() as text_of:
        for known in store.evidence(with_rivals(cited)):
            verdicts[known.reference.key] = judge(
                _with_gaps(known, archives), settings.judge, read=text_of, sinks=common
            )
    verdicts |= dict(_with_originals(cited, verdicts))
    return {one.key: read(one, verdicts) if one.readings else verdicts[one.key] for one in cited}


def _with_gaps(known: Evidence, archives: Sequence[str]) -> Evidence:
    """The evidence, and that something was never looked at or never asked: nothing may be taken for "none held"."""
    replied = {reply.archive for reply in known.replies}
    when = next((probe.checked_at for probe in known.probes if probe.checked_at), datetime.min.replace(tzinfo=UTC))
    unasked = (
        ArchiveReply(archive=archive, key=known.reference.key, asked_at=when, because="it was not asked")
        for archive in archives
        if archive not in replied
    )
    return replace(
        known, probes=known.probes or (_never_looked_at(known.reference),), replies=(*known.replies, *unasked)
    )


def _never_looked_at(reference: Reference) -> Probe:
    reason = SkipReason.INTERRUPTED if reference.host else SkipReason.INVALID
    return Probe(key=reference.key, skipped=reason)


def _with_originals(cited: Sequence[Reference], verdicts: Mapping[str, Verdict]) -> Iterator[tuple[str, Verdict]]:
    """The verdicts on archive links, with what is known of their originals."""
    for one in cited:
        link = unwrap(one.uri)
        original = verdicts.get(key_of(link.original)) if link and link.original else None
        if original is not None:
            yield one.key, with_original(one, verdicts[one.key], original)


def assemble(run: AuditRun, documents: Sequence[Document], verdicts: Mapping[str, Verdict]) -> Audit:
    """The audit of `documents` whose citations have these verdicts; where there is none the citation is left out."""
    return Audit(
        run=run,
        documents=tuple(
            AuditedDocument(
                document=document,
                citations=tuple(
                    AuditedCitation(
                        citation=_as_read(citation, verdict), verdict=_as_cited(citation, document, verdict)
                    )
                    for citation in document.citations
                    if citation.kind in AUDITED and (verdict := verdicts.get(key_of(citation.uri)))
                ),
            )
            for document in documents
        ),
    )


def _as_read(citation: Citation, verdict: Verdict) -> Citation:
    """The citation with the reading of it that was taken; the others are its alternatives."""
    reading = verdict.reading
    if reading is None or citation.broken is None:
        return citation
    readings = (citation.uri, *citation.alternatives)
    taken = next((uri for uri in readings if key_of(uri) == key_of(reading.uri)), citation.uri)
    return replace(
        citation,
        uri=taken,
        alternatives=tuple(uri for uri in readings if uri != taken),
        repaired=citation.repaired or taken != citation.uri,
        broken=replace(citation.broken, chosen_by=reading.chosen_by),
    )


def _as_cited(citation: Citation, document: Document, verdict: Verdict) -> Verdict:
    """The verdict on the address as this citation of it has it: by its own day."""
    return as_cited(verdict, cited_on(citation, document), dated_by(citation, document))


async def _in_thread(work: Callable[[], T]) -> T:
    return await trio.to_thread.run_sync(work)
