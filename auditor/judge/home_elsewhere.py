"""Rule: a deep address that lands on another site's front page is suspected of being a not-found in disguise.

InternetArchiveBot calls it dead, EDGI calls it well (usgs.gov's old services do lead to front pages). So it is
`soft-404`, but a suspicion that repetition alone never confirms (see `strikes`), and it takes more:

1. The cited path has something to recognise its page by: a shortener's address may well lead to a front page.
2. Neither the final address nor its title nor its headings have any of it.
3. A title or heading that holds the citation's words beats the rule.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import keeps_its_name, titled_as_cited
from auditor.judge.places import is_front_page
from auditor.model import Finding, LinkState

NAME = "home page elsewhere"


def look(sight: Sight) -> Finding | None:
    """A suspected soft 404 when we were sent to another host's front page."""
    if not sight.redirected or sight.response is None:
        return None
    cited, final = sight.cited, sight.final
    if cited is None or final is None or uris.bare_host(cited.host) == uris.bare_host(final.host):
        return None
    if is_front_page(cited) or not is_front_page(final):
        return None
    if keeps_its_name(cited, final, sight.page):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=final.host):
        return None
    because = f"redirected to the home page of another site, {final.host}"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


RULE = Rule(name=NAME, look=look)
