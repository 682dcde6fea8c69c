"""A name that doesn't exist is told from one whose servers fail, by real name servers on loopback."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
import trio
import trio.testing
from dns.rcode import REFUSED, SERVFAIL

from auditor.model import Exchange, Failure, FailureKind, Request
from auditor.net.client import open_fetch
from auditor.net.failures import NoAnswer
from auditor.net.resolvers import Resolvers
from auditor.settings import NetPolicy
from tests.net.build import asking, clock
from tests.net.name_server import GARBAGE, SILENCE, TRUNCATED, NameServer, Zone, name_server
from tests.web.behaviours.pages import article

GONE: Zone = {}
Found = tuple[str, ...] | FailureKind


def asked(host: str, *zones: Zone, check: Callable[[list[NameServer]], None] = lambda _: None) -> tuple[Found, str]:
    """What comes of asking servers with these zones for a host, and in which words."""

    async def main() -> tuple[Found, str]:
        async with AsyncExitStack() as stack:
            addresses = (f"127.0.0.{number}" for number in range(53, 60))
            pairs = zip(zones, addresses, strict=False)
            servers = [await stack.enter_async_context(name_server(zone, address)) for zone, address in pairs]
            try:
                found = await Resolvers(tuple(server.address for server in servers)).ask(host)
            except NoAnswer as absence:
                return absence.kind, str(absence)
            finally:
                check(servers)
            return found, ""

    return trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0.2))


def test_a_name_that_two_servers_deny_does_not_exist() -> None:
    words = "NXDOMAIN from 127.0.0.53, NXDOMAIN from 127.0.0.54"
    assert asked("www.gone.example", GONE, GONE) == (FailureKind.NO_SUCH_HOST, words)


def test_the_only_server_there_is_may_deny_a_name_alone() -> None:
    assert asked("www.gone.example", GONE)[0] is FailureKind.NO_SUCH_HOST


@pytest.mark.parametrize("other", [SERVFAIL, REFUSED, SILENCE, GARBAGE])
def test_one_denial_of_two_proves_nothing(other: object) -> None:
    kind, words = asked("www.gone.example", GONE, {"www.gone.example": other})
    assert kind is FailureKind.DNS_TROUBLE
    assert words.startswith("NXDOMAIN from 127.0.0.53, ")


def test_two_denials_of_three_are_enough() -> None:
    assert asked("www.gone.example", GONE, {"www.gone.example": SILENCE}, GONE)[0] is FailureKind.NO_SUCH_HOST


@pytest.mark.parametrize("trouble", [SERVFAIL, REFUSED, SILENCE, GARBAGE])
def test_servers_in_trouble_prove_nothing(trouble: object) -> None:
    zone = {"www.site.example": trouble}
    assert asked("www.site.example", zone, zone)[0] is FailureKind.DNS_TROUBLE


def test_servfail_is_named() -> None:
    assert asked("www.site.example", {"www.site.example": SERVFAIL})[1] == "SERVFAIL from 127.0.0.53"


def test_a_host_that_is_gone_from_a_domain_that_lives_is_retired() -> None:
    zone: Zone = {"site.co.uk": ()}
    kind, words = asked("old.site.co.uk", zone, zone)
    assert kind is FailureKind.HOST_RETIRED
    assert words.endswith("; site.co.uk is still there")


@pytest.mark.parametrize("host", ["site.co.uk", "a.b.site.co.uk"])
def test_a_domain_that_is_gone_is_gone_with_all_its_hosts(host: str) -> None:
    zone: Zone = {"co.uk": (), "uk": ()}
    assert asked(host, zone, zone)[0] is FailureKind.NO_SUCH_HOST


def test_a_name_with_neither_kind_of_address_has_none() -> None:
    zone: Zone = {"www.site.example": ()}
    assert asked("www.site.example", zone, zone)[0] is FailureKind.NO_ADDRESS
    assert asked("www.site.example", zone, {"www.site.example": SERVFAIL})[0] is FailureKind.DNS_TROUBLE
    assert asked("www.site.example", zone, GONE)[0] is FailureKind.DNS_TROUBLE


def test_who_knows_an_address_is_believed_whatever_the_others_say() -> None:
    both = ("192.0.2.1", "2001:db8::1")
    assert asked("www.site.example", GONE, {"www.site.example": both}) == (both, "")
    assert asked("www.site.example", {"www.site.example": SILENCE}, {"www.site.example": both}) == (both, "")


def test_an_address_of_one_kind_is_enough() -> None:
    assert asked("www.site.example", {"www.site.example": ("2001:db8::1",)}) == (("2001:db8::1",), "")


def test_a_long_answer_is_fetched_over_tcp() -> None:
    assert asked("www.site.example", {"www.site.example": TRUNCATED})[0] == ("127.0.0.1",)


def test_what_udp_loses_is_asked_once_more() -> None:
    def check(servers: list[NameServer]) -> None:
        assert servers[0].asked.count(("www.site.example", "A")) == 2

    asked("www.site.example", {"www.site.example": SILENCE}, check=check)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", ".".join(["label"] * 60)])
def test_what_is_no_name_is_trouble_and_no_crash(host: str) -> None:
    assert asked(host, GONE)[0] is FailureKind.DNS_TROUBLE


# ── as a look meets it ──────────────────────────────────────────────────────────────────────────────────────────


async def systems(host: str) -> tuple[str, ...]:
    """A system's resolver that finds nothing."""
    raise socket.gaierror(socket.EAI_AGAIN if host.startswith("flaky") else socket.EAI_NONAME, "as the system says")


def looked_up(host: str, zone: Zone) -> Exchange:
    async def main() -> Exchange:
        async with asking({host: {"*": article("Well")}}) as site, name_server(zone) as server:
            policy = NetPolicy(allow_private=True, resolvers=(server.address,))
            async with open_fetch(policy, clock=clock, resolve=systems) as fetch:
                return await fetch(Request(uri=f"http://{host}:{site.web.http_port}/"))

    return trio.run(main)


@pytest.mark.parametrize("host", ["lost.example", "flaky.example"])
def test_a_host_that_the_system_cannot_find_is_reached_where_another_finds_it(host: str) -> None:
    exchange = looked_up(host, {host: ("127.0.0.1",)})
    assert exchange.response is not None
    assert exchange.peer == "127.0.0.1"


@pytest.mark.parametrize(
    ("zone", "kind"),
    [
        ({}, FailureKind.NO_SUCH_HOST),
        ({"site.example": ()}, FailureKind.HOST_RETIRED),
        ({"old.site.example": ()}, FailureKind.NO_ADDRESS),
        ({"old.site.example": SERVFAIL}, FailureKind.DNS_TROUBLE),
    ],
)
def test_an_exchange_says_why_there_is_no_host(zone: Zone, kind: FailureKind) -> None:
    outcome = looked_up("old.site.example", zone).outcome
    assert isinstance(outcome, Failure)
    assert outcome.kind is kind


def test_a_private_address_that_another_server_gives_is_refused_as_ever() -> None:
    async def main() -> Exchange:
        async with name_server({"rebinding.example": ("127.0.0.1",)}) as server:
            policy = NetPolicy(resolvers=(server.address,))
            async with open_fetch(policy, clock=clock, resolve=systems) as fetch:
                return await fetch(Request(uri="http://rebinding.example/"))

    outcome = trio.run(main).outcome
    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.PRIVATE_ADDRESS
