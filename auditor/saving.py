"""What is at risk in, captures asked of Save Page Now and what has become of each wish out.

1. What has become of a wish is stored as soon as it is known, and its job before that: who is interrupted has lost
   nothing, and the next time of asking takes up what is pending.
2. The archive forgets a job after an hour; older ones are wished for anew.
3. What was saved lately isn't wished for again, though the archive's index may not show it yet. What was refused is
   wished for again only when it is named.
4. What isn't on the public web is never named to an archive.
5. The keys are put into a request when it is sent, and nowhere else: an exchange comes back without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import trio

from auditor import uris
from auditor.archives import Ask
from auditor.archives.spn2 import NAME, STATUS, SUBMIT, Budget, Ending, SavePageNow, Wish
from auditor.model import Exchange, Request, Save, SaveState
from auditor.net import Caller, Clock
from auditor.net.guard import is_public, literal
from auditor.net.ledger import Ledger
from auditor.net.pools import Pool
from auditor.store import INDEX_LAG, Store

JOBS_ARE_KEPT = timedelta(hours=1)  # Save Page Now 2's document

# Names that are nobody's on the public web: RFC 6762, RFC 8375, RFC 6761, and ICANN's `internal` (2024).
_HOUSE_NAMES = (".local", ".home.arpa", ".localhost", ".internal")

Tell = Callable[[Save], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be asked about, and what isn't and why.

    `jobs` are at work already, `wishes` are new; `waiting` was saved and may not be shown yet, `refused` is not
    wished for again, `private` never.
    """

    jobs: tuple[Wish, ...] = ()
    wishes: tuple[Wish, ...] = ()
    waiting: tuple[Save, ...] = ()
    refused: tuple[Save, ...] = ()
    private: tuple[str, ...] = ()


def plan(
    wanted: Iterable[str], earlier: Mapping[str, Save], pending: Iterable[Save], *, named: bool, now: datetime
) -> Plan:
    """What to do about the `wanted` keys, of which `earlier` is the newest word; `named` when the user named them."""
    jobs = {save.key: save for save in pending if save.job and save.at > now - JOBS_ARE_KEPT}
    wishes, waiting, refused, private = [], [], [], []
    for key in dict.fromkeys(wanted):
        match earlier.get(key):
            case _ if key in jobs:
                pass
            case _ if not _is_public(key):
                private.append(key)
            case Save(state=SaveState.SAVED, at=at) as save if at > now - INDEX_LAG and not named:
                waiting.append(save)
            case Save(state=SaveState.REFUSED) as save if not named:
                refused.append(save)
            case _:
                wishes.append(Wish(key=key, uri_r=key))
    return Plan(
        jobs=tuple(Wish(key=key, uri_r=key, job=save.job) for key, save in jobs.items()),
        wishes=tuple(wishes),
        waiting=tuple(waiting),
        refused=tuple(refused),
        private=tuple(private),
    )


