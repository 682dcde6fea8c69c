"""A connection goes where it should: by connect_to, by the first address that answers, through a proxy."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import trio
import trio.testing

from auditor.errors import ConfigError
from auditor.model import FailureKind, Request, Terms
from auditor.net.client import Wire, open_fetch
from auditor.net.failures import NoAnswer
from auditor.net.names import Names
from auditor.settings import NetPolicy
from tests.net.build import HOST, asking, clock, failure_of
from tests.web.behaviours.pages import article

PAGE = {"*": article("Well")}


async def nobody_asks(host: str) -> tuple[str, ...]:
    raise AssertionError(f"{host} was looked up")


def at(*addresses: str):
    """A resolver that knows one answer, and counts."""

    async def resolve(host: str) -> tuple[str, ...]:
        resolve.asked.append(host)
        return addresses

    resolve.asked = []
    return resolve


# ── connect_to ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "value", "reached"),
    [
        ("www.site.test:80", "127.0.0.1:{port}", True),
        (":80", "127.0.0.1:{port}", True),
        ("www.site.test:", "127.0.0.1:{port}", True),
        (":", "127.0.0.1:{port}", True),
        ("WWW.Site.Test:80", "127.0.0.1:{port}", True),
        ("www.site.test:443", "127.0.0.1:{port}", False),
        ("other.test:80", "127.0.0.1:{port}", False),
    ],
)
def test_connect_to_matches_as_curls_does(key: str, value: str, *, reached: bool) -> None:
    async def main() -> None:
        resolve = at("127.0.0.1")
        async with asking({HOST: PAGE}, connect_to={}, resolve=resolve) as site:
            policy = NetPolicy(connect_to={key: value.format(port=site.web.http_port)})
            async with open_fetch(policy, clock=clock, resolve=resolve) as fetch:
                exchange = await fetch(Request(uri=f"http://{HOST}/"))
            assert (exchange.response is not None) is reached
            assert resolve.asked == ([] if reached else [HOST])

    trio.run(main)


def test_an_empty_target_leaves_host_or_port_as_they_are() -> None:
    async def main() -> None:
        async with asking({"127.0.0.1": PAGE}) as site:
            port = site.web.http_port
            for key, value, uri in (
                ("127.0.0.1:80", f":{port}", "http://127.0.0.1/"),
                (f"public.test:{port}", "127.0.0.1:", f"http://public.test:{port}/"),
            ):
                async with open_fetch(NetPolicy(connect_to={key: value}), clock=clock) as fetch:
                    assert (await fetch(Request(uri=uri))).peer == "127.0.0.1"

    trio.run(main)


@pytest.mark.parametrize("written", ["127.0.0.1", "host:port", "", "host:80:"])
def test_a_connect_to_that_is_not_host_and_port_is_a_mistake_of_the_configuration(written: str) -> None:
    with pytest.raises(ConfigError, match="connect_to"):
        Wire(NetPolicy(connect_to={":443": written}), clock=clock)


# ── names and addresses ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_found() -> None:
    resolve = at("127.0.0.1")

    async def main() -> None:
        async with asking({"rebinding.test": PAGE}, connect_to={}, allow_private=True, resolve=resolve) as site:
            for _ in range(3):
                exchange = await site.get(host=f"rebinding.test:{site.web.http_port}")
                assert exchange.peer == "127.0.0.1"
                await site.caller.aclose()

    trio.run(main)
    assert resolve.asked == ["rebinding.test"]


def test_those_who_ask_for_a_name_at_once_share_one_lookup() -> None:
    asked = []

    async def resolve(host: str) -> tuple[str, ...]:
        asked.append(host)
        await trio.sleep(1)
        return ("93.184.216.34",)

    async def main() -> None:
        names = Names(resolve)
        async with trio.open_nursery() as nursery:
            for _ in range(20):
                nursery.start_soon(names.public_addresses, "one.test")

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    assert asked == ["one.test"]


def test_a_name_that_does_not_exist_is_not_looked_up_again_but_trouble_is() -> None:
    asked = []

    async def resolve(host: str) -> tuple[str, ...]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME if host == "gone.test" else socket.EAI_AGAIN, "no")

    async def main() -> None:
        names = Names(resolve)
        for host in ("gone.test", "gone.test", "flaky.test", "flaky.test"):
            with pytest.raises((socket.gaierror, NoAnswer)):
                await names.addresses(host)

    trio.run(main)
    assert asked == ["gone.test", "flaky.test", "flaky.test"]


def test_private_addresses_among_public_ones_are_left_out() -> None:
    async def main() -> None:
        names = Names(at("10.0.0.1", "93.184.216.34", "fe80::1"))
        assert await names.public_addresses("mixed.test") == ("93.184.216.34",)

    trio.run(main)


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port of 127.0.0.9 that takes no more connections."""
    with socket.create_server(("127.0.0.9", 0), backlog=0) as listener:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for each in waiting:
            each.close()


