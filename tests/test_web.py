"""The web of the tests finds what it is asked for, lets in as its doors say, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing

import pytest
import trio

from tests.web import Asked, Door, Web, serve, serve_in_thread
from tests.web.behaviours import answer, breaks, pages
from tests.web.raw import SILENCE_S, WAIT_S, ask_on, connected, get, header_of, read_all, status_of

WELL = pages.article("A page", "That is fine.")
SITES = {
    "a.example": {
        "/": WELL,
        "/q?x=1": answer(body="one"),
        "/q": answer(body="any"),
        "/deep/*": answer(body="deep"),
        "/deep/er/*": answer(body="deeper"),
        "/drip-head": breaks.drip_head(60),
    },
    "b.example": {"*": WELL},
}
DOORS = {
    "wrong.example": Door.WRONG_NAME,
    "expired.example": Door.EXPIRED,
    "stranger.example": Door.UNKNOWN_ISSUER,
    "plain.example": Door.PLAIN_ON_443,
    "silent.example": Door.SILENT,
    "refused.example": Door.REFUSED,
}


@pytest.fixture
def web() -> Iterator[Web]:
    with serve_in_thread({**SITES, **{host: {"*": WELL} for host in DOORS}}, DOORS) as running:
        yield running


# ── finding a site and a path, keeping connections, remembering what was asked ──────────────────────────────────


def test_a_path_is_found_exactly_then_without_its_query_then_by_the_longest_prefix(web: Web) -> None:
    paths = ["/q?x=1", "/q?x=2", "/deep/1", "/deep/er/1"]
    assert [get(web, "a.example", path)[1] for path in paths] == [b"one", b"any", b"deep", b"deeper"]


@pytest.mark.parametrize(("host", "path"), [("a.example", "/none"), ("nobody.example", "/")])
def test_what_no_table_names_is_not_found(web: Web, host: str, path: str) -> None:
    with socket.create_connection(("127.0.0.1", web.http_port), timeout=WAIT_S) as wire:
        ask_on(wire, host, path, "Connection: close")
        assert status_of(read_all(wire)) == 404


def test_ordinary_answers_share_a_connection_and_are_remembered_in_order(web: Web) -> None:
    with connected(web, "a.example", 443) as wire:
        for path in ("/q?x=1", "/q"):
            ask_on(wire, "a.example", path, "User-Agent: me")
            seen = b""
            while not seen.endswith((b"one", b"any")):
                seen += wire.recv(1 << 16)
    assert web.connections("a.example") == 1
    assert [(each.method, each.path, each.secure, each.origin) for each in web.requests] == [
        ("GET", "/q?x=1", True, "https://a.example"),
        ("GET", "/q", True, "https://a.example"),
    ]
    assert web.requests[0].header("user-agent") == "me"
    assert (web.asked("a.example"), web.asked("a.example", "/q"), web.asked("b.example")) == (2, 1, 0)


def test_head_gets_the_head_only(web: Web) -> None:
    head, body = get(web, "a.example", "/", method="HEAD")
    assert (status_of(head), body) == (200, b"")
    assert header_of(head, "content-length") == str(len(get(web, "a.example", "/")[1]))


def test_a_request_body_is_read_and_passed_over(web: Web) -> None:
    with connected(web, "a.example") as wire:
        ask_on(wire, "a.example", "/q", "Content-Length: 5", method="POST")
        wire.sendall(b"hello")
        ask_on(wire, "a.example", "/q?x=1", "Connection: close")
        assert read_all(wire).endswith(b"one")


def test_the_high_water_mark_counts_requests_that_were_open_together() -> None:
    async def main() -> None:
        async with serve(SITES) as web, AsyncExitStack() as streams:
            for number in (1, 2):
                stream = await streams.enter_async_context(await trio.open_tcp_stream("127.0.0.1", web.http_port))
                await stream.send_all(b"GET /drip-head HTTP/1.1\r\nHost: a.example\r\n\r\n")
                await stream.receive_some(1)
                assert web.most_in_flight("a.example") == number
            assert web.most_in_flight("b.example") == 0

    trio.run(main)


def test_requests_are_values() -> None:
    asked = Asked(host="h", method="GET", path="/", headers=(), secure=False, at_s=0.0, connection=1)
    assert (asked.origin, asked.header("x")) == ("http://h", None)


# ── doors ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(  # X509_V_ERR_* of OpenSSL
    ("host", "code"), [("wrong.example", 62), ("expired.example", 10), ("stranger.example", 20)]
)
def test_a_bad_certificate_is_bad_in_its_own_way(web: Web, host: str, code: int) -> None:
    with pytest.raises(ssl.SSLCertVerificationError) as caught, connected(web, host, 443):
        pass
    assert caught.value.verify_code == code
    assert web.asked(host) == 0


def test_every_other_host_has_a_certificate_of_its_own(web: Web) -> None:
    for host in ("a.example", "b.example"):
        assert status_of(get(web, host, "/", port=443)[0]) == 200


def test_plain_http_on_443_is_no_tls(web: Web) -> None:
    with pytest.raises(ssl.SSLError, match="WRONG_VERSION_NUMBER"), connected(web, "plain.example", 443):
        pass


def test_a_refused_port_refuses(web: Web) -> None:
    with pytest.raises(ConnectionRefusedError), connected(web, "refused.example"):
        pass


def test_a_silent_door_takes_the_connection_and_says_nothing(web: Web) -> None:
    with connected(web, "silent.example") as wire:
        ask_on(wire, "silent.example", "/")
        wire.settimeout(SILENCE_S)
        with pytest.raises(TimeoutError):
            wire.recv(1)


def test_a_web_stops_when_its_block_ends() -> None:
    with serve_in_thread(SITES) as web, closing(socket.create_connection(("127.0.0.1", web.http_port))):
        pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", web.http_port), timeout=WAIT_S)
