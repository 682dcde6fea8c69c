"""The engine policy in, the engine that observes out."""

from __future__ import annotations

from collections.abc import Callable

from auditor.engines import Engine
from auditor.engines.local import LocalEngine
from auditor.errors import ConfigError
from auditor.net import Clock
from auditor.net.ledger import Ledgers
from auditor.settings import EnginePolicy, NetPolicy, RdapPolicy


def engine_for(
    policy: EnginePolicy,
    net: NetPolicy,
    *,
    clock: Clock,
    jitter: Callable[[], float],
    ledgers: Ledgers | None = None,
    rdap: RdapPolicy | None = None,
) -> Engine:
    """The engine of the kind that the policy names. Raises ConfigError for one that this version doesn't have."""
    if policy.kind != "local":
        raise ConfigError(f'engine.kind: this version has no engine "{policy.kind}"', advice='Use "local".')
    return LocalEngine(net, clock=clock, jitter=jitter, ledgers=ledgers, rdap=rdap)
