"""Note on a live citation: whether the words or the page of a document that its fragment points at are there.

| the fragment                       | is there when                                                                  |
|------------------------------------|--------------------------------------------------------------------------------|
| `#:~:text=[before-,]start[,end][,-after]` | `start` and `end` stand in the page's text in this order, whatever the case |
| `#page=7` of a PDF                 | the whole document was read, and says that it has so many pages                |

A note never changes the state: what was cited answers, and a sentence may have been edited. It is a hint for the axis
of content. Where only a part of the page was read, or it needs its script, nothing is said.
Sources: WICG, URL Fragment Text Directives; RFC 8118 section 3 (`page=`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from auditor.judge import Rule, Sight
from auditor.judge.shingles import words
from auditor.model import BodyEnd, Finding, LinkState, Response
from auditor.page import MAX_TEXT_CHARS

NAME = "fragment"

_PAGE = re.compile(r"(?:^|[#&])page=(\d{1,5})(?=&|$)", re.IGNORECASE)
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,400}?/Count\s+(\d{1,6})|/Count\s+(\d{1,6})[^>]{0,400}?/Type\s*/Pages\b")
_SHOWN_CHARS = 80
_ENOUGH_CHARS = 300  # less is a shell that its script would fill


def look(sight: Sight) -> Finding | None:
    """What a fragment points at and isn't there; None where all is there, or it can't be told."""
    response = sight.response
    if response is None or not sight.reference.fragments or not sight.is_good:
        return None
    missing = next(
        (each for fragment in sight.reference.fragments for each in _missing(sight, response, fragment)), None
    )
    return Finding(rule=NAME, state=LinkState.LIVE, because=missing) if missing else None


def quotations(fragment: str) -> tuple[tuple[str, ...], ...]:
    """The texts at which a fragment points, each as the one or two pieces that stand in the page in this order."""
    _, _, directive = fragment.partition(":~:")
    found = []
    for said in re.findall(r"(?:^|&)text=([^&]*)", directive):
        pieces = [piece for piece in said.split(",") if not (piece.endswith("-") or piece.startswith("-"))]
        if pieces:
            found.append(tuple(unquote(piece) for piece in pieces[:2]))
    return tuple(found)


def _missing(sight: Sight, response: Response, fragment: str) -> Iterator[str]:
    if response.body_end is not BodyEnd.WHOLE:
        return
    yield from _missing_words(sight, fragment)
    asked = _PAGE.search(fragment)
    if asked and response.body.startswith(b"%PDF-"):
        held = max((int(one or other) for one, other in _PAGES.findall(response.body)), default=0)
        if 0 < held < int(asked.group(1)):
            yield f"page {asked.group(1)} is cited, and the document has {held}"


def _missing_words(sight: Sight, fragment: str) -> Iterator[str]:
    asked = quotations(fragment)
    page = sight.whole_page if asked else None
    if page is None or page.text_chars < _ENOUGH_CHARS or page.text_chars >= MAX_TEXT_CHARS:
        return
    text = _joined(f"{page.title} {page.text}")
    for pieces in asked:
        at = 0
        for piece in pieces:
            at = text.find(_joined(piece), at)
            if at < 0:
                yield f"the quoted words are not on the page: “{piece[:_SHOWN_CHARS]}”"
                break


def _joined(text: str) -> str:
    """The words alone, one space between: what fragments are compared by here."""
    return " ".join(words(text))


RULE = Rule(name=NAME, look=look)
