"""A page's text and its citations in, the same citations with their lines and offsets out.

Parsers of HTML tell no places, so they are looked for again: the values of the attributes that cite, and the words
between tags that begin as an address or an identifier does. Of equal ones the first citation has the first place. What
is not found (what rules have made of several pieces) has none.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.model import Citation
from auditor.prose.cite import Lines

_QUOTED = r"\"[^\"]{0,20000}\"|'[^']{0,20000}'"
_UNSEEN = (
    r"!--[^-]*+(?:-(?!->)[^-]*+)*+"
    r"|(script|style|template|textarea|select|svg|math|iframe|noscript)\b[^<>]*>[^<]*+(?:<(?!/\1\b)[^<]*+)*+"
)
_ATTRIBUTES = rf"((?:{_QUOTED}|[^'\"<>])*)>"
_TAGS = re.compile(rf"<(?:{_UNSEEN}|(a|area|q|blockquote|ins|del|img)\b{_ATTRIBUTES})()", re.IGNORECASE)
_TAGS_AND_WORDS = re.compile(
    rf"<(?:{_UNSEEN}|(/?[A-Za-z][A-Za-z0-9]*){_ATTRIBUTES})"
    r"|((?<![\w/.@-])(?:https?://|www\.|(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/|(?:doi|arxiv|pmid|pmcid|hdl|handle):\s?)"
    r"(?:[^\s<>\"]|</?(?:wbr|b|i|u|em|strong|span|code|font)\b[^<>]{0,200}>){1,8192})",
    re.IGNORECASE | re.DOTALL,
)
_CITING = re.compile(
    rf"(?<![\w-])(?:href|cite|src|data-originalurl)\s{{0,9}}=\s{{0,9}}({_QUOTED}|[^\s\"'>]+)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_ELEMENTS = frozenset({"a", "area", "q", "blockquote", "ins", "del", "img"})
_STOPS = ".,;:!?)]}'’”»"


def placed(citations: Sequence[Citation], text: str) -> tuple[Citation, ...]:
    """The citations of the page whose source is `text`, with their lines and offsets in it."""
    places = _places(text, _TAGS)
    if any(one.target not in places for one in citations):  # words take longer, and many pages cite with links alone
        places = _places(text, _TAGS_AND_WORDS)
    lines = Lines(text)
    found: list[Citation] = []
    for one in citations:
        left = places.get(one.target) or places.get(one.target.rstrip(_STOPS))
        if left:
            offset = left.popleft()
            found.append(replace(one, offset=offset, line=lines.of(offset)))
        else:
            found.append(one)
    return tuple(found)


def _places(text: str, pieces: re.Pattern[str]) -> dict[str, deque[int]]:
    places: dict[str, deque[int]] = {}
    for value, start in _addresses(text, pieces):
        places.setdefault(value, deque()).append(start)
    return places


def _addresses(text: str, pieces: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """What may be cited in a page, as it was meant, with where it stands; not the words of links."""
    in_link = False
    for piece in pieces.finditer(text):
        name = (piece[2] or "").lower()
        if piece[4]:
            if not in_link:
                yield html.unescape(_TAG.sub("", piece[4])).replace("\u00ad", "").rstrip(_STOPS), piece.start()
        elif name in _ELEMENTS:
            in_link = in_link or (name == "a" and "href" in piece[3].lower())
            for found in _CITING.finditer(piece[3]):
                yield _meant(found[1]), piece.start(3) + found.start(1) + _indent(found[1])
        elif name == "/a":
            in_link = False


def _meant(written: str) -> str:
    """The value of an attribute as it was meant."""
    return html.unescape(written[1:-1] if written[0] in "\"'" else written).strip()


def _indent(written: str) -> int:
    """The characters before an attribute's value: a quote, and white space behind that."""
    quote = written[0] in "\"'"
    return len(written) - len(written[quote:].lstrip()) if quote else 0
