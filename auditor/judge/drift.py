"""A page as it is now and a copy of it in, whether they appear to say the same out. Suspected, never asserted.

What counts is the share of the text's runs (`shingles`) that are still there, of the shorter text in the longer; and
the quotations and figures that the citing sentences take over (`cited_words`):

| share     | cited words are gone | nothing of the kind | a quotation is still there |
|-----------|----------------------|---------------------|----------------------------|
| from 85 % | edited               | same                | same                       |
| from 50 % | drifted              | edited              | edited                     |
| below     | drifted              | drifted             | edited                     |

1. Gone is what the copy has and the page, read to its end, has nowhere. What the copy lacks is no evidence.
2. What the copy says counts as still there wherever on the page it stands. Only where that is too little is the page's
   main text looked for, in the way in which the copy's was.
3. A page that says nothing but what its copy says, and less than 40 % of it, shows only its beginning: not drift.
4. Unknown, and not drifted, is a page in another language than its copy and one that needs scripts to show its text;
   and whatever has hardly any text.

Measured on 179 news articles: another article shares nothing, one in which half of the passages were replaced 23 to
76 %, one with a tenth replaced 73 % and more. Eve (2024, 10.59348/xnrh7-7px07) finds that such measures tell drift of
citations better than embeddings, since wording matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from auditor.judge.captures import Copy, day
from auditor.judge.cited_words import Quotation, Taken, Wording, told
from auditor.judge.shingles import contained, measure_of, runs, words
from auditor.model import BodyEnd, ContentState, Response
from auditor.page import MAX_TAGS, MAX_TEXT_CHARS, Page, read_page

Read = Callable[[Response], str]

SAME = 0.85
EDITED = 0.50
TEASER = 0.90
TEASER_LENGTH = 0.40

_WORTH_TELLING = 0.70  # of a length
_MOST_TOLD = 3

_WORSE = {
    ContentState.SAME: ContentState.EDITED,
    ContentState.EDITED: ContentState.DRIFTED,
    ContentState.DRIFTED: ContentState.DRIFTED,
}
# What frameworks leave of a page without scripts: an empty root, or the request to allow them.
_NEEDS_SCRIPTS = re.compile(
    rb"<div[^>]{0,200}\bid=[\"']?(?:root|app|__next|___gatsby|__nuxt)\b[^>]{0,200}>\s*</div>"
    rb"|\b(?:enable|turn on|requires?|needs?) (?:javascript|js)\b|javascript (?:is )?(?:required|disabled|turned off)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the last good look saw."""

    response: Response
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was found. `because` is a sentence for a report's reader; `gone` says that cited words are missing."""

    state: ContentState
    because: str
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much is still there: of the copy's text, or of the page's where that is the shorter one (`of_page`).

    `length` is the page's in words, of the copy's.
    """

    share: float
    of_page: bool = False
    length: float = 1.0


def compare(now: Shown, copy: Copy, cited: Sequence[Taken], read: Read) -> Comparison:
    """Whether the page still says what the copy says. `read` finds main texts, and may remember what it found."""
    if now.response.body == copy.response.body and now.response.body_end is BodyEnd.WHOLE:
        return Comparison(
            state=ContentState.SAME, because=f"byte for byte what was captured on {day(copy.captured_at)}"
        )
    page, copied = read_page(now.response), copy.page
    if page is None or copied is None:
        return _unknown("only web pages are")
    overlap = overlap_of(now.response, page, read(copy.response), read)
    if isinstance(overlap, str):
        return _unknown(overlap)
    if overlap.of_page and overlap.share >= TEASER and overlap.length < TEASER_LENGTH:
        return _unknown(f"the page shows only a part of what was captured on {day(copy.captured_at)}")
    gone, kept = _cited(cited, now.response, page, copied)
    state = _state(overlap.share, gone=bool(gone), quoted=any(isinstance(one, Quotation) for one in kept))
    doubt = _doubt(now.response, page, copied, overlap) if state is ContentState.DRIFTED else None
    if doubt:
        return _unknown(doubt)
    because = "; ".join((_in_words(overlap, now, copy), *_words_in_words(gone, kept)))
    return Comparison(state=state, because=because, gone=bool(gone))


def overlap_of(response: Response, page: Page, copied: str, read: Read) -> Overlap | str:
    """How much is still there; or why that can't be told."""
    copy_words = words(copied)
    measure = measure_of(copy_words)
    if len(copy_words) < measure.least:
        return "its copy has hardly any text"
    copy_runs = runs(copy_words, measure)
    anywhere = contained(copy_runs, runs(words(page.text), measure))
    if anywhere >= SAME:
        return Overlap(share=anywhere)
    page_words = words(read(response))
    if len(page_words) < measure.least:
        return Overlap(share=anywhere) if anywhere >= EDITED else "it has hardly any text"
    page_runs = runs(page_words, measure)
    length = len(page_words) / len(copy_words)
    of_page = contained(page_runs, copy_runs) if len(page_runs) < len(copy_runs) else 0.0
    if of_page > anywhere:
        return Overlap(share=of_page, of_page=True, length=length)
    return Overlap(share=anywhere, length=length)