def test_when_one_address_refuses_the_next_is_tried() -> None:
    async def main() -> None:
        resolve = at("127.0.0.9", "127.0.0.8", "127.0.0.1")
        async with asking({"many.test": PAGE}, connect_to={}, allow_private=True, resolve=resolve) as site:
            exchange = await site.get(host=f"many.test:{site.web.http_port}")
            assert exchange.peer == "127.0.0.1"

    trio.run(main)


def test_when_all_addresses_refuse_the_connection_is_refused() -> None:
    async def main() -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            policy = NetPolicy(allow_private=True)
            async with open_fetch(policy, clock=clock, resolve=at("127.0.0.1", "127.0.0.9")) as fetch:
                exchange = await fetch(Request(uri=f"http://closed.test:{nobody.getsockname()[1]}/"))
            assert failure_of(exchange) is FailureKind.REFUSED

    trio.run(main)


def test_a_silent_address_has_only_a_head_start(deaf: int) -> None:
    async def main() -> None:
        async def answer(stream: trio.SocketStream) -> None:
            await stream.receive_some(1000)
            await stream.send_all(b"HTTP/1.1 204 Fine\r\n\r\n")

        async with trio.open_nursery() as nursery:
            listeners = await trio.open_tcp_listeners(deaf, host="127.0.0.1")
            nursery.start_soon(trio.serve_listeners, answer, listeners)
            policy = NetPolicy(allow_private=True, timeout_s=10)
            async with open_fetch(policy, clock=clock, resolve=at("127.0.0.9", "127.0.0.1")) as fetch:
                exchange = await fetch(Request(uri=f"http://half-deaf.test:{deaf}/"))
            assert exchange.peer == "127.0.0.1"
            assert exchange.elapsed_s < policy.timeout_s
            nursery.cancel_scope.cancel()

    trio.run(main)


# ── IPv6 and IPv4 ───────────────────────────────────────────────────────────────────────────────────────────────


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")


@needs_ipv6
def test_a_host_whose_ipv6_takes_connections_and_drops_them_answers_over_ipv4_alone() -> None:
    async def drop(stream: trio.SocketStream) -> None:
        await stream.receive_some(1000)

    async def main() -> None:
        both = at("::1", "127.0.0.1")
        async with asking({"both.test": PAGE}, connect_to={}, allow_private=True, resolve=both) as site:
            host = f"both.test:{site.web.http_port}"
            async with trio.open_nursery() as nursery:
                listeners = await trio.open_tcp_listeners(site.web.http_port, host="::1")
                nursery.start_soon(trio.serve_listeners, drop, listeners)
                usual = await site.get(host=host)
                assert (failure_of(usual), usual.peer) == (FailureKind.DISCONNECTED, "::1")
                again = await site.get(host=host, terms=Terms.IPV4)
                assert (again.response.status, again.peer) == (200, "127.0.0.1")
                nursery.cancel_scope.cancel()

    trio.run(main)


@needs_ipv6
@pytest.mark.parametrize(
    ("addresses", "terms", "tried"),
    [
        (("127.0.0.1", "::1"), Terms.USUAL, "::1"),
        (("127.0.0.1", "::1"), Terms.IPV4, "127.0.0.1"),
        (("::1",), Terms.USUAL, "::1"),
        (("::1",), Terms.IPV4, "::1"),  # there is no other
        (("127.0.0.1",), Terms.USUAL, "127.0.0.1"),
    ],
)
def test_a_failure_to_connect_says_whether_ipv6_had_a_part_in_it(
    addresses: tuple[str, ...], terms: Terms, tried: str
) -> None:
    async def main() -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            uri = f"http://closed.test:{nobody.getsockname()[1]}/"
            async with open_fetch(NetPolicy(allow_private=True), clock=clock, resolve=at(*addresses)) as fetch:
                exchange = await fetch(Request(uri=uri, terms=terms))
        assert failure_of(exchange) is FailureKind.REFUSED
        assert exchange.peer == tried

    trio.run(main)


