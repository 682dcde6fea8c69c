"""Each host at its own pace and none waiting for another: on a clock that jumps, with answers that take known times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
import trio
import trio.testing

from auditor import uris
from auditor.model import Exchange, Failure, FailureKind, Reference, Request, Response, SkipReason
from auditor.net.lanes import Lanes
from auditor.probe import Send
from auditor.settings import NetPolicy
from tests.net.build import NOW

POLICY = NetPolicy(host_interval_s=0.05, host_connections=2, breaker_failures=4)
WELL = Response(status=200)
TIMEOUT = Failure(kind=FailureKind.TIMEOUT)

Outcome = Response | Failure
Answering = Callable[[str, int], tuple[float, Outcome]]
"""An address, and the how-manieth time it is asked: how long that takes, and what comes of it."""

Step = Callable[[str, tuple[Exchange, ...]], Send | None]

Walls = Callable[[str], Collection[str]]
"""A cited address: the hosts that have walled the look at it."""


@dataclass(slots=True)
class World:
    """A net of known answers, and a record of who was asked when."""

    answering: Answering
    onward: Step
    policy: NetPolicy
    started: list[tuple[float, str]] = field(default_factory=list)
    ended: dict[str, tuple[SkipReason | None, tuple[Exchange, ...], float]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    in_flight: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    callers: list[Caller] = field(default_factory=list)
    finished_at: float = 0.0
    walls: Walls = lambda _uri: ()

    def starts(self, host: str) -> list[float]:
        return [round(at, 6) for at, uri in self.started if host_of(uri) == host]

    def skipped(self, reason: SkipReason = SkipReason.BREAKER) -> list[str]:
        return sorted(uri for uri, (said, _, _) in self.ended.items() if said is reason)


def host_of(uri: str) -> str:
    parsed = uris.parse(uri)
    return parsed.host if parsed else ""


class Caller:
    """Answers as the world says, after the time that it takes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.hosts: list[str] = []
        self.closed = 0
        world.callers.append(self)

    async def fetch(self, request: Request) -> Exchange:
        world, host = self.world, host_of(request.uri)
        self.hosts.append(host)
        world.started.append((trio.current_time() - world.finished_at, request.uri))
        world.times[request.uri] += 1
        takes, outcome = world.answering(request.uri, world.times[request.uri])
        for name in (host, "all"):
            world.in_flight[name] += 1
            world.most[name] = max(world.most[name], world.in_flight[name])
        try:
            await trio.sleep(takes)
        finally:
            for name in (host, "all"):
                world.in_flight[name] -= 1
        return Exchange(request=request, outcome=outcome, started_at=NOW)

    async def aclose(self) -> None:
        self.closed += 1


class Errand:
    def __init__(self, reference: Reference, world: World) -> None:
        self.reference = reference
        self.world = world
        self.past: tuple[Exchange, ...] = ()

    def step(self, exchange: Exchange | None) -> Send | None:
        if exchange is None:
            return Send(request=Request(uri=self.reference.uri)) if self.reference.host else None
        self.past = (*self.past, exchange)
        return self.world.onward(self.reference.uri, self.past)

    @property
    def walls(self) -> Collection[str]:
        return self.world.walls(self.reference.uri)

    async def end(self, skipped: SkipReason | None) -> None:
        assert self.reference.uri not in self.world.ended, "ended twice"
        self.world.ended[self.reference.uri] = (skipped, self.past, trio.current_time())


def no_more(_uri: str, _past: tuple[Exchange, ...]) -> None:
    return None


def run(
    addresses: Iterable[str],
    answering: Answering = lambda _uri, _time: (0.01, WELL),
    onward: Step = no_more,
    walls: Walls = lambda _uri: (),
    **policy: object,
) -> World:
    world = World(answering, onward, replace(POLICY, **policy), walls=walls)
    references = [Reference(key=uri, uri=uri, host=host_of(uri)) for uri in addresses]

    async def main() -> None:
        lanes = Lanes(world.policy, begin=lambda reference: Errand(reference, world), connect=lambda: Caller(world))
        started = world.finished_at = trio.current_time()
        await lanes.run(references)
        world.finished_at = trio.current_time() - started

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert set(world.ended) == {reference.uri for reference in references}
    return world


def pages(host: str, count: int) -> list[str]:
    return [f"http://{host}/{number}" for number in range(count)]


def test_requests_to_a_host_start_at_its_pace() -> None:
    world = run(pages("a.test", 20))
    assert world.starts("a.test") == [round(0.05 * number, 6) for number in range(20)]


def test_four_hosts_in_document_order_take_as_long_as_one() -> None:
    hosts = [f"{name}.test" for name in "abcd"]
    world = run(
        (uri for host in hosts for uri in pages(host, 300)),
        lambda _uri, _time: (0.05, WELL),
        host_connections=10,
    )
    assert world.finished_at == pytest.approx(299 * 0.05 + 0.05)
    assert set(world.times.values()) == {1}


