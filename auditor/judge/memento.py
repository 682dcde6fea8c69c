"""Rule: what a citation that leads to an archived copy is answered with, by what the archive says of it (RFC 7089).

| the archive plays the address back       | then                                                                    |
|------------------------------------------|-------------------------------------------------------------------------|
| with Memento-Datetime and an error       | `dead`: the archive is well, what it holds is a copy of an error        |
| with Memento-Datetime, otherwise         | no finding here: the page is looked at as any other is                  |
| 2xx without it, with an exclusion's words | `dead`: the copy may not be shown any more                             |
| 2xx without it, and it always sends it   | `unknown`: an outage's page, a login; not the copy                      |
| anything else                            | no finding here                                                         |
"""

from __future__ import annotations

from auditor.archive_links import SPEAKS_MEMENTO, archive_of, unwrap
from auditor.judge import Rule, Sight
from auditor.model import Finding, LinkState

NAME = "memento"

_ERRORS = range(400, 600)
_GOOD = range(200, 300)
_EXCLUDED = b"has been excluded from the Wayback Machine"


def look(sight: Sight) -> Finding | None:
    """What the copy is worth; None for what is no archive link, or a copy that is read as a page is."""
    response = sight.response
    link = unwrap(sight.reference.uri) if response else None
    if response is None or link is None or not link.is_copy or archive_of(sight.final_uri) != link.archive:
        return None
    if response.header("memento-datetime") is not None:
        if response.status not in _ERRORS:
            return None
        because = f"the archive holds a copy of an error page only: {response.status} when it was archived"
        return Finding(rule=NAME, state=LinkState.DEAD, because=because)
    if link.archive not in SPEAKS_MEMENTO or response.status not in _GOOD:
        return None
    if _EXCLUDED in response.body:
        because = f"{sight.answered_by} may not show this copy any more: the site was excluded"
        return Finding(rule=NAME, state=LinkState.DEAD, because=because)
    because = f"{sight.answered_by} answered with something else than the copy"
    return Finding(rule=NAME, state=LinkState.UNKNOWN, because=because)


RULE = Rule(name=NAME, look=look)
