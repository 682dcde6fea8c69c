"""Real article pages go in; how well one article in two extractions is told from two articles comes out.

The pages are those that extraction libraries ship as test cases (`make drift-figures` brings them to `.material`).
Each makes two pairs with itself: relaunched, without any class or id and with other notices around it; and in another
site's template, with its text as jusText finds it, an extractor of another kind. Different articles are a page and
each of those after it, as they are, and in that one template, where they share everything but the article.
"""

from __future__ import annotations

import html
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import justext

from auditor.judge.drift import EDITED, SAME, overlap_of
from auditor.judge.shingles import measure_of, words
from auditor.model import Response
from auditor.page import decode, read_page
from auditor.text import main_text

MATERIAL = Path(".material")
LEAST_PAGES = 50  # two pairs each make the hundred
NEIGHBOURS = 12
LEAST_BYTES = 8_000  # smaller ones are stubs made for a test
TWICE = 2  # of what is enough to compare: front pages and videos aren't articles

Pair = tuple[Response, Response]

_ATTRIBUTES = re.compile(r"<([a-z][a-z0-9]*)\s[^<>]*?(/?)>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_NOTICE = (
    "<div><p>We and our partners use cookies to personalise what you see, to measure our audience and to sell "
    "advertising. You can accept all of them, refuse those that aren't needed, or choose one by one. Your choice is "
    "kept for a year and can be changed at any time at the foot of each page of this site.</p><a href=/yes>Accept"
    "</a><a href=/no>Refuse</a></div>"
)
_RELATED = "".join(
    f"<li><a href=/{number}>Council votes on plan number {number} for the old harbour</a></li>" for number in range(12)
)
_TEMPLATE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Courier</title></head><body>{notice}'
    '<div class="menu"><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></div>'
    '<div class="content"><article>{text}</article></div><aside><h3>Read next</h3><ul>{related}</ul></aside>'
    "<footer><p>The Courier is published by an independent trust. All rights reserved.</p></footer></body></html>"
)


def run() -> None:
    """Print how far apart the two kinds of pairs are, and what reading and comparing cost."""
    pages = list(_articles())
    if len(pages) < LEAST_PAGES:
        print("drift: no material; `make drift-figures` brings it")
        return
    kilobytes = statistics.mean(len(page.body) for page in pages) / 1_000
    print(f"drift: {len(pages)} articles, pages of {kilobytes:.0f} kB", flush=True)
    read = cache(main_text)
    elsewhere = {page: other for page in pages if (other := _elsewhere(page))}
    same = list(_shares([*((_relaunched(page), page) for page in pages), *elsewhere.items()], read))
    different = list(_shares([*_neighbours(pages), *_neighbours(list(elsewhere.values()))], read))
    _tell("one article in two extractions", same)
    _tell("two articles", different)
    wrong = sum(share < EDITED for share in same) + sum(share >= EDITED for share in different)
    print(f"drift: {wrong} of {len(same) + len(different):,} pairs on the wrong side of {EDITED}")
    print(f"drift: {sum(share < SAME for share in same)} of {len(same)} same ones would be taken for edited")
    _tell_cost(pages, read)


def _tell(kind: str, shares: Sequence[float]) -> None:
    ranked = sorted(shares)
    at = [ranked[int(part * (len(ranked) - 1))] for part in (0, 0.01, 0.05, 0.5, 0.95, 0.99, 1)]
    print(f"drift: {kind}, {len(shares):,} pairs: least, 1, 5, 50, 95, 99 %, most", *(f"{one:.2f}" for one in at))


def _tell_cost(pages: Sequence[Response], read: Callable[[Response], str]) -> None:
    began_s = time.process_time()
    for page in pages:
        main_text(page)
    read_s = time.process_time()
    list(_shares([(page, page) for page in pages], read))
    compared_s = time.process_time()
    each_ms = [1_000 * spent / len(pages) for spent in (read_s - began_s, compared_s - read_s)]
    print(
        f"drift: {each_ms[0]:.0f} ms to read a main text, {each_ms[1]:.1f} ms to compare a page with one that is known"
    )


def _articles() -> Iterator[Response]:
    """The pages that have an article, each once by its title."""
    titles: set[str] = set()
    for path in sorted(MATERIAL.rglob("*.html")):
        response = _response(path.read_bytes())
        page, said = read_page(response), words(main_text(response))
        if (
            page is None
            or page.title in titles
            or len(response.body) < LEAST_BYTES
            or len(said) < TWICE * measure_of(said).least
        ):
            continue
        titles.add(page.title)
        yield response


def _relaunched(page: Response) -> Response:
    """The same page without any attribute, and with notices before its text."""
    bare = _ATTRIBUTES.sub(r"<\1\2>", decode(page))
    return _response(_BODY.sub(lambda begin: begin.group() + _NOTICE + _RELATED, bare, count=1).encode())


def _elsewhere(page: Response) -> Response | None:
    """The same article in another site's template, as jusText finds it; None where that finds hardly any."""
    paragraphs = justext.justext(page.body, frozenset(), stopwords_low=0.0, stopwords_high=0.0)
    good = [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]
    said = words("\n".join(good))
    if len(said) < TWICE * measure_of(said).least:
        return None
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in good)
    return _response(_TEMPLATE.format(notice=_NOTICE, text=text, related=_RELATED).encode())


def _neighbours(pages: Sequence[Response]) -> Iterator[Pair]:
    for number, page in enumerate(pages):
        yield from ((page, other) for other in islice(pages, number + 1, number + 1 + NEIGHBOURS))


def _shares(pairs: Iterable[Pair], read: Callable[[Response], str]) -> Iterator[float]:
    """How much of each copy is still on its page; 0 where there is too little to tell."""
    for now, copy in pairs:
        page = read_page(now)
        found = overlap_of(now, page, read(copy), read) if page else "no page"
        yield 0.0 if isinstance(found, str) else found.share


def _response(body: bytes) -> Response:
    return Response(status=200, headers=(("content-type", "text/html"),), body=body)
