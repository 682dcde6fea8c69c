"""One look in, what Pew's study of link rot would call it out: `dead` by its published set, or as the rules see it.

| seen                                                         | here                                              |
|--------------------------------------------------------------|---------------------------------------------------|
| 204 400 404 410 500 501 502 503 523                          | `dead`, at once: the study looked once            |
| no such host, no name lookup, no connection                   | `dead`                                            |
| what our own network did, an invalid address, a platform's word | as the rules have it                            |
| a page that only says it isn't there, or is somebody else's   | `live`: the study didn't read pages               |
| anything else, time-outs and walls among it                   | as the rules have it                              |

Source: Pew Research Center, "When Online Content Disappears" (2024), methodology. It counts no 401, 402, 403, 429,
451 or 999.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.judge.own_network import NAME as OWN_NETWORK
from auditor.judge.strikes import Look
from auditor.model import FailureKind, Finding, LinkState
from auditor.sites.select import site_for

NAME = "pew"

GONE = frozenset({204, 400, 404, 410, 500, 501, 502, 503, 523})
NO_CONNECTION = frozenset(
    {
        FailureKind.NO_SUCH_HOST,
        FailureKind.HOST_RETIRED,
        FailureKind.NO_ADDRESS,
        FailureKind.DNS_TROUBLE,
        FailureKind.REFUSED,
        FailureKind.NO_ROUTE,
        FailureKind.RESET,
        FailureKind.DISCONNECTED,
    }
)
_ON_THE_PAGE = frozenset({LinkState.SOFT_404, LinkState.USURPED})


def as_pew(look: Look) -> Look:
    """The same look, its decisive finding the study's; what the rules saw comes after it."""
    found = look.findings[0]
    site = site_for(look.probe.key)
    if found.rule == OWN_NETWORK or found.state is LinkState.INVALID or (site and found.rule == site.name):
        return look
    if look.status in GONE:
        return _led_by(look, LinkState.DEAD, f"{look.status} is among the statuses that Pew counts as gone")
    if look.failure in NO_CONNECTION:
        return _led_by(look, LinkState.DEAD, f"{look.failure}: Pew counts it as gone")
    if found.state in _ON_THE_PAGE:
        return _led_by(look, LinkState.LIVE, f"{look.status}: Pew doesn't read pages")
    return look


def _led_by(look: Look, state: LinkState, because: str) -> Look:
    return replace(look, findings=(Finding(rule=NAME, state=state, because=because), *look.findings))
