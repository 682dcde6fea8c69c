"""Rule: a page that says with 200 that it isn't there is a `soft-404`.

| where it says so                                | when it counts                                           |
|-------------------------------------------------|----------------------------------------------------------|
| a segment of the title, or a heading, that is   | always                                                   |
| nothing but a status or "not found"             |                                                          |
| a title or heading with "the page … not found"  | on a short page; else when it is most of that segment    |
| the text, with "the page … not found"           | on a short page, and not after "if" or "when"; with "the |
|                                                 | file … not found" on one of hardly any: manuals say so   |
| the text outside of links, menus and forms,     | where that is less than 600 characters: many an error    |
| with the same                                   | page has the site's long menu                            |
| the same text, with an apology for what isn't   | where it is less than 500 characters: `soft404_apologies` |
| there, in whatever words                        |                                                          |
| the text, with "404 not found", or a sentence   | on a page of hardly any text: manuals show such answers  |
| that is nothing but "not found"                 |                                                          |
| "404" alone, where the template names a part so | the same                                                 |
| the markup, by a mark of the software that made | always: `soft404_marks`                                  |
| it                                              |                                                          |

1. A short page has less than 1,500 characters of visible text: articles have more, error pages seldom.
2. An article about 404s is none: where the cited address or the citation's words speak of them, only a short page
   that is titled so and nothing else counts.
3. A title or heading that holds the citation's words beats the rule, and so does a long page that is called so.
4. What isn't a mark, nor most of a title or heading, others may write too, who tell of error pages: where a made-up
   address beside the cited one gets a true 404, the site doesn't hide what it hasn't, and the page is one of those. But
   a page of hardly any text that says that something is there no more may know this address, and made-up ones not.

Sources: the title segments of EDGI's effective_status; TeamHG's and Prieto's soft-404 classifiers for what their
pages share. Of 16,783 pages of Debian's manuals in 19 languages six are taken for one; a true 404 beside them clears five.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.judge import Rule, Sight
from auditor.judge.absence import site_admits_absence
from auditor.judge.likeness import titled_as_cited
from auditor.judge.soft404_apologies import MOST_CHARS, apology
from auditor.judge.soft404_marks import body_mark, hints_at_it, mark
from auditor.judge.tables.soft404_lexicon import (
    OF_A_FILE,
    OF_A_LAW,
    STATUS_ALONE,
    STATUS_NUMBER,
    STATUS_PHRASE,
    WAS_THERE,
    Language,
    languages,
)
from auditor.model import Finding, LinkState
from auditor.needles import Needles
from auditor.page import Page

NAME = "soft 404"

SHORT_TEXT_CHARS = 1_500
MOST_OF = 0.5  # of a segment's characters, for a phrase that names the missing thing
SHORT_PROSE_CHARS = 600
NEARLY_ALL = 0.8  # for one that doesn't
TINY_TEXT_CHARS = 300

_SEGMENTS = re.compile(r" [|·•»:\u2013\u2014-]+ | \| ?|::")
_SENTENCES = re.compile(r"[.!?。！？।]+\s*|\s[=|»–—-]+\s|={2,}")
_SENTENCE_CHARS = 80  # in which a condition may stand before the missing thing
_STATUSES = ("404", "410")
_LOOKED_AT_CHARS = 10_000
_LINE_CHARS = 300  # a longer title isn't an error page's
_TAG = re.compile(rb"<[^>]*>")
_NUMBER_ALONE = re.compile(rb">\s*(?:error\s+)?404\s*<", re.IGNORECASE)
# What letters and spaces may be written as; the entities that aren't meant here are signs of no error page's words.
_DISGUISED = re.compile(rb"&(?!(?:amp|lt|gt|quot|copy|reg|[lr]aquo|middot|bull|[mn]dash)\b)[#a-z]", re.IGNORECASE)
_OTHER_CODES = (b"\0", b"\x1b")  # UTF-16 and ISO-2022 write ASCII's bytes, and mean others
_SPACES = bytes.maketrans(b"\t\n\v\f\r\x1c\x1d\x1e\x1f", b" " * 9)
_SPEAKS_OF_IT = re.compile(r"(?<![0-9a-z])(?:http.?)?(?:404|410)s?(?![0-9a-z])|not.?found|link.?rot|dead.?links?")


@dataclass(frozen=True, slots=True)
class _Said:
    """The words by which a page gives itself away, and whether only an error page has them there."""

    words: str
    is_sure: bool


def look(sight: Sight) -> Finding | None:
    """A soft 404 when a good answer's page says that there is nothing."""
    page = sight.page
    if page is None or sight.response is None or not sight.is_good:
        return None
    said = _said(sight, page)
    if said is None or (not said.is_sure and site_admits_absence(sight)):
        return None
    because = f"the page says “{said.words}”, though with {sight.response.status}"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


