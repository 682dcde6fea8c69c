"""A host name comes in, its addresses go out: looked up once in a run, checked by the guard, a few names at a time.

What the system can't resolve others are asked about (see `resolvers`), since its word alone decides nothing.

The caller connects to the addresses themselves, so that a name can't show the guard one address and the connection
another (DNS rebinding).
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import trio

from auditor.model import FailureKind
from auditor.net.failures import NoAnswer, failure
from auditor.net.guard import is_public, literal

Resolve = Callable[[str], Awaitable[tuple[str, ...]]]
"""Addresses of a name in the order in which to try them (RFC 6724); raises socket.gaierror."""

LOOKUPS_AT_ONCE = 64
NAMES_KEPT = 10_000


async def system_resolve(host: str) -> tuple[str, ...]:
    """Ask the system's resolver, in a thread."""
    found = await trio.socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(slots=True)
class _Entry:
    """What is known of one name, and the lock of whoever is finding out."""

    lock: trio.Lock
    addresses: tuple[str, ...] = ()
    absence: NoAnswer | None = None


class Names:
    """The name book of one run. `guarded` host names must have a public address.

    `ask_others` is for what `resolve` has no address of; without it a gaierror is taken as it is.
    """

    def __init__(self, resolve: Resolve = system_resolve, ask_others: Resolve | None = None) -> None:
        self._resolve = resolve
        self._ask_others = ask_others
        self._entries: dict[str, _Entry] = {}
        self._lookups = trio.CapacityLimiter(LOOKUPS_AT_ONCE)

    async def addresses(self, host: str) -> tuple[str, ...]:
        """All addresses of a host, literal ones as they are; raises NoAnswer, or socket.gaierror."""
        if literal(host) is not None:
            return (host,)
        entry = self._entries.get(host)
        if entry is None:
            if len(self._entries) >= NAMES_KEPT:
                self._entries.pop(next(iter(self._entries)))
            entry = self._entries[host] = _Entry(trio.Lock())
        async with entry.lock:
            if not entry.addresses and entry.absence is None:
                await self._look_up(host, entry)
        if entry.absence is not None:
            raise NoAnswer(entry.absence.kind, str(entry.absence))
        return entry.addresses

    async def public_addresses(self, host: str) -> tuple[str, ...]:
        """Those addresses of a host that may be asked; raises NoAnswer when it has only others."""
        found = await self.addresses(host)
        public = tuple(each for each in found if (address := literal(each)) and is_public(address))
        if not public:
            raise NoAnswer(FailureKind.PRIVATE_ADDRESS, f"{host} is at {found[0]}")
        return public

    async def _look_up(self, host: str, entry: _Entry) -> None:
        """Find out; what isn't there isn't looked up again, trouble is: another reference may have more luck."""
        async with self._lookups:
            try:
                entry.addresses = await self._found(host)
            except (socket.gaierror, NoAnswer) as error:
                said = failure(error)
                if said.kind is FailureKind.DNS_TROUBLE:
                    raise
                entry.absence = NoAnswer(said.kind, said.detail)

    async def _found(self, host: str) -> tuple[str, ...]:
        try:
            return await self._resolve(host)
        except socket.gaierror as error:
            said = error
        found = await self._ask_others(host) if self._ask_others else ()  # out here, so that their word is the cause
        if not found:
            raise said
        return found
