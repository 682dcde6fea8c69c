"""An address's key in, the platform rule that answers for it out; None where the general rules do."""

from __future__ import annotations

from functools import cache, lru_cache

from auditor import registry, sites
from auditor.needles import Needles
from auditor.sites import SiteRule


@lru_cache(maxsize=4_096)  # it is asked for several times within one look
def site_for(key: str) -> SiteRule | None:
    """The first rule that matches; rules are found by file, so one platform is one file in this room."""
    named = _words().any_in(key)  # nearly every address is of no platform, and isn't taken apart for each of them
    return next((rule for rule in _rules() if (named or not rule.words) and rule.matches(key)), None)


@cache
def _rules() -> tuple[SiteRule, ...]:
    return registry.members(sites, "SITE", SiteRule)


@cache
def _words() -> Needles:
    return Needles(word for rule in _rules() for word in rule.words)