def _state(share: float, *, gone: bool, quoted: bool) -> ContentState:
    state = ContentState.SAME if share >= SAME else ContentState.EDITED if share >= EDITED else ContentState.DRIFTED
    if gone:
        return _WORSE[state]
    return ContentState.EDITED if quoted and state is ContentState.DRIFTED else state


def _cited(cited: Sequence[Taken], response: Response, page: Page, copied: Page) -> tuple[list[Taken], list[Taken]]:
    """What of the cited words the copy has and the page doesn't, and what the page has."""
    if not cited:
        return [], []
    now, then = _wording(page), _wording(copied)
    kept = [one for one in cited if now.holds(one)]
    if not _read_to_its_end(response, page):
        return [], kept
    return [one for one in cited if one not in kept and then.holds(one)], kept


def _wording(page: Page) -> Wording:
    return Wording("\n".join((page.title, *page.h1, page.text)))


def _read_to_its_end(response: Response, page: Page) -> bool:
    whole = response.body_end is BodyEnd.WHOLE and response.body.count(b"<") <= MAX_TAGS
    return whole and page.text_chars < MAX_TEXT_CHARS


def _doubt(response: Response, page: Page, copied: Page, overlap: Overlap) -> str | None:
    """Why a page that says something else may not have changed."""
    here, there = (_language(each) for each in (page, copied))
    if here and there and here != there:
        return f"the page answered in another language ({here}) than its copy is in ({there})"
    if overlap.length < TEASER_LENGTH and _NEEDS_SCRIPTS.search(response.body):
        return "the page needs scripts to show its text"
    return None


def _language(page: Page) -> str:
    return (page.lang or "").replace("_", "-").partition("-")[0].strip().lower()


def _unknown(why: str) -> Comparison:
    return Comparison(state=ContentState.UNKNOWN, because=f"not compared: {why}")


def _in_words(overlap: Overlap, now: Shown, copy: Copy) -> str:
    share = f"{int(100 * overlap.share)} %"
    if not overlap.of_page:
        return f"{share} of the text captured on {day(copy.captured_at)} is on the page of {day(now.seen_at)}"
    shorter = f", though it is {int(100 * overlap.length)} % as long" if overlap.length < _WORTH_TELLING else ""
    return f"{share} of the text of {day(now.seen_at)} was there on {day(copy.captured_at)}{shorter}"


def _words_in_words(gone: Sequence[Taken], kept: Sequence[Taken]) -> Iterator[str]:
    if gone:
        yield f"{_listed(gone)} of the citing sentence {'is' if len(gone) == 1 else 'are'} no longer there"
    if kept:
        yield f"{_listed(kept)} of the citing sentence {'is' if len(kept) == 1 else 'are'} still there"


def _listed(those: Sequence[Taken]) -> str:
    more = [f"{len(those) - _MOST_TOLD} more"] if len(those) > _MOST_TOLD else []
    named = [*map(told, those[:_MOST_TOLD]), *more]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