def only_mentions_it(sight: Sight) -> bool:
    """Whether the page says it in words that others have too: what a made-up address gets can tell."""
    said = _said(sight, sight.page) if sight.page and sight.is_good else None
    return said is not None and not said.is_sure


def says_it_somewhere(page: Page) -> bool:
    """Whether an error page's words stand anywhere in the text: a reason to look closer, no proof."""
    return _says_it(page.text)


def may_say_it(markup: bytes) -> bool:
    """Whether `says_it_somewhere` may hold of this markup: of ASCII alone it is told without reading the page."""
    if not markup.isascii() or _DISGUISED.search(markup) or any(map(markup.__contains__, _OTHER_CODES)):
        return True
    text = _TAG.sub(b" ", markup).translate(_SPACES).lower()
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return _stems()[0].any_in(text.decode("ascii"))


@lru_cache(maxsize=8)  # a look asks it several times of one page, and it is the dearest thing that it asks
def _says_it(text: str) -> bool:
    text = _plain(text[:_LOOKED_AT_CHARS])
    return _status(text) is not None or next(_missing(text, _speaking(text)), None) is not None


def _said(sight: Sight, page: Page) -> _Said | None:
    """What the page says of itself, if it isn't what was cited."""
    marked = _mark(sight, page)
    if marked is not None:
        return None if titled_as_cited(sight.reference.words, page, host=sight.answered_by) else _Said(marked, True)
    short = page.text_chars < SHORT_TEXT_CHARS
    lines = [_plain(line[:_LINE_CHARS]) for line in (page.title, *page.h1)]
    is_sure = (said := _said_by_title(lines, at_least=MOST_OF)) is not None
    if said is None and short:
        said = _said_by_title(lines, at_least=0.0)
    if said is None:
        said = (_said_by_text(page.text) if short else None) or _said_beside_menus(sight, page) or _apology(sight, page)
    if said is None or (not short and said in map(_plain, sight.reference.words)):
        return None
    if _speaks_of_it(sight):
        return _Said(said, False) if short and said in lines else None
    if titled_as_cited(sight.reference.words, page, host=sight.answered_by):
        return None
    return _Said(said, is_sure or (WAS_THERE.search(said) is not None and len(sight.prose) < TINY_TEXT_CHARS))


def _mark(sight: Sight, page: Page) -> str | None:
    """The mark of the software that made the page; in one of much text only the body's own is looked for."""
    body = sight.response.body if sight.response else b""
    return body_mark(body) or (mark(body) if page.text or not page.text_chars else None)


def _said_by_title(lines: list[str], *, at_least: float) -> str | None:
    """The segment that says it alone, or holds a phrase that is `at_least` that share of it."""
    tongues = _speaking("\n".join(lines))
    if not (tongues or any(status in line for line in lines for status in _STATUSES)):
        return None
    segments = [segment for line in lines for segment in (*map(str.strip, _SEGMENTS.split(line)), line) if segment]
    alone = next((segment for segment in segments if _alone(segment, tongues)), None)
    return alone or next((segment for segment in segments if _holds_phrase(segment, tongues, at_least)), None)