# ── proxies ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Proxy:
    """A forward proxy that brings everything to one place, and remembers the heads of what it was asked."""

    port: int
    heads: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def proxy_to(http_port: int, https_port: int, refusal: bytes = b"") -> AsyncIterator[Proxy]:
    async def serve(client: trio.SocketStream) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += await client.receive_some(4096)
        proxy.heads.append(head)
        if refusal:
            await client.send_all(refusal)
            return
        tunnel = head.startswith(b"CONNECT")
        server = await trio.open_tcp_stream("127.0.0.1", https_port if tunnel else http_port)
        await (client.send_all(b"HTTP/1.1 200 Connected\r\n\r\n") if tunnel else server.send_all(head))
        async with server, trio.open_nursery() as both:
            both.start_soon(copy, client, server)
            both.start_soon(copy, server, client)

    async def copy(source: trio.SocketStream, sink: trio.SocketStream) -> None:
        try:
            async for data in source:
                await sink.send_all(data)
            await sink.send_eof()
        except (trio.BrokenResourceError, trio.ClosedResourceError):
            pass

    async with trio.open_nursery() as nursery:
        listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
        proxy = Proxy(listeners[0].socket.getsockname()[1])
        nursery.start_soon(trio.serve_listeners, serve, listeners)
        yield proxy
        nursery.cancel_scope.cancel()


def test_https_goes_through_a_tunnel_and_the_proxy_looks_names_up() -> None:
    async def main() -> None:
        async with (
            asking({HOST: PAGE}, connect_to={}) as site,
            proxy_to(site.web.http_port, site.web.https_port) as proxy,
            open_fetch(
                NetPolicy(proxy=f"http://user:p%40ss@127.0.0.1:{proxy.port}", ca_file=site.web.ca_file),
                clock=clock,
                resolve=nobody_asks,
            ) as fetch,
        ):
            exchange = await fetch(Request(uri=f"https://{HOST}/a?b=c"))
            assert exchange.response.status == 200
            assert [each.path for each in site.web.requests] == ["/a?b=c"]
            assert site.web.requests[0].header("proxy-authorization") is None
        assert proxy.heads[0].startswith(b"CONNECT www.site.test:443 HTTP/1.1\r\n")
        assert b"Proxy-Authorization: Basic dXNlcjpwQHNz\r\n" in proxy.heads[0]

    trio.run(main)


def test_http_goes_to_the_proxy_in_absolute_form() -> None:
    async def main() -> None:
        async with (
            asking({HOST: PAGE}, connect_to={}) as site,
            proxy_to(site.web.http_port, site.web.https_port) as proxy,
            open_fetch(NetPolicy(proxy=f"http://127.0.0.1:{proxy.port}"), clock=clock, resolve=nobody_asks) as fetch,
        ):
            await fetch(Request(uri=f"http://{HOST}:8080/a?b=c"))
        assert proxy.heads[0].startswith(b"GET http://www.site.test:8080/a?b=c HTTP/1.1\r\n")

    trio.run(main)


def test_a_proxy_that_refuses_is_no_verdict_on_the_host() -> None:
    async def main() -> None:
        async with (
            proxy_to(0, 0, refusal=b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") as proxy,
            open_fetch(NetPolicy(proxy=f"http://127.0.0.1:{proxy.port}"), clock=clock) as fetch,
        ):
            exchange = await fetch(Request(uri=f"https://{HOST}/"))
        assert failure_of(exchange) is FailureKind.NO_ROUTE
        assert exchange.outcome.detail == "the proxy answered 407 Proxy Authentication Required"

    trio.run(main)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_down_is_no_verdict_on_the_host(scheme: str) -> None:
    async def main() -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            policy = NetPolicy(proxy=f"http://127.0.0.1:{nobody.getsockname()[1]}")
            async with open_fetch(policy, clock=clock) as fetch:
                exchange = await fetch(Request(uri=f"{scheme}://{HOST}/"))
        assert failure_of(exchange) is FailureKind.NO_ROUTE
        assert exchange.outcome.detail == "the proxy: connection refused"

    trio.run(main)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "https://proxy.test", "proxy.test:3128", "http://[::1"])
def test_a_proxy_of_another_kind_is_a_mistake_of_the_configuration(proxy: str) -> None:
    with pytest.raises(ConfigError, match="proxy"):
        Wire(NetPolicy(proxy=proxy), clock=clock)


def test_a_ca_file_that_cannot_be_read_is_a_mistake_of_the_configuration() -> None:
    async def main() -> None:
        async with asking({HOST: PAGE}, ca_file="/no/such/ca.pem") as site:
            with pytest.raises(ConfigError, match=r"/no/such/ca\.pem"):
                await site.get(scheme="https")

    trio.run(main)
