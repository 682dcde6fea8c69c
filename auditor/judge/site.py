"""Rule: where a platform's pages prove nothing by themselves, its own adapter under `auditor.sites` decides."""

from __future__ import annotations

from auditor.judge import Rule, Sight
from auditor.model import Finding
from auditor.sites.select import site_for


def look(sight: Sight) -> Finding | None:
    """What the platform's adapter reads; None where there is no adapter, or it leaves the page to the rules."""
    rule = site_for(sight.reference.key)
    return rule.read(sight.probe) if rule and sight.probe.exchanges and not sight.probe.skipped else None


RULE = Rule(name="site", look=look)
