"""10,000 addresses on 1,000 loopback hosts go in; addresses a second and the peak memory of one process come out."""

from __future__ import annotations

from auditor.settings import NetPolicy
from benchmarks.observing import addresses, observe, peak_mb
from benchmarks.server import serving

HOSTS, EACH = 1_000, 10


def run() -> None:
    """Probe with the default policy, but for leave to ask loopback."""
    with serving() as server:
        figures = observe(addresses(server.hosts(HOSTS), server.port, EACH), NetPolicy(allow_private=True))
        asked = server.asked()
    assert figures.ends == {"200": HOSTS * EACH}, figures.ends
    assert asked == HOSTS * EACH, asked
    print(
        f"  {figures.a_second:,.0f} addresses a second ({figures.seconds:.1f} s, {figures.cpu_seconds:.1f} s of CPU), "
        f"{peak_mb():.0f} MB at most"
    )
