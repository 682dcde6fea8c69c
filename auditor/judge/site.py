"""Rule: where a platform's pages prove nothing by themselves, its own adapter under `auditor.sites` decides.

Where it leaves the page to the general rules but vouches for what is cited, a wall before the page is no doubt any
more: `live`.
"""

from __future__ import annotations

from auditor.judge import Rule, Sight, walls
from auditor.model import Finding, LinkState, SkipReason
from auditor.sites.select import site_for


def look(sight: Sight) -> Finding | None:
    """What the platform's adapter reads; None where there is no adapter, or it leaves the page to the rules."""
    rule = site_for(sight.reference.key)
    probe = sight.probe
    if rule is None or not (probe.exchanges or probe.skipped is SkipReason.CLOSED):
        return None
    if probe.skipped not in (None, SkipReason.CLOSED):
        return None
    found = rule.read(probe)
    if found is not None:
        return found
    vouched = rule.vouches(probe)
    wall = walls.look(sight) if vouched else None
    return Finding(rule=rule.name, state=LinkState.LIVE, because=f"{vouched}; {wall.because}") if wall else None


RULE = Rule(name="site", look=look)