def test_a_slow_host_has_no_more_in_flight_than_its_connections() -> None:
    world = run(pages("slow.test", 10), lambda _uri, _time: (2.0, WELL), host_connections=3)
    assert world.most["slow.test"] == 3
    assert len(world.callers) == 3
    assert world.finished_at == pytest.approx(3 * 2.0 + 2.0, abs=0.3)


def test_a_fast_host_is_asked_over_one_connection_which_is_closed_at_the_end() -> None:
    world = run(pages("fast.test", 10), lambda _uri, _time: (0.01, WELL), host_connections=5)
    assert [caller.hosts for caller in world.callers] == [["fast.test"] * 10]
    assert world.callers[0].closed == 1


def test_without_a_pace_nothing_waits() -> None:
    world = run(pages("a.test", 100), lambda _uri, _time: (1.0, WELL), host_interval_s=0.0, host_connections=100)
    assert world.finished_at == 1.0


def test_the_pace_outlasts_the_lane() -> None:
    """Three addresses lead to one host at once, whose lane is over each time before the next comes."""

    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=Request(uri=f"http://hub.test/{host_of(uri)}")) if len(past) == 1 else None

    def answering(uri: str, _time: int) -> tuple[float, Outcome]:
        return {"a.test": 0.0, "b.test": 0.01, "c.test": 0.02}.get(host_of(uri), 0.001), WELL

    world = run(["http://a.test/", "http://b.test/", "http://c.test/"], answering, onward)
    assert world.starts("hub.test") == [0.0, 0.05, 0.1]


def test_the_longest_lane_begins_first() -> None:
    addresses = pages("short.test", 1) + pages("middle.test", 3) + pages("long.test", 9)
    world = run(addresses, connections=1, host_connections=1)
    begun = list(dict.fromkeys(host_of(uri) for _, uri in world.started))
    assert begun == ["long.test", "middle.test", "short.test"]


def test_what_is_asked_again_comes_after_what_is_new() -> None:
    def onward(_uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=past[-1].request, after_s=0.2) if past[-1].outcome is TIMEOUT else None

    world = run(
        pages("a.test", 20),
        lambda uri, time: (0.0, TIMEOUT if uri.endswith("/0") and time == 1 else WELL),
        onward,
        host_connections=1,
    )
    assert [uri.rpartition("/")[2] for _, uri in world.started] == [*map(str, range(20)), "0"]


def test_what_has_been_begun_comes_before_what_is_new() -> None:
    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=Request(uri=uri.replace("http:", "https:"))) if len(past) == 1 else None

    world = run(pages("a.test", 3), onward=onward, host_connections=1)
    assert [uri for _, uri in world.started] == [
        f"{scheme}://a.test/{number}" for number in range(3) for scheme in ("http", "https")
    ]


def test_a_wait_holds_no_connection_and_no_place() -> None:
    """One connection in all: while a host wants a minute's rest, all others are asked."""

    def onward(_uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=past[-1].request, after_s=60.0) if past[-1].outcome is TIMEOUT else None

    others = [f"http://host-{number}.test/" for number in range(50)]
    world = run(
        ["http://tired.test/1", "http://tired.test/2", *others],
        lambda uri, time: (0.1, TIMEOUT if "tired" in uri and time == 1 else WELL),
        onward,
        connections=1,
    )
    assert max(world.ended[uri][2] for uri in others) < min(
        world.ended[uri][2] for uri in ("http://tired.test/1", "http://tired.test/2")
    )
    assert world.finished_at == pytest.approx(60 + 0.2, abs=0.2)


def test_no_more_is_in_flight_than_connections_allow() -> None:
    addresses = [uri for number in range(40) for uri in pages(f"h{number}.test", 3)]
    world = run(addresses, lambda _uri, _time: (0.5, WELL), connections=7)
    assert world.most["all"] == 7


def test_hosts_that_hang_hold_up_nobody() -> None:
    hanging = [f"hang{number}.test" for number in range(3)]
    well = [f"well{number}.test" for number in range(97)]
    world = run(
        [uri for host in [*hanging, *well] for uri in pages(host, 10)],
        lambda uri, _time: (20.0, TIMEOUT) if "hang" in uri else (0.01, WELL),
        connections=50,
    )
    assert (
        max(at for uri, (_, _, at) in world.ended.items() if "well" in uri)
        - min(at for _, (_, _, at) in world.ended.items())
        < 5
    )
    assert world.finished_at == pytest.approx(2 * 20.0, abs=0.2)


