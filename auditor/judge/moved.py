"""Rule: a page that lives at another address for good is `moved`, and the new address is proposed.

1. Only 301 and 308 are for good (RFC 9110 sections 15.4.2 and 15.4.9): one temporary hop, and the cited address
   is still the one to cite: `live`.
2. Hops between http and https, with or without `www.` or a last slash, don't count: that is the same page.
3. The new address is proposed when something says that it is the same thing: the title holds the citation's words,
   or a word or number of the old path is in the new address, title or headings.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import keeps_its_name, titled_as_cited
from auditor.model import Exchange, Finding, LinkState

NAME = "moved"

PERMANENT = frozenset({301, 308})


def look(sight: Sight) -> Finding | None:
    """Moved or live, with where it is; None when no redirect led to another page."""
    response = sight.response
    if response is None or not sight.redirected or not 200 <= response.status <= 300:  # noqa: PLR2004 - 2xx and 300
        return None
    final = sight.final_uri
    if not _for_good(sight):
        because = f"redirected for now to {final}: the cited address is still the one to cite"
        return Finding(rule=NAME, state=LinkState.LIVE, because=because)
    if _same_thing(sight):
        return Finding(rule=NAME, state=LinkState.MOVED, because=f"moved for good to {final}", proposal=final)
    because = f"moved for good to {final}, where nothing says that it is the same page"
    return Finding(rule=NAME, state=LinkState.MOVED, because=because)


def _for_good(sight: Sight) -> bool:
    hops = sight.hops
    arrivals = (*(hop.request.uri for hop in hops[1:]), sight.final_uri)
    return all(
        _status(hop) in PERMANENT or uris.same_page(hop.request.uri, arrival)
        for hop, arrival in zip(hops, arrivals, strict=True)
    )


def _same_thing(sight: Sight) -> bool:
    if sight.cited is None or sight.final is None:
        return False
    return keeps_its_name(sight.cited, sight.final, sight.page) or titled_as_cited(
        sight.reference.words, sight.page, host=sight.final.host
    )


def _status(hop: Exchange) -> int:
    return hop.response.status if hop.response else 0


RULE = Rule(name=NAME, look=look)
