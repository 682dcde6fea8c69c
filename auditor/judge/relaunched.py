"""Rules for sites that are known to have been renamed or relaunched: what a redirect of theirs means.

| site                                  | a redirect from it                          | means                                     |
|---------------------------------------|---------------------------------------------|-------------------------------------------|
| a renamed one, of the table           | to the same path, or to one with its name   | `moved` for good, whatever the status is  |
| one whose old addresses were given up | to where nothing of the page is, not even   | `soft-404`                                |
|                                       | its title                                   |                                           |

Elsewhere a temporary redirect says that the cited address is still the one to cite, and a redirect to some page deep in
a site says nothing. Sources stand with the rows.
"""

from __future__ import annotations

import re

from auditor.judge import Rule, Sight
from auditor.judge.likeness import keeps_its_name, titled_as_cited
from auditor.judge.places import is_front_page
from auditor.model import Finding, LinkState

RENAMED_NAME = "renamed site"
GIVEN_UP_NAME = "given-up addresses"

# (former host, host of today, source)
_RENAMED = (
    ("defense.gov", "war.gov", "the Department of Defense redirects since 10 September 2025"),
    ("nrel.gov", "nlr.gov", "web-monitoring's fixture of 2026: deep addresses are redirected, many to a true 404"),
)
# (host, old addresses, source)
_GIVEN_UP = (
    ("nato.int", re.compile(r"/(?:cps|docu)/", re.IGNORECASE), "NATO's relaunch; practitioners' word, to be confirmed"),
)


def renamed(sight: Sight) -> Finding | None:
    """Moved where a renamed site sent us to the same page under its new name."""
    cited, final = sight.cited, sight.final
    if not sight.redirected or not sight.is_good or cited is None or final is None or is_front_page(final):
        return None
    known = any(_within(cited.host, old) and _within(final.host, new) for old, new, _ in _RENAMED)
    if not known or not (cited.path.rstrip("/") == final.path.rstrip("/") or keeps_its_name(cited, final, sight.page)):
        return None
    because = f"the site was renamed: {cited.host} is {final.host} now"
    return Finding(rule=RENAMED_NAME, state=LinkState.MOVED, because=because, proposal=sight.final_uri)


def given_up(sight: Sight) -> Finding | None:
    """A soft 404 where an old address of a relaunched site leads to where nothing of its page is."""
    cited, final = sight.cited, sight.final
    if not sight.redirected or sight.response is None or cited is None or final is None:
        return None
    known = any(_within(cited.host, host) and old.match(cited.path) and not old.match(final.path)
                for host, old, _ in _GIVEN_UP)  # fmt: skip
    if not known or keeps_its_name(cited, final, sight.page):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=final.host):
        return None
    because = (
        f"{cited.host} gave up its old addresses with a relaunch; this one leads to {sight.final_uri}, without the page"
    )
    return Finding(rule=GIVEN_UP_NAME, state=LinkState.SOFT_404, because=because)


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


RENAMED = Rule(name=RENAMED_NAME, look=renamed)
GIVEN_UP = Rule(name=GIVEN_UP_NAME, look=given_up)