def _is_public(key: str) -> bool:
    parsed = uris.parse(key)
    host = parsed.host if parsed else ""
    address = literal(host)
    if address is not None:
        return is_public(address)
    return "." in host and not host.endswith(_HOUSE_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What saving works with: where the words are kept, who asks (with the keys), the time, who wants to know.

    `ledger` is what all processes know of one of the archive's services, by the name of its pool.
    """

    store: Store
    connect: Callable[[], Caller]
    clock: Clock
    tell: Tell
    breaker_failures: int = 4
    ledger: Callable[[str], Ledger] = field(default=lambda _: Ledger())


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What has become of the wishes. `stopped` says why the others weren't asked for; empty when all were."""

    saves: list[Save] = field(default_factory=list)
    stopped: str = ""


async def save(wanted: Plan, machine: SavePageNow, means: Means, *, until: trio.CancelScope) -> Outcome:
    """Ask about the plan's jobs, then for its wishes, as many at a time and a day as the archive allows.

    Cancelling `until` ends it with all that is known stored.
    """
    outcome = Outcome()
    pools = {
        name: Pool(
            per_minute,
            breaker_failures=means.breaker_failures,
            connect=means.connect,
            clock=means.clock,
            ledger=means.ledger(name),
        )
        for name, per_minute in machine.pools.items()
    }
    try:
        with until:
            told = machine.budget(await pools[STATUS].fetch(machine.budget_request()))
            if isinstance(told, str):
                outcome.stopped = told
            else:
                await _Saver(machine, means, pools, outcome).grant(wanted, told)
        if until.cancelled_caught:
            outcome.stopped = "interrupted"
    finally:
        with trio.CancelScope(shield=True):
            for pool in pools.values():
                await pool.aclose()
    return outcome


class _Saver:
    """Several wishes at a time, each stepped through the machine."""

    def __init__(self, machine: SavePageNow, means: Means, pools: Mapping[str, Pool], outcome: Outcome) -> None:
        self._machine, self._means, self._pools, self._outcome = machine, means, pools, outcome
        self._writers = trio.CapacityLimiter(1)  # the store takes one thread at a time

    async def grant(self, wanted: Plan, budget: Budget) -> None:
        wishes = wanted.wishes[: budget.left]
        places = trio.Semaphore(budget.at_once)

        async def fulfil(wish: Wish) -> None:
            await self._fulfil(wish)
            places.release()

        async with trio.open_nursery() as nursery:
            for wish in (*wanted.jobs, *wishes):
                await places.acquire()
                if self._outcome.stopped:
                    return
                nursery.start_soon(fulfil, wish)
        if len(wishes) < len(wanted.wishes) and not self._outcome.stopped:
            self._outcome.stopped = f"the day's {budget.a_day:,} captures are used up"

    async def _fulfil(self, wish: Wish) -> None:
        past: tuple[Exchange, ...] = ()
        stored = wish.job
        while isinstance(step := self._machine.next_step(wish, past), Ask):
            pool = self._pools[step.pool]
            await pool.wait(step.after_s)
            if step.pool == SUBMIT and self._is_over(pool):
                return
            past = (*past, await pool.fetch(step.request))
            job = self._machine.job(wish, past)
            if job is not None and job != stored:
                stored = job
                at = past[-1].started_at
                await self._keep(Save(archive=NAME, key=wish.key, at=at, state=SaveState.PENDING, job=job))
        await self._end(step)

    def _is_over(self, submissions: Pool) -> bool:
        """Whether nothing further is to be asked for: what would come back is known."""
        if submissions.closed and not self._outcome.stopped:
            self._outcome.stopped = f"the archive isn't asked any more: {submissions.closed}"
        return bool(self._outcome.stopped)

    async def _end(self, ending: Ending) -> None:
        await self._keep(ending.save)
        self._outcome.saves.append(ending.save)
        self._means.tell(ending.save)
        if ending.stops and not self._outcome.stopped:
            self._outcome.stopped = ending.save.because or ""

    async def _keep(self, said: Save) -> None:
        with trio.CancelScope(shield=True):
            await trio.to_thread.run_sync(self._means.store.put_saves, [said], limiter=self._writers)


def with_keys(connect: Callable[[], Caller], access_key: str, secret: str) -> Callable[[], Caller]:
    """Callers that show the keys to whom they ask (Internet Archive's S3-like API), and to nobody else."""
    return lambda: _KeyedCaller(connect(), f"LOW {access_key}:{secret}")


class _KeyedCaller:
    def __init__(self, caller: Caller, authorization: str) -> None:
        self._caller = caller
        self._authorization = authorization

    async def fetch(self, request: Request) -> Exchange:
        """Ask with the keys; the exchange says what was asked without them."""
        keyed = replace(request, headers=(*request.headers, ("authorization", self._authorization)))
        return replace(await self._caller.fetch(keyed), request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._caller.aclose()


def left(wanted: Plan, outcome: Outcome) -> Sequence[Wish]:
    """The jobs and wishes that nothing has become of yet, in their order."""
    heard = {save.key for save in outcome.saves}
    return [wish for wish in (*wanted.jobs, *wanted.wishes) if wish.key not in heard]
