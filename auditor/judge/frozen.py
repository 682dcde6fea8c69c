"""Rule: a page that is gone, and of which its site keeps a frozen copy at another host.

| the frozen copy answers with                 | then                                                            |
|----------------------------------------------|-----------------------------------------------------------------|
| a page whose title holds the citation's words | `moved`, and the frozen copy's address is proposed             |
| anything else, or nothing                    | `dead`, as the cited address said; what the copy said is told   |

Only a title is proof: the same path may have been given to another page since. Which sites keep such copies, and
where, is said in `auditor.sites`.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.model import Finding, LinkState
from auditor.sites.select import site_for

NAME = "frozen copy"


def look(sight: Sight) -> Finding | None:
    """What the frozen copy proves; None where none was asked."""
    site = site_for(sight.reference.key)
    last, final = sight.last, sight.final
    if site is None or last is None or final is None or final.host not in site.frozen:
        return None
    gone = next((each for each in reversed(sight.probe.exchanges) if not _is_of(each.request.uri, site.frozen)), None)
    status = gone.response.status if gone and gone.response else 404
    said = f"{status} from {sight.reference.host}"
    if sight.is_good and titled_as_cited(sight.reference.words, sight.page, host=final.host):
        because = f"{said}; the site's frozen copy has the page under the cited title: {sight.final_uri}"
        return Finding(rule=NAME, state=LinkState.MOVED, because=because, proposal=sight.final_uri)
    answer = "has another title" if sight.is_good else "has no such page either"
    if sight.response is None:
        answer = "gave no answer"
    because = f"{said}; the site's frozen copy {answer}: {sight.final_uri}"
    return Finding(rule=NAME, state=LinkState.DEAD, because=because)


def _is_of(uri: str, hosts: frozenset[str]) -> bool:
    parsed = uris.parse(uri)
    return parsed is not None and parsed.host in hosts


RULE = Rule(name=NAME, look=look)
