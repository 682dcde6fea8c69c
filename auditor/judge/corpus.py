"""Where the looks of a whole corpus ended in, the addresses at which three citations of one host end out; and

Rule: an address that leads where at least three of its host lead, and that has nothing of the page, is `soft-404`.

Who sends everything that is gone to one place sends different addresses there: that needs no request, only memory.
Where each keeps something of its name (a number, a word of the path), or has none (shorteners), or the title is the
cited one, that place is a page after all. Source: GreenC's WaybackMedic, which calls a new address that repeats a
probable soft 404.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import keeps_its_name, titled_as_cited
from auditor.model import Finding, LinkState

NAME = "common target"

ENOUGH = 3


def sinks(ends: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The places where at least three distinct cited addresses of one host end.

    `ends` are pairs of a cited address and the one where its latest look ended; the order makes no difference. What
    comes out is for `Sight` and `judge`.
    """
    cited_by: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for cited, final in ends:
        parsed = uris.parse(cited)
        if cited != final and parsed is not None and (at := place(cited)) != (end := place(final)):
            cited_by[uris.bare_host(parsed.host), end].add(at)
    return frozenset(end for (_, end), cited in cited_by.items() if len(cited) >= ENOUGH)


def place(uri: str) -> str:
    """The form in which ends are compared: without scheme, `www.`, fragment and last slash."""
    parsed = uris.parse(uri)
    return f"{uris.bare_host(parsed.host)}{parsed.path.rstrip('/')}{parsed.query}" if parsed else uri


def look(sight: Sight) -> Finding | None:
    """A soft 404 when others of the same host end there too."""
    if not sight.sinks or not sight.redirected or sight.response is None or place(sight.final_uri) not in sight.sinks:
        return None
    if sight.cited is None or sight.final is None or keeps_its_name(sight.cited, sight.final, sight.page):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=sight.final.host):
        return None
    because = f"redirected to {sight.final_uri}, where at least {ENOUGH} cited addresses of {sight.reference.host} end"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


RULE = Rule(name=NAME, look=look)
