"""A zone comes in, a name server that answers by it on loopback goes out: UDP and TCP, on one port of its own.

| what a zone has for a name | what the server answers                                              |
|----------------------------|----------------------------------------------------------------------|
| addresses                  | those of the kind that was asked for; NOERROR and none for the other  |
| `()`                       | NOERROR and nothing                                                   |
| an `Rcode`                 | that                                                                  |
| `SILENCE`                  | nothing, ever                                                         |
| `GARBAGE`                  | bytes that are no DNS                                                 |
| `TRUNCATED`                | "ask me over TCP", and there an address                               |
| no entry                   | NXDOMAIN                                                              |
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import trio

SILENCE, GARBAGE, TRUNCATED = "silence", "garbage", "truncated"

Zone = Mapping[str, "tuple[str, ...] | dns.rcode.Rcode | str"]


@dataclass(slots=True)
class NameServer:
    """A running server, and the names that it was asked for."""

    address: str
    asked: list[tuple[str, str]] = field(default_factory=list)


@asynccontextmanager
async def name_server(zone: Zone, address: str = "127.0.0.1") -> AsyncIterator[NameServer]:
    """Run a server for as long as the block lasts; without `zone`'s names nothing exists."""
    udp, listeners = await _both(address)
    with udp:
        async with trio.open_nursery() as nursery:
            server = NameServer(f"{address}:{udp.getsockname()[1]}")
            nursery.start_soon(_over_udp, udp, zone, server)
            nursery.start_soon(trio.serve_listeners, lambda stream: _over_tcp(stream, zone, server), listeners)
            yield server
            nursery.cancel_scope.cancel()


async def _both(address: str) -> tuple[trio.socket.SocketType, list[trio.SocketListener]]:
    """A port that is free for UDP and for TCP: somebody else may have either."""
    while True:
        udp = trio.socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        await udp.bind((address, 0))
        try:
            return udp, await trio.open_tcp_listeners(udp.getsockname()[1], host=address)
        except OSError:
            udp.close()


async def _over_udp(udp: trio.socket.SocketType, zone: Zone, server: NameServer) -> None:
    while True:
        data, sender = await udp.recvfrom(4096)
        answer = _answer(data, zone, server, truncates=True)
        if answer is not None:
            await udp.sendto(answer, sender)


async def _over_tcp(stream: trio.SocketStream, zone: Zone, server: NameServer) -> None:
    data = await stream.receive_some(4096)
    answer = _answer(data[2:], zone, server, truncates=False)  # RFC 1035 section 4.2.2: two bytes of length first
    if answer is not None:
        await stream.send_all(len(answer).to_bytes(2, "big") + answer)


def _answer(data: bytes, zone: Zone, server: NameServer, *, truncates: bool) -> bytes | None:
    query = dns.message.from_wire(data)
    (question,) = query.question
    name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
    server.asked.append((name, kind))
    reply = dns.message.make_response(query)
    match zone.get(name, dns.rcode.NXDOMAIN):
        case str(conduct) if conduct != TRUNCATED:
            return None if conduct == SILENCE else b"\x00\x01 this is no DNS"
        case str():
            if truncates:
                reply.flags |= dns.flags.TC
            else:
                _add(reply, question, ("127.0.0.1",))
        case dns.rcode.Rcode() as code:
            reply.set_rcode(code)
        case addresses:
            _add(reply, question, addresses)
    return reply.to_wire()


def _add(reply: dns.message.Message, question: dns.rrset.RRset, addresses: tuple[str, ...]) -> None:
    wants_ipv6 = question.rdtype == dns.rdatatype.AAAA
    fitting = [address for address in addresses if (":" in address) is wants_ipv6]
    if fitting:
        reply.answer.append(
            dns.rrset.from_text(question.name, 60, "IN", dns.rdatatype.to_text(question.rdtype), *fitting)
        )
