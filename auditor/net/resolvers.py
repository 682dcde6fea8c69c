"""A host name that the system can't resolve comes in; its addresses go out, or what the name servers say of it.

The system's resolver tells a name that doesn't exist from one whose servers fail only in part, and an internet
provider's may lie. So the name servers are asked themselves, all at once:

| what they say                                      | then                                                           |
|----------------------------------------------------|----------------------------------------------------------------|
| any of them knows an address                       | that is where the host is                                      |
| NXDOMAIN (RFC 8020), by two, or by the only one    | `no such host`; `host retired` where its domain is still there |
| neither A nor AAAA (RFC 2308), by as many          | `host without an address`                                      |
| anything else: SERVFAIL, REFUSED, silence, discord | `name lookup failed`, which proves nothing                     |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

import trio

from auditor.domains import registrable
from auditor.model import FailureKind
from auditor.net.failures import NoAnswer

DNS_PORT = 53
SERVERS_ASKED = 3
WITNESSES = 2  # for what isn't there
TRY_S = 3.0  # UDP loses what it likes
TRIES = 2


class _Said(Enum):
    ADDRESSES = "an address"
    NXDOMAIN = "NXDOMAIN"
    NO_ADDRESS = "no address"
    NOTHING = "nothing of use"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one server says of a name; `detail` in its own words."""

    said: _Said
    addresses: tuple[str, ...] = ()
    detail: str = ""


@dataclass(slots=True)
class Resolvers:
    """The name servers of one run, `address` or `address:port` each; without any the system's own are asked."""

    servers: tuple[str, ...] = ()
    _places: list[tuple[str, int]] | None = field(default=None, init=False)

    async def ask(self, host: str) -> tuple[str, ...]:
        """The addresses of `host`, none where no server is known; raises NoAnswer with what the servers agree on."""
        if self._places is None:
            self._places = await trio.to_thread.run_sync(_places, self.servers)
        if not self._places:
            return ()
        words = await _all(self._places, host)
        found = next((word.addresses for word in words if word.addresses), None)
        if found:
            return found
        raise await self._absence(host, words, min(WITNESSES, len(self._places)))

    async def _absence(self, host: str, words: Sequence[_Word], enough: int) -> NoAnswer:
        told = ", ".join(word.detail for word in words)
        said = [word.said for word in words]
        if said.count(_Said.NXDOMAIN) >= enough and _Said.NO_ADDRESS not in said:
            domain = registrable(host)
            if domain and domain != host and await self._lives(domain):
                return NoAnswer(FailureKind.HOST_RETIRED, f"{told}; {domain} is still there")
            return NoAnswer(FailureKind.NO_SUCH_HOST, told)
        if said.count(_Said.NO_ADDRESS) >= enough and _Said.NXDOMAIN not in said:
            return NoAnswer(FailureKind.NO_ADDRESS, told)
        return NoAnswer(FailureKind.DNS_TROUBLE, told)

    async def _lives(self, domain: str) -> bool:
        """Whether any server knows the domain, with or without an address."""
        words = await _all(self._places or [], domain)
        return any(word.said in {_Said.ADDRESSES, _Said.NO_ADDRESS} for word in words)


async def _all(places: Sequence[tuple[str, int]], host: str) -> list[_Word]:
    """What each server says, in their order."""
    words: dict[tuple[str, int], _Word] = {}

    async def ask(place: tuple[str, int]) -> None:
        words[place] = await _one(place, host)

    async with trio.open_nursery() as nursery:
        for place in places:
            nursery.start_soon(ask, place)
    return [words[place] for place in places]


async def _one(place: tuple[str, int], host: str) -> _Word:
    """What one server says of both kinds of address."""
    answers: dict[str, _Word] = {}

    async def ask(kind: str) -> None:
        answers[kind] = await _query(place, host, kind)

    async with trio.open_nursery() as nursery:
        for kind in ("A", "AAAA"):
            nursery.start_soon(ask, kind)
    words = (answers["A"], answers["AAAA"])
    found = tuple(address for word in words for address in word.addresses)
    if found:
        return _Word(said=_Said.ADDRESSES, addresses=found)
    first = next((word for word in words if word.said is _Said.NXDOMAIN), None)
    return first or next((word for word in words if word.said is _Said.NOTHING), words[0])


async def _query(place: tuple[str, int], host: str, kind: str) -> _Word:
    """What one server says of one kind of address."""
    from dns import asyncquery, exception, message, rcode, rdatatype  # noqa: PLC0415 - a tenth of a second, seldom due

    where, port = place
    try:
        query = message.make_query(host, kind)
        for _ in range(TRIES):
            with trio.move_on_after(TRY_S):
                answer, _ = await asyncquery.udp_with_fallback(query, where, port=port)
                break
        else:
            return _Word(said=_Said.NOTHING, detail=f"no answer from {where}")
    except (exception.DNSException, OSError, EOFError, trio.BrokenResourceError) as error:
        return _Word(said=_Said.NOTHING, detail=f"{type(error).__name__} from {where}")
    if answer.rcode() == rcode.NXDOMAIN:
        return _Word(said=_Said.NXDOMAIN, detail=f"NXDOMAIN from {where}")
    if answer.rcode() != rcode.NOERROR:
        return _Word(said=_Said.NOTHING, detail=f"{rcode.to_text(answer.rcode())} from {where}")
    wanted = rdatatype.from_text(kind)
    found = tuple(record.to_text() for records in answer.answer if records.rdtype == wanted for record in records)
    if found:
        return _Word(said=_Said.ADDRESSES, addresses=found)
    return _Word(said=_Said.NO_ADDRESS, detail=f"neither A nor AAAA from {where}")


def _places(servers: Sequence[str]) -> list[tuple[str, int]]:
    """Addresses and ports of the servers to ask: those given, or those that /etc/resolv.conf names."""
    return [_place(server) for server in servers or _systems()][:SERVERS_ASKED]


def _place(server: str) -> tuple[str, int]:
    if server.startswith("["):
        address, _, port = server[1:].partition("]")
        port = port.removeprefix(":")
    else:
        address, _, port = server.partition(":") if server.count(":") == 1 else (server, "", "")
    return address, int(port) if port else DNS_PORT


def _systems() -> list[str]:
    from dns import resolver  # noqa: PLC0415 - as above

    try:
        return [str(server) for server in resolver.Resolver().nameservers]
    except resolver.NoResolverConfiguration:
        return []
