"""Every way of not answering, on real sockets, is the failure that its reader would name."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing

import pytest
import trio

from auditor.errors import AuditorError
from auditor.model import FailureKind, Request
from auditor.net.client import open_fetch
from auditor.net.dial import Dialer
from auditor.net.failures import NoAnswer, failure
from auditor.net.names import Names
from auditor.settings import NetPolicy
from tests.net.build import HOST, ask, asking, clock, failure_of
from tests.web import Behaviour, Door
from tests.web.behaviours import breaks
from tests.web.server import Visit


async def forever_100(visit: Visit) -> None:
    """Interim answers as fast as the client takes them, and never the final one."""
    while True:
        await visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)


@pytest.mark.parametrize(
    ("behaviour", "policy", "kind"),
    [
        (breaks.hanging, {"timeout_s": 0.2}, FailureKind.TIMEOUT),
        (breaks.drip_head(0.05), {"deadline_s": 0.3}, FailureKind.DEADLINE),
        (forever_100, {"deadline_s": 0.3}, FailureKind.DEADLINE),
        (breaks.reset, {}, FailureKind.RESET),
        (breaks.silence, {}, FailureKind.DISCONNECTED),
        (breaks.bad_header_line, {}, FailureKind.PROTOCOL),
        (breaks.bad_status_line, {}, FailureKind.PROTOCOL),
        (breaks.not_http, {}, FailureKind.PROTOCOL),
        (breaks.huge_headers(), {}, FailureKind.PROTOCOL),
    ],
)
def test_a_server_that_gives_no_answer(behaviour: Behaviour, policy: dict[str, float], kind: FailureKind) -> None:
    assert failure_of(ask(behaviour, **policy)) is kind


@pytest.mark.parametrize(
    ("door", "scheme", "kind"),
    [
        (Door.REFUSED, "http", FailureKind.REFUSED),
        (Door.REFUSED, "https", FailureKind.REFUSED),
        (Door.SILENT, "http", FailureKind.TIMEOUT),
        (Door.SILENT, "https", FailureKind.CONNECT_TIMEOUT),
        (Door.EXPIRED, "https", FailureKind.TLS_EXPIRED),
        (Door.WRONG_NAME, "https", FailureKind.TLS_NAME),
        (Door.UNKNOWN_ISSUER, "https", FailureKind.TLS_ISSUER),
        (Door.SELF_SIGNED, "https", FailureKind.TLS_SELF_SIGNED),
        (Door.OLD_TLS, "https", FailureKind.TLS_WEAK),
        (Door.PLAIN_ON_443, "https", FailureKind.TLS_PLAIN),
    ],
)
def test_a_door_that_does_not_open(door: Door, scheme: str, kind: FailureKind) -> None:
    async def main() -> None:
        async with asking({}, {HOST: door}, timeout_s=0.3 if door is Door.SILENT else 10) as site:
            exchange = await site.get(scheme=scheme)
            assert failure_of(exchange) is kind
            assert site.web.requests == []

    trio.run(main)


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("http://[::1", FailureKind.BAD_ADDRESS),
        ("ftp://ftp.site.test/x", FailureKind.BAD_ADDRESS),
        ("mailto:who@site.test", FailureKind.BAD_ADDRESS),
        ("", FailureKind.BAD_ADDRESS),
        ("http://255.255.255.255/", FailureKind.NO_ROUTE),  # refused by the kernel: nothing is sent
    ],
)
def test_an_address_that_cannot_be_asked(uri: str, kind: FailureKind) -> None:
    async def main() -> None:
        async with open_fetch(NetPolicy(allow_private=True), clock=clock) as fetch:
            assert failure_of(await fetch(Request(uri=uri))) is kind

    trio.run(main)


@pytest.fixture
def full_house() -> Iterator[int]:
    """A port whose queue of connections is full, so that the kernel leaves further ones unanswered."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for each in waiting:
            each.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_connection_that_is_never_made_times_out(full_house: int, scheme: str) -> None:
    async def main() -> None:
        async with asking({}, connect_to={":": f"127.0.0.1:{full_house}"}, timeout_s=0.3) as site:
            assert failure_of(await site.get(scheme=scheme)) is FailureKind.CONNECT_TIMEOUT

    trio.run(main)


async def hang_up_on_everybody(stream: trio.SocketStream) -> None:
    await stream.receive_some(10)
    await stream.aclose()


