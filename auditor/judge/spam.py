"""Rule: a page whose title or heading advertises what hijackers sell, where nothing of the kind was cited, is `usurped`.

1. It is games of chance mostly: one phrase that only advertisers use ("slot gacor", "deneme bonusu") is enough; of
   words that newspapers use as well it takes two different ones, or one where the domain was registered after it was
   cited. Both stand in `tables.spam_words`. Drugs, copies of brands and the like have phrases of their own, in `tables.spam_trades`.
2. A title or heading that speaks of police, courts, bans and the like is about such things, and advertises none.
3. It is no hijacking where the cited address or the citation's words speak of such things: researchers do cite them.
   A title or heading that holds the citation's words beats the rule.
4. The language that the page gives for itself is told, and decides nothing.

Source: Wikipedia:JUDI, which counts more than 50,000 domains of former citations, December 2025; the titles of such
pages as they are passed around.
"""

from __future__ import annotations

from auditor.judge import Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.judge.registration import registered_since
from auditor.judge.tables.spam_trades import trades
from auditor.judge.tables.spam_words import FOUGHT, ROOTS, SOLD, SPOKEN_OF, may_be_meant
from auditor.model import Finding, LinkState

NAME = "spam"

_GAMES = "games of chance"
_ENOUGH = 2
_MOST_CHARS = 1_000  # of a title and headings


def look(sight: Sight) -> Finding | None:
    """Usurped, and by what the title gives it away; None where it advertises nothing of the kind."""
    page = sight.page
    if page is None or not sight.is_good:
        return None
    lines = " · ".join((page.title, *page.h1))[:_MOST_CHARS].casefold()
    cited = " ".join((sight.reference.uri, *sight.reference.words)).casefold()
    told = _games(lines, cited, 1 if registered_since(sight) else _ENOUGH) or _other(lines, cited)
    if told is None or FOUGHT.search(lines):
        return None
    if titled_as_cited(sight.reference.words, page, host=sight.answered_by):
        return None
    what, words = told
    tongue = f"; its language is {page.lang[:10]}" if page.lang else ""
    because = f"the page advertises {what} (“{words}”), of which nothing was cited{tongue}"
    return Finding(rule=NAME, state=LinkState.USURPED, because=because)


def half_told(sight: Sight) -> bool:
    """Whether the title has any of the words of which it takes two."""
    lines = " · ".join((sight.page.title, *sight.page.h1))[:_MOST_CHARS].casefold() if sight.page else ""
    return may_be_meant(lines) and SPOKEN_OF.search(lines) is not None


def _games(lines: str, cited: str, enough: int) -> tuple[str, str] | None:
    """Games of chance, and the words that give it away; None where there are too few, or they were cited."""
    if not may_be_meant(lines) or ROOTS.search(cited):
        return None
    sold = SOLD.search(lines)
    if sold is not None:
        return _GAMES, sold.group()
    spoken = {found.group().rstrip("s"): None for found in SPOKEN_OF.finditer(lines)}
    return (_GAMES, ", ".join(spoken)) if len(spoken) >= enough else None


def _other(lines: str, cited: str) -> tuple[str, str] | None:
    """Another trade, and its words."""
    for trade in trades(lines):
        sold = trade.sold.search(lines)
        if sold is not None and not trade.roots.search(cited):
            return trade.name, sold.group()
    return None


RULE = Rule(name=NAME, look=look)
