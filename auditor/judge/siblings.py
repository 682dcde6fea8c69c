"""Rule: what made-up addresses beside the cited one are answered with tells what this site does with what it hasn't.

| the sibling gets                            | then                                                                   |
|---------------------------------------------|------------------------------------------------------------------------|
| 404 or 410                                  | the site admits what it hasn't: weak suspicions are dropped            |
| the same, with hardly any text, no heading  | `unknown`: an application whose pages its script writes                |
| the same page                               | `soft-404`: two siblings, or one where something else speaks for it    |
| another page, a failure, a wall             | nothing                                                                |

1. The same page: the look ended at the same address; or at least 90 % of the runs of five words of either are in the
   other; or title, main heading and half of these runs are the same, since error pages repeat what was asked for.
2. Something else: the look was redirected, a document's address answered a page, or the text has an error page's words.
3. A front page has no siblings. A title or heading that holds the citation's words beats the rule.

Source: Bar-Yossef, Broder, Kumar and Tomkins, "Sic Transit Gloria Telae" (2004), and Hoyt's port of it, which compares
markup; runs of the visible text survive nonces and advertisements.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from auditor import uris
from auditor.judge import REDIRECTS, Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.judge.places import is_front_page
from auditor.judge.shingles import Runs, contained, measure_of, runs, words
from auditor.judge.soft404 import says_it_somewhere
from auditor.model import Exchange, Finding, LinkState, Response
from auditor.page import Page, read_page

NAME = "sibling"

SAME = 0.90
ALIKE = 0.50  # with the same title and heading
SHELL_CHARS = 300
ALONE = 2  # siblings that it takes where nothing else speaks for it

_GOOD = range(200, 300)
_GONE = frozenset({404, 410})


def look(sight: Sight) -> Finding | None:
    """What the siblings' answers prove; None where none was asked for, or they prove nothing."""
    if not sight.probe.siblings or not sight.is_good:
        return None
    if sight.cited is None or is_front_page(sight.cited) or site_admits_absence(sight):
        return None
    page = sight.whole_page
    same = [end for end in ends(sight) if _is_same(sight, page, end)]
    if not same or titled_as_cited(sight.reference.words, page, host=sight.answered_by):
        return None
    if page is not None and _is_shell(page) and not sight.redirected:
        because = "made-up addresses beside it get the same page, which shows nothing before its script has run"
        return Finding(rule=NAME, state=LinkState.UNKNOWN, because=because)
    if len(same) < ALONE and not _something_else(sight, page):
        return None
    because = f"{_count(len(same))} beside it got the same page"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


def site_admits_absence(sight: Sight) -> bool:
    """Whether a made-up address beside the cited one got a true 404."""
    return any(end.response is not None and end.response.status in _GONE for end in ends(sight))


def ends(sight: Sight) -> Iterator[Exchange]:
    """The exchanges in which the looks at siblings ended: those that weren't followed by the place they lead to."""
    told = sight.probe.siblings
    for exchange, following in zip_longest(told, told[1:]):
        response = exchange.response
        location = response.header("location") if response and response.status in REDIRECTS else None
        onward = uris.parse(location, base=exchange.request.uri) if location else None
        if following is None or onward is None or uris.key_of(following.request.uri) != onward.key:
            yield exchange


def _is_same(sight: Sight, page: Page | None, end: Exchange) -> bool:
    response = end.response
    if response is None or response.status not in _GOOD or sight.response is None:
        return False
    if sight.redirected and uris.same_page(sight.final_uri, end.request.uri):
        return True
    other = read_page(response)
    return _alike(page, other) if page and other else _bytes_alike(sight.response, response)


def _alike(page: Page, other: Page) -> bool:
    one, two = _runs(page.text), _runs(other.text)
    if not one or not two:
        return (page.title, page.h1, page.text) == (other.title, other.h1, other.text)
    share = min(contained(one, two), contained(two, one))
    titled = bool(page.title and page.h1) and (page.title, page.h1) == (other.title, other.h1)
    return share >= (ALIKE if titled else SAME)


def _bytes_alike(one: Response, other: Response) -> bool:
    return bool(one.body) and one.body == other.body


def _runs(text: str) -> Runs:
    said = words(text)
    return runs(said, measure_of(said))


def _is_shell(page: Page) -> bool:
    """Whether it says nothing before its script has run; a page with a heading says something."""
    return page.text_chars < SHELL_CHARS and not page.h1 and not says_it_somewhere(page)


def _something_else(sight: Sight, page: Page | None) -> bool:
    return sight.redirected or (page is not None and says_it_somewhere(page))


def _count(siblings: int) -> str:
    return "a made-up address" if siblings == 1 else f"{siblings} made-up addresses"


RULE = Rule(name=NAME, look=look)
