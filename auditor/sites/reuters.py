"""Reuters: a 401 that asks for no password is its bot wall, also where nothing of the wall's vendor is to be seen.

| reuters.com                                 | then                                                               |
|---------------------------------------------|--------------------------------------------------------------------|
| 401 or 403 without WWW-Authenticate         | `blocked`: no reader is asked to log in there                      |
| with DataDome's headers, or anything else   | the general rules decide; walls are among them                     |

Source: the 401 of October 2025 in acidus99/NewsWaffle#1; RFC 9110 section 15.5.2 wants WWW-Authenticate with a 401.
"""

from __future__ import annotations

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule

NAME = "reuters"

_HOST = "reuters.com"
_REFUSED = frozenset({401, 403})
_VENDOR = frozenset({"x-datadome", "x-dd-b", "cf-mitigated"})


def matches(key: str) -> bool:
    """Whether this is an address at Reuters."""
    parsed = uris.parse(key)
    return parsed is not None and (parsed.host == _HOST or parsed.host.endswith(f".{_HOST}"))


def rewrite(reference: Reference) -> str | None:  # noqa: ARG001 - the door's; the page itself is asked
    """Nothing else is asked."""
    return None


def read(probe: Probe) -> Finding | None:
    """Blocked where the wall answered; None where the general rules should decide."""
    response = probe.last.response if probe.last else None
    if response is None or response.status not in _REFUSED or response.header("www-authenticate") is not None:
        return None
    if any(name in _VENDOR for name, _ in response.headers):
        return None
    because = f"Reuters answers programs with its bot wall: {response.status}, which asks for no password"
    return Finding(rule=NAME, state=LinkState.BLOCKED, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=(_HOST,))
