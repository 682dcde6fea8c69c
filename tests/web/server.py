"""Connections come in; the host and path they ask for choose a behaviour, and its raw bytes go out.

- A behaviour writes bytes itself, so that HTTP can be broken in every way that servers break it.
- After a behaviour the connection is kept for the next request, unless it hung up or the client wanted it closed.
- A site is chosen by the Host header. Within it the path decides: as asked with its query, without its query,
  then the longest key that ends in `*` (so `*` alone takes the rest), else a plain 404.
- Names are never resolved: clients are given `connect_to`, host:port by host:port.
"""

from __future__ import annotations

import socket
import ssl
import struct
import tempfile
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue

import trio

from tests.web.certificates import Certificates, Door

Stream = trio.SocketStream | trio.SSLStream[trio.SocketStream]
MAX_HEAD_BYTES = 1 << 20
READ_BYTES = 1 << 16
GONE = (trio.BrokenResourceError, trio.ClosedResourceError, ssl.SSLError)
UNREADABLE = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOWHERE = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nNot Found\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it was received. `headers` keep their order, names in lower case; `at_s` is trio's clock."""

    host: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    secure: bool
    at_s: float
    connection: int
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The value of the first header of this (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def origin(self) -> str:
        """`https://host`, as the client named it."""
        return f"{'https' if self.secure else 'http'}://{self.host}"


@dataclass(slots=True, kw_only=True)
class Visit:
    """What a behaviour has in hand: the request, the how-manieth of its address (from 1), and the wire."""

    asked: Asked
    number: int
    stream: Stream
    wire: trio.SocketStream
    open: bool = True

    async def send(self, data: bytes) -> None:
        """Put bytes on the wire as they are."""
        await self.stream.send_all(data)

    def hang_up(self) -> None:
        """Close the connection in good order when the behaviour returns."""
        self.open = False

    def reset(self) -> None:
        """Close the connection with a TCP reset, at once."""
        self.open = False
        self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.wire.socket.close()

    async def until_left(self) -> None:
        """Say nothing until the client goes away."""
        while await self.stream.receive_some(READ_BYTES):
            pass
        self.hang_up()


Behaviour = Callable[[Visit], Awaitable[None]]
Sites = Mapping[str, Mapping[str, Behaviour]]


@dataclass(slots=True, kw_only=True)
class Web:
    """A running web: where it is, how to reach it, and what it has been asked so far."""

    sites: Sites
    http_port: int
    https_port: int
    ca_file: str
    connect_to: Mapping[str, str]
    requests: list[Asked] = field(default_factory=list)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    _in_flight: Counter[str] = field(default_factory=Counter)
    _most_in_flight: Counter[str] = field(default_factory=Counter)
    _connections: int = 0

    def forget(self) -> None:
        """Start counting afresh: nothing has been asked, and behaviours in turn begin with their first."""
        for counts in (self.requests, self._numbers, self._most_in_flight):
            counts.clear()

    def asked(self, host: str, path: str | None = None) -> int:
        """How many requests a host received, all in all or for one path (with its query)."""
        return sum(1 for each in self.requests if each.host == host and path in (None, each.path))

    def most_in_flight(self, host: str) -> int:
        """The highest number of requests that a host had open at the same time."""
        return self._most_in_flight[host]

    def connections(self, host: str) -> int:
        """How many connections carried requests for a host."""
        return len({each.connection for each in self.requests if each.host == host})

    def behaviour_for(self, host: str, path: str) -> Behaviour | None:
        """The behaviour that a site has for a path (with its query), by the rules above."""
        site = self.sites.get(host, {})
        for exact in (path, path.partition("?")[0]):
            if exact in site:
                return site[exact]
        open_ended = [key for key in site if key.endswith("*") and path.startswith(key[:-1])]
        return site[max(open_ended, key=len)] if open_ended else None

    async def converse(self, stream: Stream, wire: trio.SocketStream) -> None:
        """Answer the requests of one connection until one side has had enough."""
        self._connections += 1
        connection, rest = self._connections, b""
        while True:
            head, body, rest = await _read_request(stream, rest)
            if head is None:
                return
            asked = replace(_read_head(head, connection=connection, secure=stream is not wire), body=body)
            self.requests.append(asked)
            self._numbers[asked.host, asked.path] += 1
            visit = Visit(asked=asked, number=self._numbers[asked.host, asked.path], stream=stream, wire=wire)
            await self._answer(visit)
            if not visit.open or asked.header("connection") == "close":
                return

    async def _answer(self, visit: Visit) -> None:
        host = visit.asked.host
        behaviour = self.behaviour_for(host, visit.asked.path)
        self._in_flight[host] += 1
        self._most_in_flight[host] = max(self._most_in_flight[host], self._in_flight[host])
        try:
            await (behaviour(visit) if behaviour else visit.send(NOWHERE))
        finally:
            self._in_flight[host] -= 1


async def _read_request(stream: Stream, rest: bytes) -> tuple[bytes | None, bytes, bytes]:
    """Read one request: its head (None when the client is done), its body, and the bytes that follow it."""
    while b"\r\n\r\n" not in rest and len(rest) < MAX_HEAD_BYTES:
        more = await stream.receive_some(READ_BYTES)
        if not more:
            return None, b"", b""
        rest += more
        if not rest[:1].isalpha():  # a TLS handshake, say
            await stream.send_all(UNREADABLE)
            return None, b"", b""
    head, _, rest = rest.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(rest) < length:
        more = await stream.receive_some(READ_BYTES)
        if not more:
            return None, b"", b""
        rest += more
    return head, rest[:length], rest[length:]


def _read_head(head: bytes, *, connection: int, secure: bool) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
    host = dict(headers).get("host", "").partition(":")[0].lower()
    return Asked(
        host=host, method=method, path=path, headers=headers, secure=secure,
        at_s=trio.current_time(), connection=connection,
    )  # fmt: skip


async def _receive_plain(web: Web, wire: trio.SocketStream) -> None:
    try:
        with suppress(*GONE):
            await web.converse(wire, wire)
    finally:
        await trio.aclose_forcefully(wire)


async def _receive_tls(web: Web, context: ssl.SSLContext, wire: trio.SocketStream) -> None:
    stream = trio.SSLStream(wire, context, server_side=True, https_compatible=True)
    try:
        with suppress(*GONE):
            try:
                await stream.do_handshake()
            except trio.BrokenResourceError:
                await wire.send_all(stream._outgoing.read())  # trio doesn't send the alert that says why
                raise
            await web.converse(stream, wire)
            await stream.aclose()
    finally:
        await trio.aclose_forcefully(wire)


def _addresses(sites: Sites, doors: Mapping[str, Door], ports: Mapping[str, int]) -> dict[str, str]:
    """Where each host:port really is: closed and silent doors are ports of their own."""
    found = {}
    for host in {*sites, *doors}:
        match doors.get(host, Door.OPEN):
            case Door.REFUSED:
                plain = secure = "refused"
            case Door.SILENT:
                plain = secure = "silent"
            case Door.PLAIN_ON_443:
                plain = secure = "http"
            case Door.OLD_TLS:
                plain, secure = "http", "old"
            case _:
                plain, secure = "http", "https"
        found[f"{host}:80"] = f"127.0.0.1:{ports[plain]}"
        found[f"{host}:443"] = f"127.0.0.1:{ports[secure]}"
    return found


@contextmanager
def _dead_ports() -> Iterator[dict[str, int]]:
    """A port that refuses (bound, so that nobody else gets it) and one that takes connections and never answers."""
    with socket.socket() as refused, socket.socket() as silent:
        for each in (refused, silent):
            each.bind(("127.0.0.1", 0))
        silent.listen(256)
        yield {"refused": refused.getsockname()[1], "silent": silent.getsockname()[1]}


@asynccontextmanager
async def serve(sites: Sites, doors: Mapping[str, Door] | None = None) -> AsyncIterator[Web]:
    """Run a web of these sites for as long as the block lasts.

    :param sites: host → path → behaviour; see the module's rules for how a path is found.
    :param doors: hosts that don't let clients in as they should; hosts without a site may stand here alone.
    """
    doors = doors or {}
    certificates = Certificates(doors=doors)
    with tempfile.TemporaryDirectory(prefix="web-") as directory, _dead_ports() as dead:
        ca_file = Path(directory, "ca.pem")
        certificates.trusted.cert_pem.write_to_path(ca_file)
        async with trio.open_nursery() as nursery:
            (plain,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
            (secure,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
            (old,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
            listeners = {"http": plain, "https": secure, "old": old}
            ports = {**dead, **{name: each.socket.getsockname()[1] for name, each in listeners.items()}}
            web = Web(
                sites=sites, http_port=ports["http"], https_port=ports["https"], ca_file=str(ca_file),
                connect_to=_addresses(sites, doors, ports),
            )  # fmt: skip
            nursery.start_soon(trio.serve_listeners, partial(_receive_plain, web), [plain])
            for listener, context in ((secure, certificates.entrance()), (old, certificates.entrance(old=True))):
                nursery.start_soon(trio.serve_listeners, partial(_receive_tls, web, context), [listener])
            yield web
            nursery.cancel_scope.cancel()


@contextmanager
def serve_in_thread(sites: Sites, doors: Mapping[str, Door] | None = None) -> Iterator[Web]:
    """Run a web in a thread with a loop of its own, for tests that drive the command line as a process."""
    ready: SimpleQueue[tuple[Web, Callable[[], object]] | None] = SimpleQueue()

    async def main() -> None:
        async with serve(sites, doors) as web:
            token = trio.lowlevel.current_trio_token()
            done = trio.Event()
            ready.put((web, lambda: token.run_sync_soon(done.set)))
            await done.wait()

    def run() -> None:
        try:
            trio.run(main)
        finally:
            ready.put(None)

    thread = threading.Thread(target=run, name="web")
    thread.start()
    started = ready.get()
    if started is None:
        thread.join()
        raise RuntimeError("the web of the tests didn't start; its thread says why on stderr")
    web, stop = started
    try:
        yield web
    finally:
        with suppress(trio.RunFinishedError):
            stop()
        thread.join()
