"""Host addresses of the loopback network come in; a fast web server for all of them, in a process of its own, goes out.

Every address under 127.0.0.0/8 is a host of its own, so that lanes, pacing and connections are real while nothing
leaves the machine. Hosts under 127.9.0.0/16 take a request and never answer it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

HANGING = "127.9."
PARAGRAPH = b"<p>What was cited is still here, in the words in which it was cited, for whoever follows the link.</p>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: where it listens on every loopback address, and the line to its process."""

    port: int
    line: Connection

    def hosts(self, count: int, *, hanging: int = 0) -> list[str]:
        """`count` host addresses, `hanging` of them (spread evenly) of the kind that never answers."""
        step = count // hanging if hanging else count + 1
        return [
            f"{HANGING if number % step == step - 1 else '127.1.'}{number // 250}.{number % 250 + 1}"
            for number in range(count)
        ]

    def asked(self) -> int:
        """How many requests it has received so far."""
        self.line.send("asked")
        return int(self.line.recv())


@contextmanager
def serving(*, latency_s: float = 0.0) -> Iterator[Server]:
    """Run a server that answers each request `latency_s` seconds after it came; it ends with the block."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, latency_s), daemon=True)
    process.start()
    theirs.close()  # so that a server that dies is an error here, and not a wait for ever
    try:
        yield Server(port=ours.recv(), line=ours)
        ours.send("stop")
        process.join()
    finally:
        process.kill()
        ours.close()


class _Answering(asyncio.Protocol):
    """One connection, kept alive; requests have no bodies, so that each ends at its first empty line."""

    asked = 0
    latency_s = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.hangs = transport.get_extra_info("sockname")[0].startswith(HANGING)

    def data_received(self, data: bytes) -> None:
        for head in data.split(b"\r\n\r\n")[:-1]:
            _Answering.asked += 1
            if self.hangs:
                continue
            answer = _page(head.split(b" ", 2)[1])
            if self.latency_s:
                asyncio.get_running_loop().call_later(self.latency_s, self.transport.write, answer)
            else:
                self.transport.write(answer)


def _page(path: bytes) -> bytes:
    body = b"<!doctype html><title>Report %b</title>\n<h1>Report %b</h1>\n" % (path, path) + PARAGRAPH * 20
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (
        len(body),
        body,
    )


def _run(line: Connection, latency_s: float) -> None:
    _Answering.latency_s = latency_s
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(_serve(line))


async def _serve(line: Connection) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    listener = socket.create_server(("0.0.0.0", 0), backlog=4096)
    server = await loop.create_server(_Answering, sock=listener)
    line.send(listener.getsockname()[1])

    def command() -> None:
        if line.recv() == "asked":
            line.send(_Answering.asked)
        else:
            stopped.set()

    loop.add_reader(line.fileno(), command)
    await stopped.wait()
    server.close()
