"""Rule: a domain that has lost its site and shows that it is parked, for sale or expired is `usurped`.

1. It shows it by where it leads (a marketplace for domains, a numbered `ww` host of the same name), by the script of a
   parking service on a page with hardly any text, or by saying so in a title or a short text.
2. Only good answers count: on 404 and 410 nobody is misled, and a wall is not the domain's own word.
3. A title that holds the citation's words beats the rule: the courts do write about domains that are for sale. Who only
   writes of it has a site that answers made-up addresses with a true 404, which beats what is told in words.

Who answers there now isn't whom the citation means, and may sell the name to anybody: hence `usurped`, the state of
citations that a reader should no longer follow. Sources stand with the signatures, in `tables.parked_signatures`.
"""

from __future__ import annotations

from functools import cache

from auditor.judge import Rule, Sight
from auditor.judge.absence import site_admits_absence
from auditor.judge.likeness import titled_as_cited
from auditor.judge.signatures import Signature, Table
from auditor.judge.tables.parked_signatures import parked
from auditor.model import Finding, LinkState

NAME = "parked"


def look(sight: Sight) -> Finding | None:
    """Usurped, and by whose service; None where the site seems to be its own."""
    if not sight.is_good:
        return None
    found = _table().match(sight)
    if found is None or titled_as_cited(sight.reference.words, sight.page, host=sight.answered_by):
        return None
    if _is_told_in_words(found) and site_admits_absence(sight):
        return None
    because = f"a {found.kind.value} ({found.vendor}) answered in place of the site: {sight.answered_by} ({found.name})"
    return Finding(rule=NAME, state=LinkState.USURPED, because=because)


def only_mentions_it(sight: Sight) -> bool:
    """Whether it is told in words that others have too: what a made-up address gets can tell."""
    found = _table().match(sight)
    return found is not None and _is_told_in_words(found)


def _is_told_in_words(found: Signature) -> bool:
    return bool(found.text or found.part)


@cache
def _table() -> Table:
    return Table(parked())


RULE = Rule(name=NAME, look=look)