def test_a_peer_that_leaves_the_tls_handshake_has_closed_without_an_answer() -> None:
    async def main() -> None:
        async with trio.open_nursery() as nursery:
            listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
            nursery.start_soon(trio.serve_listeners, hang_up_on_everybody, listeners)
            port = listeners[0].socket.getsockname()[1]
            async with asking({}, connect_to={":": f"127.0.0.1:{port}"}) as site:
                exchange = await site.get(scheme="https")
            assert failure_of(exchange) in (FailureKind.DISCONNECTED, FailureKind.RESET)
            nursery.cancel_scope.cancel()

    trio.run(main)


def genuine_gaierror(**more: int) -> socket.gaierror:
    """The resolver's own word for a name that it doesn't know, without asking anybody."""
    try:
        socket.getaddrinfo("not-a-number", 80, flags=socket.AI_NUMERICHOST, **more)
    except socket.gaierror as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (genuine_gaierror(), FailureKind.NO_SUCH_HOST),
        (socket.gaierror(socket.EAI_NODATA, "No address associated with hostname"), FailureKind.NO_ADDRESS),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), FailureKind.DNS_TROUBLE),
        (socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure"), FailureKind.DNS_TROUBLE),
    ],
)
def test_a_name_without_an_address(error: socket.gaierror, kind: FailureKind) -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        raise error

    async def main() -> None:
        with pytest.raises((socket.gaierror, NoAnswer)) as raised:
            await Dialer(NetPolicy(), Names(resolve)).dial(("http", "gone.site.test", 80))
        assert failure(raised.value).kind is kind

    trio.run(main)


def test_a_name_server_that_never_answers_is_trouble_with_the_name() -> None:
    async def resolve(_host: str) -> tuple[str, ...]:
        await trio.sleep_forever()

    async def main() -> None:
        async with open_fetch(NetPolicy(timeout_s=0.2), clock=clock, resolve=resolve) as fetch:
            assert failure_of(await fetch(Request(uri="http://slow.site.test/"))) is FailureKind.DNS_TROUBLE

    trio.run(main)


def wrapped(error: Exception) -> trio.BrokenResourceError:
    """As trio passes a cause on: in an exception without words; here in a group besides."""
    outer = trio.BrokenResourceError()
    outer.__cause__ = ExceptionGroup("attempts", [error])
    return outer


def test_the_deepest_known_cause_counts() -> None:
    assert failure(wrapped(ConnectionRefusedError(111, "Connection refused"))).kind is FailureKind.REFUSED
    assert failure(wrapped(ssl.SSLError(1, "WRONG_VERSION_NUMBER"))).kind is FailureKind.TLS_PLAIN


def test_of_several_addresses_the_one_with_a_route_counts() -> None:
    no_ipv6, refused = OSError(101, "Network is unreachable"), ConnectionRefusedError(111, "Connection refused")
    assert failure(ExceptionGroup("both", [no_ipv6, refused])).kind is FailureKind.REFUSED
    assert failure(ExceptionGroup("one", [no_ipv6])).kind is FailureKind.NO_ROUTE


def test_a_bug_is_raised_again() -> None:
    with pytest.raises(ExceptionGroup):
        failure(ExceptionGroup("ours", [ZeroDivisionError()]))


def test_too_many_open_files_are_our_own_trouble() -> None:
    with pytest.raises(AuditorError, match="too many files") as caught:
        failure(OSError(24, "Too many open files"))
    assert "ulimit" in caught.value.advice


def test_what_is_known_at_once_keeps_its_detail() -> None:
    found = failure(NoAnswer(FailureKind.PRIVATE_ADDRESS, "inside.test is at 10.0.0.1"))
    assert (found.kind, found.detail) == (FailureKind.PRIVATE_ADDRESS, "inside.test is at 10.0.0.1")


def test_running_out_of_files_ends_the_asking_with_advice() -> None:
    import resource

    async def main() -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as listener:
            async with open_fetch(NetPolicy(allow_private=True), clock=clock) as fetch:
                before = resource.getrlimit(resource.RLIMIT_NOFILE)
                resource.setrlimit(resource.RLIMIT_NOFILE, (listener.fileno() + 1, before[1]))
                try:
                    with pytest.raises(AuditorError, match="too many files"):
                        await fetch(Request(uri=f"http://127.0.0.1:{listener.getsockname()[1]}/"))
                finally:
                    resource.setrlimit(resource.RLIMIT_NOFILE, before)

    trio.run(main)