def test_a_host_that_shows_only_failures_is_left_alone() -> None:
    world = run(pages("dead.test", 30), lambda _uri, _time: (1.0, TIMEOUT))
    assert len(world.started) == 4
    assert world.skipped() == sorted(pages("dead.test", 30)[4:])
    assert all(not past for reason, past, _ in world.ended.values() if reason is SkipReason.BREAKER)


def test_what_waits_to_be_asked_again_is_skipped_with_what_it_had() -> None:
    def onward(_uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=past[-1].request, after_s=5.0) if len(past) < 3 else None

    world = run(pages("dead.test", 10), lambda _uri, _time: (1.0, TIMEOUT), onward)
    assert len(world.started) == 4
    assert sorted(len(past) for _, past, _ in world.ended.values()) == [0] * 6 + [1] * 4
    assert len(world.skipped()) == 10


def test_a_host_that_has_answered_is_never_left_alone() -> None:
    world = run(
        pages("moody.test", 20),
        lambda uri, _time: (0.1, WELL if uri.endswith("/2") else TIMEOUT),
        host_connections=1,
    )
    assert len(world.started) == 20
    assert world.skipped() == []


def test_a_host_that_answers_late_has_all_its_seats_again() -> None:
    late = {f"http://late.test/{number}" for number in range(3)}
    world = run(pages("late.test", 20), lambda uri, _time: (1.0, TIMEOUT if uri in late else WELL))
    assert len(world.started) == 20
    assert world.finished_at == pytest.approx(2 + 16 / 2, abs=0.2)


def test_the_breaker_is_looked_at_again_after_waiting_for_a_permit() -> None:
    world = run(pages("dead.test", 5), lambda _uri, _time: (1.0, TIMEOUT), connections=1, breaker_failures=1)
    assert len(world.started) == 1


def test_a_redirect_into_a_dead_host_is_skipped_with_its_way_there() -> None:
    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        if host_of(uri) == "alive.test" and len(past) == 1:
            return Send(request=Request(uri="http://dead.test/target"))
        return None

    world = run(
        ["http://alive.test/old", *pages("dead.test", 10)],
        lambda uri, _time: (0.1, TIMEOUT) if "dead" in uri else (10.0, WELL),
        onward,
    )
    reason, past, _ = world.ended["http://alive.test/old"]
    assert reason is SkipReason.BREAKER
    assert [exchange.request.uri for exchange in past] == ["http://alive.test/old"]


@pytest.mark.parametrize("kind", [FailureKind.PRIVATE_ADDRESS, FailureKind.BAD_ADDRESS])
def test_what_we_do_not_ask_ourselves_says_nothing_about_the_host(kind: FailureKind) -> None:
    world = run(pages("a.test", 10), lambda _uri, _time: (0.0, Failure(kind=kind)))
    assert world.skipped() == []


def its_own(uri: str) -> list[str]:
    return [host_of(uri)]


def test_a_host_that_has_walled_two_looks_is_left_in_peace() -> None:
    world = run([*pages("walled.test", 30), *pages("open.test", 5)], walls=lambda uri: its_own(uri) * ("walled" in uri))
    assert len(world.starts("walled.test")) == 2
    assert world.skipped(SkipReason.WALLED) == sorted(pages("walled.test", 30)[2:])
    assert world.skipped() == []
    assert len(world.starts("open.test")) == 5


def test_no_more_than_two_walls_are_met_however_many_connections_a_host_allows_once_it_has_shown_one() -> None:
    def answering(uri: str, _time: int) -> tuple[float, Outcome]:
        return 0.01 if uri.endswith("/0") else 1.0, WELL

    world = run(pages("walled.test", 30), answering, walls=its_own, host_connections=10)
    assert len(world.started) == 2


def test_a_page_makes_an_end_of_the_walls_before_it() -> None:
    """A site with walls before some of its pages is asked for all of them."""
    world = run(
        pages("some.test", 20),
        walls=lambda uri: its_own(uri) if int(uri.rpartition("/")[2]) % 2 else [],
        host_connections=1,
    )
    assert len(world.started) == 20
    assert world.skipped(SkipReason.WALLED) == []


def test_failures_between_two_walls_are_no_page() -> None:
    world = run(
        pages("walled.test", 20),
        lambda uri, _time: (0.1, TIMEOUT if uri.endswith("/1") else WELL),
        walls=lambda uri: [] if uri.endswith("/1") else its_own(uri),
        host_connections=1,
    )
    assert len(world.started) == 3


def test_what_has_begun_is_skipped_at_a_walled_host_with_its_way_there() -> None:
    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        if host_of(uri) == "alive.test" and len(past) == 1:
            return Send(request=Request(uri="http://walled.test/target"))
        return None

    world = run(
        ["http://alive.test/old", *pages("walled.test", 10)],
        lambda uri, _time: (0.1 if "walled" in uri else 10.0, WELL),
        onward,
        walls=lambda uri: its_own(uri) if "walled" in uri else [],
    )
    reason, past, _ = world.ended["http://alive.test/old"]
    assert reason is SkipReason.WALLED
    assert [exchange.request.uri for exchange in past] == ["http://alive.test/old"]


