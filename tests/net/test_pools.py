"""A service is asked at the pace that it allows, rests when it says so, and is left alone when it blocks us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import trio
import trio.testing

from auditor.model import Exchange, Failure, FailureKind, Request, Response
from auditor.net.ledger import Ledgers
from auditor.net.pools import Pool
from tests.net.build import NOW

WELL = Response(status=200)
BUSY = Response(status=429)
REFUSED = Failure(kind=FailureKind.REFUSED)
TIMEOUT = Failure(kind=FailureKind.TIMEOUT)


class Service:
    """Answers in turn, then well; each answer takes `takes` seconds."""

    def __init__(self, outcomes: Sequence[Response | Failure] = (), takes: float = 0.1) -> None:
        self.outcomes = list(outcomes)
        self.takes = takes
        self.starts: list[float] = []
        self.in_flight = self.most = self.closed = 0

    async def fetch(self, request: Request) -> Exchange:
        self.starts.append(trio.current_time())
        outcome = self.outcomes.pop(0) if self.outcomes else WELL
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        await trio.sleep(self.takes)
        self.in_flight -= 1
        return Exchange(request=request, outcome=outcome, started_at=NOW)

    async def aclose(self) -> None:
        self.closed += 1


def ask(service: Service, count: int, *, per_minute: float = 60.0, at_once: bool = True) -> list[Exchange]:
    got: list[Exchange] = []

    async def main() -> None:
        pool = Pool(per_minute, breaker_failures=4, connect=lambda: service, clock=lambda: NOW)

        async def one(number: int) -> None:
            got.append(await pool.fetch(Request(uri=f"https://archive.test/{number}")))

        async with trio.open_nursery() as nursery:
            for number in range(count):
                if at_once:
                    nursery.start_soon(one, number)
                else:
                    await one(number)
        await pool.aclose()
        begun = min(service.starts, default=0.0)
        service.starts = [round(at - begun, 6) for at in service.starts]

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert len(got) == count
    return got


def said(exchanges: list[Exchange], wanted: Callable[[Exchange], object]) -> int:
    return sum(1 for exchange in exchanges if wanted(exchange))


def test_requests_are_evenly_spaced_and_never_in_a_burst() -> None:
    service = Service()
    ask(service, 10, per_minute=30.0)
    assert service.starts == [2.0 * number for number in range(10)]


def test_few_requests_are_in_flight_however_slow_the_service() -> None:
    service = Service(takes=10.0)
    ask(service, 6, per_minute=600.0)
    assert service.most == 4
    assert service.starts == [0.0, 0.1, 0.2, 0.3, 10.0, 10.1]
    service = Service(takes=10.0)
    ask(service, 6, per_minute=120.0)
    assert service.most == 2


def test_after_429_the_pool_rests_for_a_minute() -> None:
    service = Service([WELL, BUSY])
    ask(service, 4)
    assert service.starts == [0.0, 1.0, 61.1, 62.1]


def test_retry_after_is_waited_out_if_it_is_longer() -> None:
    service = Service([Response(status=429, headers=(("retry-after", "120"),))])
    ask(service, 2)
    assert service.starts == [0.0, 120.1]


@pytest.mark.parametrize(
    ("outcomes", "asked"),
    [
        ([REFUSED, REFUSED], 2),
        ([REFUSED, WELL, REFUSED, WELL], 20),
        ([TIMEOUT] * 4, 4),
        ([TIMEOUT, REFUSED, TIMEOUT, TIMEOUT], 4),
        ([BUSY, BUSY, BUSY], 3),
        ([BUSY, WELL, BUSY, WELL, BUSY], 20),
        ([Response(status=429, headers=(("retry-after", "7200"),))], 1),
        ([Response(status=503)] * 10, 20),
        ([Response(status=429, headers=(("memento-datetime", "Thu, 01 Jan 2015 00:00:00 GMT"),))] * 10, 20),
    ],
)
def test_a_service_that_blocks_us_is_left_alone(outcomes: list[Response | Failure], asked: int) -> None:
    service = Service(outcomes)
    exchanges = ask(service, 20, at_once=False)
    assert len(service.starts) == asked
    turned_away = [exchange.outcome for exchange in exchanges[asked:]]
    assert all(isinstance(each, Failure) and each.kind is FailureKind.REFUSED for each in turned_away)
    assert all("not asked any more" in each.detail for each in turned_away)


def test_those_who_wait_for_a_pool_that_closes_are_turned_away_at_once() -> None:
    service = Service([REFUSED, REFUSED])
    exchanges = ask(service, 1000)
    assert len(service.starts) == 2
    assert said(exchanges, lambda each: isinstance(each.outcome, Failure)) == 1000


def test_a_wait_ends_when_the_pool_closes() -> None:
    async def main() -> None:
        service = Service([REFUSED, REFUSED])
        pool = Pool(60.0, breaker_failures=4, connect=lambda: service, clock=lambda: NOW)
        began = trio.current_time()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(pool.wait, 3600.0)
            for _ in range(2):
                await pool.fetch(Request(uri="https://archive.test/"))
        assert trio.current_time() - began < 2

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


def test_connections_are_kept_and_closed_at_the_end() -> None:
    service = Service()
    ask(service, 5)
    assert service.closed == 1


# ── shared with other processes ─────────────────────────────────────────────────────────────────────────────────


def test_pools_of_one_ledger_keep_the_pace_together(tmp_path: Path) -> None:
    service = Service(takes=3.0)

    async def main() -> None:
        ledgers = Ledgers(directory=tmp_path, wall=lambda: 10_000.0 + trio.current_time())
        pools = [
            Pool(24.0, breaker_failures=4, connect=lambda: service, clock=lambda: NOW, ledger=ledgers.of("index", "x"))
            for _ in range(3)
        ]
        async with trio.open_nursery() as nursery:
            for pool in pools:
                for number in range(8):
                    nursery.start_soon(pool.ask, Request(uri=f"https://archive.test/{number}"))

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    starts = sorted(service.starts)
    assert len(starts) == 24
    assert all(after - before >= 2.499 for before, after in pairwise(starts))
    assert starts[-1] - starts[0] < 24 * 2.5 * 1.2, "and none of it is wasted"


def test_a_service_that_has_blocked_one_process_is_not_asked_by_the_next(tmp_path: Path) -> None:
    first, second, third = Service([REFUSED, REFUSED]), Service(), Service()

    async def main() -> None:
        def pool(service: Service) -> Pool:
            ledger = Ledgers(directory=tmp_path, wall=lambda: 10_000.0 + trio.current_time()).of("index", "x")
            return Pool(60.0, breaker_failures=9, connect=lambda: service, clock=lambda: NOW, ledger=ledger)

        for _ in range(2):
            await pool(first).ask(Request(uri="https://archive.test/"))
        closed = pool(second)
        assert await closed.ask(Request(uri="https://archive.test/")) is None
        assert closed.closed == "it refuses our connections, and is left alone for an hour"
        await trio.sleep(3601)
        assert await pool(third).ask(Request(uri="https://archive.test/")) is not None

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert [len(each.starts) for each in (first, second, third)] == [2, 0, 1]


def test_a_wall_clock_that_is_set_forward_makes_no_burst(tmp_path: Path) -> None:
    service, step = Service(), [0.0]

    async def main() -> None:
        ledger = Ledgers(directory=tmp_path, wall=lambda: 10_000.0 + trio.current_time() + step[0]).of("index", "x")
        pool = Pool(60.0, breaker_failures=9, connect=lambda: service, clock=lambda: NOW, ledger=ledger)
        for _ in range(5):
            await pool.ask(Request(uri="https://archive.test/"))
            step[0] += 86_400.0

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert all(after - before >= 1.0 for before, after in pairwise(service.starts))


def test_failures_that_may_be_our_own_networks_close_the_pool_for_this_process_only(tmp_path: Path) -> None:
    async def main() -> None:
        def pool(service: Service) -> Pool:
            ledger = Ledgers(directory=tmp_path, wall=lambda: 10_000.0 + trio.current_time()).of("index", "x")
            return Pool(60.0, breaker_failures=2, connect=lambda: service, clock=lambda: NOW, ledger=ledger)

        down = pool(Service([TIMEOUT, TIMEOUT]))
        for _ in range(3):
            last = await down.ask(Request(uri="https://archive.test/"))
        assert last is None
        assert await pool(Service()).ask(Request(uri="https://archive.test/")) is not None

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


# ── who is next ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_lowest_rank_is_next_even_if_it_changes_while_waiting() -> None:
    asked: list[str] = []
    ranks = {name: float(rank) for rank, name in enumerate("abcdef")}

    class Listening(Service):
        async def fetch(self, request: Request) -> Exchange:
            asked.append(request.uri[-1])
            if len(asked) == 2:
                ranks["f"] = -1.0
            return await super().fetch(request)

    async def main() -> None:
        pool = Pool(60.0, breaker_failures=4, connect=Listening, clock=lambda: NOW)
        async with trio.open_nursery() as nursery:
            for name in "cabfed":
                nursery.start_soon(pool.ask, Request(uri=f"https://archive.test/{name}"), lambda name=name: ranks[name])
                await trio.testing.wait_all_tasks_blocked()

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0.001))
    assert asked[0] == "c"  # it was alone when it came
    assert asked[-1] == "e"
    assert "".join(asked) in {"cabfde", "cafbde"}


def test_who_gives_up_waiting_leaves_the_turn_to_the_others() -> None:
    service = Service()

    async def main() -> None:
        pool = Pool(60.0, breaker_failures=4, connect=lambda: service, clock=lambda: NOW)
        request = Request(uri="https://archive.test/")
        async with trio.open_nursery() as nursery:
            for patience_s in (10.0, 0.5, 0.5, 10.0):

                async def one(patience_s: float = patience_s) -> None:
                    with trio.move_on_after(patience_s):
                        await pool.ask(request)

                nursery.start_soon(one)
                await trio.testing.wait_all_tasks_blocked()

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0.001))
    assert len(service.starts) == 2
