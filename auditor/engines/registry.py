"""What the probes find on the way in, the registrations of domains that may have changed hands out.

Registries are asked beside the probes and never hold them back: at their own pace, each domain once a run, and only
where a look gives a reason (see `judge.suspicion`) and the store doesn't know.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import trio

from auditor import rdap
from auditor.domains import registrable
from auditor.engines import Emit, Work
from auditor.engines.asking import Means
from auditor.judge.suspicion import doubtful_owner
from auditor.model import Exchange, Probe, Reference
from auditor.net.pools import Pool
from auditor.settings import RdapPolicy

POOL = "rdap"


class RegistryDesk:
    """Asks for the registration of each domain that a look makes doubtful."""

    def __init__(self, work: Work, policy: RdapPolicy, means: Means, emit: Emit) -> None:
        self._policy = policy
        self._means = means
        self._emit = emit
        self._references: Mapping[str, Reference] = {each.key: each for each in work.references if policy.enabled}
        self._known = set(work.registered)
        self._send, self._receive = trio.open_memory_channel[str](math.inf)

    def note(self, probe: Probe) -> None:
        """A probe has ended: where it makes one doubt that its domain has the owner of the day, that is asked."""
        reference = self._references.get(probe.key)
        domain = registrable(reference.host) if reference else None
        if reference and domain and domain not in self._known and doubtful_owner(reference, probe):
            self._known.add(domain)
            self._send.send_nowait(domain)

    def close(self) -> None:
        """No further probes come."""
        self._send.close()

    async def run(self) -> None:
        """Ask until no further probes come and nothing is left to ask; nothing at all where registries aren't asked."""
        if not self._policy.enabled:
            return
        pool = Pool(
            self._policy.per_minute,
            breaker_failures=self._means.breaker_failures,
            connect=self._means.connect,
            clock=self._means.clock,
            ledger=self._means.ledgers.of(POOL, self._policy.endpoint),
        )
        try:
            async for domain in self._receive:
                past = await self._ask(domain, pool)
                if past:
                    await self._emit(rdap.read(domain, past))
        finally:
            with trio.CancelScope(shield=True):
                await pool.aclose()

    async def _ask(self, domain: str, pool: Pool) -> tuple[Exchange, ...]:
        past: tuple[Exchange, ...] = ()
        while request := rdap.asking(domain, self._policy.endpoint, past):
            exchange = await pool.ask(request)
            if exchange is None:  # closed
                break
            past = (*past, exchange)
        return past
