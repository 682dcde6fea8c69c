"""Rule: a deep address that lands on its own site's front page is a not-found in disguise: `soft-404`.

1. Same host, with or without `www.`: on another host see `home_elsewhere`.
2. The cited address wasn't a front page itself.
3. A title or heading that holds the citation's words beats the rule: the page lives there now.

Sources: InternetArchiveBot's CheckIfDead (redirect to root) and EDGI's effective_status, which agree on these.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.judge.places import is_front_page
from auditor.model import Finding, LinkState

NAME = "home page"


def look(sight: Sight) -> Finding | None:
    """A soft 404 when the site sent us to its front page."""
    if not sight.redirected or sight.response is None:
        return None
    cited, final = sight.cited, sight.final
    if cited is None or final is None or uris.bare_host(cited.host) != uris.bare_host(final.host):
        return None
    if is_front_page(cited) or not is_front_page(final):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=final.host):
        return None
    because = f"redirected to the home page of {final.host}"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


RULE = Rule(name=NAME, look=look)
