"""Rule: what made-up addresses beside the cited one are answered with tells what this site does with what it hasn't.

| the sibling gets                            | then                                                                   |
|---------------------------------------------|------------------------------------------------------------------------|
| 404 or 410                                  | the site admits what it hasn't: weak suspicions are dropped            |
| the same, with hardly any text, no heading, | `unknown`: an application whose pages its script writes                |
| and a script                                |                                                                        |
| the same page                               | `soft-404`: two siblings, or one where something else speaks for it    |
| another page, a failure, a wall             | nothing                                                                |

1. The same page: the look ended at the same address; or at least 90 % of the runs of five words of either are in the
   other; or title, main heading and half of these runs are the same, since error pages repeat what was asked for.
   Of hardly any text, it shows the same pictures and frames as well.
2. Something else: the look was redirected, a document's address answered a page, the text has an error page's words, or
   next to nothing but "404", or the template calls a part of the page so.
3. A front page has no siblings. A title or heading that holds the citation's words beats the rule.

Source: Bar-Yossef, Broder, Kumar and Tomkins, "Sic Transit Gloria Telae" (2004), and Hoyt's port of it, which compares
markup; runs of the visible text survive nonces and advertisements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.absence import ends, site_admits_absence
from auditor.judge.likeness import titled_as_cited, without_address
from auditor.judge.places import is_front_page
from auditor.judge.shingles import Runs, contained, measure_of, runs, words
from auditor.judge.soft404 import says_it_somewhere
from auditor.judge.soft404_marks import hints_at_it
from auditor.judge.tables.soft404_lexicon import STATUS_NUMBER
from auditor.model import Exchange, Finding, LinkState, Response
from auditor.page import Page, read_page
from auditor.uris import Uri

NAME = "sibling"

SAME = 0.90
ALIKE = 0.50  # with the same title and heading
SHELL_CHARS = 300
SHORT_CHARS = 1_500
ALONE = 2  # siblings that it takes where nothing else speaks for it

_GOOD = range(200, 300)
_SHOWN = re.compile(
    rb"<(?:img|iframe|frame|embed|object|video|audio|source)\b[^<>]*?\b(?:src|data)\s*=\s*[\"']?([^\"'\s>?]+)",
    re.IGNORECASE,
)


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
    if page is not None and _is_shell(sight, page) and not sight.redirected:
        because = "made-up addresses beside it get the same page, which shows nothing before its script has run"
        return Finding(rule=NAME, state=LinkState.UNKNOWN, because=because)
    if len(same) < ALONE and not _something_else(sight, page):
        return None
    because = f"{_count(len(same))} beside it got the same page"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


def _is_same(sight: Sight, page: Page | None, end: Exchange) -> bool:
    response = end.response
    if response is None or response.status not in _GOOD or sight.response is None:
        return False
    if sight.redirected and uris.same_page(sight.final_uri, end.request.uri):
        return True
    other = read_page(response)
    if page is None or other is None:
        return _bytes_alike(sight.response, response)
    return _alike(_told(page, sight.final), _told(other, uris.parse(end.request.uri))) and (
        page.text_chars >= SHELL_CHARS or _show_alike(sight.response, response)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page says, without what it repeats of its address."""

    lines: tuple[str, ...]  # its title and headings
    text: str
    is_titled: bool


def _told(page: Page, asked: Uri | None) -> _Told:
    told = (page.title, *page.h1, page.text)
    *lines, text = (without_address(each, asked) for each in told) if asked else told
    return _Told(tuple(lines), text, bool(page.title and page.h1))


def _alike(one: _Told, two: _Told) -> bool:
    first, second = _runs(one.text), _runs(two.text)
    if not first or not second:
        return (one.lines, one.text) == (two.lines, two.text)
    share = min(contained(first, second), contained(second, first))
    return share >= (ALIKE if one.is_titled and one.lines == two.lines else SAME)


def _show_alike(one: Response, other: Response) -> bool:
    """Whether both show the same pictures, films and frames: a gallery's pages may differ in nothing else."""
    return set(_SHOWN.findall(one.body)) == set(_SHOWN.findall(other.body))


def _bytes_alike(one: Response, other: Response) -> bool:
    return bool(one.body) and one.body == other.body


def _runs(text: str) -> Runs:
    said = words(text)
    return runs(said, measure_of(said))


def _is_shell(sight: Sight, page: Page) -> bool:
    """Whether it says nothing before its script has run; a page with a heading says something."""
    if page.text_chars >= SHELL_CHARS or page.h1 or b"<script" not in sight.low_markup:
        return False
    return not _gives_itself_away(page)


def _something_else(sight: Sight, page: Page | None) -> bool:
    if sight.redirected or page is None:
        return sight.redirected
    hinted = page.text_chars < SHORT_CHARS and sight.response is not None and hints_at_it(sight.response.body)
    return hinted or _gives_itself_away(page)


def _gives_itself_away(page: Page) -> bool:
    """Whether it shows an error page's words, or next to no text and "404" in it."""
    shown = " ".join((page.title, *page.h1, page.text if page.text_chars < SHELL_CHARS else ""))
    short = page.text_chars < SHORT_CHARS
    return says_it_somewhere(page) or (short and STATUS_NUMBER.search(shown) is not None)


def _count(siblings: int) -> str:
    return "a made-up address" if siblings == 1 else f"{siblings} made-up addresses"


RULE = Rule(name=NAME, look=look)
