"""Archives, questions and what the probes find on the way in, inquiries out as they are made.

1. Every archive is asked beside the others, each of its pools at its own pace; an archive whose answer still counts
   isn't asked again because another's doesn't.
2. Questions come in the order of their importance, and what a probe finds rotted meanwhile goes before them all: of
   an audit that is cut short, the answers that matter most are there.
3. What has been begun is finished first: the index, which is slow, gets its work from the beginning on.
4. Where an address was cited on several days, the copy nearest to each of them is asked for, if that takes no request
   of a scarce pool.
5. A pool that is closed asks nothing; the reply is that there is none, with the reason, and no exchange.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import trio

from auditor import uris
from auditor.archives import Archive, Ask, Question
from auditor.engines import Emit, Work
from auditor.model import ArchiveReply, Exchange, Inquiry, Probe
from auditor.net import Caller, Clock
from auditor.net.dial import Origin
from auditor.net.ledger import Ledgers
from auditor.net.pools import Pool, Rank

# Enough that an archive's slow pool doesn't keep its fast one idle, few enough to keep in mind.
QUESTIONS_AT_ONCE = 1_000

# A copy that is no further from a day is near enough: a bar that studies of link rot commonly take.
NEAR_DAYS = 30

# What no reader gets around. A wall answers 403 or 429 to us alone, so these aren't among them.
_GONE = frozenset({404, 410})


def _as_named(origin: Origin) -> str:
    return f"{origin[1]}:{origin[2]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """How archives are reached: connections, what all processes know of them, the breaker's number, the time.

    `place` tells where an origin is reached, as host:port.
    """

    connect: Callable[[], Caller]
    clock: Clock
    breaker_failures: int
    ledgers: Ledgers = field(default_factory=Ledgers)
    place: Callable[[Origin], str] = _as_named


class Desk:
    """Asks the archives of a piece of work all its questions."""

    def __init__(self, work: Work, means: Means, emit: Emit) -> None:
        self._work = work
        self._means = means
        self._emit = emit
        self._ranks = {question.key: number for number, question in enumerate(work.questions)}
        self._urgent: list[str] = []

    def note(self, probe: Probe) -> None:
        """A probe has ended: where it found rot, the archives are asked about that next."""
        rank = self._ranks.get(probe.key)
        if rank is not None and rank >= 0 and _looks_rotted(probe):
            self._ranks[probe.key] = rank - len(self._ranks)
            self._urgent.append(probe.key)

    async def run(self) -> None:
        """Ask until there is nothing left to ask."""
        async with trio.open_nursery() as nursery:
            for archive in self._work.archives:
                nursery.start_soon(self._inquire, archive)

    async def _inquire(self, archive: Archive) -> None:
        pools = Pools(archive, self._means)
        places = trio.Semaphore(QUESTIONS_AT_ONCE)

        async def ask(question: Question) -> None:
            await self._emit(await _inquiry(archive, question, pools, lambda: self._ranks[question.key]))
            places.release()

        try:
            async with trio.open_nursery() as nursery:
                # A place first, the question after: the most important one of that moment.
                await places.acquire()
                for question in self._due(archive):
                    nursery.start_soon(ask, question)
                    await places.acquire()
        finally:
            with trio.CancelScope(shield=True):
                await pools.aclose()

    def _due(self, archive: Archive) -> Iterator[Question]:
        """The archive's questions, the most urgent of each moment first."""
        answered = self._work.answered
        due = {each.key: each for each in self._work.questions if archive.name not in answered.get(each.key, ())}
        order = deque(due)
        taken = 0
        while due:
            if taken < len(self._urgent):
                key = self._urgent[taken]
                taken += 1
            else:
                key = order.popleft()
            question = due.pop(key, None)
            if question is not None:
                yield question


class Pools:
    """The pools of one archive; each knows the place of its service from the first request."""

    def __init__(self, archive: Archive, means: Means) -> None:
        self._archive = archive
        self._means = means
        self._pools: dict[str, Pool] = {}

    def of(self, ask: Ask) -> Pool:
        """The pool that a request belongs to."""
        pool = self._pools.get(ask.pool)
        if pool is None:
            uri = uris.parse(ask.request.uri)
            place = self._means.place(uri.origin) if uri else ""
            pool = self._pools[ask.pool] = Pool(
                self._archive.pools[ask.pool],
                breaker_failures=self._means.breaker_failures,
                connect=self._means.connect,
                clock=self._means.clock,
                ledger=self._means.ledgers.of(ask.pool, place),
            )
        return pool

    def unanswered(self, question: Question, because: str) -> ArchiveReply:
        """The reply of an archive that isn't asked, or not to the end."""
        return ArchiveReply(archive=self._archive.name, key=question.key, asked_at=self._means.clock(), because=because)

    async def aclose(self) -> None:
        """Close the connections."""
        for pool in self._pools.values():
            await pool.aclose()


async def _inquiry(archive: Archive, question: Question, pools: Pools, rank: Rank) -> Inquiry:
    """All that is asked of one archive about one address."""
    inquiry = await _answer(archive, question, pools, rank, is_further=False)
    for day in question.further:
        known = inquiry.reply.captures
        if not known or any(abs((each.captured_at.date() - day).days) <= NEAR_DAYS for each in known):
            continue
        more = await _answer(archive, replace(question, around=day), pools, rank, is_further=True)
        captures = tuple(dict.fromkeys((*known, *(more.reply.captures or ()))))
        inquiry = Inquiry(
            reply=replace(inquiry.reply, captures=captures), exchanges=(*inquiry.exchanges, *more.exchanges)
        )
    return inquiry


async def _answer(archive: Archive, question: Question, pools: Pools, rank: Rank, *, is_further: bool) -> Inquiry:
    """What is asked of one archive about one day."""
    past: tuple[Exchange, ...] = ()
    while isinstance(step := archive.next_step(question, past), Ask):
        if is_further and step.scarce:
            return Inquiry(reply=pools.unanswered(question, "left open"), exchanges=past)
        pool = pools.of(step)
        await pool.wait(step.after_s)
        exchange = await pool.ask(step.request, rank)
        if exchange is None:
            return Inquiry(reply=pools.unanswered(question, f"not asked any more: {pool.closed}"), exchanges=past)
        past = (*past, exchange)
    return Inquiry(reply=step, exchanges=past)


def _looks_rotted(probe: Probe) -> bool:
    if probe.last is None:
        return False
    response = probe.last.response
    return response is None or response.status in _GONE
