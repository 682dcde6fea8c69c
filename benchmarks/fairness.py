"""1,200 addresses of 4 hosts, host after host as documents have them, go in; the seconds they take come out.

With 50 ms between the requests to a host, 300 take 14.95 s: whoever needs longer has let one host wait for another.
"""

from __future__ import annotations

from auditor.settings import NetPolicy
from benchmarks.observing import addresses, observe
from benchmarks.server import serving

HOSTS, EACH = 4, 300
LATENCY_S = 0.05


def run() -> None:
    """As polite as lychee is by default: 10 in flight and 50 ms a host."""
    policy = NetPolicy(allow_private=True, host_connections=10, host_interval_s=0.05)
    with serving(latency_s=LATENCY_S) as server:
        figures = observe(addresses(server.hosts(HOSTS), server.port, EACH), policy)
        asked = server.asked()
    assert figures.ends == {"200": HOSTS * EACH}, figures.ends
    assert asked == HOSTS * EACH, asked
    print(f"  {figures.seconds:.2f} s")
