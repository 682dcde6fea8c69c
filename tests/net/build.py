"""Short words for asking: one address of a simulated web, over real sockets on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import trio

from auditor.model import Exchange, Failure, FailureKind, Request
from auditor.net.client import HttpCaller, Wire
from auditor.net.names import Resolve, system_resolve
from auditor.settings import NetPolicy
from tests.web import Behaviour, Door, Sites, Web, serve

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOST = "www.site.test"
POLICY = NetPolicy(timeout_s=10, deadline_s=20)


def clock() -> datetime:
    return NOW


@dataclass(frozen=True, slots=True)
class Asking:
    """A caller, and the web that it asks."""

    caller: HttpCaller
    web: Web

    async def get(self, path: str = "/", *, host: str = HOST, scheme: str = "http", **changes: object) -> Exchange:
        return await self.caller.fetch(replace(Request(uri=f"{scheme}://{host}{path}"), **changes))


@asynccontextmanager
async def asking(
    sites: Sites,
    doors: Mapping[str, Door] | None = None,
    *,
    resolve: Resolve = system_resolve,
    **policy: object,
) -> AsyncIterator[Asking]:
    async with serve(sites, doors) as web:
        settings = replace(POLICY, **{"connect_to": web.connect_to, "ca_file": web.ca_file, **policy})
        caller = HttpCaller(Wire(settings, clock=clock, resolve=resolve))
        try:
            yield Asking(caller, web)
        finally:
            await caller.aclose()


def ask(behaviour: Behaviour, uri: str = f"http://{HOST}/", **policy: object) -> Exchange:
    """What comes of asking a site that behaves like this everywhere."""

    async def main() -> Exchange:
        async with asking({HOST: {"*": behaviour}}, **policy) as site:
            return await site.caller.fetch(Request(uri=uri))

    return trio.run(main)


def failure_of(exchange: Exchange) -> FailureKind | None:
    return exchange.outcome.kind if isinstance(exchange.outcome, Failure) else None
