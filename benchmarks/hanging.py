"""10,000 addresses on 1,000 hosts, 30 of which never answer, go in; the seconds they take come out.

Two connections a host and 20 s of patience make 40 s until a host has failed the breaker's four times.
"""

from __future__ import annotations

from auditor.settings import NetPolicy
from benchmarks.observing import addresses, observe
from benchmarks.server import serving

HOSTS, EACH, HANGING = 1_000, 10, 30


def run() -> None:
    """Probe with the default policy, but for leave to ask loopback."""
    with serving() as server:
        hosts = server.hosts(HOSTS, hanging=HANGING)
        figures = observe(addresses(hosts, server.port, EACH), NetPolicy(allow_private=True))
    assert figures.ends["200"] == (HOSTS - HANGING) * EACH, figures.ends
    assert figures.ends.total() == HOSTS * EACH, figures.ends
    ends = ", ".join(f"{count:,} {end}" for end, count in figures.ends.most_common())
    print(f"  {figures.seconds:.1f} s ({ends})")