def test_a_host_that_leads_to_its_sites_wall_is_left_in_peace_too() -> None:
    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=Request(uri=f"http://unblock.gov.test/?{uri[-1]}")) if len(past) == 1 else None

    world = run(pages("www.gov.test", 10), onward=onward, walls=lambda _uri: ["www.gov.test", "unblock.gov.test"])
    assert len(world.starts("www.gov.test")) <= 3  # the third was under way
    assert len(world.starts("unblock.gov.test")) == 2
    assert len(world.skipped(SkipReason.WALLED)) == 8


def test_a_redirect_goes_on_in_the_lane_of_its_host() -> None:
    """All lanes are taken by hosts that redirect to hosts without a lane: nothing waits for itself."""

    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=Request(uri=f"http://to-{host_of(uri)}/")) if len(past) == 1 else None

    addresses = [uri for number in range(6) for uri in pages(f"h{number}.test", 2)]
    world = run(addresses, onward=onward, connections=2)
    assert len(world.started) == 24
    for number in range(6):
        first, second = world.starts(f"to-h{number}.test")
        assert second - first >= 0.05 - 1e-6


def test_redirects_into_a_host_and_its_own_references_share_its_pace() -> None:
    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=Request(uri="http://b.test/from-a")) if "a.test" in uri and len(past) == 1 else None

    world = run([*pages("a.test", 5), *pages("b.test", 20)], onward=onward)
    starts = world.starts("b.test")
    assert len(starts) == 25
    assert all(later - earlier >= 0.05 - 1e-6 for earlier, later in pairwise(starts))
    assert world.most["b.test"] <= 2


def test_a_reference_that_is_first_asked_elsewhere_is_asked_there() -> None:
    class Elsewhere(Errand):
        def step(self, exchange: Exchange | None) -> Send | None:
            return Send(request=Request(uri="http://api.test/about")) if exchange is None else None

    world = World(lambda _uri, _time: (0.0, WELL), no_more, POLICY)

    async def main() -> None:
        lanes = Lanes(POLICY, begin=lambda each: Elsewhere(each, world), connect=lambda: Caller(world))
        await lanes.run([Reference(key="k", uri="http://platform.test/post", host="platform.test")])

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert [uri for _, uri in world.started] == ["http://api.test/about"]


def test_what_cannot_be_asked_ends_at_once() -> None:
    world = run(["no address", "http://[::1"])
    assert world.started == []
    assert {reason for reason, _, _ in world.ended.values()} == {None}


def test_a_new_connection_is_made_where_one_is_wanted() -> None:
    def onward(_uri: str, past: tuple[Exchange, ...]) -> Send | None:
        return Send(request=past[-1].request, fresh_connection=True) if len(past) == 1 else None

    world = run(pages("a.test", 2), onward=onward, host_connections=1)
    assert world.callers[0].closed == 2 + 1


def test_everything_is_asked_exactly_once_whatever_happens() -> None:
    """A thousand addresses, half of which redirect somewhere among the hosts and a fifth of which fail at first."""

    def onward(uri: str, past: tuple[Exchange, ...]) -> Send | None:
        number = int(uri.rpartition("/")[2])
        if past[-1].outcome is TIMEOUT:
            return Send(request=past[-1].request, after_s=1.0)
        if number % 2 and len({exchange.request.uri for exchange in past}) == 1:
            return Send(request=Request(uri=f"http://h{number % 37}.test/landed/{uri[7:]}"))
        return None

    def answering(uri: str, time: int) -> tuple[float, Outcome]:
        fails = int(uri.rpartition("/")[2]) % 5 == 0 and time == 1
        return 0.03, TIMEOUT if fails else WELL

    addresses = [f"http://h{number % 41}.test/{number}" for number in range(1000)]
    world = run(addresses, answering, onward, connections=16, breaker_failures=10_000)
    wanted = defaultdict(int)
    for number, uri in enumerate(addresses):
        wanted[uri] += 1 + (number % 5 == 0)
        if number % 2:
            wanted[f"http://h{number % 37}.test/landed/{uri[7:]}"] += 1 + (number % 5 == 0)
    assert world.times == wanted


def test_cancelling_closes_every_connection() -> None:
    world = World(lambda _uri, _time: (100.0, WELL), no_more, POLICY)

    async def main() -> None:
        lanes = Lanes(POLICY, begin=lambda each: Errand(each, world), connect=lambda: Caller(world))
        with trio.move_on_after(1):
            await lanes.run([Reference(key=uri, uri=uri, host=host_of(uri)) for uri in pages("a.test", 9)])

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert len(world.callers) == 2
    assert all(caller.closed for caller in world.callers)
