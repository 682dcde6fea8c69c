"""Rule: a page whose title or heading advertises games of chance, where nothing of the kind was cited, is `usurped`.

1. One phrase that only advertisers use ("slot gacor", "deneme bonusu") is enough; of words that newspapers use as well
   it takes two different ones. Both stand in `spam_words`.
2. It is no hijacking where the cited address or the citation's words speak of such games: researchers do cite them.
   A title or heading that holds the citation's words beats the rule.
3. The language that the page gives for itself is told, and decides nothing.

Source: Wikipedia:JUDI, which counts more than 50,000 domains of former citations, December 2025; the titles of such
pages as they are passed around.
"""

from __future__ import annotations

from auditor.judge import Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.judge.spam_words import ROOTS, SOLD, SPOKEN_OF, may_be_meant
from auditor.model import Finding, LinkState

NAME = "spam"

_ENOUGH = 2
_MOST_CHARS = 1_000  # of a title and headings


def look(sight: Sight) -> Finding | None:
    """Usurped, and by what the title gives it away; None where it advertises nothing of the kind."""
    page = sight.page
    if page is None or not sight.is_good:
        return None
    lines = " · ".join((page.title, *page.h1))[:_MOST_CHARS].casefold()
    told = _told(lines) if may_be_meant(lines) else None
    if told is None or ROOTS.search(" ".join((sight.reference.uri, *sight.reference.words)).casefold()):
        return None
    if titled_as_cited(sight.reference.words, page, host=sight.answered_by):
        return None
    tongue = f"; its language is {page.lang[:10]}" if page.lang else ""
    because = f"the page advertises games of chance (“{told}”), of which nothing was cited{tongue}"
    return Finding(rule=NAME, state=LinkState.USURPED, because=because)


def _told(lines: str) -> str | None:
    """The words that give it away; None where there are too few."""
    sold = SOLD.search(lines)
    if sold is not None:
        return sold.group()
    spoken = {found.group().rstrip("s"): None for found in SPOKEN_OF.finditer(lines)}
    return ", ".join(spoken) if len(spoken) >= _ENOUGH else None


RULE = Rule(name=NAME, look=look)