def _said_beside_menus(sight: Sight, page: Page) -> str | None:
    """The phrase of a page that has hardly any text of its own, or its "404" where the template's names say so too."""
    is_likely = says_it_somewhere(page) or page.text_chars < (
        SHORT_TEXT_CHARS if "404" in page.text else TINY_TEXT_CHARS
    )
    if not page.text or not is_likely or len(sight.prose) >= SHORT_PROSE_CHARS:
        return None
    body = sight.response.body if sight.response else b""
    if STATUS_NUMBER.search(sight.prose) and _NUMBER_ALONE.search(body) and hints_at_it(body):
        return "404"
    return _said_by_text(sight.prose)


def _apology(sight: Sight, page: Page) -> str | None:
    """An apology on a page that says next to nothing besides."""
    if not page.text or apology(_plain(page.text[:_LOOKED_AT_CHARS])) is None:
        return None
    return apology(_plain(sight.prose)) if len(sight.prose) < MOST_CHARS else None


def _said_by_text(text: str) -> str | None:
    """The phrase of a short text that names the missing thing, or of a tiny one that names the status."""
    text = _plain(text)
    tongues = _speaking(text)
    if len(text) < TINY_TEXT_CHARS:
        if status := _status(text):
            return status.group()
        if alone := next((each for each in _SENTENCES.split(text) if _alone(each.strip(), tongues)), None):
            return alone.strip()
    missing = (found.group() for found in _missing(text, tongues))
    return next((said for said in missing if len(text) < TINY_TEXT_CHARS or not OF_A_FILE.search(said)), None)


def _alone(segment: str, tongues: list[Language]) -> bool:
    """Whether a segment is a status, or a bare "not found", and next to nothing else."""
    if STATUS_ALONE.fullmatch(segment):
        return True
    found = (language.bare.search(segment) for language in tongues if language.bare)
    return any(match and len(match.group()) >= NEARLY_ALL * len(segment) for match in found)


def _holds_phrase(segment: str, tongues: list[Language], at_least: float) -> bool:
    found = _status(segment) or next(_missing(segment, tongues), None)
    return found is not None and len(found.group()) >= at_least * len(segment)


def _status(text: str) -> re.Match[str] | None:
    """The phrase that names a status; most texts have no such number, and aren't searched for it."""
    return STATUS_PHRASE.search(text) if any(map(text.__contains__, _STATUSES)) else None


def _missing(text: str, tongues: list[Language]) -> Iterator[re.Match[str]]:
    """The phrases that name the missing thing and say of it that it is missing, not what then."""
    for language in tongues:
        for found in language.missing.finditer(text):
            before = max(0, found.start() - _SENTENCE_CHARS)
            if language.condition and language.condition.search(text, before, found.start()):
                continue
            if not OF_A_LAW.search(found.group()):
                yield found


def _speaking(text: str) -> list[Language]:
    """The languages of which the text has a stem."""
    needles, spoken_by = _stems()
    return list(dict.fromkeys(language for stem in needles.all_in(text) for language in spoken_by[stem]))


def _speaks_of_it(sight: Sight) -> bool:
    path = sight.cited.path if sight.cited else ""
    return any(_SPEAKS_OF_IT.search(text.casefold()) for text in (path, *sight.reference.words))


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'").replace("\u2018", "'")


@cache
def _stems() -> tuple[Needles, dict[str, tuple[Language, ...]]]:
    """Every stem, and by which languages it is spoken."""
    spoken_by: dict[str, tuple[Language, ...]] = {}
    for language in languages():
        for stem in language.stems:
            spoken_by[stem] = (*spoken_by.get(stem, ()), language)
    return Needles(spoken_by), spoken_by


RULE = Rule(name=NAME, look=look)
