"""One look in, the hosts that have shown a wall to it out: after a few of those a host is left in peace for the run.

| the look ended with                                  | then                                                              |
|------------------------------------------------------|-------------------------------------------------------------------|
| a bot check, a firewall, a demand for payment, a     | its host has shown a wall, and so has each host of the same site  |
| refusal of our region                                | that led there                                                    |
| 429 or 999, after all the patience that it asked for | the same: it says that we ask too much                            |
| a login or consent page, a cookie test               | nothing: those stand before some pages of a site, not before it   |
| anything else                                        | nothing                                                           |

Lanes ask this about every answer, so that an answer which calls itself good is looked at closely only when a header,
a cookie, an address or its markup gives a reason.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Sight
from auditor.judge.signatures import Kind
from auditor.judge.walls import table
from auditor.model import Probe, Reference

_HOST_WIDE = frozenset({Kind.CHALLENGE, Kind.REFUSAL, Kind.PAYMENT, Kind.REGION})
_TOO_MUCH = frozenset({429, 999})  # RFC 6585; LinkedIn's "request denied"
_SITE_LABELS = 2  # of a name that two hosts of one site share at the least


def walls_of(reference: Reference, probe: Probe) -> frozenset[str]:
    """The hosts that have walled this look; none where its end was the page, or an error of the page's own."""
    sight = Sight(reference, probe)
    if not _is_wall(sight):
        return frozenset()
    asked = (uris.parse(exchange.request.uri) for exchange in probe.exchanges)
    return frozenset(uri.host for uri in asked if uri and _same_site(uri.host, sight.answered_by))


def _is_wall(sight: Sight) -> bool:
    if sight.response is None:
        return False
    if sight.response.status in _TOO_MUCH:
        return True
    if sight.is_good and not table().is_likely(sight):
        return False
    found = table().match(sight)
    return found is not None and found.kind in _HOST_WIDE


def _same_site(one: str, other: str) -> bool:
    """Whether one name is below the other, `www.` aside: a resolver's wall (`doi.org` leads to many) is its own."""
    one, other = uris.bare_host(one), uris.bare_host(other)
    shorter, longer = sorted((one, other), key=len)
    return one == other or (longer.endswith(f".{shorter}") and shorter.count(".") >= _SITE_LABELS - 1)
